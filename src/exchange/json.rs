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

use std::borrow::Cow;
use std::fmt;
use std::io::Write;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value, json};

use super::export::{Export, unwritten};
use super::figure::{number, written};
use super::format::{Carries, Format};
use super::imported::{Imported, ImportedRow, Same, known};
use super::lacking::Lacking;
use super::reading::Reading;
use super::text::text;
use crate::glossary::{Row, word};
use crate::{Error, Result};

/// All columns, for programs.
pub(super) const JSON: Format = Format {
    name: "json",
    about: "concepts with all columns, for programs",
    extension: "json",
    carries: Carries::Named,
    write,
    read,
    ..Format::WHOLE
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
    let cells = cells
        .filter(|(column, cell)| !cell.is_empty() && !matches!(&*word(column), "" | "concept"));
    cells
        .map(|(column, cell)| {
            let figure = number(column, cell).map(|number| {
                if word(column) == "confidence" {
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

/// A file as it is read.
#[derive(serde::Deserialize)]
struct File {
    format: String,
    version: u32,
    #[serde(default)]
    columns: Vec<String>,
    concepts: Vec<Listed>,
}

#[derive(serde::Deserialize)]
struct Listed {
    #[serde(default)]
    concept: String,
    rows: Vec<Cells>,
}

/// Cells by the names of their columns.
#[derive(Default)]
pub(super) struct Cells(pub(super) Vec<(Cow<'static, str>, String)>);

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(CellsVisitor)
    }
}

struct CellsVisitor;

impl<'de> Visitor<'de> for CellsVisitor {
    type Value = Cells;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row: an object of columns")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Cells, A::Error> {
        let mut cells = Vec::new();
        while let Some((column, value)) = map.next_entry::<Cow<'_, str>, Value>()? {
            let cell = cell(&column, value);
            cells.push((known(&column), cell));
        }
        Ok(Cells(cells))
    }
}

/// Reads a file.
///
/// # Errors
///
/// It is no JSON, with line and column, or not of this form.
fn read(bytes: Vec<u8>, _: &Reading) -> Result<Imported> {
    const HINT: &str = "docs/exchange.md tells the form of the JSON that is read";
    let text = text(bytes)?;
    let file: File = serde_json::from_str(&text).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        Error::new(format!("is not a glossary in JSON: {reason}"))
            .at(place)
            .hint(HINT)
    })?;
    if file.format != "yongeo-glossary" || file.version != 1 {
        let found = format!("format {:?}, version {}", file.format, file.version);
        return Err(Error::new(format!(
            "is JSON of {found}; what is read is \"yongeo-glossary\", version 1"
        ))
        .hint(HINT));
    }
    let mut imported = Imported {
        columns: file.columns,
        ..Imported::default()
    };
    let mut lacking = Lacking::default();
    let mut same = Same::default();
    for (entry, concept) in file.concepts.into_iter().enumerate() {
        for row in concept.rows {
            let mut told = ImportedRow {
                concept: concept.concept.as_str().into(),
                entry,
                ..ImportedRow::default()
            };
            let mut cells = Vec::with_capacity(row.0.len());
            for (column, cell) in row.0 {
                match &*word(&column) {
                    "english" => told.english = cell.into(),
                    "korean" => told.korean = cell.into(),
                    "concept" => {}
                    _ => cells.push((column, same.share(&cell))),
                }
            }
            told.cells = cells.into();
            let has = [&told.korean, &told.english].map(|term| !term.trim().is_empty());
            if has == [true, true] {
                imported.rows.push(told);
            } else {
                lacking.count(has, || match &*concept.concept {
                    "" => format!("no. {}", entry + 1),
                    name => name.to_owned(),
                });
            }
        }
    }
    imported
        .notes
        .extend(lacking.notes("row", "concept", String::clone));
    Ok(imported)
}

/// A value as a cell.
fn cell(column: &str, value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        Value::Number(number) => {
            let figure = number.as_f64().and_then(|number| written(column, number));
            figure.unwrap_or_else(|| number.to_string())
        }
        other => other.to_string(),
    }
}
