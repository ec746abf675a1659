//! Rows that are in another concept than they were, or than on the other side: they are known by their pair, if nothing else can
//! be meant.

use std::collections::BTreeMap;

use crate::glossary::evidence::Pair;

use super::matching::Matched;
use super::side::Side;

/// Unites a row that is no longer in its concept with one of the same pair that is newly in another.
pub(super) fn follow(rows: &mut Vec<Matched>, [base, ours, theirs]: [&Side<'_>; 3]) {
    // The rows of a pair of which not every side has its own.
    let mut by_pair: BTreeMap<&Pair, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let key = match *row {
            Matched {
                base: Some(_),
                ours: Some(_),
                theirs: Some(_),
            } => continue,
            Matched {
                base: Some(row), ..
            } => &base.keys()[row],
            Matched {
                ours: Some(row), ..
            } => &ours.keys()[row],
            Matched {
                theirs: Some(row), ..
            } => &theirs.keys()[row],
            Matched { .. } => continue,
        };
        by_pair.entry(&key.1).or_default().push(at);
    }
    for candidates in by_pair.into_values() {
        // Moved by both to one concept, by us, by them.
        for (by_us, by_them) in [(true, true), (true, false), (false, true)] {
            let from = only(&candidates, |at| {
                let row = rows[at];
                row.base.is_some()
                    && !(by_us && row.ours.is_some())
                    && !(by_them && row.theirs.is_some())
            });
            let to = only(&candidates, |at| {
                let row = rows[at];
                row.base.is_none() && (row.ours.is_some(), row.theirs.is_some()) == (by_us, by_them)
            });
            if let (Some(from), Some(to)) = (from, to) {
                let moved = std::mem::take(&mut rows[to]);
                rows[from].ours = rows[from].ours.or(moved.ours);
                rows[from].theirs = rows[from].theirs.or(moved.theirs);
            }
        }
    }
    rows.retain(|row| *row != Matched::default());
}

/// The only one of which this holds.
fn only(candidates: &[usize], holds: impl Fn(usize) -> bool) -> Option<usize> {
    let mut those = candidates.iter().copied().filter(|&at| holds(at));
    those.next().filter(|_| those.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::super::matching::tests::notes;

    #[test]
    fn a_row_that_is_moved_is_known_by_its_pair() {
        let base = ["cell,cell,세포,b1"];
        assert_eq!(
            notes(&base, &["cell-2,cell,세포,o1"], &["cell,cell,세포,t1"]),
            ["b1 o1 t1"]
        );
        assert_eq!(
            notes(&base, &["cell,cell,세포,o1"], &["cell-2,cell,세포,t1"]),
            ["b1 o1 t1"]
        );
        // Moved by both, to one concept or to two.
        assert_eq!(
            notes(&base, &["a,cell,세포,o1"], &["a,cell,세포,t1"]),
            ["b1 o1 t1"]
        );
        assert_eq!(
            notes(&base, &["a,cell,세포,o1"], &["b,cell,세포,t1"]),
            ["b1 o1 t1"]
        );
        // It may have been moved to either; a second concept is no move.
        assert_eq!(
            notes(&base, &["a,cell,세포,o1", "b,cell,세포,o2"], &base),
            ["- o1 -", "- o2 -", "b1 - b1"]
        );
        assert_eq!(
            notes(&base, &["cell,cell,세포,b1", "b,cell,세포,o2"], &base),
            ["- o2 -", "b1 b1 b1"]
        );
        // We moved it to where they have it as well.
        assert_eq!(
            notes(
                &base,
                &["a,cell,세포,o1"],
                &["cell,cell,세포,t1", "a,cell,세포,t2"]
            ),
            ["- o1 t2", "b1 - t1"]
        );
    }
}
