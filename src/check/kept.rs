//! Stretches of a document that no program is to change.

use std::ops::Range;

use super::diagnostic::{Diagnostic, Edit};

/// Whether a program would change anything.
pub(super) fn has_safe(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|one| {
        let fix = one.fix.as_ref();
        fix.is_some_and(|fix| fix.safe && !fix.edits.is_empty())
    })
}

/// Makes the fixes unsafe that would change one of these stretches, and says why. They may stand in one another, in any order.
pub(super) fn keep(mut kept: Vec<Range<usize>>, diagnostics: &mut [Diagnostic], why: &str) {
    kept.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    kept.dedup_by(|next, before| next.end <= before.end);
    let is_kept = |edit: &Edit| {
        let first = kept.partition_point(|range| range.end <= edit.range.start);
        kept.get(first)
            .is_some_and(|range| range.start < edit.range.end.max(edit.range.start + 1))
    };
    for one in diagnostics {
        let mut edits = one.fix.iter().flat_map(|fix| &fix.edits);
        if edits.any(is_kept) {
            one.doubt(why);
        }
    }
}
