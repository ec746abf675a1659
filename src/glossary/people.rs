//! What of a glossary is people's, and what mining may compute anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::clean::tidy;
use super::evidence::Pair;
use super::ledger::{Baseline, Cells, Ledger};
use super::places::{Name, Place, Places};
use super::row::Row;
use super::table::Table;
use crate::Kind;

/// How the glossary relates to the ledger beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As mining left it.
    Current,
    /// Mining wrote the ledger and was interrupted before it wrote the glossary.
    Interrupted,
    /// A person has edited it since, or there was no ledger.
    Edited,
}

impl State {
    pub(super) fn of(table: &Table, ledger: &Ledger) -> Self {
        let fingerprint = table.fingerprint();
        if holds_strange_lemmas(table, ledger) {
            Self::Edited
        } else if ledger.generation == Some(fingerprint) {
            Self::Current
        } else if ledger
            .replaced
            .as_ref()
            .is_some_and(|old| old.generation == fingerprint)
        {
            Self::Interrupted
        } else {
            Self::Edited
        }
    }
}

/// Whether a row of mining's has a lemma that mining is not known to have written: people had a column of this
/// name when mining knew of none.
fn holds_strange_lemmas(table: &Table, ledger: &Ledger) -> bool {
    table.rows().any(|row| {
        row.lemma().is_some() && !is_persons(row, &ledger.baseline) && {
            let (key, lemma) = (key(row), lemma(row));
            let replaced = ledger.replaced.as_ref().and_then(|old| old.rows.get(&key));
            ledger.lemmas.written.get(&key.1.korean) != Some(&lemma)
                && replaced.is_none_or(|all| all.iter().all(|cells| cells.lemma != lemma))
        }
    })
}

/// The pair that a row is about.
pub(super) fn pair_of(row: Row<'_>) -> Pair {
    Pair {
        english: tidy(row.english()),
        korean: tidy(row.korean()),
    }
}

/// What tells a row from the others.
pub(super) fn key(row: Row<'_>) -> (String, Pair) {
    (row.concept().to_owned(), pair_of(row))
}

/// The row's lemma as mining would spell it, empty if there is none.
pub(super) fn lemma(row: Row<'_>) -> String {
    row.lemma().map(tidy).unwrap_or_default()
}

/// Whether the row is a person's: it stays as it is, whatever is mined.
pub(super) fn is_persons(row: Row<'_>, baseline: &Baseline) -> bool {
    row.is_touched() || baseline.typed.contains(&key(row))
}

/// What people have done, as of this state of the glossary.
///
/// Where they have edited it since mining wrote it, their work is told from mining's row by row: what
/// mining wrote is in the ledger. Otherwise it is what it was. (That it then does not grow with the rows
/// that mining has added since makes the glossary independent of how the documents were batched.)
pub(super) fn baseline(table: &Table, ledger: &Ledger) -> Baseline {
    if State::of(table, ledger) != State::Edited {
        return ledger.baseline.clone();
    }
    let written = written(ledger);
    let touched: BTreeSet<(String, Pair)> = table
        .rows()
        .filter(|row| row.is_touched())
        .map(key)
        .collect();
    // Mining writes no second row beside one that a person decided on: who did, typed it.
    let typed: BTreeSet<(String, Pair)> = table
        .rows()
        .filter(|&row| {
            is_typed(row, ledger, &written) || !row.is_touched() && touched.contains(&key(row))
        })
        .map(key)
        .collect();
    let cited = table
        .rows()
        .filter(|row| row.is_touched() && row.lemma().is_some())
        .map(|row| (key(row), lemma(row)))
        .filter(|(key, lemma)| {
            !typed.contains(key) && versions(key, ledger, &written).any(|(_, _, own)| own == lemma)
        })
        .collect();

    let mut places: BTreeMap<Pair, BTreeSet<&str>> = BTreeMap::new();
    for row in table.rows() {
        places
            .entry(pair_of(row))
            .or_default()
            .insert(row.concept());
    }
    let present: BTreeSet<&str> = places.values().flatten().copied().collect();

    // Concepts that a person has worked on: by a row of theirs, …
    let mut worked_on: BTreeSet<&str> = table
        .rows()
        .filter(|row| row.is_touched() || typed.contains(&key(*row)))
        .map(Row::concept)
        .collect();
    // … by giving a pair a second concept (that both are mining's happens where two glossaries were merged), …
    worked_on.extend(
        places
            .iter()
            .filter(|(pair, concepts)| {
                let is_typed =
                    |concept: &&str| typed.contains(&((*concept).to_owned(), (*pair).clone()));
                concepts.len() > 1 && concepts.iter().any(is_typed)
            })
            .flat_map(|(_, concepts)| concepts),
    );
    // … at some earlier time, …
    worked_on.extend(ledger.baseline.kept.values().flatten().map(String::as_str));
    // … or by taking a row out of it: moved, corrected or deleted.
    let taken_out = written.keys().filter(|(concept, pair)| {
        let was_there = ledger
            .replaced
            .as_ref()
            .is_none_or(|old| old.rows.contains_key(&(concept.clone(), pair.clone())));
        was_there
            && places
                .get(pair)
                .is_none_or(|concepts| !concepts.contains(concept.as_str()))
    });
    worked_on.extend(taken_out.map(|(concept, _)| concept.as_str()));
    worked_on.retain(|concept| present.contains(concept));

    let mut kept: BTreeMap<Pair, BTreeSet<String>> = BTreeMap::new();
    let mut keep = |concept: &str, pair: &Pair| {
        if worked_on.contains(concept) {
            kept.entry(pair.clone())
                .or_default()
                .insert(concept.to_owned());
        }
    };
    for (pair, concepts) in &places {
        for concept in concepts {
            keep(concept, pair);
        }
    }
    // What was in such a concept and is in no row now comes back to it: the texts' own form of a
    // corrected spelling, a deleted row, a pair whose documents are mined again.
    let earlier = ledger
        .baseline
        .kept
        .iter()
        .flat_map(|(pair, concepts)| concepts.iter().map(move |concept| (concept, pair)))
        .chain(written.keys().map(|(concept, pair)| (concept, pair)));
    for (concept, pair) in earlier.filter(|(_, pair)| !places.contains_key(pair)) {
        keep(concept, pair);
    }
    Baseline { kept, typed, cited }
}

/// The rows that mining last wrote, by concept and pair.
pub(super) fn written(ledger: &Ledger) -> BTreeMap<(String, Pair), Cells> {
    let mut written = BTreeMap::new();
    for (pair, figures) in figures(&ledger.places) {
        let lemma = ledger.lemmas.written.get(&pair.korean);
        let cells = Cells {
            kind: figures.kind,
            language: figures.language,
            lemma: lemma.cloned().unwrap_or_default(),
        };
        for concept in ledger.baseline.kept.get(&pair).into_iter().flatten() {
            written.insert((concept.clone(), pair.clone()), cells.clone());
        }
        written.insert((figures.concept, pair), cells);
    }
    written
}

/// Whether a person typed the row, or changed a cell of it that mining had filled.
fn is_typed(row: Row<'_>, ledger: &Ledger, written: &BTreeMap<(String, Pair), Cells>) -> bool {
    let key = key(row);
    if ledger.baseline.typed.contains(&key) {
        return true;
    }
    let mut versions = versions(&key, ledger, written).peekable();
    if row.is_touched() && versions.peek().is_some() {
        // It is a person's for its status or note, as long as it has them.
        return false;
    }
    // A column that is not there says nothing of its cells.
    let own = row.table.columns.lemma.map(|_| lemma(row));
    !versions.any(|(kind, language, lemma)| {
        row.kind_cell().is_none_or(|cell| cell == kind)
            && row.language_cell().is_none_or(|cell| cell == language)
            && own.as_ref().is_none_or(|own| own == lemma)
    })
}

/// What mining may have written in a row: kind, language and lemma, as of the ledger and as of the glossary that it was
/// about to replace, each with the lemma of an earlier dictionary that was left in the row.
fn versions<'a>(
    key: &(String, Pair),
    ledger: &'a Ledger,
    written: &'a BTreeMap<(String, Pair), Cells>,
) -> impl Iterator<Item = (Kind, &'a str, &'a str)> {
    let replaced = ledger.replaced.as_ref().and_then(|old| old.rows.get(key));
    let earlier = ledger.baseline.cited.get(key);
    let versions = written
        .get(key)
        .into_iter()
        .chain(replaced.into_iter().flatten());
    versions.flat_map(move |cells| {
        let lemmas = [Some(&cells.lemma), earlier].into_iter().flatten();
        lemmas.map(|lemma| (cells.kind, cells.language.as_str(), lemma.as_str()))
    })
}

/// What the evidence says of one pair.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    pub(super) concept: String,
    pub(super) occurrences: usize,
    pub(super) documents: usize,
    /// The highest: a pair that was surely right once is right.
    pub(super) confidence: f32,
    /// The most frequent; of equals the first.
    pub(super) kind: Kind,
    /// The most frequent; of equals the first.
    pub(super) language: String,
}

/// The figures of every pair. The places are sorted by document.
pub(super) fn figures(places: &Places) -> BTreeMap<Pair, Figures> {
    // Many places, few pairs: hashed, and sorted at the end.
    let mut by_pair: HashMap<[Name; 2], Vec<&Place>> = HashMap::new();
    for place in places.all.iter().filter(|place| place.counts()) {
        by_pair.entry(place.pair).or_default().push(place);
    }
    by_pair
        .into_iter()
        .map(|(pair, of_pair)| {
            let mut documents: Vec<Name> = of_pair.iter().map(|place| place.document).collect();
            documents.dedup();
            let figures = Figures {
                concept: places.text(of_pair[0].concept).to_owned(),
                occurrences: of_pair.len(),
                documents: documents.len(),
                confidence: of_pair
                    .iter()
                    .map(|place| place.confidence)
                    .fold(0.0, f32::max),
                kind: most(of_pair.iter().map(|place| place.kind)),
                language: most(of_pair.iter().map(|place| places.text(place.language))).to_owned(),
            };
            (places.pair(pair), figures)
        })
        .collect()
}

/// The most frequent value; of equally frequent ones the smallest.
fn most<T: Ord + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|&(_, count)| count);
    most.expect("a pair is there because it was found").0
}
