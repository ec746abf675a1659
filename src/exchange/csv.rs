//! The glossary as it is, as CSV and with tabs: all columns, under their own names.

use std::borrow::Cow;
use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::Format;
use crate::Result;
use crate::glossary::Concept;
use crate::glossary::spreadsheet::formula::guard;

/// As the glossary itself: UTF-8, commas, RFC 4180; with `--for-excel` as Excel opens it at a double click.
pub(super) const CSV: Format = Format {
    name: "csv",
    about: "the glossary as it is, but for what is not meant",
    extension: "csv",
    write: |export, out| write(export, out, b','),
    ..Format::WHOLE
};

/// The same between tabs.
pub(super) const TSV: Format = Format {
    name: "tsv",
    about: "the same between tabs",
    extension: "tsv",
    write: |export, out| write(export, out, b'\t'),
    ..CSV
};

fn write(export: &Export<'_>, out: &mut dyn Write, separator: u8) -> Result<()> {
    let (mut table, written): (_, fn(&str) -> Cow<'_, str>) = if export.options.for_excel {
        (Table::for_excel(out, separator)?, guard)
    } else {
        (Table::new(out, separator), |cell| cell.into())
    };
    table.row(export.header.iter().map(|name| written(name)))?;
    for row in export.concepts.iter().flat_map(Concept::rows) {
        table.row(row.cells().map(written))?;
    }
    table.end()
}
