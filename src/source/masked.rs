//! How tests show what of a text is masked.

use super::{Mask, MaskKind};

/// The text with what is masked replaced: `▮` for blocks, `‹…›` around code, `·` for what is invisible.
pub(super) fn masked(text: &str, masks: &[Mask]) -> String {
    let (mut shown, mut at) = (String::new(), 0);
    for Mask { range, kind } in masks {
        shown.push_str(&text[at..range.start]);
        match kind {
            MaskKind::Block => shown.push('▮'),
            MaskKind::Invisible => shown.push('·'),
            MaskKind::Code => shown.extend(["‹", &text[range.clone()], "›"]),
        }
        at = range.end;
    }
    shown + &text[at..]
}
