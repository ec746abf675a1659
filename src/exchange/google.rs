//! Glossaries of Google Cloud Translation: of one direction, which must have no header, and of equivalent terms, which must have one.
//!
//! How quotes are escaped is not documented, so a term with one is left out.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::{Carries, Format, Layout, Limits};
use crate::Result;

const LIMITS: Limits = Limits {
    // "Under 1024 bytes"; longer ones are ignored without a word.
    term_bytes: Some(1023),
    file_bytes: Some(10_485_760),
    signs: &['"'],
    ..Limits::NONE
};

/// For one direction.
pub(super) const GOOGLE: Format = Format {
    name: "google",
    about: "Google Cloud Translation, of one direction: TSV without a header",
    layout: Layout::OneTarget,
    limits: LIMITS,
    ..Format::PAIRS
};

/// For both directions: the term to use of either language.
pub(super) const GOOGLE_TERMSET: Format = Format {
    name: "google-termset",
    names_languages: true,
    about: "Google Cloud Translation, equivalent terms: CSV with a header",
    extension: "csv",
    carries: Carries::Only(&["definition"]),
    layout: Layout::Equivalents,
    write: write_sets,
    ..GOOGLE
};

fn write_sets(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::new(out, b',');
    let described = export
        .pairs
        .iter()
        .any(|pair| !pair.cell("definition").is_empty());
    let mut header = export.ordered_codes().to_vec();
    header.extend(described.then_some("description"));
    table.row(&header)?;
    for pair in &export.pairs {
        let definition = pair.cell("definition");
        let mut cells = vec![&*pair.source, &*pair.target];
        cells.extend(described.then_some(&*definition));
        table.row(&cells)?;
    }
    table.end()
}
