//! Stretches of a text in order, and which of them holds a byte.

use std::ops::Range;

/// The stretch that holds a byte, of those in order that do not overlap.
pub(super) fn holding(stretches: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let next = stretches.get(stretches.partition_point(|one| one.end <= at));
    next.filter(|one| one.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_in_one_stretch_or_in_none() {
        let stretches = [2..4, 4..5, 8..9];
        let found = |at| holding(&stretches, at).map(|one| one.start);
        let expected = [None, None, Some(2), Some(2), Some(4), None];
        assert_eq!([0, 1, 2, 3, 4, 5].map(found), expected);
        assert_eq!([7, 8, 9].map(found), [None, Some(8), None]);
        assert_eq!(holding(&[], 0), None);
    }
}
