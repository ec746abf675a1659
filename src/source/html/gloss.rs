//! Words that a page has beside others to say what those mean: above the line, and in the titles of elements.

/// Whether what stands above the line is no more than the mark of a note.
pub(crate) fn is_mark(raised: &str) -> bool {
    let is_sign = |c: u8| c.is_ascii_digit() || b"[]()*, ".contains(&c);
    raised.bytes().all(is_sign)
}

/// Whether what stands above the line is English for the words before it, and no mark, power or ordinal.
pub(in crate::source) fn is_gloss(raised: &str, before: &str) -> bool {
    let letters = raised.bytes().filter(u8::is_ascii_alphabetic);
    let is_small = raised.contains(|c: char| c.is_ascii_lowercase());
    letters.count() > 2 && is_small && before.ends_with(|c| ('가'..='힣').contains(&c))
}

/// Whether a title says in the other script what some words mean. No more than a few words do.
pub(super) fn explains(title: &str, words: &str) -> bool {
    let hangul = |text: &str| text.contains(|c| ('가'..='힣').contains(&c));
    let latin = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
    let Some(last) = words.chars().next_back() else {
        return false;
    };
    title.chars().count() <= LONGEST_TITLE
        && !title.contains(['(', ')'])
        && if hangul(title) {
            last.is_ascii_alphanumeric()
        } else {
            latin(title) && ('가'..='힣').contains(&last)
        }
}

/// A longer title tells a story, in characters.
const LONGEST_TITLE: usize = 80;
