//! Documents that help each other: `extract --corpus-evidence` and `mine`.

use std::fs;

use crate::binary::{mine, printed, ran, read, yongeo, yongeo_in};

/// Three documents with one term; in the first it may begin one word later.
fn folder() -> tempfile::TempDir {
    crate::binary::folder(&[
        (
            "a.txt",
            "연구진은 흔한 격자 잎새 셈법(leafwise tally)을 썼다.\n",
        ),
        ("b.txt", "격자 잎새 셈법(leafwise tally)은 빠르다.\n"),
        (
            "c.txt",
            "두 사람은 ‘격자 잎새 셈법(leafwise tally)’을 알렸다.\n",
        ),
    ])
}

#[test]
fn a_document_is_decided_by_itself_unless_asked_otherwise() {
    let folder = folder();
    let extract = |arguments: &[&str]| {
        printed(&mut yongeo_in(
            folder.path(),
            &[&["extract"], arguments].concat(),
        ))
    };
    let alone = extract(&["a.txt"]);
    assert_eq!(alone, "a.txt:1:17: 잎새 셈법 = leafwise tally\n");
    assert!(extract(&["a.txt", "b.txt", "c.txt"]).starts_with(&alone));
    let together = "a.txt:1:17: 격자 잎새 셈법 = leafwise tally\n\
                    b.txt:1:9: 격자 잎새 셈법 = leafwise tally\n\
                    c.txt:1:16: 격자 잎새 셈법 = leafwise tally\n";
    for jobs in ["1", "2", "7"] {
        let found = extract(&[
            "--corpus-evidence",
            "--jobs",
            jobs,
            "c.txt",
            "b.txt",
            "a.txt",
        ]);
        let mut lines: Vec<&str> = found.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, together.lines().collect::<Vec<_>>());
    }
}

#[test]
fn standard_input_cannot_be_read_twice() {
    let mut command = yongeo();
    command
        .args(["extract", "--corpus-evidence", "-"])
        .write_stdin("격자 잎새 셈법(leafwise tally)은 빠르다.\n");
    let (printed, said) = ran(&mut command, 2);
    assert!(
        said.contains("-: --corpus-evidence reads documents twice"),
        "{said}"
    );
    assert_eq!(printed, "");
    // The rest is done.
    let folder = folder();
    let mut command = yongeo_in(
        folder.path(),
        &["extract", "--corpus-evidence", "-", "b.txt"],
    );
    let (printed, _) = ran(command.write_stdin(""), 2);
    assert!(printed.starts_with("b.txt:1:9: "), "{printed}");
}

#[test]
fn mining_decides_anew_as_documents_are_added() {
    let folder = folder();
    let mine = |documents: &[&str]| {
        mine(folder.path(), documents);
        read(folder.path(), "terms.csv")
    };
    let first = mine(&["a.txt"]);
    assert!(
        first.contains("\nleafwise-tally,leafwise tally,잎새 셈법,term,en,proposed,1,1,"),
        "{first}"
    );
    let batches = mine(&["c.txt", "b.txt"]);
    let row = "\nleafwise-tally,leafwise tally,격자 잎새 셈법,term,en,proposed,3,3,";
    assert!(
        batches.contains(row) && batches.lines().count() == 2,
        "{batches}"
    );
    fs::remove_file(folder.path().join("terms.csv")).unwrap();
    fs::remove_file(folder.path().join("terms.evidence.csv")).unwrap();
    assert_eq!(mine(&["a.txt", "b.txt", "c.txt"]), batches);
}
