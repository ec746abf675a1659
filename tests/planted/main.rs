//! Errors planted in sentences, and sentences that only look as if there were one.
//!
//! `planted.tsv`: the rule, the text with what is wrong marked ⟦so⟧, and the text put right (empty where no program could).
//! `lookalikes.tsv`: the rule that a text tempts, and the text. Line ends are `\n`; `md:` begins Markdown. Both, and the glossary
//! they are about, were written by somebody who had not seen the program; the last 57 errors and the last 44 others by somebody who knew what
//! it used to miss.

#![cfg(feature = "embedded-dictionary")]

use std::collections::BTreeMap;
use std::ops::Range;

use yongeo::check::{Checker, Diagnostic, RULES, Terms};
use yongeo::config::Config;
use yongeo::glossary::Sheet;
use yongeo::{Document, Extractor, Level};

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/planted")
}

/// The lines of a file, in columns.
fn lines(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder().join(file)).unwrap();
    let cells = |line: &str| {
        line.split('\t')
            .map(|cell| cell.replace("\\n", "\n"))
            .collect()
    };
    text.lines().map(cells).collect()
}

/// A checker in which a rule is on, whatever it is otherwise.
fn checkers() -> BTreeMap<&'static str, Checker> {
    let of = |rule: &'static str| {
        let sheet = Sheet::read(folder().join("glossary.csv")).unwrap();
        let config = Config::default();
        let off = RULES
            .iter()
            .any(|one| one.name == rule && one.level.is_none());
        let config = if off {
            config.with_level(rule, Some(Level::Warning))
        } else {
            config
        };
        let terms = Terms::new(&[sheet], |_| true);
        (
            rule,
            Checker::new(terms, Extractor::new(None).unwrap(), config),
        )
    };
    RULES.iter().map(|rule| of(rule.name)).collect()
}

fn document(text: &str) -> Document {
    match text.strip_prefix("md:") {
        Some(text) => Document::new("글.md", text),
        None => Document::plain("글.txt", text),
    }
}

/// The text without its mark, and where that was.
fn unmarked(text: &str) -> (String, Range<usize>) {
    let (before, rest) = text.split_once('⟦').expect("a mark");
    let (marked, after) = rest.split_once('⟧').expect("the end of the mark");
    let start = before.len();
    (
        format!("{before}{marked}{after}"),
        start..start + marked.len(),
    )
}

fn fixed(text: &str, one: &Diagnostic) -> String {
    let mut text = text.to_owned();
    for edit in one.fix.iter().flat_map(|fix| fix.edits.iter().rev()) {
        text.replace_range(edit.range.clone(), &edit.text);
    }
    text
}

#[test]
fn planted_errors_are_found_and_mended() {
    let checkers = checkers();
    let (mut found, mut mended, mut mendable, mut extra, mut all) = (0, 0, 0, 0, 0);
    for line in lines("planted.tsv") {
        let [rule, text, right] = &line[..] else {
            panic!("three columns: {line:?}");
        };
        all += 1;
        let prefix = if text.starts_with("md:") {
            "md:".len()
        } else {
            0
        };
        let (plain, marked) = unmarked(text);
        let marked = marked.start - prefix..marked.end - prefix;
        let document = document(&plain);
        let diagnostics = checkers[&**rule].check_all(std::slice::from_ref(&document));
        let overlaps =
            |one: &&Diagnostic| one.range.start < marked.end && marked.start < one.range.end;
        let hit = diagnostics[0]
            .iter()
            .filter(overlaps)
            .find(|one| one.rule == rule);
        for one in diagnostics[0]
            .iter()
            .filter(|one| !overlaps(one) && one.rule != "unknown-term")
        {
            extra += 1;
            println!(
                "EXTRA {} {:?}: {text}",
                one.rule,
                &document.text[one.range.clone()]
            );
        }
        let Some(hit) = hit else {
            let others: Vec<_> = diagnostics[0].iter().map(|one| one.rule).collect();
            println!("MISSED {rule} {others:?}: {text}");
            continue;
        };
        found += 1;
        if !right.is_empty() {
            mendable += 1;
            let now = fixed(&document.text, hit);
            let right = right.strip_prefix("md:").unwrap_or(right);
            if now == right {
                mended += 1;
            } else {
                println!("OTHERWISE {rule}: {now} | {right}");
            }
        }
    }
    println!("{found} of {all} found, {mended} of {mendable} mended as expected, {extra} others");
    assert!(found * 100 >= all * 97, "{found} of {all}");
    assert_eq!(mended, mendable);
    assert_eq!(extra, 0);
}

#[test]
fn what_is_right_is_left_alone() {
    let checkers = checkers();
    let mut alarms = 0;
    let lines = lines("lookalikes.tsv");
    for line in &lines {
        let [rule, text] = &line[..] else {
            panic!("two columns: {line:?}");
        };
        let document = document(text);
        let found = checkers[&**rule].check_all(std::slice::from_ref(&document));
        for one in found.into_iter().flatten() {
            if one.rule != "unknown-term" || rule == "unknown-term" {
                alarms += 1;
                println!(
                    "ALARM {} {:?} ({rule}): {text}",
                    one.rule, &document.text[one.range]
                );
            }
        }
    }
    println!("{alarms} false alarms in {} texts", lines.len());
    assert!(alarms <= 2);
}
