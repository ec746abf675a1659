//! Tails of a few syllables, which nearly all of them are, remembered once they have been read.

use std::sync::atomic::{AtomicU64, Ordering};

use super::TailKind;
use super::alternation::Alternation;
use crate::spread::spread;

/// Syllables that a tail has at most to be remembered: each takes 14 bits of a key, and eight bits are left for what it is.
const MOST: usize = 4;

/// How many tails there is room for: 2 to the power of this.
const BITS: u32 = 15;

/// What tails are, as far as it is remembered.
pub(super) struct Known {
    /// By a hash of its syllables, the last tail that was read: its key, and the code of what it is. 0 where there is none yet.
    slots: [AtomicU64; 1 << BITS],
}

/// What all threads remember.
pub(super) static KNOWN: Known = Known::new();

/// The codes: of what is no tail, and of the first reading.
const NONE: u8 = 1;
const FIRST: u8 = 2;

const KINDS: [TailKind; 4] = [
    TailKind::Particle,
    TailKind::Copula,
    TailKind::Plural,
    TailKind::LightVerb,
];

const ALTERNATIONS: [Alternation; 13] = [
    Alternation::Fixed,
    Alternation::Subject,
    Alternation::Object,
    Alternation::Topic,
    Alternation::With,
    Alternation::Direction,
    Alternation::DirectionTopic,
    Alternation::Linking,
    Alternation::LinkingOrCopula,
    Alternation::Copula,
    Alternation::Past,
    Alternation::Connective,
    Alternation::Polite,
];

type Reading = Option<(TailKind, Alternation)>;

impl Known {
    #[expect(
        clippy::large_stack_arrays,
        reason = "all of them are statics, made when the program is built"
    )]
    const fn new() -> Self {
        Self {
            slots: [const { AtomicU64::new(0) }; 1 << BITS],
        }
    }

    /// What a tail is: what `read` says of it, which is hardly ever asked twice.
    pub(super) fn of(&self, tail: &str, read: impl FnOnce() -> Reading) -> Reading {
        let Some(key) = key(tail) else {
            return read();
        };
        let known = &self.slots[spread(key, u64::BITS - BITS)];
        let there = known.load(Ordering::Relaxed);
        if there >> u8::BITS == key {
            return reading(there as u8);
        }
        let reading = read();
        known.store(
            key << u8::BITS | u64::from(code(reading)),
            Ordering::Relaxed,
        );
        reading
    }
}

/// A number that no other tail has, and not 0; `None` of what is remembered by nobody.
fn key(tail: &str) -> Option<u64> {
    // 가 is EA B0 80, and no composed syllable begins with more than ED.
    const LEAST: u64 = 0xc00;
    let (syllables, rest) = tail.as_bytes().as_chunks();
    if !rest.is_empty() || syllables.is_empty() || syllables.len() > MOST {
        return None;
    }
    let mut key = 0;
    for &[first, second, third] in syllables {
        if !matches!(first, 0xea..=0xed) {
            return None;
        }
        let bits = |byte: u8| u64::from(byte & 0x3f);
        let syllable = u64::from(first - 0xea) << 12 | bits(second) << 6 | bits(third);
        if syllable < LEAST {
            return None;
        }
        key = key << 14 | syllable;
    }
    Some(key)
}

fn code(reading: Reading) -> u8 {
    let Some((kind, alternation)) = reading else {
        return NONE;
    };
    let place = |found: Option<usize>| found.expect("all of them are listed");
    let kind = place(KINDS.iter().position(|one| *one == kind));
    let alternation = place(ALTERNATIONS.iter().position(|one| *one == alternation));
    FIRST + (kind * ALTERNATIONS.len() + alternation) as u8
}

fn reading(code: u8) -> Reading {
    let place = usize::from(code.checked_sub(FIRST)?);
    Some((
        KINDS[place / ALTERNATIONS.len()],
        ALTERNATIONS[place % ALTERNATIONS.len()],
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_reading_has_a_code() {
        let mut codes = HashSet::from([0]);
        for kind in KINDS {
            for alternation in ALTERNATIONS {
                let one = Some((kind, alternation));
                assert!(codes.insert(code(one)));
                assert_eq!(reading(code(one)), one);
            }
        }
        assert!(codes.insert(code(None)));
        assert_eq!(reading(code(None)), None);
    }

    #[test]
    fn no_two_tails_have_one_key() {
        let mut keys = HashSet::from([0]);
        for first in ('가'..='힣').step_by(61) {
            assert!(keys.insert(key(&first.to_string()).unwrap()), "{first}");
            for second in ('가'..='힣').step_by(67) {
                let mut text = String::new();
                for letter in [first, second, '가', '힣'] {
                    text.push(letter);
                    let is_new = keys.insert(key(&text).unwrap());
                    assert_eq!(is_new, text.chars().count() > 1, "{text}");
                }
                text.push('가');
                assert_eq!(key(&text), None);
            }
        }
        for text in [
            "",
            "ㄱ",
            "a",
            "abc",
            "를a",
            "를é",
            "\u{a000}",
            "\u{a000}를",
            "漢",
            "\u{d7ff}\u{d7ff}é",
        ] {
            assert_eq!(key(text), None, "{text}");
        }
    }

    #[test]
    fn what_has_been_read_is_the_same_again() {
        static OWN: Known = Known::new();
        let reading = Some((TailKind::Particle, Alternation::Topic));
        for text in ["에서에서에서", "abc", ""] {
            assert_eq!(OWN.of(text, || None), None);
            assert_eq!(OWN.of(text, || reading), reading, "{text}");
        }
        for text in ["는", "에는", "에서는", "에서부터"] {
            assert_eq!(OWN.of(text, || reading), reading);
            assert_eq!(OWN.of(text, || None), reading, "{text}");
        }
        assert_eq!(OWN.of("뷁", || None), None);
        assert_eq!(OWN.of("뷁", || reading), None);
    }
}
