//! The rows of two glossaries that mining had written, as far as their ledgers know.

use std::collections::{BTreeMap, BTreeSet};

use crate::glossary::evidence::Pair;
use crate::glossary::ledger::{Cells, Ledger};
use crate::glossary::people::written;

use super::side::Key;

/// The rows of the merged glossary that are mining's if nobody has changed them, each in all versions that either side or
/// the base has of its pair: the cells of a row that mining moved to another concept on one side may come from the other.
///
/// A row that one side's mining has taken out since the base is none of them where the merged evidence still gives it: that it is
/// not there must not look like a person's deletion.
pub(super) fn of(
    merged: &Ledger,
    ours: &Ledger,
    theirs: &Ledger,
    base: &Ledger,
) -> BTreeMap<Key, Vec<Cells>> {
    let [in_merged, in_ours, in_theirs, in_base] = [merged, ours, theirs, base].map(known);
    let taken_out = |key: &Key| {
        in_base.contains_key(key) && !(in_ours.contains_key(key) && in_theirs.contains_key(key))
    };
    let mut of_pair: BTreeMap<&Pair, BTreeSet<&Cells>> = BTreeMap::new();
    for ((_, pair), versions) in in_ours.iter().chain(&in_theirs).chain(&in_base) {
        of_pair.entry(pair).or_default().extend(versions);
    }
    let keys: BTreeSet<&Key> = in_ours.keys().chain(in_theirs.keys()).collect();
    keys.into_iter()
        .filter(|key| !(taken_out(key) && in_merged.contains_key(*key)))
        .map(|key| {
            let versions = of_pair[&key.1].iter().copied().cloned().collect();
            (key.clone(), versions)
        })
        .collect()
}

/// The rows that mining has written as far as a ledger knows.
fn known(ledger: &Ledger) -> BTreeMap<Key, Vec<Cells>> {
    let mut rows = ledger
        .replaced
        .as_ref()
        .map_or_else(BTreeMap::new, |old| old.rows.clone());
    for (key, cells) in written(ledger) {
        rows.insert(key, vec![cells]);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::ledgers::merge;
    use super::super::ledgers::tests::{found, ledger};
    use super::*;

    #[test]
    fn rows_of_either_sides_mining_are_known_but_for_those_taken_out() {
        let base = ledger(
            1,
            &[found("a.txt", "세포", "cell"), found("b.txt", "셀", "cell")],
        );
        // 셀 was taken out here, and is found at one more place there.
        let ours = ledger(
            2,
            &[
                found("a.txt", "세포", "cell"),
                found("b.txt", "전지", "cell"),
            ],
        );
        let theirs = ledger(
            3,
            &[
                found("a.txt", "세포", "cell"),
                found("b.txt", "셀", "cell"),
                found("c.txt", "셀", "cell"),
            ],
        );
        let (merged, _) = merge(&ours, &theirs, &base);
        let known: Vec<&str> = merged
            .replaced
            .as_ref()
            .unwrap()
            .rows
            .keys()
            .map(|(_, pair)| pair.korean.as_str())
            .collect();
        assert_eq!(known, ["세포", "전지"]);
        // Written and read as any ledger.
        assert_eq!(Ledger::parse(&merged.to_bytes()).unwrap(), merged);
    }
}
