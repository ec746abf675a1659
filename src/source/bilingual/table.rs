//! A table with a column in each language: CSV with commas, semicolons or tabs.
//!
//! The header names the columns, by languages or as source and target. A table without such columns is none of this kind.

use std::ops::Range;

use memchr::memmem;

use super::inline::{self, Escapes};
use super::{Half, Language, Unit};
use crate::source::layout::{Table, trimmed};
use crate::source::{Lines, Mask, MaskKind};
use crate::{Error, Result};

/// A cell: what stands in it, without its quotes if it has them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    range: Range<usize>,
    quoted: bool,
}

/// Which columns hold what.
#[derive(Debug, PartialEq, Eq)]
struct Columns {
    source: (usize, Option<Language>),
    target: (usize, Option<Language>),
    id: Option<usize>,
}

/// The rows of a table; `None` if it has no column for each language.
pub(super) fn read(text: &str) -> Result<Option<Vec<Unit>>> {
    let start = below_separator_line(text);
    let Some((separator, columns, mut at)) = header(text, start) else {
        return Ok(None);
    };
    let mut units = Vec::new();
    while at < text.len() {
        let (cells, end) = record(text, at, separator)?;
        at = end;
        let (Some(source), Some(target)) =
            (cells.get(columns.source.0), cells.get(columns.target.0))
        else {
            continue;
        };
        let id = columns.id.and_then(|column| cells.get(column));
        let id = id.map(|cell| text[cell.range.clone()].to_owned());
        units.push(Unit {
            id: id.filter(|id| !id.is_empty()),
            source: half(text, source, columns.source.1),
            target: half(text, target, columns.target.1),
            settled: true,
        });
    }
    Ok(Some(units))
}

/// A table in any language.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::source) struct Cells {
    pub(in crate::source) table: Table,
    /// The first of each two quotes that stand for one.
    pub(in crate::source) doubled: Vec<Mask>,
    /// What first is wrong with it: a quote that nobody closed, which is read as a character of its cell.
    pub(in crate::source) flaw: Option<Error>,
}

/// The cells of any table. `None` if it has one column, or is no table.
pub(in crate::source) fn cells(text: &str) -> Option<Cells> {
    let start = below_separator_line(text);
    let first =
        |separator: &u8| record(text, start, *separator).map_or(0, |(cells, _)| cells.len());
    let separator = [b',', b'\t', b';'].into_iter().max_by_key(first)?;
    let mut rows = Vec::new();
    let mut doubled = Vec::new();
    let mut flaw = None;
    let mut at = start;
    while at < text.len() {
        // Of the first flaw all is told; behind it, quotes may be text as they may between tabs.
        let any_quotes = separator == b'\t' || flaw.is_some();
        let (cells, end) = match read_record(text, at, separator, any_quotes) {
            Ok(record) => record,
            Err(_) if rows.is_empty() => return None,
            Err(error) => {
                flaw = Some(error.hint(READ_OTHERWISE));
                read_record(text, at, separator, true).ok()?
            }
        };
        at = end;
        for cell in cells.iter().filter(|cell| cell.quoted) {
            let bytes = text[cell.range.clone()].as_bytes();
            let quotes = memmem::find_iter(bytes, "\"\"").map(|at| cell.range.start + at);
            doubled.extend(quotes.map(|at| Mask {
                range: at..at + 1,
                kind: MaskKind::Invisible,
            }));
        }
        rows.push(
            cells
                .into_iter()
                .map(|cell| trimmed(text, cell.range))
                .collect(),
        );
    }
    let table = Table {
        names: Vec::new(),
        rows,
    };
    table
        .rows
        .first()
        .is_some_and(|row| row.len() > 1)
        .then_some(Cells {
            table,
            doubled,
            flaw,
        })
}

/// What is done about a quote that is wrong.
const READ_OTHERWISE: &str = "put it right; until then the quote is read as text of its cell";

/// Whether a cell's text may stand in its place as it is: `quotes` tells whether the cell has them.
pub(super) fn fits(text: &str, quoted: bool) -> bool {
    quoted || !text.contains(['"', ',', ';', '\t', '\r', '\n'])
}

/// The separator, the columns, and where the rows begin.
fn header(text: &str, start: usize) -> Option<(u8, Columns, usize)> {
    [b',', b'\t', b';'].into_iter().find_map(|separator| {
        let (cells, end) = record(text, start, separator).ok()?;
        let names = cells.iter().map(|cell| &text[cell.range.clone()]);
        Some((separator, columns(names)?, end))
    })
}

/// The columns that a header names. One that names two for the same thing names none.
fn columns<'t>(names: impl Iterator<Item = &'t str>) -> Option<Columns> {
    let (mut korean, mut english, mut source, mut target) = (vec![], vec![], vec![], vec![]);
    let mut id = None;
    for (number, name) in names.enumerate() {
        let name = name.trim().to_lowercase();
        match (Language::of_header(&name), name.as_str()) {
            (Some(Language::Korean), _) => korean.push(number),
            (Some(_), _) => english.push(number),
            (None, "source" | "원문" | "출발어") => source.push(number),
            (None, "target" | "번역" | "번역문" | "도착어") => target.push(number),
            (None, "id" | "key" | "키" | "번호") => id = id.or(Some(number)),
            _ => {}
        }
    }
    match (&*source, &*target, &*korean, &*english) {
        (&[source], &[target], ..) => Some(Columns {
            source: (source, None),
            target: (target, None),
            id,
        }),
        ([], [], &[korean], &[english]) => {
            let mut both = [
                (korean, Some(Language::Korean)),
                (english, Some(Language::English)),
            ];
            both.sort_by_key(|(column, _)| *column);
            let [source, target] = both;
            Some(Columns { source, target, id })
        }
        _ => None,
    }
}

/// Where the header begins: spreadsheets write the separator on a line of its own, `sep=;`.
fn below_separator_line(text: &str) -> usize {
    let line = text.find('\n').map_or(text.len(), |end| end + 1);
    let said = text[..line].trim().trim_matches('"').get(..4);
    if said.is_some_and(|said| said.eq_ignore_ascii_case("sep=")) {
        line
    } else {
        0
    }
}

/// The cells of the record that begins at a byte, and where the next one begins.
fn record(text: &str, start: usize, separator: u8) -> Result<(Vec<Cell>, usize)> {
    read_record(text, start, separator, separator == b'\t')
}

/// The same, where a quote that does not close at the end of its cell may be just that.
fn read_record(
    text: &str,
    start: usize,
    separator: u8,
    any_quotes: bool,
) -> Result<(Vec<Cell>, usize)> {
    let bytes = text.as_bytes();
    let ends = |at: usize| {
        bytes
            .get(at)
            .is_none_or(|&byte| byte == separator || matches!(byte, b'\r' | b'\n'))
    };
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let quoted = match bytes.get(at) {
            Some(b'"') => closing(bytes, at + 1),
            _ => None,
        };
        let cell = match quoted.filter(|&close| ends(close + 1)) {
            Some(close) => Cell {
                range: at + 1..close,
                quoted: true,
            },
            None if bytes.get(at) == Some(&b'"') && !any_quotes => {
                return Err(unclosed(text, at, quoted));
            }
            None => {
                let length = (at..bytes.len()).take_while(|&at| !ends(at)).count();
                Cell {
                    range: at..at + length,
                    quoted: false,
                }
            }
        };
        at = cell.range.end + usize::from(cell.quoted);
        cells.push(cell);
        match bytes.get(at) {
            Some(&byte) if byte == separator => at += 1,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => return Ok((cells, at + 2)),
            Some(_) => return Ok((cells, at + 1)),
            None => return Ok((cells, at)),
        }
    }
}

/// Where the quote is that closes a cell whose text begins at a byte.
fn closing(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

fn unclosed(text: &str, at: usize, close: Option<usize>) -> Error {
    let (at, reason) = match close {
        Some(close) => (close, "text follows a closing quote"),
        None => (at, "the quote that opens here is never closed"),
    };
    let line = Lines::new(text).position(at).line;
    Error::new(reason)
        .at(format!("line {line}"))
        .hint("inside a quoted cell, write a double quote twice")
}

fn half(text: &str, cell: &Cell, language: Option<Language>) -> Half {
    let mut masks = Vec::new();
    let escapes = if cell.quoted {
        Escapes::DoubledQuotes
    } else {
        Escapes::None
    };
    inline::mask(text, cell.range.clone(), escapes, &mut masks);
    Half {
        range: cell.range.clone(),
        masks,
        language,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::source::bilingual::tests::{Seen, seen};

    fn rows(csv: &str) -> Vec<Seen> {
        seen(csv, read(csv).unwrap().unwrap())
    }

    #[test]
    fn rows_are_read_by_their_header() {
        for csv in [
            "id,영어,한국어\n1,Empty the buffer.,버퍼를 비운다.\n2,\"Save \"\"a\"\"\",\"\"\"가\"\", 저장\"\n",
            "sep=,\r\nid,English,Korean\r\n1,Empty the buffer.,버퍼를 비운다.\r\n2,\"Save \"\"a\"\"\",\"\"\"가\"\", 저장\"\r\n",
            "key;source;target\n1;\"Empty the buffer.\";버퍼를 비운다.\n2;\"Save \"\"a\"\"\";\"\"\"가\"\", 저장\"\n\n",
            "id\ten-US\tko-KR\n1\tEmpty the buffer.\t버퍼를 비운다.\n2\tSave \"a\"\t\"\"\"가\"\", 저장\"",
        ] {
            assert_eq!(
                rows(csv),
                [
                    ("1", "Empty the buffer.", "버퍼를 비운다.", true),
                    ("2", "Save \"a\"", "\"가\", 저장", true),
                ],
                "{csv}"
            );
        }
        assert_eq!(
            rows("ko,note,en\n버퍼,\"두\n줄\",buffer\n,,\n가\n"),
            [("", "버퍼", "buffer", true), ("", "", "", true)]
        );
    }

    #[test]
    fn other_tables_are_none() {
        for csv in [
            "",
            "city,population\n서울,9700000\n",
            "korean,영어,한국어\na,b,c\n",
            "english name,korean name\na,b\n",
            "버퍼를 비운다, 그리고 채운다.\n",
        ] {
            assert_eq!(read(csv).unwrap().map(|units| units.len()), None, "{csv}");
        }
    }

    #[test]
    fn cells_of_any_table_are_known() {
        let csv = "용어;원어\n \"버퍼\" ;buffer\n\"셸; 쉘\";shell\n";
        let Cells { table, flaw, .. } = cells(csv).unwrap();
        assert_eq!(flaw, None);
        let rows: Vec<Vec<&str>> = (table.rows.iter())
            .map(|row| row.iter().map(|cell| &csv[cell.clone()]).collect())
            .collect();
        assert_eq!(
            rows,
            [
                ["용어", "원어"],
                ["\"버퍼\"", "buffer"],
                ["셸; 쉘", "shell"]
            ]
        );
        assert_eq!(cells("버퍼\n셸\n"), None);
        assert_eq!(cells("가,\"나\n"), None);
    }

    #[test]
    fn two_quotes_stand_for_one() {
        let csv = "이름,글\n가,\"가상 \"\"사설망\"\"(virtual private network)을 \"\"\"\"쓴다.\"\n나,\"\"\"셸\"\"이다.\"\n";
        let document = Document::read("글.csv", csv).unwrap();
        let mut read = csv.to_owned();
        for mask in document.masks.iter().rev() {
            read.replace_range(mask.range.clone(), "");
        }
        let expected = "이름,글\n가,\"가상 \"사설망\"(virtual private network)을 \"\"쓴다.\"\n나,\"\"셸\"이다.\"\n";
        assert_eq!(read, expected);
    }

    #[test]
    fn a_quote_that_nobody_closed_is_text_of_its_cell() {
        let begin = [["용어", "영어"], ["셸", "shell"], ["\"캐시", "cache"]];
        for (csv, behind, line, reason) in [
            (
                "용어,영어\n셸,shell\n\"캐시,cache\n",
                &[][..],
                "line 3",
                "never closed",
            ),
            (
                "용어,영어\n셸,shell\n\"캐시,cache\n\"색인\",index\n",
                &[["색인", "index"]],
                "line 4",
                "follows a closing quote",
            ),
            // The first is told; the second is read as the first is.
            (
                "용어,영어\n셸,shell\n\"캐시,cache\n\"색인\",index\n\"토큰\"열,token\n\"커널, 핵\",kernel\n",
                &[
                    ["색인", "index"],
                    ["\"토큰\"열", "token"],
                    ["커널, 핵", "kernel"],
                ],
                "line 4",
                "follows a closing quote",
            ),
        ] {
            let Cells { table, flaw, .. } = cells(csv).unwrap();
            let rows: Vec<Vec<&str>> = (table.rows.iter())
                .map(|row| row.iter().map(|cell| &csv[cell.clone()]).collect())
                .collect();
            assert_eq!(rows, [&begin[..], behind].concat());
            let told = flaw.unwrap().to_string();
            assert!(told.contains(line) && told.contains(reason), "{told}");
        }
    }

    #[test]
    fn many_quotes_that_nobody_closed_take_no_endless_time() {
        let csv = "용어,영어\n".to_owned() + &"\"캐시,cache\n".repeat(100_000);
        let Cells { table, flaw, .. } = cells(&csv).unwrap();
        assert_eq!((table.rows.len(), flaw.is_some()), (100_001, true));
    }

    #[test]
    fn broken_tables_are_told_with_the_line() {
        for (csv, line, reason) in [
            ("en,ko\na,가\nb,\"나\n", "line 3", "never closed"),
            ("en,ko\na,\"가\"나\n", "line 2", "follows a closing quote"),
        ] {
            let error = read(csv).unwrap_err().to_string();
            assert!(error.contains(line) && error.contains(reason), "{error}");
        }
        // Between tabs it is text.
        assert_eq!(rows("en\tko\n\"a\t\"가\n"), [("", "\"a", "\"가", true)]);
    }
}
