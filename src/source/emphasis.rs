//! Signs of emphasis in texts that stay those of their files: `**번**역` is 번역 to readers.

use std::ops::Range;

use memchr::{memchr, memrchr};

use super::{Document, Format};

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
    // Where nothing stands between a mark and a word, a backslash and a space do.
    (format == Format::RESTRUCTURED).then_some((b"*\\", 1))
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

/// The signs of emphasis of a line, between its masks: those that have their like on the line.
pub(crate) fn marks(document: &Document, line: &Range<usize>) -> Vec<Range<usize>> {
    let Some((signs, least)) = emphasis(document.format) else {
        return Vec::new();
    };
    let text = &document.text;
    let mut marks = Vec::new();
    let mut at = line.start;
    let end = line.end..line.end;
    let masked = document.masks_in(line).map(|mask| &mask.range);
    for mask in masked.chain([&end]) {
        between(
            text,
            at..mask.start.max(at),
            line,
            (signs, least),
            &mut marks,
        );
        at = mask.end.min(line.end);
    }
    marks
}

/// Adds the signs in a stretch of a line that nothing masks.
fn between(
    text: &str,
    stretch: Range<usize>,
    line: &Range<usize>,
    (signs, least): (&[u8], usize),
    marks: &mut Vec<Range<usize>>,
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
        if bytes[start] == b'\\' {
            if run == 1 && at < stretch.end && bytes[at] == b' ' {
                marks.extend([start..at, at..at + 1]);
                at += 1;
            }
        } else if (least..=3).contains(&run)
            && !text[..start].ends_with('\\')
            && is_paired(text, start..at, line)
        {
            marks.push(start..at);
        }
    }
}

/// Whether the same signs stand elsewhere in a line; an underscore within a word is a letter of it.
fn is_paired(text: &str, run: Range<usize>, line: &Range<usize>) -> bool {
    let sign = &text[run.clone()];
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_letter = sign == "_"
        && word(text[..run.start].chars().next_back())
        && word(text[run.end..].chars().next());
    !is_letter
        && (text[line.start..run.start].contains(sign) || text[run.end..line.end].contains(sign))
}

/// The signs of emphasis in the middle of Korean words of a stretch, which is of one line.
pub(crate) fn marks_within_words(document: &Document, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let text = &document.text;
    let has_signs = |signs: &[u8]| {
        text[stretch.clone()]
            .bytes()
            .any(|byte| signs.contains(&byte))
    };
    let Some(line) = emphasis(document.format)
        .filter(|(signs, _)| has_signs(signs))
        .and_then(|_| line(text, stretch.start))
    else {
        return Vec::new();
    };
    let mut within: Vec<Range<usize>> = Vec::new();
    for mark in marks(document, &line) {
        match within.last_mut() {
            Some(last) if last.end == mark.start => last.end = mark.end,
            _ => within.push(mark),
        }
    }
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    within.retain(|marks| {
        stretch.start < marks.start
            && marks.end < stretch.end
            && text[..marks.start].ends_with(is_hangul)
            && text[marks.end..].starts_with(is_hangul)
    });
    within
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
            ("글.adoc", "*번*역 ##번##역", vec![9..11, 14..16]),
            ("글.rst", "**번**\\ 역", vec![0..2, 5..7, 7..8, 8..9]),
            ("글.txt", "**번**역", vec![]),
        ] {
            let document = Document::new(path, text);
            assert_eq!(marks(&document, &(0..text.len())), expected, "{text}");
        }
    }
}
