//! What a document lays out side by side, and what it sets apart: cells of tables, and notes with the places they belong to.

use std::collections::HashMap;
use std::ops::Range;

/// Tables and notes. Positions are bytes of the document's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The tables, in the order of their ends.
    pub tables: Vec<Table>,
    /// The notes, in the order of the places they belong to.
    pub notes: Vec<Note>,
}

/// A table with two columns or more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns are called, where that is no part of the text. Elsewhere, the first row may say it.
    pub names: Vec<Box<str>>,
    /// The cells of each row, from the left, without white space around them. Empty ones are there, too, and those of rows above that reach down.
    pub rows: Vec<Vec<Range<usize>>>,
}

impl Table {
    /// Tables of more columns are data: nobody looks for terms in them.
    pub(crate) const WIDEST: usize = 12;
}

/// A footnote or an endnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where its mark stands: behind the word it belongs to.
    pub mark: usize,
    /// What it says.
    pub text: Range<usize>,
}

/// Tables as they are read, one within another.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Open>,
    /// How many are open beyond those: nothing is kept of them.
    beyond: usize,
    done: Vec<Table>,
}

#[derive(Debug, Default)]
struct Open {
    table: Table,
    row: Vec<Range<usize>>,
    /// Where the cell begins that is open.
    cell: Option<usize>,
    /// How many columns and rows it takes, where it is more than one.
    span: Option<(usize, usize)>,
    /// How many rows there were before, empty ones as well.
    rows: usize,
    /// Whether a row has begun, and whether anything stands in it that is its own.
    begun: bool,
    has_own: bool,
    /// The cells that reach into rows below, by their columns, each with the first row that it does not reach.
    above: Vec<(Range<usize>, usize)>,
    /// How many cells there are because others reach into their places.
    reached: usize,
}

/// What begins and ends in a table. A cell ends where the next one begins, a row where the next one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// A table begins.
    Table,
    /// A row begins.
    Row,
    /// A cell begins.
    Cell,
    /// The cell that has begun takes so many columns and rows, in place of one.
    Span {
        /// How many columns.
        columns: u16,
        /// How many rows; those that are not there count for nothing.
        rows: u16,
    },
    /// The cell ends.
    EndCell,
    /// A group of rows begins or ends: no cell reaches out of one.
    Group,
    /// The table ends.
    EndTable,
}

/// Tables deeper in one another are none: layouts are not data.
const DEEPEST: usize = 16;

impl Tables {
    /// Takes in what begins or ends where this text does.
    pub(super) fn take(&mut self, edge: Edge, text: &str) {
        match edge {
            Edge::Table if self.open.len() < DEEPEST => {
                self.open.push(Open::default());
                return;
            }
            Edge::Table => self.beyond += 1,
            Edge::EndTable if self.beyond > 0 => {
                self.beyond -= 1;
                return;
            }
            _ => {}
        }
        if self.beyond > 0 {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        if let Edge::Span { columns, rows } = edge {
            open.span = Some((columns.into(), rows.into()));
            return;
        }
        open.end_cell(text);
        match edge {
            Edge::Cell => open.cell = Some(text.len()),
            Edge::Row => {
                open.end_row(text);
                open.begun = true;
            }
            Edge::Group => {
                open.end_row(text);
                open.above.clear();
            }
            Edge::EndTable => {
                open.end_row(text);
                let closed = self.open.pop().map(|open| open.table);
                let closed = closed.filter(|table| table.rows.iter().any(|row| row.len() > 1));
                self.done.extend(closed);
            }
            Edge::Table | Edge::Span { .. } | Edge::EndCell => {}
        }
    }

    /// The columns of the table that has begun last are called so.
    pub(super) fn name_columns(&mut self, names: &[&str]) {
        if let Some(open) = self.open.last_mut()
            && self.beyond == 0
        {
            open.table.names = names.iter().map(|name| (*name).into()).collect();
        }
    }

    /// All of them, those that have not ended left out.
    pub(super) fn finish(self) -> Vec<Table> {
        self.done
    }
}

impl Open {
    fn end_cell(&mut self, text: &str) {
        let Some(start) = self.cell.take() else {
            return;
        };
        self.reach(text);
        let first = self.row.len();
        let cell = trimmed(text, start..text.len());
        self.has_own |= !cell.is_empty();
        self.row.push(cell.clone());
        let Some((columns, rows)) = self.span.take() else {
            return;
        };
        let empty = cell.start..cell.start;
        for _ in 1..columns {
            if !self.has_room(text) {
                break;
            }
            self.row.push(empty.clone());
            self.reached += 1;
        }
        if rows > 1 && first < MOST_REACHED {
            let columns = self.row.len().min(MOST_REACHED);
            let none = || (0..0, 0);
            self.above.resize_with(self.above.len().max(columns), none);
            for (column, above) in self.above[..columns].iter_mut().enumerate().skip(first) {
                let cell = if column == first { &cell } else { &empty };
                *above = (cell.clone(), self.rows + rows);
            }
        }
    }

    /// Passes the columns into which cells of rows above reach: they are in this row, too (HTML, section 4.9.12.1).
    fn reach(&mut self, text: &str) {
        while let Some((cell, end)) = self.above.get(self.row.len())
            && *end > self.rows
            && self.has_room(text)
        {
            self.row.push(cell.clone());
            self.reached += 1;
        }
    }

    /// Whether a cell may be in one more place. Tables of too many columns are none, and none grows much beyond its text.
    fn has_room(&self, text: &str) -> bool {
        self.row.len() < MOST_REACHED && self.reached < text.len() / 2 + MOST_REACHED
    }

    fn end_row(&mut self, text: &str) {
        if self.has_own {
            self.reach(text);
            // With no more room than it takes: sheets have a million rows.
            self.table.rows.push(self.row.as_slice().to_vec());
        }
        self.row.clear();
        self.rows += usize::from(std::mem::take(&mut self.begun));
        self.has_own = false;
        self.span = None;
    }
}

/// How many columns are looked at for cells that reach into others: with one more than [`Table::WIDEST`] nobody looks at the table.
const MOST_REACHED: usize = Table::WIDEST + 1;

/// Notes as they are read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The first mark of each in the text.
    marks: HashMap<Box<str>, usize>,
    /// Where each begins that is open.
    open: Vec<(Box<str>, usize)>,
    /// Those that have ended.
    done: Vec<(Box<str>, Range<usize>)>,
}

impl Notes {
    /// The mark of a note stands behind this many bytes.
    pub(super) fn mark(&mut self, name: &str, at: usize) {
        let mark = self.marks.entry(name.into()).or_insert(at);
        *mark = at.min(*mark);
    }

    /// Whether there was a mark of this note.
    pub(super) fn is_marked(&self, name: &str) -> bool {
        self.marks.contains_key(name)
    }

    /// A note begins behind this many bytes.
    pub(super) fn begin(&mut self, name: &str, at: usize) {
        self.open.push((name.into(), at));
    }

    /// The note that has begun last ends where this text does.
    pub(super) fn end(&mut self, text: &str) {
        if let Some((name, start)) = self.open.pop() {
            self.done.push((name, trimmed(text, start..text.len())));
        }
    }

    /// All that have a mark, wherever it stands.
    pub(super) fn finish(self) -> Vec<Note> {
        let marks = self.marks;
        let notes = self.done.into_iter().filter_map(|(name, text)| {
            let mark = *marks.get(&name)?;
            Some(Note { mark, text })
        });
        let mut notes: Vec<Note> = notes.collect();
        notes.sort_by_key(|note| note.mark);
        notes
    }
}

/// A stretch of a text without the white space around it.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let inside = inside.trim_start();
    let start = range.end - inside.len();
    start..start + inside.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_known_by_the_first_of_their_marks() {
        let mut notes = Notes::default();
        notes.mark("나", 9);
        notes.mark("가", 6);
        notes.mark("나", 12);
        notes.begin("가", 16);
        notes.end("린터 말뭉치    linter ");
        notes.begin("다", 20);
        notes.end("린터 말뭉치    linter ");
        assert_eq!(
            notes.finish(),
            [Note {
                mark: 6,
                text: 20..26
            }]
        );
    }

    /// A table as `[` begins it, `/` a row, `|` a cell, and `]` ends it.
    fn tables(marked: &str) -> Vec<Vec<Vec<String>>> {
        let (mut tables, mut text) = (Tables::default(), String::new());
        for c in marked.chars() {
            let edge = match c {
                '[' => Edge::Table,
                '/' => Edge::Row,
                '|' => Edge::Cell,
                '!' => Edge::EndCell,
                ']' => Edge::EndTable,
                '=' => Edge::Group,
                // A cell over two columns, rows, or as many as there are.
                '2' => Edge::Span {
                    columns: 2,
                    rows: 1,
                },
                'v' => Edge::Span {
                    columns: 1,
                    rows: 2,
                },
                '*' => Edge::Span {
                    columns: 1000,
                    rows: 1000,
                },
                c => {
                    text.push(c);
                    continue;
                }
            };
            tables.take(edge, &text);
        }
        let cells = |row: Vec<Range<usize>>| row.into_iter().map(|c| text[c].to_owned()).collect();
        let rows = |table: Table| table.rows.into_iter().map(cells).collect();
        tables.finish().into_iter().map(rows).collect()
    }

    #[test]
    fn cells_are_known_by_their_rows() {
        assert_eq!(
            tables("앞[/|용어| 원어 !\n/|린터|linter] 뒤"),
            [[["용어", "원어"], ["린터", "linter"]]]
        );
        assert_eq!(tables("[/|그림/|글]"), [[[""; 0]; 0]; 0]);
        assert_eq!(
            tables("[/|가|[/|나|다]라]"),
            [vec![vec!["나", "다"]], vec![vec!["가", "나다라"]]]
        );
        assert_eq!(tables("/|가[/|나|다"), [[[""; 0]; 0]; 0]);
    }

    #[test]
    fn cells_reach_into_other_columns_and_rows() {
        assert_eq!(
            tables("[/|분류|용어|원어/|v도구|린터|linter/|셸|shell/|말|말뭉치|corpus]"),
            [[
                ["분류", "용어", "원어"],
                ["도구", "린터", "linter"],
                ["도구", "셸", "shell"],
                ["말", "말뭉치", "corpus"]
            ]]
        );
        assert_eq!(
            tables("[/|2용어|원어/|셸|v쉘|shell/|버퍼|buffer/|토큰|v둘|token=/|끝|end/|가|나|다]"),
            [vec![
                vec!["용어", "", "원어"],
                vec!["셸", "쉘", "shell"],
                vec!["버퍼", "쉘", "buffer"],
                vec!["토큰", "둘", "token"],
                vec!["끝", "end"],
                vec!["가", "나", "다"]
            ]]
        );
        // A row in which nothing else stands is none, but counts.
        assert_eq!(tables("[/|v가|나//|다|라]"), [[["가", "나"], ["다", "라"]]]);
    }

    #[test]
    fn nothing_is_kept_of_tables_too_deep_in_one_another() {
        let nested = |depth: usize| {
            let inner = "[/|안|속";
            format!("[/|가|{}{}|나]", inner.repeat(depth), "]".repeat(depth))
        };
        for depth in [0, 1, DEEPEST - 1, DEEPEST, 1000] {
            let tables = tables(&nested(depth));
            assert_eq!(tables.len(), (depth + 1).min(DEEPEST), "{depth}");
            let outermost = &tables[tables.len() - 1][0];
            assert_eq!((outermost.len(), &*outermost[2]), (3, "나"), "{depth}");
        }
        let mut open = Tables::default();
        for _ in 0..100_000 {
            open.take(Edge::Table, "");
        }
        assert_eq!((open.open.len(), open.beyond), (DEEPEST, 100_000 - DEEPEST));
    }

    #[test]
    fn no_table_grows_much_beyond_its_text() {
        let rows = format!("[/|*가{}]", "/|나".repeat(5000));
        let table = &tables(&rows)[0];
        let cells: usize = table.iter().map(Vec::len).sum();
        assert!(cells < 4 * rows.len(), "{cells}");
    }
}
