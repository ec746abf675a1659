//! Where a number goes in a table whose size is a power of two.

/// By the golden ratio (D. Knuth, The Art of Computer Programming 3, 6.4): the highest bits of the product, of which `shift` are left out.
pub(crate) fn spread(key: u64, shift: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbers_behind_one_another_are_apart() {
        // 0 to 1,023 in as many places: by chance they would be in 647.
        let places: HashSet<usize> = (0..1024).map(|key| spread(key, u64::BITS - 10)).collect();
        assert!(places.iter().all(|&place| place < 1024));
        assert!(places.len() > 800, "{}", places.len());
    }
}
