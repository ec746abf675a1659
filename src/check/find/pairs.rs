//! The way from the first two letters of a word to the terms that begin with them.

use crate::spread::spread;

/// The entries that begin with two letters, the second `'\0'` for those of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) pair: [char; 2],
    /// The number of the first of them, and of the one behind the last.
    pub(super) low: u32,
    pub(super) high: u32,
}

/// Blocks by their letters: a hash table with open addressing, at most half full, so that a text looks at one slot or two.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    slots: Vec<Block>,
    /// How far a hash is moved down to be the number of a slot.
    shift: u32,
}

impl Pairs {
    const EMPTY: Block = Block {
        pair: ['\0'; 2],
        low: 0,
        high: 0,
    };

    pub(super) fn of(blocks: &[Block]) -> Self {
        if blocks.is_empty() {
            return Self::default();
        }
        let size = (2 * blocks.len()).next_power_of_two();
        let mut pairs = Self {
            slots: vec![Self::EMPTY; size],
            shift: u64::BITS - size.trailing_zeros(),
        };
        for block in blocks {
            let mut at = pairs.slot(block.pair);
            while pairs.slots[at].high > 0 {
                at = (at + 1) % size;
            }
            pairs.slots[at] = *block;
        }
        pairs
    }

    /// Where a pair is looked for first.
    fn slot(&self, [first, second]: [char; 2]) -> usize {
        spread(u64::from(first) << 32 | u64::from(second), self.shift)
    }

    pub(super) fn get(&self, pair: [char; 2]) -> Option<&Block> {
        if self.slots.is_empty() {
            return None;
        }
        let mut at = self.slot(pair);
        loop {
            let block = &self.slots[at];
            if block.pair == pair && block.high > 0 {
                return Some(block);
            }
            if block.high == 0 {
                return None;
            }
            at = (at + 1) % self.slots.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_found_and_nothing_else() {
        let syllables = ('가'..='힣').step_by(97);
        let pairs: Vec<[char; 2]> = syllables
            .clone()
            .flat_map(|first| syllables.clone().map(move |second| [first, second]))
            .collect();
        let block = |(number, &pair): (usize, &[char; 2])| Block {
            pair,
            low: number as u32,
            high: number as u32 + 1,
        };
        let every_other: Vec<Block> = pairs.iter().enumerate().step_by(2).map(block).collect();
        let found = Pairs::of(&every_other);
        for (number, pair) in pairs.iter().enumerate() {
            let own = (number % 2 == 0).then(|| block((number, pair)));
            assert_eq!(found.get(*pair).copied(), own, "{pair:?}");
        }
        assert_eq!(Pairs::of(&[]).get(['가', '나']), None);
    }
}
