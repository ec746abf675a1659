//! The lines that directives speak of.

use std::ops::Range;

use memchr::{memchr2, memrchr2};

use super::{Directive, Effect};
use crate::source::{Document, Segment};

/// From a byte on to the end of the segment that begins next, in a bilingual file: of a unit in many lines, all are meant.
pub(super) fn next_segment(document: &Document, from: usize) -> Option<Range<usize>> {
    let span = |segment: &Segment| {
        let (source, target) = (&segment.source.range, &segment.target.range);
        source.start.min(target.start)..source.end.max(target.end)
    };
    let all = &document.segments;
    let next = all.get(all.partition_point(|one| span(one).start < from))?;
    Some(from..span(next).end)
}

/// The first line from a byte on that has text besides directives; at the end of the text an empty one.
pub(super) fn next_line(text: &str, from: usize, later: &[Directive]) -> Range<usize> {
    let mut start = from;
    while start < text.len() {
        let end = line_end(text, start);
        let line = &text[start..end];
        // A line between the paragraphs of a quotation has its mark.
        let rest = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let first = end - rest.len();
        let directive = later.binary_search_by_key(&first, |directive| directive.range.start);
        match directive {
            // Text may stand behind a comment on its line.
            Ok(at) => {
                let past = later[at].range.end;
                let end = line_end(text, past);
                if !text[past..end].trim().is_empty() {
                    return start..end;
                }
                start = after_line(text, past);
                // One for the next line has looked for it from there already.
                if let Effect::Line(line) = &later[at].effect
                    && line.start >= start
                {
                    return line.clone();
                }
            }
            Err(_) if rest.is_empty() => start = after_line(text, start),
            Err(_) => return start..end,
        }
    }
    // No byte of the text is behind its end, but a diagnostic may be there.
    text.len() + 1..text.len() + 1
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end)
}

/// Where the line after that of a byte begins.
pub(super) fn after_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    let rest = &text[end..];
    end + if rest.starts_with("\r\n") {
        2
    } else {
        usize::from(!rest.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_in_any_of_three_ways() {
        let text = "가\n나\r\n다\r라";
        let starts: Vec<usize> = ["가", "나", "다", "라"]
            .iter()
            .map(|word| text.find(word).unwrap())
            .collect();
        for (at, &start) in starts.iter().enumerate() {
            assert_eq!(line_start(text, start), start);
            assert_eq!(line_end(text, start), start + "가".len());
            let next = starts.get(at + 1).copied().unwrap_or(text.len());
            assert_eq!(after_line(text, start), next);
        }
    }
}
