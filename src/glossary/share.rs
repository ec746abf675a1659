//! What one document gives.

use super::evidence::Evidence;
use crate::fnv::fnv;

/// A document as mining takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Its [name](super::Glossary::document_name).
    pub document: String,
    /// The [hash](content) of its text, by which it is known again under another name.
    pub content: Option<u64>,
    /// What was found in it, possibly nothing.
    pub evidence: Vec<Evidence>,
}

impl From<(String, Vec<Evidence>)> for Share {
    fn from((document, evidence): (String, Vec<Evidence>)) -> Self {
        Self {
            document,
            content: None,
            evidence,
        }
    }
}

/// A hash of a document's text: FNV-1a of 64 bits.
#[must_use]
pub fn content(text: &str) -> u64 {
    fnv(text.bytes())
}
