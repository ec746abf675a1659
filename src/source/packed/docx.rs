//! Documents of Word: ECMA-376, `WordprocessingML`.

use super::flow::Flow;
use super::markup::{Markup, Way, walk};
use super::package::{Limits, Package, Parts};
use crate::Result;
use crate::source::Document;
use crate::source::origin::put_together;

/// Takes the parts with text: the document itself, then what stands at its edges.
pub(in crate::source) fn unpack_docx(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    let mut names: Vec<(usize, String)> = Vec::new();
    for name in package.names() {
        let rank = ["document", "footnotes", "endnotes", "header", "footer"];
        let part = name
            .strip_prefix("word/")
            .and_then(|part| part.strip_suffix(".xml"));
        let rank = part.and_then(|part| {
            let stem = part.trim_end_matches(|c: char| c.is_ascii_digit());
            rank.iter().position(|known| *known == stem)
        });
        names.extend(rank.map(|rank| (rank, name)));
    }
    names.sort_by_cached_key(|(rank, name)| (*rank, name.len(), name.clone()));
    for (_, name) in names {
        package.take(&name)?;
    }
    Ok(package.parts())
}

/// Reads them: with tracked changes accepted, and without what only the program sees.
pub(in crate::source) fn read_docx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        for (part, name) in parts {
            let place = match name.strip_prefix("word/").unwrap_or(&name) {
                name if name.starts_with("footnotes") => "footnote",
                name if name.starts_with("endnotes") => "endnote",
                name if name.starts_with("header") => "header",
                name if name.starts_with("footer") => "footer",
                _ => "",
            };
            flow.place(place);
            let mut in_text = false;
            walk(source, part, &name, &mut |markup| {
                match markup {
                    // Deleted or moved away; what programs of old see in the place of a text box; the reading above a word.
                    Markup::Start(
                        "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "delInstrText"
                        | "rt" | "pPr" | "rPr",
                        _,
                    ) => return Way::Over,
                    Markup::Start("p", _) => flow.begin(),
                    Markup::End("p") => flow.end(),
                    Markup::Start("t", _) => in_text = true,
                    Markup::End("t") => in_text = false,
                    Markup::Start("tab" | "br" | "cr" | "ptab", _) => flow.meant(0..0, " "),
                    Markup::Start("noBreakHyphen", _) => flow.meant(0..0, "-"),
                    Markup::Text(range) if in_text => flow.text(range),
                    Markup::Meant(range, meant) if in_text => flow.meant(range, meant),
                    _ => {}
                }
                Way::Into
            })?;
        }
        Ok(())
    })
}
