//! Tails of one syllable, which are most of them, remembered once they have been read.

use std::sync::atomic::{AtomicU8, Ordering};

use super::TailKind;
use super::alternation::Alternation;

/// Composed syllables.
const SYLLABLES: usize = 11_172;

/// By syllable: nothing yet, [`NONE`], or the place of its kind and alternation in [`KINDS`] and [`ALTERNATIONS`].
static KNOWN: [AtomicU8; SYLLABLES] = [const { AtomicU8::new(0) }; SYLLABLES];

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

/// What a tail is: what `read` says of it, which is asked of each syllable once.
pub(super) fn known(tail: &str, read: impl FnOnce() -> Reading) -> Reading {
    let Some(known) = place(tail).map(|at| &KNOWN[at]) else {
        return read();
    };
    match known.load(Ordering::Relaxed) {
        0 => {
            let reading = read();
            known.store(code(reading), Ordering::Relaxed);
            reading
        }
        NONE => None,
        code => {
            let code = usize::from(code - FIRST);
            Some((
                KINDS[code / ALTERNATIONS.len()],
                ALTERNATIONS[code % ALTERNATIONS.len()],
            ))
        }
    }
}

/// The number of the one syllable that a text is.
fn place(text: &str) -> Option<usize> {
    if text.len() != '가'.len_utf8() {
        return None;
    }
    let place = u32::from(text.chars().next()?).checked_sub(u32::from('가'))? as usize;
    (place < SYLLABLES).then_some(place)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_once_is_the_same_again() {
        // Syllables that are no tails, so that other tests do not remember them.
        for (number, kind) in KINDS.into_iter().enumerate() {
            for (at, alternation) in ALTERNATIONS.into_iter().enumerate() {
                let syllable = char::from_u32(0xb000 + (number * 16 + at) as u32).unwrap();
                let syllable = syllable.to_string();
                let reading = Some((kind, alternation));
                assert_eq!(known(&syllable, || reading), reading);
                assert_eq!(known(&syllable, || None), reading, "{syllable}");
            }
        }
        assert_eq!(known("힣", || None), None);
        assert_eq!(known("힣", || Some((KINDS[0], ALTERNATIONS[0]))), None);
    }

    #[test]
    fn what_is_no_single_syllable_is_read_each_time() {
        for text in ["에서", "abc", "", "ㄱ"] {
            assert_eq!(known(text, || None), None);
            let reading = Some((TailKind::Particle, Alternation::Topic));
            assert_eq!(known(text, || reading), reading, "{text}");
        }
    }
}
