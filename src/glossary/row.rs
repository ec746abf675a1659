//! One row of the glossary, and the status a person gave it.

use crate::{Kind, Result};

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

/// One row: a Korean and an English term of one concept.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// Identifier that the rows of one concept share.
    #[must_use]
    pub fn concept(self) -> &'a str {
        todo!()
    }
    /// The English term.
    #[must_use]
    pub fn english(self) -> &'a str {
        todo!()
    }
    /// The Korean term.
    #[must_use]
    pub fn korean(self) -> &'a str {
        todo!()
    }
    /// How the two relate; [`Kind::Term`] where the cell is empty.
    #[must_use]
    pub fn kind(self) -> Kind {
        todo!()
    }
    /// Language of the English term; `en` where the cell is empty.
    #[must_use]
    pub fn language(self) -> &'a str {
        todo!()
    }
    /// The status; [`Status::Proposed`] where the cell is empty.
    #[must_use]
    pub fn status(self) -> Status {
        todo!()
    }
    /// Places where the pair was found.
    #[must_use]
    pub fn occurrences(self) -> usize {
        todo!()
    }
    /// Documents in which the pair was found.
    #[must_use]
    pub fn documents(self) -> usize {
        todo!()
    }
    /// The highest confidence among the places, 0 to 1.
    #[must_use]
    pub fn confidence(self) -> f32 {
        todo!()
    }
    /// Any cell by the name of its column: `row.cell("note")`.
    #[must_use]
    pub fn cell(self, column: &str) -> Option<&'a str> {
        let _ = (column, self.cells);
        todo!()
    }
}

impl std::str::FromStr for Status {
    type Err = crate::Error;
    fn from_str(_text: &str) -> Result<Self> {
        todo!()
    }
}
