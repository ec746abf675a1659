//! One document from text to occurrences.

use std::path::Path;

use crate::{Document, Occurrence, Result};

/// Finds the pairs of a document. Made once, shared by all threads.
pub struct Extractor {}

impl Extractor {
    /// Loads the dictionary: the built-in one, or the one in a folder.
    pub fn new(_dictionary: Option<&Path>) -> Result<Self> {
        Ok(Self {})
    }

    /// The pairs of a document in the order of the text.
    #[must_use]
    pub fn extract(&self, _document: &Document) -> Vec<Occurrence> {
        Vec::new()
    }
}
