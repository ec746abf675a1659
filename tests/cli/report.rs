//! `yongeo report`: where the page goes, and what is refused.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use crate::binary::{printed, ran, read, yongeo_in};

const ROWS: &str = "\
concept,english,korean,status,note
shell,shell,셸,preferred,외래어 표기법
shell,shell,쉘,deprecated,
";

/// A folder with a glossary where it is looked for.
fn folder() -> tempfile::TempDir {
    crate::binary::folder(&[("glossary/glossary.csv", ROWS)])
}

fn report(folder: &Path, arguments: &[&str]) -> Command {
    yongeo_in(folder, &[&["report"], arguments].concat())
}

/// What a run with this status says, which prints nothing.
fn said(command: &mut Command, status: i32) -> String {
    let (printed, said) = ran(command, status);
    assert_eq!(printed, "");
    said
}

#[test]
fn the_page_is_written_and_is_the_same_again() {
    let folder = folder();
    let written = said(&mut report(folder.path(), &["--html", "terms.html"]), 0);
    assert_eq!(written, "yongeo: terms.html shows glossary/glossary.csv\n");
    let page = read(folder.path(), "terms.html");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(page.contains("<dt>note</dt><dd>외래어 표기법</dd>"));
    assert_eq!(printed(&mut report(folder.path(), &["--html", "-"])), page);
    // The glossary is only read.
    assert_eq!(read(folder.path(), "glossary/glossary.csv"), ROWS);
}

#[test]
fn without_a_format_it_names_them() {
    let said = said(&mut report(folder().path(), &[]), 2);
    assert!(said.contains("`--html FILE`"), "{said}");
}

#[test]
fn what_is_no_page_is_never_replaced() {
    let folder = folder();
    fs::write(folder.path().join("글.html"), "<p>텐서(tensor)</p>\n").unwrap();
    for (file, reason) in [
        ("glossary/glossary.csv", "is not the name of a page"),
        ("docs/page.txt", "is not the name of a page"),
        ("글.html", "is there and is not a page of yongeo's"),
    ] {
        let said = said(&mut report(folder.path(), &["--html", file]), 2);
        assert!(said.contains(reason), "{file}: {said}");
    }
    assert_eq!(read(folder.path(), "glossary/glossary.csv"), ROWS);
    assert_eq!(read(folder.path(), "글.html"), "<p>텐서(tensor)</p>\n");
    // A page is, by a newer one.
    for _ in 0..2 {
        said(&mut report(folder.path(), &["--html", "page.html"]), 0);
    }
}

#[test]
fn a_glossary_or_a_folder_that_is_not_there_is_named() {
    let folder = folder();
    let arguments = ["--html", "a.html", "--glossary", "none.csv"];
    let none = said(&mut report(folder.path(), &arguments), 2);
    assert!(
        none.contains("none.csv: there is no such glossary"),
        "{none}"
    );
    let nowhere = said(&mut report(folder.path(), &["--html", "no/such.html"]), 2);
    assert_eq!(
        nowhere,
        "yongeo: error: no/such.html: cannot write: there is no folder no (create it first)\n"
    );
    let arguments = ["--html", "a.html", "--glossary", "."];
    let a_folder = said(&mut report(folder.path(), &arguments), 2);
    assert!(
        a_folder.contains(".: is a folder, not a CSV file (name the file, such as ./glossary.csv)"),
        "{a_folder}"
    );
}

#[test]
#[cfg(feature = "embedded-dictionary")]
fn the_page_is_not_mined() {
    let folder = folder();
    fs::write(folder.path().join("a.txt"), "텐서(tensor)를 만든다.\n").unwrap();
    let mine = || said(&mut yongeo_in(folder.path(), &["mine", "."]), 0);
    assert!(mine().starts_with("yongeo: 1 pair from 1 document;"));
    said(&mut report(folder.path(), &["--html", "page.html"]), 0);
    assert!(mine().starts_with("yongeo: 1 pair from 1 document;"));
}
