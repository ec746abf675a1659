//! Texts, spreadsheets and presentations of `OpenDocument`: ISO/IEC 26300.

use super::flow::Flow;
use super::markup::{Attributes, Markup, Way};
use super::package::{Limits, Package, Parts, locked};
use super::story::Story;
use super::xlsx::column;
use crate::Result;
use crate::source::Document;
use crate::source::origin::put_together;

const STORY: Story = Story {
    paragraphs: &["p", "h"],
    over: &[
        "tracked-changes",
        "annotation",
        "note-citation",
        "script",
        "desc",
    ],
    spaces: &["tab", "line-break"],
    places: &[
        ("note-body", "footnote"),
        ("header", "header"),
        ("footer", "footer"),
    ],
    above: Some("ruby-text"),
    ..Story::PLAIN
};

/// Takes the text, and what stands at the edges of its pages.
pub(in crate::source) fn unpack_odf(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.text("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(locked());
    }
    for name in ["content.xml", "styles.xml"] {
        package.take(name)?;
    }
    Ok(package.parts())
}

/// Reads them: with tracked changes accepted.
pub(in crate::source) fn read_odf(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        for (part, name) in parts {
            let mut place = Place::default();
            flow.place("");
            STORY.flow(&mut flow, source, part, &name, &mut |markup, flow| {
                if let Markup::Start("s", attributes) = markup {
                    // No more than the tag has bytes: a text does not grow when it is read.
                    let spaces = number(attributes, "c").min(attributes.place.len());
                    flow.meant(0..0, &" ".repeat(spaces));
                } else if let Some(place) = place.of(markup) {
                    flow.place(place);
                }
                Way::Into
            })?;
        }
        Ok(())
    })
}

/// Where in a spreadsheet or a presentation one is.
#[derive(Default)]
struct Place {
    /// The name of the sheet, in a spreadsheet.
    sheet: Option<String>,
    /// From 0, and how often the last one is repeated.
    row: [usize; 2],
    column: [usize; 2],
    slide: usize,
}

impl Place {
    /// The name of a place that begins here.
    fn of(&mut self, markup: &Markup<'_>) -> Option<String> {
        match markup {
            Markup::Start("spreadsheet", _) => self.sheet = Some(String::new()),
            Markup::Start("table", attributes) => {
                let sheet = self.sheet.as_mut()?;
                *sheet = attributes.get("name").unwrap_or_default().into_owned();
                self.row = [0; 2];
            }
            Markup::Start("table-row", attributes) => {
                self.row = [
                    self.row[0].saturating_add(self.row[1]),
                    number(attributes, "number-rows-repeated"),
                ];
                self.column = [0; 2];
            }
            Markup::Start("table-cell" | "covered-table-cell", attributes) => {
                self.column = [
                    self.column[0].saturating_add(self.column[1]),
                    number(attributes, "number-columns-repeated"),
                ];
                let sheet = self.sheet.as_ref()?;
                let (row, column) = (self.row[0].saturating_add(1), column(self.column[0]));
                return Some(format!("{sheet}!{column}{row}"));
            }
            Markup::Start("page", _) => {
                self.slide += 1;
                return Some(format!("slide {}", self.slide));
            }
            Markup::Start("notes", _) => return Some(format!("slide {}, notes", self.slide)),
            _ => {}
        }
        None
    }
}

/// A number that an attribute gives, 1 where it gives none.
fn number(attributes: &Attributes<'_>, name: &str) -> usize {
    let value = attributes.get(name);
    value.and_then(|value| value.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;

    #[test]
    fn spaces_are_no_more_than_their_tags_have_bytes() {
        let read = |count: &str| {
            let content = format!("<text:p>텐서<text:s text:c=\"{count}\"/>벡터</text:p>");
            Document::of_part(Format::ODF, &content).text
        };
        assert_eq!(read("3"), "텐서   벡터");
        let tag = "<text:s text:c=\"1000000\"/>".len();
        assert_eq!(read("1000000"), format!("텐서{}벡터", " ".repeat(tag)));
    }
}
