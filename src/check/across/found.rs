//! What is wrong at places of a document, by what all documents say together.

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::bilingual;
use crate::check::checker::Checker;
use crate::check::code;
use crate::check::decomposed::Composed;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::directive::Directives;
use crate::check::front_matter;
use crate::check::reading::as_read;
use crate::check::replace::replace;
use crate::check::terms::Terms;
use crate::check::written;
use crate::variant::korean_key;
use crate::{Document, Level};

/// What all documents together say of one of them. Its text is not kept: it has to be read again to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub(super) path: String,
    /// In the order of the text.
    pub(super) list: Vec<Finding>,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) rule: &'static str,
    pub(super) level: Level,
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// The [key](korean_key) of what stands there.
    pub(super) key: String,
    /// Whether the English stands behind it. Else it may be a part of a term that the glossary has.
    pub(super) glossed: bool,
    pub(super) message: String,
    pub(super) note: Option<String>,
    /// What to write instead, where it is the same word spelled otherwise.
    pub(super) instead: Option<String>,
}

impl Found {
    /// The document, as it is called in output.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The diagnostics, for the text of the document. Places where it is no longer what was checked are left out.
    #[must_use]
    pub fn diagnostics(&self, checker: &Checker, document: &Document) -> Vec<Diagnostic> {
        let mut diagnostics = self.of_any(checker, document);
        written::withhold(document, &mut diagnostics);
        diagnostics
    }

    fn of_any(&self, checker: &Checker, document: &Document) -> Vec<Diagnostic> {
        let Some(composed) = Composed::of(document) else {
            return self.of_composed(checker, document);
        };
        let list = self.list.iter().map(|one| Finding {
            range: composed.there(one.range.start)..composed.there(one.range.end),
            ..one.clone()
        });
        let there = Self {
            path: self.path.clone(),
            list: list.collect(),
        };
        let mut diagnostics = there.of_composed(checker, &composed.document);
        composed.restore_all(&mut diagnostics);
        diagnostics
    }

    fn of_composed(&self, checker: &Checker, document: &Document) -> Vec<Diagnostic> {
        let text = &document.text;
        let directives = LazyCell::new(|| Directives::read(document));
        let known = LazyCell::new(|| checker.find(checker.terms(), document, 0..text.len()));
        // Other rules look at the terms of the glossary.
        let is_in_known_term = |place: &Range<usize>| {
            let next = known.partition_point(|hit| hit.range.end <= place.start);
            let next = known.get(next);
            next.is_some_and(|hit| hit.range.start < place.end)
        };
        let holds = |one: &&Finding| {
            let is_there = text.get(one.range.clone()).is_some();
            is_there
                && korean_key(&as_read(document, &one.range)) == one.key
                && (one.glossed || !is_in_known_term(&one.range))
        };
        let left = self.list.iter().filter(holds);
        let left = left.map(|one| {
            let is_meant = |place: &Range<usize>| {
                directives.allows(one.rule, place.start)
                    && !document.is_source(place.start)
                    && !is_in_known_term(place)
            };
            Diagnostic {
                rule: one.rule,
                level: one.level,
                range: one.range.clone(),
                message: one.message.clone(),
                note: one.note.clone(),
                fix: one.fix(checker, document, is_meant),
            }
        });
        let mut diagnostics = left.collect();
        bilingual::settle(document, &mut diagnostics);
        written::settle(document, &mut diagnostics);
        code::settle(document, &mut diagnostics);
        front_matter::settle(document, &mut diagnostics);
        diagnostics
    }
}

impl Finding {
    /// The edits that spell the word otherwise wherever the document has it and it `is_meant`, with the particles that go with it: one mention is
    /// named, and all are meant. Nobody chose between the spellings, so they are not safe.
    fn fix(
        &self,
        checker: &Checker,
        document: &Document,
        is_meant: impl Fn(&Range<usize>) -> bool,
    ) -> Option<Fix> {
        let instead = self.instead.as_deref()?;
        document.text.get(self.range.clone())?;
        let written = as_read(document, &self.range);
        let terms = Terms::spelled([&*written]);
        let mut edits = Vec::new();
        let mut is_named = false;
        for hit in checker.find(&terms, document, 0..document.text.len()) {
            let is_this = hit.range == self.range;
            if is_this || hit.exact && is_meant(&hit.range) {
                is_named |= is_this;
                edits.extend(replace(&document.text, &hit, instead, None, false).edits);
            }
        }
        is_named.then_some(Fix { safe: false, edits })
    }
}
