//! A table in Markdown, as teams keep glossaries in their repositories.

use std::io::Write;

use super::cell::one_line;
use super::export::{Export, unwritten};
use super::format::{Carries, Format};
use crate::Result;
use crate::glossary::Concept;

/// A table with a row for each pair.
pub(super) const MARKDOWN: Format = Format {
    name: "markdown",
    about: "a table in Markdown",
    extension: "md",
    carries: Carries::Only(&COLUMNS),
    write,
    read: super::table::read_markdown,
    ..Format::WHOLE
};

/// Columns that are shown where one of their cells holds something.
pub(super) const COLUMNS: [&str; 6] = [
    "language",
    "status",
    "english_status",
    "domain",
    "definition",
    "note",
];

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let columns = shown(export);
    let mut line = |cells: &[String]| writeln!(out, "| {} |", cells.join(" | ")).map_err(unwritten);
    let mut header = vec!["Korean".to_owned(), "English".to_owned()];
    header.extend(columns.iter().map(|column| (*column).to_owned()));
    line(&header)?;
    line(&vec!["---".to_owned(); header.len()])?;
    for row in export.concepts.iter().flat_map(Concept::rows) {
        let mut cells = vec![escaped(row.korean()), escaped(row.english())];
        cells.extend(
            columns
                .iter()
                .map(|column| escaped(row.cell(column).unwrap_or_default())),
        );
        line(&cells)?;
    }
    Ok(())
}

/// The columns that say something of a row that goes into the file.
pub(super) fn shown(export: &Export<'_>) -> Vec<&'static str> {
    let rows = || export.concepts.iter().flat_map(Concept::rows);
    let plain = |column: &str, cell: &str| {
        cell.is_empty() || column == "language" && cell == "en" || cell == "proposed"
    };
    let says = |column: &&str| {
        rows().any(|row| !plain(column, row.cell(column).unwrap_or_default().trim()))
    };
    COLUMNS.into_iter().filter(says).collect()
}

/// A cell in which nothing is markup.
fn escaped(cell: &str) -> String {
    let mut escaped = String::new();
    for c in one_line(cell).chars() {
        if matches!(
            c,
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '&' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
