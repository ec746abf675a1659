//! Completion scripts and manual pages.

use std::fs;

use crate::binary::{printed, yongeo};

const SUBCOMMANDS: [&str; 19] = [
    "check",
    "completions",
    "eval",
    "explain",
    "export",
    "extract",
    "forget",
    "formats",
    "import",
    "init",
    "lint",
    "man",
    "merge",
    "mine",
    "report",
    "rules",
    "set",
    "show",
    "status",
];

#[test]
fn completions_know_every_subcommand() {
    // How a script of each shell writes what can be typed next.
    for (shell, before, behind) in [
        ("bash", "yongeo,", ")\n"),
        ("elvish", "cand ", " '"),
        ("fish", "-a \"", "\" -d"),
        ("powershell", "::new('", "', '"),
        ("zsh", "'", ":"),
    ] {
        let script = printed(yongeo().args(["completions", shell]));
        for subcommand in SUBCOMMANDS {
            let typed = [before, subcommand, behind].concat();
            assert!(script.contains(&typed), "{shell}: {typed:?}");
        }
    }
}

#[test]
fn manual_is_printed_or_written_page_by_page() {
    let page = printed(yongeo().arg("man"));
    assert!(
        page.contains(".TH yongeo 1") && page.contains(".SH EXAMPLES"),
        "{page}"
    );

    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("share/man1");
    assert_eq!(printed(yongeo().arg("man").arg("--output").arg(&pages)), "");
    let mut written: Vec<String> = fs::read_dir(&pages)
        .unwrap()
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    let mut expected: Vec<String> = SUBCOMMANDS
        .iter()
        .map(|subcommand| format!("yongeo-{subcommand}.1"))
        .collect();
    expected.push("yongeo.1".to_owned());
    assert_eq!(written, expected);
    let mine = fs::read_to_string(pages.join("yongeo-mine.1")).unwrap();
    for line in [
        concat!(
            ".TH yongeo-mine 1  \"yongeo ",
            env!("CARGO_PKG_VERSION"),
            "\""
        ),
        "\\fByongeo mine\\fR [OPTIONS] <PATH>...",
        "\\fByongeo mine\\fR [OPTIONS] \\-\\-print",
    ] {
        assert!(mine.contains(line), "{line}\n{mine}");
    }
}
