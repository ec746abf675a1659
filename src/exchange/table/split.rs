//! Text into cells: at separators, with double quotes or without.

use memchr::{memchr, memchr3};

use super::cells::Cells;
use crate::{Error, Result};

/// How double quotes at the beginning of a cell are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// As any other character: what tools write between tabs that know no quotes.
    Plain,
    /// [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180): they hold separators and line ends, and one that is never closed is an error.
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
///
/// # Errors
///
/// A quote is opened and never closed.
pub(super) fn split(text: &str, cut: Cut, first_line: usize) -> Result<Cells> {
    let bytes = text.as_bytes();
    let Cut {
        separator, quotes, ..
    } = cut;
    let mut cells = Cells::default();
    let mut line = first_line;
    let mut at = 0;
    let mut unquoted = String::new();
    while at < bytes.len() {
        let begins = line;
        if cut.comments && bytes[at] == b'#' {
            at = line_end(bytes, at);
            at = after(bytes, at);
            line += 1;
            continue;
        }
        let mut column = 0;
        // One turn a cell.
        loop {
            let quoted = (quotes != Quotes::Plain && bytes.get(at) == Some(&b'"'))
                .then(|| quoted(text, at, cut))
                .flatten();
            if quoted.is_none() && quotes == Quotes::Strict && bytes.get(at) == Some(&b'"') {
                return Err(Error::new("a double quote is opened and never closed")
                    .at(format!("line {line}"))
                    .hint("a cell in double quotes has those inside it doubled"));
            }
            let rest = quoted.map_or(at, |close| close + 1);
            let end = memchr3(separator, b'\n', b'\r', &bytes[rest..]);
            let end = end.map_or(bytes.len(), |end| rest + end);
            if let Some(close) = quoted {
                let inside = &text[at + 1..close];
                line += line_ends(inside);
                if rest == end && !inside.contains('"') {
                    cells.push(column, inside);
                } else {
                    unquoted.clear();
                    unquoted.push_str(&inside.replace("\"\"", "\""));
                    unquoted.push_str(&text[rest..end]);
                    cells.push(column, &unquoted);
                }
            } else {
                cells.push(column, &text[at..end]);
            }
            column += 1;
            at = end;
            if bytes.get(at) != Some(&separator) {
                break;
            }
            at += 1;
        }
        cells.end_row(begins);
        at = after(bytes, at);
        line += 1;
    }
    Ok(cells)
}

/// Where the quote closes that stands here; nothing where it does not.
fn quoted(text: &str, at: usize, cut: Cut) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = at + 1;
    let close = loop {
        let quote = from + memchr(b'"', &bytes[from..])?;
        if bytes.get(quote + 1) == Some(&b'"') {
            from = quote + 2;
        } else {
            break quote;
        }
    };
    if cut.quotes == Quotes::Strict {
        return Some(close);
    }
    let next = bytes.get(close + 1);
    let inside = &bytes[at + 1..close];
    let is_end = next.is_none_or(|&next| next == cut.separator || matches!(next, b'\r' | b'\n'));
    let has = |byte| memchr(byte, inside).is_some();
    (is_end && !(has(cut.separator) && (has(b'\n') || has(b'\r')))).then_some(close)
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |end| at + end)
}

/// Where the line behind this end of one begins.
fn after(bytes: &[u8], at: usize) -> usize {
    match bytes[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [] => at,
        _ => at + 1,
    }
}

fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let lone = |&(at, &byte): &(usize, &u8)| {
        byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')
    };
    bytes.iter().enumerate().filter(lone).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, separator: u8, quotes: Quotes) -> Vec<(usize, Vec<String>)> {
        let cut = Cut {
            separator,
            quotes,
            comments: false,
        };
        let cells = split(text, cut, 1).unwrap();
        cells
            .rows()
            .map(|row| {
                let cells = (0..row.width()).map(|at| row.get(at).to_owned());
                (row.line, cells.collect())
            })
            .collect()
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
    fn a_quote_that_never_closes_is_named_or_is_text() {
        let text = "가,a\n\"나,b\n다,c\n";
        let strict = Cut {
            separator: b',',
            quotes: Quotes::Strict,
            comments: false,
        };
        let error = split(text, strict, 1).unwrap_err().to_string();
        assert!(
            error.starts_with("line 2: a double quote is opened"),
            "{error}"
        );
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
        let cells = split(text, cut, 1).unwrap();
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
            let blank = |cell: &String| cell.trim().is_empty();
            let meant: Vec<Vec<String>> = rows.into_iter().filter_map(|row| {
                let end = row.iter().rposition(|cell| !blank(cell))? + 1;
                Some(row[..end].iter().map(|cell| if blank(cell) { String::new() } else { cell.clone() }).collect())
            }).collect();
            prop_assert_eq!(read, meant);
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
