//! Fixes in documents that are put together from pieces of a file.

use super::diagnostic::Diagnostic;
use crate::Document;

/// Drops the fixes that the format has no room for.
pub(super) fn settle(document: &Document, diagnostics: &mut [Diagnostic]) {
    if !document.is_written() {
        for one in diagnostics {
            one.fix = None;
        }
        return;
    }
    let Some(origin) = &document.origin else {
        return;
    };
    for one in diagnostics {
        let edits = one.fix.iter().flat_map(|fix| &fix.edits);
        let mut rewrites =
            edits.map(|edit| origin.rewrite(&document.text, &edit.range, &edit.text));
        if rewrites.any(|rewrite| rewrite.is_none()) {
            one.fix = None;
        }
    }
}
