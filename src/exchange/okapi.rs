//! A glossary for Okapi's term check: source and target between tabs, nothing else.
//!
//! Okapi reads every file that is neither `.tbx` nor `.csv` so: two cells, no header, no comments, no quotes.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::{Carries, Deprecated, Format, Layout, Limits};
use crate::Result;

/// Two columns between tabs.
pub(super) const OKAPI: Format = Format {
    name: "okapi",
    about: "Okapi (CheckMate, Rainbow): two columns between tabs, no header",
    extension: "tsv",
    carries: Carries::Only(&[]),
    layout: Layout::Pairs,
    deprecated: Deprecated::LeftOut,
    foreign: false,
    codes: ["ko", "en"],
    limits: Limits::NONE,
    write,
    hint: None,
    read: Some(super::table::read_delimited),
};

/// Sources and targets between tabs, as they are.
pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::bare(out);
    for pair in &export.pairs {
        table.row([&*pair.source, &*pair.target])?;
    }
    table.end()
}
