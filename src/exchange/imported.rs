//! What a file says, before it meets a glossary.

use super::entry::Entry;

/// The terms of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Columns in the order in which the file has them, where it is one of ours; else none.
    pub columns: Vec<String>,
    /// Its pairs.
    pub rows: Vec<ImportedRow>,
    /// What was passed over, in words for a person.
    pub notes: Vec<String>,
}

/// A pair of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedRow {
    /// The identifier of its concept, where the file has one that a glossary gave; else nothing.
    pub concept: String,
    /// Which concept of the file it belongs to, counted from 0: rows of one are one concept.
    pub entry: usize,
    /// The Korean term.
    pub korean: String,
    /// The English term.
    pub english: String,
    /// Other columns, with what they hold.
    pub cells: Vec<(String, String)>,
}

impl Imported {
    /// Takes a concept in.
    pub(super) fn push(&mut self, number: usize, entry: &Entry<'_>) {
        for told in entry.rows() {
            let cells = told.cells.into_iter();
            self.rows.push(ImportedRow {
                concept: entry.id.to_string(),
                entry: number,
                korean: told.korean.to_owned(),
                english: told.english.to_owned(),
                cells: cells
                    .map(|(column, cell)| (column.to_owned(), cell.into_owned()))
                    .collect(),
            });
        }
    }
}
