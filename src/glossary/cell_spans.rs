//! Where each cell of a CSV file stands, so that one can be replaced and every other byte left as it was.

use std::borrow::Cow;
use std::ops::Range;

/// The cells of each record (bytes, quotes included), blank lines left out. The text is one that
/// [`record_begins`](super::strict::record_begins) takes.
pub(super) fn spans(text: &str) -> Vec<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    let ends_cell = |at: usize| bytes.get(at).is_none_or(|byte| b",\r\n".contains(byte));
    let mut records = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], b'\r' | b'\n') {
            at += 1;
            continue;
        }
        let mut cells = Vec::new();
        loop {
            let start = at;
            if bytes.get(at) == Some(&b'"') {
                at = quoted_end(bytes, at);
            }
            while !ends_cell(at) {
                at += 1;
            }
            cells.push(start..at);
            if bytes.get(at) != Some(&b',') {
                break;
            }
            at += 1;
        }
        records.push(cells);
    }
    records
}

/// Where the quotes that open at `at` are closed, behind them.
fn quoted_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at += 1;
        } else if bytes.get(at + 1) == Some(&b'"') {
            at += 2;
        } else {
            return at + 1;
        }
    }
    at
}

/// What a cell says, from how it is written.
pub(super) fn unquoted(written: &str) -> Cow<'_, str> {
    let inner = written
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => Cow::Borrowed(written),
    }
}

/// How a cell is written, in quotes where it must be, or where the one before it was.
pub(super) fn quoted(cell: &str, as_before: bool) -> Cow<'_, str> {
    if as_before || cell.contains(['"', ',', '\r', '\n']) {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::strict::record_begins;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<&str>> {
        let records = spans(text).into_iter();
        records
            .map(|record| record.into_iter().map(|span| &text[span]).collect())
            .collect()
    }

    #[test]
    fn cells_with_their_quotes() {
        assert_eq!(
            cells("a,\"b,\"\"c\"\n\nd,\"\ne\"\r\n5\" x,\n"),
            [["a", "\"b,\"\"c\""], ["d", "\"\ne\""], ["5\" x", ""],]
        );
    }

    proptest! {
        #[test]
        fn agrees_with_the_csv_crate(text in "[a\",\r\n가 ]{0,40}") {
            if record_begins(&text, b',', 1).is_err() {
                return Ok(());
            }
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let own: Vec<Vec<String>> = cells(&text)
                .into_iter()
                .map(|record| record.into_iter().map(|cell| unquoted(cell).into_owned()).collect())
                .collect();
            prop_assert_eq!(own, read);
        }

        #[test]
        fn what_is_quoted_is_unquoted_again(cell in "[^\"]{0,3}[a\",\r\n가 ]{0,10}", before in any::<bool>()) {
            let written = quoted(&cell, before);
            prop_assert_eq!(unquoted(&written), cell.as_str());
        }
    }
}
