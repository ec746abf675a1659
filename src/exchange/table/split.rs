//! Text into cells: at separators, with double quotes or without.
//!
//! The `csv` crate knows quotes everywhere or nowhere; here one that nobody closed is text in its own cell only ([`Quotes::Closed`]). Telling the
//! crate which ones are takes finding every cell, and then it has little left to cut. What is as it should be is cut as the crate cuts it (a test).

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3};

use super::cells::Cells;
use crate::source::Lines;

/// How double quotes at the beginning of a cell are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// As any other character: what tools write between tabs that know no quotes.
    Plain,
    /// [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180): they hold separators and line ends. The text is one that
    /// [`check_records`](crate::glossary::check_records) takes.
    Strict,
    /// The same where they close before a separator or a line end and hold no line with a separator in it; else as any other character, so
    /// that a quote that somebody forgot does not swallow what follows.
    Closed,
}

/// How a text is cut into cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) separator: u8,
    pub(super) quotes: Quotes,
    /// Whether lines that begin with `#` are left out.
    pub(super) comments: bool,
}

/// The cells of a text that begins on this line.
pub(super) fn split(text: &str, cut: Cut, first_line: usize) -> Cells {
    let bytes = text.as_bytes();
    let mut cells = Cells::default();
    let mut lines = Lines::new(text);
    let mut at = 0;
    // One turn a row.
    while at < bytes.len() {
        let begin = at;
        if cut.comments && bytes[at] == b'#' {
            let end = memchr2(b'\n', b'\r', &bytes[at..]);
            at = end.map_or(bytes.len(), |end| at + end);
        } else {
            for column in 0.. {
                if let Some(close) = closing(bytes, at, cut) {
                    cells.push(column, &unescaped(&text[at + 1..close]));
                    at = close + 1;
                } else {
                    let end = memchr3(cut.separator, b'\n', b'\r', &bytes[at..]);
                    let end = end.map_or(bytes.len(), |end| at + end);
                    cells.push(column, &text[at..end]);
                    at = end;
                }
                if bytes.get(at) != Some(&cut.separator) {
                    break;
                }
                at += 1;
            }
            cells.end_row(first_line - 1 + lines.position(begin).line);
        }
        at += match bytes[at..] {
            [b'\r', b'\n', ..] => 2,
            _ => 1,
        };
    }
    cells
}

/// Where the quotes close that open here; nothing where none do.
fn closing(bytes: &[u8], at: usize, cut: Cut) -> Option<usize> {
    if cut.quotes == Quotes::Plain || bytes.get(at) != Some(&b'"') {
        return None;
    }
    let mut close = at + 1;
    loop {
        close += memchr(b'"', &bytes[close..])?;
        if bytes.get(close + 1) != Some(&b'"') {
            break;
        }
        close += 2;
    }
    let inside = &bytes[at + 1..close];
    let swallows =
        memchr(cut.separator, inside).is_some() && memchr2(b'\n', b'\r', inside).is_some();
    let is_end = |&next: &u8| next == cut.separator || matches!(next, b'\r' | b'\n');
    let is_cell = bytes.get(close + 1).is_none_or(is_end);
    (is_cell && (cut.quotes == Quotes::Strict || !swallows)).then_some(close)
}

/// What quotes hold, without those that are doubled.
fn unescaped(inside: &str) -> Cow<'_, str> {
    if inside.contains('"') {
        inside.replace("\"\"", "\"").into()
    } else {
        inside.into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::glossary::check_records;

    fn cut(text: &str, separator: u8, quotes: Quotes) -> Vec<(usize, Vec<String>)> {
        let cut = Cut {
            separator,
            quotes,
            comments: false,
        };
        split(text, cut, 1)
            .rows()
            .map(|row| {
                let cells = (0..row.width()).map(|at| row.get(at).to_owned());
                (row.line, cells.collect())
            })
            .collect()
    }

    /// Rows without what [`Cells`] does not keep: blank cells, and rows of nothing else.
    fn filled(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let blank = |cell: &String| cell.trim().is_empty();
        let row = |mut row: Vec<String>| {
            row.truncate(row.iter().rposition(|cell| !blank(cell))? + 1);
            row.iter_mut()
                .filter(|cell| blank(cell))
                .for_each(String::clear);
            Some(row)
        };
        rows.into_iter().filter_map(row).collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_quotes() {
        let text = "ko,en,note\r\n\"아마존, 주식회사\",\"Amazon \"\"Inc.\"\"\",\"첫 줄\r\n둘째 줄\"\r\n텐서,tensor\n\n\r끝,end,";
        assert_eq!(
            cut(text, b',', Quotes::Strict),
            [
                row(1, &["ko", "en", "note"]),
                row(
                    2,
                    &["아마존, 주식회사", "Amazon \"Inc.\"", "첫 줄\r\n둘째 줄"]
                ),
                row(4, &["텐서", "tensor"]),
                row(7, &["끝", "end"]),
            ]
        );
    }

    #[test]
    fn a_quote_that_does_not_close_is_text() {
        let text = "\"나\tb\n다\tc\"\n\"라\"\t\"d\te\"\n\"마\"사\tf\n";
        assert_eq!(
            cut(text, b'\t', Quotes::Closed),
            [
                row(1, &["\"나", "b"]),
                row(2, &["다", "c\""]),
                row(3, &["라", "d\te"]),
                row(4, &["\"마\"사", "f"]),
            ]
        );
        assert_eq!(
            cut("\"라\"\t\"d\"", b'\t', Quotes::Plain),
            [row(1, &["\"라\"", "\"d\""])]
        );
    }

    #[test]
    fn comments_are_whole_lines() {
        let text = "# 용어\t주석\r\n가\ta # b\n#해시태그\thashtag\n #해시태그\thashtag\n";
        let cut = Cut {
            separator: b'\t',
            quotes: Quotes::Plain,
            comments: true,
        };
        let cells = split(text, cut, 1);
        let lines: Vec<_> = cells.rows().map(|row| (row.line, row.get(0))).collect();
        assert_eq!(lines, [(2, "가"), (4, " #해시태그")]);
    }

    proptest! {
        #[test]
        fn what_a_writer_of_csv_writes_is_read(
            rows in prop::collection::vec(prop::collection::vec("[a가\",;\t\r\n x]{0,6}", 1..4), 0..6)
        ) {
            let mut bytes = Vec::new();
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut bytes);
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            drop(writer);
            let text = String::from_utf8(bytes).unwrap();
            let read: Vec<Vec<String>> = cut(&text, b',', Quotes::Strict).into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(read, filled(rows));
        }

        #[test]
        fn what_is_as_it_should_be_is_cut_as_the_csv_crate_cuts_it(text in "[a\",\r\n가 ]{0,40}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            if check_records(&text, b',', 1).is_ok() {
                let own = cut(&text, b',', Quotes::Strict).into_iter().map(|(_, cells)| cells).collect();
                prop_assert_eq!(filled(own), filled(read));
            }
        }

        #[test]
        fn any_text_is_cut(text in "[\"\t\n\r,;#a가]{0,40}") {
            for quotes in [Quotes::Plain, Quotes::Closed, Quotes::Strict] {
                for separator in [b',', b';', b'\t'] {
                    let _ = split(&text, Cut { separator, quotes, comments: true }, 1);
                }
            }
        }
    }
}
