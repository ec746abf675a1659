//! A glossary of Weblate: TBX of version 2, an entry for each pair, since its reader takes one term of either language. Terms not to be
//! used are forbidden there.

use std::io::Write;

use super::export::Export;
use super::format::{Carries, DEPRECATED, Deprecated, Format};
use super::xml::Xml;
use crate::Result;

/// TBX with an entry for each pair, source first.
pub(super) const WEBLATE: Format = Format {
    name: "weblate",
    names_languages: true,
    about: "Weblate: TBX, version 2, an entry for each pair",
    extension: "tbx",
    carries: Carries::Only(&[DEPRECATED, "definition", "note"]),
    deprecated: Deprecated::MarkedAsTarget,
    write,
    read: super::tbx::TBX.read,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let [source, target] = export.ordered_codes();
    let mut xml = Xml::new(out)?;
    xml.line("<!DOCTYPE martif PUBLIC \"ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN\" \"TBXcdv04.dtd\">")?;
    xml.begin("martif", &[("type", "TBX"), ("xml:lang", source)])?;
    xml.begin("martifHeader", &[])?;
    xml.begin("fileDesc", &[])?;
    xml.begin("sourceDesc", &[])?;
    xml.element("p", &[], "Korean-English glossary, exported by yongeo")?;
    for _ in 0..3 {
        xml.end()?;
    }
    xml.begin("text", &[])?;
    xml.begin("body", &[])?;
    for (number, pair) in (1..).zip(&export.pairs) {
        xml.begin("termEntry", &[("id", &format!("t{number}"))])?;
        let definition = pair.cell("definition");
        if !definition.is_empty() {
            xml.element("descrip", &[("type", "definition")], &definition)?;
        }
        for (code, text) in [(source, &pair.source), (target, &pair.target)] {
            xml.begin("langSet", &[("xml:lang", code)])?;
            xml.begin("tig", &[])?;
            xml.element("term", &[], text)?;
            if code == target {
                if pair.is_target_deprecated {
                    xml.element("termNote", &[("type", "administrativeStatus")], "forbidden")?;
                }
                let note = pair.cell("note");
                if !note.is_empty() {
                    xml.element("note", &[("from", "translator")], &note)?;
                }
            }
            xml.end()?;
            xml.end()?;
        }
        xml.end()?;
    }
    xml.end()?;
    xml.end()?;
    xml.end()
}
