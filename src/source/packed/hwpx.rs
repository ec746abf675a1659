//! Documents of Hancom: KS X 6101 (OWPML), `.hwpx`.

use super::flow::Flow;
use super::markup::{Markup, Way};
use super::package::{Limits, Package, Parts};
use super::story::Story;
use crate::Result;
use crate::source::Document;
use crate::source::origin::put_together;

const STORY: Story = Story {
    // `mainText` has words with others above or below them: 덧말.
    texts: &["t", "mainText", "subText"],
    over: &[
        "hiddenComment",
        "script",
        "parameters",
        "shapeComment",
        "memogroup",
    ],
    spaces: &["tab", "lineBreak", "nbSpace", "fwSpace"],
    deleted: Some(["deleteBegin", "deleteEnd"]),
    places: &[
        ("footNote", "footnote"),
        ("endNote", "endnote"),
        ("header", "header"),
        ("footer", "footer"),
    ],
    above: Some("subText"),
    ..Story::PLAIN
};

/// Passes over memos, which stand in the fields that begin where they are anchored.
fn pass_memos(markup: &Markup<'_>, _: &mut Flow<'_, '_>) -> Way {
    match markup {
        Markup::Start("fieldBegin", attributes)
            if attributes.get("type").as_deref() == Some("MEMO") =>
        {
            Way::Over
        }
        _ => Way::Into,
    }
}

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

/// Reads them: with tracked changes accepted, and without memos.
pub(in crate::source) fn read_hwpx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        for (part, name) in parts {
            STORY.flow(&mut flow, source, part, &name, &mut pass_memos)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;

    #[test]
    fn words_above_others_are_read_behind_them_and_memos_are_not() {
        let words = |main: &str, sub: &str| {
            format!(
                "<hp:dutmal posType=\"TOP\" align=\"CENTER\"><hp:mainText>{main}</hp:mainText><hp:subText>{sub}</hp:subText></hp:dutmal>"
            )
        };
        let memo = "<hp:ctrl><hp:fieldBegin id=\"1\" type=\"MEMO\"><hp:parameters><hp:stringParam>메모</hp:stringParam></hp:parameters>\
                    <hp:subList><hp:p><hp:run><hp:t>용어를 확인할 것</hp:t></hp:run></hp:p></hp:subList></hp:fieldBegin></hp:ctrl>";
        let link = "<hp:ctrl><hp:fieldBegin id=\"2\" type=\"HYPERLINK\"/></hp:ctrl>";
        let section = format!(
            "<hs:sec><hp:p><hp:run><hp:t>코드는 </hp:t>{}<hp:t>로 {memo}검사하고 </hp:t>{}{link}<hp:t>에서 고른다.</hp:t></hp:run></hp:p></hs:sec>",
            words("린터", "Linter"),
            words("말뭉치", "")
        );
        let document = Document::of_part(Format::HWPX, &section);
        assert_eq!(
            document.text,
            "코드는 린터(Linter)로 검사하고 말뭉치에서 고른다."
        );
        let start = document.text.find("Linter").unwrap();
        let edited = document.edited([(&(start..start + 6), "linter")]).unwrap();
        assert_eq!(
            edited.source(),
            section.replace("<hp:subText>Linter", "<hp:subText>linter")
        );
    }

    #[test]
    fn tables_and_notes_within_paragraphs_are_known() {
        let p = |text: &str| format!("<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>");
        let cell = |text: &str| format!("<hp:tc><hp:subList>{}</hp:subList></hp:tc>", p(text));
        let note = format!(
            "<hp:ctrl><hp:footNote><hp:subList>{}</hp:subList></hp:footNote></hp:ctrl>",
            p("linter")
        );
        let section = format!(
            "<hs:sec><hp:p><hp:run><hp:tbl><hp:tr>{}{}</hp:tr></hp:tbl></hp:run></hp:p>\
             <hp:p><hp:run><hp:t>린터</hp:t>{note}<hp:t>를 쓴다.</hp:t></hp:run></hp:p></hs:sec>",
            cell("말뭉치"),
            cell("corpus")
        );
        let document = Document::of_part(Format::HWPX, &section);
        assert_eq!(document.text, "말뭉치\n\ncorpus\n\n린터를 쓴다.\n\nlinter");
        let row = &document.layout.tables[0].rows[0];
        let cells: Vec<&str> = row
            .iter()
            .map(|cell| &document.text[cell.clone()])
            .collect();
        assert_eq!(cells, ["말뭉치", "corpus"]);
        let note = &document.layout.notes[0];
        assert!(document.text[..note.mark].ends_with("린터"));
        assert_eq!(&document.text[note.text.clone()], "linter");
    }
}
