//! Documents that help each other: `extract --corpus-evidence` and `mine`.

use std::fs;
use std::path::Path;

use crate::binary::{glossary_and_ledger, mine, printed, ran, read, yongeo, yongeo_in};

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

/// Cells of a workbook, as `extract` calls them.
#[test]
fn what_people_call_a_place_is_kept_in_the_ledger_and_shown() {
    let folder = crate::binary::folder(&[("가.txt", "말뭉치(corpus)를 모은다.\n")]);
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files");
    fs::copy(files.join("pairs.xlsx"), folder.path().join("나.xlsx")).unwrap();
    mine(folder.path(), &["가.txt"]);
    let header = |ledger: &str| ledger.lines().next().unwrap().to_owned();
    let [_, of_text] = glossary_and_ledger(folder.path());
    assert!(header(&of_text).ends_with(",context,candidates"));
    mine(folder.path(), &["나.xlsx"]);
    let mined = glossary_and_ledger(folder.path());
    let [glossary, ledger] = &mined;
    assert!(header(ledger).ends_with(",context,candidates,place"));
    let jsonl = ["extract", "--format", "jsonl", "나.xlsx"];
    let pairs = printed(&mut yongeo_in(folder.path(), &jsonl));
    let first: serde_json::Value = serde_json::from_str(pairs.lines().next().unwrap()).unwrap();
    let (place, korean) = (first["place"].as_str().unwrap(), &first["korean"]);
    assert!(place.contains('!'), "{place}");
    let show = ["show", "--glossary", "terms.csv", korean.as_str().unwrap()];
    let shown = printed(yongeo_in(folder.path(), &show).env("COLUMNS", "120"));
    assert!(
        shown.contains(&format!("나.xlsx:{}: {place}  ", first["line"])),
        "{shown}"
    );
    mine(folder.path(), &["가.txt", "나.xlsx"]);
    assert_eq!(&glossary_and_ledger(folder.path()), &mined);

    // A ledger of an older yongeo has no such column until the document is mined again.
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(ledger.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in reader.records() {
        let record = record.unwrap();
        writer
            .write_record(record.iter().take(record.len() - 1))
            .unwrap();
    }
    let older = writer.into_inner().unwrap();
    fs::write(folder.path().join("terms.evidence.csv"), &older).unwrap();
    let shown = printed(yongeo_in(folder.path(), &show).env("COLUMNS", "120"));
    assert!(
        shown.contains(&format!("나.xlsx:{}  ", first["line"])),
        "{shown}"
    );
    mine(folder.path(), &["가.txt"]);
    let [same, still_older] = glossary_and_ledger(folder.path());
    assert_eq!((&same, still_older.as_bytes()), (glossary, &*older));
    mine(folder.path(), &["나.xlsx"]);
    assert_eq!(&glossary_and_ledger(folder.path()), &mined);

    // The name of a sheet is text of the document.
    mine(folder.path(), &["--no-context"]);
    let [_, ledger] = glossary_and_ledger(folder.path());
    assert!(header(&ledger).ends_with(",context,candidates"));
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
