//! A glossary in a folder of its own, and mining into it.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use yongeo::glossary::Glossary;

use crate::corpus::{Corpus, Pairs, share};
use crate::sheet::Sheet;

/// The glossary and its ledger.
pub const FILES: [&str; 2] = ["glossary.csv", "glossary.evidence.csv"];

/// The citation form of a made-up term: enough of Korean for those that are mined.
fn cite(korean: &str) -> Option<String> {
    Some(korean.strip_suffix('는')?.to_owned() + "다")
}

pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Another place with the same files.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        for name in FILES {
            fs::copy(self.path(name), copy.path(name)).unwrap();
        }
        copy
    }

    /// Where a file of this name lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn open(&self) -> Glossary {
        Glossary::open(self.path(FILES[0]), &mut |_| ()).unwrap()
    }

    pub fn mine<'a>(&self, shares: impl IntoIterator<Item = (&'a str, &'a Pairs)>) {
        let mut glossary = self.open().citing(cite);
        let shares = shares.into_iter().map(|(name, pairs)| share(name, pairs));
        glossary.mine(shares.collect());
        glossary.save().unwrap();
    }

    pub fn mine_all(&self, corpus: &Corpus) {
        self.mine(corpus.iter().map(|(name, pairs)| (*name, pairs)));
    }

    pub fn files(&self) -> [String; 2] {
        FILES.map(|name| fs::read_to_string(self.path(name)).unwrap())
    }

    /// The glossary as a person sees it.
    pub fn sheet(&self) -> Sheet {
        Sheet::read(&fs::read(self.path(FILES[0])).unwrap())
    }

    /// A person saves the glossary so.
    pub fn save(&self, sheet: &Sheet) {
        fs::write(self.path(FILES[0]), sheet.csv()).unwrap();
    }
}
