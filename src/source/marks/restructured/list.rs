//! Lists of reStructuredText that are tables: definition lists and `list-table`.

use std::ops::Range;

use super::block::begins_item;
use crate::source::layout::{Table, trimmed};
use crate::source::marks::indent;

/// A definition list as its lines are read: a term, and farther in what it is. Each list is a table of two columns.
#[derive(Default)]
pub(super) struct Definitions {
    table: Table,
    /// How far in the terms are.
    depth: usize,
    /// What may be a term, if the next line is farther in.
    candidate: Option<(Range<usize>, usize)>,
    term: Option<Range<usize>>,
    said: Option<Range<usize>>,
    /// Whether the last line was empty, or is farther in than a term, so that a term may follow.
    parted: bool,
}

impl Definitions {
    /// Takes in a line.
    pub(super) fn take(&mut self, text: &str, line: Range<usize>, tables: &mut Vec<Table>) {
        let depth = indent(&text[line.clone()]);
        let words = trimmed(text, line);
        if words.is_empty() {
            if self.candidate.take().is_some() {
                self.end(tables);
            }
            self.parted = true;
            return;
        }
        if let Some((term, out)) = self.candidate.take() {
            if depth > out {
                if out != self.depth {
                    self.end(tables);
                }
                self.depth = out;
                self.term = Some(term);
                self.said = Some(words);
                self.parted = false;
                return;
            }
            self.end(tables);
        }
        if self.term.is_some() && depth > self.depth {
            if let Some(said) = &mut self.said {
                said.end = words.end;
            }
            self.parted = false;
            return;
        }
        let may_begin = self.parted || self.term.is_some();
        self.end_term();
        if depth != self.depth {
            self.end(tables);
        }
        self.candidate =
            Some((term(text, words), depth)).filter(|(term, _)| may_begin && !term.is_empty());
        if self.candidate.is_none() {
            self.end(tables);
        }
        self.parted = false;
    }

    /// Ends the list.
    pub(super) fn end(&mut self, tables: &mut Vec<Table>) {
        self.end_term();
        if !self.table.rows.is_empty() {
            tables.push(std::mem::take(&mut self.table));
        }
    }

    fn end_term(&mut self) {
        if let (Some(term), Some(said)) = (self.term.take(), self.said.take()) {
            self.table.rows.push(vec![term, said]);
        }
    }
}

/// What of a line is a term, without what it is of (`용어 : 분류`); empty where it begins something else.
fn term(text: &str, line: Range<usize>) -> Range<usize> {
    let words = &text[line.clone()];
    if begins_item(words) || words.ends_with("::") {
        return line.start..line.start;
    }
    let end = memchr::memmem::find(words.as_bytes(), b" : ").unwrap_or(words.len());
    trimmed(text, line.start..line.start + end)
}

/// The rows of what is written as a list of lists: `* - 린터`, and below it `- linter`.
#[derive(Default)]
pub(in crate::source) struct Rows {
    rows: Vec<Vec<Range<usize>>>,
    /// How far in the cells are.
    depth: usize,
}

impl Rows {
    /// Takes in a line.
    pub(in crate::source) fn take(&mut self, text: &str, line: Range<usize>) {
        let words = trimmed(text, line.clone());
        let depth = indent(&text[line.clone()]);
        let item = |words: &str, mark: char| {
            let rest = words.strip_prefix(mark)?;
            let inside = rest.trim_start_matches(' ');
            (rest.is_empty() || inside.len() < rest.len()).then(|| words.len() - inside.len())
        };
        let inside = &text[words.clone()];
        if let Some(within) = item(inside, '*')
            && let Some(cell) = item(&inside[within..], '-')
            && (self.rows.is_empty() || depth < self.depth)
        {
            self.depth = depth + within;
            let first = words.start + within + cell..words.end;
            self.rows.push(std::iter::once(first).collect());
        } else if let Some(row) = self.rows.last_mut() {
            match (item(inside, '-'), row.last_mut()) {
                (Some(cell), _) if depth == self.depth => row.push(words.start + cell..words.end),
                // It goes on.
                (_, Some(cell)) if !words.is_empty() => {
                    let start = if cell.start == cell.end {
                        words.start
                    } else {
                        cell.start
                    };
                    *cell = start..words.end;
                }
                _ => {}
            }
        }
    }

    /// All of them.
    pub(in crate::source) fn finish(self) -> Table {
        Table {
            names: Vec::new(),
            rows: self.rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
        let start = text.as_ptr() as usize;
        text.lines().map(move |line| {
            let at = line.as_ptr() as usize - start;
            at..at + line.len()
        })
    }

    fn shown(text: &str, rows: Vec<Vec<Range<usize>>>) -> Vec<String> {
        let row = |row: Vec<Range<usize>>| {
            let cells: Vec<&str> = row.into_iter().map(|cell| &text[cell]).collect();
            cells.join("/")
        };
        rows.into_iter().map(row).collect()
    }

    #[test]
    fn definitions_stand_farther_in_than_their_terms() {
        let lists = |text: &str| -> Vec<Vec<String>> {
            let (mut definitions, mut tables) = (Definitions::default(), Vec::new());
            for line in lines(text) {
                definitions.take(text, line, &mut tables);
            }
            definitions.end(&mut tables);
            tables
                .into_iter()
                .map(|table| shown(text, table.rows))
                .collect()
        };
        assert_eq!(
            lists(
                "앞\n\n린터\n   linter\n말뭉치 : 글\n   corpus\n\n셸\n   shell\n\n뒤의 글이\n이어진다.\n\n   꾸러미\n      package\n"
            ),
            [
                vec!["린터/linter", "말뭉치/corpus", "셸/shell"],
                vec!["꾸러미/package"]
            ]
        );
        assert_eq!(
            lists("\n린터\n   코드를\n   살핀다.\n\n   둘째\n"),
            [["린터/코드를\n   살핀다.\n\n   둘째"]]
        );
        for text in [
            "\n- 린터\n  linter\n\n1. 셸\n   shell\n",
            "\n문단이\n이어진다.\n",
            "\n예::\n\n   코드\n",
            "문단이\n길다.\n   들여 썼다.\n",
        ] {
            assert!(lists(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn lists_of_lists_are_rows() {
        let text = "   * - 용어\n     - 원어\n   * - 린터\n     -\n   * - 말뭉치는\n       길다\n     - corpus\n       - 안의 것\n";
        let mut rows = Rows::default();
        lines(text).for_each(|line| rows.take(text, line));
        assert_eq!(
            shown(text, rows.finish().rows),
            [
                "용어/원어",
                "린터/",
                "말뭉치는\n       길다/corpus\n       - 안의 것"
            ]
        );
    }
}
