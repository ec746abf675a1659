//! A table as one side of a comparison: its cells by the columns of all sides, its rows by what they are about.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::glossary::clean::tidy;
use crate::glossary::evidence::Pair;
use crate::glossary::people::pair_of;
use crate::glossary::row::{Row, word};
use crate::glossary::table::Table;

use super::CONFLICT;

/// What a row is about: its concept and its pair, clean.
pub(in crate::glossary) type Key = (String, Pair);

/// A column by its name, whatever its case; spreadsheets leave nameless ones behind, which are counted.
type Name = (String, usize);

/// What stands in a column, as far as merging has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::glossary) enum Content {
    /// Figures of mining's, computed anew whenever it runs.
    Figure,
    /// A status; an empty one is `proposed`.
    Status,
    /// A word of ours, however it is capitalized.
    Word,
    /// The English or the Korean term.
    Term,
    /// What a merge has left to be settled.
    Mark,
    /// Anything else.
    Text,
}

/// The columns of the sides together.
#[derive(Debug)]
pub(in crate::glossary) struct Union {
    /// As their names are written.
    pub(super) header: Vec<String>,
    names: Vec<Name>,
    contents: Vec<Content>,
}

impl Union {
    /// The columns of the first table in their order, with the new ones of each further table behind the column that
    /// they follow there.
    pub(in crate::glossary) fn of(tables: &[&Table]) -> Self {
        let mut union = Self {
            header: Vec::new(),
            names: Vec::new(),
            contents: Vec::new(),
        };
        for table in tables {
            let mut next = 0;
            for (name, header) in names(table).into_iter().zip(table.header()) {
                let known = union.names.iter().position(|known| *known == name);
                let at = known.unwrap_or_else(|| {
                    union.header.insert(next, header.clone());
                    union.contents.insert(next, Content::of(&name.0));
                    union.names.insert(next, name);
                    next
                });
                next = at + 1;
            }
        }
        union
    }

    /// Where a column stands that every glossary has.
    pub(super) fn place(&self, name: &str) -> usize {
        let known = self.names.iter().position(|(known, _)| known == name);
        known.expect("tables have all columns that mining writes")
    }

    /// Leaves out the columns for which `left_out` says so.
    pub(super) fn without(&mut self, left_out: &[bool]) {
        let mut kept = left_out.iter().map(|left_out| !left_out).cycle();
        let mut next = || kept.next().unwrap_or(true);
        self.header.retain(|_| next());
        self.names.retain(|_| next());
        self.contents.retain(|_| next());
    }

    /// The columns' names as written, with what stands in them.
    pub(in crate::glossary) fn columns(&self) -> impl Iterator<Item = (usize, &str, Content)> {
        let names = self.header.iter().map(String::as_str);
        names
            .zip(&self.contents)
            .enumerate()
            .map(|(at, (name, &content))| (at, name, content))
    }
}

/// The names of a table's columns, in their order.
fn names(table: &Table) -> Vec<Name> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    table
        .header()
        .iter()
        .map(|column| {
            let name = word(column).into_owned();
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            (name, *count)
        })
        .collect()
}

impl Content {
    /// What stands in a column of this name.
    pub(in crate::glossary) fn of(name: &str) -> Self {
        match &*word(name) {
            "occurrences" | "documents" | "confidence" => Self::Figure,
            "status" | "english_status" => Self::Status,
            "kind" | "language" => Self::Word,
            "english" | "korean" => Self::Term,
            CONFLICT => Self::Mark,
            _ => Self::Text,
        }
    }
}

/// One table, seen through the columns of all.
pub(in crate::glossary) struct Side<'a> {
    table: &'a Table,
    keys: Vec<Key>,
    /// Where each column of the union is here, if it is.
    places: Vec<Option<usize>>,
}

impl<'a> Side<'a> {
    pub(in crate::glossary) fn new(table: &'a Table, union: &Union) -> Self {
        let own = names(table);
        Self {
            table,
            keys: table
                .rows()
                .map(|row| (row.concept().to_owned(), pair_of(row)))
                .collect(),
            places: union
                .names
                .iter()
                .map(|name| own.iter().position(|own| own == name))
                .collect(),
        }
    }

    /// What each row is about, in the order of the rows.
    pub(in crate::glossary) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// A cell by its row here and its column in the union; `None` where this table has no such column.
    pub(in crate::glossary) fn cell(&self, row: usize, column: usize) -> Option<&'a str> {
        self.places[column].map(|at| &self.table.rows[row][at])
    }

    /// One row, by name.
    pub(super) fn row(&self, row: usize) -> Row<'a> {
        self.table.row(&self.table.rows[row])
    }

    /// Whether a row may be mining's alone: texts give it, and it has nothing that only people write.
    pub(super) fn may_be_minings(&self, row: usize) -> bool {
        let row = self.row(row);
        row.occurrences() > 0 && !row.is_touched()
    }

    /// Whether this table has the column.
    pub(super) fn has(&self, column: usize) -> bool {
        self.places[column].is_some()
    }

    /// The row in the columns of the union.
    pub(super) fn cells(&self, row: usize) -> Vec<String> {
        (0..self.places.len())
            .map(|column| self.cell(row, column).unwrap_or_default().to_owned())
            .collect()
    }
}

/// Whether two cells say the same, though they may not be written the same.
pub(in crate::glossary) fn same(content: Content, a: &str, b: &str) -> bool {
    a == b
        || match content {
            Content::Status => status(a) == status(b),
            Content::Word => word(a) == word(b),
            Content::Term => tidy(a) == tidy(b),
            Content::Figure | Content::Mark | Content::Text => false,
        }
}

/// A status as its word.
pub(in crate::glossary) fn status(cell: &str) -> Cow<'_, str> {
    match word(cell) {
        word if word.is_empty() => Cow::Borrowed("proposed"),
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::columns::COLUMNS;
    use crate::glossary::example::table;

    #[test]
    fn columns_are_one_by_name_and_new_ones_come_behind_the_one_they_follow() {
        let ours = table("concept,english,korean,Note,,\ntensor,tensor,텐서,가,나,다\n");
        let theirs =
            table("korean,concept,english,domain,note,,\n텐서,tensor,tensor,수학,라,마,바\n");
        let union = Union::of(&[&ours, &theirs]);
        let added = &COLUMNS[3..9];
        let first = ["concept", "english", "domain", "korean", "Note", "", ""];
        assert_eq!(union.header, [&first[..], added].concat());
        let (a, b) = (Side::new(&ours, &union), Side::new(&theirs, &union));
        assert_eq!((a.cell(0, 4), b.cell(0, 4)), (Some("가"), Some("라")));
        // Nameless columns go by their order.
        assert_eq!((a.cell(0, 6), b.cell(0, 6)), (Some("다"), Some("바")));
        assert_eq!((a.cell(0, 2), b.cell(0, 2)), (None, Some("수학")));
    }

    #[test]
    fn one_thing_can_be_written_in_several_ways() {
        assert!(same(Content::Status, "", "Proposed"));
        assert!(same(Content::Word, "TERM ", "term"));
        assert!(same(Content::Term, "data  lake", "data lake"));
        assert!(!same(Content::Term, "data lake", "Data lake"));
        assert!(!same(Content::Text, "메모", "메모 "));
    }
}
