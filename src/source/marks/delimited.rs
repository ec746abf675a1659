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
        let quoted = rest.strip_prefix('"').and_then(|inside| {
            let mut from = 0;
            loop {
                let close = from + inside[from..].find('"')?;
                if !inside[close + 1..].starts_with('"') {
                    return Some(close);
                }
                from = close + 2;
            }
        });
        let begin = at + blank;
        let (cell, behind) = if let Some(close) = quoted {
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
}
