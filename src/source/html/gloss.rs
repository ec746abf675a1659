//! Words that a page has beside others to say what those mean: above the line, and in the titles of elements.

use crate::gloss::is_hangul;

/// Whether what stands above the line is no more than the mark of a note: a number, stars, daggers, a letter with a bracket.
pub(crate) fn is_mark(raised: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || "[]()*†‡, ".contains(c);
    let letter = raised
        .trim()
        .strip_suffix(')')
        .map(|raised| raised.trim_start_matches('('));
    raised.chars().all(is_sign)
        || letter.is_some_and(|letter| {
            letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_lowercase())
        })
}

/// Whether what stands above the line is English for the words before it, and no mark, power or ordinal.
pub(in crate::source) fn is_gloss(raised: &str, before: &str) -> bool {
    let letters = raised.bytes().filter(u8::is_ascii_alphabetic);
    let is_small = raised.contains(|c: char| c.is_ascii_lowercase());
    letters.count() > 2 && is_small && before.ends_with(is_hangul)
}

/// Whether a title says in the other script what some words mean. No more than a few words do.
pub(super) fn explains(title: &str, words: &str) -> bool {
    let latin = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
    let Some(last) = words.chars().next_back() else {
        return false;
    };
    title.chars().count() <= LONGEST_TITLE
        && !title.contains(['(', ')'])
        && if title.contains(is_hangul) {
            last.is_ascii_alphanumeric()
        } else {
            latin(title) && is_hangul(last)
        }
}

/// A longer title tells a story, in characters.
const LONGEST_TITLE: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_notes_are_no_words() {
        for mark in ["1", "[2]", "(3)", "**", "†", "1, 2", "a)", "(b)", " "] {
            assert!(is_mark(mark), "{mark}");
        }
        for words in ["a", "2nd", "TM", "A)", "ab)", "linter", "주1"] {
            assert!(!is_mark(words), "{words}");
        }
    }
}
