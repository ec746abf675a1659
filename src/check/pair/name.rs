//! Terms that are no words where they stand, but names: an option, a part of a product's name, what is quoted on both sides.

use std::ops::Range;

use crate::check::find::{Script, script};

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
        let options: Vec<bool> = all.map(|range| is_option(text, range.start)).collect();
        assert_eq!(options, [true, true, false]);
    }
}
