//! The documents of a glossary: their shares come, move and go, and the rows follow from what is there.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;

use super::Glossary;
use super::gone::Gone;
use crate::glossary::atomic::folder_of;
use crate::glossary::contexts;
use crate::glossary::decide::close;
use crate::glossary::document_name::path_of;
use crate::glossary::evidence::{Evidence, Found, Pair, thousandths};
use crate::glossary::fold::fold;
use crate::glossary::lemma;
use crate::glossary::merge::settled;
use crate::glossary::people::State;
use crate::glossary::places::Name;
use crate::glossary::share::Share;
use crate::glossary::summary::{Summary, compare};

impl Glossary {
    /// How many contexts are kept from now on for each pair in a document, of documents mined from now on and before;
    /// 0 keeps none, so that nothing of the documents but the terms is in the ledger: each place is then decided on by itself,
    /// since what else it may give is text around it. The ledger remembers. What is gone comes back when its document is
    /// mined again.
    pub fn set_contexts(&mut self, most: usize) {
        self.ledger.contexts = (most != contexts::USUAL).then_some(most);
    }

    /// The names of the documents that the ledger knows, sorted.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        let mut names: BTreeSet<&str> = self.ledger.contents.keys().map(String::as_str).collect();
        let places = &self.ledger.places;
        let found: HashSet<Name> = places.all.iter().map(|place| place.document).collect();
        names.extend(found.into_iter().map(|name| places.text(name)));
        names.into_iter()
    }

    /// Those that are no longer where they were. Standard input is never gone.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let mut gone = Gone::from(&self.path);
        self.documents().filter(|name| gone.has(name)).collect()
    }

    /// The documents that are still where they were mined, sorted: the name of each, its file, and the
    /// [hash](crate::glossary::content) that its text had then.
    pub fn contents(&self) -> impl Iterator<Item = (&str, PathBuf, u64)> {
        self.ledger.contents.iter().filter_map(|(name, &hash)| {
            // A pipe would be waited for, and has another text each time.
            let file = path_of(name, folder_of(&self.path)).filter(|path| path.is_file());
            Some((name.as_str(), file?, hash))
        })
    }

    /// The documents of this name: the one that has it, and all in the folder that has it.
    #[must_use]
    pub fn documents_at(&self, name: &str) -> Vec<String> {
        let folder = name.trim_end_matches('/');
        let within = |document: &&str| {
            let rest = document.strip_prefix(folder);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.documents().filter(within).map(str::to_owned).collect()
    }

    /// Takes the shares of documents out. Nothing is written before [`save`](Self::save).
    pub fn forget(&mut self, documents: &[String]) -> Summary {
        let shares = documents.iter();
        self.mine(shares.map(|name| (name.clone(), Vec::new())).collect())
    }

    /// Replaces the share of each document named by what was found in it now, possibly nothing.
    /// Documents that are not named keep theirs, but for one that is gone from its place while a document named has its
    /// text: it was moved, and its share with it. Nothing is written before [`save`](Self::save).
    ///
    /// The evidence counts for the document it is handed over with, whatever document it names.
    pub fn mine<S: Into<Share>>(&mut self, documents: Vec<S>) -> Summary {
        let documents: Vec<Share> = documents.into_iter().map(Into::into).collect();
        let named: BTreeSet<String> = documents
            .iter()
            .map(|share| share.document.clone())
            .collect();
        let moved = self.moved(&documents, &named);
        let left: BTreeSet<&str> = moved.iter().map(|(from, _)| from.as_str()).collect();
        let is_moved = |name: &str| left.contains(name);
        let places = &mut self.ledger.places;
        let leaving = places.named(|name| named.contains(name) || is_moved(name));
        places
            .all
            .retain(|place| !leaving.contains(&place.document));
        self.ledger
            .contents
            .retain(|name, _| !named.contains(name) && !is_moved(name));
        for share in documents {
            let Share {
                document,
                content,
                evidence,
            } = share;
            if let Some(content) = content {
                self.ledger.contents.insert(document.clone(), content);
            }
            for evidence in evidence {
                self.ledger.places.push(&Found {
                    evidence: Evidence {
                        document: document.clone(),
                        confidence: thousandths(evidence.confidence),
                        ..evidence
                    },
                    pair: Pair::default(),
                    concept: String::new(),
                });
            }
        }
        self.ledger.places.sort();
        self.ledger.places.dedup();
        let most = self.ledger.contexts.unwrap_or(contexts::USUAL);
        contexts::limit(&mut self.ledger.places, most);
        if most == 0 {
            close(&mut self.ledger.places, &self.decider);
        }
        self.fold();
        let places = &self.ledger.places;
        let mined = places.named(|name| named.contains(name));
        let counted = places.all.iter().filter(|place| place.counts());
        Summary {
            recovered: self.state == State::Interrupted,
            pairs: counted
                .filter(|place| mined.contains(&place.document))
                .count(),
            moved,
            ..compare(&self.on_disk, &self.table)
        }
    }

    /// Documents of the ledger that are gone while one that is mined has their text, and that one.
    fn moved(&self, documents: &[Share], named: &BTreeSet<String>) -> Vec<(String, String)> {
        let known = &self.ledger.contents;
        // The last by name first, so that the first is taken first.
        let mut gone: BTreeMap<u64, Vec<&String>> = BTreeMap::new();
        for (name, &hash) in known
            .iter()
            .rev()
            .filter(|(name, _)| !named.contains(*name))
        {
            gone.entry(hash).or_default().push(name);
        }
        let mut moved = Vec::new();
        let mut looked = Gone::from(&self.path);
        for share in documents
            .iter()
            .filter(|share| !known.contains_key(&share.document))
        {
            let Some(candidates) = share.content.and_then(|content| gone.get_mut(&content)) else {
                continue;
            };
            // What is still there was copied, not moved.
            while let Some(name) = candidates.pop() {
                if looked.has(name) {
                    moved.push((name.clone(), share.document.clone()));
                    break;
                }
            }
        }
        moved
    }

    /// Computes the glossary that follows from the one on the disk and the evidence.
    pub(super) fn fold(&mut self) {
        self.table = fold(
            &self.on_disk,
            &self.ledger.baseline,
            &mut self.ledger.places,
            &self.decider,
            self.lexicon.as_ref(),
        );
        self.ledger.lemmas = lemma::write(
            &mut self.table,
            &self.ledger.baseline,
            &self.ledger.places,
            &self.lemmas,
            self.cite.as_deref(),
        );
        settled::take_out(&mut self.table);
    }
}
