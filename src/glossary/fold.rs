//! Mining as a function: what people wrote and all the evidence in, rows out.

use std::collections::BTreeSet;

use super::assign::assign;
use super::clean::{Words, strip, tidy};
use super::decide::decide;
use super::evidence::{Found, Pair};
use super::ledger::{Baseline, order};
use super::people::{Figures, figures, is_persons, pair_of};
use super::row::Status;
use super::table::Table;
use crate::corpus::Decider;

/// Spells every pair, groups them, and gives the rows that follow.
///
/// `found` is sorted, each place in it once. `table` is the glossary as it was; of its rows, those that are a person's are taken over cell by
/// cell, with new figures. All other rows follow from the evidence and the baseline.
pub(super) fn fold(
    table: &Table,
    baseline: &Baseline,
    found: &mut Vec<Found>,
    decider: &Decider,
    lexicon: &(dyn Fn(&str) -> bool + Sync),
) -> Table {
    decide(found, decider);
    spell(found, lexicon);
    found.sort_by(order);
    assign(found, baseline, lexicon);

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
fn spell(found: &mut Vec<Found>, lexicon: &(dyn Fn(&str) -> bool + Sync)) {
    let given = found.iter().filter(|one| !one.evidence.korean.is_empty());
    let words = Words::of(given.map(|one| &one.evidence));
    for one in found.iter_mut() {
        if one.evidence.korean.is_empty() || one.evidence.is_expansion() {
            one.pair = Pair::default();
            continue;
        }
        one.pair = Pair {
            english: strip(&words.mend(&one.evidence.english, lexicon)),
            korean: tidy(&one.evidence.korean),
        };
    }
    let open = |one: &Found| one.evidence.undecided.is_some() || one.evidence.is_expansion();
    found.retain(|one| one.counts() || open(one) && !one.evidence.english.trim().is_empty());
    for one in found.iter_mut().filter(|one| !one.counts()) {
        one.pair = Pair::default();
        one.concept.clear();
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
