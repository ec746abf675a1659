//! One row of the glossary, and the status a person gave it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::evidence::Pair;
use super::merge::{CONFLICT, is_mark};
use super::people::pair_of;
use super::row_cells::RowCells;
use super::table::Table;
use crate::{Error, Kind};

/// What people decided about a Korean term in its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Mined; nobody has looked at it. The only one that mining writes.
    Proposed,
    /// The term to use (ISO 30042 `preferredTerm`).
    Preferred,
    /// May be used (`admittedTerm`).
    Admitted,
    /// Not to be used (`deprecatedTerm`).
    Deprecated,
    /// No pair at all. The row stays so that it never comes back.
    Rejected,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Proposed,
        Self::Preferred,
        Self::Admitted,
        Self::Deprecated,
        Self::Rejected,
    ];

    /// The word used in files: `proposed`, `preferred`, `admitted`, `deprecated`, `rejected`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Deprecated => "deprecated",
            Self::Rejected => "rejected",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Status {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|status| status.as_str() == text);
        known.ok_or_else(|| {
            Error::new(format!("unknown status {text:?}"))
                .hint("proposed, preferred, admitted, deprecated or rejected")
        })
    }
}

/// One row: a Korean and an English term of one concept.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub(super) table: &'a Table,
    pub(super) cells: &'a RowCells,
}

impl<'a> Row<'a> {
    /// Identifier that the rows of one concept share.
    #[must_use]
    pub fn concept(self) -> &'a str {
        &self.cells[self.table.columns.concept]
    }

    /// The English term.
    #[must_use]
    pub fn english(self) -> &'a str {
        &self.cells[self.table.columns.english]
    }

    /// The Korean term.
    #[must_use]
    pub fn korean(self) -> &'a str {
        &self.cells[self.table.columns.korean]
    }

    /// How the two relate; [`Kind::Term`] where the cell is empty.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.kind_cell().unwrap_or(Kind::Term)
    }

    pub(super) fn kind_cell(self) -> Option<Kind> {
        let cell = word(&self.cells[self.table.columns.kind]);
        // An error takes time, and most glossaries of other hands have no kinds.
        if cell.is_empty() {
            return None;
        }
        cell.parse().ok()
    }

    /// Language of the English term; `en` where the cell is empty.
    #[must_use]
    pub fn language(self) -> &'a str {
        self.language_cell().unwrap_or("en")
    }

    pub(super) fn language_cell(self) -> Option<&'a str> {
        Some(self.cells[self.table.columns.language].trim()).filter(|cell| !cell.is_empty())
    }

    /// The status; [`Status::Proposed`] where the cell is empty.
    #[must_use]
    pub fn status(self) -> Status {
        let cell = &self.cells[self.table.columns.status];
        // The table refuses what is neither empty nor a status.
        match word(cell) {
            cell if cell.is_empty() => Status::Proposed,
            cell => cell.parse().unwrap_or(Status::Proposed),
        }
    }

    /// Places where the pair was found.
    #[must_use]
    pub fn occurrences(self) -> usize {
        self.number(self.table.columns.occurrences)
    }

    /// Documents in which the pair was found.
    #[must_use]
    pub fn documents(self) -> usize {
        self.number(self.table.columns.documents)
    }

    /// The highest confidence among the places, 0 to 1, in hundredths.
    #[must_use]
    pub fn confidence(self) -> f32 {
        self.cells[self.table.columns.confidence]
            .trim()
            .parse()
            .unwrap_or(0.0)
    }

    /// The Korean term as a dictionary lists it, where it is an inflected predicate: 열거할 수 없다 of
    /// 열거할 수 없습니다. Nouns have none.
    #[must_use]
    pub fn lemma(self) -> Option<&'a str> {
        let cell = self.cells[self.table.columns.lemma?].trim();
        Some(cell).filter(|cell| !cell.is_empty())
    }

    /// Any cell by the name of its column: `row.cell("note")`. `None` where there is no such column.
    #[must_use]
    pub fn cell(self, column: &str) -> Option<&'a str> {
        self.table.column(column).map(|at| &self.cells[at])
    }

    /// All cells, in the order of the columns, as they stand in the file.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        self.cells.iter()
    }

    /// What a merge or an import left for a person to settle here (`ours: note, status`), if one did and nobody has yet.
    #[must_use]
    pub fn conflict(self) -> Option<&'a str> {
        self.cell(CONFLICT).filter(|cell| is_mark(cell))
    }

    /// The pair that the row is about, spelt as [`Found::pair`](super::Found::pair) is: a person may have typed spaces
    /// too many, or decomposed Hangul.
    #[must_use]
    pub fn pair(self) -> Pair {
        pair_of(self)
    }

    /// The filled cells of the columns that mining never writes (`note`, `domain`, whatever people added), each behind
    /// the name of its column as the file has it. A column of a spreadsheet may have an empty name.
    pub fn added(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.table
            .header()
            .iter()
            .zip(self.cells.iter())
            .enumerate()
            .filter(move |&(at, (_, cell))| {
                !cell.trim().is_empty() && !self.table.columns.is_minings(at)
            })
            .map(|(_, (name, cell))| (name.trim(), cell.trim()))
    }

    /// Whether a person has decided something here: a status, or a column that mining never writes.
    pub(super) fn is_touched(self) -> bool {
        self.status() != Status::Proposed || self.added().next().is_some()
    }

    fn number(self, at: usize) -> usize {
        self.cells[at].trim().parse().unwrap_or(0)
    }
}

/// A cell that holds one word of ours, however a spreadsheet capitalized it.
pub(crate) fn word(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    if cell.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(cell.to_ascii_lowercase())
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::table;

    #[test]
    fn what_people_added_is_named_by_their_columns() {
        let table = table(
            "Domain,concept,english,korean,note,,occurrences\n 수학 ,tensor,tensor,텐서,,빈 제목,3\n",
        );
        let row = table.rows().next().unwrap();
        let added: Vec<_> = row.added().collect();
        assert_eq!(added, [("Domain", "수학"), ("", "빈 제목")]);
    }

    #[test]
    fn the_pair_is_spelt_as_the_ledger_spells_it() {
        // Decomposed, as macOS hands it over.
        let cells = "c,object  storage,객체 \u{110c}\u{1165}\u{110c}\u{1161}\u{11bc}소";
        let table = table(&format!("concept,english,korean\n{cells}\n"));
        let Pair { english, korean } = table.rows().next().unwrap().pair();
        assert_eq!((&*english, &*korean), ("object storage", "객체 저장소"));
    }
}
