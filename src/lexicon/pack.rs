//! A word list in the form in which it is looked up.

use std::collections::{HashMap, HashSet};

/// The hash by which a word is looked up: FNV-1a of 32 bits (Fowler, Noll and Vo).
pub fn hash(word: &str) -> usize {
    let step = |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    word.bytes().fold(0x811c_9dc5, step) as usize
}

/// A word list as it lies in the program.
#[derive(Debug, Default)]
pub struct Packed {
    /// A hash table with open addressing, at most two thirds full, its size a power of two: for each word where its entry lies, plus one, in
    /// four bytes (the least first); 0 where there is none.
    pub slots: Vec<u8>,
    /// The entries: where the cell of a word lies, in four bytes, how many bytes the word has, in one, and the word.
    pub words: Vec<u8>,
    /// The cells, each once, ended by line feeds.
    pub cells: String,
}

/// Packs lines of `word, tab, cell`.
///
/// # Panics
///
/// A line has no tab, a word is there twice, or one has more than 255 bytes.
pub fn pack(lines: &str) -> Packed {
    let mut packed = Packed::default();
    let mut places: HashMap<&str, u32> = HashMap::new();
    let mut slots = vec![0_u32; (lines.lines().count() * 3).div_ceil(2).next_power_of_two()];
    let mut known = HashSet::new();
    for line in lines.lines() {
        let (word, cell) = line.split_once('\t').expect("a word, a tab, a cell");
        assert!(known.insert(word), "{word:?} is there twice");
        let place = *places.entry(cell).or_insert_with(|| {
            let place = packed.cells.len() as u32;
            packed.cells.push_str(cell);
            packed.cells.push('\n');
            place
        });
        let mut slot = hash(word) % slots.len();
        while slots[slot] > 0 {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = packed.words.len() as u32 + 1;
        packed.words.extend(place.to_le_bytes());
        packed.words.push(u8::try_from(word.len()).expect("a word"));
        packed.words.extend(word.bytes());
    }
    packed.slots = slots.into_iter().flat_map(u32::to_le_bytes).collect();
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_the_slots_is_free_however_few_words_there_are() {
        for count in 0..40 {
            let lines: Vec<String> = (0..count).map(|word| format!("{word}\t0\n")).collect();
            let slots = pack(&lines.concat()).slots.len() / 4;
            assert!(slots > 0 && 3 * count <= 2 * slots, "{count} in {slots}");
        }
    }
}
