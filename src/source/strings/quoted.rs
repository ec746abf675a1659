//! A string between double quotes, with escapes behind backslashes.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::folded;
use crate::source::origin::Pieces;
use crate::source::writing::Writing;

/// Where the string ends whose first byte stands here: at its closing quote, or at the end of the text.
pub(super) fn end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(found) = memchr2(b'"', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'"' {
            return at;
        }
        at = (at + 2).min(bytes.len());
    }
    bytes.len()
}

/// Whether words are written as escapes in a value: where it is written so, and where nothing but ASCII stands in the whole file, since its program may
/// well read no more.
pub(super) fn is_escaped(value: &str, file_is_ascii: bool) -> bool {
    file_is_ascii || value.is_ascii() && value.contains("\\u")
}

/// How words are written in a value.
pub(super) fn writing(value: &str, file_is_ascii: bool) -> Writing {
    if is_escaped(value, file_is_ascii) {
        Writing::AsciiQuoted
    } else {
        Writing::Quoted
    }
}

/// What the lines of a string are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Paragraphs.
    Paragraphs,
    /// Those of YAML: paragraphs where an escape ends them, and else folded. Behind a backslash, the end of a line is none, and the indentation of
    /// the next one is not there: YAML 1.2.2, section 7.3.1.
    Folded,
    /// Lines of markup.
    Lines,
}

/// Adds what a string says that lies in these bytes of the source, between its quotes.
pub(super) fn put(pieces: &mut Pieces<'_>, range: Range<usize>, writing: Writing, ends: Ends) {
    let source = pieces.source();
    let keep = |pieces: &mut Pieces<'_>, range| match ends {
        Ends::Folded => folded::keep(pieces, range, writing),
        Ends::Paragraphs | Ends::Lines => pieces.keep(range, writing),
    };
    let mut at = range.start;
    while let Some(found) = memchr(b'\\', &source.as_bytes()[at..range.end]) {
        let begin = at + found;
        keep(pieces, at..begin);
        let behind = &source[begin + 1..range.end];
        if ends == Ends::Folded && behind.starts_with(['\n', '\r']) {
            let line = behind.strip_prefix('\r').unwrap_or(behind);
            let line = line.strip_prefix('\n').unwrap_or(line);
            at = range.end - line.trim_start_matches([' ', '\t']).len();
            continue;
        }
        let (length, meant) = escape(&source[begin..range.end]);
        // The lines of a dialog, or entries of a list: no term reaches across.
        if ends != Ends::Lines && matches!(meant, Some('\n' | '\r')) {
            pieces.end_paragraph();
            at = begin + length;
            continue;
        }
        let mut bytes = [0; 4];
        let meant = meant.map_or("", |c| c.encode_utf8(&mut bytes));
        pieces.put(begin..begin + length, meant, writing);
        at = begin + length;
    }
    keep(pieces, at..range.end);
}

/// How many bytes an escape takes, and what it stands for.
pub(super) fn escape(text: &str) -> (usize, Option<char>) {
    let Some(c) = text[1..].chars().next() else {
        return (1, None);
    };
    let meant = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' | 'f' | 'v' | '0' => ' ',
        'u' | 'U' => {
            let Some(unit) = unit(text) else {
                return (2, Some(c));
            };
            if let Some(c) = char::from_u32(unit) {
                return (6, Some(c));
            }
            // Half of a character beyond the basic plane; the other half stands behind it.
            let low = text
                .get(6..)
                .filter(|rest| rest.starts_with('\\'))
                .and_then(self::unit);
            let both =
                low.and_then(|low| char::decode_utf16([unit as u16, low as u16]).next()?.ok());
            return match both {
                Some(c) => (12, Some(c)),
                None => (6, Some(char::REPLACEMENT_CHARACTER)),
            };
        }
        c => c,
    };
    (1 + c.len_utf8(), Some(meant))
}

/// The code unit that an escape such as `\uac00` names.
fn unit(text: &str) -> Option<u32> {
    let digits = text
        .get(2..6)
        .filter(|_| text[1..].starts_with(['u', 'U']))?;
    u32::from_str_radix(digits, 16).ok()
}
