//! How a glossary stands: what is in it, and what of it is out of date.

use std::collections::BTreeMap;

use super::people::State;
use super::row::{Row, Status};
use super::store::Glossary;
use super::store::gone::Gone;
use crate::Kind;

/// The figures of a glossary and its ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// How many concepts there are.
    pub concepts: usize,
    /// How many rows there are.
    pub rows: usize,
    /// How many rows have each status, all five in their order.
    pub statuses: [(Status, usize); 5],
    /// How many rows have each kind, all three in their order.
    pub kinds: [(Kind, usize); 3],
    /// How many rows have a conflict that nobody has settled.
    pub conflicts: usize,
    /// How glossary and ledger relate; `None` where there is no ledger.
    pub state: Option<State>,
    /// Whether the figures in the file are those that follow from the ledger.
    pub has_its_figures: bool,
    /// How many documents the ledger knows: those that give a pair, or may.
    pub documents: usize,
    /// At how many places a pair was found.
    pub places: usize,
    /// Documents of the ledger that are no longer on the disk, by name, each with the places that it still counts for.
    pub missing: Vec<(String, usize)>,
    /// Documents that say something else than when they were mined, by name. Whoever [reads](Glossary::contents) them knows.
    pub changed: Vec<String>,
}

impl Glossary {
    /// How it stands, where these documents have changed since they were mined.
    #[must_use]
    pub fn overview(&self, changed: Vec<String>) -> Overview {
        let kinds = [Kind::Term, Kind::Abbreviation, Kind::Foreign];
        let rows: Vec<Row<'_>> = self.rows().collect();
        let mut concepts: Vec<&str> = rows.iter().map(|row| row.concept()).collect();
        concepts.sort_unstable();
        concepts.dedup();
        let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
        let places = &self.ledger().places;
        for share in places.all.chunk_by(|a, b| a.document == b.document) {
            let counting = share.iter().filter(|place| place.counts()).count();
            *documents.entry(places.text(share[0].document)).or_default() += counting;
        }
        for name in self.documents() {
            documents.entry(name).or_default();
        }
        let mut gone = Gone::from(self.path());
        Overview {
            concepts: concepts.len(),
            rows: rows.len(),
            statuses: Status::ALL.map(|status| {
                let of = rows.iter().filter(|row| row.status() == status);
                (status, of.count())
            }),
            kinds: kinds.map(|kind| {
                let of = rows.iter().filter(|row| row.kind() == kind);
                (kind, of.count())
            }),
            conflicts: rows.iter().filter(|row| row.conflict().is_some()).count(),
            state: self.ledger().generation.map(|_| self.state()),
            has_its_figures: self.has_its_figures(),
            documents: documents.len(),
            places: self.occurrences(),
            missing: documents
                .into_iter()
                .filter(|(name, _)| gone.has(name))
                .map(|(name, places)| (name.to_owned(), places))
                .collect(),
            changed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::evidence;
    use std::fs;

    #[test]
    fn counts_and_names_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let docs = folder.path().join("문서");
        fs::create_dir(&docs).unwrap();
        fs::write(docs.join("있음.txt"), "").unwrap();
        let path = folder.path().join("glossary.csv");
        let mut glossary = Glossary::open(&path, &mut |_| ()).unwrap();
        let names = ["문서/있음.txt", "문서/없음.txt", "-"];
        glossary.mine(
            names
                .map(|name| (name.to_owned(), vec![evidence("tensor", "텐서")]))
                .to_vec(),
        );
        glossary.save().unwrap();
        let overview = glossary.overview(Vec::new());
        assert_eq!((overview.concepts, overview.rows), (1, 1));
        assert_eq!(overview.statuses[0], (Status::Proposed, 1));
        assert_eq!(overview.kinds[0], (Kind::Term, 1));
        assert_eq!((overview.documents, overview.places), (3, 3));
        assert_eq!(overview.missing, [("문서/없음.txt".to_owned(), 1)]);
        assert_eq!(overview.state, Some(State::Current));
        assert!(overview.has_its_figures);
    }

    #[test]
    fn a_glossary_without_a_ledger_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        fs::write(&path, "concept,english,korean\ntensor,tensor,텐서\n").unwrap();
        let overview = Glossary::read(&path).unwrap().overview(Vec::new());
        assert_eq!((overview.concepts, overview.rows), (1, 1));
        assert_eq!(overview.state, None);
        assert_eq!(overview.documents, 0);
    }
}
