//! `yongeo set`: which rows, what is written, what is refused.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use crate::binary::{printed, read, said, yongeo_in};

const TERMS: &str = "\u{feff}concept,english,korean,status,note\r\n\
                     machine-learning,Machine Learning,\"머신 러닝\",proposed,\r\n\
                     machine-learning,machine learning,머신러닝,proposed,\"본문, 제목\"\r\n\
                     weight,weight,가중치,preferred,\r\n\
                     weight,weight,웨이트,,\r\n";

fn folder() -> tempfile::TempDir {
    crate::binary::folder(&[("terms.csv", TERMS)])
}

fn set(folder: &Path, arguments: &[&str]) -> Command {
    let set = ["set", "--glossary", "terms.csv"];
    yongeo_in(folder, &[&set, arguments].concat())
}

fn terms(folder: &Path) -> String {
    read(folder, "terms.csv")
}

#[test]
fn prints_what_it_changed_and_writes_nothing_else() {
    let folder = folder();
    let out = printed(&mut set(
        folder.path(),
        &["deprecated", "MACHINE*", "--from", "proposed"],
    ));
    assert_eq!(
        out,
        "~ machine-learning  Machine Learning = 머신 러닝  status  proposed → deprecated\n\
         ~ machine-learning  machine learning = 머신러닝   status  proposed → deprecated\n"
    );
    assert_eq!(
        terms(folder.path()),
        TERMS.replace("proposed", "deprecated")
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn spellings_are_told_apart_to_the_letter() {
    let folder = folder();
    // What no row has to the letter means all spellings.
    let refused = said(&mut set(folder.path(), &["preferred", "머신 러 닝"]), 2);
    assert!(
        refused.contains("머신 러닝 and 머신러닝 cannot both be the preferred term of machine-learning (name one, to the letter: --korean TEXT)"),
        "{refused}"
    );
    assert_eq!(
        printed(&mut set(
            folder.path(),
            &["preferred", "머신러닝", "--dry-run"]
        )),
        "~ machine-learning  machine learning = 머신러닝  status  proposed → preferred\n"
    );
    assert_eq!(
        printed(&mut set(
            folder.path(),
            &["preferred", "--korean", "머신러닝"]
        )),
        "~ machine-learning  machine learning = 머신러닝  status  proposed → preferred\n"
    );
}

#[test]
fn a_note_goes_with_it() {
    let folder = folder();
    let out = printed(&mut set(
        folder.path(),
        &["admitted", "웨이트", "--note", "운동, 장비"],
    ));
    assert_eq!(
        out,
        "~ weight  weight = 웨이트  status  proposed → admitted\n                           note    (empty) → 운동, 장비\n"
    );
    assert_eq!(
        terms(folder.path()),
        TERMS.replace("웨이트,,", "웨이트,admitted,\"운동, 장비\"")
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder();
    let mut command = set(folder.path(), &["rejected", "weight", "--dry-run"]);
    assert_eq!(printed(&mut command).lines().count(), 2);
    assert!(said(&mut command, 0).contains("terms.csv: 2 rows meant, 2 would change"));
    assert_eq!(terms(folder.path()), TERMS);
}

#[test]
fn a_second_preferred_term_needs_a_swap() {
    let folder = folder();
    let refused = said(&mut set(folder.path(), &["preferred", "웨이트"]), 2);
    assert_eq!(
        refused,
        "yongeo: error: terms.csv: line 4: the preferred term of weight is 가중치 \
         (--swap makes it admitted, and 웨이트 preferred)\n"
    );
    assert_eq!(terms(folder.path()), TERMS);
    assert_eq!(
        printed(&mut set(folder.path(), &["preferred", "웨이트", "--swap"])),
        "~ weight  weight = 가중치  status  preferred → admitted\n\
         ~ weight  weight = 웨이트  status  proposed → preferred\n"
    );
}

#[test]
fn what_matches_nothing_is_told_and_the_rest_is_done() {
    let folder = folder();
    let told = said(&mut set(folder.path(), &["admitted", "텐서", "웨이트"]), 2);
    assert!(
        told.starts_with(
            "yongeo: error: terms.csv: no row matches \"텐서\" (a pattern is a whole term"
        ),
        "{told}"
    );
    assert!(told.ends_with("1 row meant, 1 changed\n"), "{told}");
    let told = said(
        &mut set(folder.path(), &["admitted", "weight", "--from", "rejected"]),
        2,
    );
    assert!(
        told.contains("no row that is rejected matches \"weight\""),
        "{told}"
    );
    let told = said(
        &mut set(folder.path(), &["admitted", "--concept", "tensor"]),
        2,
    );
    assert!(told.contains("no such row"), "{told}");
    // What is so already is no failure.
    let told = said(&mut set(folder.path(), &["admitted", "웨이트"]), 0);
    assert!(told.ends_with("1 row meant, 0 changed\n"), "{told}");
}

#[test]
fn it_needs_to_be_told_which_rows() {
    let folder = folder();
    assert!(said(&mut set(folder.path(), &["admitted"]), 2).contains("<PATTERN>"));
    assert!(
        said(&mut set(folder.path(), &["good", "weight"]), 2).contains("unknown status \"good\"")
    );
    assert_eq!(terms(folder.path()), TERMS);
}

#[cfg(feature = "embedded-dictionary")]
#[test]
fn mining_keeps_what_was_decided() {
    use crate::binary::mine;

    let folder = crate::binary::folder(&[("a.txt", "텐서(tensor)를 만든다.\n")]);
    mine(folder.path(), &["a.txt"]);
    printed(&mut set(
        folder.path(),
        &["preferred", "tensor", "--note", "수학"],
    ));
    let decided = terms(folder.path());
    assert!(
        decided.contains("tensor,tensor,텐서,term,en,preferred,1,1,"),
        "{decided}"
    );
    mine(folder.path(), &["a.txt"]);
    assert_eq!(terms(folder.path()), decided);
}

#[test]
fn the_column_of_conflicts_goes_when_all_are_settled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glossary.csv");
    let head = "concept,english,korean,status,conflict,note";
    let set = |rows: &str| {
        fs::write(&path, format!("{head}\n{rows}")).unwrap();
        let set = ["set", "preferred", "텐서", "--glossary", "glossary.csv"];
        printed(&mut yongeo_in(folder.path(), &set));
        read(folder.path(), "glossary.csv")
    };
    assert_eq!(
        set("tensor,tensor,텐서,proposed,,수학\n"),
        "concept,english,korean,status,note\ntensor,tensor,텐서,preferred,수학\n"
    );
    for kept in [
        // Another row's, or a person's own words.
        "fog,fog,안개,proposed,ours: note,\n",
        "fog,fog,안개,proposed,의견 갈림,\n",
    ] {
        assert_eq!(
            set(&format!("{kept}tensor,tensor,텐서,proposed,,수학\n")),
            format!("{head}\n{kept}tensor,tensor,텐서,preferred,,수학\n")
        );
    }
}
