//! Completion scripts and manual pages.

use crate::{printed, yongeo};

#[test]
fn completions_know_every_subcommand() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(yongeo().args(["completions", shell]));
        for subcommand in [
            "extract",
            "mine",
            "status",
            "set",
            "lint",
            "show",
            "report",
            "explain",
            "eval",
            "completions",
            "man",
        ] {
            assert!(script.contains(subcommand), "{shell}: {subcommand}");
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
    for page in [
        "yongeo.1",
        "yongeo-extract.1",
        "yongeo-mine.1",
        "yongeo-status.1",
        "yongeo-set.1",
        "yongeo-lint.1",
        "yongeo-show.1",
        "yongeo-report.1",
        "yongeo-explain.1",
        "yongeo-merge.1",
        "yongeo-eval.1",
    ] {
        assert!(pages.join(page).is_file(), "{page}");
    }
    let mine = std::fs::read_to_string(pages.join("yongeo-mine.1")).unwrap();
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
