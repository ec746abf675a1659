//! The words of Latin letters and digits that terms begin with: of most such words of a text a few steps tell that no term begins so.
//!
//! A term ends where a word ends, so that of one without spaces the whole word must be the same, but for the ending of a plural.

use crate::spread::spread;

/// The hashes of the words, in a set of bits.
#[derive(Debug, Default)]
pub(super) struct Runs {
    bits: Vec<u64>,
    /// How far a hash is moved down to be the number of a bit.
    shift: u32,
}

impl Runs {
    /// So many bits for each word at least: one in sixteen of those that are none of them is told to be one.
    const ROOM: usize = 16;

    /// Those of some [hashes](hash).
    pub(super) fn of(hashes: &[u64]) -> Self {
        if hashes.is_empty() {
            return Self::default();
        }
        let size = (hashes.len() * Self::ROOM).next_power_of_two().max(64);
        let mut runs = Self {
            bits: vec![0; size / 64],
            shift: u64::BITS - size.trailing_zeros(),
        };
        for &hash in hashes {
            let bit = spread(hash, runs.shift);
            runs.bits[bit / 64] |= 1 << (bit % 64);
        }
        runs
    }

    fn has(&self, hash: u64) -> bool {
        let bit = spread(hash, self.shift);
        let bits = self.bits.get(bit / 64);
        bits.is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// Whether a term may begin with the word that some bytes begin with. Only of words of ASCII can it be told that none does, where none
    /// of another kind is written to them: accents stand behind their letters.
    pub(super) fn may_begin(&self, bytes: &[u8]) -> bool {
        // Of the whole word, without its last letter, and without its last two.
        let (mut whole, mut shorter, mut shortest) = (0, 0, 0);
        let mut end = 0;
        while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
            (shortest, shorter) = (shorter, whole);
            whole = with(whole, byte.to_ascii_lowercase());
            end += 1;
        }
        if end == 0 || bytes.get(end).is_some_and(|behind| !behind.is_ascii()) {
            return true;
        }
        let word = &bytes[..end];
        self.has(whole)
            || word.ends_with(b"s") && self.has(shorter)
            || word.ends_with(b"es") && self.has(shortest)
    }
}

/// The hash of the letters, in small ones, up to the first that is not of ASCII; nothing where that is the first.
pub(super) fn hash(letters: impl IntoIterator<Item = char>) -> Option<u64> {
    let letters = letters.into_iter();
    let letters = letters.take_while(char::is_ascii_alphanumeric);
    letters.fold(None, |hash, letter| {
        Some(with(hash.unwrap_or_default(), letter as u8))
    })
}

/// A hash with one letter more: the step of `FxHash`, as in the crate `rustc-hash` 1, with its multiplier.
fn with(hash: u64, letter: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_terms_begin_with_are_told_from_most_others() {
        let terms = ["server", "switch", "c", "x86", "amazon"];
        let hashes: Vec<u64> = terms.iter().filter_map(|term| hash(term.chars())).collect();
        let runs = Runs::of(&hashes);
        for word in [
            "server",
            "Servers,",
            "SERVER를",
            "switches",
            "C++",
            "x86-64",
            "Amazon Web",
            "é",
            "café",
            "cafe\u{301}",
            "서버",
            "",
        ] {
            assert!(runs.may_begin(word.as_bytes()), "{word}");
        }
        let others = [
            "buffer",
            "the",
            "serverless",
            "of",
            "and ",
            "Cs",
            "x",
            "amaz",
            "switched",
        ];
        let told = others
            .iter()
            .filter(|word| runs.may_begin(word.as_bytes()))
            .count();
        assert!(told <= 3, "{told}");
        assert_eq!(hash("서버".chars()), None);
        assert!(!Runs::of(&[]).may_begin(b"server"));
    }
}
