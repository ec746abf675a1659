//! Terminology of XTM Cloud: a workbook whose first row names the languages. What its column of statuses is called is not documented:
//! terms that are not to be used are left out.

use std::io::Write;

use super::export::Export;
use super::format::Format;
use super::workbook::{Sheet, book, save};
use crate::Result;

/// A workbook with a column for each language.
pub(super) const XTM: Format = Format {
    name: "xtm",
    names_languages: true,
    about: "XTM Cloud: a workbook with a column for each language",
    extension: "xlsx",
    write,
    read: super::table::read_workbook,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut book = book();
    let mut sheet = Sheet::new(&mut book, "terms")?;
    sheet.row(export.ordered_codes())?;
    for pair in &export.pairs {
        sheet.row([&pair.source, &pair.target])?;
    }
    save(&mut book, out)
}
