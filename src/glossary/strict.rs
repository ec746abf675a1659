//! What the `csv` crate would mend without a word, and we refuse: the file is somebody's work.

use memchr::memchr3;

use crate::{Error, Result};

/// What to do with a file of another format.
pub(super) const SAVE_AS_CSV: &str =
    "save it as \"CSV UTF-8(쉼표로 분리)\", and give the .csv file";

/// How Excel saves what is read without loss.
pub(super) const SAVE_FROM_EXCEL: &str =
    "\"CSV UTF-8(쉼표로 분리)\" is what to save as from Excel: it loses no character";

/// What to do where git has merged a glossary or a ledger, by lines.
const MERGE_AGAIN: &str = "merge it by rows: with yongeo as git's merge driver (yongeo merge --help shows how), git checkout --merge -- FILE, \
                           or git merge --abort and merge again; without it, git show :2:./FILE > ours.csv, :3:./FILE > theirs.csv, \
                           :1:./FILE > base.csv, and yongeo merge ours.csv theirs.csv --base base.csv --output FILE";

/// Where a record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Begin {
    /// In bytes of the text.
    pub(super) offset: usize,
    /// The line.
    pub(super) line: usize,
}

/// Where each record begins, as [`records`] tells; a merge that failed is named before what comes of it.
pub(super) fn record_begins(text: &str, separator: u8, first: usize) -> Result<Vec<Begin>> {
    records(text, separator, first).map_err(|error| conflict_of_git(text, first).unwrap_or(error))
}

/// Refuses what [`record_begins`] refuses.
pub(crate) fn check_records(text: &str, separator: u8, first: usize) -> Result<()> {
    record_begins(text, separator, first).map(drop)
}

/// Where each record begins, blank lines left out; lines are counted from `first`. Refuses quotes that the `csv`
/// crate would silently mend, and what git leaves where a merge failed.
pub(super) fn records(text: &str, separator: u8, first: usize) -> Result<Vec<Begin>> {
    let (begins, opened) = records_so_far(text, separator, first)?;
    opened.map_or(Ok(begins), |opened| Err(unclosed(opened)))
}

/// The same where the text may go on: with the line of a quote that is still open at its end.
pub(super) fn records_so_far(
    text: &str,
    separator: u8,
    first: usize,
) -> Result<(Vec<Begin>, Option<usize>)> {
    #[derive(PartialEq)]
    enum At {
        RecordStart,
        CellStart,
        Cell,
        Quoted,
        QuoteInQuoted,
    }
    let mut at = At::RecordStart;
    let (mut line, mut opened) = (first, first);
    let mut begins = Vec::new();
    let bytes = text.as_bytes();
    let mut next = 0;
    loop {
        // Nothing within a cell matters up to its end, or a line's.
        let skipped = match at {
            At::Cell => memchr3(separator, b'\r', b'\n', &bytes[next..]),
            At::Quoted => memchr3(b'"', b'\r', b'\n', &bytes[next..]),
            _ => Some(0),
        };
        let offset = skipped.map_or(bytes.len(), |skipped| next + skipped);
        let Some(&byte) = bytes.get(offset) else {
            break;
        };
        next = offset + 1;
        if at == At::RecordStart && !matches!(byte, b'\r' | b'\n') {
            if let Some(marker) = conflict_marker(&bytes[offset..]) {
                return Err(holds(marker, line));
            }
            begins.push(Begin { offset, line });
            at = At::CellStart;
        }
        at = match (at, byte) {
            (At::Quoted, b'"') => At::QuoteInQuoted,
            (At::Quoted, _) | (At::QuoteInQuoted, b'"') => At::Quoted,
            (At::CellStart, b'"') => {
                opened = line;
                At::Quoted
            }
            (_, byte) if byte == separator => At::CellStart,
            (_, b'\r' | b'\n') => At::RecordStart,
            (At::QuoteInQuoted, _) => {
                return Err(Error::new("text follows a closing quote")
                    .at(at_line(line))
                    .hint("inside a quoted cell, write a double quote twice"));
            }
            _ => At::Cell,
        };
        if byte == b'\n' || (byte == b'\r' && bytes.get(next) != Some(&b'\n')) {
            line += 1;
        }
    }
    Ok((begins, (at == At::Quoted).then_some(opened)))
}

/// A quote on this line that is not closed.
pub(super) fn unclosed(line: usize) -> Error {
    Error::new("the quote that opens here is never closed")
        .at(at_line(line))
        .hint("close it with a double quote")
}

/// A conflict that git left in a text which can't be read: the reason may be that a mark stands within quotes, where
/// [`records`] takes it for text.
pub(super) fn conflict_of_git(text: &str, first: usize) -> Option<Error> {
    text.lines().zip(first..).find_map(|(line, number)| {
        let marker = conflict_marker(line.as_bytes())?;
        // A line of that kind may be anybody's.
        (marker != "=======").then(|| holds(marker, number))
    })
}

fn holds(marker: &str, line: usize) -> Error {
    Error::new(format!("holds a conflict of git ({marker})"))
        .at(at_line(line))
        .hint(MERGE_AGAIN)
}

/// The mark of git that a record begins with, if it does. Only the one in the middle must be alone on
/// its line: a name follows the others.
fn conflict_marker(record: &[u8]) -> Option<&'static str> {
    let marker = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
        .into_iter()
        .find(|marker| record.starts_with(marker.as_bytes()))?;
    let next = record.get(marker.len());
    let ends = matches!(next, None | Some(b'\r' | b'\n'));
    (ends || (marker != "=======" && next == Some(&b' '))).then_some(marker)
}

/// `1 cell`, `2 cells`.
pub(super) fn cells(count: impl TryInto<usize>) -> String {
    match count.try_into().unwrap_or(usize::MAX) {
        1 => "1 cell".to_owned(),
        count => format!("{count} cells"),
    }
}

pub(super) fn at_line(line: usize) -> String {
    format!("line {line}")
}

/// A byte that is not UTF-8, with its place; the bytes begin on line `first`.
pub(super) fn not_utf8(bytes: &[u8], at: usize, first: usize) -> Error {
    Error::new(format!("is not UTF-8 (byte 0x{:02x})", bytes[at]))
        .at(place(&bytes[..at], b',', first))
        .hint(SAVE_AS_CSV)
}

/// Where a file goes on behind these bytes, which begin on line `first`: `line 2, cell 3`.
pub(super) fn place(before: &[u8], separator: u8, first: usize) -> String {
    let line = first + memchr::memchr_iter(b'\n', before).count();
    let row = memchr::memrchr(b'\n', before).map_or(before, |newline| &before[newline + 1..]);
    let cell = 1 + memchr::memchr_iter(separator, row).count();
    format!("line {line}, cell {cell}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str, separator: u8, first: usize) -> Vec<usize> {
        let begins = record_begins(text, separator, first).unwrap().into_iter();
        begins.map(|begin| begin.line).collect()
    }

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
            assert_eq!(lines_of(text, b',', 1), lines, "{text:?}");
        }
        assert!(record_begins("a\n\"b", b',', 1).is_err());
        assert!(record_begins("\"a\"b", b',', 1).is_err());
        assert!(record_begins("\"a\";b", b',', 1).is_err());
        assert_eq!(lines_of("\"a\";b\nc", b';', 2), [2, 3]);
    }

    #[test]
    fn names_the_marks_of_a_failed_merge() {
        for (text, said) in [
            (
                "a,b\n<<<<<<< HEAD\nc,d\n",
                Some("line 2: holds a conflict of git (<<<<<<<)"),
            ),
            (
                "a\r\n=======\r\nb",
                Some("line 2: holds a conflict of git (=======)"),
            ),
            (
                "||||||| 1b0f22e\n",
                Some("line 1: holds a conflict of git (|||||||)"),
            ),
            (
                "a\n\n>>>>>>>",
                Some("line 3: holds a conflict of git (>>>>>>>)"),
            ),
            // A row that is cut in two by the marks.
            (
                "a,b\nc,\"d\n<<<<<<< HEAD\ne\"\n=======\nf\"\n>>>>>>> theirs\n",
                Some("line 3: holds a conflict of git (<<<<<<<) (merge it by rows"),
            ),
            ("========,a\n======= b\n<<<<<<<<\n", None),
            ("\"a\n<<<<<<< HEAD\"\n", None),
        ] {
            let error = record_begins(text, b',', 1)
                .err()
                .map(|error| error.to_string());
            assert_eq!(error.is_some(), said.is_some(), "{text:?}: {error:?}");
            if let (Some(error), Some(said)) = (error, said) {
                assert!(error.starts_with(said), "{error}");
            }
        }
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
                record_begins(text, b',', 1).unwrap().len(),
                "{text:?}"
            );
        }
    }
}
