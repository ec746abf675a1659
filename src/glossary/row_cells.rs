//! The cells of a row, side by side in one piece of memory: a glossary has many, most of them short, and many empty ones last.
//! (`csv::StringRecord` is made to be read into again and again: it has room to grow, no order, and no way to write one cell.)

use std::cmp::Ordering;
use std::ops::Index;

use csv::StringRecord;

/// The cells of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowCells {
    text: Box<str>,
    /// Where each ends in the text, in bytes; those of the empty cells at the end are left out.
    ends: Box<[usize]>,
    count: usize,
}

impl RowCells {
    /// So many empty cells.
    pub(super) fn empty(count: usize) -> Self {
        Self {
            count,
            ..Self::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A cell, where there are so many.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        (at < self.count).then(|| &self[at])
    }

    /// The cells in their order.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.count).map(|at| &self[at])
    }

    /// Whether nothing can be seen in any of them.
    pub(super) fn are_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Writes a cell.
    ///
    /// # Panics
    ///
    /// Where there are not so many.
    pub(super) fn set(&mut self, at: usize, cell: &str) {
        self.write([(at, cell)]);
    }

    /// Writes some cells.
    ///
    /// # Panics
    ///
    /// Where there are not so many.
    pub(super) fn write<const N: usize>(&mut self, written: [(usize, &str); N]) {
        assert!(written.iter().all(|(at, _)| *at < self.count));
        let cells = self.iter().enumerate().map(|(at, cell)| {
            let new = written.iter().find(|(place, _)| *place == at);
            new.map_or(cell, |(_, cell)| cell)
        });
        *self = cells.collect();
    }

    /// Makes them so many: those too many are cut off, those that lack are empty.
    pub(super) fn resize(&mut self, count: usize) {
        if count < self.count {
            *self = self.iter().take(count).collect();
        } else {
            self.count = count;
        }
    }

    /// Takes a cell out.
    pub(super) fn remove(&mut self, at: usize) {
        let others = self.iter().enumerate().filter(|(place, _)| *place != at);
        *self = others.map(|(_, cell)| cell).collect();
    }

    /// Puts a cell in before another, or at the end.
    pub(super) fn insert(&mut self, at: usize, cell: &str) {
        let behind = (at..self.count).map(|at| &self[at]);
        let all = (0..at).map(|at| &self[at]).chain([cell]).chain(behind);
        *self = all.collect();
    }
}

impl Index<usize> for RowCells {
    type Output = str;

    fn index(&self, at: usize) -> &str {
        let Some(&end) = self.ends.get(at) else {
            assert!(at < self.count, "there are {} cells", self.count);
            return "";
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..end]
    }
}

impl From<&StringRecord> for RowCells {
    fn from(record: &StringRecord) -> Self {
        let cells = record.iter().zip(1..);
        let filled = cells.filter(|(cell, _)| !cell.is_empty());
        let filled = filled.last().map_or(0, |(_, number)| number);
        let ends = (0..filled).filter_map(|at| Some(record.range(at)?.end));
        Self {
            text: record.as_slice().into(),
            ends: ends.collect(),
            count: record.len(),
        }
    }
}

impl<S: AsRef<str>> FromIterator<S> for RowCells {
    fn from_iter<I: IntoIterator<Item = S>>(cells: I) -> Self {
        let mut text = String::new();
        let mut ends = Vec::new();
        let mut filled = 0;
        for cell in cells {
            let cell = cell.as_ref();
            text.push_str(cell);
            ends.push(text.len());
            if !cell.is_empty() {
                filled = ends.len();
            }
        }
        Self {
            count: ends.len(),
            text: text.into(),
            ends: ends[..filled].into(),
        }
    }
}

impl Ord for RowCells {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl PartialOrd for RowCells {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[가a ]{0,2}", 0..6)
    }

    proptest! {
        #[test]
        fn they_are_what_a_list_of_strings_is(
            list in cells(), other in cells(), at in 0..6_usize, count in 0..8_usize, cell in "[가a]{0,2}",
        ) {
            let one: RowCells = list.iter().collect();
            prop_assert!(one.iter().eq(list.iter().map(String::as_str)));
            prop_assert_eq!(&one, &RowCells::from(&StringRecord::from(list.clone())));
            prop_assert_eq!(one.len(), list.len());
            prop_assert_eq!(one.get(at), list.get(at).map(String::as_str));
            prop_assert_eq!(one.are_blank(), list.iter().all(|cell| cell.trim().is_empty()));
            let another: RowCells = other.iter().collect();
            prop_assert_eq!(one.cmp(&another), list.cmp(&other));
            prop_assert_eq!(one == another, list == other);

            let (mut own, mut strings) = (one.clone(), list.clone());
            own.resize(count);
            strings.resize(count, String::new());
            prop_assert_eq!(&own, &strings.iter().collect::<RowCells>());
            let at = at.min(strings.len());
            own.insert(at, &cell);
            strings.insert(at, cell.clone());
            prop_assert_eq!(&own, &strings.iter().collect::<RowCells>());
            own.set(at, "바뀜");
            strings[at] = "바뀜".to_owned();
            prop_assert_eq!(&own, &strings.iter().collect::<RowCells>());
            own.remove(at);
            strings.remove(at);
            prop_assert_eq!(own, strings.iter().collect::<RowCells>());
        }
    }
}
