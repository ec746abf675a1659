//! TMX 1.4b, the exchange format of translation memories (GALA, 2005): a unit for each pair. Taken for a glossary by translation
//! services.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::element::{Around, Element, each};
use super::entry::{Entry, Term};
use super::export::Export;
use super::format::{Carries, Format};
use super::imported::{Imported, Portion};
use super::passed_over::PassedOver;
use super::reading::Reading;
use super::said::language;
use super::text::text;
use super::xml::Xml;
use crate::Result;
use crate::source::Language;

/// Pairs as translation units.
pub(super) const TMX: Format = Format {
    name: "tmx",
    names_languages: true,
    about: "TMX 1.4b, a unit for each pair",
    extension: "tmx",
    carries: Carries::Only(&["concept", "note", "domain"]),
    write,
    read,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let [source, target] = export.ordered_codes();
    let mut xml = Xml::new(out)?;
    xml.begin("tmx", &[("version", "1.4")])?;
    xml.element(
        "header",
        &[
            ("creationtool", "yongeo"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "phrase"),
            ("o-tmf", "glossary"),
            ("adminlang", "en"),
            ("srclang", source),
            ("datatype", "plaintext"),
        ],
        "",
    )?;
    xml.begin("body", &[])?;
    for pair in &export.pairs {
        // An identifier is "text without white spaces" there.
        let id = pair.row.concept().replace(char::is_whitespace, "-");
        xml.begin("tu", &[("tuid", &id)])?;
        let note = pair.row.cell("note").unwrap_or_default().trim();
        if !note.is_empty() {
            xml.element("note", &[], note)?;
        }
        let domain = pair.cell("domain");
        if !domain.is_empty() {
            xml.element("prop", &[("type", "domain")], &domain)?;
        }
        for (code, text) in [(source, &pair.source), (target, &pair.target)] {
            xml.begin("tuv", &[("xml:lang", code)])?;
            xml.element("seg", &[], text)?;
            xml.end()?;
        }
        xml.end()?;
    }
    xml.end()?;
    xml.end()
}

/// Elements of a segment whose contents are the code of another format.
const NATIVE: [&str; 5] = ["bpt", "ept", "ph", "it", "ut"];

/// Reads the units that have a Korean and an English segment.
///
/// # Errors
///
/// It is not well-formed XML, with line and column.
fn read(bytes: Vec<u8>, _: &Reading) -> Result<Imported> {
    let text = text(bytes)?;
    let mut imported = Imported {
        is_flat: true,
        ..Imported::default()
    };
    let is_ours = AtomicBool::new(false);
    let mut is_memory = false;
    let mut around = |part: Around<'_>| {
        if let Around::Element(header) = part
            && header.name == "header"
        {
            is_memory = matches!(header.attribute("segtype"), "sentence" | "paragraph");
            is_ours.store(header.attribute("creationtool") == "yongeo", Relaxed);
        }
    };
    let take = |portion: &mut Portion, number, unit: &Element<'_>| {
        let mut entry = entry(unit, &mut portion.passed);
        if is_ours.load(Relaxed) {
            entry.id = unit.attribute("tuid").into();
        }
        portion.take(number, &entry, unit, || unit.attribute("tuid").to_owned());
    };
    let portions = each(&text, &["tu"], &mut around, take)?;
    imported.extend(portions, &text);
    if is_memory {
        let note = "its header says that its units are sentences or paragraphs: is it a translation memory, and no glossary?";
        imported.notes.push(note.to_owned());
    }
    Ok(imported)
}

fn entry<'e>(unit: &'e Element<'_>, passed: &mut PassedOver) -> Entry<'e> {
    let mut entry = Entry::default();
    for child in unit.elements() {
        match child.name {
            "note" => entry.notes.push(child.text()),
            "prop" if child.attribute("type") == "domain" => entry.domains.push(child.text()),
            "prop" => passed.category(child.attribute("type")),
            "tuv" => {
                let code = child.attribute("lang");
                let segment = child.named("seg").next();
                let text = segment
                    .map(|segment| segment.line(&NATIVE))
                    .unwrap_or_default();
                let (terms, own) = match language(code) {
                    Some(Language::Korean) => (&mut entry.korean, "ko"),
                    Some(Language::English) => (&mut entry.english, "en"),
                    _ => {
                        passed.language(code);
                        continue;
                    }
                };
                if !text.is_empty() {
                    terms.push(Term {
                        text,
                        language: own.into(),
                        ..Term::default()
                    });
                }
            }
            _ => {}
        }
    }
    entry
}
