//! Tables in HTML: pages of teams, and the workbooks that many systems offer as `.xls` and that are HTML within.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Span, StartTag, Token, Tokenizer};

use super::cells::Cells;
use super::documents::take_all;
use crate::Result;
use crate::exchange::imported::Imported;
use crate::exchange::reading::Reading;
use crate::glossary::spreadsheet;
use crate::source::html::{End, STRUCK, Scope, UNSEEN, is_hidden, is_mark, is_one_of, is_void};

/// Elements with which a line of a cell ends.
const LINES: [&[u8]; 5] = [b"br", b"p", b"div", b"li", b"tr"];

/// Elements whose text is none of the cell that they stand in, beside those that nobody sees.
const NO_TEXT: [&str; 5] = ["rp", "script", "style", "textarea", "title"];

/// Elements of which tables are made.
const OF_TABLES: [&str; 9] = [
    "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Tables deeper in one another are text of the cell around them.
const DEEPEST: usize = 16;

/// Reads the tables of a page. Markup in a cell goes, its text stays; a cell over several rows counts in each.
///
/// # Errors
///
/// The page is in an encoding that is not read, or has no such table.
pub(in crate::exchange) fn read_html(bytes: Vec<u8>, reading: &Reading) -> Result<Imported> {
    let text = spreadsheet::read(&bytes)?.text.into_owned();
    drop(bytes);
    let tables = tables(&text);
    drop(text);
    take_all(&tables, reading)
}

/// The tables of a page that hold anything, in the order of their ends.
fn tables(text: &str) -> Vec<Cells> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut lines = Line { at: 0, line: 1 };
    let mut tables = Vec::new();
    let mut open: Vec<Table> = Vec::new();
    // A page can make a cell count in more rows than it has bytes.
    let mut room = text.len();
    let mut unseen: Option<Scope> = None;
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        if let Some(element) = &mut unseen {
            let ends = match &token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name);
                    element.ends_at_start(&name, tag.self_closing || is_void(&name))
                }
                Token::EndTag(tag) => {
                    let end = element.ends_at_end(&String::from_utf8_lossy(&tag.name));
                    if end == Some(End::Own) {
                        unseen = None;
                        continue;
                    }
                    end.is_some()
                }
                _ => false,
            };
            if !ends {
                continue;
            }
            unseen = None;
        }
        match token {
            Token::StartTag(tag) if is_unseen(&tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                if !tag.self_closing && !is_void(&name) {
                    unseen = Some(Scope::new(&name, false));
                }
            }
            Token::StartTag(tag) if **tag.name == *b"table" && open.len() < DEEPEST => {
                open.push(Table::default());
            }
            Token::EndTag(tag) if **tag.name == *b"table" => {
                tables.extend(open.pop().and_then(|table| table.end(&mut room)));
            }
            Token::StartTag(tag) => {
                if let Some(table) = open.last_mut() {
                    table.begin(&tag, &mut lines, text, &mut room);
                }
            }
            Token::EndTag(tag) => {
                if let Some(table) = open.last_mut() {
                    table.is_raised &= **tag.name != *b"sup";
                    table.end_of(&tag.name);
                }
            }
            Token::String(string) => {
                if let Some(table) = open.last_mut() {
                    table.text(&String::from_utf8_lossy(&string));
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    // A page that was cut short.
    while let Some(table) = open.pop() {
        tables.extend(table.end(&mut room));
    }
    tables
}

/// Whether readers see nothing of an element, or see it struck out. Cells and rows hold data, hidden or not.
fn is_unseen(tag: &StartTag<usize>) -> bool {
    let name = String::from_utf8_lossy(&tag.name);
    let is_any = |elements: &[&str]| is_one_of(&name, elements);
    is_any(UNSEEN) || is_any(&NO_TEXT) || is_any(STRUCK) || is_hidden(tag) && !is_any(&OF_TABLES)
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    cells: Cells,
    /// The line on which the row begins, in a row.
    row: Option<usize>,
    /// The next column, counted from 0.
    column: usize,
    /// The cell that is being read.
    cell: Option<Cell>,
    /// Whether what comes stands above the line.
    is_raised: bool,
    /// Rows before this one.
    rows: usize,
    /// Cells that reach into rows below theirs, by their columns.
    above: BTreeMap<usize, Above>,
}

struct Cell {
    text: String,
    rows: usize,
    columns: usize,
}

struct Above {
    text: String,
    columns: usize,
    /// The first row that it does not reach.
    end: usize,
}

impl Table {
    fn begin(&mut self, tag: &StartTag<usize>, lines: &mut Line, text: &str, room: &mut usize) {
        match &**tag.name {
            b"tr" => {
                self.end_row(room);
                self.row = Some(lines.of(text, tag.span));
            }
            b"td" | b"th" => {
                self.end_cell();
                self.row.get_or_insert_with(|| lines.of(text, tag.span));
                self.reach(room);
                // As browsers have it: HTML, section 4.9.11.
                self.cell = Some(Cell {
                    text: String::new(),
                    rows: number(tag, b"rowspan", 65_534),
                    columns: number(tag, b"colspan", 1_000),
                });
            }
            b"thead" | b"tbody" | b"tfoot" => {
                self.end_row(room);
                self.above.clear();
            }
            name => {
                self.is_raised |= name == b"sup";
                self.end_of(name);
            }
        }
    }

    /// Ends what ends with this tag.
    fn end_of(&mut self, name: &[u8]) {
        match name {
            b"td" | b"th" => self.end_cell(),
            name if LINES.contains(&name) => {
                if let Some(cell) = &mut self.cell {
                    cell.text.truncate(cell.text.trim_end().len());
                    if !cell.text.is_empty() {
                        cell.text.push('\n');
                    }
                }
            }
            _ => {}
        }
    }

    /// Text of the cell; white space is one space, and marks of notes are nothing of it.
    fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else {
            return;
        };
        if self.is_raised && is_mark(text) {
            return;
        }
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                cell.text.push(c);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
    }

    fn end_cell(&mut self) {
        self.is_raised = false;
        let Some(Cell {
            text,
            rows,
            columns,
        }) = self.cell.take()
        else {
            return;
        };
        self.cells.push(self.column, text.trim());
        let end = self.rows + rows;
        self.above.insert(self.column, Above { text, columns, end });
        self.column += columns;
    }

    /// Passes the columns into which cells of rows above reach: they count in this row, too.
    fn reach(&mut self, room: &mut usize) {
        while let Some(above) = self.above.get(&self.column) {
            if above.end <= self.rows {
                break;
            }
            if above.text.len() <= *room {
                *room -= above.text.len();
                self.cells.push(self.column, above.text.trim());
            }
            self.column += above.columns;
        }
    }

    fn end_row(&mut self, room: &mut usize) {
        self.end_cell();
        if let Some(line) = self.row.take() {
            self.reach(room);
            self.cells.end_row(line);
            self.rows += 1;
        }
        self.column = 0;
    }

    fn end(mut self, room: &mut usize) -> Option<Cells> {
        self.end_row(room);
        (self.cells.len() > 0).then_some(self.cells)
    }
}

/// A number that an attribute gives, 1 where it gives none.
fn number(tag: &StartTag<usize>, name: &[u8], most: usize) -> usize {
    let value = tag.attributes.get(name);
    let value = value.and_then(|value| str::from_utf8(value).ok()?.trim().parse().ok());
    value.unwrap_or(1).clamp(1, most)
}

/// The line of a place behind others.
struct Line {
    at: usize,
    line: usize,
}

impl Line {
    fn of(&mut self, text: &str, span: Span<usize>) -> usize {
        if span.start > self.at {
            self.line += memchr::memchr_iter(b'\n', &text.as_bytes()[self.at..span.start]).count();
            self.at = span.start;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of each table, by row and column.
    fn cells(html: &str) -> Vec<Vec<String>> {
        let rows = |table: &Cells| {
            table
                .rows()
                .map(|row| {
                    let cells = row.cells().map(|(at, cell, _)| format!(" {at}:{cell}"));
                    format!("{}{}", row.line, cells.collect::<String>())
                })
                .collect()
        };
        tables(html).iter().map(rows).collect()
    }

    #[test]
    fn markup_goes_and_text_stays() {
        for (html, row) in [
            (
                "<table><tr><td>셸</td><td>shell</td></tr></table>",
                "1 0:셸 1:shell",
            ),
            // Ends of cells, rows and tables may be left out.
            ("<TABLE><TR><TH>셸<TD>shell", "1 0:셸 1:shell"),
            (
                "<table>\n <tr>\n  <td> <b>연구</b>\n   개발 </td><td>R&amp;D&nbsp;</td></tr></table>",
                "2 0:연구 개발 1:R&D",
            ),
            (
                "<table><tr><td><p>첫 줄</p><p>둘째 줄<br>셋째 줄</p></td><td><a href='x'>shell</a></td></tr></table>",
                "1 0:첫 줄\n둘째 줄\n셋째 줄 1:shell",
            ),
            (
                "<table><tr><td><del>쉘</del> 셸<sup>[1]</sup><td><i hidden>a<br></i>shell<s>b<td style='display:none'>x<td>끝</table>",
                "1 0:셸 1:shell 2:x 3:끝",
            ),
            (
                "<table><caption>용어</caption><tr><td><script>if (a < b) '<td>';</script>셸<!-- 쉘 --></td></tr></table>",
                "1 0:셸",
            ),
        ] {
            assert_eq!(cells(html), [[row]], "{html}");
        }
    }

    #[test]
    fn cells_over_several_rows_count_in_each() {
        let html = "<table>\n\
            <tr><th>용어</th><th colspan=2>영어</th><th>비고</th></tr>\n\
            <tr><td rowspan=2>기계 학습</td><td>machine learning</td><td>ML</td><td rowspan='3'>분야: 인공지능</td></tr>\n\
            <tr><td>ML</td><td></td></tr>\n\
            <tr><td>신경망</td><td>neural network</td><td>NN</td></tr>\n\
            <tr><td>편향</td><td>bias</td></tr></table>";
        assert_eq!(
            cells(html),
            [[
                "2 0:용어 1:영어 3:비고",
                "3 0:기계 학습 1:machine learning 2:ML 3:분야: 인공지능",
                "4 0:기계 학습 1:ML 3:분야: 인공지능",
                "5 0:신경망 1:neural network 2:NN 3:분야: 인공지능",
                "6 0:편향 1:bias",
            ]]
        );
    }

    #[test]
    fn tables_within_tables_are_tables() {
        let html = "<table><tr><td>목록<table><tr><td>셸<td>shell</table></td></tr></table>\
            <table></table><p>글(text)</p><table><tr><td>파드</td></tr></table>";
        assert_eq!(
            cells(html),
            [["1 0:셸 1:shell"].as_slice(), &["1 0:목록"], &["1 0:파드"]]
        );
    }

    #[test]
    fn a_page_does_not_grow_when_it_is_read() {
        let row = "<tr>".repeat(50_000);
        let html = format!(
            "<table><tr><td rowspan=65534 colspan=1000>{}{row}",
            "가".repeat(10_000)
        );
        let read = tables(&html);
        let all = read[0]
            .rows()
            .flat_map(|row| row.cells().map(|(_, cell, _)| cell.len()));
        assert!(all.sum::<usize>() <= 2 * html.len());
    }

    #[test]
    fn terms_are_read_from_pages_and_from_workbooks_that_are_pages() {
        let html = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"euc-kr\"></head><body>\
            <table><tr><td>메뉴</td></tr></table>\n\
            <table><tr><td>번호</td><td>국문</td><td>영문</td></tr><tr><td>1</td><td>형태소</td><td>morpheme</td></tr></table>";
        let (bytes, ..) = encoding_rs::EUC_KR.encode(html);
        let imported = read_html(bytes.into_owned(), &Reading::default()).unwrap();
        let row = &imported.rows[0];
        assert_eq!((&*row.korean, &*row.english), ("형태소", "morpheme"));
        assert_eq!(
            imported.notes,
            [
                "columns that only the tool needs were passed over: 번호",
                "1 table without a Korean and an English column was passed over: line 1",
            ]
        );
    }
}
