//! Terms that are no words where they stand, but names: an option, a part of a product's name or of a header's, what is to be filled in, what is quoted
//! on both sides.

use std::ops::Range;

use crate::check::find::{Script, script};
use crate::source::floor_char_boundary;

/// Whether a place is in an option of a command: `--buffer`.
pub(super) fn is_option(text: &str, at: usize) -> bool {
    let word = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1);
    let word = text[word..at].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '-');
    word.starts_with('-')
}

/// Whether a term is part of a name that both texts have: of Cloud Storage, storage is no term.
pub(super) fn is_in_name(text: &str, range: &Range<usize>, other: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital(&text[range.clone()]) {
        return false;
    }
    let latin = |c: char| script(c) == Some(Script::Latin);
    let before = text[..range.start].strip_suffix(' ').unwrap_or_default();
    let before = before.trim_end_matches(latin).len()..before.len();
    let after = text[range.end..].strip_prefix(' ').unwrap_or_default();
    let after = &after[..after.find(|c| !latin(c)).unwrap_or(after.len())];
    capital(&text[before.clone()]) && other.contains(&text[before.start..range.end])
        || capital(after) && other.contains(&text[range.start..=range.end + after.len()])
}

/// Whether a term is part of a word that both texts have and that is written like the header of a message, with capitals joined by hyphens:
/// of Cache-Control and Message-ID, neither cache nor message is a term.
pub(super) fn is_in_header(text: &str, range: &Range<usize>, other: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let before = &text[..range.start];
    let start = before.trim_end_matches(is_part).len();
    let behind = &text[range.end..];
    let end = range.end + behind.find(|c| !is_part(c)).unwrap_or(behind.len());
    let word = &text[start..end];
    let is_capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    word.contains('-')
        && word.split('-').all(is_capital)
        && other.match_indices(word).any(|(at, _)| {
            !other[..at].ends_with(is_part) && !other[at + word.len()..].starts_with(is_part)
        })
}

/// How far from a term the brackets may stand that it has to be filled into, in bytes.
const LONGEST: usize = 100;

/// Whether a term is part of what a user has to fill in, in brackets, and both texts have that: `[user] [directory]`, `<FILE>`. What a menu has in
/// brackets begins with a capital.
pub(super) fn is_filled_in(text: &str, range: &Range<usize>, other: &str) -> bool {
    let near = floor_char_boundary(text, range.start.saturating_sub(LONGEST));
    let Some(open) = text[near..range.start].rfind(['[', '<', ']', '>', '\n']) else {
        return false;
    };
    let open = near + open;
    let close = match text.as_bytes()[open] {
        b'[' => ']',
        b'<' => '>',
        _ => return false,
    };
    let near = floor_char_boundary(text, range.end + LONGEST);
    let Some(length) = text[range.end..near].find(['[', '<', ']', '>', '\n']) else {
        return false;
    };
    let end = range.end + length;
    let inner = &text[open + 1..end];
    let is_sign = |c: char| !c.is_ascii_alphabetic() && c.is_ascii();
    let has_one_case = |is: fn(&char) -> bool| inner.chars().all(|c| is(&c) || is_sign(c));
    text[end..].starts_with(close)
        && (has_one_case(char::is_ascii_lowercase) || has_one_case(char::is_ascii_uppercase))
        && other.contains(&text[open..=end])
}

/// Whether a term stands in quotes, and in the other text as well: it is what something is called, not a word.
pub(super) fn is_cited(text: &str, range: &Range<usize>, other: &str) -> bool {
    let quote = |c: char| {
        matches!(
            c,
            '"' | '\'' | '`' | ':' | '‘' | '’' | '“' | '”' | '「' | '」'
        )
    };
    let is_quoted = |text: &str, range: &Range<usize>| {
        text[..range.start].ends_with(quote) && text[range.end..].starts_with(quote)
    };
    let word = &text[range.clone()];
    let mut others = other.match_indices(word);
    is_quoted(text, range) && others.any(|(at, _)| is_quoted(other, &(at..at + word.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_options_are_no_terms() {
        let text = "Use Cloud Storage with --storage or -storage-size, not storage";
        let mut all = text.match_indices("torage").map(|(at, _)| at - 1..at + 6);
        let name = all.next().unwrap();
        assert!(is_in_name(text, &name, "Cloud Storage를 쓴다"));
        assert!(!is_in_name(text, &name, "클라우드 저장소를 쓴다"));
        let cited = "Call it \"index\".";
        assert!(is_cited(cited, &(9..14), "이름은 ‘index’입니다."));
        assert!(!is_cited(cited, &(9..14), "이름은 index입니다."));
        let header = "The Cache-Control header";
        let cache = 4..9;
        assert!(is_in_header(header, &cache, "Cache-Control 헤더"));
        assert!(!is_in_header(header, &cache, "캐시 제어 헤더"));
        assert!(!is_in_header(
            "Use cache-control.",
            &cache,
            "cache-control을 쓴다."
        ));
        let usage = "usage: %s [user] <DIR> [Menu]";
        assert!(is_filled_in(usage, &(11..15), "사용법: %s [user] <DIR>"));
        assert!(is_filled_in(usage, &(18..21), "사용법: %s [user] <DIR>"));
        assert!(!is_filled_in(usage, &(11..15), "사용법: %s [사용자]"));
        assert!(!is_filled_in(usage, &(24..28), "[Menu]"));
        let options: Vec<bool> = all.map(|range| is_option(text, range.start)).collect();
        assert_eq!(options, [true, true, false]);
    }
}
