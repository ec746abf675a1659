//! MultiTerm XML: concepts with their terms, and nothing else, since fields must have the names that a termbase gives them.

use std::io::Write;

use super::entry::{Entry, Term};
use super::export::Export;
use super::format::{Carries, Deprecated, Format, Layout, Limits};
use super::xml::Xml;
use crate::Result;

/// `mtf` with a `conceptGrp` for each concept.
pub(super) const MULTITERM: Format = Format {
    name: "multiterm",
    about: "MultiTerm XML: terms only",
    extension: "xml",
    carries: Carries::Only(&[]),
    layout: Layout::Concepts,
    deprecated: Deprecated::LeftOut,
    foreign: false,
    codes: ["KO", "EN"],
    limits: Limits::NONE,
    write,
    hint: None,
    read: None,
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut xml = Xml::new(out)?;
    xml.begin("mtf", &[])?;
    for (number, concept) in (1..).zip(&export.concepts) {
        let entry = Entry::of(concept, export.header);
        xml.begin("conceptGrp", &[])?;
        xml.element("concept", &[], &number.to_string())?;
        write_terms(&mut xml, "Korean", &export.codes.korean, &entry.korean)?;
        write_terms(&mut xml, "English", &export.codes.english, &entry.english)?;
        xml.end()?;
    }
    xml.end()
}

fn write_terms(xml: &mut Xml<'_>, language: &str, code: &str, terms: &[Term<'_>]) -> Result<()> {
    xml.begin("languageGrp", &[])?;
    xml.element("language", &[("type", language), ("lang", code)], "")?;
    for term in terms {
        xml.begin("termGrp", &[])?;
        xml.element("term", &[], &term.text)?;
        xml.end()?;
    }
    xml.end()
}
