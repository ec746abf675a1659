//! Documents that change, move and go, and sentences that are nobody's business.

use std::fs;
use std::path::Path;

use crate::binary::{glossary_and_ledger as files, mine, ran, yongeo_in};

fn folder() -> tempfile::TempDir {
    let folder = crate::binary::folder(&[
        (
            "docs/a.txt",
            "학습률(learning rate)이 크면 손실이 발산한다.\n",
        ),
        (
            "docs/b.txt",
            "텐서(tensor)를 만든다. 학습률(learning rate)을 낮춘다.\n",
        ),
    ]);
    mine(folder.path(), &["docs"]);
    folder
}

/// What forgetting prints and says.
fn forget(folder: &Path, arguments: &[&str], status: i32) -> (String, String) {
    let forget = ["forget", "--glossary", "terms.csv"];
    ran(
        &mut yongeo_in(folder, &[&forget, arguments].concat()),
        status,
    )
}

#[test]
fn a_forgotten_document_counts_no_more() {
    let folder = folder();
    let before = files(folder.path());
    let (printed, said) = forget(folder.path(), &["--dry-run", "docs/b.txt"], 0);
    assert_eq!(
        printed,
        "\
docs/b.txt
~ learning-rate  learning rate = 학습률  occurrences  2 → 1
- tensor         tensor = 텐서
"
    );
    assert_eq!(
        said,
        "yongeo: 1 document would be forgotten, and 1 row with them; nothing was written\n"
    );
    assert_eq!(files(folder.path()), before);

    let (_, said) = forget(folder.path(), &["docs/b.txt"], 0);
    assert_eq!(
        said,
        "yongeo: 1 document forgotten; terms.csv has 1 row: 1 gone\n"
    );
    let [glossary, ledger] = files(folder.path());
    assert!(
        glossary.contains("학습률,term,en,proposed,1,1,"),
        "{glossary}"
    );
    assert!(!ledger.contains("b.txt"), "{ledger}");

    // The same as if it had never been mined; once more, and all of a folder.
    let (_, said) = forget(folder.path(), &["docs/b.txt"], 2);
    assert!(
        said.contains("docs/b.txt: is not a document of the glossary"),
        "{said}"
    );
    assert_eq!(forget(folder.path(), &["docs"], 0).0, "docs/a.txt\n");
}

#[test]
fn what_is_gone_is_noticed_and_what_was_moved_goes_along() {
    let folder = folder();
    let path = |name: &str| folder.path().join("docs").join(name);
    fs::rename(path("a.txt"), path("c.txt")).unwrap();
    let said = mine(folder.path(), &["docs"]);
    assert!(
        said.contains("note: docs/a.txt was moved to docs/c.txt; its pairs went along\n"),
        "{said}"
    );
    let [glossary, ledger] = files(folder.path());
    assert!(
        glossary.contains("학습률,term,en,proposed,2,2,"),
        "{glossary}"
    );
    assert!(!ledger.contains("a.txt"), "{ledger}");

    fs::remove_file(path("b.txt")).unwrap();
    let said = mine(folder.path(), &["docs"]);
    assert!(
        said.contains("note: docs/b.txt is no longer there but still counted"),
        "{said}"
    );
    assert_eq!(forget(folder.path(), &["--missing"], 0).0, "docs/b.txt\n");
    let said = mine(folder.path(), &["docs"]);
    assert!(!said.contains("note"), "{said}");
}

#[test]
fn an_emptied_glossary_is_told() {
    let folder = folder();
    let glossary = folder.path().join("terms.csv");
    let text = fs::read_to_string(&glossary).unwrap();
    fs::write(&glossary, text.replace("proposed", "preferred")).unwrap();
    assert!(!mine(folder.path(), &["docs"]).contains("note"));
    fs::write(&glossary, "").unwrap();
    let said = mine(folder.path(), &["docs"]);
    assert!(
        said.contains("note: terms.csv: has no rows, but its ledger knows of rows that people worked on (if that was no intention, restore it"),
        "{said}"
    );
}

#[test]
fn confidential_sentences_stay_out_of_the_ledger() {
    let folder = folder();
    let sentence = "손실이 발산한다";
    assert!(files(folder.path())[1].contains(sentence));
    let counted = files(folder.path())[0].clone();
    mine(folder.path(), &["--no-context", "docs/b.txt"]);
    let [glossary, ledger] = files(folder.path());
    assert!(
        !ledger.contains(sentence) && !ledger.contains("만든다"),
        "{ledger}"
    );
    assert_eq!(glossary, counted);
    // Nor what a term may begin with.
    fs::write(
        folder.path().join("docs/b.txt"),
        "텐서(tensor)를 만든다. 비밀 사업의 학습률(learning rate)을 낮춘다.\n",
    )
    .unwrap();
    // The glossary remembers.
    mine(folder.path(), &["docs"]);
    let [glossary, ledger] = files(folder.path());
    assert!(
        !ledger.contains(sentence) && !ledger.contains("비밀"),
        "{ledger}"
    );
    assert!(
        glossary.contains("학습률,term,en,proposed,2,2,"),
        "{glossary}"
    );
    mine(folder.path(), &["--contexts", "3", "docs"]);
    assert!(files(folder.path())[1].contains(sentence));
    // Without a document only the ledger is cleaned.
    let said = mine(folder.path(), &["--no-context"]);
    assert_eq!(
        said,
        "yongeo: the ledger of terms.csv keeps nothing of the documents but the terms from now on\n"
    );
    assert!(!files(folder.path())[1].contains(sentence));
}

#[test]
fn of_many_places_a_few_are_quoted_and_all_are_counted() {
    let folder = folder();
    let lines: Vec<String> = (1..=20)
        .map(|at| format!("{at}번째 실험에서는 조기 종료(early stopping)를 쓴다.\n"))
        .collect();
    fs::write(folder.path().join("docs/d.txt"), lines.concat()).unwrap();
    mine(folder.path(), &["docs"]);
    let [glossary, ledger] = files(folder.path());
    assert!(
        glossary.contains("조기 종료,term,en,proposed,20,1,"),
        "{glossary}"
    );
    assert_eq!(ledger.matches("번째 실험").count(), 3);
    assert!(ledger.contains("3번째 실험") && !ledger.contains("4번째 실험"));
}

#[test]
fn somebody_who_names_no_document_is_told_both_ways() {
    let folder = folder();
    let (_, said) = forget(folder.path(), &[], 2);
    assert_eq!(
        said,
        "yongeo: error: which documents? (name them, or folders of them; `--missing` forgets those that are no longer there)\n"
    );
}

#[test]
fn documents_that_disagree_with_a_person_are_told() {
    let folder = folder();
    let glossary = folder.path().join("terms.csv");
    let text = fs::read_to_string(&glossary).unwrap();
    fs::write(
        &glossary,
        text + "tensor,tensor,텐소르,term,en,preferred,0,0,0.00,\n",
    )
    .unwrap();
    assert!(!mine(folder.path(), &["docs"]).contains("preferred"));
    for at in 0..3 {
        let name = format!("docs/t{at}.txt");
        fs::write(folder.path().join(name), "텐서(tensor)의 모양을 바꾼다.\n").unwrap();
    }
    let said = mine(folder.path(), &["docs"]);
    assert!(
        said.contains("note: tensor: 텐소르 is preferred, but is in 0 documents, and 텐서 in 4"),
        "{said}"
    );
    assert!(!mine(folder.path(), &["docs"]).contains("preferred"));
}
