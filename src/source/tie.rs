//! What else in a file goes by the words at a place of it: copies of them, formulas, the names of columns.

use std::ops::Range;

use super::Unwritable;
use super::origin::Rewrite;

/// What goes by some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// They are not to be changed there, for this reason.
    Fixed(Unwritable),
    /// Only a person can tell whether they may be changed: what else uses them.
    Used(&'static str),
    /// They stand once more in the file, byte for byte, from this byte on, and change with it.
    Copied(u32),
    /// The same within the quotes of an attribute.
    CopiedToAttribute(u32),
}

/// The ties of a file. The stretches that have one are the same or apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ties {
    /// Where the words stand, in bytes of the source.
    list: Vec<(u32, u32, Tie)>,
}

impl Ties {
    /// Adds one.
    pub(super) fn add(&mut self, words: &Range<usize>, tie: Tie) {
        if !words.is_empty() {
            self.list.push((words.start as u32, words.end as u32, tie));
        }
    }

    /// All of them, in the order of their words.
    pub(super) fn finish(mut self) -> Self {
        self.list.sort_by_key(|&(start, end, _)| (start, end));
        self
    }

    /// Those of a stretch of the source, with where their words begin; of an empty one, those that it touches.
    pub(super) fn of(&self, stretch: &Range<usize>) -> impl Iterator<Item = (usize, Tie)> {
        let (start, end) = (stretch.start as u32, stretch.end as u32);
        let wide = u32::from(start == end);
        let first = self.list.partition_point(|one| one.1 + wide <= start);
        let near = self.list[first..].iter();
        let near = near.take_while(move |one| one.0 < end + wide);
        near.map(|&(start, _, tie)| (start as usize, tie))
    }

    /// What changes with a stretch of the source.
    pub(super) fn copies(&self, (stretch, new): &Rewrite) -> Vec<Rewrite> {
        // Where something is put in between two, it is one place in the copy as well.
        let most = if stretch.is_empty() { 1 } else { usize::MAX };
        let copies = self.of(stretch).filter_map(|(start, tie)| {
            let (to, new) = match tie {
                Tie::Copied(to) => (to, new.clone()),
                Tie::CopiedToAttribute(to) => {
                    (to, new.replace('"', "&quot;").replace('\'', "&apos;"))
                }
                Tie::Fixed(_) | Tie::Used(_) => return None,
            };
            let begin = to as usize + stretch.start.checked_sub(start)?;
            Some((begin..begin + stretch.len(), new))
        });
        copies.take(most).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_change_with_their_words() {
        let mut ties = Ties::default();
        ties.add(&(10..16), Tie::Copied(40));
        ties.add(&(4..10), Tie::CopiedToAttribute(30));
        ties.add(&(20..26), Tie::Used("수식"));
        ties.add(&(26..26), Tie::Used("없음"));
        let ties = ties.finish();
        for (rewrite, copies) in [
            ((4..10, "\"가\""), vec![(30..36, "&quot;가&quot;")]),
            ((13..16, ""), vec![(43..46, "")]),
            ((10..10, "가"), vec![(36..36, "가")]),
            ((2..4, "가"), vec![]),
            ((20..26, "가"), vec![]),
        ] {
            let (range, new) = rewrite;
            let found = ties.copies(&(range, new.to_owned()));
            let found: Vec<_> = found
                .iter()
                .map(|(range, new)| (range.clone(), &**new))
                .collect();
            assert_eq!(found, copies);
        }
        let of = |stretch: Range<usize>| {
            let starts = ties.of(&stretch).map(|(start, _)| start);
            starts.collect::<Vec<_>>()
        };
        assert_eq!(of(26..26), [20]);
        assert_eq!(of(16..20), [0; 0]);
        assert_eq!(of(8..21), [4, 10, 20]);
    }
}
