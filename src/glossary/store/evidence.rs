//! The evidence in the ledger: where a pair stands, and how often.

use std::collections::{HashMap, HashSet};

use super::Glossary;
use crate::glossary::evidence::{Found, Pair};
use crate::glossary::places::Name;

impl Glossary {
    /// The evidence in the ledger with the pair it counts for, sorted by document and offset.
    pub fn found(&self) -> impl Iterator<Item = Found> {
        self.ledger.places.iter().filter(Found::counts)
    }

    /// The places that count for each pair, as [`found_at`](Self::found_at) takes them.
    pub(crate) fn places_by_pair(&self) -> HashMap<Pair, Vec<usize>> {
        let places = &self.ledger.places;
        let mut by_name: HashMap<[Name; 2], Vec<usize>> = HashMap::new();
        for (at, place) in places
            .all
            .iter()
            .enumerate()
            .filter(|(_, place)| place.counts())
        {
            by_name.entry(place.pair).or_default().push(at);
        }
        let by_name = by_name.into_iter();
        by_name.map(|(pair, at)| (places.pair(pair), at)).collect()
    }

    /// The evidence at some places.
    pub(crate) fn found_at(&self, places: &[usize]) -> Vec<Found> {
        self.ledger.places.found_at(places)
    }

    /// How many documents give a pair.
    #[must_use]
    pub fn documents_with_pairs(&self) -> usize {
        let places = self.ledger.places.all.iter();
        let counted = places.filter(|place| place.counts());
        counted
            .map(|place| place.document)
            .collect::<HashSet<_>>()
            .len()
    }

    /// At how many places a pair was found.
    #[must_use]
    pub fn occurrences(&self) -> usize {
        let places = self.ledger.places.all.iter();
        places.filter(|place| place.counts()).count()
    }
}
