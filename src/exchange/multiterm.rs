//! `MultiTerm` XML: concepts with their terms, and nothing else, since fields must have the names that a termbase gives them.

use std::borrow::Cow;
use std::io::Write;

use super::element::{Element, each};
use super::entry::{Entry, Term};
use super::export::Export;
use super::format::{Format, Layout};
use super::imported::{Imported, Portion};
use super::passed_over::PassedOver;
use super::reading::Reading;
use super::said::language;
use super::text::text;
use super::xml::Xml;
use crate::Result;
use crate::glossary::Status;
use crate::source::Language;

/// `mtf` with a `conceptGrp` for each concept.
pub(super) const MULTITERM: Format = Format {
    name: "multiterm",
    names_languages: true,
    about: "MultiTerm XML: terms only",
    extension: "xml",
    layout: Layout::Concepts,
    codes: ["KO", "EN"],
    write,
    read,
    ..Format::PAIRS
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

/// Reads the concepts that have Korean and English terms. Fields have the names that their termbase gives them: definition, note, subject
/// and status are known by those.
///
/// # Errors
///
/// It is not well-formed XML, with line and column.
fn read(bytes: Vec<u8>, _: &Reading) -> Result<Imported> {
    let text = text(bytes)?;
    let mut imported = Imported::default();
    let take = |portion: &mut Portion, number, group: &Element<'_>| {
        let entry = entry(group, &mut portion.passed);
        let concept = || group.named("concept").next().map(Element::text);
        portion.take(number, &entry, group, || {
            concept().unwrap_or_default().into_owned()
        });
    };
    let portions = each(&text, &["conceptGrp"], &mut |_| (), take)?;
    imported.extend(portions, &text);
    Ok(imported)
}

fn entry<'e>(group: &'e Element<'_>, passed: &mut PassedOver) -> Entry<'e> {
    let mut entry = Entry::default();
    let mut about = Fields::default();
    about.read(group, passed);
    for section in group.named("languageGrp") {
        let Some(called) = section.named("language").next() else {
            continue;
        };
        let names = ["lang", "type", "name"].map(|name| called.attribute(name));
        let (terms, own) = match names.into_iter().find_map(language) {
            Some(Language::Korean) => (&mut entry.korean, "ko"),
            Some(Language::English) => (&mut entry.english, "en"),
            _ => {
                passed.language(
                    names
                        .into_iter()
                        .find(|name| !name.is_empty())
                        .unwrap_or_default(),
                );
                continue;
            }
        };
        about.read(section, passed);
        for group in section.named("termGrp") {
            let mut fields = Fields::default();
            fields.read(group, passed);
            let text = group
                .named("term")
                .next()
                .map(Element::text)
                .unwrap_or_default();
            if !text.is_empty() {
                terms.push(Term {
                    text,
                    language: own.into(),
                    status: fields.status,
                    notes: fields.notes,
                    kind: None,
                });
            }
            about.definitions.extend(fields.definitions);
            about.domains.extend(fields.domains);
        }
    }
    Entry {
        domains: about.domains,
        definitions: about.definitions,
        notes: about.notes,
        ..entry
    }
}

/// What fields say of a concept or of a term.
#[derive(Default)]
struct Fields<'e> {
    definitions: Vec<Cow<'e, str>>,
    notes: Vec<Cow<'e, str>>,
    domains: Vec<Cow<'e, str>>,
    status: Option<Status>,
}

impl<'e> Fields<'e> {
    /// Takes in the fields right in an element.
    fn read(&mut self, element: &'e Element<'_>, passed: &mut PassedOver) {
        for field in element
            .named("descripGrp")
            .flat_map(|group| group.named("descrip"))
        {
            let (name, text) = (field.attribute("type"), field.text());
            match &*name.to_lowercase() {
                "definition" | "정의" => self.definitions.push(text),
                "note" | "비고" | "메모" => self.notes.push(text),
                "subject" | "domain" | "분야" => self.domains.push(text),
                "status" | "상태" => passed.status(&mut self.status, field.begin, &text),
                _ => passed.category(name),
            }
        }
    }
}
