//! What a terminologist would want to put right in a glossary.
//!
//! A rule is a value: a name, a level, an explanation, an example that it finds fault with and one that it does not, and
//! a function from the file to findings. One file holds the rules of one thought. The file is read leniently: what
//! mining refuses at the first place is reported at all of them.
//!
//! No rule compares all rows with all: rows are sorted by a key, and where many have one key, each is compared with
//! some that come next.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::atomic::follow;
use super::store::{check_name, ledger_of, no_such_glossary, read_if_there, read_ledger};
use crate::{Error, Level, Result};
use draft::Draft;
pub(crate) use quote::quote;

mod brackets;
mod cells;
mod characters;
mod conflict;
mod contradiction;
mod draft;
mod duplicate;
mod evidence;
mod language;
mod look_alike;
mod preferred;
mod quote;
mod script;
mod spaces;
mod spreadsheet;
mod usable;

/// One rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What findings call it.
    pub name: &'static str,
    /// The level of its findings.
    pub level: Level,
    /// What it finds, and why that matters.
    pub explanation: &'static str,
    /// A glossary (CSV) that it finds fault with.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
    check: fn(&Draft, &mut Findings),
}

/// All rules, in the order in which they are explained.
pub const RULES: [Rule; 25] = [
    cells::CELLS,
    cells::EMPTY,
    cells::UNKNOWN_KIND,
    cells::UNKNOWN_STATUS,
    language::UNKNOWN_LANGUAGE,
    spaces::SPACES,
    characters::DECOMPOSED,
    characters::INVISIBLE,
    characters::FULL_WIDTH,
    spreadsheet::SPREADSHEET,
    script::SWAPPED_COLUMNS,
    script::KOREAN_WITHOUT_HANGUL,
    script::HANGUL_IN_ENGLISH,
    brackets::BRACKETS,
    conflict::UNSETTLED_CONFLICT,
    duplicate::DUPLICATE,
    duplicate::NEAR_DUPLICATE,
    duplicate::IN_TWO_CONCEPTS,
    preferred::TWO_PREFERRED,
    contradiction::REJECTED_AND_PREFERRED,
    contradiction::DEPRECATED_AND_USED,
    usable::NO_USABLE_TERM,
    evidence::EVIDENCE_DISAGREES,
    look_alike::SHARED_ENGLISH,
    look_alike::LOOK_ALIKE,
];

/// Something to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line on which the row begins, counted from 1.
    pub line: usize,
    /// The name of the rule.
    pub rule: &'static str,
    /// The rule's level.
    pub level: Level,
    /// The concept of the row; empty where it has none.
    pub concept: String,
    /// The column it is about, if it is about one.
    pub column: Option<&'static str>,
    /// What was found, on one line.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

/// What a glossary file gives.
#[derive(Debug)]
pub struct Linted {
    /// The file (the target, if the path given was a symbolic link).
    pub path: PathBuf,
    /// How many rows were looked at.
    pub rows: usize,
    /// In the order of the file.
    pub findings: Vec<Finding>,
    /// Why the ledger beside it could not be read, if it could not. The figures are then those of the file.
    pub ledger: Option<Error>,
}

/// Looks at a glossary file. Nothing is written, and no lock is taken.
///
/// # Errors
///
/// There is no such file, or it can't be read as CSV at all: its encoding, its quotes or its header.
pub fn file(path: impl AsRef<Path>) -> Result<Linted> {
    let path = follow(path.as_ref())?;
    check_name(&path)?;
    let Some(bytes) = read_if_there(&path)? else {
        return Err(no_such_glossary(&path));
    };
    let ledger_path = ledger_of(&path);
    let (ledger, failed) = match read_ledger(&ledger_path) {
        Ok(read) => (read.map(|(ledger, _)| ledger), None),
        Err(error) => (None, Some(error)),
    };
    let places = ledger.as_ref().map(|ledger| &ledger.places);
    let draft = Draft::read(&bytes, places).map_err(|error| error.in_file(&path))?;
    Ok(Linted {
        rows: draft.len(),
        findings: findings(&draft),
        ledger: failed,
        path,
    })
}

/// What all rules find, in the order of the file.
fn findings(draft: &Draft) -> Vec<Finding> {
    let mut all: Vec<(usize, Finding)> = RULES
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, rule)| {
            let mut findings = Findings {
                rule,
                draft,
                list: Vec::new(),
            };
            (rule.check)(draft, &mut findings);
            findings.list.into_iter().map(move |one| (number, one))
        })
        .collect();
    all.sort_by(|(a, x), (b, y)| (x.line, a, x.column).cmp(&(y.line, b, y.column)));
    all.into_iter().map(|(_, finding)| finding).collect()
}

/// The findings of one rule, as it finds them.
struct Findings<'d> {
    rule: &'static Rule,
    draft: &'d Draft,
    list: Vec<Finding>,
}

impl Findings<'_> {
    /// One about a row, and a column if there is one to name.
    fn add(
        &mut self,
        row: usize,
        column: Option<&'static str>,
        mut what: String,
        hint: impl Into<String>,
    ) {
        // Names of concepts may hold anything.
        if what.contains(char::is_control) {
            what = what.replace(char::is_control, " ");
        }
        self.list.push(Finding {
            line: self.draft.line(row),
            rule: self.rule.name,
            level: self.rule.level,
            concept: self.draft.row(row).concept().trim().to_owned(),
            column,
            what,
            hint: hint.into(),
        });
    }

    /// One about a line that could not be taken as a row.
    fn add_line(&mut self, line: usize, what: String, hint: &str) {
        self.list.push(Finding {
            line,
            rule: self.rule.name,
            level: self.rule.level,
            concept: String::new(),
            column: None,
            what,
            hint: hint.to_owned(),
        });
    }
}

/// What the rules find in a glossary without a ledger: `line rule` each.
#[cfg(test)]
fn found(csv: &str) -> Vec<String> {
    found_with(csv, None)
}

/// What the rules find in a glossary with this evidence.
#[cfg(test)]
fn found_with(csv: &str, evidence: Option<&super::places::Places>) -> Vec<String> {
    let draft = Draft::read(csv.as_bytes(), evidence).unwrap();
    findings(&draft)
        .iter()
        .map(|one| format!("{} {}", one.line, one.rule))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::table::Table;
    use proptest::prelude::*;
    use proptest::sample::select;
    use std::collections::BTreeSet;

    fn rules(csv: &str) -> BTreeSet<&'static str> {
        let draft = Draft::read(csv.as_bytes(), None).unwrap();
        findings(&draft).iter().map(|one| one.rule).collect()
    }

    #[test]
    fn the_examples_of_every_rule_are_true() {
        for rule in &RULES {
            assert_eq!(
                rules(rule.bad),
                BTreeSet::from([rule.name]),
                "{}: bad",
                rule.name
            );
            assert_eq!(rules(rule.good), BTreeSet::new(), "{}: good", rule.name);
        }
    }

    #[test]
    fn names_are_different_and_explanations_are_sentences() {
        let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        for rule in &RULES {
            assert!(rule.explanation.ends_with('.'), "{}", rule.name);
        }
    }

    #[test]
    fn findings_come_in_the_order_of_the_file() {
        let csv = "concept,english,korean,status\n\
                   fog, fog,포그,fine\n\
                   cloud,cloud,클라우드,preferred\n\
                   cloud,\"cloud\n\",구름,preferred\n\
                   cloud,cloud ,구름,preferred\n\
                   tensor,tensor\n";
        assert_eq!(
            found(csv),
            [
                "2 unknown-status",
                "2 spaces",
                "4 spaces",
                "4 two-preferred",
                "6 spaces",
                "6 duplicate",
                "7 cells",
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_table_is_refused() {
        for csv in [
            "english,korean\n",
            "concept,english,korean\na,\"b,다\n",
            "concept;english\n",
        ] {
            assert!(Draft::read(csv.as_bytes(), None).is_err(), "{csv}");
        }
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_large_glossary_takes_no_time_that_grows_with_its_square() {
        // What is sorted by a key may all have the same one: one English, one Korean but for a number, few concepts.
        for concepts in [1, 2, 20_000] {
            let rows: Vec<String> = (0..20_000)
                .map(|at| format!("c{},cloud,클라우드 {at},preferred\n", at % concepts))
                .collect();
            let csv = format!("concept,english,korean,status\n{}", rows.concat());
            let begun = std::time::Instant::now();
            let draft = Draft::read(csv.as_bytes(), None).unwrap();
            assert!(!findings(&draft).is_empty());
            // Each with each would be 200 million comparisons.
            assert!(begun.elapsed().as_secs() < 60, "{concepts}");
        }
    }

    /// Cells that rules look for, and any.
    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            select(
                &[
                    "",
                    " ",
                    "cloud",
                    "Cloud ",
                    "clouds",
                    "클라우드",
                    "크라우드",
                    "\u{1100}\u{1161}",
                    "ＡＩ",
                    "AI",
                    "artificial intelligence",
                    "(a",
                    "\"",
                    "a\u{200b}b",
                    "preferred",
                    "deprecated",
                    "rejected",
                    "3",
                    "en",
                    "xx-yy",
                    "term"
                ][..]
            )
            .prop_map(str::to_owned),
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn never_panics_on_any_table(
            rows in prop::collection::vec(prop::collection::vec(cell(), 8), 0..12)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record([
                "concept", "english", "korean", "kind", "language", "status", "documents", "english_status",
            ]).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            // What is in conflict of git is refused, nothing else.
            let Ok(draft) = Draft::read(&bytes, None) else { return Ok(()) };
            let findings = findings(&draft);
            for one in &findings {
                prop_assert!(!one.what.is_empty() && !one.hint.is_empty(), "{one:?}");
                prop_assert!(!one.what.chars().any(char::is_control), "{one:?}");
            }
            let refused = ["cells", "empty", "unknown-kind", "unknown-status"];
            prop_assert_eq!(
                Table::parse(&bytes).is_err(),
                findings.iter().any(|one| refused.contains(&one.rule)),
                "{:?}", findings
            );
        }

        #[test]
        fn never_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for bytes in [bytes.clone(), [b"concept,english,korean\n", &bytes[..]].concat()] {
                if let Ok(draft) = Draft::read(&bytes, None) {
                    prop_assert!(findings(&draft).iter().all(|one| one.line > 0));
                }
            }
        }
    }
}
