//! The letters of a translation, in which terms are looked for however they are spaced, inflected or compounded.

use unicode_normalization::UnicodeNormalization;

use crate::check::find::{Script, Sign, script, sign};
use crate::variant::{changed_plural, plural_endings};

/// The letters of a text, and before which of them a word begins.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pub(super) letters: Vec<char>,
    begins: Vec<bool>,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut all = Self::default();
        let mut before = None;
        for c in text.nfc() {
            match sign(c) {
                // What is a sign between words for some is part of C++ for others.
                Sign::Letter(letter) if script(c).is_some() || matches!(c, '+' | '#') => {
                    let own = script(c);
                    all.begins.push(own != before);
                    all.letters.push(letter);
                    before = own;
                }
                Sign::Nothing => {}
                _ => before = None,
            }
        }
        all
    }

    /// Whether a term is among them: a Latin one as a word, in the singular or the plural; a Korean one also within a longer
    /// word, unless it is a single syllable, and a predicate with any ending.
    pub(super) fn have(&self, term: &str) -> bool {
        let find = |term: &str| self.find(&Self::of(term).letters);
        if find(term) {
            return true;
        }
        if term.ends_with(|c: char| c.is_ascii_alphabetic()) {
            let mut endings = plural_endings(term).iter();
            return endings.any(|end| find(&format!("{term}{end}")))
                || changed_plural(term).is_some_and(|plural| find(&plural));
        }
        match &*Self::of(term).letters {
            [stem @ .., '습' | '입', '니', '다']
            | [stem @ .., '하' | '되', '다']
            | [stem @ .., '다'] => stem.len() > 1 && self.find(stem),
            _ => false,
        }
    }

    fn find(&self, term: &[char]) -> bool {
        let (Some(&first), Some(&last)) = (term.first(), term.last()) else {
            return false;
        };
        let latin = |c| script(c) == Some(Script::Latin);
        let begins = latin(first) || term.len() == 1;
        let ends = |at: usize| self.begins.get(at).is_none_or(|begins| *begins);
        let mut starts = 0..=self.letters.len().saturating_sub(term.len());
        starts.any(|start| {
            self.letters[start..].starts_with(term)
                && (!begins || self.begins[start])
                && (!latin(last) || ends(start + term.len()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_however_it_is_written() {
        for (text, term, found) in [
            ("완충공간을 비운다", "완충 공간", true),
            ("링버퍼를 비운다", "버퍼", true),
            ("Empty the Buffers.", "buffer", true),
            ("Empty the rebuffered one.", "buffer", false),
            ("The queries' buses", "query", true),
            ("The queries' buses", "bus", true),
            ("Two confusion matrices", "confusion matrix", true),
            ("C++를 쓴다", "C++", true),
            ("C를 쓴다", "C++", false),
            ("값을 정규화한다", "정규화하다", true),
            ("열거할 수 없는 속성", "열거할 수 없습니다", true),
            ("셸을 연다", "셸", true),
            ("파셸을 연다", "셸", false),
            ("\u{1107}\u{1165}\u{1111}\u{1165}를 비운다", "버퍼", true),
            ("", "버퍼", false),
        ] {
            assert_eq!(Letters::of(text).have(term), found, "{term} in {text}");
        }
    }
}
