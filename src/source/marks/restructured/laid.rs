//! What reStructuredText lays out: tables and notes, as its lines are read.

use std::collections::HashMap;
use std::ops::Range;

use super::list::{Definitions, Rows};
use super::table::Drawn;
use super::unwrapped::Unwrapped;
use crate::source::layout::{Layout, Notes, Table};
use crate::source::markdown::push;
use crate::source::marks::delimited::{cells, doubled, row_end};
use crate::source::marks::{indent, paragraph_end};
use crate::source::{Mask, MaskKind};

/// Tables and notes as they are read.
#[derive(Default)]
pub(super) struct Laid {
    tables: Vec<Table>,
    drawn: Drawn,
    definitions: Definitions,
    /// The directive whose content is a table, and how far in it is.
    block: Option<(usize, Block)>,
    notes: Notes,
    /// How far in the note is that is open.
    note: Option<usize>,
    /// How many marks there were, and how many notes, of those that have no names: `[#]_`, `[*]_`.
    marked: HashMap<Box<str>, usize>,
    noted: HashMap<Box<str>, usize>,
}

enum Block {
    List(Rows),
    Values(Values),
}

/// Lines of values between commas, or what the directive says there is between them.
struct Values {
    table: Table,
    comma: char,
    /// Where the row ends that was read last: quotes may hold several lines.
    row: usize,
    /// Where the lines end that nothing parts.
    end: usize,
}

impl Laid {
    /// Tables and notes of a text in which some rows were put on one line.
    pub(super) fn of(unwrapped: Unwrapped) -> Self {
        Self {
            drawn: Drawn::knowing(unwrapped),
            ..Self::default()
        }
    }

    /// Takes in a line of prose, or an empty one.
    pub(super) fn take(&mut self, text: &str, line: Range<usize>, depth: usize) {
        let words = text[line.clone()].trim();
        if let Some((begin, block)) = &mut self.block {
            if words.is_empty() {
                return;
            }
            if depth > *begin {
                block.take(text, line, words);
                return;
            }
        }
        if !words.is_empty() {
            self.end_blocks(text, line.start, depth);
        }
        if self.drawn.take(text, line.clone(), &mut self.tables) {
            self.definitions.end(&mut self.tables);
        } else {
            self.definitions.take(text, line, &mut self.tables);
        }
    }

    /// A directive begins, or something else with `..` before it.
    pub(super) fn begin(
        &mut self,
        text: &str,
        start: usize,
        depth: usize,
        directive: Option<&str>,
    ) {
        self.end_blocks(text, start, depth);
        self.drawn.end(text, &mut self.tables);
        self.definitions.end(&mut self.tables);
        let block = match directive {
            Some("list-table") => Block::List(Rows::default()),
            Some("csv-table") => Block::Values(Values {
                table: Table::default(),
                comma: ',',
                row: 0,
                end: 0,
            }),
            _ => return,
        };
        self.block = Some((depth, block));
    }

    /// The mark of a note: `[1]_`.
    pub(super) fn mark(&mut self, label: &str, at: usize) {
        let name = numbered(&mut self.marked, label);
        self.notes.mark(&name, at);
    }

    /// A note begins behind its label.
    pub(super) fn begin_note(&mut self, label: &str, at: usize, depth: usize) {
        let name = numbered(&mut self.noted, label);
        self.notes.begin(&name, at);
        self.note = Some(depth);
    }

    /// Ends what is farther in than a line that begins here.
    fn end_blocks(&mut self, text: &str, start: usize, depth: usize) {
        if self.note.is_some_and(|begin| depth <= begin) {
            self.note = None;
            self.notes.end(&text[..start]);
        }
        if let Some((_, block)) = self.block.take_if(|(begin, _)| depth <= *begin) {
            let table = match block {
                Block::List(rows) => rows.finish(),
                Block::Values(values) => values.table,
            };
            self.tables
                .extend(table.rows.iter().any(|row| row.len() > 1).then_some(table));
        }
    }

    /// All of it. Masks what of cells nobody sees.
    pub(super) fn finish(mut self, text: &str, masks: &mut Vec<Mask>) -> Layout {
        self.begin(text, text.len(), 0, None);
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        for cell in rows.flatten().filter(|cell| cell.len() <= LONGEST) {
            unseen(text, cell, masks);
        }
        Layout {
            tables: self.tables,
            notes: self.notes.finish(),
        }
    }
}

impl Block {
    fn take(&mut self, text: &str, line: Range<usize>, words: &str) {
        match self {
            Self::List(rows) => rows.take(text, line),
            Self::Values(values) => values.take(text, line, words),
        }
    }
}

impl Values {
    fn take(&mut self, text: &str, line: Range<usize>, words: &str) {
        // It is of the row before.
        if line.start < self.row {
            return;
        }
        let behind = |name: &str| words.strip_prefix(name).map(str::trim_start);
        match (behind(":header:"), behind(":delim:")) {
            (Some(header), _) => {
                let end = line.start + text[line.clone()].trim_end().len();
                // Commas part it, whatever parts the rows.
                let row = cells(text, end - header.len()..line.end, ',');
                self.table.rows.push(row);
            }
            (_, Some(delimiter)) => {
                self.comma = match delimiter {
                    "tab" => '\t',
                    "space" => ' ',
                    other => other.chars().next().unwrap_or(','),
                };
            }
            _ if words.starts_with(':') => {}
            _ => {
                if self.end <= line.start {
                    self.end = paragraph_end(text, line.start);
                }
                let start = line.start;
                self.row = row_end(text, line, self.end, self.comma);
                self.table
                    .rows
                    .push(cells(text, start..self.row, self.comma));
            }
        }
    }
}

/// Longer cells hold no term, in bytes.
const LONGEST: usize = 400;

/// Masks the indentation of what goes on over lines in a cell, and of two quotes that stand for one the first.
fn unseen(text: &str, cell: &Range<usize>, masks: &mut Vec<Mask>) {
    for end in memchr::memchr_iter(b'\n', text[cell.clone()].as_bytes()) {
        let start = cell.start + end + 1;
        let depth = indent(&text[start..cell.end]);
        push(masks, start..start + depth, MaskKind::Invisible);
    }
    for quote in doubled(text, cell) {
        push(masks, quote, MaskKind::Invisible);
    }
}

/// The name of a note by its label. Those of notes that are numbered by themselves go by their order.
fn numbered(counts: &mut HashMap<Box<str>, usize>, label: &str) -> String {
    if !matches!(label, "#" | "*") {
        return label.to_owned();
    }
    let count = counts.entry(label.into()).or_default();
    *count += 1;
    format!("{label} {count}")
}

#[cfg(test)]
mod tests {
    use crate::source::Document;

    /// The rows of the tables of a text, with `/` between the cells.
    fn rows(text: &str) -> Vec<String> {
        let layout = Document::read("글.rst", text).unwrap().layout;
        let rows = layout.tables.iter().flat_map(|table| &table.rows);
        let shown = |row: &Vec<_>| {
            row.iter()
                .map(|cell| &text[std::ops::Range::clone(cell)])
                .collect::<Vec<_>>()
                .join("/")
        };
        rows.map(shown).collect()
    }

    #[test]
    fn quotes_end_before_a_blank_line() {
        for blank in ["\n\n", "\r\n\r\n", "\n  \n"] {
            let text = format!(".. csv-table::\n\n   \"셸, shell{blank}   \"버퍼\", buffer\n");
            assert_eq!(rows(&text), ["\"셸/shell", "버퍼/buffer"], "{text:?}");
        }
    }

    #[test]
    fn values_between_blank_lines_take_no_endless_time() {
        let text = format!(".. csv-table::\n\n{}", "   셸, shell\n\n".repeat(200_000));
        assert_eq!(rows(&text).len(), 200_000);
    }
}
