//! Tables of morphs that are found by their first syllable.

/// A morph as it is written, and what is known of it.
pub(super) type Row<T> = (&'static str, T);

/// The rows by their first syllable, and the longest first among those that share it. Made by the compiler, so that the
/// lists can stand in the order of the grammar.
pub(super) const fn sorted<T: Copy, const N: usize>(rows: &[Row<T>]) -> [Row<T>; N] {
    let mut sorted = [rows[0]; N];
    let mut filled = 0;
    while filled < N {
        let row = rows[filled];
        let mut at = filled;
        while at > 0 && before(row.0, sorted[at - 1].0) {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = row;
        filled += 1;
    }
    sorted
}

/// The rows that begin with the first syllable of `text`.
pub(super) fn starting<'t, T>(table: &'t [Row<T>], text: &str) -> &'t [Row<T>] {
    let Some(first) = text.as_bytes().first_chunk().map(|&first| key(first)) else {
        return &[];
    };
    let from = table.partition_point(|row| key_of(row.0) < first);
    let count = table[from..]
        .iter()
        .take_while(|row| key_of(row.0) == first)
        .count();
    &table[from..from + count]
}

const fn before(one: &str, other: &str) -> bool {
    let (first, second) = (key_of(one), key_of(other));
    first < second || first == second && one.len() > other.len()
}

/// A Hangul syllable takes three bytes.
const fn key_of(morph: &str) -> u32 {
    let bytes = morph.as_bytes();
    key([bytes[0], bytes[1], bytes[2]])
}

const fn key([a, b, c]: [u8; 3]) -> u32 {
    (a as u32) << 16 | (b as u32) << 8 | c as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_first_syllable_the_longest_first() {
        const TABLE: [Row<u8>; 5] =
            sorted(&[("에", 1), ("는", 2), ("에서", 3), ("가", 4), ("에게서", 5)]);
        let found = |text| {
            starting(&TABLE, text)
                .iter()
                .map(|row| row.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(found("에도"), ["에게서", "에서", "에"]);
        assert_eq!(found("가"), ["가"]);
        assert!(found("힣").is_empty() && found("").is_empty() && found("a").is_empty());
    }
}
