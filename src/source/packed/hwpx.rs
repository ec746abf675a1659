//! Documents of Hancom: KS X 6101 (OWPML), `.hwpx`.

use std::collections::HashSet;
use std::ops::Range;

use super::flow::Flow;
use super::markup::{Markup, Way, walk};
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

/// The part with the shapes of characters.
const HEADER: &str = "Contents/header.xml";

/// The lines with which text is struck out: `LineType2` of the standard. Hancom's own program writes `NONE`, and `3D` as well, which no page shows.
const LINES: [&str; 13] = [
    "SOLID",
    "DASH",
    "DOT",
    "DASH_DOT",
    "DASH_DOT_DOT",
    "LONG_DASH",
    "CIRCLE",
    "DOUBLE_SLIM",
    "SLIM_THICK",
    "THICK_SLIM",
    "SLIM_THICK_SLIM",
    "WAVE",
    "DOUBLEWAVE",
];

/// The identifiers of the shapes of characters that are struck out.
fn struck_shapes(source: &str, part: Range<usize>) -> Result<HashSet<String>> {
    let mut struck = HashSet::new();
    let mut id = String::new();
    walk(source, part, HEADER, &mut |markup| {
        match markup {
            Markup::Start("charPr", attributes) => {
                id = attributes.get("id").unwrap_or_default().into_owned();
            }
            Markup::Start("strikeout", attributes)
                if attributes
                    .get("shape")
                    .is_some_and(|shape| LINES.contains(&&*shape)) =>
            {
                struck.insert(id.clone());
            }
            _ => {}
        }
        Way::Into
    })?;
    Ok(struck)
}

/// Hides what is struck out.
#[derive(Default)]
struct Struck {
    shapes: HashSet<String>,
    /// Whether the runs that are open are: a run may hold a table with others.
    open: Vec<bool>,
}

impl Struck {
    fn take(&mut self, markup: &Markup<'_>, flow: &mut Flow<'_, '_>) {
        if self.shapes.is_empty() {
            return;
        }
        match markup {
            Markup::Start("run", attributes) => {
                let shape = attributes.get("charPrIDRef");
                self.open
                    .push(shape.is_some_and(|shape| self.shapes.contains(&*shape)));
            }
            Markup::End("run") => drop(self.open.pop()),
            _ => return,
        }
        flow.hide(self.open.last() == Some(&true));
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
    // All documents have shapes, and few have any that are struck out.
    if let Some(header) = package.text(HEADER)?
        && !struck_shapes(&header, 0..header.len())?.is_empty()
    {
        package.push(HEADER, &header);
    }
    for name in names {
        package.take(&name)?;
    }
    Ok(package.parts())
}

/// Reads them: with tracked changes accepted, and without memos and what is struck out.
pub(in crate::source) fn read_hwpx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let mut struck = Struck::default();
        for (part, name) in parts {
            if &*name == HEADER {
                struck.shapes = struck_shapes(source, part)?;
                continue;
            }
            STORY.flow(&mut flow, source, part, &name, &mut |markup, flow| {
                struck.take(markup, flow);
                pass_memos(markup, flow)
            })?;
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
    fn what_is_struck_out_is_not_read() {
        let shape = |id: u8, line: &str| {
            format!(
                "<hh:charPr id=\"{id}\"><hh:bold/><hh:strikeout color=\"#000000\" shape=\"{line}\"/></hh:charPr>"
            )
        };
        let run =
            |shape: u8, inner: &str| format!("<hp:run charPrIDRef=\"{shape}\">{inner}</hp:run>");
        let text = |text: &str| format!("<hp:t>{text}</hp:t>");
        let header = [
            "<hh:head>".to_owned(),
            shape(0, "NONE"),
            shape(1, "SOLID"),
            shape(2, "3D"),
            "</hh:head>".to_owned(),
        ]
        .concat();
        let table = format!(
            "<hp:tbl><hp:tr><hp:tc><hp:subList><hp:p>{}{}</hp:p></hp:subList></hp:tc></hp:tr></hp:tbl>",
            run(0, &text("형태소")),
            run(1, &text("지운 칸"))
        );
        let section = [
            "<hs:sec><hp:p>".to_owned(),
            run(0, &text("말뭉치를 ")),
            run(1, &(text("그은 글") + &table + &text("그은 글"))),
            run(2, &text("모은다.")),
            "</hp:p></hs:sec>".to_owned(),
        ]
        .concat();
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [(HEADER, &header), ("Contents/section0.xml", &section)] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let read = Document::unpacked(Format::HWPX, "글.hwpx", &bytes, Limits::default()).unwrap();
        assert_eq!(read.text, "말뭉치를 모은다.\n\n형태소");
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
