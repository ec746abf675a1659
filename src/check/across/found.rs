//! What is wrong at places of a document, by what all documents say together.

use std::ops::Range;

use crate::check::bilingual;
use crate::check::checker::Checker;
use crate::check::code;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::directive::Directives;
use crate::check::replace::replace;
use crate::check::terms::Terms;
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
        let text = &document.text;
        let holds = |one: &&Finding| {
            let there = text.get(one.range.clone());
            there.is_some_and(|there| korean_key(there) == one.key)
                && (one.glossed || !is_in_known_term(checker, document, &one.range))
        };
        let left = self.list.iter().filter(holds);
        let left = left.map(|one| Diagnostic {
            rule: one.rule,
            level: one.level,
            range: one.range.clone(),
            message: one.message.clone(),
            note: one.note.clone(),
            fix: one.fix(checker, document),
        });
        let mut diagnostics = left.collect();
        bilingual::settle(document, &mut diagnostics);
        code::settle(document, &mut diagnostics);
        diagnostics
    }
}

impl Finding {
    /// The edits that spell the word otherwise wherever the document has it, with the particles that go with it: one mention is named, and all
    /// are meant. Nobody chose between the spellings, so they are not safe.
    fn fix(&self, checker: &Checker, document: &Document) -> Option<Fix> {
        let instead = self.instead.as_deref()?;
        let written = document.text.get(self.range.clone())?;
        let terms = Terms::spelled([written]);
        let directives = Directives::read(document);
        let hits = checker.find(&terms, document, 0..document.text.len());
        let mut hits = hits.into_iter().filter(|hit| {
            hit.range == self.range
                || hit.exact
                    && directives.allows(self.rule, hit.range.start)
                    && !document.is_source(hit.range.start)
                    && !is_in_known_term(checker, document, &hit.range)
        });
        let mut edits = Vec::new();
        let mut is_named = false;
        for hit in &mut hits {
            is_named |= hit.range == self.range;
            edits.extend(replace(&document.text, &hit, instead, None, false).edits);
        }
        is_named.then_some(Fix { safe: false, edits })
    }
}

/// Whether a place is in a term of the glossary, which other rules look at.
fn is_in_known_term(checker: &Checker, document: &Document, place: &Range<usize>) -> bool {
    let text = &document.text;
    let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[place.end..].find('\n');
    let end = end.map_or(text.len(), |at| place.end + at);
    let hits = checker.find(checker.terms(), document, start..end);
    hits.iter()
        .any(|hit| hit.range.start < place.end && place.start < hit.range.end)
}
