//! `yongeo mine`: what it writes, where, and what it says.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use crate::binary::{glossary_and_ledger, printed, ran, read, said, yongeo_in};

/// A folder with two documents in `docs/`.
fn folder() -> tempfile::TempDir {
    crate::binary::folder(&[
        (
            "docs/a.txt",
            "학습률(learning rate)이 크면 손실이 발산한다.\n",
        ),
        (
            "docs/b.md",
            "- **텐서(tensor)**를 만든다.\n- 학습률(learning rate)을 낮춘다.\n",
        ),
    ])
}

fn mine(folder: &Path, arguments: &[&str]) -> Command {
    yongeo_in(folder, &[&["mine"], arguments].concat())
}

#[test]
fn reversed_glosses_join_the_concept() {
    let folder = folder();
    let reversed = folder.path().join("docs/reversed.txt");
    fs::write(reversed, "낮은 learning rate(학습률)로 시작한다.\n").unwrap();
    said(
        &mut mine(folder.path(), &["--glossary", "terms.csv", "docs"]),
        0,
    );
    let [glossary, evidence] = glossary_and_ledger(folder.path());
    assert!(
        glossary.contains("\nlearning-rate,learning rate,학습률,term,en,proposed,3,3,"),
        "{glossary}"
    );
    assert!(
        evidence.contains("낮은 learning rate(학습률)로 시작한다."),
        "{evidence}"
    );
}

#[test]
fn begins_the_glossary_it_is_told() {
    let folder = folder();
    let said = said(
        &mut mine(folder.path(), &["--glossary", "terms.csv", "docs"]),
        0,
    );
    assert_eq!(
        said,
        "yongeo: 3 pairs from 2 documents; terms.csv has 2 rows in 2 concepts: 2 new, 0 gone\n"
    );
    let glossary = read(folder.path(), "terms.csv");
    let rows: Vec<&str> = glossary.lines().collect();
    assert_eq!(
        rows[0],
        "concept,english,korean,kind,language,status,occurrences,documents,confidence,note"
    );
    assert!(rows[1].starts_with("learning-rate,learning rate,학습률,term,en,proposed,2,2,"));
    assert!(rows[2].starts_with("tensor,tensor,텐서,term,en,proposed,1,1,"));
    assert!(folder.path().join("terms.evidence.csv").is_file());
}

#[test]
fn finds_the_glossary_of_a_folder_above() {
    let folder = folder();
    said(
        &mut mine(
            folder.path(),
            &["--glossary", "glossary/glossary.csv", "docs/a.txt"],
        ),
        0,
    );
    let deep = folder.path().join("docs/deep");
    fs::create_dir(&deep).unwrap();
    let said = said(&mut mine(&deep, &[".."]), 0);
    assert!(
        said.contains("../../glossary/glossary.csv has 2 rows"),
        "{said}"
    );
    assert!(said.contains("1 new, 1 grown, 0 gone"), "{said}");
}

#[test]
fn without_a_glossary_it_says_how_to_begin_one() {
    let folder = folder();
    let said = said(&mut mine(folder.path(), &["docs"]), 2);
    assert!(said.contains("--glossary glossary/glossary.csv"), "{said}");
    assert!(!folder.path().join("glossary").exists());
}

#[test]
fn mining_again_changes_no_byte_and_reads_no_glossary() {
    let folder = folder();
    said(
        &mut mine(folder.path(), &["--glossary", "terms.csv", "."]),
        0,
    );
    let before = glossary_and_ledger(folder.path());
    let again = said(
        &mut mine(
            folder.path(),
            &["--glossary", "terms.csv", ".", "--jobs", "3"],
        ),
        0,
    );
    assert_eq!(
        again,
        "yongeo: 3 pairs from 2 documents; terms.csv has 2 rows in 2 concepts: 0 new, 0 gone\n"
    );
    assert_eq!(glossary_and_ledger(folder.path()), before);
}

#[test]
fn prints_the_glossary_lined_up() {
    let folder = folder();
    let table = "\
english        korean  kind  status    occurrences  documents  confidence
─────────────  ──────  ────  ────────  ───────────  ─────────  ──────────
learning rate  학습률  term  proposed            2          2        1.00

tensor         텐서    term  proposed            1          1        1.00
";
    let arguments = ["--glossary", "terms.csv", "--print"];
    let mut with_paths = mine(folder.path(), &arguments);
    assert_eq!(printed(with_paths.arg("docs")), table);
    assert_eq!(printed(&mut mine(folder.path(), &arguments)), table);
}

#[test]
fn standard_input_replaces_what_it_gave_before_and_says_so() {
    let folder = folder();
    let mine = |text: &str| {
        let mut command = mine(folder.path(), &["--glossary", "terms.csv", "-"]);
        said(command.write_stdin(text), 0)
    };
    let first = mine("학습률(learning rate)을 낮춘다.\n");
    assert!(!first.contains("note"), "{first}");
    let second = mine("텐서(tensor)를 만든다.\n");
    assert!(
        second.starts_with(
            "yongeo: note: standard input replaces what it gave before (1 pair); save a text as a file to keep both\n"
        ),
        "{second}"
    );
    assert!(second.contains("1 new, 1 gone"), "{second}");
}

#[test]
fn without_a_path_it_names_what_can_be_typed() {
    let said = said(&mut mine(folder().path(), &[]), 2);
    assert!(
        said.contains("yongeo mine [OPTIONS] <PATH>...")
            && said.contains("yongeo mine [OPTIONS] --print"),
        "{said}"
    );
}

#[test]
fn a_broken_ledger_is_named_with_what_to_do() {
    let folder = folder();
    let arguments = ["--glossary", "terms.csv", "docs"];
    said(&mut mine(folder.path(), &arguments), 0);
    let ledger = folder.path().join("terms.evidence.csv");
    let text = fs::read_to_string(&ledger).unwrap();
    fs::write(&ledger, format!("{text}docs/c.txt\n")).unwrap();
    let said = said(&mut mine(folder.path(), &arguments), 2);
    let start = format!(
        "yongeo: error: terms.evidence.csv: line {}: 1 cell where the header has 13 columns (restore it",
        text.lines().count() + 1
    );
    assert!(said.starts_with(&start), "{said}");
}

#[test]
fn a_missing_document_is_an_error_and_the_rest_is_mined() {
    let folder = folder();
    let said = said(
        &mut mine(
            folder.path(),
            &["--glossary", "terms.csv", "nosuch.txt", "docs"],
        ),
        2,
    );
    assert!(said.starts_with("yongeo: error: nosuch.txt: "), "{said}");
    assert!(said.contains("2 rows"), "{said}");
}

#[test]
fn where_no_document_is_there_no_glossary_is_begun() {
    let folder = folder();
    said(
        &mut mine(folder.path(), &["--glossary", "terms.csv", "nosuch.txt"]),
        2,
    );
    assert!(!folder.path().join("terms.csv").exists());
}

#[test]
fn a_broken_glossary_is_refused_and_left_as_it_was() {
    let folder = folder();
    let path = folder.path().join("terms.csv");
    let broken = "concept,english,korean\ntensor,\"tensor,텐서\n";
    fs::write(&path, broken).unwrap();
    let said = said(
        &mut mine(folder.path(), &["--glossary", "terms.csv", "docs"]),
        2,
    );
    assert!(said.starts_with("yongeo: error: terms.csv: "), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    assert!(!folder.path().join("terms.evidence.csv").exists());
}

#[test]
fn a_dry_run_shows_what_would_change_and_writes_nothing() {
    let folder = folder();
    let dry = || {
        let mut command = mine(
            folder.path(),
            &["--glossary", "new/terms.csv", "--dry-run", "docs"],
        );
        ran(&mut command, 0)
    };
    let (printed, told) = dry();
    assert_eq!(
        printed,
        "+ learning-rate  learning rate = 학습률\n+ tensor         tensor = 텐서\n"
    );
    assert_eq!(
        told,
        "yongeo: 3 pairs from 2 documents; new/terms.csv would have 2 rows in 2 concepts: 2 new, 0 gone; nothing was written\n"
    );
    assert!(!folder.path().join("new").exists());

    said(
        &mut mine(folder.path(), &["--glossary", "new/terms.csv", "docs"]),
        0,
    );
    fs::write(
        folder.path().join("docs/b.md"),
        "학습률(learning rate)을 낮춘다.\n\n학습률(learning rate)을 높인다.\n",
    )
    .unwrap();
    let (printed, told) = dry();
    assert_eq!(
        printed,
        "~ learning-rate  learning rate = 학습률  occurrences  2 → 3\n- tensor         tensor = 텐서\n"
    );
    assert!(
        told.contains(": 0 new, 1 grown, 1 gone; nothing was written"),
        "{told}"
    );
}

#[test]
fn what_kinds_of_files_were_read_is_said() {
    let folder = folder();
    let docs = folder.path().join("docs");
    std::fs::write(docs.join("글.html"), "<p>형태소<b>(morpheme)</b>").unwrap();
    std::fs::write(docs.join("깨짐.docx"), "PK").unwrap();
    let told = said(
        &mut mine(folder.path(), &["--glossary", "terms.csv", "docs"]),
        0,
    );
    assert!(
        told.contains("yongeo: documents: 1 html, 1 markdown, 1 plain; 1 file was not read\n"),
        "{told}"
    );
}
