//! Resources of Android: the strings, in one or in arrays and plurals.

use crate::Result;
use crate::source::Document;
use crate::source::bilingual::{Escapes, mask};
use crate::source::origin::put_together;
use crate::source::packed::{Flow, Story};

/// `string`, `item` of arrays and plurals.
const RESOURCES: Story = Story {
    paragraphs: &["string", "item"],
    ..Story::PLAIN
};

/// Reads resources of Android. XML of other kinds is read as the text that it is.
pub(in crate::source) fn read_xml(document: &mut Document) -> Result<()> {
    if !is_resources(&document.text) {
        return Ok(());
    }
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        RESOURCES.flow(&mut flow, source, 0..source.len(), "", &mut |_, _| ())
    })?;
    mask(
        &document.text,
        0..document.text.len(),
        Escapes::None,
        &mut document.masks,
    );
    Ok(())
}

fn is_resources(text: &str) -> bool {
    let root = text
        .split('<')
        .find(|tag| tag.starts_with(|c: char| c.is_alphabetic()));
    root.is_some_and(|tag| tag.starts_with("resources"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_items_are_texts() {
        let xml = "<?xml version=\"1.0\"?>\n<!-- 가(a) -->\n<resources>\n<string name=\"a\">연구개발(R&amp;D) <b>%1$s</b></string>\n\
                   <plurals name=\"b\"><item quantity=\"other\">텐서(tensor) %d개</item></plurals>\n<color name=\"c\">나(b)</color></resources>";
        let document = Document::read("strings.xml", xml).unwrap();
        assert_eq!(document.text, "연구개발(R&D) %1$s\n\n텐서(tensor) %d개");
        assert_eq!(document.masks.len(), 2);
        let plain = Document::read("a.xml", "<a>텐서(tensor)</a>").unwrap();
        assert_eq!(plain.origin, None);
    }
}
