//! Three-way merging: two glossaries, or two ledgers, that grew out of one.
//!
//! Rows are matched by concept and pair. A cell, a row or a column that only one side has changed is taken from there; where both
//! have, and not to the same, a person has to choose. Mining's figures are never a reason: they are computed anew by the next
//! mining. Without a base, a filled cell beats an empty one, and a person's status beats `proposed`.
//!
//! # What is left to be settled
//!
//! Both versions stay, as two rows, each a whole merge but for the cells they differ in. The column [`CONFLICT`] says what
//! is which: `ours: note, status` and `theirs: note, status`, or `ours: deleted in theirs` where one side has changed what the other
//! has deleted. To settle it, a person deletes the row that is not wanted, and empties the cell of the other; where each side prefers
//! another term of a concept, one of the two is made admitted, and both cells are emptied. Until then both
//! rows are people's, since a column that mining does not write is filled: mining loses neither and adds no third. The column goes
//! when nothing is left to be settled.

mod cell;
mod corrections;
mod glossaries;
mod known_rows;
mod ledgers;
pub(super) mod matching;
mod merged_row;
mod moves;
pub(super) mod prefer;
mod rivals;
pub(super) mod settled;
pub(super) mod side;
mod unsettled;

use std::fs;
use std::path::Path;

use super::changes::{Change, changes};
use super::ledger::Ledger;
use super::row::word;
use super::strict::conflict_of_git;
use super::table::Table;
use crate::{Error, Result};

pub(super) use glossaries::Conflicts;
pub use prefer::Prefer;
pub use rivals::Rivals;
pub use unsettled::{Unsettled, advice, unsettled};

/// The column that says what of a row is left to be settled. It is added only where something is.
pub const CONFLICT: &str = "conflict";

/// Whether a cell of that column was written by a merge, not by a person with a column of that name.
pub(super) fn is_mark(cell: &str) -> bool {
    ["ours: ", "theirs: "]
        .iter()
        .any(|side| cell.starts_with(side))
}

/// Two files merged, as the content says which kind they are.
#[derive(Debug)]
pub enum Merged {
    /// Two glossaries.
    Glossary(MergedGlossary),
    /// Two ledgers.
    Ledger(MergedLedger),
}

/// Two glossaries merged.
#[derive(Debug)]
pub struct MergedGlossary {
    ours: Table,
    merged: Table,
    /// Rows that both sides have changed differently, or one has changed and the other deleted; two versions of
    /// one are counted once.
    pub conflicts: usize,
    /// Rows with conflicts that earlier merges had left, and nobody had settled, in ours and in theirs.
    pub unsettled: [usize; 2],
}

/// Two ledgers merged.
#[derive(Debug)]
pub struct MergedLedger {
    merged: Ledger,
    /// The documents that were mined differently on both sides: what was found in ours is kept, they should be mined again.
    pub mined_by_both: Vec<String>,
}

impl Merged {
    /// The merged file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Glossary(merged) => merged.merged.to_bytes(),
            Self::Ledger(merged) => merged.merged.to_bytes(),
        }
    }
}

impl MergedGlossary {
    /// The rows that are left to be settled, of this merge and of earlier ones.
    pub fn to_settle(&self) -> impl Iterator<Item = super::Row<'_>> {
        self.merged.rows().filter(|row| row.conflict().is_some())
    }

    /// What to do about them.
    #[must_use]
    pub fn advice(&self) -> String {
        advice(unsettled(self.merged.rows()).into_iter().flatten())
    }

    /// What is different from ours.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        changes(&self.ours, &self.merged)
    }
}

/// The glossary that two become, and what of it a person has to settle: as [`merge`] does it without a base.
pub(super) fn merged_without_base(ours: &Table, theirs: &Table) -> (Table, Conflicts) {
    glossaries::merge(ours, theirs, &Table::default())
}

/// Merges two glossaries, or two ledgers. A `base` that is empty is none: as git has it for files that both sides added.
///
/// # Errors
///
/// A file can't be read or parsed, or one is a glossary and another a ledger.
pub fn merge(ours: &Path, theirs: &Path, base: Option<&Path>) -> Result<Merged> {
    let [ours, theirs] = [File::read(ours)?, File::read(theirs)?];
    let base = base.map(File::read).transpose()?;
    let files = [Some(&ours), Some(&theirs), base.as_ref()];
    let mut named = files.into_iter().flatten().filter(|file| !file.is_empty());
    let is_ledger = named.clone().next().is_some_and(File::is_ledger);
    if let Some(other) = named.find(|file| file.is_ledger() != is_ledger) {
        // A mark in the first line hides what the file is.
        let conflict = |file: &&File<'_>| {
            let text = std::str::from_utf8(&file.bytes).ok()?;
            Some(conflict_of_git(text, 1)?.in_file(file.path))
        };
        if let Some(error) = files.iter().flatten().find_map(conflict) {
            return Err(error);
        }
        let [this, that] = if is_ledger {
            ["glossary", "ledger"]
        } else {
            ["ledger", "glossary"]
        };
        return Err(
            Error::new(format!("is a {this}, and the other is a {that}"))
                .in_file(other.path)
                .hint(
                    "merge glossaries with glossaries, and ledgers (*.evidence.csv) with ledgers",
                ),
        );
    }
    if is_ledger {
        let empty = Ledger::default;
        let [ours, theirs] = [ours.ledger()?, theirs.ledger()?];
        let base = base.as_ref().map_or_else(|| Ok(empty()), File::ledger)?;
        let (merged, mined_by_both) = ledgers::merge(&ours, &theirs, &base);
        return Ok(Merged::Ledger(MergedLedger {
            merged,
            mined_by_both,
        }));
    }
    let [ours, theirs] = [ours.table()?, theirs.table()?];
    let base = base
        .as_ref()
        .map_or_else(|| Ok(Table::default()), File::table)?;
    let (merged, conflicts) = glossaries::merge(&ours, &theirs, &base);
    let earlier = |table: &Table| table.rows().filter(|row| row.conflict().is_some()).count();
    Ok(Merged::Glossary(MergedGlossary {
        conflicts: conflicts.count,
        unsettled: [earlier(&ours), earlier(&theirs)],
        ours,
        merged,
    }))
}

/// One of the files given.
struct File<'a> {
    path: &'a Path,
    bytes: Vec<u8>,
}

impl<'a> File<'a> {
    fn read(path: &'a Path) -> Result<Self> {
        let bytes = fs::read(path).map_err(|error| {
            Error::new(format!("cannot be read: {error}"))
                .in_file(path)
                .hint("check the path")
        })?;
        Ok(Self { path, bytes })
    }

    fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// By its columns: git gives temporary files that have no telling names.
    fn is_ledger(&self) -> bool {
        let header = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(self.bytes.as_slice())
            .headers()
            .cloned()
            .unwrap_or_default();
        let has = |name: &str| header.iter().any(|column| word(column) == name);
        ["offset", "english_in_text", "korean_in_text"]
            .into_iter()
            .all(has)
    }

    fn table(&self) -> Result<Table> {
        Table::parse(&self.bytes).map_err(|error| error.in_file(self.path))
    }

    fn ledger(&self) -> Result<Ledger> {
        if self.is_empty() {
            return Ok(Ledger::default());
        }
        Ledger::parse(&self.bytes).map_err(|error| error.in_file(self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_tells_what_a_file_is() {
        let is_ledger = |bytes: &[u8]| {
            let path = Path::new(".merge_file_a00001");
            File {
                path,
                bytes: bytes.to_vec(),
            }
            .is_ledger()
        };
        assert!(is_ledger(&Ledger::default().to_bytes()));
        assert!(!is_ledger(&Table::default().to_bytes()));
        assert!(!is_ledger(b""));
        assert!(!is_ledger(b"\xff\xfe"));
    }
}
