//! What is wrong at one place of a document, and how to put it right.

use std::fmt;
use std::ops::Range;

use crate::Level;

/// One place where a document departs from the glossary, or from itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule.
    pub rule: &'static str,
    /// How much it matters here: the rule's level, or what the configuration says.
    pub level: Level,
    /// The words that are wrong, in bytes of the document's text.
    pub range: Range<usize>,
    /// What is wrong, on one line.
    pub message: String,
    /// What else a reader wants to know: who decided, how often the other form is used.
    pub note: Option<String>,
    /// How to put it right, where that is known.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Says one more thing that a reader wants to know.
    pub(super) fn add_note(&mut self, more: impl Into<String>) {
        let more = more.into();
        self.note = Some(match self.note.take() {
            Some(note) => format!("{note}; {more}"),
            None => more,
        });
    }

    /// Takes the fix away, and says why there is none.
    pub(super) fn refuse(&mut self, why: impl fmt::Display) {
        self.fix = None;
        self.add_note(format!("not mended: {why}"));
    }

    /// Leaves the fix to people, and says why.
    pub(super) fn doubt(&mut self, why: impl fmt::Display) {
        if let Some(fix) = self.fix.as_mut().filter(|fix| fix.safe) {
            fix.safe = false;
            self.add_note(format!("not safe to mend: {why}"));
        }
    }
}

/// A repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether a program may do it without a person looking on.
    pub safe: bool,
    /// The edits, in the order of the text, not overlapping. All of them or none are made.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// One that writes something else in place of some text.
    pub(super) fn safe(range: Range<usize>, text: String) -> Self {
        Self {
            safe: true,
            edits: vec![Edit { range, text }],
        }
    }
}

/// A fix, or why there is none where that is to be said.
pub(super) enum Offer {
    Fix(Option<Fix>),
    Refused(&'static str),
}

impl From<Option<Fix>> for Offer {
    fn from(fix: Option<Fix>) -> Self {
        Self::Fix(fix)
    }
}

impl From<Result<Fix, &'static str>> for Offer {
    fn from(fix: Result<Fix, &'static str>) -> Self {
        fix.map_or_else(Self::Refused, |fix| Self::Fix(Some(fix)))
    }
}

/// One stretch of text that is replaced by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the document's text; empty where something is put in.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}
