//! Conflicts that an earlier import of the same rows has left: whoever says now which side is right means them as well.

use std::collections::{HashMap, HashSet};

use super::known::{Key, key};
use crate::glossary::merge::side::{Content, same};
use crate::glossary::merge::{Unsettled, unsettled};
use crate::glossary::row::{Row, Status};
use crate::glossary::table::Table;

/// The rows of ours whose conflicts are about what theirs says again. A version on which somebody has worked since is none of them, and
/// waits for a person.
pub(super) fn again(ours: &Table, theirs: &Table, status: Option<Status>) -> HashSet<Key> {
    let said: HashMap<Key, Row<'_>> = theirs.rows().map(|row| (key(row), row)).collect();
    let marked = || {
        let kinds = unsettled(ours.rows());
        ours.rows().zip(kinds).filter_map(|(row, kind)| {
            let (side, rest) = row.conflict()?.split_once(": ")?;
            let columns = rest.split_once("; ").map_or(rest, |(columns, _)| columns);
            Some((row, kind?, side, columns))
        })
    };
    let versions =
        marked().filter(|(_, kind, side, _)| *kind == Unsettled::Versions && *side == "ours");
    let versions: HashMap<Key, Row<'_>> = versions.map(|(row, ..)| (key(row), row)).collect();
    let mut found = HashSet::new();
    // Concepts with two preferred terms: their rows, and whether theirs says what it said.
    let mut rivals: HashMap<&str, (Vec<Key>, bool)> = HashMap::new();
    for (row, kind, side, columns) in marked() {
        let about = key(row);
        let again = said.get(&about);
        match kind {
            Unsettled::Versions if side == "theirs" => {
                let columns: Vec<&str> = columns.split(", ").collect();
                if let (Some(again), Some(own)) = (again, versions.get(&about))
                    && columns.iter().all(|column| says(*again, row, column))
                    && differ_in(*own, row, ours.header(), &columns)
                {
                    found.insert(about);
                }
            }
            Unsettled::Rivals => {
                let says = side == "ours"
                    || again.is_some_and(|again| said_status(*again, status) == row.status());
                let (keys, all) = rivals
                    .entry(row.concept())
                    .or_insert_with(|| (Vec::new(), true));
                keys.push(about);
                *all &= says;
            }
            Unsettled::Versions | Unsettled::Deletion => {}
        }
    }
    let settled = rivals.into_values().filter(|(_, all)| *all);
    found.extend(settled.flat_map(|(keys, _)| keys));
    found
}

/// The status that a file gives a row, or that which somebody gives those of which it says none.
pub(super) fn said_status(row: Row<'_>, status: Option<Status>) -> Status {
    let is_open = row.cell("status").is_none_or(|cell| cell.trim().is_empty());
    status.filter(|_| is_open).unwrap_or_else(|| row.status())
}

fn says(again: Row<'_>, row: Row<'_>, column: &str) -> bool {
    again
        .cell(column)
        .zip(row.cell(column))
        .is_some_and(|(again, cell)| same(Content::of(column), again, cell))
}

/// Whether two versions differ in these columns and no other, but that which says so.
fn differ_in(ours: Row<'_>, theirs: Row<'_>, header: &[String], columns: &[&str]) -> bool {
    let cells = header.iter().zip(ours.cells().zip(theirs.cells()));
    cells
        .filter(|(_, (ours, theirs))| ours != theirs)
        .all(|(name, _)| columns.contains(&name.trim()) || Content::of(name) == Content::Mark)
}
