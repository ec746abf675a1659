//! What a file says, before it meets a glossary.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
pub use crate::glossary::Incoming as ImportedRow;
use crate::report::count;

/// The terms of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Columns in the order in which the file has them, where it is one of ours; else none.
    pub columns: Vec<String>,
    /// Its pairs.
    pub rows: Vec<ImportedRow>,
    /// Whether it knows no concepts: rows with the same English are one then.
    pub is_flat: bool,
    /// What was passed over, in words for a person.
    pub notes: Vec<String>,
}

/// How a file is to be read where it does not say so itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Columns of a glossary (`korean`, `english`, `note` …), each with the column of the file that holds it: by its name, or by
    /// its number counted from 1.
    pub map: Vec<(String, String)>,
}

impl Imported {
    /// Takes a concept in; how many rows it gave.
    pub(super) fn push(&mut self, number: usize, entry: &Entry<'_>) -> usize {
        let before = self.rows.len();
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
        self.rows.len() - before
    }
}

/// What of a file with many languages and data categories is passed over.
#[derive(Debug, Default)]
pub(super) struct Languages {
    others: BTreeSet<String>,
    categories: BTreeMap<String, usize>,
    /// Concepts without a term in one of the two languages: some of them, and how many there are.
    one_sided: (Vec<String>, usize),
}

/// So many of a kind are named.
const NAMED: usize = 5;

impl Languages {
    /// A language that is not read.
    pub(super) fn pass_over(&mut self, code: &str) {
        if !self.others.contains(code) {
            self.others.insert(code.to_owned());
        }
    }

    /// A data category that is not read.
    pub(super) fn category(&mut self, name: &str) {
        match self.categories.get_mut(name) {
            Some(times) => *times += 1,
            None => {
                self.categories.insert(name.to_owned(), 1);
            }
        }
    }

    /// Takes a concept in, or remembers that it gives no pair.
    pub(super) fn take(
        &mut self,
        imported: &mut Imported,
        number: usize,
        entry: &Entry<'_>,
        name: impl FnOnce() -> String,
    ) {
        if imported.push(number, entry) == 0 {
            self.one_sided.1 += 1;
            if self.one_sided.0.len() < NAMED {
                self.one_sided.0.push(name());
            }
        }
    }

    /// In words.
    pub(super) fn notes(self) -> Vec<String> {
        let mut notes = Vec::new();
        let some = |all: Vec<String>| {
            let more = all.len().saturating_sub(NAMED);
            let mut named = all.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
            if more > 0 {
                named += &format!(" and {more} more");
            }
            named
        };
        if !self.others.is_empty() {
            let many = count(self.others.len(), "other language");
            notes.push(format!(
                "{many} passed over: {}",
                some(self.others.into_iter().collect())
            ));
        }
        let (named, all) = self.one_sided;
        if all > 0 {
            let names: Vec<String> = named.into_iter().filter(|name| !name.is_empty()).collect();
            let names = if names.is_empty() {
                String::new()
            } else {
                format!(": {}", names.join(", "))
            };
            let more = if all > NAMED { " …" } else { "" };
            notes.push(format!(
                "{} without a Korean and an English term passed over{names}{more}",
                count(all, "concept")
            ));
        }
        if !self.categories.is_empty() {
            notes.push(format!(
                "not read: {}",
                some(self.categories.into_keys().collect())
            ));
        }
        notes
    }
}
