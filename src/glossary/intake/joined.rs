//! A glossary and what a file says, as one.

use super::again::{again, said_status};
use super::known::{Known, is_decided, key};
use super::rows::news;
use crate::glossary::merge::prefer::{self, Chosen};
use crate::glossary::merge::{Conflicts, Prefer, merged_without_base};
use crate::glossary::row::Status;
use crate::glossary::table::Table;

/// The glossary with what a file says.
pub(super) struct Joined {
    pub(super) table: Table,
    /// What a person has to settle now.
    pub(super) conflicts: Conflicts,
    /// Rows that were left out, since a person has yet to settle what the glossary says of them.
    pub(super) waiting: usize,
}

/// Where both say something else, both stay.
pub(super) fn joined(ours: &Table, said: Table, status: Option<Status>) -> Joined {
    let (theirs, waiting) = news(&Known::of(ours), said, status);
    let (table, conflicts) = merged_without_base(ours, &theirs);
    Joined {
        table,
        conflicts,
        waiting,
    }
}

/// Where both say something else, one side is right; also where the same rows have left a conflict earlier.
pub(super) fn joined_as(ours: &Table, said: Table, status: Option<Status>, side: Prefer) -> Joined {
    let file = said.clone();
    let known = Known::of(ours);
    let again = again(ours, &file, status);
    let preferred = file.rows().filter(|&row| {
        let key = key(row);
        let status = status.filter(|_| !known.row(&key).is_some_and(is_decided));
        // What waits for a person makes no room for itself.
        said_status(row, status) == Status::Preferred
            && (again.contains(&key) || !known.is_unsettled(&key))
    });
    let chosen = Chosen::of(ours, preferred);
    let mut before = ours.clone();
    prefer::settle(&mut before, side, &chosen, |row| !again.contains(&key(row)));
    let mut joined = joined(&before, said, status);
    let known = Known::of(&before);
    prefer::settle(&mut joined.table, side, &chosen, |row| {
        known.is_unsettled(&key(row))
    });
    joined.conflicts = Conflicts::default();
    joined
}
