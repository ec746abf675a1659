//! A glossary for Okapi's term check: source and target between tabs, nothing else.
//!
//! Okapi reads every file that is neither `.tbx` nor `.csv` so: two cells, no header, no comments, no quotes.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::Format;
use crate::Result;

/// Two columns between tabs.
pub(super) const OKAPI: Format = Format {
    name: "okapi",
    about: "Okapi (CheckMate, Rainbow): two columns between tabs, no header",
    write,
    ..Format::PAIRS
};

/// Sources and targets between tabs, as they are.
pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::bare(out);
    for pair in &export.pairs {
        table.row([&*pair.source, &*pair.target])?;
    }
    table.end()
}
