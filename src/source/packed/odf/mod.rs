//! Texts, spreadsheets and presentations of `OpenDocument`: ISO/IEC 26300.

mod hidden;
mod sheets;

use std::ops::Range;

use super::flow::{Flow, Piece};
use super::markup::{Attributes, Markup, Way, walk};
use super::package::{Limits, Package, Parts, locked};
use super::sought::{RESULT, Sought};
use super::story::Story;
use super::xlsx::column;
use crate::Result;
use crate::source::Document;
use crate::source::layout::Edge;
use crate::source::origin::put_together;
use crate::source::tie::Tie;
use hidden::{Hidden, OwnStyles};
use sheets::HiddenSheets;

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

/// Reads them: with tracked changes accepted, and without what is hidden or struck out.
pub(in crate::source) fn read_odf(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let styles = (parts.iter())
            .map(|(part, name)| OwnStyles::of(source, part.clone(), name))
            .collect::<Result<Vec<_>>>()?;
        let common = styles.last();
        for (at, (part, name)) in parts.into_iter().enumerate() {
            let own = &styles[at];
            let mut hidden = Hidden::by(own.with(common.unwrap_or(own)));
            let mut place = Place::default();
            let mut cell = Cell::default();
            let has_cells = source[part.clone()].contains("office:spreadsheet");
            let sought = if has_cells {
                seek(source, part.clone(), &name)?
            } else {
                Sought::default()
            };
            let mut sheets = HiddenSheets::default();
            flow.place("");
            STORY.flow(&mut flow, source, part, &name, &mut |markup, flow| {
                hidden.take(markup, flow);
                if sheets.take(markup) {
                    flow.edge(Edge::EndTable);
                    return Way::Over;
                }
                if let Markup::Start("s", attributes) = markup {
                    // No more than the tag has bytes: a text does not grow when it is read.
                    let spaces = number(attributes, "c").min(attributes.place.len());
                    flow.meant(0..0, &" ".repeat(spaces));
                } else if let Some(place) = place.of(markup) {
                    flow.place(place);
                }
                if place.sheet.is_some() {
                    cell.take(markup, source, &sought, flow);
                }
                Way::Into
            })?;
        }
        Ok(())
    })
}

/// What formulas, lists of choices and filters look for among the cells.
fn seek(source: &str, part: Range<usize>, name: &str) -> Result<Sought> {
    let mut sought = Sought::default();
    let signs = [":formula=", ":condition=", "filter-condition"];
    if !signs.iter().any(|sign| source[part.clone()].contains(sign)) {
        return Ok(sought);
    }
    walk(source, part, name, &mut |markup| {
        if let Markup::Start(tag, attributes) = markup {
            for name in ["formula", "condition"] {
                if let Some(formula) = attributes.get(name) {
                    sought.formula(&formula);
                }
            }
            if let Some(value) = attributes
                .get("value")
                .filter(|_| tag == "filter-condition")
            {
                sought.words(&value);
            }
        }
        Way::Into
    })?;
    Ok(sought)
}

/// A cell of a spreadsheet. One with text may have it once more: `office:string-value`, part 3, 19.379.
#[derive(Default)]
struct Cell {
    /// Whether a formula gives what is in it.
    computed: bool,
    /// Where the value stands.
    value: Option<Range<usize>>,
    is_open: bool,
    /// How many cells are open within it.
    within: usize,
}

impl Cell {
    fn take(
        &mut self,
        markup: &Markup<'_>,
        source: &str,
        sought: &Sought,
        flow: &mut Flow<'_, '_>,
    ) {
        match markup {
            // Of a table within one.
            Markup::Start("table-cell" | "covered-table-cell", _) if self.is_open => {
                self.within += 1;
            }
            Markup::End("table-cell" | "covered-table-cell") if self.within > 0 => {
                self.within -= 1;
            }
            Markup::Start("table-cell" | "covered-table-cell", attributes) => {
                *self = Self {
                    is_open: true,
                    ..Self::default()
                };
                for (name, place) in attributes.places() {
                    match name {
                        "formula" => self.computed = true,
                        "string-value" => self.value = Some(place),
                        _ => {}
                    }
                }
                flow.watch();
            }
            Markup::Start("p", _) if self.is_open => flow.watch_line(),
            Markup::End("table-cell" | "covered-table-cell") if self.is_open => {
                self.is_open = false;
                let pieces = flow.watched();
                if self.computed {
                    for (words, _) in &pieces {
                        flow.tie(words, RESULT);
                    }
                    return;
                }
                let texts = pieces.iter().map(|(words, meant)| match meant {
                    Some(meant) => meant,
                    None => &source[words.clone()],
                });
                if !sought.is_empty()
                    && let Some(tie) = sought.of(&texts.collect::<String>(), false)
                {
                    for (words, _) in &pieces {
                        flow.tie(words, tie);
                    }
                }
                if let Some(value) = self.value.take() {
                    let copies = copies(source, &pieces, value);
                    for (number, (words, _)) in pieces.iter().enumerate() {
                        let tie = match &copies {
                            Some(copies) => Tie::CopiedToAttribute(copies[number]),
                            None => OTHERWISE,
                        };
                        flow.tie(words, tie);
                    }
                }
            }
            _ => {}
        }
    }
}

const OTHERWISE: Tie =
    Tie::Used("the cell has its text once more, in other words: open the file and save it anew");

/// Where each piece of a cell's text stands in the value, if that is the same text.
fn copies(source: &str, pieces: &[Piece], value: Range<usize>) -> Option<Vec<u32>> {
    let mut at = value.start;
    let mut copies = Vec::with_capacity(pieces.len());
    for (words, meant) in pieces {
        let rest = &source[at..value.end];
        let own = &source[words.clone()];
        let length = match meant {
            _ if !own.is_empty() && rest.starts_with(own) => own.len(),
            Some(meant) if own.is_empty() && &**meant == "\n" => {
                let ends = ["\n", "&#10;", "&#xA;", "&#xa;", "&#x0a;"];
                let end = ends.iter().find(|end| rest.starts_with(**end))?;
                end.len()
            }
            Some(meant) if own.is_empty() && rest.starts_with(&**meant) => meant.len(),
            _ => return None,
        };
        copies.push(at as u32);
        at += length;
    }
    (at == value.end).then_some(copies)
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

    #[test]
    fn cells_of_a_spreadsheet_say_the_same_twice_and_results_stay() {
        let sheet = |cells: &str| {
            format!(
                "<office:spreadsheet><table:table table:name=\"표\"><table:table-row>{cells}</table:table-row></table:table></office:spreadsheet>"
            )
        };
        let cells = [
            "<table:table-cell office:string-value=\"큐와 &amp;스택&#10;힙\"><text:p>큐와<text:s/><text:span>&amp;스택</text:span></text:p><text:p>힙</text:p></table:table-cell>",
            "<table:table-cell office:string-value=\"스택\"><text:p>스택을</text:p></table:table-cell>",
            "<table:table-cell table:formula=\"of:=IF([.A1]=&quot;큐&quot;;&quot;&quot;;[.B1])\" office:string-value=\"스택\"><text:p>스택</text:p></table:table-cell>",
            "<table:table-cell><text:p>큐</text:p></table:table-cell>",
        ];
        let document = Document::of_part(Format::ODF, &sheet(&cells.concat()));
        assert_eq!(document.text, "큐와 &스택\n\n힙\n\n스택을\n\n스택\n\n큐");
        let origin = document.origin.as_ref().unwrap();
        let words = |word: &'static str| document.text.match_indices(word);
        let places = words("스택").chain(words("큐").skip(1));
        let places: Vec<_> = places.map(|(at, word)| at..at + word.len()).collect();
        let told = places.iter().map(|range| {
            let rewrites = origin.rewrite(&document.text, range, "더미");
            rewrites.map_or("fixed", |rewrites| {
                origin.uses(&rewrites).map_or("", |_| "used")
            })
        });
        assert_eq!(told.collect::<Vec<_>>(), ["", "used", "fixed", "used"]);
        let heap = document.text.find('힙').unwrap();
        let heap = heap..heap + 3;
        let edited = document
            .edited([(&places[0], "\"더미\""), (&heap, "무더기")])
            .unwrap();
        let after = cells[0]
            .replace("&amp;스택</", "&amp;\"더미\"</")
            .replace("&amp;스택&", "&amp;&quot;더미&quot;&")
            .replace("힙", "무더기");
        assert_eq!(
            edited.source(),
            sheet(&[&after, cells[1], cells[2], cells[3]].concat())
        );
    }
}
