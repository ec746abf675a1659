//! The binary from outside. One test binary, so that there is one thing to link.

#[cfg(feature = "embedded-dictionary")]
mod across;
#[cfg(feature = "embedded-dictionary")]
mod bad_input;
#[cfg(feature = "embedded-dictionary")]
mod bilingual;
mod binary;
#[cfg(feature = "embedded-dictionary")]
mod check;
#[cfg(feature = "embedded-dictionary")]
mod check_bad_input;
#[cfg(feature = "embedded-dictionary")]
mod check_diff;
#[cfg(feature = "embedded-dictionary")]
mod check_documents;
#[cfg(all(unix, feature = "embedded-dictionary"))]
mod crash;
#[cfg(feature = "embedded-dictionary")]
mod encoded;
#[cfg(feature = "embedded-dictionary")]
mod evidence;
#[cfg(feature = "embedded-dictionary")]
mod excel;
#[cfg(feature = "embedded-dictionary")]
mod explain;
mod export;
#[cfg(feature = "embedded-dictionary")]
mod extract;
#[cfg(feature = "embedded-dictionary")]
mod forget;
mod git;
mod import;
mod import_files;
mod lint;
mod merge;
#[cfg(feature = "embedded-dictionary")]
mod mine;
mod pages;
mod report;
#[cfg(feature = "embedded-dictionary")]
mod seeds;
mod set;
mod show;
mod status;

use yongeo::Kind;
use yongeo::glossary::Evidence;

/// What a text says on its first line.
fn evidence(english: &str, korean: &str) -> Evidence {
    Evidence {
        document: String::new(),
        offset: 6,
        line: 1,
        place: String::new(),
        korean: korean.to_owned(),
        english: english.to_owned(),
        kind: Kind::Term,
        language: "en".to_owned(),
        confidence: 0.9,
        context: format!("{korean}({english})"),
        undecided: None,
    }
}

#[cfg(feature = "embedded-dictionary")]
#[test]
fn recorded_command_lines() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .case("tests/cmd/*.md");
}

#[cfg(not(feature = "embedded-dictionary"))]
#[test]
fn without_a_dictionary_it_says_what_to_type() {
    let mut command = binary::yongeo();
    command.args(["extract", "-"]).write_stdin("텐서(tensor)");
    let (printed, said) = binary::ran(&mut command, 2);
    assert_eq!(printed, "");
    assert!(
        said.starts_with("yongeo: error: ") && said.contains("--dictionary DIR"),
        "{said}"
    );
}
