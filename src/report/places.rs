//! Where the pairs of a glossary stand, and which of many places are worth showing.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::glossary::{Found, Glossary, Pair, Row};

/// The evidence of a glossary by the pair it counts for. What it quotes is read when it is asked for.
#[derive(Debug)]
pub struct Places<'g> {
    glossary: &'g Glossary,
    by_pair: HashMap<Pair, Vec<usize>>,
}

impl<'g> Places<'g> {
    /// All places that count for a row.
    #[must_use]
    pub fn of(glossary: &'g Glossary) -> Self {
        Self {
            glossary,
            by_pair: glossary.places_by_pair(),
        }
    }

    /// The places of a row, by document and place in it.
    #[must_use]
    pub fn of_row(&self, row: Row<'_>) -> Vec<Found> {
        let places = self.by_pair.get(&row.pair()).map_or(&[][..], Vec::as_slice);
        self.glossary.found_at(places)
    }
}

/// At most so many of the places, in their order: those that have a context, one of every document before a second
/// of any, and no context twice. Places without a context are shown only where no place has one, or all are asked for.
///
/// `places` are sorted by document.
#[must_use]
pub fn sample(places: &[Found], most: usize) -> Vec<&Found> {
    if most == usize::MAX {
        return places.iter().collect();
    }
    let mut seen = HashSet::new();
    let mut worth: Vec<usize> = (0..places.len())
        .filter(|&at| {
            let context = &places[at].evidence.context;
            !context.is_empty() && seen.insert(context)
        })
        .collect();
    if worth.is_empty() {
        worth = (0..places.len()).collect();
    }
    let document = |at: usize| &places[at].evidence.document;
    let mut turns: VecDeque<&[usize]> = worth
        .chunk_by(|&a, &b| document(a) == document(b))
        .collect();
    let mut chosen = Vec::new();
    while let Some(of_document) = turns.pop_front() {
        if chosen.len() == most {
            break;
        }
        if let Some((&first, rest)) = of_document.split_first() {
            chosen.push(first);
            turns.push_back(rest);
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|at| &places[at]).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::glossary::{Evidence, example};

    /// One place of 텐서 = tensor.
    pub fn found(document: &str, line: usize, context: &str) -> Found {
        Found {
            evidence: Evidence {
                document: document.to_owned(),
                offset: 100 * line,
                line,
                confidence: 0.9,
                context: context.to_owned(),
                ..example::evidence("tensor", "텐서")
            },
            ..example::found("tensor", "tensor", "텐서")
        }
    }

    fn sampled(places: &[(&str, usize, &str)], most: usize) -> Vec<(String, usize)> {
        let places: Vec<Found> = places
            .iter()
            .map(|&(document, line, context)| found(document, line, context))
            .collect();
        sample(&places, most)
            .into_iter()
            .map(|one| (one.evidence.document.clone(), one.evidence.line))
            .collect()
    }

    fn named(places: &[(&str, usize)]) -> Vec<(String, usize)> {
        places
            .iter()
            .map(|&(d, line)| (d.to_owned(), line))
            .collect()
    }

    const PLACES: [(&str, usize, &str); 5] = [
        ("a.txt", 1, "텐서(tensor)를 만든다."),
        ("a.txt", 2, "텐서(tensor)를 나눈다."),
        ("b.txt", 1, ""),
        ("b.txt", 7, "텐서(tensor)를 만든다."),
        ("c.txt", 3, "텐서(tensor)를 더한다."),
    ];

    #[test]
    fn every_document_has_its_turn() {
        assert_eq!(sampled(&PLACES, 2), named(&[("a.txt", 1), ("c.txt", 3)]));
        assert_eq!(
            sampled(&PLACES, 3),
            named(&[("a.txt", 1), ("a.txt", 2), ("c.txt", 3)])
        );
        assert_eq!(sampled(&PLACES, 0), []);
    }

    #[test]
    fn neither_the_same_nor_nothing_is_shown_unless_all_is() {
        assert_eq!(sampled(&PLACES, 9).len(), 3);
        assert_eq!(sampled(&PLACES, usize::MAX).len(), 5);
    }

    #[test]
    fn without_contexts_the_places_are_better_than_nothing() {
        let bare = [("a.txt", 1, ""), ("a.txt", 2, ""), ("b.txt", 7, "")];
        assert_eq!(sampled(&bare, 2), named(&[("a.txt", 1), ("b.txt", 7)]));
    }
}
