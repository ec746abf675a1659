//! Diagnostics of a document whose text is not that of its file, told of the file: there people look for them.

use std::ops::Range;

use super::Annotated;
use crate::Document;
use crate::check::{Diagnostic, Edit, Fix};
use crate::source::Origin;

/// A file as text, and what is wrong in it.
pub(super) struct InFile {
    document: Document,
    diagnostics: Vec<Diagnostic>,
    /// What people call the place of each, in a packed file; none where the file is a text, whose lines everyone can find.
    places: Option<Vec<Option<Box<str>>>>,
}

impl InFile {
    /// `None` where the text is that of the file, or nothing is wrong in it.
    pub(super) fn of(checked: &Annotated<'_>) -> Option<Self> {
        let document = checked.document;
        let origin = document.origin.as_deref()?;
        if checked.diagnostics.is_empty() {
            return None;
        }
        let diagnostics = checked.diagnostics.iter();
        Some(if origin.is_text() {
            Self {
                document: Document::plain(document.path.clone(), origin.source()),
                diagnostics: diagnostics
                    .map(|one| Diagnostic {
                        range: origin.range(&one.range),
                        fix: one
                            .fix
                            .as_ref()
                            .and_then(|fix| rewritten(document, origin, fix)),
                        ..one.clone()
                    })
                    .collect(),
                places: None,
            }
        } else {
            // Each paragraph as a line.
            let there = |at: usize| at - origin.paragraphs_before(at);
            let range = |range: &Range<usize>| there(range.start)..there(range.end);
            let edit = |edit: &Edit| Edit {
                range: range(&edit.range),
                text: edit.text.clone(),
            };
            let place = |one: &Diagnostic| origin.place(one.range.start);
            let named = |one: &Diagnostic| match place(one) {
                Some(place) => format!("{place}: {}", one.message),
                None => one.message.clone(),
            };
            let places = diagnostics.clone().map(|one| place(one).map(Box::from));
            Self {
                places: Some(places.collect()),
                document: Document::plain(document.path.clone(), by_lines(document, origin)),
                diagnostics: diagnostics
                    .map(|one| Diagnostic {
                        range: range(&one.range),
                        message: named(one),
                        fix: one.fix.as_ref().map(|fix| Fix {
                            safe: fix.safe,
                            edits: fix.edits.iter().map(edit).collect(),
                        }),
                        ..one.clone()
                    })
                    .collect(),
            }
        })
    }

    /// What people call the place of each diagnostic, in a packed file.
    pub(super) fn places(&self) -> Option<&[Option<Box<str>>]> {
        self.places.as_deref()
    }

    pub(super) fn annotated(&self) -> Annotated<'_> {
        Annotated {
            document: &self.document,
            diagnostics: &self.diagnostics,
        }
    }
}

/// A fix in the text of the file.
fn rewritten(document: &Document, origin: &Origin, fix: &Fix) -> Option<Fix> {
    let mut edits = Vec::new();
    for edit in &fix.edits {
        let rewrites = origin
            .rewrite(&document.text, &edit.range, &edit.text)
            .ok()?;
        edits.extend((rewrites.into_iter()).map(|(range, text)| Edit { range, text }));
    }
    Some(Fix {
        safe: fix.safe,
        edits,
    })
}

/// The text with one line feed between paragraphs, in the place of two.
fn by_lines(document: &Document, origin: &Origin) -> String {
    let mut text = String::with_capacity(document.text.len());
    let mut at = 0;
    for start in origin.paragraphs() {
        text.push_str(&document.text[at..start - 1]);
        at = start;
    }
    text + &document.text[at..]
}
