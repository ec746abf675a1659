//! The terms of one language, gathered from the rows of some glossaries: each language by a thread of its own.

use std::borrow::Cow;
use std::collections::HashMap;

use smallvec::SmallVec;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::columns::{Columns, is_deprecated};
use super::form::{Form, FormId, FormIds, Sense, Standing};
use crate::check::find::script;
use crate::glossary::{Concept, Figures, Koreans, Preferred, Row, Status};

/// The rows of a concept, and what they say of its Korean terms together.
pub(super) struct Rows<'s> {
    pub(super) id: &'s str,
    /// Those that are terms, with their status.
    pub(super) terms: SmallVec<[(Row<'s>, Status); 2]>,
    pub(super) preferred: Option<Preferred<'s>>,
    koreans: Koreans<'s>,
    /// Pairs that are none.
    pub(super) rejected: Vec<Row<'s>>,
}

impl<'s> Rows<'s> {
    /// Those of domains that are taken.
    pub(super) fn of(
        concept: &Concept<'s>,
        columns: &Columns,
        takes: &(impl Fn(&str) -> bool + ?Sized),
    ) -> Self {
        let koreans = concept.koreans();
        let mut terms = SmallVec::new();
        let mut rejected = Vec::new();
        for row in concept.rows() {
            let status = row.status();
            if status == Status::Rejected {
                rejected.push(*row);
            } else if columns.cell(*row, "domain").is_none_or(takes) {
                terms.push((*row, status));
            }
        }
        Self {
            id: concept.id(),
            terms,
            preferred: concept.preferred_of(&koreans),
            koreans,
            rejected,
        }
    }

    /// What is said of a Korean term.
    fn figures(&self, korean: &str) -> Option<Figures> {
        let at = self.koreans.binary_search_by_key(&korean, |term| term.0);
        at.ok().map(|at| self.koreans[at].1)
    }
}

/// The terms of one language.
pub(super) struct Side<'s> {
    korean: bool,
    pub(super) forms: Vec<Form>,
    known: HashMap<Cow<'s, str>, FormId>,
    /// Those of each concept.
    pub(super) lists: Vec<FormIds>,
    /// The Korean term to use in each.
    pub(super) preferred: Vec<Option<FormId>>,
}

impl<'s> Side<'s> {
    pub(super) fn new(korean: bool) -> Self {
        Self {
            korean,
            forms: Vec::new(),
            known: HashMap::new(),
            lists: Vec::new(),
            preferred: Vec::new(),
        }
    }

    /// Adds the terms of a glossary. What is said of a term already hides what is said of it here.
    pub(super) fn add(&mut self, concepts: &[Rows<'s>], columns: &Columns) {
        let earlier = self.lists.len() as u32;
        // Most concepts have an English term and one or two Korean ones.
        let most = concepts.len() * if self.korean { 2 } else { 1 };
        self.known.reserve(most);
        self.forms.reserve(most);
        self.lists.reserve(concepts.len());
        self.preferred.reserve(concepts.len());
        for concept in concepts {
            self.add_concept(concept, columns, earlier);
        }
    }

    fn add_concept(&mut self, concept: &Rows<'s>, columns: &Columns, earlier: u32) {
        let number = self.lists.len() as u32;
        let mut list = FormIds::new();
        let mut preferred = None;
        for &(row, status) in &concept.terms {
            // What is inflected stands in as many forms as there are endings: none of them is another term.
            if self.korean && status == Status::Proposed && row.lemma().is_some() {
                continue;
            }
            let text = if self.korean {
                row.korean()
            } else {
                row.english()
            };
            // As documents are read.
            let spelled = composed(text);
            let Some(ends_in) = spelled.chars().rev().find_map(script) else {
                continue;
            };
            let next = self.forms.len() as FormId;
            let id = *self.known.entry(spelled).or_insert_with_key(|spelled| {
                self.forms.push(Form::new(spelled, self.korean, ends_in));
                next
            });
            let form = &mut self.forms[id as usize];
            // An earlier glossary has had its say.
            let mut senses = form.senses.iter();
            if senses.next().is_some_and(|sense| sense.concept < earlier) {
                continue;
            }
            form.learn(row, columns);
            let figures = if self.korean {
                concept.figures(text)
            } else {
                None
            };
            let is_preferred =
                self.korean && concept.preferred.is_some_and(|best| best.korean == text);
            if is_preferred {
                preferred = Some(id);
            }
            // A term in several rows of a concept is one.
            let mut senses = form.senses.last().into_iter();
            if senses.any(|sense| sense.concept == number) {
                continue;
            }
            let standing = if is_preferred {
                Standing::Preferred
            } else if self.korean {
                match figures.map(|figures| figures.status) {
                    Some(Status::Deprecated) => Standing::Deprecated,
                    Some(Status::Preferred | Status::Admitted) => Standing::Admitted,
                    _ => Standing::Other,
                }
            } else {
                let status = columns.cell(row, "english_status");
                if status.is_some_and(is_deprecated) {
                    Standing::Deprecated
                } else {
                    Standing::Admitted
                }
            };
            list.push(id);
            form.senses.push(Sense {
                concept: number,
                standing,
                documents: figures.map_or(0, |figures| {
                    u32::try_from(figures.documents).unwrap_or(u32::MAX)
                }),
            });
        }
        self.lists.push(list);
        self.preferred.push(preferred);
    }

    /// Whether there is a term that is spelled so.
    pub(super) fn has(&self, text: &str) -> bool {
        self.known.contains_key(text)
    }
}

/// A term whose Hangul is composed; borrowed where it is already.
fn composed(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii() || matches!(c, '가'..='힣');
    if text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}
