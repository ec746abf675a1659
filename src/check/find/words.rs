//! What was found in words that were met before: of the words of a text in which a term may begin, most come again and again.
//!
//! Only words that stand by themselves are kept, and only where nothing but their letters decided: nothing that words are made of stands
//! before them, and behind them is a sign that makes no difference. So what was met before never changes what is found, and it
//! does not matter which thread has met it.

use super::letter::is_syllable;
use super::place::Hit;
use crate::check::terms::FormId;
use crate::spread::spread;

/// The longest word that is kept, in bytes: eight syllables.
const LONGEST: usize = 24;

/// So many words are kept at a time: of those that share a place the last one. Looking a word up is slower where memory is, but
/// looking at it anew far more so.
const PLACES: usize = 1 << 16;

/// A word of composed syllables, with zeros behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word([u64; LONGEST / 8]);

impl Word {
    /// The word that some bytes begin with, if it may be kept, and its length in bytes; `wraps` says whether it may go on in the next line.
    pub(super) fn at(bytes: &[u8], wraps: bool) -> Option<(Self, usize)> {
        let mut end = 0;
        while is_syllable(&bytes[end..]) {
            end += 3;
            if end > LONGEST {
                return None;
            }
        }
        let goes_on = wraps && matches!(bytes.get(end), Some(b'\n' | b'\r'));
        if goes_on || !is_indifferent(&bytes[end..]) {
            return None;
        }
        let mut word = [0; LONGEST];
        word[..end].copy_from_slice(&bytes[..end]);
        let mut parts = [0; LONGEST / 8];
        for (part, eight) in parts.iter_mut().zip(word.as_chunks().0) {
            *part = u64::from_le_bytes(*eight);
        }
        Some((Self(parts), end))
    }

    fn place(self) -> usize {
        let [one, two, three] = self.0;
        let mixed = one ^ two.rotate_left(23) ^ three.rotate_left(47);
        spread(mixed, u64::BITS - PLACES.trailing_zeros())
    }
}

/// Whether no more is asked of what stands behind a word than that it is no letter: a space or a sign, but none that names go on behind
/// (`버퍼.c`, `버퍼_크기`), nor a parenthesis, in which Hanja may explain the word.
fn is_indifferent(behind: &[u8]) -> bool {
    match behind {
        [b'.', next, ..] => next.is_ascii() && !next.is_ascii_alphanumeric() && *next != b'_',
        [b'.' | b'(' | b'_' | b'@' | b'\\', ..] | [] => false,
        [next, ..] => next.is_ascii() && !next.is_ascii_alphanumeric(),
    }
}

/// The words that were met, with what they were found to be: the word, and the term that it begins with in one number.
///
/// Zeros stand for no word, so that memory is only taken where words are kept.
#[derive(Debug, Default)]
pub(in crate::check) struct Words(Vec<([u64; LONGEST / 8], u64)>);

impl Words {
    /// The hit in a word that stands at `at`, or that there is none; nothing where it was not met.
    #[expect(
        clippy::option_option,
        reason = "that nothing was found is worth as much"
    )]
    pub(super) fn get(&self, word: Word, at: usize) -> Option<Option<Hit>> {
        let (known, term) = self.0.get(word.place())?;
        (*known == word.0).then(|| unpacked(*term, at))
    }

    /// Keeps what was found in a word.
    pub(super) fn keep(&mut self, word: Word, hit: Option<&Hit>) {
        if self.0.is_empty() {
            self.0 = vec![Default::default(); PLACES];
        }
        self.0[word.place()] = (word.0, hit.map_or(0, packed));
    }
}

/// A hit as a number that is not zero: the form, the bytes of the term and of what is behind it, and whether it agrees and is spaced as the form is.
fn packed(hit: &Hit) -> u64 {
    u64::from(hit.form) << 32
        | (hit.range.len() as u64) << 16
        | (hit.tail.len() as u64) << 8
        | u64::from(hit.agrees) << 1
        | u64::from(hit.exact)
}

/// The hit, which stands at `at`; nothing for zero.
fn unpacked(term: u64, at: usize) -> Option<Hit> {
    let [flags, tail, length, ..] = term.to_le_bytes();
    let end = at + usize::from(length);
    (length > 0).then(|| Hit {
        range: at..end,
        tail: end..end + usize::from(tail),
        agrees: flags & 2 != 0,
        form: (term >> 32) as FormId,
        exact: flags & 1 != 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_by_itself_is_kept() {
        let word = |text: &str| Word::at(text.as_bytes(), false).map(|(word, _)| word);
        let buffer = word("버퍼 ").unwrap();
        for text in ["버퍼를 비운다", "쿠버네티스에서의 일", "가\n"] {
            assert!(word(text).is_some_and(|word| word != buffer), "{text}");
        }
        for text in ["버퍼. 큐", "버퍼.\n", "버퍼, 큐", "버퍼\n"] {
            assert_eq!(word(text), Some(buffer), "{text}");
        }
        for text in [
            "버퍼",
            "버퍼.",
            "버퍼(buffer)",
            "버퍼.md를",
            "버퍼_크기",
            "버퍼ㅋㅋ",
            "버퍼“를”",
            "버퍼A",
            "쿠버네티스에서부터의 일",
        ] {
            assert_eq!(word(text), None, "{text}");
        }
        assert_eq!(Word::at("버퍼\n".as_bytes(), true), None);
    }

    #[test]
    fn what_was_found_is_found_again_elsewhere() {
        let word = |text: &str| Word::at(text.as_bytes(), false).unwrap().0;
        let [buffer, queue] = ["버퍼를 ", "대기열을 "].map(word);
        let mut words = Words::default();
        assert_eq!(words.get(buffer, 7), None);
        let hit = Hit {
            range: 7..13,
            tail: 13..16,
            agrees: true,
            form: 70_000,
            exact: true,
        };
        words.keep(buffer, Some(&hit));
        assert_eq!(words.get(buffer, 7), Some(Some(hit.clone())));
        let moved = words.get(buffer, 100).flatten();
        assert_eq!(
            moved.map(|hit| (hit.range, hit.tail)),
            Some((100..106, 106..109))
        );
        assert_eq!(words.get(queue, 7), None);
        words.keep(queue, None);
        assert_eq!(words.get(queue, 7), Some(None));
    }
}
