//! Workbooks: ECMA-376, `SpreadsheetML`.

use std::ops::Range;

use super::flow::{Flow, Run};
use super::markup::{Markup, Way, walk};
use super::package::{Limits, Package, Parts};
use super::relations::relations;
use crate::Result;
use crate::source::Document;
use crate::source::layout::Edge;
use crate::source::origin::put_together;

const WORKBOOK: &str = "xl/workbook.xml";

/// Takes the workbook, the texts that its sheets share, and the sheets in its order.
pub(in crate::source) fn unpack_xlsx(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    let known = relations(&mut package, WORKBOOK)?;
    package.take(WORKBOOK)?;
    for (_, shared) in known.values().filter(|(kind, _)| kind == "sharedStrings") {
        package.take(shared)?;
    }
    let text = package.need(WORKBOOK)?;
    let mut sheets = Vec::new();
    walk(&text, 0..text.len(), WORKBOOK, &mut |markup| {
        if let Markup::Start("sheet", attributes) = markup {
            sheets.extend(attributes.get("id").and_then(|id| known.get(&*id)).cloned());
        }
        Way::Into
    })?;
    for (_, sheet) in sheets {
        package.take(&sheet)?;
    }
    Ok(package.parts())
}

/// Reads the cells with text, each where it first stands: cells that say the same share their text.
pub(in crate::source) fn read_xlsx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let mut shared: Vec<Option<Vec<Run>>> = Vec::new();
        let mut names = Vec::new().into_iter();
        for (part, name) in parts {
            if name.ends_with("workbook.xml") {
                names = sheets(source, part, &name)?.into_iter();
            } else if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
                shared = strings(source, part, &name)?;
            } else {
                let sheet = names.next().unwrap_or_default();
                read_sheet(source, part, &name, &sheet, &mut shared, &mut flow)?;
            }
        }
        Ok(())
    })
}

/// The names of the sheets.
fn sheets(source: &str, part: Range<usize>, name: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    walk(source, part, name, &mut |markup| {
        if let Markup::Start("sheet", attributes) = markup {
            names.push(attributes.get("name").unwrap_or_default().into_owned());
        }
        Way::Into
    })?;
    Ok(names)
}

/// The texts that sheets share.
fn strings(source: &str, part: Range<usize>, name: &str) -> Result<Vec<Option<Vec<Run>>>> {
    let mut strings = Vec::new();
    let mut runs = Vec::new();
    let mut in_text = false;
    walk(source, part, name, &mut |markup| {
        match markup {
            // How East Asian words are read.
            Markup::Start("rPh", _) => return Way::Over,
            Markup::Start("t", _) => in_text = true,
            Markup::End("t") => in_text = false,
            Markup::End("si") => strings.push(Some(std::mem::take(&mut runs))),
            Markup::Text(range) if in_text => runs.push(Run::Same(range)),
            Markup::Meant(range, meant) if in_text => runs.push(Run::Meant(range, meant.into())),
            _ => {}
        }
        Way::Into
    })?;
    Ok(strings)
}

fn read_sheet(
    source: &str,
    part: Range<usize>,
    name: &str,
    sheet: &str,
    shared: &mut [Option<Vec<Run>>],
    flow: &mut Flow<'_, '_>,
) -> Result<()> {
    // Where the cell stands, whose names are in one piece of memory for all cells.
    let mut place = String::new();
    let mut kind = Kind::None;
    let mut runs: Vec<Run> = Vec::new();
    let mut in_text = false;
    // How many cells of the row there have been.
    let mut filled = 0;
    walk(source, part, name, &mut |markup| {
        match markup {
            Markup::Start("f" | "rPh", _) => return Way::Over,
            Markup::Start("sheetData", _) => flow.edge(Edge::Table),
            Markup::End("sheetData") => flow.edge(Edge::EndTable),
            Markup::Start("row", _) => {
                flow.edge(Edge::Row);
                filled = 0;
            }
            Markup::Start("c", attributes) => {
                place.clear();
                place.push_str(&attributes.get("r").unwrap_or_default());
                // Empty cells are not written.
                for _ in filled..number(&place).min(FARTHEST) {
                    flow.edge(Edge::Cell);
                    flow.edge(Edge::EndCell);
                }
                filled = filled.max(number(&place) + 1);
                flow.edge(Edge::Cell);
                kind = Kind::of(&attributes.get("t").unwrap_or_default());
                runs.clear();
            }
            Markup::Start("v" | "t", _) => in_text = true,
            Markup::End("v" | "t") => in_text = false,
            Markup::End("c") => {
                match kind {
                    Kind::Shared => {
                        let number = runs.iter().find_map(|run| match run {
                            Run::Same(range) => source[range.clone()].trim().parse().ok(),
                            _ => None,
                        });
                        let number: Option<usize> = number;
                        let text = number.and_then(|number| shared.get_mut(number)?.take());
                        runs.clear();
                        runs.extend(text.into_iter().flatten());
                    }
                    Kind::Inline => {}
                    // What a formula gives is written by nobody.
                    Kind::Formula => {
                        for run in &mut runs {
                            if let Run::Same(range) = run {
                                *run = Run::Meant(0..0, source[range.clone()].into());
                            }
                        }
                    }
                    Kind::None => runs.clear(),
                }
                if !runs.is_empty() {
                    flow.place(format!("{sheet}!{place}"));
                    flow.begin();
                    for run in runs.drain(..) {
                        flow.run(run);
                    }
                    flow.end();
                }
                flow.edge(Edge::EndCell);
            }
            // Numbers are most of what there is, and no text.
            Markup::Text(range) if in_text && kind != Kind::None => runs.push(Run::Same(range)),
            Markup::Meant(range, meant) if in_text && kind != Kind::None => {
                runs.push(Run::Meant(range, meant.into()));
            }
            _ => {}
        }
        Way::Into
    })
}

/// What a cell holds: 18.18.11.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The number of a text that sheets share.
    Shared,
    /// A text of its own.
    Inline,
    /// The text that a formula gives.
    Formula,
    /// No text.
    None,
}

impl Kind {
    /// By the name that the attribute has for it.
    fn of(name: &str) -> Self {
        match name {
            "s" => Self::Shared,
            "inlineStr" => Self::Inline,
            "str" => Self::Formula,
            _ => Self::None,
        }
    }
}

/// The number of the column of a cell, from 0: 2 for `C7`.
fn number(place: &str) -> usize {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(3);
    let number = letters.fold(0, |number, letter| {
        26 * number + usize::from(letter - b'A') + 1
    });
    number.saturating_sub(1)
}

/// Columns farther to the right are not told apart: tables as wide are data, and a short tag may name the last of 16,384.
const FARTHEST: usize = 16;

/// What spreadsheets call a column, counted from 0: A, B, … Z, AA.
pub(super) fn column(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (at % 26) as u8));
        match (at / 26).checked_sub(1) {
            Some(rest) => at = rest,
            None => return name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (at, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(column(at), name);
            assert_eq!(number(&format!("{name}17")), at);
        }
    }

    #[test]
    fn cells_far_to_the_right_are_beside_near_ones() {
        let sheet = "<sheetData><row><c r=\"C1\" t=\"inlineStr\"><is><t>텐서</t></is></c><c r=\"XFD1\"/><c r=\"A1\"/><c r=\"XFD1\"/></row></sheetData>";
        let mut document = Document::plain("글.xlsx", sheet);
        put_together(&mut document, |pieces| {
            let mut flow = Flow::into(pieces);
            read_sheet(sheet, 0..sheet.len(), "", "", &mut [], &mut flow)
        })
        .unwrap();
        let cells = document.layout.tables[0].rows[0].iter();
        let cells: Vec<&str> = cells.map(|cell| &document.text[cell.clone()]).collect();
        assert_eq!(cells[..4], ["", "", "텐서", ""]);
        assert_eq!(cells.len(), FARTHEST + 3);
    }
}
