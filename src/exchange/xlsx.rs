//! A workbook for people: the glossary with all columns, and where its terms stand in texts.
//!
//! The header stays in sight, every column has a filter, a status is chosen from a list. The second sheet is the concordance.

use std::collections::HashSet;
use std::io::Write;

use rust_xlsxwriter::{DataValidation, Format as Style, FormatAlign, Worksheet};

use super::export::Export;
use super::figure::number;
use super::format::Format;
use super::workbook::{MOST_ROWS, book, failed, save, shortened};
use crate::glossary::{Concept, Found, Status, word};
use crate::{Error, Result};

/// All columns, for people.
pub(super) const XLSX: Format = Format {
    name: "xlsx",
    about: "a workbook for people: all columns, and a sheet of where the terms stand",
    extension: "xlsx",
    write,
    read: super::table::read_workbook,
    ..Format::WHOLE
};

/// Places of a pair that the concordance shows.
const PLACES: usize = 3;

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let rows = export.rows();
    if rows > MOST_ROWS {
        return Err(Error::new(format!(
            "{rows} rows are more than a sheet of a workbook holds ({MOST_ROWS})"
        ))
        .hint("export it in parts: --domain or --status says which rows"));
    }
    let mut book = book();
    let head = Style::new().set_bold().set_background_color(0x00E7_EEF7);
    let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
    terms(sheet, export, &head)?;
    let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
    concordance(sheet, export, &head)?;
    save(&mut book, out)
}

fn terms(sheet: &mut Worksheet, export: &Export<'_>, head: &Style) -> Result<()> {
    let rows = export.rows() as u32;
    sheet.set_name("glossary").map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    let last = export.header.len().saturating_sub(1) as u16;
    sheet.autofilter(0, 0, rows, last).map_err(failed)?;
    for (column, name) in (0..).zip(export.header) {
        let name = word(name);
        sheet
            .set_column_width(column, width(&name))
            .map_err(failed)?;
        if matches!(&*name, "status" | "english_status") && rows > 0 {
            let choice = DataValidation::new()
                .allow_list_strings(&Status::ALL.map(Status::as_str))
                .map_err(failed)?;
            sheet
                .add_data_validation(1, column, rows, column, &choice)
                .map_err(failed)?;
        }
    }
    for (column, name) in (0..).zip(export.header) {
        sheet
            .write_string_with_format(0, column, name, head)
            .map_err(failed)?;
    }
    for (at, row) in (1..).zip(export.concepts.iter().flat_map(Concept::rows)) {
        for ((column, cell), name) in (0..).zip(row.cells()).zip(export.header) {
            if cell.is_empty() {
                continue;
            }
            match number(name, cell) {
                Some(number) => sheet.write_number(at, column, number),
                None => sheet.write_string(at, column, shortened(cell)),
            }
            .map_err(failed)?;
        }
    }
    Ok(())
}

/// Width of a column, in digits of the standard font.
fn width(column: &str) -> f64 {
    match column {
        "korean" | "english" | "definition" | "note" | "lemma" | "context" => 32.0,
        "concept" | "document" => 24.0,
        _ => 12.0,
    }
}

fn concordance(sheet: &mut Worksheet, export: &Export<'_>, head: &Style) -> Result<()> {
    let found: Vec<&Found> = shown(export).take(MOST_ROWS).collect();
    // In texts, the line says it all.
    let is_called = found.iter().any(|found| !found.evidence.place.is_empty());
    let mut columns = vec!["korean", "english", "document", "line", "context"];
    if is_called {
        columns.insert(4, "place");
    }
    let last = columns.len() as u16 - 1;
    sheet.set_name("concordance").map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    for (column, name) in (0..).zip(&columns) {
        let width = if *name == "context" {
            100.0
        } else {
            width(name)
        };
        sheet.set_column_width(column, width).map_err(failed)?;
    }
    for (column, name) in (0..).zip(&columns) {
        sheet
            .write_string_with_format(0, column, *name, head)
            .map_err(failed)?;
    }
    let top = Style::new().set_align(FormatAlign::Top);
    for (at, found) in (1..).zip(found) {
        let texts = [
            &*found.pair.korean,
            &found.pair.english,
            &found.evidence.document,
        ];
        for (column, text) in (0..).zip(texts) {
            sheet
                .write_string(at, column, shortened(text))
                .map_err(failed)?;
        }
        sheet
            .write_number(at, 3, found.evidence.line as f64)
            .map_err(failed)?;
        if is_called {
            sheet
                .write_string(at, 4, shortened(&found.evidence.place))
                .map_err(failed)?;
        }
        let context = found.evidence.context.replace('\n', " ");
        sheet
            .write_string_with_format(at, last, shortened(&context), &top)
            .map_err(failed)?;
    }
    Ok(())
}

/// The first places of each pair that goes into the file, by pair.
fn shown<'a>(export: &'a Export<'_>) -> impl Iterator<Item = &'a Found> {
    let rows = export.concepts.iter().flat_map(Concept::rows);
    // Without places there is nothing to look for.
    let rows = rows.filter(|_| !export.found.is_empty());
    let pairs: HashSet<_> = rows.map(|row| row.pair()).collect();
    let mut found: Vec<&Found> = export
        .found
        .iter()
        .filter(|found| pairs.contains(&found.pair))
        .collect();
    found.sort_by_key(|&found| {
        let (pair, evidence) = (&found.pair, &found.evidence);
        (
            &pair.korean,
            &pair.english,
            &evidence.document,
            evidence.offset,
        )
    });
    let mut same = 0;
    let mut before: Option<&Found> = None;
    found.into_iter().filter(move |found| {
        same = if before.is_some_and(|before| before.pair == found.pair) {
            same + 1
        } else {
            0
        };
        before = Some(found);
        same < PLACES
    })
}
