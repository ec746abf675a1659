//! How spellings begin: of most places of a text a few steps tell that none of them begins there.

use crate::spread::spread;

/// The first six bytes of spellings, two syllables of most, in a set of hashes; zeros stand for what a shorter one lacks.
#[derive(Debug, Default)]
pub(in crate::check) struct Beginnings {
    hashes: Vec<u64>,
    /// How far a hash is moved down to be the number of a bit.
    shift: u32,
}

impl Beginnings {
    /// So many bits for each spelling at least: one place in eight of those that begin none is told to begin one.
    const ROOM: usize = 8;

    /// Of so many spellings at most.
    pub(in crate::check) fn with_room(spellings: usize) -> Self {
        if spellings == 0 {
            return Self::default();
        }
        let bits = (spellings * Self::ROOM).next_power_of_two().max(64);
        Self {
            hashes: vec![0; bits / 64],
            shift: u64::BITS - bits.trailing_zeros(),
        }
    }

    fn bit(&self, beginning: [u8; 6]) -> usize {
        let mut key = [0; 8];
        key[..6].copy_from_slice(&beginning);
        spread(u64::from_le_bytes(key), self.shift)
    }

    pub(in crate::check) fn add(&mut self, beginning: [u8; 6]) {
        let bit = self.bit(beginning);
        self.hashes[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a spelling may begin so.
    pub(in crate::check) fn has(&self, beginning: [u8; 6]) -> bool {
        let bit = self.bit(beginning);
        let hashes = self.hashes.get(bit / 64);
        hashes.is_some_and(|hashes| hashes >> (bit % 64) & 1 == 1)
    }

    pub(in crate::check) fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_beginning_is_in_and_few_others_are() {
        let all: Vec<[u8; 6]> = ('가'..='힣')
            .step_by(3)
            .map(|first| format!("{first}터").into_bytes().try_into().unwrap())
            .collect();
        let mut beginnings = Beginnings::with_room(all.len() / 2);
        assert!(!beginnings.is_empty());
        for one in all.iter().step_by(2) {
            beginnings.add(*one);
        }
        assert!(all.iter().step_by(2).all(|one| beginnings.has(*one)));
        let others = all.iter().skip(1).step_by(2);
        let taken = others.filter(|one| beginnings.has(**one)).count();
        assert!(taken < all.len() / 2 / 4, "{taken}");
    }

    #[test]
    fn nothing_begins_like_none() {
        let none = Beginnings::with_room(0);
        assert!(none.is_empty() && !none.has(*b"abcdef"));
    }
}
