//! What stands above the line: marks of notes, which are nothing of the text, and English for the word before.

use super::argument::argument;
use super::{State, put_with};
use crate::gloss::is_hangul;
use crate::source::html::{self, is_gloss};
use crate::source::origin::Pieces;
use crate::source::writing::Writing;

/// Reads what stands above the line, as pages of HTML have it: a mark of a note is passed over, and English behind a word stands in parentheses.
pub(super) fn put_raised(pieces: &mut Pieces<'_>, start: usize, raised: &str, state: &mut State) {
    if is_mark(raised) {
        return;
    }
    let is_gloss = is_gloss(raised, pieces.paragraph());
    if is_gloss {
        pieces.put(start..start, "(", Writing::Latex);
    }
    put_with(pieces, start..start + raised.len(), state);
    if is_gloss {
        pieces.put_behind(")", Writing::Latex);
    }
}

/// Whether what stands above the line is the mark of a note, which a command may make.
fn is_mark(raised: &str) -> bool {
    let signs = ["\\dag", "\\ddag", "\\dagger", "\\ddagger", "\\ast"];
    html::is_mark(raised) || signs.contains(&raised.trim())
}

/// How many bytes a formula takes that is no more than such a mark behind a Korean word: `$^{1)}$`.
pub(super) fn raised_mark(pieces: &Pieces<'_>, rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("$^")?;
    let (raised, length) = match argument(inside) {
        Some(raised) => (raised, raised.len() + 2),
        None => (inside.get(..1)?, 1),
    };
    let is_closed = inside[length..].starts_with('$');
    let is_behind_word = pieces.paragraph().ends_with(is_hangul);
    (is_closed && is_behind_word && is_mark(raised)).then_some("$^".len() + length + 1)
}
