//! A glossary file with some cells replaced, and every other byte as somebody typed it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::cell_spans::{quoted, spans, unquoted};
use super::row::Status;
use super::spreadsheet::formula::guard;
use super::table::Table;
use crate::{Error, Result};

/// The cells of a row to be written: status and note.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    pub(super) status: Option<Status>,
    pub(super) note: Option<String>,
}

/// The columns that are written here.
pub(super) const COLUMNS: [&str; 2] = ["status", "note"];

impl Cells {
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        match column {
            "status" => self.status.map(Status::as_str),
            _ => self.note.as_deref(),
        }
    }
}

/// The file with these cells, and every other byte as it was. A column that is not there yet is added at the end.
pub(super) fn edited(
    bytes: &[u8],
    table: &Table,
    edits: &BTreeMap<usize, Cells>,
) -> Result<Vec<u8>> {
    let elsewhere = || {
        Error::new("is laid out in a way in which single cells cannot be replaced").hint(
            "nothing was written; edit it in a spreadsheet, or mine once, which writes it anew",
        )
    };
    let text = std::str::from_utf8(bytes).map_err(|_| elsewhere())?;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut records = spans(&text[start..])
        .into_iter()
        // As spreadsheets leave them behind.
        .filter(|cells| {
            let blank = |cell: &Range<usize>| {
                let written = &text[start..][cell.clone()];
                unquoted(written).trim().is_empty()
            };
            !cells.iter().all(blank)
        });
    let given = records.next().ok_or_else(elsewhere)?;
    let needed = |column: &str| edits.values().any(|cells| cells.get(column).is_some());
    let place = |column| table.column(column).filter(|&at| at < given.len());
    let columns: Vec<(&str, Option<usize>)> = COLUMNS
        .into_iter()
        .filter(|column| needed(column))
        .map(|column| (column, place(column)))
        .collect();

    let mut edited = String::with_capacity(text.len() + 16 * edits.len());
    let mut copied = 0;
    let mut put = |span: Range<usize>, written: &str| {
        edited.push_str(&text[copied..start + span.start]);
        edited.push_str(written);
        copied = start + span.end;
    };
    let guarded = table.form.is_guarded();
    let as_written = |cell| {
        if guarded {
            guard(cell)
        } else {
            Cow::Borrowed(cell)
        }
    };
    let end = |cells: &[Range<usize>]| cells.last().map_or(0, |cell| cell.end);
    for (column, _) in columns.iter().filter(|(_, at)| at.is_none()) {
        put(end(&given)..end(&given), &format!(",{column}"));
    }
    for (row, spans) in records.enumerate() {
        let cells = edits.get(&row);
        let new = |column: &str| cells.and_then(|cells| cells.get(column));
        let mut there: Vec<(usize, &str)> = columns
            .iter()
            .filter_map(|&(column, at)| Some((at?, new(column)?)))
            .collect();
        there.sort_unstable();
        for (at, new) in there {
            let span = spans.get(at).ok_or_else(elsewhere)?.clone();
            let as_before = text[start..][span.clone()].starts_with('"');
            put(span, &quoted(&as_written(new), as_before));
        }
        for (column, _) in columns.iter().filter(|(_, at)| at.is_none()) {
            let new = new(column).unwrap_or_default();
            put(
                end(&spans)..end(&spans),
                &format!(",{}", quoted(&as_written(new), false)),
            );
        }
    }
    edited.push_str(&text[copied..]);
    if is_only_that(table, &edited, given.len(), edits) {
        Ok(edited.into_bytes())
    } else {
        Err(elsewhere())
    }
}

/// Whether an edited file reads as the table did, but for the edits: a look at what is about to be written.
fn is_only_that(table: &Table, edited: &str, given: usize, edits: &BTreeMap<usize, Cells>) -> bool {
    let Ok((new, _)) = Table::read(edited.as_bytes(), None) else {
        return false;
    };
    new.header().get(..given) == table.header().get(..given)
        && new.rows.len() == table.rows.len()
        && new
            .rows()
            .zip(table.rows())
            .enumerate()
            .all(|(at, (new, old))| {
                let cells = edits.get(&at);
                (0..given).all(|column| {
                    let wanted = cells.and_then(|cells| {
                        let name = COLUMNS.into_iter();
                        name.filter(|name| table.column(name) == Some(column))
                            .find_map(|name| cells.get(name))
                    });
                    new.cells[column] == *wanted.unwrap_or(&old.cells[column])
                }) && COLUMNS.into_iter().all(|name| {
                    let wanted = cells.and_then(|cells| cells.get(name));
                    wanted.is_none_or(|wanted| new.cell(name) == Some(wanted))
                })
            })
}

/// The file without a column, and every other byte as it was; all as it was where that can't be done.
pub(super) fn without(bytes: Vec<u8>, column: usize) -> Vec<u8> {
    let is_only_that = |shorter: &[u8]| {
        let [old, new] = [&bytes, shorter].map(|bytes| Table::read(bytes, None));
        let (Ok((mut old, _)), Ok((new, _))) = (old, new) else {
            return false;
        };
        old.remove_column(column);
        (old.header, old.rows) == (new.header, new.rows)
    };
    let shorter = std::str::from_utf8(&bytes).ok().map(|text| {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut shorter = String::with_capacity(text.len());
        let mut copied = 0;
        for cells in spans(&text[start..]) {
            let Some(cell) = cells.get(column) else {
                continue;
            };
            let gone = match (column.checked_sub(1), cells.get(column + 1)) {
                (Some(before), _) => cells[before].end..cell.end,
                (None, Some(next)) => cell.start..next.start,
                (None, None) => continue,
            };
            shorter.push_str(&text[copied..start + gone.start]);
            copied = start + gone.end;
        }
        shorter + &text[copied..]
    });
    match shorter.map(String::into_bytes) {
        Some(shorter) if is_only_that(&shorter) => shorter,
        _ => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_cut_out_wherever_it_stands() {
        for (before, column, after) in [
            (
                "\u{feff}concept,english,korean,\"conflict\"\r\n tensor,\"tensor\",텐서,\r\n,,,\r\n",
                3,
                "\u{feff}concept,english,korean\r\n tensor,\"tensor\",텐서\r\n,,\r\n",
            ),
            (
                "conflict,concept,english,korean\n\"\",tensor,\"tensor\",텐서",
                0,
                "concept,english,korean\ntensor,\"tensor\",텐서",
            ),
            (
                "concept,conflict,english,korean\n\"텐,서\",\"\",tensor,텐서\n",
                1,
                "concept,english,korean\n\"텐,서\",tensor,텐서\n",
            ),
            // Laid out in a way in which that can't be done.
            (
                "concept;english;korean;conflict\ntensor;tensor;텐서;\n",
                3,
                "concept;english;korean;conflict\ntensor;tensor;텐서;\n",
            ),
        ] {
            let cut = without(before.into(), column);
            assert_eq!(String::from_utf8(cut).unwrap(), after);
        }
    }
}
