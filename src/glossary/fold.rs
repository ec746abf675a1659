//! Mining as a function: what people wrote and all the evidence in, rows out.

use std::collections::{BTreeMap, BTreeSet};

use super::clean::{Words, strip, tidy};
use super::concept::group;
use super::decide::decide;
use super::evidence::{Found, Pair};
use super::ledger::{Baseline, order};
use super::people::{Figures, figures, is_persons, pair_of};
use super::row::{Row, Status};
use super::table::Table;
use crate::corpus::Decider;
use crate::variant::korean_key;

/// What one mining did to the glossary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
    /// An earlier mining was interrupted between its two writes; the figures were computed anew.
    pub recovered: bool,
}

/// Spells every pair, groups them, and gives the rows that follow.
///
/// `table` is the glossary as it was; of its rows, those that are a person's are taken over cell by
/// cell, with new figures. All other rows follow from the evidence and the baseline.
pub(super) fn fold(
    table: &Table,
    baseline: &Baseline,
    found: &mut Vec<Found>,
    decider: &Decider,
    lexicon: &dyn Fn(&str) -> bool,
) -> Table {
    found.sort_by(order);
    found.dedup_by(|a, b| a.evidence == b.evidence);
    decide(found, decider);
    spell(found, lexicon);
    found.sort_by(order);
    assign(found, baseline);

    let figures = figures(found);
    let mut folded = table.emptied();
    let mut persons: BTreeSet<(&str, Pair)> = BTreeSet::new();
    for row in table.rows().filter(|&row| is_persons(row, baseline)) {
        let pair = pair_of(row);
        let mut cells = row.cells.to_vec();
        set_figures(table, &mut cells, figures.get(&pair));
        persons.insert((row.concept(), pair));
        folded.rows.push(cells);
    }
    for (pair, figures) in &figures {
        let kept = baseline
            .kept
            .get(pair)
            .into_iter()
            .flatten()
            .map(String::as_str);
        let concepts: BTreeSet<&str> = kept.chain([figures.concept.as_str()]).collect();
        for concept in concepts {
            if !persons.contains(&(concept, pair.clone())) {
                folded.rows.push(mined(table, concept, pair, figures));
            }
        }
    }
    folded.sort();
    folded
}

/// Gives every piece of evidence the pair as the glossary spells it, an empty one where a place gives none. Evidence
/// whose English is nothing but white space is dropped, and whose Korean is, unless another time something else may be decided.
fn spell(found: &mut Vec<Found>, lexicon: &dyn Fn(&str) -> bool) {
    let given = found.iter().filter(|one| !one.evidence.korean.is_empty());
    let words = Words::of(given.map(|one| &one.evidence));
    for one in found.iter_mut() {
        if one.evidence.korean.is_empty() {
            one.pair = Pair::default();
            continue;
        }
        one.pair = Pair {
            english: strip(&words.mend(&one.evidence.english, lexicon)),
            korean: tidy(&one.evidence.korean),
        };
    }
    let open = |one: &Found| one.evidence.undecided.is_some();
    found.retain(|one| one.counts() || open(one) && !one.evidence.english.trim().is_empty());
    for one in found.iter_mut().filter(|one| !one.counts()) {
        one.pair = Pair::default();
        one.concept.clear();
    }
}

/// Gives every piece of evidence its concept.
fn assign(found: &mut [Found], baseline: &Baseline) {
    let counted = found.iter().filter(|one| one.counts());
    let pairs: BTreeSet<&Pair> = counted.map(|one| &one.pair).collect();
    let pairs: Vec<Pair> = pairs.into_iter().cloned().collect();
    let index = |pair: &Pair| pairs.binary_search(pair).expect("every pair was collected");
    let mut links = BTreeSet::new();
    // Sorted by document and offset, so the forms of one parenthesis stand together.
    for forms in found.chunk_by(|a, b| {
        (&a.evidence.document, a.evidence.offset) == (&b.evidence.document, b.evidence.offset)
    }) {
        for (at, a) in forms.iter().enumerate().filter(|(_, a)| a.counts()) {
            let same =
                |b: &&Found| b.counts() && korean_key(&a.pair.korean) == korean_key(&b.pair.korean);
            if let Some(b) = forms[at + 1..].iter().find(same) {
                links.insert((index(&a.pair), index(&b.pair)));
            }
        }
    }
    let links: Vec<(usize, usize)> = links.into_iter().filter(|(a, b)| a != b).collect();
    let concepts = group(&pairs, &baseline.kept, &links);
    for one in found.iter_mut().filter(|one| one.counts()) {
        one.concept.clone_from(&concepts[index(&one.pair)]);
    }
}

/// A row of mining's.
fn mined(table: &Table, concept: &str, pair: &Pair, figures: &Figures) -> Vec<String> {
    let columns = table.columns;
    let mut cells = table.blank();
    concept.clone_into(&mut cells[columns.concept]);
    cells[columns.english].clone_from(&pair.english);
    cells[columns.korean].clone_from(&pair.korean);
    cells[columns.kind] = figures.kind.to_string();
    cells[columns.language].clone_from(&figures.language);
    cells[columns.status] = Status::Proposed.to_string();
    set_figures(table, &mut cells, Some(figures));
    cells
}

fn set_figures(table: &Table, cells: &mut [String], figures: Option<&Figures>) {
    let (occurrences, documents, confidence) = figures.map_or((0, 0, 0.0), |found| {
        (found.occurrences, found.documents, found.confidence)
    });
    let columns = table.columns;
    cells[columns.occurrences] = occurrences.to_string();
    cells[columns.documents] = documents.to_string();
    cells[columns.confidence] = format!("{confidence:.2}");
}

/// The same rows with the figures of this evidence.
pub(super) fn with_figures(table: &Table, found: &[Found]) -> Table {
    let figures = figures(found);
    let mut counted = table.clone();
    for cells in &mut counted.rows {
        let pair = pair_of(table.row(cells));
        set_figures(table, cells, figures.get(&pair));
    }
    counted
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
        recovered: false,
        pairs: 0,
    }
}
