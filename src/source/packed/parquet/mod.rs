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
mod thrift;
mod values;

use std::fmt::Write as _;

use self::budget::Budget;
use self::footer::{Footer, Group};
use self::values::Values;
use super::package::{Limits, Parts};
use crate::source::Document;
use crate::source::layout::Edge;
use crate::source::origin::put_together;
use crate::source::writing::Writing;
use crate::{Error, Result};

/// Empty cells farther to the right are left out: a file may have as many columns as it has bytes.
const FARTHEST: usize = 16;

/// How files begin and end.
pub(super) const MAGIC: &[u8] = b"PAR1";
/// The same where even what is in them is encrypted.
pub(super) const ENCRYPTED: &[u8] = b"PARE";

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
    if footer.columns.is_empty() {
        return Ok(());
    }
    let at =
        |error: Error, number: usize| error.at(format!("column {}", footer.columns[number].name));
    let mut columns = Vec::with_capacity(group.chunks.len());
    for (number, (column, chunk)) in footer.columns.iter().zip(&group.chunks).enumerate() {
        let values = Values::new(bytes, column, *chunk);
        columns.push(values.map_err(|error| at(error, number))?);
    }
    for row in 1..=group.rows {
        let row = before.saturating_add(row);
        for (number, values) in columns.iter_mut().enumerate() {
            let name = footer.columns[number].name.len();
            let mut take = |budget: &mut Budget, value: &[u8]| {
                if value.is_empty() {
                    return Ok(());
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
        let columns: Vec<&str> = columns(source).collect();
        let mut at = columns.iter().map(|name| name.len() + 1).sum::<usize>() + 1;
        pieces.edge(Edge::Table);
        // The row, and how many of its cells have begun.
        let mut here = (0, 0);
        while let Some((row, column, length)) = source.get(at..).and_then(record) {
            if row != here.0 {
                pieces.edge(Edge::Row);
                here = (row, 0);
            }
            if column >= here.1 {
                for _ in here.1..column.min(FARTHEST) {
                    pieces.edge(Edge::Cell);
                }
                pieces.edge(Edge::Cell);
                here.1 = column + 1;
            }
            // Behind the line that says so.
            at += source[at..].find('\n').map_or(0, |end| end + 1);
            let end = (at + length).min(source.len());
            let name = columns.get(column).copied().unwrap_or_default();
            pieces.end_paragraph();
            for line in source[at..end].split_inclusive(['\n', '\r']) {
                let text = line.trim_end_matches(['\n', '\r']);
                if !text.is_empty() {
                    pieces.place(format!("row {row}, column {name}"));
                    pieces.keep(at..at + text.len(), Writing::Plain);
                }
                if text.len() < line.len() {
                    pieces.end_paragraph();
                }
                at += line.len();
            }
        }
        pieces.edge(Edge::EndTable);
        Ok(())
    })
}

/// The names of the columns in what was taken out.
pub(in crate::source) fn columns(source: &str) -> impl Iterator<Item = &str> {
    source.lines().take_while(|name| !name.is_empty())
}

/// The column of a place.
pub(in crate::source) fn column(place: &str) -> &str {
    let column = place.split_once(", column ");
    column.map_or("", |(_, name)| name)
}

/// What the line before a value says: the number of its row, that of its column, and how many bytes it has.
fn record(rest: &str) -> Option<(u64, usize, usize)> {
    let mut numbers = rest.lines().next()?.split(' ');
    let row = numbers.next()?.parse().ok()?;
    let column = numbers.next()?.parse().ok()?;
    let length = numbers.next()?.parse().ok()?;
    Some((row, column, length))
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(format!("is broken: {error}"))
        .hint("it may be incomplete: copy or download it again")
}

fn encrypted() -> Error {
    Error::new("is encrypted").hint("write it again without encryption")
}

/// What no program writes unless it is told to.
fn unread(what: &str) -> Error {
    Error::new(format!("has {what}, which are not read"))
        .hint("write it again with another program, or with Snappy, gzip, Zstandard or LZ4")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;
    use proptest::prelude::*;

    fn varint(mut number: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        while number > 0x7f {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
        bytes
    }

    /// A field of a struct, so many numbers behind the one before it.
    fn field(step: u8, kind: u8, value: &[u8]) -> Vec<u8> {
        [&[step << 4 | kind], value].concat()
    }

    fn int(step: u8, number: u64) -> Vec<u8> {
        field(step, 6, &varint(number << 1))
    }

    fn bytes(step: u8, value: &[u8]) -> Vec<u8> {
        field(step, 8, &[&varint(value.len() as u64), value].concat())
    }

    fn inner(step: u8, fields: &[Vec<u8>]) -> Vec<u8> {
        field(step, 12, &[&fields.concat()[..], &[0]].concat())
    }

    fn list(step: u8, structs: &[Vec<u8>]) -> Vec<u8> {
        let ended = structs.iter().map(|one| [one, &[0][..]].concat());
        let ended: Vec<u8> = ended.collect::<Vec<_>>().concat();
        field(
            step,
            9,
            &[&[(structs.len() as u8) << 4 | 0xc], &*ended].concat(),
        )
    }

    /// A page: its kind, how many values it has and how they are written, how many bytes come out of it, and what is in it.
    fn page(kind: u64, count: u64, encoding: u64, size: usize, packed: &[u8]) -> Vec<u8> {
        let head = [int(1, count), int(1, encoding)];
        let head = match kind {
            2 => inner(4, &head),
            _ => inner(2, &[head.concat(), int(1, 3), int(1, 3)]),
        };
        [
            &int(1, kind)[..],
            &int(1, size as u64),
            &int(1, packed.len() as u64),
            &head,
            &[0],
            packed,
        ]
        .concat()
    }

    /// A file of one column 글 with these pages, each so many times.
    struct File {
        pages: Vec<u8>,
        rows: u64,
        codec: u64,
        optional: u64,
        /// What else is said of the chunk, behind where its values are.
        chunk: Vec<u8>,
    }

    impl File {
        fn of(pages: &[u8], rows: u64) -> Self {
            Self {
                pages: pages.to_vec(),
                rows,
                codec: 0,
                optional: 0,
                chunk: Vec::new(),
            }
        }

        fn bytes(&self) -> Vec<u8> {
            let schema = [
                [bytes(4, b"schema"), int(1, 1)].concat(),
                [
                    int(1, 6),
                    int(2, self.optional),
                    bytes(1, "글".as_bytes()),
                    int(2, 0),
                ]
                .concat(),
            ];
            let metadata = [int(1, 6), int(3, self.codec), int(1, self.rows), int(4, 4)];
            let chunk = [inner(3, &metadata), self.chunk.clone()].concat();
            let group = [list(1, &[chunk]), int(2, self.rows)].concat();
            let footer = [
                int(1, 1),
                list(1, &schema),
                int(1, self.rows),
                list(1, &[group]),
            ];
            let footer = [&footer.concat()[..], &[0]].concat();
            let length = (footer.len() as u32).to_le_bytes();
            [MAGIC, &self.pages, &footer, &length, MAGIC].concat()
        }

        fn read(&self) -> Result<Document> {
            read(&self.bytes())
        }

        fn refused(&self) -> String {
            self.read().unwrap_err().to_string()
        }
    }

    fn read(bytes: &[u8]) -> Result<Document> {
        let limits = Limits {
            unpacked: 2 << 20,
            ..Limits::default()
        };
        Document::unpacked(Format::PARQUET, "글.parquet", bytes, limits)
    }

    /// Values as they are written plainly.
    fn plain(values: &[&str]) -> Vec<u8> {
        let value = |value: &&str| [&(value.len() as u32).to_le_bytes(), value.as_bytes()].concat();
        values.iter().map(value).collect::<Vec<_>>().concat()
    }

    fn sample() -> File {
        let values = plain(&["린터(linter)를\r\n쓴다.", "", "말뭉치(corpus)"]);
        File::of(&page(0, 3, 0, values.len(), &values), 3)
    }

    #[test]
    fn values_are_texts_with_their_rows_and_columns() {
        let document = sample().read().unwrap();
        assert_eq!(document.text, "린터(linter)를\n\n쓴다.\n\n말뭉치(corpus)");
        let place = |word: &str| {
            let origin = document.origin.as_ref().unwrap();
            origin.place(document.text.find(word).unwrap()).unwrap()
        };
        assert_eq!(place("쓴다"), "row 1, column 글");
        assert_eq!(place("말뭉치"), "row 3, column 글");
        assert!(!document.is_written());
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
                "column 글: has pages in Brotli, which are not read (write it again",
            ),
            (
                other(9, 0),
                "column 글: has pages compressed in a way that is not known",
            ),
            (
                other(0, 9),
                "column 글: has values written in a way that is not known",
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
        let error = read("PAR1으로 시작하는 글".as_bytes()).unwrap_err();
        assert!(
            error.to_string().contains("is broken: it does not end as"),
            "{error}"
        );
        let error = read("글".as_bytes()).unwrap_err().to_string();
        assert!(error.contains("is text, not parquet"), "{error}");
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
