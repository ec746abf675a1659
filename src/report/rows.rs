//! Rows of a glossary as a table for a terminal.

use std::io;

use super::context::fold;
use super::table;
use crate::glossary::Row;

/// Writes rows below a header, with a blank line between groups of rows. How sure mining is stands last, and is empty where
/// no text has the pair: a look at low values pays most.
pub fn write(out: &mut impl io::Write, groups: &[&[Row<'_>]]) -> io::Result<()> {
    let header = [
        "english",
        "korean",
        "kind",
        "status",
        "occurrences",
        "documents",
        "confidence",
    ];
    let groups: Vec<Vec<_>> = groups
        .iter()
        .map(|rows| rows.iter().copied().map(cells).collect())
        .collect();
    table::write(out, header, &groups)
}

/// What is shown of a row.
fn cells(row: Row<'_>) -> [String; 7] {
    let kind = match row.language() {
        "en" => row.kind().to_string(),
        language => format!("{} {language}", row.kind()),
    };
    let confidence = match row.occurrences() {
        0 => String::new(),
        _ => format!("{:.2}", row.confidence()),
    };
    [
        fold(row.english()),
        fold(row.korean()),
        kind,
        row.status().to_string(),
        row.occurrences().to_string(),
        row.documents().to_string(),
        confidence,
    ]
}
