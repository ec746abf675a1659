//! Custom terminology of Amazon Translate: CSV whose first line names the languages.
//!
//! What it makes of quotes is not documented, so a term with a comma or a quote is left out: TMX, which it takes too, has them.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::{Format, Layout, Limits};
use crate::Result;

/// For one direction.
pub(super) const AWS: Format = Format {
    name: "aws",
    names_languages: true,
    about: "Amazon Translate: custom terminology of one direction, CSV",
    extension: "csv",
    layout: Layout::OneTarget,
    limits: Limits {
        term_bytes: Some(200),
        file_bytes: Some(10_000_000),
        signs: &['"', ','],
        ..Limits::NONE
    },
    write,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::new(out, b',');
    table.row(export.ordered_codes())?;
    for pair in &export.pairs {
        table.row([&*pair.source, &*pair.target])?;
    }
    table.end()
}
