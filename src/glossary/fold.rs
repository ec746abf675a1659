//! Mining as a function: what people wrote and all the evidence in, rows out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::clean::{Words, strip, tidy};
use super::decide::decide;
use super::disagreement::{Disagreement, disagreements};
use super::evidence::{Found, Pair};
use super::group::group;
use super::ledger::{Baseline, order};
use super::people::{Figures, figures, is_persons, pair_of};
use super::row::{Row, Status};
use super::table::Table;
use super::tie::{Known, Ties};
use crate::Kind;
use crate::corpus::Decider;
use crate::variant::{english_key, korean_key};

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

/// Spells every pair, groups them, and gives the rows that follow.
///
/// `table` is the glossary as it was; of its rows, those that are a person's are taken over cell by
/// cell, with new figures. All other rows follow from the evidence and the baseline.
pub(super) fn fold(
    table: &Table,
    baseline: &Baseline,
    found: &mut Vec<Found>,
    decider: &Decider,
    lexicon: &(dyn Fn(&str) -> bool + Sync),
) -> Table {
    found.sort_by(order);
    found.dedup_by(|a, b| a.evidence == b.evidence);
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

/// Gives every piece of evidence its concept.
fn assign(found: &mut [Found], baseline: &Baseline, lexicon: &(dyn Fn(&str) -> bool + Sync)) {
    let mut pairs: HashSet<&Pair> = baseline.kept.keys().collect();
    pairs.extend(found.iter().filter(|one| one.counts()).map(|one| &one.pair));
    let mut pairs: Vec<Pair> = pairs.into_iter().cloned().collect();
    pairs.sort_unstable();
    let numbers: HashMap<&Pair, usize> = pairs.iter().zip(0..).collect();
    let places: Vec<Option<usize>> = found
        .iter()
        .map(|one| one.counts().then(|| numbers[&one.pair]))
        .collect();
    let mut links = BTreeSet::new();
    // Sorted by document and offset, so the forms of one parenthesis stand together.
    let mut start = 0;
    for forms in found.chunk_by(|a, b| {
        (&a.evidence.document, a.evidence.offset) == (&b.evidence.document, b.evidence.offset)
    }) {
        let own = &places[start..start + forms.len()];
        start += forms.len();
        let given: Vec<usize> = own.iter().copied().flatten().collect();
        for (at, &a) in given.iter().enumerate() {
            let same = |b: &&usize| korean_key(&pairs[a].korean) == korean_key(&pairs[**b].korean);
            if let Some(&b) = given[at + 1..].iter().find(same)
                && a != b
            {
                links.insert((a.min(b), a.max(b)));
            }
        }
    }
    let links: Vec<(usize, usize)> = links.into_iter().collect();
    // How often the Korean of a pair is said to be a rendering of its English, and no mere reading of its letters.
    let mut kinds = vec![0_i32; pairs.len()];
    // And how often it is its sound.
    let mut sounds = vec![0_i32; pairs.len()];
    for (one, at) in found.iter().zip(&places) {
        if let Some(at) = at {
            kinds[*at] += match one.evidence.kind {
                Kind::Abbreviation => -1,
                _ => 1,
            };
            if let Some(undecided) = &one.evidence.undecided {
                sounds[*at] += if undecided.is_sound(&one.evidence.korean) {
                    1
                } else {
                    -1
                };
            }
        }
    }
    let expansions: BTreeSet<(String, String)> = found
        .iter()
        .filter(|one| one.evidence.is_expansion())
        .map(|one| (strip(&one.evidence.english), strip(&one.evidence.korean)))
        .collect();
    let ties = Ties::of(
        &pairs,
        &Known {
            read_out: &|at| kinds[at] > 0,
            sound: &|at| sounds[at] > 0,
            links: &links,
            expansions: &expansions,
            word: lexicon,
            contexts: &|visit| {
                for (one, at) in found.iter().zip(&places) {
                    if let Some(at) = at
                        && !one.evidence.context.is_empty()
                    {
                        visit(*at, &one.evidence.context);
                    }
                }
            },
        },
    );
    let concepts = group(&pairs, &baseline.kept, &ties);
    for (one, at) in found.iter_mut().zip(&places) {
        if let Some(at) = at {
            one.concept.clone_from(&concepts[*at]);
        }
    }
    abbreviate(found);
}

/// What a text says of an acronym in Latin script, `AWS(Amazon Web Services)`, gives the concept of the full form a row for
/// the acronym, unless it has one: the Korean is the one that most places give for the full form.
fn abbreviate(found: &mut [Found]) {
    if !found.iter().any(|one| one.evidence.is_expansion()) {
        return;
    }
    let mut terms: BTreeMap<String, BTreeMap<&str, BTreeMap<&str, usize>>> = BTreeMap::new();
    for one in found.iter().filter(|one| one.counts()) {
        let concepts = terms.entry(english_key(&one.pair.english)).or_default();
        let koreans = concepts.entry(&one.concept).or_default();
        *koreans.entry(&one.pair.korean).or_default() += 1;
    }
    let row = |one: &Found| {
        let acronym = strip(&one.evidence.english);
        let concepts = terms.get(&english_key(&strip(&one.evidence.korean)))?;
        let (concept, koreans) = concepts.first_key_value().filter(|_| concepts.len() == 1)?;
        let known = terms
            .get(&english_key(&acronym))
            .is_some_and(|others| others.contains_key(concept));
        let most = koreans.iter().rev().max_by_key(|&(_, places)| places)?.0;
        (!known).then(|| ((*concept).to_owned(), acronym, (*most).to_owned()))
    };
    let rows: Vec<Option<(String, String, String)>> = found
        .iter()
        .map(|one| one.evidence.is_expansion().then(|| row(one)).flatten())
        .collect();
    for (one, row) in found.iter_mut().zip(rows) {
        if let Some((concept, english, korean)) = row {
            one.concept = concept;
            one.pair = Pair { english, korean };
        }
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
        disagreements: disagreements(before, after),
        ..Summary::default()
    }
}
