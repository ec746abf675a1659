//! One row that is not what it was.

use super::row::Row;

/// A row that came, went, or has other cells now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The concept's identifier.
    pub concept: String,
    /// The English term.
    pub english: String,
    /// The Korean term.
    pub korean: String,
    /// The cells that differ. None where the row came or went as a whole.
    pub values: Vec<Value>,
}

/// One cell, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The name of the column.
    pub column: &'static str,
    /// What it said.
    pub old: String,
    /// What it says.
    pub new: String,
}

impl Change {
    /// A change of this row.
    pub(super) fn of(row: Row<'_>, values: Vec<Value>) -> Self {
        Self {
            concept: row.concept().to_owned(),
            english: row.english().to_owned(),
            korean: row.korean().to_owned(),
            values,
        }
    }
}
