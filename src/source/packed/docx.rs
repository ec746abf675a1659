//! Documents of Word: ECMA-376, `WordprocessingML`.

use super::flow::Flow;
use super::package::{Limits, Package, Parts};
use super::story::Story;
use crate::Result;
use crate::source::Document;
use crate::source::origin::put_together;

/// Parts with text, and what people call their places.
const PARTS: [(&str, &str); 5] = [
    ("document", ""),
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
    ("header", "header"),
    ("footer", "footer"),
];

/// Deleted or moved away; what programs of old see in the place of a text box; fields.
const STORY: Story = Story {
    texts: &["t"],
    over: &[
        "del",
        "moveFrom",
        "Fallback",
        "instrText",
        "delText",
        "pPr",
        "rPr",
    ],
    spaces: &["tab", "br", "cr", "ptab"],
    ..Story::PLAIN
};

/// Which part it is, of those with text.
fn rank(name: &str) -> Option<usize> {
    let part = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    let stem = part.trim_end_matches(|c: char| c.is_ascii_digit());
    PARTS.iter().position(|(known, _)| *known == stem)
}

/// Takes the parts with text: the document itself, then what stands at its edges.
pub(in crate::source) fn unpack_docx(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    let mut names = package.names();
    names.retain(|name| rank(name).is_some());
    names.sort_by_cached_key(|name| (rank(name), name.len(), name.clone()));
    for name in names {
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
            flow.place(rank(&name).map_or("", |rank| PARTS[rank].1));
            STORY.flow(&mut flow, source, part, &name, &mut |_, _| ())?;
        }
        Ok(())
    })
}
