//! What is found in a bilingual file, as its format and its translator want it.

use super::diagnostic::Diagnostic;
use super::rule::BETWEEN;
use crate::Document;
use crate::source::writable;

/// Drops what is wrong in the source alone, which is not the translator's to change, and writes the fixes as the format has
/// it. One that cannot be written is none.
pub(super) fn settle(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if document.segments.is_empty() && document.sources.is_empty() {
        return;
    }
    diagnostics.retain(|one| BETWEEN.contains(&one.rule) || !document.is_source(one.range.start));
    for diagnostic in diagnostics {
        let Some(fix) = &mut diagnostic.fix else {
            continue;
        };
        let written = fix.edits.iter_mut().try_for_each(|edit| {
            let text = writable(document, edit.range.start, &edit.text)?.into_owned();
            edit.text = text;
            Some(())
        });
        if written.is_none() {
            diagnostic.fix = None;
        }
    }
}
