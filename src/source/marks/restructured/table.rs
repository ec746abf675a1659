//! Tables of reStructuredText that are drawn: in a grid, or with lines of `=` over their columns.
//!
//! docutils counts columns, of which a syllable of Hangul takes two.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::unwrapped::Unwrapped;
use crate::source::layout::{Table, trimmed};

/// Tables as their lines are read.
#[derive(Default)]
pub(super) struct Drawn {
    open: Option<Open>,
    /// The rows of grids that are known already.
    known: Unwrapped,
}

struct Open {
    lines: Vec<Range<usize>>,
    is_grid: bool,
    /// Lines of `=`, in a table without a grid.
    borders: usize,
}

impl Drawn {
    /// Tables of which some rows are known.
    pub(super) fn knowing(known: Unwrapped) -> Self {
        Self { open: None, known }
    }

    /// Takes in a line, and says whether it is of a table.
    pub(super) fn take(&mut self, text: &str, line: Range<usize>, tables: &mut Vec<Table>) -> bool {
        let words = text[line.clone()].trim();
        if let Some(open) = &mut self.open {
            let goes_on = if open.is_grid {
                words.starts_with(['+', '|'])
            } else {
                // Behind the second line of `=` the table goes on only if nothing parts it.
                open.borders < 2
                    || open.borders == 2 && !(words.is_empty() && open.ends_in_border(text))
            };
            if goes_on {
                open.borders += usize::from(!open.is_grid && is_border(words));
                open.lines.push(line);
                return true;
            }
            self.end(text, tables);
        }
        let is_grid = is_rule(words);
        if is_grid || is_border(words) {
            self.open = Some(Open {
                lines: vec![line],
                is_grid,
                borders: usize::from(!is_grid),
            });
        }
        self.open.is_some()
    }

    /// Ends the table that is open.
    pub(super) fn end(&mut self, text: &str, tables: &mut Vec<Table>) {
        let table = self.open.take().and_then(|open| {
            if open.is_grid {
                grid(text, &open.lines, &self.known)
            } else {
                simple(text, &open.lines)
            }
        });
        tables.extend(table.filter(|table| table.rows.iter().any(|row| row.len() > 1)));
    }
}

impl Open {
    fn ends_in_border(&self, text: &str) -> bool {
        let last = self.lines.last().cloned();
        last.is_some_and(|last| is_border(text[last].trim()))
    }
}

/// Whether a line is one of `====  ====`, over two columns or more.
fn is_border(words: &str) -> bool {
    words.starts_with('=')
        && words.ends_with('=')
        && words.contains(' ')
        && words.chars().all(|c| matches!(c, '=' | ' '))
}

/// Whether a line parts the rows of a grid: `+----+----+`.
pub(super) fn is_rule(words: &str) -> bool {
    (words.starts_with("+-") || words.starts_with("+="))
        && words.ends_with('+')
        && words.chars().all(|c| matches!(c, '+' | '-' | '='))
}

/// The characters of a line with the columns they begin in, on the screen.
fn columns(line: &str) -> impl Iterator<Item = (usize, usize, char)> {
    line.char_indices().scan(0, |column, (at, c)| {
        let here = *column;
        *column += c.width().unwrap_or(0);
        Some((at, here, c))
    })
}

/// A row as its lines are read: what stands in each column.
pub(super) struct Row {
    /// The pieces of each cell, one a line.
    pub(super) cells: Vec<Vec<Range<usize>>>,
    /// Its lines.
    pub(super) lines: Vec<Range<usize>>,
    /// Whether each line has all the bars of the grid, and nothing outside of them.
    pub(super) is_whole: bool,
}

impl Row {
    fn new(columns: usize) -> Self {
        Self {
            cells: vec![Vec::new(); columns],
            lines: Vec::new(),
            is_whole: true,
        }
    }

    fn add(&mut self, text: &str, column: usize, piece: Range<usize>) {
        let piece = trimmed(text, piece);
        if let Some(cell) = self.cells.get_mut(column).filter(|_| !piece.is_empty()) {
            cell.push(piece);
        }
    }

    /// Its cells. What goes on over several lines is no term, and left empty; nothing where all are empty.
    fn cells(&self) -> Option<Vec<Range<usize>>> {
        let first = self.cells.iter().flatten().map(|piece| piece.start).min()?;
        let cells = self.cells.iter().map(|cell| match &**cell {
            [one] => one.clone(),
            _ => first..first,
        });
        Some(cells.collect())
    }

    /// Ends it.
    fn end(&mut self) -> Option<Vec<Range<usize>>> {
        let cells = self.cells();
        self.cells.iter_mut().for_each(Vec::clear);
        cells
    }
}

fn grid(text: &str, lines: &[Range<usize>], known: &Unwrapped) -> Option<Table> {
    let mut table = Table::default();
    for row in rows_of_grid(text, lines)? {
        let known = row.lines.first().and_then(|line| known.get(&line.start));
        table.rows.extend(known.cloned().or_else(|| row.cells()));
    }
    Some(table)
}

/// The rows of a grid by its lines; nothing where it has too many columns.
pub(super) fn rows_of_grid(text: &str, lines: &[Range<usize>]) -> Option<Vec<Row>> {
    let mut bars: Vec<usize> = Vec::new();
    for line in lines {
        let line = &text[line.clone()];
        if is_rule(line.trim()) {
            bars.extend(columns(line).filter(|one| one.2 == '+').map(|one| one.1));
        }
    }
    bars.sort_unstable();
    bars.dedup();
    let width = bars
        .len()
        .checked_sub(1)
        .filter(|cells| *cells <= Table::WIDEST)?;
    let mut rows = vec![Row::new(width)];
    for line in lines {
        let words = &text[line.clone()];
        // Where a cell reaches over two rows, the rule between them has a gap.
        let parts = |(at, column, c): (usize, usize, char)| {
            c == '+' && words[at..].starts_with("+-") && bars.binary_search(&column).is_ok()
        };
        if is_rule(words.trim()) || columns(words).any(parts) {
            rows.push(Row::new(width));
            continue;
        }
        let row = rows.last_mut()?;
        row.lines.push(line.clone());
        let mut open: Option<(usize, usize)> = None;
        let mut met = 0;
        for (at, column, _) in columns(words).filter(|one| one.2 == '|') {
            let Ok(number) = bars.binary_search(&column) else {
                continue;
            };
            met += 1;
            if let Some((number, start)) = open {
                row.add(text, number, start..line.start + at);
            }
            open = Some((number, line.start + at + 1));
        }
        let begin = columns(words).find(|one| !one.2.is_whitespace());
        let last = open.map(|(_, behind)| behind - line.start);
        row.is_whole &= met == bars.len()
            && begin.map(|one| one.1) == bars.first().copied()
            && last == Some(words.trim_end().len());
    }
    Some(rows)
}

fn simple(text: &str, lines: &[Range<usize>]) -> Option<Table> {
    let first = &text[lines.first()?.clone()];
    let mut starts: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (_, column, c) in columns(first) {
        if c == '=' && before != '=' {
            starts.push(column);
        }
        before = c;
    }
    if starts.len() > Table::WIDEST {
        return None;
    }
    let mut table = Table::default();
    let mut row = Row::new(starts.len());
    for line in &lines[1..] {
        let words = &text[line.clone()];
        if words.trim().is_empty() || words.trim().chars().all(|c| matches!(c, '=' | '-' | ' ')) {
            table.rows.extend(row.end());
            continue;
        }
        let mut places = columns(words).peekable();
        let mut bounds: Vec<usize> = Vec::with_capacity(starts.len() + 1);
        for start in &starts {
            while places.next_if(|place| place.1 < *start).is_some() {}
            bounds.push(places.peek().map_or(words.len(), |place| place.0));
        }
        bounds.push(words.len());
        let pieces = bounds
            .windows(2)
            .map(|both| line.start + both[0]..line.start + both[1]);
        // Without anything in its first column a line goes on with the row before.
        if !words[bounds[0]..bounds[1]].trim().is_empty() {
            table.rows.extend(row.end());
        }
        for (column, piece) in pieces.enumerate() {
            row.add(text, column, piece);
        }
    }
    table.rows.extend(row.end());
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let (mut drawn, mut tables) = (Drawn::default(), Vec::new());
        let start = text.as_ptr() as usize;
        for line in text.lines() {
            let at = line.as_ptr() as usize - start;
            drawn.take(text, at..at + line.len(), &mut tables);
        }
        drawn.end(text, &mut tables);
        let row = |row: Vec<Range<usize>>| {
            let cells: Vec<&str> = row.into_iter().map(|cell| &text[cell]).collect();
            cells.join("/")
        };
        tables
            .into_iter()
            .flat_map(|table| table.rows)
            .map(row)
            .collect()
    }

    #[test]
    fn tables_that_are_drawn_have_rows() {
        for (text, expected) in [
            (
                "앞\n\n+--------+--------+\n| 용어   | 원어   |\n+========+========+\n| 린터   | linter |\n+--------+--------+\n\n뒤",
                vec!["용어/원어", "린터/linter"],
            ),
            (
                "  +------+---------+--------+\n  | 분류 | 용어    | 원어   |\n  +======+=========+========+\n  | 도구 | 린터    | linter |\n  \
                 |      +---------+--------+\n  |      | 셸      | shell  |\n  +------+---------+--------+\n  | 여러 | 말뭉치  | corpus |\n  | 줄   |         \
                 |        |\n  +------+---------+--------+\n",
                vec![
                    "분류/용어/원어",
                    "도구/린터/linter",
                    "/셸/shell",
                    "/말뭉치/corpus",
                ],
            ),
            (
                "======  ======\n용어    원어\n======  ======\n린터    linter\n\n말뭉치  corpus\n======  ======\n\n뒤의 글은 아니다.\n",
                vec!["용어/원어", "린터/linter", "말뭉치/corpus"],
            ),
            (
                "======  =====  ====\n린터    linter\n셸      shell  긴 뜻이\n               이어진다.\n======  =====  ====\n\n=====\n제목\n=====\n",
                vec!["린터/linter/", "셸/shell/"],
            ),
            ("======  ======\n끝나지  않는다\n", vec!["끝나지/않는다"]),
            ("+---\n| 줄\n+ 더하기\n=== =\n", vec![]),
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
    }
}
