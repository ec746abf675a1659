//! Lines of values between commas or the like, as tables in several markups have them.

use std::ops::Range;

use crate::source::layout::trimmed;

/// The cells on a line of values between commas, or other signs, without their quotes. What does not end on the line is none.
pub(super) fn cells(text: &str, line: Range<usize>, comma: char) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut at = line.start;
    loop {
        let rest = &text[at..line.end];
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        let rest = &rest[blank..];
        let begin = at + blank;
        let (cell, behind) = if let Some(close) = quoted(rest) {
            (begin + 1..begin + 1 + close, begin + close + 2)
        } else {
            let end = rest.find(comma).unwrap_or(rest.len());
            (begin..begin + end, begin + end)
        };
        cells.push(trimmed(text, cell));
        match text[behind..line.end].find(comma) {
            Some(next) => at = behind + next + comma.len_utf8(),
            None => return cells,
        }
    }
}

/// Where the quotes close that a text begins with, in bytes behind the first. Doubled ones are quotes themselves.
fn quoted(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let close = from + inside[from..].find('"')?;
        if !inside[close + 1..].starts_with('"') {
            return Some(close);
        }
        from = close + 2;
    }
}

/// Where the row ends that begins with a line of a stretch of values: behind its line, or a later one, where quotes hold the end of a line. Quotes
/// that close before anything but the end of a cell are none, so that one that somebody forgot swallows no rows.
pub(super) fn row_end(text: &str, line: Range<usize>, end: usize, comma: char) -> usize {
    let mut at = line.start;
    let mut line_end = line.end;
    loop {
        let rest = &text[at..end];
        let begin = at + rest.len() - rest.trim_start_matches(' ').len();
        let close = quoted(&text[begin..line_end]).or_else(|| quoted(&text[begin..end]));
        let behind = close.map_or(begin, |close| begin + close + 2);
        if behind > line_end {
            let next = text[behind..end].trim_start_matches([' ', '\t']);
            if !(next.is_empty() || next.starts_with([comma, '\n', '\r'])) {
                return line_end;
            }
            line_end = text[behind..end].find('\n').map_or(end, |at| behind + at);
        }
        match text[behind..line_end].find(comma) {
            Some(next) => at = behind + next + comma.len_utf8(),
            None => return line_end,
        }
    }
}

/// Where the quotes of a cell in quotes stand that are doubled: of each two the first is there for nobody.
pub(super) fn doubled(text: &str, cell: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let is_quoted = text[..cell.start].trim_ascii_end().ends_with('"');
    let inside = if is_quoted { &text[cell.clone()] } else { "" };
    let start = cell.start;
    let found = inside.match_indices("\"\"");
    found.map(move |(at, sign)| start + at..start + at + sign.len() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_parted_by_commas() {
        for (line, expected) in [
            ("\"린터\", \"linter\"", "린터/linter"),
            ("셸, shell", "셸/shell"),
            ("\"가, \"\"나\"\"\",다", "가, \"\"나\"\"/다"),
            ("\"닫히지, 않는다", "\"닫히지/않는다"),
            ("", ""),
        ] {
            let found = cells(line, 0..line.len(), ',');
            let shown: Vec<&str> = found.into_iter().map(|cell| &line[cell]).collect();
            assert_eq!(shown.join("/"), expected, "{line}");
        }
    }
    #[test]
    fn quotes_hold_the_ends_of_lines() {
        for (text, expected) in [
            (
                "\"스레드\n묶음\",thread pool\n셸,shell",
                "스레드\n묶음/thread pool",
            ),
            (
                "\"스레드\n묶음\", \"thread\npool\"\n셸,shell",
                "스레드\n묶음/thread\npool",
            ),
            ("\"스레드\n\"\"묶음\"\"\"\n셸,shell", "스레드\n\"\"묶음\"\""),
            ("\"닫히지,않는다\n\"셸\",shell", "\"닫히지/않는다"),
            ("\"닫히지,않는다\n셸,\"shell\"", "\"닫히지/않는다"),
            ("셸,\"shell\"\n말,a", "셸/shell"),
        ] {
            let line = 0..text.find('\n').unwrap();
            let row = 0..row_end(text, line, text.len(), ',');
            let found = cells(text, row, ',');
            let shown: Vec<&str> = found.into_iter().map(|cell| &text[cell]).collect();
            assert_eq!(shown.join("/"), expected, "{text}");
        }
    }

    #[test]
    fn of_doubled_quotes_one_is_seen() {
        let text = "\"말 \"\"뭉치\"\"\",a\"\"b";
        let cells = cells(text, 0..text.len(), ',');
        let doubled = cells.iter().flat_map(|cell| doubled(text, cell));
        assert_eq!(doubled.collect::<Vec<_>>(), [5..6, 13..14]);
    }
}
