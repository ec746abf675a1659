//! A glossary of Lokalise: CSV between semicolons. A term is there once, and one that is not to be used is `forbidden`.
//!
//! An empty translation would delete the one that is stored: every row has both languages.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::{Carries, DEPRECATED, Deprecated, Format, Layout};
use crate::Result;
use crate::glossary::is_yes;

/// Semicolons, `term;description` first.
pub(super) const LOKALISE: Format = Format {
    name: "lokalise",
    names_languages: true,
    about: "Lokalise: CSV between semicolons",
    extension: "csv",
    carries: Carries::Only(&[DEPRECATED, "definition", "note", "domain", "case"]),
    layout: Layout::OneTarget,
    deprecated: Deprecated::MarkedAsSource,
    write,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::new(out, b';');
    let direction = export.options.direction;
    let codes = [&*export.codes.korean, &export.codes.english];
    table.row(
        [
            "term",
            "description",
            "casesensitive",
            "translatable",
            "forbidden",
            "tags",
        ]
        .into_iter()
        .chain(codes),
    )?;
    for pair in &export.pairs {
        let description = pair.description();
        let is_forbidden = pair.is_source_deprecated;
        // It takes three tags, parted by commas; ours is one.
        let tag = pair.cell("domain").replace(',', " ");
        let [korean, english] = direction.order(&*pair.source, &pair.target);
        table.row([
            &*pair.source,
            &description,
            yes(is_yes(&pair.cell("case"))),
            "yes",
            yes(is_forbidden),
            &tag,
            korean,
            english,
        ])?;
    }
    table.end()
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
