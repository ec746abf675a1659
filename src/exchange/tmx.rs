//! TMX 1.4b, the exchange format of translation memories (GALA, 2005): a unit for each pair. Taken for a glossary by translation
//! services.

use std::io::Write;

use super::export::Export;
use super::format::{Carries, Deprecated, Format, Layout, Limits};
use super::xml::Xml;
use crate::Result;

/// Pairs as translation units.
pub(super) const TMX: Format = Format {
    name: "tmx",
    about: "TMX 1.4b, a unit for each pair",
    extension: "tmx",
    carries: Carries::Only(&["concept", "note", "domain"]),
    layout: Layout::Pairs,
    deprecated: Deprecated::LeftOut,
    foreign: false,
    codes: ["ko", "en"],
    limits: Limits::NONE,
    write,
    hint: None,
    read: None,
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let [source, target] = export
        .options
        .direction
        .order(&*export.codes.korean, &export.codes.english);
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
