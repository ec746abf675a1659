//! A workbook for Glossary Converter, which makes a termbase of Trados of it: a row for each concept, synonyms between bars.

use std::io::Write;

use super::cell::one_line;
use super::entry::{Entry, Term, joined};
use super::export::Export;
use super::format::{Carries, Format, Layout, Limits};
use super::workbook::{Sheet, book, save};
use crate::Result;

/// A row for each concept.
pub(super) const TRADOS: Format = Format {
    name: "trados",
    names_languages: true,
    about: "Trados, by Glossary Converter: a workbook with a row for each concept",
    extension: "xlsx",
    carries: Carries::Only(&["domain", "definition", "note"]),
    layout: Layout::Concepts,
    codes: ["Korean", "English"],
    limits: Limits {
        signs: &['|'],
        ..Limits::NONE
    },
    write,
    read: super::table::read_workbook,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut book = book();
    let mut sheet = Sheet::new(&mut book, "terms")?;
    sheet.row([
        &*export.codes.korean,
        &*export.codes.english,
        "Subject",
        "Definition",
        "Note",
    ])?;
    for concept in &export.concepts {
        let entry = Entry::of(concept, export.header);
        let notes = entry.korean.iter().flat_map(|term| &term.notes);
        sheet.row([
            synonyms(&entry.korean),
            synonyms(&entry.english),
            one_line(&joined(&entry.domains)).into_owned(),
            one_line(&joined(&entry.definitions)).into_owned(),
            one_line(&joined(notes)).into_owned(),
        ])?;
    }
    save(&mut book, out)
}

fn synonyms(terms: &[Term<'_>]) -> String {
    let terms: Vec<_> = terms.iter().map(|term| one_line(&term.text)).collect();
    terms.join("|")
}
