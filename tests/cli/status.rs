//! `yongeo status`: what it counts, and what git and the disk say.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use yongeo::Kind;
use yongeo::glossary::{Evidence, Glossary};

use crate::binary::{printed, read, said, yongeo_in};
use crate::git::{self, git};

/// A folder whose glossary was mined from two documents, of which one is gone.
fn folder() -> tempfile::TempDir {
    let folder = crate::binary::folder(&[("a.txt", "텐서(tensor)를 만든다.\n")]);
    mine(
        folder.path(),
        &[("a.txt", "tensor", "텐서"), ("b.txt", "AI", "인공지능")],
    );
    folder
}

fn mine(folder: &Path, pairs: &[(&str, &str, &str)]) {
    let mut glossary = Glossary::open(folder.join("terms.csv"), &mut |_| ()).unwrap();
    let shares = pairs.iter().map(|&(document, english, korean)| {
        let evidence = Evidence {
            kind: Kind::of("en", english == "AI", false),
            ..crate::evidence(english, korean)
        };
        (document.to_owned(), vec![evidence])
    });
    glossary.mine(shares.collect());
    glossary.save().unwrap();
}

fn status(folder: &Path, arguments: &[&str]) -> Command {
    let status = ["status", "--glossary", "terms.csv"];
    let mut command = yongeo_in(folder, &[&status, arguments].concat());
    // Where the tests themselves run is of no matter: the folder is its own, or in no work tree.
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
    command
}

#[test]
fn counts_rows_documents_and_what_is_gone() {
    let folder = folder();
    assert_eq!(
        printed(&mut status(folder.path(), &[])),
        "\
terms.csv: 2 rows in 2 concepts

status      rows
──────────  ────
proposed       2
preferred      0
admitted       0
deprecated     0
rejected       0

kind          rows
────────────  ────
term             1
abbreviation     1
foreign          0

ledger: 2 documents, 2 places
figures: up to date with the last mining

1 document of the ledger is no longer there, and still counts:
  b.txt (1 place)
`yongeo forget --missing` takes what is gone out of the figures
"
    );
}

#[test]
#[cfg(feature = "embedded-dictionary")]
fn a_document_that_changed_since_is_told_until_it_is_mined() {
    let folder = crate::binary::folder(&[
        ("docs/a.txt", "텐서(tensor)를 만든다.\n"),
        ("docs/b.txt", "학습률(learning rate)을 낮춘다.\n"),
    ]);
    crate::binary::mine(folder.path(), &["docs"]);
    let told = |arguments: &[&str]| printed(&mut status(folder.path(), arguments));
    assert!(!told(&[]).contains("changed"));

    let path = folder.path().join("docs/b.txt");
    fs::write(&path, "학습률(learning rate)을 조금 낮춘다.\n").unwrap();
    assert!(
        told(&[]).ends_with(
            "
1 document has changed since the last mining:
  docs/b.txt
`yongeo mine PATH` takes in what is there now
"
        ),
        "{}",
        told(&[])
    );
    let object: serde_json::Value = serde_json::from_str(&told(&["--format", "json"])).unwrap();
    assert_eq!(object["changed"], serde_json::json!(["docs/b.txt"]));

    crate::binary::mine(folder.path(), &["docs"]);
    assert!(!told(&[]).contains("changed"));
}

#[test]
fn an_edit_since_the_last_mining_is_told() {
    let folder = folder();
    let path = folder.path().join("terms.csv");
    let text = read(folder.path(), "terms.csv");
    fs::write(&path, text.replacen("proposed", "preferred", 1)).unwrap();
    let said = printed(&mut status(folder.path(), &[]));
    assert!(
        said.contains(
            "figures: up to date with the last mining; rows were edited since: nothing to do"
        ),
        "{said}"
    );
    fs::write(&path, text.replacen(",1,1,0.90", ",7,7,0.90", 1)).unwrap();
    let said = printed(&mut status(folder.path(), &[]));
    assert!(
        said.contains("figures: out of date, since rows were edited after the last mining;"),
        "{said}"
    );
    fs::remove_file(folder.path().join("terms.evidence.csv")).unwrap();
    let said = printed(&mut status(folder.path(), &[]));
    assert!(said.contains("figures: there is no ledger"), "{said}");
}

#[test]
fn what_is_new_since_the_last_commit() {
    if !git::is_there("what_is_new_since_the_last_commit") {
        return;
    }
    let folder = folder();
    git(folder.path(), &["init"]);
    let said = printed(&mut status(folder.path(), &[]));
    assert!(
        said.contains("\ngit: this file is not committed yet; "),
        "{said}"
    );

    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-m", "terms"]);
    let said = printed(&mut status(folder.path(), &[]));
    assert!(
        said.ends_with("\nsince the last commit: no row came, went or was decided on\n"),
        "{said}"
    );

    mine(
        folder.path(),
        &[
            ("a.txt", "fog", "포그"),
            ("c.txt", "cloud", "클라우드"),
            ("d.txt", "mist", "미스트"),
        ],
    );
    let path = folder.path().join("terms.csv");
    let text = read(folder.path(), "terms.csv");
    let edited = text.replace(
        "ai,AI,인공지능,abbreviation,en,proposed",
        "ai,AI,인공지능,abbreviation,en,preferred",
    );
    assert_ne!(text, edited);
    fs::write(&path, edited).unwrap();
    let said = printed(&mut status(folder.path(), &["--examples", "2"]));
    assert!(
        said.ends_with(
            "
since the last commit:
  3 rows added
    + cloud  cloud = 클라우드
    + fog    fog = 포그
    and 1 more
  1 row removed
    - tensor  tensor = 텐서
  1 row with another status
    ~ ai  AI = 인공지능  status  proposed → preferred
"
        ),
        "{said}"
    );
}

#[test]
fn programs_get_one_object() {
    let folder = folder();
    let said = printed(&mut status(folder.path(), &["--format", "json"]));
    let object: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(object["rows"], 2);
    assert_eq!(object["statuses"]["proposed"], 2);
    assert_eq!(object["documents"], 2);
    assert_eq!(object["up_to_date"], true);
    assert_eq!(object["missing"][0]["document"], "b.txt");
    assert_eq!(object["since_commit"], serde_json::Value::Null);
}

#[test]
fn without_a_glossary_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let said = said(&mut status(folder.path(), &[]), 2);
    assert!(
        said.contains("terms.csv: there is no such glossary"),
        "{said}"
    );
}
