//! Parquet: the columns of text, row by row (the format of Apache Parquet, 2.12).
//!
//! ```text
//! bytes ──footer (thrift)──▶ columns, groups of rows ──page──▶ pages ──values (levels, delta)──▶ texts, with row and column
//! ```
//!
//! The crate `parquet` reads and writes all kinds of values, brings forty crates and a library in C along, and takes as much memory as a page says
//! that it needs. Here only text is read, one page of each column at a time, and no more than may come out of a file.

mod bits;
mod budget;
mod delta;
mod footer;
mod levels;
mod page;
#[cfg(test)]
mod sample;
mod thrift;
mod values;

use std::fmt::Write as _;
use std::iter;
use std::ops::Range;

use self::budget::Budget;
use self::footer::{Footer, Group};
use self::values::Values;
use super::package::{Limits, Parts};
use crate::source::layout::Edge;
use crate::source::origin::put_together;
use crate::source::writing::Writing;
use crate::source::{Document, Table};
use crate::{Error, Result};

/// How files begin and end.
pub(super) const MAGIC: &[u8] = b"PAR1";
/// The same where even what is in them is encrypted.
pub(super) const ENCRYPTED: &[u8] = b"PARE";

/// A value as it was taken out.
pub(in crate::source) struct Value {
    /// The number of its row: 1 is the first.
    row: u64,
    /// That of its column among those of text: 0 is the first.
    pub(in crate::source) column: usize,
    /// What it is, in bytes of what was taken out.
    pub(in crate::source) text: Range<usize>,
}

/// Takes out the columns of text: their names, a line each, then an empty line; then each value behind a line with the number of its row,
/// that of its column, and how many bytes it has.
pub(in crate::source) fn unpack_parquet(bytes: &[u8], limits: Limits) -> Result<Parts> {
    if bytes.starts_with(ENCRYPTED) {
        return Err(encrypted());
    }
    let footer = footer(bytes)?;
    let mut budget = Budget::new(bytes, limits);
    let footer = Footer::read(footer, &mut budget)?;
    let mut parts = Parts::default();
    parts.push("columns", "");
    for column in &footer.columns {
        parts.source.push_str(&column.name);
        parts.source.push('\n');
    }
    parts.source.push('\n');
    if footer.columns.is_empty() {
        return match footer.unsaid {
            None => Ok(parts),
            Some(name) => Err(Error::new(format!(
                "has no column of text: columns of bytes do not say that they are text ({name})"
            ))
            .hint("if they are, write it again with strings in their place; Spark reads them so with spark.sql.parquet.binaryAsString")),
        };
    }
    let mut before = 0;
    for (number, group) in footer.groups.iter().enumerate() {
        parts.push(&format!("row group {}", number + 1), "");
        rows(
            bytes,
            &footer,
            group,
            before,
            &mut budget,
            &mut parts.source,
        )?;
        before = before.saturating_add(group.rows);
    }
    Ok(parts)
}

/// What stands at the end of a file, before its length and the letters that all end with.
fn footer(bytes: &[u8]) -> Result<&[u8]> {
    let inner = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| Error::new("is not Parquet"))?;
    let cut = || broken("it does not end as Parquet does");
    let inner = inner.strip_suffix(MAGIC).ok_or_else(cut)?;
    let (inner, length) = inner.split_last_chunk::<4>().ok_or_else(cut)?;
    let length = u32::from_le_bytes(*length) as usize;
    let start = inner.len().checked_sub(length);
    let start = start.ok_or_else(|| broken("what it says of itself is longer than it is"))?;
    Ok(&inner[start..])
}

/// Takes out the values of a group, behind so many rows.
fn rows(
    bytes: &[u8],
    footer: &Footer,
    group: &Group,
    before: u64,
    budget: &mut Budget,
    source: &mut String,
) -> Result<()> {
    let at =
        |error: Error, number: usize| error.at(format!("column {}", footer.columns[number].name));
    let mut columns = Vec::with_capacity(group.chunks.len());
    for (number, (column, chunk)) in footer.columns.iter().zip(&group.chunks).enumerate() {
        let values = Values::new(bytes, column, *chunk);
        columns.push(values.map_err(|error| at(error, number))?);
    }
    let is_table = is_table(columns.len());
    for row in 1..=group.rows {
        let row = before.saturating_add(row);
        let mut is_begun = false;
        for (number, values) in columns.iter_mut().enumerate() {
            let name = footer.columns[number].name.len();
            let mut take = |budget: &mut Budget, value: &[u8]| {
                if value.is_empty() {
                    return Ok(());
                }
                if is_table && !std::mem::replace(&mut is_begun, true) {
                    budget.row(footer.columns.len())?;
                }
                let text = String::from_utf8_lossy(value);
                budget.value(&text, name)?;
                let _ = writeln!(source, "{row} {number} {}", text.len());
                source.push_str(&text);
                Ok(())
            };
            values
                .row(budget, &mut take)
                .map_err(|error| at(error, number))?;
        }
    }
    Ok(())
}

/// Reads it: each value is a text of its own, and each of its lines a paragraph. What stands in a column of a row is a cell.
pub(in crate::source) fn read_parquet(document: &mut Document) -> Result<()> {
    put_together(document, |pieces| {
        let source = pieces.source();
        let names: Vec<&str> = parquet_columns(source).collect();
        let is_table = is_table(names.len());
        if is_table {
            pieces.edge(Edge::Table);
            pieces.name_columns(&names);
        }
        // The row, and how many of its cells have begun.
        let mut here = (0, 0);
        for Value { row, column, text } in parquet_values(source) {
            if is_table && row != here.0 {
                pieces.edge(Edge::Row);
                here = (row, 0);
            }
            if is_table && column >= here.1 {
                for _ in here.1..=column {
                    pieces.edge(Edge::Cell);
                }
                here.1 = column + 1;
            }
            pieces.end_paragraph();
            // It holds up to the next value: a name may be as long as a text.
            let mut place = names
                .get(column)
                .map(|name| format!("row {row}, column {name}"));
            let mut at = text.start;
            for line in source[text].split_inclusive(['\n', '\r']) {
                let text = line.trim_end_matches(['\n', '\r']);
                if !text.is_empty() {
                    if let Some(place) = place.take() {
                        pieces.place(place);
                    }
                    pieces.keep(at..at + text.len(), Writing::Plain);
                }
                if text.len() < line.len() {
                    pieces.end_paragraph();
                }
                at += line.len();
            }
        }
        if is_table {
            pieces.edge(Edge::EndTable);
        }
        Ok(())
    })
}

/// Whether terms are looked for in so many columns. A file may have as many as it has bytes, and a cell in each row for each.
fn is_table(columns: usize) -> bool {
    (2..=Table::WIDEST).contains(&columns)
}

/// The names of the columns in what was taken out.
pub(in crate::source) fn parquet_columns(source: &str) -> impl Iterator<Item = &str> {
    source.lines().take_while(|name| !name.is_empty())
}

/// The values in what was taken out.
pub(in crate::source) fn parquet_values(source: &str) -> impl Iterator<Item = Value> {
    let names = parquet_columns(source).map(|name| name.len() + 1);
    let mut at = names.sum::<usize>() + 1;
    iter::from_fn(move || {
        let (head, _) = source.get(at..)?.split_once('\n')?;
        let mut numbers = head.split(' ');
        let row = numbers.next()?.parse().ok()?;
        let column = numbers.next()?.parse().ok()?;
        let length: usize = numbers.next()?.parse().ok()?;
        let start = at + head.len() + 1;
        at = start.checked_add(length)?.min(source.len());
        Some(Value {
            row,
            column,
            text: start..at,
        })
    })
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(format!("is broken: {error}"))
        .hint("it may be incomplete: copy or download it again")
}

fn encrypted() -> Error {
    Error::new("is encrypted").hint("write it again without encryption")
}

/// What no program writes unless it is told to, and what to do about it.
fn unread(what: &str, hint: &str) -> Error {
    Error::new(format!("has {what}, which are not read")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::sample::{
        File, bytes, column, field, inner, int, list, page, plain, read, schema, string, values,
        varint, whole,
    };
    use super::*;
    use crate::source::Format;
    use proptest::prelude::*;

    fn sample() -> File {
        File::of(
            &values(&["린터(linter)를\r\n쓴다.", "", "말뭉치(corpus)"]),
            3,
        )
    }

    fn place(document: &Document, word: &str) -> String {
        let origin = document.origin.as_ref().unwrap();
        let place = origin.place(document.text.find(word).unwrap());
        place.unwrap().to_owned()
    }

    #[test]
    fn values_are_texts_with_their_rows_and_columns() {
        let document = sample().read().unwrap();
        assert_eq!(document.text, "린터(linter)를\n\n쓴다.\n\n말뭉치(corpus)");
        assert_eq!(place(&document, "쓴다"), "row 1, column 글");
        assert_eq!(place(&document, "말뭉치"), "row 3, column 글");
        assert!(!document.is_written());
    }

    #[test]
    fn rows_are_those_of_a_table_whose_columns_have_names() {
        let file = File::with(
            &[
                ("용어", values(&["린터", "", "\n셸"])),
                ("원어", values(&["linter", "corpus", "shell"])),
            ],
            3,
        );
        let document = file.read().unwrap();
        let [table] = &*document.layout.tables else {
            panic!("{:?}", document.layout);
        };
        let names: Vec<&str> = table.names.iter().map(|name| &**name).collect();
        assert_eq!(names, ["용어", "원어"]);
        let cells = |row: &Vec<Range<usize>>| {
            let cells = row.iter().map(|cell| &document.text[cell.clone()]);
            cells.collect::<Vec<_>>().join("|")
        };
        let rows: Vec<String> = table.rows.iter().map(cells).collect();
        assert_eq!(rows, ["린터|linter", "|corpus", "셸|shell"]);
        assert!(!document.text.contains("용어"));
    }

    #[test]
    fn wide_tables_are_none() {
        for (count, tables) in [(1, 0), (2, 1), (12, 1), (13, 0)] {
            let mut columns = vec![("글", values(&[""])); count - 1];
            columns.push(("끝", values(&["린터(linter)"])));
            let document = File::with(&columns, 1).read().unwrap();
            let found = document
                .layout
                .tables
                .iter()
                .map(|table| table.rows[0].len());
            assert_eq!(found.collect::<Vec<_>>(), vec![count; tables]);
            assert_eq!(place(&document, "린터"), "row 1, column 끝");
        }
    }

    #[test]
    fn many_short_values_are_no_attack() {
        let dictionary = page(2, 1, 0, 10, &plain(&["긍정"]));
        let numbers = [&[1][..], &varint(50_000 << 1), &[0]].concat();
        let numbers = page(0, 50_000, 8, numbers.len(), &numbers);
        let many = File::of(&[dictionary, numbers].concat(), 50_000);
        assert_eq!(many.read().unwrap().text.len(), 50_000 * 8 - 2);
    }

    /// Labels that lie in order are all but nothing in a file: their number, and how many there are.
    #[test]
    fn many_labels_are_no_attack_however_few_bytes_they_are() {
        let labels = |rows: u64| {
            let dictionary = page(2, 1, 0, 10, &plain(&["긍정"]));
            let numbers = [&[1][..], &varint(rows << 1), &[0]].concat();
            let numbers = page(0, rows, 8, numbers.len(), &numbers);
            let column = [dictionary, numbers].concat();
            let columns = ["하나", "둘", "셋", "넷", "다섯"].map(|name| (name, column.clone()));
            let bytes = File::with(&columns, rows).bytes();
            assert!(bytes.len() < 2_000);
            Document::unpacked(Format::PARQUET, "글.parquet", &bytes, Limits::default())
        };
        assert_eq!(labels(100_000).unwrap().text.len(), 5 * 100_000 * 8 - 2);
        let error = labels(1 << 40).unwrap_err().to_string();
        assert!(error.contains("(if it is to be trusted"), "{error}");
    }

    /// Each line of a value is a paragraph, and none of them copies what the place is called.
    #[test]
    fn long_names_are_copied_once_a_value() {
        let name = "글".repeat(300_000);
        let lines = "가\n".repeat(300_000);
        let file = File::with(&[(&name, values(&[&lines]))], 1);
        let document = Document::unpacked(
            Format::PARQUET,
            "글.parquet",
            &file.bytes(),
            Limits::default(),
        );
        let document = document.unwrap();
        assert_eq!(place(&document, "가"), format!("row 1, column {name}"));
        assert_eq!(document.text.len(), 300_000 * 5 - 2);
    }

    #[test]
    fn columns_that_do_not_say_that_they_are_text_are_named() {
        let said = |said: Vec<u8>| File { said, ..sample() }.read();
        let json = field(6, 12, &[0xcc, 0, 0]);
        let json = [json, vec![]].concat();
        for text in [string(), int(2, 4), int(2, 19), json] {
            assert!(said(text).unwrap().text.starts_with("린터(linter)를"));
        }
        let refused = said(Vec::new()).unwrap_err().to_string();
        assert!(
            refused.starts_with(
                "글.parquet: has no column of text: columns of bytes do not say that they are text (글) (if they are, write it again"
            ),
            "{refused}"
        );
        // BSON says that it is none.
        assert_eq!(said(int(2, 20)).unwrap().text, "");
    }

    #[test]
    fn columns_are_said_once() {
        let numbers = schema(1, &[[int(1, 1), int(2, 0), bytes(1, b"n")].concat()]);
        let text = list(
            0,
            &[
                [bytes(4, b"schema"), int(1, 1)].concat(),
                column("글", 0, &string()),
            ],
        );
        // The number of a field may be written out, to go back to the second one.
        let text = [&[9, 4][..], &text[1..]].concat();
        let group = [list(1, &[Vec::new()]), int(2, 1 << 62)].concat();
        let file = whole(&[], &[int(1, 1), numbers, list(2, &[group]), text]);
        let error = read(&file).unwrap_err().to_string();
        assert!(
            error.contains("is broken: it says twice what its columns are"),
            "{error}"
        );
    }

    #[test]
    fn groups_of_rows_take_their_part() {
        let numbers = schema(1, &[[int(1, 1), int(2, 0), bytes(1, b"n")].concat()]);
        let none = whole(
            &[],
            &[int(1, 1), numbers, list(2, &vec![Vec::new(); 200_000])],
        );
        let document = read(&none).unwrap();
        assert_eq!(document.origin.unwrap().parts().len(), 1);
        let text = schema(1, &[column("글", 0, &string())]);
        let group = list(1, &[inner(3, &[])]);
        let many = whole(&[], &[int(1, 1), text, list(2, &vec![group; 200_000])]);
        let error = read(&many).unwrap_err().to_string();
        assert!(
            error.contains("takes more than 8 MB beside its text"),
            "{error}"
        );
    }

    #[test]
    fn small_files_that_hold_much_are_refused() {
        let long = "가".repeat(10_000);
        let dictionary = page(2, 1, 0, long.len() + 4, &plain(&[&long]));
        // Numbers of one bit: the same one without end.
        let numbers = [&[1][..], &varint((1 << 40) << 1), &[0]].concat();
        let numbers = page(0, (1 << 31) - 1, 8, numbers.len(), &numbers);
        let many = File::of(&[dictionary, numbers].concat(), 1 << 40);
        assert!(many.bytes().len() < 40_000);
        // Levels of one bit: no value without end.
        let levels = [&varint((1 << 40) << 1)[..], &[0]].concat();
        let levels = [&(levels.len() as u32).to_le_bytes()[..], &levels].concat();
        let none = page(0, (1 << 31) - 1, 0, levels.len(), &levels);
        let none = File {
            optional: 1,
            ..File::of(&none, 1 << 40)
        };
        // Pages without values, and rows without pages.
        let empty = File::of(&page(0, 0, 0, 0, &[]).repeat(300_000), 1);
        let large = |codec, packed: &[u8]| File {
            codec,
            ..File::of(&page(0, 1, 0, i32::MAX as usize, packed), 1)
        };
        for file in [
            many,
            none,
            empty,
            large(1, &[0xff, 0xff, 0xff, 0xff, 0x0f]),
            large(2, b"\x1f\x8b"),
            large(6, b"\x28\xb5\x2f\xfd"),
            large(7, b"\0"),
        ] {
            assert_eq!(
                file.refused(),
                "글.parquet: column 글: unpacks to more than 2 MB (if it is to be trusted, say --max-unpacked with more)"
            );
        }
    }

    #[test]
    fn what_is_not_read_is_said_with_what_to_do() {
        let other = |codec, encoding| File {
            codec,
            ..File::of(&page(0, 1, encoding, 4, &plain(&[""])), 1)
        };
        let said = |chunk: &[u8]| File {
            chunk: chunk.to_vec(),
            ..sample()
        };
        for (file, reason) in [
            (
                other(4, 0),
                "column 글: has pages in Brotli, which are not read (write it again with Snappy, gzip, Zstandard or LZ4",
            ),
            (
                other(9, 0),
                "column 글: has pages compressed in a way that is not known",
            ),
            (
                other(0, 9),
                "column 글: has values written in a way that is not known, which are not read (write it again with another program",
            ),
            (
                File::of(&page(2, 1, 8, 4, &plain(&[""])), 1),
                "column 글: has dictionaries that are not plain, which are not read (write it again with another program",
            ),
            (
                File {
                    path: Some("다른.parquet"),
                    ..sample()
                },
                "column 글: lies in another file, and no other file is opened (name the files",
            ),
            (
                said(&inner(5, &[])),
                "column 글: is encrypted (write it again without",
            ),
            (
                File {
                    rows: 4,
                    ..sample()
                },
                "column 글: is broken: ",
            ),
        ] {
            let error = file.refused();
            assert!(
                error.starts_with(&format!("글.parquet: {reason}")),
                "{error}"
            );
        }
        let error = read(b"PARE\0\0\0\0PARE").unwrap_err().to_string();
        assert!(error.starts_with("글.parquet: is encrypted ("), "{error}");
        let error = read(b"PAR1\x15\0").unwrap_err().to_string();
        assert!(error.contains("is broken: it does not end as"), "{error}");
        for text in ["글", "PAR1으로 시작하는 글", "PARETO 법칙"] {
            let error = read(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains("is text, not parquet"), "{error}");
        }
    }

    #[test]
    fn what_is_cut_is_broken() {
        let bytes = sample().bytes();
        for length in 1..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn any_pages_do(
            pages in prop::collection::vec(any::<u8>(), 0..80),
            codec in 0_u64..8,
            encoding in prop::sample::select(vec![0_u64, 2, 6, 7, 8]),
            optional in 0_u64..3,
        ) {
            let whole = page(0, 9, encoding, pages.len(), &pages);
            for pages in [&pages, &whole] {
                let _ = File { codec, optional, ..File::of(pages, 9) }.read();
            }
        }
    }
}
