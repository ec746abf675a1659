//! What of a table is passed over, or taken though it may be wrong, counted and named once.

use std::borrow::Cow;

use crate::exchange::places::Places;
use crate::exchange::status::KNOWN;
use crate::glossary::quote;

/// Rows that are named, but for those that are taken and may well be right; of more only their number.
const MOST: usize = 10;

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
    /// A cell was parted at its bars.
    Parted,
    /// A cell was parted into a full form and its abbreviation.
    Explained,
}

/// What is to be told of a row if it is taken: why, and what the cell holds where that is named.
#[derive(Debug, Default)]
pub(super) struct Doubts<'r>(Vec<(Why, Option<Cow<'r, str>>)>);

impl<'r> Doubts<'r> {
    /// A cell of which this is so.
    pub(super) fn add(&mut self, why: impl IntoIterator<Item = Why>) {
        self.0.extend(why.into_iter().map(|why| (why, None)));
    }

    /// The same, of a cell that is named.
    pub(super) fn name(&mut self, why: Why, cell: impl Into<Cow<'r, str>>) {
        self.0.push((why, Some(cell.into())));
    }
}

/// The rows of which this is so.
#[derive(Debug, Default)]
pub(super) struct Passed(Vec<(Why, Places<String>)>);

impl Passed {
    /// Counts the row on this line.
    pub(super) fn count(&mut self, why: Why, line: usize) {
        self.place(why, || line.to_string());
    }

    fn place(&mut self, why: Why, place: impl FnOnce() -> String) {
        let at = self.0.iter().position(|(known, _)| *known == why);
        let at = at.unwrap_or_else(|| {
            let places = match why {
                Why::Error | Why::Figure | Why::Several | Why::Parted | Why::Explained => {
                    Places::default()
                }
                _ => Places::up_to(MOST),
            };
            self.0.push((why, places));
            self.0.len() - 1
        });
        self.0[at].1.count(place);
    }

    /// Counts the row on this line once for each reason, with the cells of which it is so.
    pub(super) fn count_all(&mut self, doubts: &Doubts<'_>, line: usize) {
        let Doubts(doubts) = doubts;
        for (at, (why, _)) in doubts.iter().enumerate() {
            if doubts[..at].iter().any(|(before, _)| before == why) {
                continue;
            }
            self.place(*why, || {
                let mut cells: Vec<String> = Vec::new();
                for (other, cell) in &doubts[at..] {
                    if let (true, Some(cell)) = (other == why, cell) {
                        cells.push(quote(cell.trim()));
                    }
                }
                cells.dedup();
                if cells.is_empty() {
                    line.to_string()
                } else {
                    format!("{line} ({})", cells.join(", "))
                }
            });
        }
    }

    /// In words; `place` is what a line is called: `line`, `row`.
    pub(super) fn notes(&self, place: &str) -> Vec<String> {
        self.0
            .iter()
            .map(|(why, places)| note(*why, places, place))
            .collect()
    }
}

fn note(why: Why, places: &Places<String>, place: &str) -> String {
    let count = places.all();
    let (rows, were) = if count == 1 {
        ("row", "was")
    } else {
        ("rows", "were")
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
        Why::Parted => format!("{rows} with several terms between bars in a cell {were} split"),
        Why::Explained => {
            format!("{rows} with a full form and its abbreviation in a cell {were} split")
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
        Why::Parted => {
            " (where the file prefers them, the first is preferred, and the others are admitted)"
        }
        Why::Status => &format!(" ({KNOWN})"),
        Why::Kind => " (known are term, abbreviation and foreign)",
        Why::Language => " (known are codes, such as en and la)",
        _ => "",
    };
    let lines = places.words(place, String::clone);
    format!("{count} {said}: {lines}{todo}")
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
            let mut doubts = Doubts::default();
            doubts.name(Why::Several, " 셸, 쉘");
            doubts.name(Why::Several, format!("shell; {row}"));
            passed.count_all(&doubts, row);
        }
        passed.count(Why::Error, 50);
        assert_eq!(
            passed.notes("line"),
            [
                "3 rows without an English term were passed over: lines 4, 9, 12",
                "1 row with the same term twice, and no Hangul in it, was passed over: line 5",
                "15 rows with more cells than the header were passed over: lines 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 and 5 more",
                "7 rows with a cell that seems to hold several terms were taken as they are: lines 40 (\"셸, 쉘\", \"shell; 40\"), \
                 41 (\"셸, 쉘\", \"shell; 41\"), 42 (\"셸, 쉘\", \"shell; 42\"), 43 (\"셸, 쉘\", \"shell; 43\"), 44 (\"셸, 쉘\", \"shell; 44\") and 2 more \
                 (if they are several, give each a row of its own)",
                "1 row with an error of a spreadsheet as a term was taken: line 50 (put the term right in the file, in a cell formatted as text, \
                 and delete the row that came of it)",
            ]
        );
    }
}
