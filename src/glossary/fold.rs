//! Mining as a function: what people wrote and all the evidence in, rows out.

use std::collections::{BTreeSet, HashMap};

use super::assign::assign;
use super::clean::{Words, strip, tidy};
use super::decide::decide;
use super::evidence::Pair;
use super::ledger::Baseline;
use super::people::{Figures, figures, is_persons, pair_of};
use super::places::{Name, Place, Places};
use super::row::Status;
use super::row_cells::RowCells;
use super::table::Table;
use crate::corpus::Decider;

/// Spells every pair, groups them, and gives the rows that follow.
///
/// The places are sorted, each of them there once. `table` is the glossary as it was; of its rows, those that are a person's are taken over cell by
/// cell, with new figures. All other rows follow from the evidence and the baseline.
pub(super) fn fold(
    table: &Table,
    baseline: &Baseline,
    places: &mut Places,
    decider: &Decider,
    lexicon: &(dyn Fn(&str) -> bool + Sync),
) -> Table {
    decide(places, decider);
    spell(places, lexicon);
    places.sort();
    assign(places, baseline, lexicon);

    let figures = figures(places);
    let mut folded = table.emptied();
    let mut persons: BTreeSet<(&str, Pair)> = BTreeSet::new();
    for row in table.rows().filter(|&row| is_persons(row, baseline)) {
        let pair = pair_of(row);
        let mut cells = row.cells.clone();
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

/// Gives every place the pair as the glossary spells it, an empty one where a place gives none. Places
/// whose English is nothing but white space are dropped, and whose Korean is, unless another time something else may be decided.
fn spell(places: &mut Places, lexicon: &(dyn Fn(&str) -> bool + Sync)) {
    let words = words(places);
    // Many places, few forms: each is cleaned once.
    let mut clean: [HashMap<Name, Name>; 2] = Default::default();
    let mut all = std::mem::take(&mut places.all);
    all.retain_mut(|place| {
        let expansion = places.is_expansion(place);
        place.pair = [Name::EMPTY; 2];
        if place.korean != Name::EMPTY && !expansion {
            let names = &mut places.names;
            let [english, korean] = &mut clean;
            place.pair = [
                *english.entry(place.english).or_insert_with(|| {
                    let mended = words.mend(names.text(place.english), lexicon);
                    names.name(&strip(&mended))
                }),
                *korean.entry(place.korean).or_insert_with(|| {
                    let tidy = tidy(names.text(place.korean));
                    names.name(&tidy)
                }),
            ];
        }
        let open = place.undecided || expansion;
        if place.counts() {
            return true;
        }
        place.pair = [Name::EMPTY; 2];
        place.concept = Name::EMPTY;
        open && !places.text(place.english).trim().is_empty()
    });
    places.all = all;
}

/// What the places that give something attest of English words.
fn words(places: &Places) -> Words {
    let gives = |place: &Place| place.korean != Name::EMPTY;
    let mut times = vec![0; places.names.len()];
    for place in places.all.iter().filter(|place| gives(place)) {
        times[place.english.number()] += 1;
    }
    let forms = places.names.iter();
    let forms = forms.filter_map(|(name, text)| match times[name.number()] {
        0 => None,
        times => Some((text, times)),
    });
    Words::of(forms, || {
        places.read_all().flat_map(move |portion| {
            let places = portion.places.iter().zip(portion.texts);
            places
                .filter(move |(place, _)| gives(place) && place.quoted)
                .map(|(_, text)| text.context)
        })
    })
}

/// A row of mining's.
fn mined(table: &Table, concept: &str, pair: &Pair, figures: &Figures) -> RowCells {
    let columns = table.columns;
    let mut cells = table.blank();
    cells.write([
        (columns.concept, concept),
        (columns.english, &pair.english),
        (columns.korean, &pair.korean),
        (columns.kind, figures.kind.as_str()),
        (columns.language, &figures.language),
        (columns.status, Status::Proposed.as_str()),
    ]);
    set_figures(table, &mut cells, Some(figures));
    cells
}

fn set_figures(table: &Table, cells: &mut RowCells, figures: Option<&Figures>) {
    let (occurrences, documents, confidence) = figures.map_or((0, 0, 0.0), |found| {
        (found.occurrences, found.documents, found.confidence)
    });
    let columns = table.columns;
    cells.write([
        (columns.occurrences, &occurrences.to_string()),
        (columns.documents, &documents.to_string()),
        (columns.confidence, &format!("{confidence:.2}")),
    ]);
}

/// The same rows with the figures of this evidence.
pub(super) fn with_figures(table: &Table, places: &Places) -> Table {
    let figures = figures(places);
    let mut counted = table.clone();
    for cells in &mut counted.rows {
        let pair = pair_of(table.row(cells));
        set_figures(table, cells, figures.get(&pair));
    }
    counted
}
