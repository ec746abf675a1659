//! Term bases of Phrase: a workbook for Phrase TMS, CSV for Phrase Strings.
//!
//! What the columns of single terms are called in the workbook is not documented, so it has those of concepts and of languages: a row for each
//! pair. TBX of version 2 keeps synonyms together.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::{Carries, Format, Layout, Limits};
use super::workbook::{Sheet, book, save};
use crate::Result;
use crate::glossary::is_yes;

/// For Phrase TMS.
pub(super) const PHRASE: Format = Format {
    name: "phrase",
    names_languages: true,
    about: "Phrase TMS: a workbook",
    extension: "xlsx",
    carries: Carries::Only(&["domain", "definition", "note"]),
    limits: Limits {
        term_chars: Some(1000),
        ..Limits::NONE
    },
    write,
    read: super::table::read_workbook,
    ..Format::PAIRS
};

/// For Phrase Strings.
pub(super) const STRINGS: Format = Format {
    name: "phrase-strings",
    names_languages: true,
    about: "Phrase Strings: CSV",
    extension: "csv",
    carries: Carries::Only(&["definition", "note", "case"]),
    layout: Layout::OneTarget,
    write: write_strings,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut book = book();
    let mut sheet = Sheet::new(&mut book, "terms")?;
    let codes = export.ordered_codes();
    sheet.row(
        ["concept_domain", "concept_definition", "concept_note"]
            .into_iter()
            .chain(codes),
    )?;
    for pair in &export.pairs {
        sheet.row([
            pair.cell("domain"),
            pair.cell("definition"),
            pair.cell("note"),
            pair.source.clone(),
            pair.target.clone(),
        ])?;
    }
    save(&mut book, out)
}

fn write_strings(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::new(out, b',');
    let codes = export.ordered_codes();
    table.row(
        ["term", "case sensitive", "translatable", "description"]
            .into_iter()
            .chain(codes),
    )?;
    for pair in &export.pairs {
        let case = is_yes(&pair.cell("case"));
        let description = pair.description();
        let case = if case { "true" } else { "false" };
        table.row([
            &*pair.source,
            case,
            "true",
            &description,
            &pair.source,
            &pair.target,
        ])?;
    }
    table.end()
}
