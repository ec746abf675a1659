//! Presentations: ECMA-376, `PresentationML`.

use super::flow::Flow;
use super::markup::{Markup, Way, walk};
use super::package::{Limits, Package, Parts};
use super::relations::relations;
use super::story::Story;
use crate::Result;
use crate::source::Document;
use crate::source::origin::put_together;

const STORY: Story = Story {
    texts: &["t"],
    // Fields hold the number of the slide and the date.
    over: &["fld", "pPr"],
    properties: &["rPr"],
    objects: &["oMathPara", "oMath"],
    spaces: &["br", "tab"],
    ..Story::PLAIN
};

const PRESENTATION: &str = "ppt/presentation.xml";

/// Takes the slides in the order of the presentation, each with its notes.
pub(in crate::source) fn unpack_pptx(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    let known = relations(&mut package, PRESENTATION)?;
    let text = package.need(PRESENTATION)?;
    let mut slides = Vec::new();
    walk(&text, 0..text.len(), PRESENTATION, &mut |markup| {
        if let Markup::Start("sldId", attributes) = markup {
            // `id` with a prefix stands behind the one without.
            slides.extend(
                attributes
                    .all("id")
                    .last()
                    .and_then(|id| known.get(&*id))
                    .cloned(),
            );
        }
        Way::Into
    })?;
    for (_, slide) in slides {
        package.take(&slide)?;
        let beside = relations(&mut package, &slide)?.into_values();
        for (_, notes) in beside.filter(|(kind, _)| kind == "notesSlide") {
            package.take(&notes)?;
        }
    }
    Ok(package.parts())
}

/// Reads them, without what is struck out (`DrawingML`, ECMA-376, part 1, 20.1.10.79).
pub(in crate::source) fn read_pptx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let mut slide = 0;
        for (part, name) in parts {
            if name.contains("notesSlide") {
                flow.place(format!("slide {slide}, notes"));
            } else {
                slide += 1;
                flow.place(format!("slide {slide}"));
            }
            STORY.flow(&mut flow, source, part, &name, &mut |markup, flow| {
                match markup {
                    Markup::Start("rPr", attributes) => {
                        let strike = attributes.get("strike");
                        flow.hide(strike.is_some_and(|strike| strike != "noStrike"));
                    }
                    Markup::End("r" | "br") => flow.hide(false),
                    _ => {}
                }
                Way::Into
            })?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::source::Format;

    #[test]
    fn what_is_struck_out_is_not_read() {
        let run = |strike: &str, text: &str| {
            format!("<a:r><a:rPr lang=\"ko-KR\"{strike}><a:latin/></a:rPr><a:t>{text}</a:t></a:r>")
        };
        let slide = [
            "<p:sld><a:p>".to_owned(),
            run(" strike=\"sngStrike\"", "그은 글"),
            run(" strike=\"noStrike\"", "말뭉치를 "),
            run(" strike=\"dblStrike\"", "그은 글"),
            "<a:r><a:t>모은다.</a:t></a:r></a:p></p:sld>".to_owned(),
        ];
        let document = Document::of_part(Format::PPTX, &slide.concat());
        assert_eq!(document.text, "말뭉치를 모은다.");
    }

    #[test]
    fn tables_of_slides_are_laid_out() {
        let cell = |text: &str| {
            format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>")
        };
        let row = |[korean, english]: [&str; 2]| {
            format!("<a:tr h=\"1\">{}{}</a:tr>", cell(korean), cell(english))
        };
        let rows = [["용어", "원어"], ["린터", "linter"], ["말뭉치", ""]];
        let slide = format!(
            "<p:sld><p:graphicFrame><a:tbl><a:tblGrid><a:gridCol/></a:tblGrid>{}</a:tbl></p:graphicFrame><p:sp><a:p><a:r><a:t>뒤의 글</a:t></a:r></a:p></p:sp></p:sld>",
            rows.map(row).concat()
        );
        let document = Document::of_part(Format::PPTX, &slide);
        let laid = document.layout.tables.iter().flat_map(|table| &table.rows);
        let laid: Vec<Vec<&str>> = laid
            .map(|row| {
                row.iter()
                    .map(|cell| &document.text[cell.clone()])
                    .collect()
            })
            .collect();
        assert_eq!(laid, rows);
    }
}
