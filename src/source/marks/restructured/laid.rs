//! What reStructuredText lays out: tables and notes, as its lines are read.

use std::collections::HashMap;
use std::ops::Range;

use super::list::{Definitions, Rows};
use super::table::Drawn;
use crate::source::layout::{Layout, Notes, Table};
use crate::source::marks::delimited::cells;

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
    Values(Table, char),
}

impl Laid {
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
            Some("csv-table") => Block::Values(Table::default(), ','),
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
                Block::Values(table, _) => table,
            };
            self.tables
                .extend(table.rows.iter().any(|row| row.len() > 1).then_some(table));
        }
    }

    /// All of it.
    pub(super) fn finish(mut self, text: &str) -> Layout {
        self.begin(text, text.len(), 0, None);
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
            Self::Values(table, comma) => {
                let behind = |name: &str| words.strip_prefix(name).map(str::trim_start);
                let line = match (behind(":header:"), behind(":delim:")) {
                    (Some(header), _) => {
                        let end = line.start + text[line.clone()].trim_end().len();
                        // Commas part it, whatever parts the rows.
                        table
                            .rows
                            .push(cells(text, end - header.len()..line.end, ','));
                        return;
                    }
                    (_, Some(delimiter)) => {
                        *comma = match delimiter {
                            "tab" => '\t',
                            "space" => ' ',
                            other => other.chars().next().unwrap_or(','),
                        };
                        return;
                    }
                    _ if words.starts_with(':') => return,
                    _ => line,
                };
                table.rows.push(cells(text, line, *comma));
            }
        }
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
