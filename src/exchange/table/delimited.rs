//! Text with cells between commas, semicolons or tabs.

use std::collections::HashMap;
use std::slice;

use super::cells::Cells;
use super::columns::{Columns, Layout};
use super::rows::take;
use super::split::{Cut, Quotes, split};
use crate::Result;
use crate::exchange::imported::Imported;
use crate::exchange::reading::Reading;
use crate::glossary::check_records;
use crate::glossary::spreadsheet::formula::unguard;
use crate::glossary::spreadsheet::{self, Form};

/// Separators, of equals the first.
const SEPARATORS: [u8; 3] = [b'\t', b',', b';'];
/// So much of a text tells how it is laid out, in bytes.
const SAMPLE: usize = 64 * 1024;

/// Reads a table of text: in UTF-8, UTF-16 or CP949, between commas, semicolons or tabs, with a header in Korean or English or without one.
///
/// # Errors
///
/// It is in another encoding, its quotes are broken, git left a conflict in it, or it is not clear which column is Korean and which English.
pub(in crate::exchange) fn read_delimited(bytes: Vec<u8>, reading: &Reading) -> Result<Imported> {
    let sheet = spreadsheet::read(&bytes)?;
    let text = &*sheet.text;
    let separator = (sheet.first_line > 1).then_some(sheet.form.separator);
    let cut = cut(text, separator, reading);
    if cut.quotes == Quotes::Strict {
        check_records(text, cut.separator, sheet.first_line)?;
    }
    let cells = split(text, cut, sheet.first_line);
    let columns = Columns::of(&cells, reading, true, "line")?;
    let cells = if columns.layout == Layout::Own && is_guarded(sheet.form) {
        unguarded(&cells)
    } else {
        cells
    };
    drop(sheet);
    drop(bytes);
    let mut imported = Imported::default();
    take(&mut imported, &cells, &columns, "line");
    Ok(imported)
}

/// How a text is cut: by a header that names its columns, else by what most lines have in common.
fn cut(text: &str, separator: Option<u8>, reading: &Reading) -> Cut {
    let sample = sample(text);
    let first = sample.lines().next().unwrap_or_default();
    let with = |separator| {
        let whole = Cut {
            separator,
            quotes: Quotes::Closed,
            comments: false,
        };
        let known = Columns::known(&split(sample, whole, 1), reading);
        let comments = known.is_none() && is_comment(first, separator);
        let cut = Cut { comments, ..whole };
        (cut, known, agreement(&split(sample, cut, 1)))
    };
    let separators = separator.as_ref().map_or(&SEPARATORS[..], slice::from_ref);
    // Of equals the last is taken, which is the first here.
    let best = separators
        .iter()
        .rev()
        .map(|&separator| with(separator))
        .max_by_key(|(_, known, agreement)| (*known, *agreement));
    let Some((cut, known, _)) = best else {
        unreachable!("there are separators");
    };
    let quotes = match cut.separator {
        // What OmegaT, Okapi and DeepL write between tabs knows no quotes.
        b'\t' if cut.comments || known.is_none() && !is_quoted(first) => Quotes::Plain,
        b'\t' if !is_own(&split(sample, cut, 1)) => Quotes::Closed,
        // Comments are OmegaT's, which reads line by line and forgives what is broken.
        _ if cut.comments => Quotes::Closed,
        _ => Quotes::Strict,
    };
    Cut { quotes, ..cut }
}

/// The beginning of a text, up to the end of a line.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let end = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..SAMPLE]);
    // One line that long is no table.
    end.map_or(text, |end| &text[..end])
}

/// Whether the header is that of a glossary of ours, which is always in quotes where it must be.
fn is_own(cells: &Cells) -> bool {
    let columns = Columns::of(cells, &Reading::default(), true, "line");
    columns.is_ok_and(|columns| columns.layout == Layout::Own)
}

/// How many rows have as many cells as most, and at least two.
fn agreement(cells: &Cells) -> usize {
    let mut counts = HashMap::new();
    for row in cells.rows().filter(|row| row.width() > 1) {
        *counts.entry(row.width()).or_insert(0) += 1;
    }
    counts.into_values().max().unwrap_or(0)
}

/// Whether the first line is a comment, as OmegaT has them, and not a term that begins with `#`.
fn is_comment(line: &str, separator: u8) -> bool {
    line.starts_with('#')
        && (line.contains("-*-")
            || !line.contains(char::from(separator))
            || separator != b'\t' && line.starts_with("# "))
}

/// Whether all cells of a line between tabs are in quotes.
fn is_quoted(line: &str) -> bool {
    line.split('\t')
        .all(|cell| cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"'))
}

/// Whether [formulas](unguard) are marked: where a spreadsheet may have written the file.
fn is_guarded(form: Form) -> bool {
    form.is_guarded() && (form.bom || form.crlf)
}

fn unguarded(cells: &Cells) -> Cells {
    let mut plain = Cells::default();
    for row in cells.rows() {
        for (column, cell, _) in row.cells() {
            plain.push(column, unguard(cell));
        }
        plain.end_row(row.line);
    }
    plain
}
