//! Text with marks of its own: what in it is no prose is masked, and the text stays that of the file.

mod asciidoc;
mod delimited;
mod latex;
mod restructured;
mod subtitles;

pub(super) use asciidoc::read_asciidoc;
pub(crate) use asciidoc::{
    fenced as asciidoc_code, framed as asciidoc_tables, underlines as asciidoc_underlines,
};
pub(super) use latex::read_latex;
pub(super) use restructured::{
    Rows, entries as restructured_entries, read_restructured,
    read_within as read_restructured_within,
};
pub(super) use subtitles::read_subtitles;

use std::ops::Range;

use super::Mask;
use super::MaskKind;
use super::markdown::push;

/// The lines of a text with their places, each without its end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) else {
            at = text.len();
            return Some((start, rest));
        };
        at = start + end + 1;
        let line = &rest[..end];
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    })
}

/// The end of the paragraph that holds a byte: that of the last line before a blank one.
pub(super) fn paragraph_end(text: &str, at: usize) -> usize {
    let mut end = at;
    for (start, line) in lines(&text[at..]) {
        if line.trim().is_empty() && start > 0 {
            break;
        }
        end = at + start + line.len();
    }
    end
}

/// How far a line is indented, in bytes.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Masks between a mark and the next one of its kind on the line: code with its marks, or the marks alone.
pub(super) fn between(
    text: &str,
    line: Range<usize>,
    mark: &str,
    kind: MaskKind,
    masks: &mut Vec<Mask>,
) {
    let mut at = line.start;
    while let Some(open) = text[at..line.end].find(mark) {
        let open = at + open;
        let inside = open + mark.len();
        let Some(close) = text[inside..line.end].find(mark).filter(|close| *close > 0) else {
            return;
        };
        let end = inside + close + mark.len();
        push(masks, open..end, kind);
        at = end;
    }
}
