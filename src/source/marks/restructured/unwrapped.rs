//! Rows of grids whose cells go on over several lines: in the text of the document each of them stands on one.
//!
//! Of `| 스레드 | thread |` with `| 묶음 | pool |` below, the words of a term stand apart in the file, and those of another one between them.

use std::collections::HashMap;
use std::ops::Range;

use super::block::{Blocks, Line, begins_item};
use super::table::{Row, is_rule, rows_of_grid};
use crate::source::Document;
use crate::source::marks::{indent, lines};
use crate::source::origin::{Pieces, put_together};
use crate::source::writing::Writing;

/// The cells of rows that were put on one line, by where it begins.
pub(super) type Unwrapped = HashMap<usize, Vec<Range<usize>>>;

/// Puts such rows on one line each. The text of a document without any stays that of its file.
pub(super) fn unwrap(document: &mut Document) -> Unwrapped {
    let text = &document.text;
    let mut unwrapped = Unwrapped::new();
    if memchr::memmem::find(text.as_bytes(), b"+-").is_none() {
        return unwrapped;
    }
    let rows = wrapped(text);
    if rows.is_empty() {
        return unwrapped;
    }
    let put = put_together(document, |pieces| {
        let mut at = 0;
        for row in rows {
            let [Some(first), Some(last)] = [row.lines.first(), row.lines.last()] else {
                continue;
            };
            pieces.keep(at..first.start, Writing::Plain);
            let begin = pieces.len();
            // By its indentation it stays where it is, within a note or a list.
            let bar = first.start + indent(&pieces.source()[first.clone()]);
            pieces.keep(first.start..bar, Writing::Plain);
            unwrapped.insert(begin, put_row(pieces, &row, bar));
            at = last.end;
        }
        pieces.keep(at..pieces.source().len(), Writing::Plain);
        Ok(())
    });
    debug_assert!(put.is_ok());
    unwrapped
}

/// Adds a row as a line that begins at this byte of the source, and gives its cells.
fn put_row(pieces: &mut Pieces<'_>, row: &Row, mut here: usize) -> Vec<Range<usize>> {
    let sign = |pieces: &mut Pieces<'_>, here: usize, sign: &str| {
        pieces.put(here..here, sign, Writing::Plain);
    };
    let mut cells = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        sign(pieces, here, if cells.is_empty() { "| " } else { " | " });
        let start = pieces.len();
        for (number, piece) in cell.iter().enumerate() {
            if number > 0 {
                sign(pieces, here, " ");
            }
            pieces.keep(piece.clone(), Writing::Plain);
            here = piece.end;
        }
        cells.push(start..pieces.len());
    }
    sign(pieces, here, " |");
    cells
}

/// The rows of a text's grids of which a cell is wrapped, and none has anything else over several lines.
fn wrapped(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut grid: Vec<Range<usize>> = Vec::new();
    let mut end = |grid: &mut Vec<Range<usize>>| {
        let found = rows_of_grid(text, grid).unwrap_or_default();
        rows.extend(found.into_iter().filter(|row| is_wrapped(text, row)));
        grid.clear();
    };
    let mut blocks = Blocks::default();
    for (start, line) in lines(text) {
        let words = line.trim();
        let is_prose = matches!(blocks.take(line), Line::Text { .. } | Line::Unseen);
        let goes_on = is_prose && !grid.is_empty() && words.starts_with(['+', '|']);
        if !goes_on && !grid.is_empty() {
            end(&mut grid);
        }
        if goes_on || is_prose && is_rule(words) {
            grid.push(start..start + line.len());
        }
    }
    end(&mut grid);
    rows
}

/// Whether a cell of a row goes on over several lines, each that does is one paragraph, and nothing of the row stands outside of its cells.
fn is_wrapped(text: &str, row: &Row) -> bool {
    let line = |piece: &Range<usize>| row.lines.partition_point(|line| line.end < piece.start);
    let flows = |cell: &Vec<Range<usize>>| {
        let are_neighbours = |two: &[Range<usize>]| line(&two[0]) + 1 == line(&two[1]);
        let begins = |piece: &Range<usize>| begins_item(&text[piece.clone()]);
        cell.windows(2).all(are_neighbours) && !cell.iter().any(begins)
    };
    let mut long = row.cells.iter().filter(|cell| cell.len() > 1).peekable();
    row.is_whole && long.peek().is_some() && long.all(flows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_rows_stand_on_one_line() {
        let text = "앞\n\n+----------+--------+------+\n| 용어     | 원어   | 뜻   |\n+==========+========+======+\n| 스레드   | thread | 긴   |\n\
                    | 묶음     | pool   | 뜻이 |\n|          |        | 있다 |\n+----------+--------+------+\n| 셸       | shell  | - 첫 |\n\
                    |          |        | - 둘 |\n+----------+--------+------+\n\n뒤\n";
        let document = Document::read("글.rst", text).unwrap();
        assert_eq!(
            document.text,
            text.replace(
                "| 스레드   | thread | 긴   |\n| 묶음     | pool   | 뜻이 |\n|          |        | 있다 |\n",
                "| 스레드 묶음 | thread pool | 긴 뜻이 있다 |\n"
            )
        );
        assert_eq!(document.source(), text);
        let rows = document.layout.tables[0].rows.iter().map(|row| {
            let cells: Vec<&str> = row
                .iter()
                .map(|cell| &document.text[cell.clone()])
                .collect();
            cells.join("/")
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            [
                "용어/원어/뜻",
                "스레드 묶음/thread pool/긴 뜻이 있다",
                "셸/shell/"
            ]
        );
        let origin = document.origin.as_ref().unwrap();
        let at = |words: &str| document.text.find(words).unwrap();
        assert_eq!(origin.offset(at("pool")), text.find("pool").unwrap());
        assert_eq!(origin.offset(at("뒤")), text.find("뒤").unwrap());
        // What stands on two lines is written by people.
        let whole = at("스레드")..at(" | thread");
        assert_eq!(document.edited([(&whole, "실행 흐름 모음")]), None);
        let first = at("스레드")..at(" 묶음");
        let edited = document.edited([(&first, "쓰레드")]).unwrap();
        assert_eq!(edited.source(), text.replace("스레드", "쓰레드"));
    }

    #[test]
    fn wrapped_rows_close_nothing_around_them() {
        let text = ".. note::\n\n   +--------+--------+\n   | 스레드 | thread |\n   | 묶음   | pool   |\n   +--------+--------+\n\n   \
                    예::\n\n     버퍼\n\n.. [1] 셸\n\n   +--------+--------+\n   | 스레드 | thread |\n   | 묶음   | pool   |\n   +--------+--------+\n\n   shell\n\n뒤 [1]_\n";
        let document = Document::read("글.rst", text).unwrap();
        let joined = "   | 스레드 묶음 | thread pool |\n";
        assert_eq!(document.text.matches(joined).count(), 2);
        assert_eq!(document.layout.tables.len(), 2);
        let note = document.layout.notes[0].text.clone();
        assert!(document.text[note].ends_with("   shell"));
        let text = ".. code-block:: text\n\n   +--------+--------+\n   | 스레드 | thread |\n   | 묶음   | pool   |\n   +--------+--------+\n\n   버퍼\n";
        let document = Document::read("글.rst", text).unwrap();
        let buffer = text.find("버퍼").unwrap();
        assert!(
            document
                .masks
                .iter()
                .any(|mask| mask.range.contains(&buffer))
        );
        assert_eq!(document.layout.tables.len(), 0);
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in [
            "+----+----+\n| 셸 | sh |\n+----+----+\n",
            "+-- 글\n| 셸\n| 쉘\n",
            "+----+\n",
            // A list, two paragraphs
            "+----+------+\n| 셸 | - 첫 |\n|    | - 둘 |\n+----+------+\n",
            "+----+------+\n| 셸 | 첫째 |\n|    |      |\n|    | 둘째 |\n+----+------+\n",
            // A bar that is missing or does not stand under the others, words behind the last
            "+----+------+\n| 셸 | 긴   |\n|    말   |\n+----+------+\n",
            "+----+------+\n| 셸 | 긴   |\n|   | 말    |\n+----+------+\n",
            "+----+------+\n| 셸 | 긴   |\n|    | 말   | 뒤\n+----+------+\n",
            "+----+------+\n| 셸 | 긴   |\n|    | 말   \n+----+------+\n",
            // Code
            "예::\n\n  +----+------+\n  | 셸 | 긴   |\n  |    | 말   |\n  +----+------+\n",
            ".. code-block:: text\n\n   +----+------+\n   | 셸 | 긴   |\n   |    | 말   |\n   +----+------+\n\n   스레드\n",
        ] {
            let document = Document::read("글.rst", text).unwrap();
            assert_eq!((document.origin, &*document.text), (None, text));
        }
    }
}
