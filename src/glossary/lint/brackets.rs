//! Terms that were cut in the middle of brackets or quotes.

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;

pub(super) const BRACKETS: Rule = Rule {
    name: "brackets",
    level: Level::Warning,
    explanation: "A term has a bracket or a quote that is opened and not closed, or closed and not opened: most often it was cut \
                  at the wrong place. Inches (a 27\" monitor) and apostrophes are none. Rejected rows are not looked at.",
    bad: "concept,english,korean\nf-score,F-score (harmonic mean,F 점수\n",
    good: "concept,english,korean\nf-score,F-score,F 점수\n",
    check,
};

/// What is opened, and what closes it. Of the single curly quotes the closing one is an apostrophe, too.
const PAIRS: [(char, char); 13] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('（', '）'),
    ('［', '］'),
    ('“', '”'),
    ('‘', '’'),
    ('«', '»'),
    ('「', '」'),
    ('『', '』'),
    ('〈', '〉'),
    ('《', '》'),
    ('【', '】'),
];

fn check(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        if draft.is_rejected(at) {
            continue;
        }
        for (column, cell) in [("english", row.english()), ("korean", row.korean())] {
            if let Some((c, fault)) = unmatched(cell) {
                findings.add(
                    at,
                    Some(column),
                    format!("{column} {}: {c} {fault}", quote(cell)),
                    "check where the term begins and ends",
                );
            }
        }
    }
}

/// The first character without its counterpart, and which of the two is missing.
fn unmatched(cell: &str) -> Option<(char, &'static str)> {
    let mut open: Vec<(char, char)> = Vec::new();
    let mut straight = false;
    let mut before = ' ';
    for c in cell.chars() {
        if c == '"' {
            // 27" is a length.
            if straight || !before.is_ascii_digit() {
                straight = !straight;
            }
        } else if let Some(&pair) = PAIRS.iter().find(|(opening, _)| *opening == c) {
            open.push(pair);
        } else if c == '’' {
            if open.last().is_some_and(|(_, closing)| *closing == c) {
                open.pop();
            }
        } else if PAIRS.iter().any(|(_, closing)| *closing == c) {
            match open.pop() {
                Some((_, closing)) if closing == c => {}
                Some((opening, _)) => return Some((opening, "is not closed")),
                None => return Some((c, "is not opened")),
            }
        }
        before = c;
    }
    if let Some(&(opening, _)) = open.first() {
        return Some((opening, "is not closed"));
    }
    straight.then_some(('"', "is not closed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_counterpart() {
        for (cell, c) in [
            ("F-score (harmonic mean", '('),
            ("harmonic mean)", ')'),
            ("array[0", '['),
            ("(a]", '('),
            ("“cloud", '“'),
            ("‘cloud", '‘'),
            ("\"cloud", '"'),
            ("cloud\"", '"'),
            ("「구름", '「'),
        ] {
            assert_eq!(unmatched(cell).map(|(c, _)| c), Some(c), "{cell}");
        }
    }

    #[test]
    fn what_matches_or_is_no_bracket() {
        for cell in [
            "f(x)",
            "array[index[0]]",
            "“cloud” (computing)",
            "Moore’s law",
            "users’ guide",
            "‘cloud’",
            "\"cloud\" computing",
            "27\" monitor",
            "\"Windows 95\"",
            "a < b",
            "",
        ] {
            assert_eq!(unmatched(cell), None, "{cell}");
        }
    }
}
