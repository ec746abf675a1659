//! A term and what it is translated by, for tools that know no concepts.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cell::one_line;
use super::direction::Direction;
use super::entry::add;
use crate::Kind;
use crate::glossary::{Concept, Row, Status, word};

/// A source and its target, on one line each.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// The row that it is from.
    pub row: Row<'a>,
    /// The term that is looked up.
    pub source: Cow<'a, str>,
    /// What it is translated by.
    pub target: Cow<'a, str>,
    /// Whether the source is a term that is not to be used.
    pub is_source_deprecated: bool,
    /// Whether the target is.
    pub is_target_deprecated: bool,
    /// How good it is among pairs of one source; the greatest is best.
    rank: Rank,
}

/// Chosen by a person, in no abbreviation, in so many documents, at so many places.
type Rank = (u8, bool, usize, usize);

impl<'a> Pair<'a> {
    /// The pairs of a concept, the best first.
    pub(super) fn of(concept: &Concept<'a>, direction: Direction) -> Vec<Self> {
        let preferred = concept.preferred();
        let pair = |&row: &Row<'a>| {
            let [source, target] = direction.order(row.korean(), row.english());
            let is_preferred = preferred.is_some_and(|preferred| preferred.korean == row.korean());
            let english = english_status(row);
            let statuses = direction.order(row.status(), english);
            let deprecated = statuses.map(|status| status == Status::Deprecated);
            let chosen = match statuses[1] {
                _ if deprecated.contains(&true) => 0,
                Status::Preferred => 3,
                _ if direction == Direction::EnglishKorean && is_preferred => 2,
                _ => 1,
            };
            Self {
                row,
                source: one_line(source),
                target: one_line(target),
                is_source_deprecated: deprecated[0],
                is_target_deprecated: deprecated[1],
                rank: (
                    chosen,
                    row.kind() != Kind::Abbreviation,
                    row.documents(),
                    row.occurrences(),
                ),
            }
        };
        let mut pairs: Vec<Self> = concept.rows().iter().map(pair).collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.rank));
        pairs
    }

    /// What is said of the pair: its note, and its subject behind it.
    pub(super) fn comment(&self) -> String {
        self.cells(["note", "domain"])
    }

    /// What the term means, and its note behind it.
    pub(super) fn description(&self) -> String {
        self.cells(["definition", "note"])
    }

    /// What columns hold, on one line.
    fn cells(&self, columns: [&str; 2]) -> String {
        let mut cells = Vec::new();
        for column in columns {
            add(&mut cells, self.cell(column));
        }
        cells.join("; ")
    }

    /// A column, on one line; empty where there is none.
    pub(super) fn cell(&self, column: &str) -> Cow<'a, str> {
        one_line(self.row.cell(column).unwrap_or_default())
    }
}

/// What people decided on the English term of a row.
pub(super) fn english_status(row: Row<'_>) -> Status {
    let cell = row.cell("english_status").unwrap_or_default();
    word(cell).parse().unwrap_or(Status::Proposed)
}

/// Pairs that are written, and the others with what is written instead.
type Parted<'a> = (Vec<Pair<'a>>, Vec<(Pair<'a>, String)>);

/// Of pairs with the same source the best; of those as good the first. The others with the target that is written instead.
pub(super) fn one_target(pairs: Vec<Pair<'_>>) -> Parted<'_> {
    let mut best: HashMap<&str, usize> = HashMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        let kept = best.entry(&pair.source).or_insert(at);
        if pair.rank > pairs[*kept].rank {
            *kept = at;
        }
    }
    let instead = pairs.iter().enumerate();
    let instead = instead.map(|(at, pair)| Some(best[&*pair.source]).filter(|kept| *kept != at));
    let instead = instead.collect();
    let (written, mut others) = part(pairs, instead, |pair| pair.target.to_string());
    // The same pair in two concepts is written once, and nothing is lost.
    others.retain(|(pair, target)| *target != pair.target);
    (written, others)
}

/// Of each concept the best pair, unless one of its terms is in a better place already. The others with the pair that is written instead.
pub(super) fn equivalents(pairs: Vec<Pair<'_>>) -> Parted<'_> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(pairs[at].rank));
    // What a concept or a term was written with.
    let mut concepts: HashMap<&str, usize> = HashMap::new();
    let mut terms: HashMap<(bool, &str), usize> = HashMap::new();
    let mut instead: Vec<Option<usize>> = vec![None; pairs.len()];
    for at in order {
        let pair = &pairs[at];
        let own = [(false, &*pair.source), (true, &*pair.target)];
        let known = concepts.get(pair.row.concept());
        let known = known.or_else(|| own.iter().find_map(|term| terms.get(term)));
        instead[at] = known.copied();
        if known.is_none() {
            concepts.insert(pair.row.concept(), at);
            terms.extend(own.map(|term| (term, at)));
        }
    }
    part(pairs, instead, |pair| {
        format!("{} = {}", pair.source, pair.target)
    })
}

/// Parts pairs from those of which another is written `instead`.
fn part<'a>(
    pairs: Vec<Pair<'a>>,
    instead: Vec<Option<usize>>,
    named: impl Fn(&Pair<'a>) -> String,
) -> Parted<'a> {
    let instead = instead.into_iter();
    let instead: Vec<Option<String>> = instead.map(|at| Some(named(&pairs[at?]))).collect();
    let (mut written, mut others) = (Vec::new(), Vec::new());
    for (pair, instead) in pairs.into_iter().zip(instead) {
        match instead {
            Some(instead) => others.push((pair, instead)),
            None => written.push(pair),
        }
    }
    (written, others)
}
