//! Documents of Word: ECMA-376, `WordprocessingML`.

use super::flow::{Flow, Run};
use super::markup::{Attributes, Markup};
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
        "rt",
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
            STORY.flow(&mut flow, source, part, &name, &mut take_note)?;
        }
        Ok(())
    })
}

/// Notes stand in parts of their own, and are known by their numbers.
fn take_note(markup: &Markup<'_>, flow: &mut Flow<'_, '_>) {
    let name = |kind: &str, attributes: &Attributes<'_>| {
        format!("{kind} {}", attributes.get("id").unwrap_or_default())
    };
    match markup {
        Markup::Start("footnoteReference", attributes) => {
            flow.run(Run::Mark(name("footnote", attributes).into()));
        }
        Markup::Start("endnoteReference", attributes) => {
            flow.run(Run::Mark(name("endnote", attributes).into()));
        }
        Markup::Start(kind @ ("footnote" | "endnote"), attributes) => {
            flow.begin_note(name(kind, attributes));
        }
        Markup::End("footnote" | "endnote") => flow.end_note(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;

    #[test]
    fn a_box_within_a_paragraph_comes_behind_it() {
        let body = "<w:document><w:p><w:r><w:t>컨테</w:t></w:r><w:pict><w:txbxContent><w:p><w:r><w:t>상자의 말뭉치</w:t></w:r></w:p>\
                    </w:txbxContent></w:pict><w:r><w:t>이너를</w:t></w:r></w:p></w:document>";
        let document = Document::of_part(Format::DOCX, body);
        assert_eq!(document.text, "컨테이너를\n\n상자의 말뭉치");
        let at = |word: &str| {
            let start = document.text.find(word).unwrap();
            start..start + word.len()
        };
        let (first, second) = (at("컨테이너"), at("말뭉치"));
        let edited = document
            .edited([(&first, "용기"), (&second, "코퍼스")])
            .unwrap();
        assert_eq!(edited.text, "용기를\n\n상자의 코퍼스");
    }

    #[test]
    fn tables_are_known_by_their_cells() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |one: &str, other: &str| format!("<w:tr>{}{}</w:tr>", cell(one), cell(other));
        let body = format!(
            "<w:document><w:tbl>{}{}</w:tbl></w:document>",
            row("용어", "원어"),
            row("말뭉치", "")
        );
        let document = Document::of_part(Format::DOCX, &body);
        let rows = &document.layout.tables[0].rows;
        let cells = |row: &Vec<std::ops::Range<usize>>| -> Vec<String> {
            let texts = row
                .iter()
                .map(|cell| document.text[cell.clone()].to_owned());
            texts.collect()
        };
        assert_eq!(
            rows.iter().map(cells).collect::<Vec<_>>(),
            [["용어", "원어"], ["말뭉치", ""]]
        );
    }

    #[test]
    fn what_is_deleted_or_only_read_above_is_no_text() {
        let body = "<w:document><w:p><w:del><w:r><w:delText>껐다</w:delText></w:r></w:del><w:ruby><w:rt><w:r><w:t>corpus</w:t></w:r></w:rt>\
                    <w:rubyBase><w:r><w:t>말뭉치</w:t></w:r></w:rubyBase></w:ruby><w:ins><w:r><w:t>를</w:t><w:tab/><w:t>모은다</w:t></w:r></w:ins></w:p></w:document>";
        let document = Document::of_part(Format::DOCX, body);
        assert_eq!(document.text, "말뭉치를 모은다");
    }
}
