//! Concepts and rows that give no pair, since a term is lacking.

use super::places::Places;
use crate::report::count;

/// Those without a Korean term, without an English one, and without either.
#[derive(Debug)]
pub(super) struct Lacking<P>([Places<P>; 3]);

impl<P> Default for Lacking<P> {
    fn default() -> Self {
        Self([(); 3].map(|()| Places::default()))
    }
}

impl<P> Lacking<P> {
    /// Counts one that has a Korean term, or has none, and an English one.
    pub(super) fn count(&mut self, has: [bool; 2], place: impl FnOnce() -> P) {
        let kind = match has {
            [false, true] => 0,
            [true, false] => 1,
            _ => 2,
        };
        self.0[kind].count(place);
    }

    /// Takes in what comes later in the file.
    pub(super) fn extend(&mut self, later: Self) {
        for (places, later) in self.0.iter_mut().zip(later.0) {
            places.extend(later);
        }
    }

    /// In words: what they are (`concept`, `row`), what a place is called (`line`), and which one it is.
    pub(super) fn notes(
        &self,
        what: &str,
        place: &str,
        mut named: impl FnMut(&P) -> String,
    ) -> Vec<String> {
        let lacks = [
            "a Korean term",
            "an English term",
            "a Korean and an English term",
        ];
        let of = lacks.into_iter().zip(&self.0);
        of.filter(|(_, places)| places.all() > 0)
            .map(|(lacks, places)| {
                format!(
                    "{} without {lacks} passed over: {}",
                    count(places.all(), what),
                    places.words(place, &mut named)
                )
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_which_term_is_lacking_and_where() {
        let mut lacking = Lacking::default();
        lacking.count([true, false], || 3);
        let mut later = Lacking::default();
        for line in 10..17 {
            later.count([true, false], || line);
        }
        later.count([false, true], || 20);
        later.count([false, false], || 30);
        lacking.extend(later);
        assert_eq!(
            lacking.notes("concept", "line", usize::to_string),
            [
                "1 concept without a Korean term passed over: line 20",
                "8 concepts without an English term passed over: lines 3, 10, 11, 12, 13 and 3 more",
                "1 concept without a Korean and an English term passed over: line 30",
            ]
        );
    }
}
