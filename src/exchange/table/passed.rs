//! What of a table is passed over, or taken though it may be wrong, counted and named once.

use crate::exchange::status::{KNOWN, shortened};

/// Places that are named; of more only their number.
const MOST: usize = 10;
/// The same of rows that are taken, and may well be right.
const MOST_TAKEN: usize = 5;

/// Why a row is not taken as it is, or should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    NoKorean,
    NoEnglish,
    /// Its terms are the same, and neither is Korean: it says that nothing is translated.
    Same,
    /// It has more cells than the header, so nobody knows which is which.
    TooLong,
    /// Its languages are the other way round, and it was turned.
    Turned,
    /// A status that a glossary does not know; it is in the note.
    Status,
    /// The same of a kind.
    Kind,
    /// The same of a language.
    Language,
    /// A status in other words that decides nothing.
    Undecided,
    /// A term is what a spreadsheet shows where a formula fails.
    Error,
    /// A term is a date or a number as a spreadsheet shows it in place of something else.
    Figure,
    /// A cell seems to hold several terms.
    Several,
}

/// The rows of which this is so: the places of some, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Passed(Vec<(Why, Vec<String>, usize)>);

impl Passed {
    /// Counts the row on this line.
    pub(super) fn count(&mut self, why: Why, line: usize) {
        self.place(why, || line.to_string());
    }

    /// Counts the row on this line, of which a cell holds this.
    pub(super) fn count_value(&mut self, why: Why, line: usize, value: &str) {
        self.place(why, || format!("{line} ({:?})", shortened(value)));
    }

    fn place(&mut self, why: Why, place: impl FnOnce() -> String) {
        let at = self.0.iter().position(|(known, ..)| *known == why);
        let at = at.unwrap_or_else(|| {
            self.0.push((why, Vec::new(), 0));
            self.0.len() - 1
        });
        let (_, lines, count) = &mut self.0[at];
        *count += 1;
        let most = match why {
            Why::Error | Why::Figure | Why::Several => MOST_TAKEN,
            _ => MOST,
        };
        if lines.len() < most {
            lines.push(place());
        }
    }

    /// Counts the row on this line once for each of these reasons.
    pub(super) fn count_all(&mut self, reasons: &[Why], line: usize) {
        for (at, why) in reasons.iter().enumerate() {
            if !reasons[..at].contains(why) {
                self.count(*why, line);
            }
        }
    }

    /// In words; `place` is what a line is called: `line`, `row`.
    pub(super) fn notes(&self, place: &str) -> Vec<String> {
        self.0
            .iter()
            .map(|(why, lines, count)| note(*why, lines, *count, place))
            .collect()
    }
}

fn note(why: Why, lines: &[String], count: usize, place: &str) -> String {
    let (rows, were, s) = if count == 1 {
        ("row", "was", "")
    } else {
        ("rows", "were", "s")
    };
    let said = match why {
        Why::NoKorean => format!("{rows} without a Korean term {were} passed over"),
        Why::NoEnglish => format!("{rows} without an English term {were} passed over"),
        Why::Same => {
            format!("{rows} with the same term twice, and no Hangul in it, {were} passed over")
        }
        Why::TooLong => format!("{rows} with more cells than the header {were} passed over"),
        Why::Turned => format!("{rows} with the languages the other way round {were} turned"),
        Why::Status => format!("{rows} with a status that is not known, now in the note"),
        Why::Kind => format!("{rows} with a kind that is not known, now in the note"),
        Why::Language => format!("{rows} with a language that is not known, now in the note"),
        Why::Undecided => format!("{rows} with a status that counts as proposed"),
        Why::Error => format!("{rows} with an error of a spreadsheet as a term {were} taken"),
        Why::Figure => format!(
            "{rows} with a term that a spreadsheet seems to have made a date or a number {were} taken"
        ),
        Why::Several => {
            let they_are = if count == 1 { "it is" } else { "they are" };
            format!(
                "{rows} with a cell that seems to hold several terms {were} taken as {they_are}"
            )
        }
    };
    let todo = match why {
        Why::Error | Why::Figure if count == 1 => {
            " (put the term right in the file, in a cell formatted as text, and delete the row that came of it)"
        }
        Why::Error | Why::Figure => {
            " (put the terms right in the file, in cells formatted as text, and delete the rows that came of them)"
        }
        Why::Several => " (if they are several, give each a row of its own)",
        Why::Status => &format!(" ({KNOWN})"),
        Why::Kind => " (known are term, abbreviation and foreign)",
        Why::Language => " (known are codes, such as en and la)",
        _ => "",
    };
    let more = match count - lines.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "{count} {said}: {place}{s} {}{more}{todo}",
        lines.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_reason_and_named() {
        let mut passed = Passed::default();
        for line in [4, 9, 12] {
            passed.count(Why::NoEnglish, line);
        }
        passed.count(Why::Same, 5);
        for line in 20..35 {
            passed.count(Why::TooLong, line);
        }
        for row in 40..47 {
            passed.count(Why::Several, row);
        }
        passed.count(Why::Error, 50);
        assert_eq!(
            passed.notes("line"),
            [
                "3 rows without an English term were passed over: lines 4, 9, 12",
                "1 row with the same term twice, and no Hangul in it, was passed over: line 5",
                "15 rows with more cells than the header were passed over: lines 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 and 5 more",
                "7 rows with a cell that seems to hold several terms were taken as they are: lines 40, 41, 42, 43, 44 and 2 more \
                 (if they are several, give each a row of its own)",
                "1 row with an error of a spreadsheet as a term was taken: line 50 (put the term right in the file, in a cell formatted as text, \
                 and delete the row that came of it)",
            ]
        );
    }
}
