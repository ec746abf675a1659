//! Signs of emphasis in texts that stay those of their files: `**번**역` is 번역 to readers.

use std::ops::Range;

use memchr::{memchr, memrchr};

use super::{Document, Format, MaskKind};
use crate::gloss::is_hangul;

/// Longer lines are not looked at, in bytes.
const LONGEST: usize = 1 << 13;

/// The signs of emphasis that a format has, and how many of them stand together at least in the middle of a word. In other formats they are masked, or
/// not there for readers to begin with.
pub(crate) fn emphasis(format: &Format) -> Option<(&'static [u8], usize)> {
    if format == Format::MARKDOWN || format == Format::NOTEBOOK {
        return Some((b"*_", 1));
    }
    // The manual of AsciiDoc, under "Constrained and unconstrained formatting marks".
    if format == Format::ASCIIDOC {
        return Some((b"*_#", 2));
    }
    // Only at the borders of words: where nothing stands between a mark and a word, a masked backslash and a space do.
    (format == Format::RESTRUCTURED).then_some((b"*", usize::MAX))
}

/// The line with a byte of a text, with its end; `None` where it is longer than is looked at.
pub(crate) fn line(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (from, to) = (at.saturating_sub(LONGEST), (at + LONGEST).min(bytes.len()));
    let start = match memrchr(b'\n', &bytes[from..at]) {
        Some(end) => from + end + 1,
        None => (from == 0).then_some(0)?,
    };
    let end = match memchr(b'\n', &bytes[at..to]) {
        Some(end) => at + end + 1,
        None => (to == bytes.len()).then_some(to)?,
    };
    (end - start <= LONGEST).then_some(start..end)
}

/// A run of one sign on a line.
struct Run {
    range: Range<usize>,
    /// Emphasis may begin with it, and end.
    opens: bool,
    closes: bool,
}

/// The signs of emphasis of a line, between its masks: those that have their like on the line, one to open and a later one to close.
pub(crate) fn marks(document: &Document, line: &Range<usize>) -> Vec<Range<usize>> {
    let Some((signs, within)) = emphasis(document.format) else {
        return Vec::new();
    };
    let text = &document.text;
    let mut runs = Vec::new();
    let mut at = line.start;
    let end = line.end..line.end;
    let masked = document.masks_in(line).map(|mask| &mask.range);
    for mask in masked.chain([&end]) {
        between(text, at..mask.start.max(at), (signs, within), &mut runs);
        at = mask.end.min(line.end);
    }
    paired(text.as_bytes(), &runs)
}

/// Adds the runs of signs in a stretch of a line that nothing masks.
fn between(
    text: &str,
    stretch: Range<usize>,
    (signs, within): (&[u8], usize),
    runs: &mut Vec<Run>,
) {
    let bytes = text.as_bytes();
    let mut at = stretch.start;
    while let Some(found) = bytes[at..stretch.end]
        .iter()
        .position(|byte| signs.contains(byte))
    {
        let start = at + found;
        let run = bytes[start..stretch.end].iter();
        let run = run.take_while(|byte| **byte == bytes[start]).count();
        at = start + run;
        if run <= LONGEST_RUN && !text[..start].ends_with('\\') {
            runs.push(read(text, start..at, within));
        }
    }
}

/// What a run of signs may be by what stands around it. In the middle of a word a few of them are signs only where so many stand together, and an
/// underscore never is; a sign does not open before white space nor close behind it, nor what stands behind a Latin letter open before a sign
/// of another kind: `C*-대수`. This is laxer than `CommonMark`, which has closing signs between a bracket and a particle for none: `**해시(hash)**를`.
fn read(text: &str, range: Range<usize>, within: usize) -> Run {
    let before = text[..range.start].chars().next_back();
    let behind = text[range.end..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_text = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    // One that stands by itself is no letter of a word, whatever is on its other side.
    let is_strict = range.len() < within;
    let is_letter = text[range.clone()].starts_with('_') && range.len() == 1;
    let is_inside = is_word(before) && is_word(behind);
    let may_be = !(is_inside && (is_strict || is_letter));
    Run {
        opens: may_be
            && is_text(behind)
            && !(is_strict && is_word(before))
            && (is_word(behind) || !is_latin(before)),
        closes: may_be
            && is_text(before)
            && !(is_strict && is_word(behind))
            && (is_word(before) || !is_latin(behind)),
        range,
    }
}

/// More of one sign stand for something else: a line, a list.
const LONGEST_RUN: usize = 3;

/// Those runs that have their like: three signs are one and two.
fn paired(bytes: &[u8], runs: &[Run]) -> Vec<Range<usize>> {
    let are_alike = |a: &Range<usize>, b: &Range<usize>| {
        bytes[a.start] == bytes[b.start]
            && (a.len() == b.len() || a.len().max(b.len()) == LONGEST_RUN)
    };
    // The first that opens, and the last that closes, for each sign and length.
    let mut first: Vec<&Range<usize>> = Vec::new();
    let mut last: Vec<&Range<usize>> = Vec::new();
    let same =
        |a: &Range<usize>, b: &Range<usize>| bytes[a.start] == bytes[b.start] && a.len() == b.len();
    for run in runs {
        if run.opens && !first.iter().any(|one| same(one, &run.range)) {
            first.push(&run.range);
        }
    }
    for run in runs.iter().rev() {
        if run.closes && !last.iter().any(|one| same(one, &run.range)) {
            last.push(&run.range);
        }
    }
    let is_mark = |run: &&Run| {
        let range = &run.range;
        let is_closed = || {
            last.iter()
                .any(|one| range.start < one.start && are_alike(one, range))
        };
        let is_opened = || {
            first
                .iter()
                .any(|one| one.start < range.start && are_alike(one, range))
        };
        run.opens && is_closed() || run.closes && is_opened()
    };
    runs.iter()
        .filter(is_mark)
        .map(|run| run.range.clone())
        .collect()
}

/// The signs of emphasis in a stretch of a document.
pub(crate) fn marks_within(document: &Document, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let text = &document.text;
    let Some((signs, _)) = emphasis(document.format) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = stretch.start;
    while let Some(sign) = text.as_bytes()[at..stretch.end]
        .iter()
        .position(|byte| signs.contains(byte))
    {
        let Some(line) = line(text, at + sign) else {
            break;
        };
        at = line.end.min(stretch.end);
        found.extend(marks(document, &line));
    }
    found.retain(|mark| stretch.start <= mark.start && mark.end <= stretch.end);
    found
}

/// Those of some signs of emphasis that stand in the middle of Korean words of a stretch.
pub(crate) fn within_words(
    document: &Document,
    marks: &[Range<usize>],
    stretch: &Range<usize>,
) -> Vec<Range<usize>> {
    let text = &document.text;
    let mut within: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match within.last_mut() {
            Some(last) if last.end == mark.start => last.end = mark.end,
            _ => within.push(mark.clone()),
        }
    }
    within.retain(|marks| {
        let before = visible_before(document, marks.start);
        let behind = visible_behind(document, marks.end);
        stretch.start < marks.start
            && marks.end < stretch.end
            && text[..before].ends_with(is_hangul)
            && text[behind..].starts_with(is_hangul)
    });
    within
}

/// Where what stands before a byte ends, what is not there for readers aside.
fn visible_before(document: &Document, at: usize) -> usize {
    let mask = at.checked_sub(1).and_then(|at| document.mask_at(at));
    let mask = mask.filter(|mask| mask.kind == MaskKind::Invisible);
    mask.map_or(at, |mask| mask.range.start)
}

/// Where what stands behind a byte begins, what is not there for readers aside.
fn visible_behind(document: &Document, at: usize) -> usize {
    let mask = document.mask_at(at);
    let mask = mask.filter(|mask| mask.kind == MaskKind::Invisible);
    mask.map_or(at, |mask| mask.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_as_far_as_they_are_short() {
        assert_eq!(line("가\n나다\n라", 7), Some(4..11));
        assert_eq!(line("가", 0), Some(0..3));
        let long = "가".repeat(LONGEST);
        assert_eq!(line(&long, long.len() / 2), None);
        assert_eq!(
            line(&format!("{long}\n나"), long.len() + 1),
            Some(long.len() + 1..long.len() + 4)
        );
    }

    #[test]
    fn signs_with_their_like_are_marks() {
        for (path, text, expected) in [
            ("글.md", "**번**역과 `**`, 가\\*나\\*", vec![0..2, 5..7]),
            ("글.md", "가로*세로", vec![]),
            ("글.md", "번_역_기", vec![]),
            (
                "글.md",
                "**데이터** 호수(data **lake**)를",
                vec![0..2, 11..13, 26..28, 32..34],
            ),
            ("글.md", "**해시(hash)**를", vec![0..2, 14..16]),
            ("글.md", "***번** 역*", vec![0..3, 6..8, 12..13]),
            ("글.md", "C*-대수(C*-algebra)", vec![]),
            ("글.md", "2 * 3 * 4", vec![]),
            ("글.adoc", "*번*역 ##번##역", vec![9..11, 14..16]),
            ("글.adoc", "*번* 역", vec![0..1, 4..5]),
            ("글.rst", "**번**\\ 역", vec![0..2, 5..7]),
            ("글.rst", "가*번*역", vec![]),
            ("글.txt", "**번**역", vec![]),
        ] {
            let document = Document::new(path, text);
            assert_eq!(marks(&document, &(0..text.len())), expected, "{text}");
        }
    }
}
