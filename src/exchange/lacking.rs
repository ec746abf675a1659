//! Concepts and rows that give no pair, since a term is lacking.

use crate::report::count;

/// So many of a kind are named.
const NAMED: usize = 5;

/// Those without a Korean term, without an English one, and without either: the places of some of them, and how many there are.
#[derive(Debug)]
pub(super) struct Lacking<P>([(Vec<P>, usize); 3]);

impl<P> Default for Lacking<P> {
    fn default() -> Self {
        Self([(); 3].map(|()| (Vec::new(), 0)))
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
        let (places, all) = &mut self.0[kind];
        *all += 1;
        if places.len() < NAMED {
            places.push(place());
        }
    }

    /// Takes in what comes later in the file.
    pub(super) fn extend(&mut self, later: Self) {
        for ((places, all), (more, of)) in self.0.iter_mut().zip(later.0) {
            let free = NAMED.saturating_sub(places.len());
            places.extend(more.into_iter().take(free));
            *all += of;
        }
    }

    /// In words: what they are (`concept`, `row`), what a place is called (`line`), and which one it is.
    pub(super) fn notes(
        self,
        what: &str,
        place: &str,
        mut named: impl FnMut(P) -> String,
    ) -> Vec<String> {
        let lacks = [
            "a Korean term",
            "an English term",
            "a Korean and an English term",
        ];
        let of = lacks
            .into_iter()
            .zip(self.0)
            .filter(|(_, (_, all))| *all > 0);
        let note = |(lacks, (places, all)): (&str, (Vec<P>, usize))| {
            let s = if all == 1 { "" } else { "s" };
            let more = match all - places.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let places: Vec<String> = places.into_iter().map(&mut named).collect();
            format!(
                "{} without {lacks} passed over: {place}{s} {}{more}",
                count(all, what),
                places.join(", ")
            )
        };
        of.map(note).collect()
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
            lacking.notes("concept", "line", |line: usize| line.to_string()),
            [
                "1 concept without a Korean term passed over: line 20",
                "8 concepts without an English term passed over: lines 3, 10, 11, 12, 13 and 3 more",
                "1 concept without a Korean and an English term passed over: line 30",
            ]
        );
    }
}
