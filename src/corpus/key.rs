//! Words, terms and what they are made of, as numbers that compare as a reader would: spaces, hyphens,
//! capitals and plurals aside.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::choice::Choice;
use crate::fnv::{EMPTY, step};

/// A hash of a stretch of text. Two that differ share one by chance once in 2^64.
pub type Key = u64;

/// A map by keys, which need no hashing any more.
pub type KeyMap<T> = HashMap<Key, T, BuildHasherDefault<AsItIs>>;

/// Takes a key for its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = step(self.0, u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A key for two.
pub fn both(one: Key, other: Key) -> Key {
    step(one.rotate_left(29), other)
}

/// Hash of the letters and digits.
pub fn key(text: &str) -> Key {
    let mut hash = EMPTY;
    for c in text.chars() {
        // Most are of these two kinds, and the tables of Unicode are slow.
        if c.is_ascii_alphanumeric() {
            hash = step(hash, u64::from(c.to_ascii_lowercase()));
        } else if ('가'..='힣').contains(&c) {
            hash = step(hash, u64::from(c));
        } else if !c.is_ascii() && c.is_alphanumeric() {
            hash = c
                .to_lowercase()
                .fold(hash, |hash, c| step(hash, u64::from(c)));
        }
    }
    hash
}

/// The words of a form in the singular, but for those that have no rendering of their own.
pub fn words(form: &str) -> Vec<Key> {
    const FUNCTION: [&str; 12] = [
        "of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by", "with",
    ];
    form.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !FUNCTION.contains(word))
        .map(|word| key(singular(word)))
        .collect()
}

/// A form, plural or not.
pub fn form(form: &str) -> Key {
    key(singular(form))
}

fn singular(word: &str) -> &str {
    let plural = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if plural {
        &word[..word.len() - 1]
    } else {
        word
    }
}

/// What a candidate is made of: cut at spaces and where other candidates that end with it begin.
pub fn pieces(choice: &Choice, candidate: usize) -> Vec<Key> {
    let whole = choice.candidates[candidate].text.as_str();
    let mut cuts: Vec<usize> = choice
        .candidates
        .iter()
        .filter(|other| other.text.len() < whole.len() && whole.ends_with(&other.text))
        .map(|other| whole.len() - other.text.len())
        .chain(whole.match_indices(' ').map(|(at, _)| at))
        .chain([whole.len()])
        .collect();
    cuts.sort_unstable();
    let mut from = 0;
    cuts.into_iter()
        .filter_map(|to| {
            let piece = whole[from..to].trim();
            from = to;
            (!piece.is_empty()).then(|| key(piece))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::tests::choice;

    #[test]
    fn what_a_reader_takes_for_the_same_has_the_same_key() {
        assert_eq!(key("기계 학습"), key("기계학습"));
        assert_eq!(form("Test-Sets"), form("test set"));
        assert_ne!(form("glass"), form("glas"));
        assert_eq!(words("Bank of Koreas"), [key("bank"), key("korea")]);
    }

    #[test]
    fn candidates_are_cut_where_others_begin() {
        let choice = choice(
            "test set",
            &[("새 평가세트", 0.0), ("평가세트", 1.0), ("세트", 2.0)],
            0.0,
            1,
        );
        let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
        assert_eq!(pieces(&choice, 0), keys(&["새", "평가", "세트"]));
        assert_eq!(pieces(&choice, 1), keys(&["평가", "세트"]));
        assert_eq!(pieces(&choice, 2), keys(&["세트"]));
    }
}
