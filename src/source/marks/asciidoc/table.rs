//! Tables of `AsciiDoc`: `|` begins a cell, and rows have as many cells as the first line, or as `cols` says. In others a line is a row, with its cells
//! between commas, colons or tabs (the manual, under "CSV, TSV and DSV data").

use std::ops::Range;

use crate::source::layout::{Table, trimmed};
use crate::source::markdown::push;
use crate::source::marks::delimited;
use crate::source::{Mask, MaskKind};

/// A cell takes no more columns or rows than this, and is there no more often.
const MOST: usize = 16;

/// A cell, and how many columns and rows it takes.
struct Cell {
    range: Range<usize>,
    columns: usize,
    rows: usize,
}

/// The frames of tables: of cells with bars, and of lines of values.
pub(super) const FRAMES: [&str; 3] = ["|===", ",===", ":==="];

/// What stands between a table's frames. `attributes` are those on the line before it. Masks what of its cells nobody sees.
pub(super) fn table(
    text: &str,
    body: Range<usize>,
    frame: &str,
    attributes: &str,
    masks: &mut Vec<Mask>,
) -> Option<Table> {
    let format = value(attributes, "format").or(match frame {
        ",===" => Some("csv"),
        ":===" => Some("dsv"),
        _ => None,
    });
    let said = value(attributes, "separator");
    match format {
        None | Some("psv") if said.is_none() => {}
        Some(format @ ("csv" | "tsv" | "dsv")) => {
            let separator = match (said, format) {
                (Some("\\t"), _) | (None, "tsv") => '\t',
                (Some(said), _) => said.chars().next()?,
                (None, "dsv") => ':',
                (None, _) => ',',
            };
            return values(text, body, separator, format == "dsv", masks);
        }
        // Bars that are others, and what nobody knows.
        _ => return None,
    }
    let cells = cells(text, body.clone());
    let columns = columns(attributes).unwrap_or_else(|| {
        let inside = &text[body.clone()];
        let first = body.end - inside.trim_start().len();
        let end = text[first..body.end]
            .find('\n')
            .map_or(body.end, |at| first + at);
        let line = cells.iter().take_while(|cell| cell.range.start <= end);
        line.map(|cell| cell.columns).sum()
    });
    if !(2..=Table::WIDEST).contains(&columns) {
        return None;
    }
    let mut table = Table::default();
    let mut row: Vec<Range<usize>> = Vec::new();
    // For each column, how many of the next rows a cell reaches into.
    let mut taken = vec![0_usize; columns];
    for cell in cells {
        let empty = cell.range.start..cell.range.start;
        let reached = |row: &mut Vec<Range<usize>>, taken: &mut [usize]| {
            while let Some(rows) = taken.get_mut(row.len()).filter(|rows| **rows > 0) {
                *rows -= 1;
                row.push(empty.clone());
            }
        };
        reached(&mut row, &mut taken);
        let first = row.len();
        row.push(cell.range);
        row.resize(
            (first + cell.columns).clamp(first + 1, columns.max(first + 1)),
            empty.clone(),
        );
        for rows in taken.iter_mut().take(row.len()).skip(first) {
            *rows = cell.rows - 1;
        }
        reached(&mut row, &mut taken);
        if row.len() >= columns {
            table.rows.push(std::mem::take(&mut row));
        }
    }
    Some(table)
}

/// The value of an attribute, in quotes or not: that of `format` in `[%header,format="csv"]`.
fn value<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let inside = attributes.strip_prefix('[')?.strip_suffix(']')?;
    let at = inside.match_indices(name).map(|(at, _)| at);
    let mut at = at.filter(|&at| at == 0 || inside[..at].ends_with([',', ' ']));
    let said = at.find_map(|at| inside[at + name.len()..].strip_prefix('='))?;
    Some(match said.strip_prefix('"') {
        Some(quoted) => &quoted[..quoted.find('"')?],
        None => said[..said.find(',').unwrap_or(said.len())].trim(),
    })
}

/// A table of lines of values, of which quotes may hold several. Those between colons or the like are written with backslashes in place of quotes, and
/// where there are any, they are none here.
fn values(
    text: &str,
    body: Range<usize>,
    separator: char,
    is_plain: bool,
    masks: &mut Vec<Mask>,
) -> Option<Table> {
    let mut table = Table::default();
    let mut at = body.start;
    while at < body.end {
        let line = at..(text[at..body.end].find('\n')).map_or(body.end, |length| at + length);
        let words = text[line.clone()].trim();
        let end = if is_plain {
            line.end
        } else {
            delimited::row_end(text, line.clone(), body.end, separator)
        };
        at = end + 1;
        if words.is_empty() || is_plain && words.contains(['\\', '"']) {
            continue;
        }
        let row = delimited::cells(text, line.start..end, separator);
        for quote in row.iter().flat_map(|cell| delimited::doubled(text, cell)) {
            push(masks, quote, MaskKind::Invisible);
        }
        table.rows.push(row);
    }
    let columns = table.rows.first().map_or(0, Vec::len);
    (2..=Table::WIDEST).contains(&columns).then_some(table)
}

/// How many columns the attributes say there are: `cols="1,2*"`.
fn columns(attributes: &str) -> Option<usize> {
    let said = value(attributes, "cols")?;
    let count = |column: &str| {
        let times = column
            .trim()
            .split_once('*')
            .map(|(times, _)| times.parse());
        times.and_then(Result::ok).unwrap_or(1_usize)
    };
    let mut columns = said.split([',', ';']).map(count);
    columns.try_fold(0, |all: usize, more| all.checked_add(more))
}

/// The cells of a table, in their order.
fn cells(text: &str, body: Range<usize>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    // A table is not larger than its text, however often it says that a cell is there again.
    let most = body.len() / 2 + MOST;
    // Where the cell begins that is open, and how often it is there, or how many columns and rows it takes.
    let mut open: Option<(usize, Span)> = None;
    let mut end_cell = |open: Option<(usize, Span)>, end: usize| {
        let Some((start, span)) = open else {
            return;
        };
        for _ in 0..span.times.min(most.saturating_sub(cells.len())) {
            cells.push(Cell {
                range: trimmed(text, start..end.max(start)),
                columns: span.columns,
                rows: span.rows,
            });
        }
    };
    for at in memchr::memchr_iter(b'|', &text.as_bytes()[body.clone()]) {
        let bar = body.start + at;
        let before = &text[body.start..bar];
        if before.ends_with('\\') {
            continue;
        }
        let word = before.len()
            - before
                .trim_end_matches(|c: char| !c.is_ascii_whitespace() && c != '|')
                .len();
        let is_parted =
            before[..before.len() - word].ends_with([' ', '\t', '\n']) || word == before.len();
        let said = Span::read(&before[before.len() - word..]).filter(|_| word > 0 && is_parted);
        end_cell(open.take(), bar - said.map_or(0, |_| word));
        open = Some((bar + 1, said.unwrap_or(Span::ONE)));
    }
    end_cell(open, body.end);
    cells
}

/// What stands before the bar of a cell: `2+`, `.3+`, `2*`, `a`, `^.^s`.
#[derive(Clone, Copy)]
struct Span {
    times: usize,
    columns: usize,
    rows: usize,
}

impl Span {
    const ONE: Self = Self {
        times: 1,
        columns: 1,
        rows: 1,
    };

    fn read(word: &str) -> Option<Self> {
        let mut span = Self::ONE;
        let sign = word.find(['+', '*']);
        let number = |digits: &str| match digits {
            "" => Some(1),
            digits => digits.parse().ok().filter(|n| (1..=MOST).contains(n)),
        };
        match sign.map(|at| (&word[..at], word.as_bytes()[at])) {
            Some((times, b'*')) => span.times = number(times)?,
            Some((both, _)) => {
                let (columns, rows) = both.split_once('.').unwrap_or((both, ""));
                (span.columns, span.rows) = (number(columns)?, number(rows)?);
            }
            None => {}
        }
        let rest = &word[sign.map_or(0, |at| at + 1)..];
        let rest = rest.trim_start_matches(['<', '^', '>', '.']);
        matches!(rest, "" | "a" | "d" | "e" | "h" | "l" | "m" | "s" | "v").then_some(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(attributes: &str, body: &str) -> Vec<String> {
        let masks = &mut Vec::new();
        let table = table(body, 0..body.len(), "|===", attributes, masks).unwrap_or_default();
        let row = |row: &Vec<Range<usize>>| {
            let cells: Vec<&str> = row.iter().map(|cell| &body[cell.clone()]).collect();
            cells.join("/")
        };
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn cells_make_rows_of_as_many_as_there_are_columns() {
        for (attributes, body, expected) in [
            (
                "",
                "|용어 |원어\n\n|린터\n|linter\n|말뭉치|corpus\n",
                vec!["용어/원어", "린터/linter", "말뭉치/corpus"],
            ),
            (
                "[cols=\"1,2\"]",
                "|용어\n|원어\n\n|린터 |linter\n",
                vec!["용어/원어", "린터/linter"],
            ),
            (
                "[cols=2*,options=header]",
                "|용어\n|원어\n",
                vec!["용어/원어"],
            ),
            (
                "[cols=\",,\",options=\"header\",]",
                "|용어 |원어 |뜻\n|셸 |shell |껍데기\n",
                vec!["용어/원어/뜻", "셸/shell/껍데기"],
            ),
            (
                "",
                "|분류 |용어 |원어\n.2+|도구 |린터 |linter\n|셸 |shell\n3+|끝\n",
                vec!["분류/용어/원어", "도구/린터/linter", "/셸/shell", "끝//"],
            ),
            (
                "",
                "|용어 |원어\na|린터 s|linter\n2*|같음\n",
                vec!["용어/원어", "린터/linter", "같음/같음"],
            ),
            (
                "",
                "|용어 |원어\n|a\\|b |or\n",
                vec!["용어/원어", "a\\|b/or"],
            ),
            (
                "[%header,format=csv]",
                "용어,원어\n\n\"린터, 정적\",linter\n",
                vec!["용어/원어", "린터, 정적/linter"],
            ),
            (
                "[format=csv]",
                "\"스레드\n묶음\",thread pool\n\"셸,shell\n린터,linter\n",
                vec!["스레드\n묶음/thread pool", "\"셸/shell", "린터/linter"],
            ),
            ("[format=\"tsv\"]", "셸\tshell\n", vec!["셸/shell"]),
            ("[format=dsv,cols=2*]", "셸:shell\n", vec!["셸/shell"]),
            ("[format=dsv]", "셸:shell\n가\\:나:a\n", vec!["셸/shell"]),
            ("[format=csv,separator=;]", "셸; shell\n", vec!["셸/shell"]),
            ("[separator=!]", "!셸 !shell\n", vec![]),
            ("[format=csv]", "용어\n", vec![]),
            ("[cols=\"999999999*\"]", "|용어 |원어\n", vec![]),
            ("", "", vec![]),
        ] {
            assert_eq!(rows(attributes, body), expected, "{attributes} {body}");
        }
    }
}
