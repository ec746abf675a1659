//! What a cell, a line or a note looks like that holds one term.

use std::ops::Range;

use crate::Document;
use crate::gloss::is_hangul;
use crate::source::MaskKind;

/// The longest terms, in characters.
const LONGEST: [usize; 2] = [40, 80];

/// What a stretch of text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A term in Korean.
    Korean,
    /// One in Latin script.
    Latin,
    /// Nothing, or something that is no term.
    Other,
}

/// What stands around a term in markup and is nothing of it.
const AROUND: [char; 12] = [
    '*', '_', '`', '"', '“', '”', // The way back from a note to its mark.
    '↩', '↑', '⏎', '^', '\u{fe0e}', '\u{fe0f}',
];

/// A stretch of a document's text without white space, marks and what nobody sees around it.
pub(super) fn core(document: &Document, mut range: Range<usize>) -> Range<usize> {
    let is_around = |c: char| c.is_whitespace() || AROUND.contains(&c);
    let unseen = |at: usize| {
        let mask = document.mask_at(at);
        mask.filter(|mask| mask.kind == MaskKind::Invisible)
    };
    loop {
        let text = &document.text[range.clone()];
        let start = range.end - text.trim_start_matches(is_around).len();
        let end = range.start + text.trim_end_matches(is_around).len();
        range = start..end.max(start);
        let before = unseen(range.start).map_or(range.start, |mask| mask.range.end.min(range.end));
        let behind = range.end.checked_sub(1).and_then(unseen);
        let behind = behind.map_or(range.end, |mask| mask.range.start.max(before));
        if range.is_empty() || range == (before..behind) {
            return range;
        }
        range = before..behind;
    }
}

/// What a stretch without anything around it holds.
pub(super) fn shape(document: &Document, range: &Range<usize>) -> Shape {
    let text = &document.text[range.clone()];
    if text.len() > 4 * LONGEST[1] || is_code(document, range) {
        return Shape::Other;
    }
    let (mut hangul, mut latin, mut other, mut all) = (0, 0, 0, 0);
    for c in text.chars() {
        all += 1;
        match c {
            // More than one term, or a sentence.
            '\n' | '(' | ')' | '（' | '）' | '[' | ']' | ',' | ';' | '|' | '=' | '<' | '>'
            | '{' | '}' | '?' | '!' | '…' | '。' | '@' => {
                return Shape::Other;
            }
            'a'..='z' | 'A'..='Z' => latin += 1,
            c if is_hangul(c) => hangul += 1,
            // With accents, and full-width.
            '\u{c0}'..='\u{24f}' | '\u{ff21}'..='\u{ff5a}' => latin += 1,
            c if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    let [korean_most, latin_most] = LONGEST;
    if text.ends_with(['.', ':', '다']) || text.contains("://") || other > 0 {
        Shape::Other
    } else if hangul > 0 && 3 * hangul >= latin && all <= korean_most {
        Shape::Korean
    } else if hangul == 0 && latin > 1 && all <= latin_most {
        Shape::Latin
    } else {
        Shape::Other
    }
}

/// Whether a stretch, or only a part of it, is no text for readers.
fn is_code(document: &Document, range: &Range<usize>) -> bool {
    let mask = document.mask_at(range.start);
    mask.is_some_and(|mask| match mask.kind {
        MaskKind::Block => true,
        MaskKind::Code => mask.range.end < range.end,
        MaskKind::Invisible => false,
    })
}

/// Whether Hangul stands right before a byte, composed or not.
pub(super) fn is_behind_hangul(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c| is_hangul(c) || matches!(c, '\u{1161}'..='\u{11ff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_told_from_other_things() {
        for (text, expected) in [
            ("린터", Shape::Korean),
            (" **AI 모델** ", Shape::Korean),
            ("linter", Shape::Latin),
            ("`git clone`", Shape::Latin),
            ("École", Shape::Latin),
            ("린터(linter)", Shape::Other),
            ("코드를 고치는 도구이다", Shape::Other),
            ("1.0", Shape::Other),
            ("A", Shape::Other),
            ("", Shape::Other),
            ("https://example.com", Shape::Other),
            ("kim@example.com", Shape::Other),
            ("린터, 정적 분석기", Shape::Other),
            ("ソフトウェア", Shape::Other),
        ] {
            let document = Document::plain("글", text);
            let core = core(&document, 0..text.len());
            assert_eq!(shape(&document, &core), expected, "{text}");
        }
    }

    #[test]
    fn nothing_that_is_not_seen_stands_around() {
        for (path, text, expected) in [
            ("글.rst", ":term:`셸`", "셸"),
            ("글.adoc", "((셸)) ", "셸"),
            ("글.adoc", "<<shell,*셸*>>", "셸"),
            ("글.md", "<br>", ""),
        ] {
            let document = Document::new(path, text);
            assert_eq!(&text[core(&document, 0..text.len())], expected, "{text}");
        }
    }
}
