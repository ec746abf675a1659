//! Workbooks: ECMA-376, `SpreadsheetML`.

mod seek;
mod struck;

use std::collections::HashSet;
use std::ops::Range;

use super::flow::{Flow, Run};
use super::markup::{Attributes, Markup, Way, walk};
use super::package::{Limits, Package, Parts};
use super::relations::relations;
use super::sought::{RESULT, Sought};
use crate::Result;
use crate::source::Document;
use crate::source::layout::Edge;
use crate::source::origin::put_together;
use seek::{seek, tie, tie_all};
use struck::{strikes, struck_styles};

const WORKBOOK: &str = "xl/workbook.xml";

/// Takes the workbook, the texts that its sheets share, and the sheets in its order, each behind its tables.
pub(in crate::source) fn unpack_xlsx(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    let known = relations(&mut package, WORKBOOK)?;
    package.take(WORKBOOK)?;
    let mut beside: Vec<_> = known.values().collect();
    beside.sort();
    for (kind, part) in beside {
        // All workbooks have styles, and few have any that strike out.
        match &**kind {
            "sharedStrings" => package.take(part)?,
            "styles" => {
                let styles = package.text(part)?;
                if let Some(styles) = styles.filter(|styles| styles.contains("strike")) {
                    package.push(part, &styles);
                }
            }
            _ => {}
        }
    }
    let text = package.need(WORKBOOK)?;
    let mut sheets = Vec::new();
    walk(&text, 0..text.len(), WORKBOOK, &mut |markup| {
        if let Markup::Start("sheet", attributes) = markup
            && is_shown(&attributes)
        {
            sheets.extend(attributes.get("id").and_then(|id| known.get(&*id)).cloned());
        }
        Way::Into
    })?;
    for (_, sheet) in sheets {
        let beside = relations(&mut package, &sheet)?;
        let tables = beside.into_values().filter(|(kind, _)| kind == "table");
        let mut tables: Vec<String> = tables.map(|(_, table)| table).collect();
        tables.retain(|table| is_table(table));
        tables.sort();
        for table in tables {
            package.take(&table)?;
        }
        package.take(&sheet)?;
    }
    Ok(package.parts())
}

/// Reads the cells with text, each where it first stands: cells that say the same share their text, or where they have their own, repeat it.
pub(in crate::source) fn read_xlsx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let mut shared: Vec<Option<Vec<Run>>> = Vec::new();
        let mut names = Vec::new().into_iter();
        let mut sought = Sought::default();
        let mut struck = HashSet::new();
        let mut has_tables = false;
        for (part, name) in &parts {
            seek(source, part.clone(), name, &mut sought)?;
        }
        let mut written = HashSet::new();
        for (part, name) in parts {
            if is_table(&name) {
                has_tables = true;
                continue;
            }
            if name.ends_with("workbook.xml") {
                names = sheets(source, part, &name)?.into_iter();
            } else if name.to_ascii_lowercase().ends_with("styles.xml") {
                struck = struck_styles(source, part, &name)?;
            } else if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
                shared = strings(source, part, &name)?;
                if !sought.is_empty() {
                    let all = shared.iter().flatten();
                    // Any of the cells that share one may be in a table.
                    all.for_each(|runs| tie(source, runs, (&sought, true), &mut flow));
                }
            } else {
                let sheet = names.next().unwrap_or_default();
                let mut sheet = Sheet {
                    source,
                    name: &sheet,
                    shared: &mut shared,
                    written: &mut written,
                    sought: &sought,
                    struck: &struck,
                    has_tables: std::mem::take(&mut has_tables),
                };
                sheet.read(part, &name, &mut flow)?;
            }
        }
        Ok(())
    })
}

/// Whether a part is a table.
fn is_table(name: &str) -> bool {
    name.contains("/tables/")
}

/// Whether people see a sheet: ECMA-376, part 1, 18.2.19.
fn is_shown(attributes: &Attributes<'_>) -> bool {
    let state = attributes.get("state");
    state.is_none_or(|state| state == "visible")
}

/// The names of the sheets.
fn sheets(source: &str, part: Range<usize>, name: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    walk(source, part, name, &mut |markup| {
        if let Markup::Start("sheet", attributes) = markup
            && is_shown(&attributes)
        {
            names.push(attributes.get("name").unwrap_or_default().into_owned());
        }
        Way::Into
    })?;
    Ok(names)
}

/// The texts that sheets share, without what is struck out in them.
fn strings(source: &str, part: Range<usize>, name: &str) -> Result<Vec<Option<Vec<Run>>>> {
    let mut strings = Vec::new();
    let mut runs = Vec::new();
    let (mut in_text, mut is_struck) = (false, false);
    walk(source, part, name, &mut |markup| {
        is_struck |= strikes(&markup);
        match markup {
            Markup::End("r") => is_struck = false,
            // How East Asian words are read.
            Markup::Start("rPh", _) => return Way::Over,
            Markup::Start("t", _) => in_text = !is_struck,
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

/// A sheet of a workbook.
struct Sheet<'w, 's> {
    source: &'s str,
    name: &'w str,
    /// The texts that sheets share, those left out that have been read.
    shared: &'w mut [Option<Vec<Run>>],
    /// Those that cells have of their own.
    written: &'w mut HashSet<Vec<&'s str>>,
    sought: &'w Sought,
    /// The styles of cells that are struck out.
    struck: &'w HashSet<usize>,
    has_tables: bool,
}

impl Sheet<'_, '_> {
    fn read(&mut self, part: Range<usize>, name: &str, flow: &mut Flow<'_, '_>) -> Result<()> {
        let source = self.source;
        // Where the cell stands, whose names are in one piece of memory for all cells.
        let mut place = String::new();
        let mut kind = Kind::None;
        let mut runs: Vec<Run> = Vec::new();
        let (mut in_text, mut is_struck, mut repeats) = (false, false, false);
        // How many cells of the row there have been.
        let mut filled = 0;
        walk(source, part, name, &mut |markup| {
            is_struck |= strikes(&markup);
            match markup {
                Markup::End("r") => is_struck = false,
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
                    let style = attributes.get("s");
                    let style = style.and_then(|style| style.parse().ok()).unwrap_or(0);
                    kind = if self.struck.contains(&style) {
                        Kind::None
                    } else {
                        Kind::of(&attributes.get("t").unwrap_or_default())
                    };
                    runs.clear();
                    repeats = false;
                }
                Markup::Start("v" | "t", _) => in_text = !is_struck,
                Markup::End("v" | "t") => in_text = false,
                Markup::End("c") => {
                    match kind {
                        Kind::Shared => {
                            let number = runs.iter().find_map(|run| match run {
                                Run::Same(range) => source[range.clone()].trim().parse().ok(),
                                _ => None,
                            });
                            let number: Option<usize> = number;
                            let text =
                                number.and_then(|number| self.shared.get_mut(number)?.take());
                            runs.clear();
                            runs.extend(text.into_iter().flatten());
                        }
                        Kind::Inline => {
                            let own = runs.iter().map(|run| match run {
                                Run::Same(range) | Run::Meant(range, _) => &source[range.clone()],
                                Run::Mark(_) => "",
                            });
                            repeats = !self.written.insert(own.collect());
                            if !self.sought.is_empty() {
                                tie(source, &runs, (self.sought, self.has_tables), flow);
                            }
                        }
                        Kind::Formula => tie_all(&runs, RESULT, flow),
                        Kind::None => runs.clear(),
                    }
                    if !runs.is_empty() {
                        flow.place(format!("{}!{place}", self.name));
                        flow.begin();
                        for run in runs.drain(..) {
                            flow.run(run);
                        }
                        flow.end();
                        if repeats {
                            flow.repeats();
                        }
                    }
                    flow.edge(Edge::EndCell);
                }
                // Numbers are most of what there is, and no text.
                Markup::Text(range) if in_text && kind != Kind::None => {
                    runs.push(Run::Same(range));
                }
                Markup::Meant(range, meant) if in_text && kind != Kind::None => {
                    runs.push(Run::Meant(range, meant.into()));
                }
                _ => {}
            }
            Way::Into
        })
    }
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
    use crate::source::Format;

    /// A workbook with these sheets: the state of each, and its rows.
    fn book(sheets: &[(&str, &str)]) -> Document {
        book_with(sheets, "<styleSheet/>")
    }

    /// The same with these styles.
    fn book_with(sheets: &[(&str, &str)], styles: &str) -> Document {
        let number = |at: usize| at + 1;
        let listed = sheets.iter().enumerate().map(|(at, (state, _))| {
            let at = number(at);
            format!("<sheet name=\"표{at}\" sheetId=\"{at}\" {state} r:id=\"r{at}\"/>")
        });
        let listed: String = listed.collect();
        let links = (0..sheets.len()).map(number).map(|at| {
            format!("<Relationship Id=\"r{at}\" Type=\"x/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>")
        });
        let links: String = links.collect();
        let mut files = vec![
            (
                WORKBOOK.to_owned(),
                format!("<workbook xmlns:r=\"r\"><sheets>{listed}</sheets></workbook>"),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!(
                    "<Relationships>{links}<Relationship Id=\"s\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"
                ),
            ),
            ("xl/styles.xml".to_owned(), styles.to_owned()),
        ];
        for (at, (_, rows)) in sheets.iter().enumerate() {
            let rows = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
            files.push((format!("xl/worksheets/sheet{}.xml", number(at)), rows));
        }
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        Document::unpacked(Format::XLSX, "글.xlsx", &bytes, Limits::default()).unwrap()
    }

    fn row(at: usize, text: &str) -> String {
        format!("<row><c r=\"A{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
    }

    #[test]
    fn what_is_struck_out_is_not_read() {
        let cell = |place: &str, style: usize, inner: &str| {
            format!("<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is>{inner}</is></c>")
        };
        let struck = "<r><rPr><strike/></rPr><t>그은 글</t></r><r><rPr><strike val=\"0\"/></rPr><t>형태소</t></r>";
        let rows = [
            "<row>".to_owned(),
            cell("A1", 0, "<t>말뭉치</t>"),
            cell("B1", 1, "<t>그은 칸</t>"),
            cell("C1", 2, struck),
            "</row>".to_owned(),
        ]
        .concat();
        let styles = "<styleSheet><fonts><font><sz/></font><font><strike/></font></fonts>\
                      <cellStyleXfs><xf fontId=\"1\"/></cellStyleXfs>\
                      <cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/><xf fontId=\"0\"/></cellXfs>\
                      <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
        let document = book_with(&[("", &rows)], styles);
        assert_eq!(document.text, "말뭉치\n\n형태소");
        assert_eq!(document.layout.tables[0].rows[0].len(), 3);
    }

    #[test]
    fn cells_with_their_own_words_may_repeat_others() {
        let rows = [
            row(1, "말뭉치(corpus)"),
            row(2, "린터"),
            row(3, "말뭉치(corpus)"),
        ]
        .concat();
        let document = book(&[("", &rows), ("", &row(1, "린터"))]);
        assert_eq!(
            document.text,
            "말뭉치(corpus)\n\n린터\n\n말뭉치(corpus)\n\n린터"
        );
        let repeats = document.origin.as_ref().unwrap().repeats().iter();
        let repeats: Vec<&str> = repeats.map(|range| &document.text[range.clone()]).collect();
        assert_eq!(repeats, ["말뭉치(corpus)", "린터"]);
        assert!(
            !document.is_repeat(0)
                && document.is_repeat(document.origin.as_ref().unwrap().repeats()[0].start)
        );
    }

    #[test]
    fn hidden_sheets_are_not_read() {
        let document = book(&[
            ("state=\"hidden\"", &row(1, "숨긴 표")),
            ("state=\"visible\"", &row(1, "보이는 표")),
            ("state=\"veryHidden\"", &row(1, "더 숨긴 표")),
        ]);
        assert_eq!(document.text, "보이는 표");
        assert_eq!(document.origin.unwrap().place(0), Some("표2!A1"));
    }

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
            let mut read = Sheet {
                source: sheet,
                name: "",
                shared: &mut [],
                written: &mut HashSet::new(),
                sought: &Sought::default(),
                struck: &HashSet::new(),
                has_tables: false,
            };
            read.read(0..sheet.len(), "", &mut flow)
        })
        .unwrap();
        let cells = document.layout.tables[0].rows[0].iter();
        let cells: Vec<&str> = cells.map(|cell| &document.text[cell.clone()]).collect();
        assert_eq!(cells[..4], ["", "", "텐서", ""]);
        assert_eq!(cells.len(), FARTHEST + 3);
    }

    /// A workbook of one sheet with a table.
    fn workbook(shared: &str, sheet: &str) -> Document {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"표\" id=\"r1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"a/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"r2\" Type=\"a/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
            ),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"a/table\" Target=\"../tables/table1.xml\"/></Relationships>",
            ),
            (
                "xl/tables/table1.xml",
                "<table><tableColumns><tableColumn name=\"버퍼\"/></tableColumns></table>",
            ),
            ("xl/sharedStrings.xml", shared),
            ("xl/worksheets/sheet1.xml", sheet),
        ] {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        Document::unpacked(Format::XLSX, "글.xlsx", &bytes, Limits::default()).unwrap()
    }

    #[test]
    fn cells_that_something_goes_by_are_told() {
        let shared = ["버퍼", "큐", "버퍼 크기"].map(|text| format!("<si><t>{text}</t></si>"));
        let cells = [
            "<c r=\"A1\" t=\"s\"><v>0</v></c>",
            "<c r=\"B1\" t=\"s\"><v>1</v></c>",
            "<c r=\"C1\" t=\"s\"><v>2</v></c>",
            "<c r=\"D1\" t=\"str\"><f>IF(B1=&quot;큐&quot;,&quot;스택&quot;,A1)</f><v>스택</v></c>",
            "<c r=\"E1\" t=\"inlineStr\"><is><t>스택</t></is></c>",
            "<c r=\"F1\" t=\"inlineStr\"><is><t>힙</t></is></c>",
        ];
        let document = workbook(
            &format!("<sst>{}</sst>", shared.concat()),
            &format!(
                "<worksheet><sheetData><row>{}</row></sheetData></worksheet>",
                cells.concat()
            ),
        );
        assert_eq!(
            document.text,
            "버퍼\n\n큐\n\n버퍼 크기\n\n스택\n\n스택\n\n힙"
        );
        let origin = document.origin.as_ref().unwrap();
        let mut at = 0;
        let told = document.text.split("\n\n").map(|cell| {
            let range = at..at + cell.len();
            at = range.end + 2;
            match origin.rewrite(&document.text, &range, "글") {
                Ok(rewrites) => origin.uses(&rewrites).map_or("", |_| "used"),
                Err(why) if why.to_string().contains("formula") => "result",
                Err(why) if why.to_string().contains("table") => "column",
                Err(_) => "?",
            }
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            ["column", "used", "", "result", "used", ""]
        );
    }
}
