//! What the `csv` crate would mend without a word, and we refuse: the file is somebody's work.

use crate::{Error, Result};

/// The line on which each record begins, blank lines left out. Refuses quotes that the `csv` crate
/// would silently mend.
pub(super) fn record_lines(text: &str) -> Result<Vec<usize>> {
    #[derive(PartialEq)]
    enum At {
        RecordStart,
        CellStart,
        Cell,
        Quoted,
        QuoteInQuoted,
    }
    let mut at = At::RecordStart;
    let (mut line, mut opened) = (1, 1);
    let mut begins = Vec::new();
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if at == At::RecordStart && !matches!(byte, b'\r' | b'\n') {
            begins.push(line);
            at = At::CellStart;
        }
        at = match (at, byte) {
            (At::Quoted, b'"') => At::QuoteInQuoted,
            (At::Quoted, _) | (At::QuoteInQuoted, b'"') => At::Quoted,
            (At::CellStart, b'"') => {
                opened = line;
                At::Quoted
            }
            (_, b',') => At::CellStart,
            (_, b'\r' | b'\n') => At::RecordStart,
            (At::QuoteInQuoted, _) => {
                return Err(Error::new("text follows a closing quote")
                    .at(at_line(line))
                    .hint("inside a quoted cell, write a double quote twice"));
            }
            _ => At::Cell,
        };
        if byte == b'\n' || (byte == b'\r' && bytes.peek() != Some(&b'\n')) {
            line += 1;
        }
    }
    if at == At::Quoted {
        return Err(Error::new("the quote that opens here is never closed")
            .at(at_line(opened))
            .hint("close it with a double quote"));
    }
    Ok(begins)
}

pub(super) fn at_line(line: usize) -> String {
    format!("line {line}")
}

/// Says what the file probably is instead.
pub(super) fn not_utf8(bytes: &[u8], at: usize) -> Error {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Error::new("is UTF-16").hint("save it as \"CSV UTF-8\"");
    }
    let before = &bytes[..at];
    let line = 1 + memchr::memchr_iter(b'\n', before).count();
    let row = &before[before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |newline| newline + 1)..];
    let column = 1 + memchr::memchr_iter(b',', row).count();
    Error::new(format!("is not UTF-8 (byte 0x{:02x})", bytes[at]))
        .at(format!("line {line}, cell {column}"))
        .hint(
            "Korean Excel saves \"CSV\" as CP949: choose \"CSV UTF-8 (쉼표로 분리)\" instead, \
             or convert it: iconv -f CP949 -t UTF-8",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_line_of_each_record() {
        for (text, lines) in [
            ("", &[][..]),
            ("a,b\nc,d\n", &[1, 2]),
            ("a\r\n\r\nb", &[1, 3]),
            ("a\rb", &[1, 2]),
            ("\"a\nb\",c\n\"\"\n", &[1, 3]),
            ("\"a\"\"\n\"\"b\"\nc", &[1, 3]),
            ("a\"b\nc", &[1, 2]),
        ] {
            assert_eq!(record_lines(text).unwrap(), lines, "{text:?}");
        }
        assert!(record_lines("a\n\"b").is_err());
        assert!(record_lines("\"a\"b").is_err());
    }

    #[test]
    fn agrees_with_the_csv_crate_on_what_a_record_is() {
        for text in [
            "a\n\nb\r\rc",
            "\"\"",
            "\n\n",
            "a,\"b\n\nc\"\r\nd",
            "\"a\"\"\"\nb",
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            assert_eq!(
                reader.records().count(),
                record_lines(text).unwrap().len(),
                "{text:?}"
            );
        }
    }
}
