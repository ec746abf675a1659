//! A table of cells, whatever kind of file it is from.
//!
//! All text is in one piece and only filled cells are noted, so a table takes no more memory than its file, however far to the right
//! a cell stands.

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    text: String,
    filled: Vec<Cell>,
    rows: Vec<RowEnd>,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    column: u32,
    kind: Kind,
    /// Where its text ends; it begins where that of the cell before it ends.
    end: usize,
}

/// What a cell held in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// `TRUE` or `FALSE`.
    Truth,
}

#[derive(Debug, Clone, Copy)]
struct RowEnd {
    line: usize,
    end: usize,
}

/// A row with something in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'c> {
    /// The line on which it begins, or its number in a sheet, counted from 1.
    pub(super) line: usize,
    text: &'c str,
    cells: &'c [Cell],
    /// Where the text of its first cell begins.
    begin: usize,
}

impl Cells {
    /// Puts a cell into the row that is being read. Columns are counted from 0.
    pub(super) fn push(&mut self, column: usize, text: &str) {
        self.push_as(column, text, Kind::Text);
    }

    /// The same, of a cell that was no text.
    pub(super) fn push_as(&mut self, column: usize, text: &str, kind: Kind) {
        if text.trim().is_empty() {
            return;
        }
        self.text.push_str(text);
        self.filled.push(Cell {
            column: column as u32,
            kind,
            end: self.text.len(),
        });
    }

    /// Ends a row. One without anything in it is none.
    pub(super) fn end_row(&mut self, line: usize) {
        let end = self.filled.len();
        if self.rows.last().map_or(0, |row| row.end) < end {
            self.rows.push(RowEnd { line, end });
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A row, counted from 0.
    pub(super) fn row(&self, at: usize) -> Row<'_> {
        let begin = at.checked_sub(1).map_or(0, |before| self.rows[before].end);
        let RowEnd { line, end } = self.rows[at];
        Row {
            line,
            text: &self.text,
            cells: &self.filled[begin..end],
            begin: begin
                .checked_sub(1)
                .map_or(0, |before| self.filled[before].end),
        }
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|at| self.row(at))
    }
}

impl<'c> Row<'c> {
    /// The filled cells with their columns, counted from 0.
    pub(super) fn cells(self) -> impl Iterator<Item = (usize, &'c str, Kind)> {
        let mut begin = self.begin;
        self.cells.iter().map(move |cell| {
            let text = &self.text[begin..cell.end];
            begin = cell.end;
            (cell.column as usize, text, cell.kind)
        })
    }

    /// What stands in a column; nothing where it is empty.
    pub(super) fn get(self, column: usize) -> &'c str {
        self.cells()
            .find(|&(at, ..)| at == column)
            .map_or("", |(_, text, _)| text)
    }

    /// How many of its cells hold something.
    pub(super) fn filled(self) -> usize {
        self.cells.len()
    }

    /// The number of columns up to the last filled cell. (Some sheets have their cells in no order.)
    pub(super) fn width(self) -> usize {
        let columns = self.cells.iter().map(|cell| cell.column as usize + 1);
        columns.max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_and_rows_take_no_room() {
        let mut cells = Cells::default();
        cells.push(0, "텐서");
        cells.push(1, " ");
        cells.push(16_383, "tensor");
        cells.end_row(1);
        cells.push(0, "");
        cells.end_row(2);
        cells.push_as(2, "7", Kind::Number);
        cells.end_row(1_048_576);
        assert_eq!(cells.len(), 2);
        let row = cells.row(0);
        assert_eq!((row.line, row.filled(), row.width()), (1, 2, 16_384));
        assert_eq!(
            [row.get(0), row.get(1), row.get(16_383)],
            ["텐서", "", "tensor"]
        );
        let row = cells.row(1);
        assert_eq!(row.line, 1_048_576);
        assert_eq!(row.cells().collect::<Vec<_>>(), [(2, "7", Kind::Number)]);
    }
}
