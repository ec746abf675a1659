//! Documents of Hancom: KS X 6101 (OWPML), `.hwpx`.

use super::flow::Flow;
use super::package::{Limits, Package, Parts};
use super::story::Story;
use crate::Result;
use crate::source::Document;
use crate::source::origin::put_together;

const STORY: Story = Story {
    texts: &["t"],
    over: &["hiddenComment", "script", "parameters", "shapeComment"],
    spaces: &["tab", "lineBreak", "nbSpace", "fwSpace"],
    deleted: Some(["deleteBegin", "deleteEnd"]),
    places: &[
        ("footNote", "footnote"),
        ("endNote", "endnote"),
        ("header", "header"),
        ("footer", "footer"),
    ],
    ..Story::PLAIN
};

/// Takes the sections, in their order.
pub(in crate::source) fn unpack_hwpx(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    if package
        .text("META-INF/manifest.xml")?
        .is_some_and(|manifest| manifest.contains("encryption-data"))
    {
        return Err(super::package::locked());
    }
    let number = |name: &str| -> Option<usize> {
        let part = name.strip_prefix("Contents/section")?;
        part.strip_suffix(".xml")?.parse().ok()
    };
    let mut names = package.names();
    names.retain(|name| number(name).is_some());
    names.sort_by_key(|name| number(name));
    for name in names {
        package.take(&name)?;
    }
    Ok(package.parts())
}

/// Reads them: with tracked changes accepted.
pub(in crate::source) fn read_hwpx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        for (part, name) in parts {
            STORY.flow(&mut flow, source, part, &name, &mut |_, _| ())?;
        }
        Ok(())
    })
}
