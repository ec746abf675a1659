//! Where the lines of a word list lie, by their words: a hash table with open addressing, at most half full, which `build.rs` makes
//! and which is read where it lies in the program (D. Knuth, The Art of Computer Programming 3, 6.4).

/// The bytes of a slot: where a line begins in the list, plus one, the smallest byte first; 0 where there is none.
const SLOT: usize = 4;

/// The table of the lines of a list: a word, a tab, a cell.
///
/// # Panics
///
/// A line has no tab, a word stands in two lines, or the list has more than 4 GB.
pub fn pack(lines: &str) -> Vec<u8> {
    let count = lines.lines().count();
    let mut slots = vec![0; SLOT * (2 * count).next_power_of_two()];
    let mut offset = 0;
    for line in lines.split_inclusive('\n') {
        let (word, _) = line.split_once('\t').expect("a word, a tab, a cell");
        let free = probe(&slots, word).find_map(|slot| match slot {
            (at, None) => Some(at),
            (_, Some(other)) => {
                let known = lines[other..].strip_prefix(word);
                assert!(known.is_none_or(|rest| !rest.starts_with('\t')), "{word}");
                None
            }
        });
        let at = free.expect("the table is half full");
        let place = u32::try_from(offset + 1).expect("less than 4 GB");
        slots[at..at + SLOT].copy_from_slice(&place.to_le_bytes());
        offset += line.len();
    }
    slots
}

/// The slots in which a word may be, the likeliest first: where each lies, and where its line begins; without end.
fn probe<'s>(slots: &'s [u8], word: &str) -> impl Iterator<Item = (usize, Option<usize>)> + 's {
    let mask = slots.len() / SLOT - 1;
    // FNV-1a (Fowler, Noll, Vo), of which the upper half is the better one.
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let first = (hash >> 32) as usize;
    (0..).map(move |step| {
        let at = SLOT * ((first + step) & mask);
        let place = slots[at..]
            .first_chunk()
            .map_or(0, |own| u32::from_le_bytes(*own));
        (at, (place as usize).checked_sub(1))
    })
}

/// Where the lines begin that a word may have, the likeliest first.
pub fn places<'s>(slots: &'s [u8], word: &str) -> impl Iterator<Item = usize> + 's {
    probe(slots, word).map_while(|(_, place)| place)
}
