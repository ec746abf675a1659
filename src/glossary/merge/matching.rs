//! Which rows of several tables are one row.
//!
//! Rows are one by concept and pair; else by [`moves`], and [`corrections`] of one cell by both sides. Any other row whose
//! English or Korean was changed is another row: what somebody else decided about the old term was not said of the new one.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::glossary::evidence::Pair;

use super::side::{Content, Side, Union};
use super::{corrections, moves};

/// One row: where it is in the base, with us and with them. At least one is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::glossary) struct Matched {
    pub(in crate::glossary) base: Option<usize>,
    pub(in crate::glossary) ours: Option<usize>,
    pub(in crate::glossary) theirs: Option<usize>,
}

/// Every row of the three sides, once.
pub(in crate::glossary) fn matched(
    union: &Union,
    base: &Side<'_>,
    ours: &Side<'_>,
    theirs: &Side<'_>,
) -> Vec<Matched> {
    let matcher = Matcher::new(union);
    let mut groups: BTreeMap<&(String, Pair), [Vec<usize>; 3]> = BTreeMap::new();
    for (which, side) in [base, ours, theirs].into_iter().enumerate() {
        for (row, key) in side.keys().iter().enumerate() {
            groups.entry(key).or_default()[which].push(row);
        }
    }
    let mut rows = Vec::with_capacity(ours.keys().len().max(theirs.keys().len()));
    for [in_base, in_ours, in_theirs] in groups.into_values() {
        let with_ours = matcher.pair((base, &in_base), (ours, &in_ours));
        let with_theirs = matcher.pair((base, &in_base), (theirs, &in_theirs));
        rows.extend(in_base.iter().map(|&row| Matched {
            base: Some(row),
            ours: with_ours.get(&row).copied(),
            theirs: with_theirs.get(&row).copied(),
        }));
        // What is left was added.
        let left = |rows: Vec<usize>, taken: &BTreeMap<usize, usize>| -> Vec<usize> {
            let is_free = |row: &usize| !taken.values().any(|taken| taken == row);
            rows.into_iter().filter(is_free).collect()
        };
        let (in_ours, in_theirs) = (left(in_ours, &with_ours), left(in_theirs, &with_theirs));
        let added = matcher.pair((ours, &in_ours), (theirs, &in_theirs));
        rows.extend(in_ours.iter().map(|&row| Matched {
            base: None,
            ours: Some(row),
            theirs: added.get(&row).copied(),
        }));
        rows.extend(left(in_theirs, &added).into_iter().map(|row| Matched {
            theirs: Some(row),
            ..Matched::default()
        }));
    }
    let sides = [base, ours, theirs];
    moves::follow(&mut rows, sides);
    corrections::follow(&mut rows, sides);
    rows
}

/// Tells rows with one concept and pair apart.
struct Matcher {
    /// The columns that count, by name.
    columns: Vec<usize>,
}

impl Matcher {
    fn new(union: &Union) -> Self {
        let mut columns: Vec<(&str, usize)> = union
            .columns()
            .filter(|(.., content)| !matches!(content, Content::Figure | Content::Mark))
            .map(|(at, name, _)| (name, at))
            .collect();
        columns.sort_unstable();
        Self {
            columns: columns.into_iter().map(|(_, at)| at).collect(),
        }
    }

    /// Rows of one side with their rows on the other: first those that say the same, then the others in their order.
    fn pair(
        &self,
        (one, rows): (&Side<'_>, &[usize]),
        (other, others): (&Side<'_>, &[usize]),
    ) -> BTreeMap<usize, usize> {
        if let ([row], [other]) = (rows, others) {
            return BTreeMap::from([(*row, *other)]);
        }
        let mut free = others.to_vec();
        free.sort_by(|&a, &b| self.order(other, a, b));
        let mut left = rows.to_vec();
        left.sort_by(|&a, &b| self.order(one, a, b));
        let mut pairs = BTreeMap::new();
        left.retain(|&row| {
            let alike = free
                .iter()
                .position(|&candidate| self.alike((one, row), (other, candidate)));
            if let Some(at) = alike {
                pairs.insert(row, free.remove(at));
            }
            alike.is_none()
        });
        pairs.extend(left.into_iter().zip(free));
        pairs
    }

    fn order(&self, side: &Side<'_>, a: usize, b: usize) -> Ordering {
        let cells = |row| {
            self.columns
                .iter()
                .map(move |&column| side.cell(row, column))
        };
        cells(a).cmp(cells(b))
    }

    fn alike(&self, (one, a): (&Side<'_>, usize), (other, b): (&Side<'_>, usize)) -> bool {
        self.columns.iter().all(|&column| {
            let cells = (one.cell(a, column), other.cell(b, column));
            !matches!(cells, (Some(a), Some(b)) if a != b)
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::glossary::example::table;

    /// `base ours theirs` of every row, as the notes that stand there.
    pub(in crate::glossary::merge) fn notes(
        base: &[&str],
        ours: &[&str],
        theirs: &[&str],
    ) -> Vec<String> {
        notes_of("concept,english,korean,note", base, ours, theirs)
    }

    /// The same of tables with these columns, of which the last is the note.
    pub(in crate::glossary::merge) fn notes_of(
        header: &str,
        base: &[&str],
        ours: &[&str],
        theirs: &[&str],
    ) -> Vec<String> {
        let tables =
            [base, ours, theirs].map(|rows| table(&format!("{header}\n{}\n", rows.join("\n"))));
        let at = header.split(',').count() - 1;
        let union = Union::of(&tables.each_ref());
        let sides = tables.each_ref().map(|table| Side::new(table, &union));
        let [base, ours, theirs] = &sides;
        let mut rows: Vec<String> = matched(&union, base, ours, theirs)
            .iter()
            .map(|row| {
                let note = |side: &Side<'_>, row: Option<usize>| {
                    row.map_or("-", |row| side.cell(row, at).unwrap())
                        .to_owned()
                };
                [
                    note(base, row.base),
                    note(ours, row.ours),
                    note(theirs, row.theirs),
                ]
                .join(" ")
            })
            .collect();
        rows.sort();
        rows
    }

    #[test]
    fn rows_are_one_by_concept_and_clean_pair() {
        assert_eq!(
            notes(
                &["cell,cell,세포,b1", "cell,cell,셀,b2"],
                &["cell,cell ,세포,o1", "sheet,sheet,시트,o3"],
                &["cell,cell,셀,t2", "sheet,sheet,시트,t3"]
            ),
            ["- o3 t3", "b1 o1 -", "b2 - t2"]
        );
    }

    #[test]
    fn of_rows_about_one_thing_those_that_say_the_same_are_one() {
        assert_eq!(
            notes(
                &["cell,cell,세포,가", "cell,cell,세포,나"],
                &["cell,cell,세포,나"],
                &[
                    "cell,cell,세포,다",
                    "cell,cell,세포,나",
                    "cell,cell,세포,라"
                ]
            ),
            ["- - 라", "가 - 다", "나 나 나"]
        );
    }
}
