//! What one mining did to the glossary, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::disagreement::{Disagreement, disagreements};
use super::evidence::Pair;
use super::people::pair_of;
use super::row::Row;
use super::table::Table;

/// What one mining did to the glossary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pairs in the documents mined, each place counted.
    pub pairs: usize,
    /// Rows in the glossary now.
    pub rows: usize,
    /// Concepts in the glossary now.
    pub concepts: usize,
    /// Pairs that are new.
    pub added: usize,
    /// Pairs that were found at more places than before.
    pub grown: usize,
    /// Pairs that were found at fewer places than before.
    pub shrunk: usize,
    /// Pairs that are gone: proposed, untouched, and no longer in any document.
    pub removed: usize,
    /// Documents that were moved, each with its name before and now: their shares went with them.
    pub moved: Vec<(String, String)>,
    /// Terms that people prefer, but the documents mined do not.
    pub disagreements: Vec<Disagreement>,
    /// An earlier mining was interrupted between its two writes; the figures were computed anew.
    pub recovered: bool,
}

/// What changed from one state of the glossary to the next.
pub(super) fn compare(before: &Table, after: &Table) -> Summary {
    let places = |table: &Table| -> BTreeMap<Pair, usize> {
        table
            .rows()
            .map(|row| (pair_of(row), row.occurrences()))
            .collect()
    };
    let (old, new) = (places(before), places(after));
    let moved = |test: fn(usize, usize) -> bool| {
        new.iter()
            .filter(|(pair, now)| old.get(pair).is_some_and(|then| test(*then, **now)))
            .count()
    };
    Summary {
        rows: after.rows.len(),
        concepts: after
            .rows()
            .map(Row::concept)
            .collect::<BTreeSet<_>>()
            .len(),
        added: new.keys().filter(|pair| !old.contains_key(pair)).count(),
        grown: moved(|then, now| now > then),
        shrunk: moved(|then, now| now < then),
        removed: old.keys().filter(|pair| !new.contains_key(pair)).count(),
        disagreements: disagreements(before, after),
        ..Summary::default()
    }
}
