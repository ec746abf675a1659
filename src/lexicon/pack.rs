//! A word list in the form in which it is looked up.

use std::collections::HashMap;

/// Packs lines of `word, tab, cell`, sorted by the bytes of the words: a finite-state transducer
/// from words to places in the cells, and the cells, each once, ended by line feeds.
///
/// # Panics
///
/// A line has no tab, or the words are not sorted.
pub fn pack(lines: &str) -> (Vec<u8>, String) {
    let mut map = fst::MapBuilder::memory();
    let mut cells = String::new();
    let mut places: HashMap<&str, u64> = HashMap::new();
    for line in lines.lines() {
        let (word, cell) = line.split_once('\t').expect("a word, a tab, a cell");
        let place = *places.entry(cell).or_insert_with(|| {
            let place = cells.len() as u64;
            cells.push_str(cell);
            cells.push('\n');
            place
        });
        map.insert(word, place).expect("words in order, each once");
    }
    let map = map.into_inner().expect("memory takes all bytes");
    (map, cells)
}
