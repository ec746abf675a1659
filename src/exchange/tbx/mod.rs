//! TBX, the exchange format of terminology (ISO 30042): version 3 of 2019 in the dialects TBX-Basic and TBX-Min, and version 2 of 2008
//! ("martif"), which most tools still read and nothing else.
//!
//! Data categories and their values are those of the modules Min and Basic (LTAC Global, TBX-Basic 1.2.1): `subjectField`,
//! `administrativeStatus`, `definition`, `termType`. What has no category there stands in processing instructions, which every
//! reader but ours passes over: one before the root with the columns of the glossary, one in each concept with its identifier, and
//! one for each pair with the places of its terms, Korean and English, counted from 0, and its other columns.

mod ids;
mod read;
mod style;

use std::io::Write;

use serde_json::{Map, Value, json};

use super::entry::{Entry, Term};
use super::export::{Export, in_parallel};
use super::format::{Carries, Format};
use super::xml::Xml;
use crate::glossary::{Concept, Status};
use crate::{Kind, Result};

use ids::Ids;
use style::{Category, Generation, Style};

/// TBX-Basic, version 3.
pub(super) const TBX: Format = Format {
    name: "tbx",
    names_languages: true,
    about: "TBX-Basic, version 3 (ISO 30042:2019)",
    extension: "tbx",
    carries: Carries::Named,
    write: |export, out| write(export, out, style(export, true)),
    read: read::read,
    ..Format::WHOLE
};

/// TBX-Min, version 3: no definitions, no kinds of terms.
pub(super) const TBX_MIN: Format = Format {
    name: "tbx-min",
    names_languages: true,
    about: "TBX-Min, version 3",
    write: |export, out| write(export, out, style(export, false)),
    ..TBX
};

/// TBX-Basic, version 2.
pub(super) const TBX_V2: Format = Format {
    name: "tbx-v2",
    names_languages: true,
    about: "TBX-Basic, version 2 (martif), which most tools read",
    write: |export, out| write(export, out, Style::V2),
    ..TBX
};

/// Target of our processing instructions.
const OURS: &str = "yongeo";

fn style(export: &Export<'_>, basic: bool) -> Style {
    Style::V3 {
        basic,
        dct: export.options.dct,
    }
}

fn write(export: &Export<'_>, out: &mut dyn Write, style: Style) -> Result<()> {
    let mut xml = Xml::new(out)?;
    xml.instruction(OURS, &json!({ "columns": export.header }).to_string())?;
    style.begin(&mut xml)?;
    // No two are the same, so they are given in order.
    let mut ids = Ids::of(export.concepts.iter().map(Concept::id));
    let ids: Vec<String> = export
        .concepts
        .iter()
        .map(|concept| ids.id(concept.id()))
        .collect();
    let depth = xml.depth();
    in_parallel(&export.concepts, xml.out(), |first, concepts, out| {
        let mut xml = Xml::within(out, depth);
        for (concept, id) in concepts.iter().zip(&ids[first..]) {
            let entry = if style.has_definitions() {
                Entry::of(concept, export.header)
            } else {
                Entry::minimal(concept, export.header)
            };
            write_entry(&mut xml, &entry, id, export, style)?;
        }
        Ok(())
    })?;
    xml.end()?;
    xml.end()?;
    xml.end()
}

fn write_entry(
    xml: &mut Xml<'_>,
    entry: &Entry<'_>,
    id: &str,
    export: &Export<'_>,
    style: Style,
) -> Result<()> {
    let generation = style.generation();
    xml.begin(generation.concept, &[("id", id)])?;
    xml.instruction(OURS, &json!({ "concept": entry.id }).to_string())?;
    for link in &entry.links {
        let mut told = Map::new();
        told.insert("pair".to_owned(), json!([link.korean, link.english]));
        let cells = link
            .cells
            .iter()
            .map(|(column, cell)| (column.to_string(), Value::from(&**cell)));
        told.insert("cells".to_owned(), cells.collect::<Map<_, _>>().into());
        xml.instruction(OURS, &Value::Object(told).to_string())?;
    }
    for domain in &entry.domains {
        style.category(xml, Category::SubjectField, domain)?;
    }
    if style.has_definitions() {
        for definition in &entry.definitions {
            style.category(xml, Category::Definition, definition)?;
        }
    }
    for note in &entry.notes {
        xml.element("note", &[], note)?;
    }
    write_terms(xml, &entry.korean, &export.codes.korean, style, generation)?;
    let mut rest = &*entry.english;
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|term| term.language == first.language)
            .count();
        let (terms, others) = rest.split_at(same);
        let code = if first.language == "en" {
            &export.codes.english
        } else {
            &*first.language
        };
        write_terms(xml, terms, code, style, generation)?;
        rest = others;
    }
    xml.end()
}

fn write_terms(
    xml: &mut Xml<'_>,
    terms: &[Term<'_>],
    code: &str,
    style: Style,
    generation: Generation,
) -> Result<()> {
    xml.begin(generation.language, &[("xml:lang", code)])?;
    for term in terms {
        xml.begin(generation.term, &[])?;
        xml.element("term", &[], &term.text)?;
        if term.kind == Some(Kind::Abbreviation) && style.has_types() {
            style.category(xml, Category::TermType, "abbreviation")?;
        }
        if let Some(status) = term.status.and_then(administrative) {
            style.category(xml, Category::AdministrativeStatus, status)?;
        }
        for note in &term.notes {
            xml.element("note", &[], note)?;
        }
        xml.end()?;
    }
    xml.end()
}

/// The value of `administrativeStatus`; what nobody has decided on has none.
fn administrative(status: Status) -> Option<&'static str> {
    match status {
        Status::Preferred => Some("preferredTerm-admn-sts"),
        Status::Admitted => Some("admittedTerm-admn-sts"),
        Status::Deprecated => Some("deprecatedTerm-admn-sts"),
        Status::Proposed | Status::Rejected => None,
    }
}
