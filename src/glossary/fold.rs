//! Mining: evidence in, rows out.

use std::path::Path;

use super::{Evidence, Row};
use crate::Result;

/// A glossary and its ledger, read into memory.
#[derive(Debug)]
pub struct Glossary {}

/// What one mining did to the glossary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows in the glossary now.
    pub rows: usize,
    /// Concepts in the glossary now.
    pub concepts: usize,
    /// Rows that are new.
    pub added: usize,
    /// Rows whose pair was found at more places than before.
    pub grown: usize,
    /// Rows whose pair was found at fewer places than before.
    pub shrunk: usize,
    /// Rows that are gone: proposed, untouched, and no longer in any document.
    pub removed: usize,
    /// An earlier mining was interrupted between its two writes; the figures were computed anew.
    pub recovered: bool,
}

impl Glossary {
    /// Opens the glossary for mining; it and its ledger need not exist yet.
    ///
    /// Takes the lock file beside the glossary and holds it until the value is dropped. Where another
    /// process has it, waits; after a second `waiting` is called once with the lock file's path.
    ///
    /// # Errors
    ///
    /// The glossary or its ledger can't be read or parsed (it is left as it was), or the lock can't
    /// be taken.
    pub fn open(path: impl AsRef<Path>, waiting: &mut dyn FnMut(&Path)) -> Result<Self> {
        let _ = (path.as_ref(), waiting);
        todo!()
    }

    /// Reads the glossary without locking it. It must exist; [`save`](Self::save) is refused.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let _ = path.as_ref();
        todo!()
    }

    /// The name by which the ledger knows a document: its path with `/`, relative to the folder of
    /// the glossary.
    pub fn document_name(&self, document: impl AsRef<Path>) -> String {
        let _ = document.as_ref();
        todo!()
    }

    /// Replaces the share of each document named by what was found in it now, possibly nothing.
    /// Documents that are not named keep theirs. Nothing is written before [`save`](Self::save).
    pub fn mine(&mut self, documents: Vec<(String, Vec<Evidence>)>) -> Summary {
        let _ = documents;
        todo!()
    }

    /// Writes ledger and glossary, each atomically. Files that would not change are not touched.
    pub fn save(&mut self) -> Result<()> {
        todo!()
    }

    /// The rows, sorted by concept, English and Korean.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        std::iter::empty()
    }

    /// The evidence in the ledger, sorted by document and offset.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        std::iter::empty()
    }

    /// Where the glossary lies (the target, if the path given was a symbolic link).
    #[must_use]
    pub fn path(&self) -> &Path {
        todo!()
    }

    /// Where its ledger lies.
    #[must_use]
    pub fn ledger_path(&self) -> &Path {
        todo!()
    }
}
