//! In how many documents a spelling is used, with the English or without.

use std::collections::HashMap;

use super::minority_variant;
use super::renderings::Place;
use crate::Document;
use crate::check::checker::Checker;
use crate::check::decomposed::Composed;
use crate::check::directive::Directives;
use crate::check::terms::{FormId, Terms};
use crate::source::Places;

/// The spellings to count; one for all threads.
pub struct Spellings<'c> {
    pub(super) checker: &'c Checker,
    pub(super) terms: Terms,
}

/// The spellings that a document has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentions {
    path: String,
    /// Each spelling once, with the first place of which something may be said.
    list: Vec<(Box<str>, Option<Place>)>,
}

/// In which documents spellings are.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// In how many documents a spelling may be for its places to matter.
    few: usize,
    spellings: HashMap<Box<str>, Spelling>,
}

/// One spelling.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    /// How many documents have it.
    pub(super) documents: usize,
    /// Where each of them has it first; nothing is kept of what too many have.
    pub(super) places: Vec<(String, Option<Place>)>,
}

impl Spellings<'_> {
    /// Looks for the spellings in a document.
    #[must_use]
    pub fn count(&self, document: &Document) -> Mentions {
        let Some(composed) = Composed::of(document) else {
            return self.count_composed(document);
        };
        let mut mentions = self.count_composed(&composed.document);
        let places = mentions.list.iter_mut().filter_map(|one| one.1.as_mut());
        places.for_each(|place| place.range = composed.back(&place.range));
        mentions
    }

    fn count_composed(&self, document: &Document) -> Mentions {
        let whole = 0..document.text.len();
        let hits = self.checker.find(&self.terms, document, whole);
        let mut list = Vec::new();
        if !hits.is_empty() {
            let directives = Directives::read(document);
            let mut lines = Places::of(document);
            let mut known: HashMap<FormId, usize> = HashMap::new();
            for hit in hits {
                let next = list.len();
                let at = *known.entry(hit.form).or_insert(next);
                if at == next {
                    list.push((self.terms.form(hit.form).text.clone(), None));
                }
                let place = &mut list[at].1;
                if place.is_none()
                    && directives.allows(minority_variant::RULE.name, hit.range.start)
                {
                    *place = Some(Place::new(hit.range, &mut lines, &directives));
                }
            }
        }
        Mentions {
            path: document.path.clone(),
            list,
        }
    }
}

impl Counted {
    /// Counts among so many documents.
    pub(super) fn among(documents: usize) -> Self {
        Self {
            few: minority_variant::few(documents),
            spellings: HashMap::new(),
        }
    }

    /// Adds what one more document has.
    pub fn add(&mut self, mentions: Mentions) {
        for (spelling, place) in mentions.list {
            let spelling = self.spellings.entry(spelling).or_default();
            spelling.documents += 1;
            if spelling.documents <= self.few {
                spelling.places.push((mentions.path.clone(), place));
            } else {
                spelling.places = Vec::new();
            }
        }
    }

    pub(super) fn of(&self, spelling: &str) -> Option<&Spelling> {
        self.spellings.get(spelling)
    }
}
