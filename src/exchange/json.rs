//! JSON for programs: every column, concepts with their rows.
//!
//! ```json
//! {
//!   "format": "yongeo-glossary",
//!   "version": 1,
//!   "columns": ["concept", "english", "korean", "status", "occurrences", "note"],
//!   "concepts": [
//!     {
//!       "concept": "shell",
//!       "preferred": { "korean": "셸", "chosen": true },
//!       "rows": [
//!         { "english": "shell", "korean": "셸", "status": "preferred", "occurrences": 12, "note": "쉘은 쓰지 않는다" }
//!       ]
//!     }
//!   ]
//! }
//! ```
//!
//! `columns` are those of the glossary, in their order. `preferred` is the Korean term to use: `chosen` where a person chose it, else
//! computed; it is not there where all terms are deprecated. A row has what is not empty; `occurrences` and `documents` are integers,
//! `confidence` is a number from 0 to 1, everything else is text.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::export::{Export, unwritten};
use super::figure::number;
use super::format::{Carries, Deprecated, Format, Layout, Limits};
use crate::Result;
use crate::glossary::Row;

/// All columns, for programs.
pub(super) const JSON: Format = Format {
    name: "json",
    about: "concepts with all columns, for programs",
    extension: "json",
    carries: Carries::Named,
    layout: Layout::Concepts,
    deprecated: Deprecated::Marked,
    foreign: true,
    codes: ["ko", "en"],
    limits: Limits::NONE,
    write,
    hint: None,
    read: None,
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let columns = json!(export.header);
    write!(
        out,
        "{{\n\"format\": \"yongeo-glossary\",\n\"version\": 1,\n\"columns\": {columns},\n\"concepts\": ["
    )
    .map_err(unwritten)?;
    for (at, concept) in export.concepts.iter().enumerate() {
        let mut told = Map::new();
        told.insert("concept".to_owned(), concept.id().into());
        if let Some(preferred) = concept.preferred() {
            told.insert(
                "preferred".to_owned(),
                json!({ "korean": preferred.korean, "chosen": preferred.chosen }),
            );
        }
        let rows = concept.rows().iter().map(|&row| cells(row, export.header));
        told.insert("rows".to_owned(), rows.collect());
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}\n{}", Value::Object(told)).map_err(unwritten)?;
    }
    out.write_all(b"\n]\n}\n").map_err(unwritten)
}

/// The cells of a row that hold something, by their columns.
fn cells(row: Row<'_>, header: &[String]) -> Value {
    let cells = header.iter().zip(row.cells());
    let cells = cells.filter(|(column, cell)| {
        !cell.is_empty() && !column.trim().is_empty() && *column != "concept"
    });
    cells
        .map(|(column, cell)| {
            let figure = number(column, cell).map(|number| {
                if column == "confidence" {
                    json!(number)
                } else {
                    json!(number as u64)
                }
            });
            (column.clone(), figure.unwrap_or_else(|| cell.into()))
        })
        .collect::<Map<String, Value>>()
        .into()
}
