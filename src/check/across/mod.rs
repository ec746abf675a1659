//! What only all documents together tell: one English in two renderings, and spellings that hardly any document uses.
//!
//! While a document is checked it leaves its [`Renderings`], the pairs in it that the glossary lacks. [`Across`] holds
//! those of all documents, and no text. Where one word is spelled in two ways, in how many documents each is used can only be told
//! by reading those again, as most mentions have no English: [`Across::spellings`] says what to count, and [`Counted`] holds
//! the counts. What comes of it, [`Found`], is places in documents, which are read once more to be shown.
//!
//! ```text
//! Document ──check──▶ Renderings ──┐
//!                                  ├──▶ Across ──▶ Spellings ──count, over all documents──▶ Counted
//! Document ──check──▶ Renderings ──┘      │                                                    │
//!                                         └──────────────▶ findings ◀──────────────────────────┘
//! ```

pub(super) mod inconsistent;
pub(super) mod minority_variant;

mod counted;
mod english;
mod findings;
mod found;
mod renderings;

pub use counted::{Counted, Mentions, Spellings};
pub use found::Found;
pub use renderings::Renderings;

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::checker::Checker;
use super::diagnostic::Diagnostic;
use super::terms::Terms;
use crate::Document;
use english::English;

/// The renderings of all documents, by their English.
pub struct Across<'c> {
    checker: &'c Checker,
    /// Sorted by path.
    documents: Vec<Renderings>,
    /// Those with more than one rendering.
    englishes: Vec<English>,
}

impl Checker {
    /// What some documents, once each has been [checked](Self::check), tell together. Their order does not matter.
    #[must_use]
    pub fn across(&self, mut documents: Vec<Renderings>) -> Across<'_> {
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        let mut by_key: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, document) in documents.iter().enumerate() {
            for (at, rendering) in document.list.iter().enumerate() {
                by_key.entry(&rendering.key).or_default().push((number, at));
            }
        }
        let places = by_key.into_values().filter(|places| places.len() > 1);
        let englishes = places.filter_map(|places| English::of(&documents, &places));
        let englishes = englishes.collect();
        Across {
            checker: self,
            documents,
            englishes,
        }
    }

    /// Checks documents that are all in memory, alone and together: the diagnostics of each, in the order of its text.
    #[must_use]
    pub fn check_all(&self, documents: &[Document]) -> Vec<Vec<Diagnostic>> {
        let checked: Vec<_> = documents.par_iter().map(|one| self.check(one)).collect();
        let (mut diagnostics, renderings): (Vec<_>, _) = checked
            .into_iter()
            .map(|checked| (checked.diagnostics, checked.renderings))
            .unzip();
        let across = self.across(renderings);
        let mut counted = across.counted();
        if let Some(spellings) = across.spellings() {
            let mentions: Vec<_> = documents
                .par_iter()
                .map(|document| spellings.count(document))
                .collect();
            for one in mentions {
                counted.add(one);
            }
        }
        let found = across.findings(&counted);
        for (document, list) in documents.iter().zip(&mut diagnostics) {
            if let Ok(at) = found.binary_search_by(|one| one.path().cmp(&document.path)) {
                list.extend(found[at].diagnostics(self, document));
                list.sort_by_key(|one| (one.range.start, one.range.end, one.rule));
            }
        }
        diagnostics
    }
}

impl Across<'_> {
    /// To count with; nothing is counted yet, nor has to be if there are no [spellings](Self::spellings) to count.
    #[must_use]
    pub fn counted(&self) -> Counted {
        Counted::among(self.documents.len())
    }

    /// The spellings of which it matters in how many documents they are used; none where there are too few documents for
    /// a minority, or where no word is spelled in two ways.
    #[must_use]
    pub fn spellings(&self) -> Option<Spellings<'_>> {
        if self.documents.len() < minority_variant::DOCUMENTS {
            return None;
        }
        let spelled: HashSet<&str> = self
            .englishes
            .iter()
            .flat_map(English::spellings)
            .map(|form| &*form.korean)
            .collect();
        let mut spelled: Vec<&str> = spelled.into_iter().collect();
        spelled.sort_unstable();
        (!spelled.is_empty()).then(|| Spellings {
            checker: self.checker,
            terms: Terms::spelled(spelled),
        })
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests;
