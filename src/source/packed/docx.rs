//! Documents of Word: ECMA-376, `WordprocessingML`.

use super::flow::{Flow, Run};
use super::hidden::{HIDING, Hidden, PROPERTIES, STYLES, Styles, hidden_styles};
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

/// Deleted or moved away; fields; what the properties were before a tracked change.
const STORY: Story = Story {
    texts: &["t"],
    over: &["del", "moveFrom", "instrText", "delText"],
    // Formulas: ECMA-376, part 1, 22.1.
    objects: &["oMathPara", "oMath"],
    properties: &PROPERTIES,
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
    // Few documents have styles that hide their text, but all have styles.
    if let Some(styles) = package.text(STYLES)?
        && HIDING.iter().any(|property| styles.contains(property))
    {
        package.push(STYLES, &styles);
    }
    for name in names {
        package.take(&name)?;
    }
    Ok(package.parts())
}

/// Reads them: with tracked changes accepted, and without hidden or struck out text, comments and what only the program sees.
pub(in crate::source) fn read_docx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let mut styles = Styles::new();
        for (part, name) in parts {
            if &*name == STYLES {
                styles = hidden_styles(source, part)?;
                continue;
            }
            flow.place(rank(&name).map_or("", |rank| PARTS[rank].1));
            let mut hidden = Hidden::by(&styles);
            let mut above = Above::default();
            STORY.flow(&mut flow, source, part, &name, &mut |markup, flow| {
                take_note(markup, flow);
                above.take(markup, flow);
                hidden.take(markup, flow)
            })?;
        }
        Ok(())
    })
}

/// What stands above other words (`w:ruby`) comes before them in the file, and is read behind them: ECMA-376, part 1, 17.3.3.24 to 17.3.3.27.
#[derive(Default)]
struct Above {
    /// Where it begins in its paragraph.
    begin: usize,
    runs: Vec<Run>,
}

impl Above {
    fn take(&mut self, markup: &Markup<'_>, flow: &mut Flow<'_, '_>) {
        match markup {
            Markup::Start("rt", _) => self.begin = flow.runs(),
            Markup::End("rt") => self.runs = flow.cut(self.begin),
            Markup::End("ruby") => flow.above(std::mem::take(&mut self.runs)),
            _ => {}
        }
    }
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
    fn what_is_deleted_is_no_text_and_what_stands_above_comes_behind() {
        let ruby = |above: &str, base: &str| {
            format!(
                "<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val=\"center\"/></w:rubyPr><w:rt><w:r><w:rPr><w:sz w:val=\"10\"/></w:rPr>\
                 <w:t>{above}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            )
        };
        let body = format!(
            "<w:document><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:del><w:r><w:delText>껐다</w:delText></w:r></w:del>{}\
             <w:ins><w:r><w:t>를</w:t><w:tab/><w:t>모으고 </w:t></w:r></w:ins>{}<w:r><w:t>로 검사한다.</w:t></w:r></w:p></w:document>",
            ruby("", "말뭉치"),
            ruby("Linter", "린터")
        );
        let document = Document::of_part(Format::DOCX, &body);
        assert_eq!(document.text, "말뭉치를 모으고 린터(Linter)로 검사한다.");
        let start = document.text.find("Linter").unwrap();
        let edited = document.edited([(&(start..start + 6), "linter")]).unwrap();
        assert_eq!(edited.source(), body.replace("Linter", "linter"));
        // The parentheses stand nowhere in the file.
        let start = document.text.find("린터").unwrap();
        assert_eq!(document.edited([(&(start..start + 14), "검사기")]), None);
    }

    #[test]
    fn formulas_are_things_among_words() {
        let formula = "<m:oMath><m:r><m:t>버퍼</m:t></m:r></m:oMath>";
        let word = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let body = format!(
            "<w:document><w:p>{}{formula}{}</w:p><w:p><m:oMathPara>{formula}</m:oMathPara></w:p></w:document>",
            word("크기는 "),
            word("를 넘는다.")
        );
        let document = Document::of_part(Format::DOCX, &body);
        assert_eq!(document.text, "크기는 \u{fffc}를 넘는다.\n\n\u{fffc}");
        let slide = format!(
            "<p:sld><a:p><a:r><a:t>크기 </a:t></a:r><mc:AlternateContent><mc:Choice><a14:m>{formula}</a14:m></mc:Choice>\
             <mc:Fallback><a:r><a:t>그림</a:t></a:r></mc:Fallback></mc:AlternateContent></a:p></p:sld>"
        );
        let document = Document::of_part(Format::PPTX, &slide);
        assert_eq!(document.text, "크기 \u{fffc}");
    }

    #[test]
    fn a_paragraph_without_its_mark_goes_on_in_the_next() {
        let paragraph = |properties: &str, text: &str| {
            format!(
                "<w:p><w:pPr><w:rPr>{properties}</w:rPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            )
        };
        let deleted = "<w:del w:id=\"1\" w:author=\"김\"/>";
        let body = [
            "<w:document>".to_owned(),
            paragraph(deleted, "리더 선"),
            paragraph("<w:ins w:id=\"2\"/>", "출(leader election)을 한다."),
            paragraph(deleted, "끝이다."),
            format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
                paragraph("", "칸")
            ),
            "</w:document>".to_owned(),
        ]
        .concat();
        let document = Document::of_part(Format::DOCX, &body);
        assert_eq!(
            document.text,
            "리더 선출(leader election)을 한다.\n\n끝이다.\n\n칸"
        );
        // In a text box, out of which nothing goes on.
        let boxed = paragraph(deleted, "리더 선") + &paragraph(deleted, "출을 한다.");
        let body = format!(
            "<w:document><w:p><w:r><w:t>앞</w:t></w:r><w:r><w:txbxContent>{boxed}</w:txbxContent></w:r></w:p>{}</w:document>",
            paragraph("", "뒤")
        );
        let document = Document::of_part(Format::DOCX, &body);
        assert_eq!(document.text, "앞\n\n리더 선출을 한다.\n\n뒤");
    }

    #[test]
    fn notes_have_their_marks_and_comments_are_not_read() {
        let document = "<w:document><w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>린터</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
                        <w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:t>로 검사한다.</w:t></w:r></w:p></w:document>";
        let comments = "<w:comments><w:comment w:id=\"0\"><w:p><w:r><w:t>용어를 확인할 것</w:t></w:r></w:p></w:comment></w:comments>";
        let endnotes = "<w:endnotes><w:endnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>\
                        <w:endnote w:id=\"2\"><w:p><w:r><w:endnoteRef/><w:t xml:space=\"preserve\"> Linter</w:t></w:r></w:p></w:endnote></w:endnotes>";
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [
            ("word/endnotes.xml", endnotes),
            ("word/comments.xml", comments),
            ("word/document.xml", document),
        ] {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let read = Document::unpacked(Format::DOCX, "글.docx", &bytes, Limits::default()).unwrap();
        assert_eq!(read.text, "린터로 검사한다.\n\n Linter");
        let [note] = &*read.layout.notes else {
            panic!("{:?}", read.layout.notes)
        };
        assert_eq!(&read.text[..note.mark], "린터");
        assert_eq!(&read.text[note.text.clone()], "Linter");
        let origin = read.origin.as_ref().unwrap();
        assert_eq!(origin.place(note.text.start), Some("endnote"));
    }

    #[test]
    fn hidden_text_and_deleted_rows_are_not_read() {
        let run = |properties: &str, text: &str| {
            format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
        };
        let row = |properties: &str, text: &str| {
            format!(
                "<w:tr><w:trPr>{properties}</w:trPr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>",
                run("", text),
                run("", "corpus")
            )
        };
        let body = [
            "<w:document><w:p>".to_owned(),
            run("<w:vanish/>", "숨긴 글"),
            run("<w:strike/>", "그은 글"),
            run("<w:vanish/><w:dstrike w:val=\"0\"/>", "숨긴 글"),
            run("<w:vanish w:val=\"0\"/><w:strike w:val=\"0\"/>", "보이는 "),
            run(
                "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>",
                "글이다.",
            ),
            "</w:p><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>".to_owned(),
            run("", "단락 끝의 표시만 숨긴다."),
            "</w:p><w:tbl>".to_owned(),
            row("", "말뭉치"),
            row("<w:cantSplit/><w:del w:id=\"1\"/>", "형태소"),
            row("<w:ins w:id=\"2\"/>", "언어 자료"),
            "</w:tbl></w:document>".to_owned(),
        ]
        .concat();
        let document = Document::of_part(Format::DOCX, &body);
        assert_eq!(
            document.text,
            "보이는 글이다.\n\n단락 끝의 표시만 숨긴다.\n\n말뭉치\n\ncorpus\n\n언어 자료\n\ncorpus"
        );
        let rows: Vec<usize> = document.layout.tables[0]
            .rows
            .iter()
            .map(Vec::len)
            .collect();
        assert_eq!(rows, [2, 2]);
    }
}
