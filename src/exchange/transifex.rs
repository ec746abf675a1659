//! A glossary of Transifex: CSV with a term, its comment, and its translation. What values its column `pos` takes is not documented, so it stays empty.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::{Carries, Format, Layout};
use crate::Result;

/// `term,pos,comment,translation_en,comment_en`.
pub(super) const TRANSIFEX: Format = Format {
    name: "transifex",
    names_languages: true,
    about: "Transifex: CSV",
    extension: "csv",
    carries: Carries::Only(&["definition", "note"]),
    layout: Layout::OneTarget,
    write,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let [_, target] = export.ordered_codes();
    let mut table = Table::new(out, b',');
    table.row([
        "term",
        "pos",
        "comment",
        &format!("translation_{target}"),
        &format!("comment_{target}"),
    ])?;
    for pair in &export.pairs {
        let (definition, note) = (pair.cell("definition"), pair.cell("note"));
        table.row([&*pair.source, "", &*definition, &*pair.target, &*note])?;
    }
    table.end()
}
