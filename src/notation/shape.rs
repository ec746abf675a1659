//! What a cell, a line or a note looks like that holds one term.

use std::borrow::Cow;
use std::ops::Range;

use crate::Document;
use crate::gloss::is_hangul;
use crate::source::{Format, MaskKind, floor_char_boundary, unescaped};

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

/// A stretch with more markup than this between its words is no term, in bytes: targets of links may be long.
const LONGEST_MARKUP: usize = 1 << 12;

/// No term has more stretches of markup than these.
const MASKS: usize = 32;

/// A stretch of a document's text without white space, marks and what nobody sees around it: of `[셸](shell.md)` the term. It has both quotes around a part of
/// it, or none.
pub(super) fn core(document: &Document, range: Range<usize>) -> Range<usize> {
    let core = bare(document, range.clone());
    if !document.text[core.clone()].contains('"') || !has_odd_quotes(document, &core) {
        return core;
    }
    let text = &document.text;
    // The one that it lacks, also where it is one of two that stand for it, of which the first is masked.
    let mask = document
        .mask_at(core.end)
        .filter(|mask| mask.kind == MaskKind::Invisible);
    let behind = mask.map_or(core.end, |mask| mask.range.end).min(range.end);
    if text[behind..range.end].starts_with('"') {
        core.start..behind + 1
    } else if text[range.start..core.start].ends_with('"') {
        core.start - 1..core.end
    } else {
        core
    }
}

/// Whether a stretch has a quote to which the other one is missing. Behind a number it may mean inches.
fn has_odd_quotes(document: &Document, range: &Range<usize>) -> bool {
    seen(document, range).is_some_and(|text| is_cut(&text))
}

fn is_cut(text: &str) -> bool {
    let quotes = text.match_indices('"').map(|(at, _)| &text[..at]);
    let quotes = quotes.filter(|before| !before.ends_with(|c: char| c.is_ascii_digit()));
    quotes.count() % 2 == 1
}

/// The same without a look at quotes.
fn bare(document: &Document, mut range: Range<usize>) -> Range<usize> {
    let is_around = |c: char| c.is_whitespace() || AROUND.contains(&c);
    let unseen = |at: usize| {
        let mask = document.mask_at(at);
        mask.filter(|mask| mask.kind == MaskKind::Invisible)
    };
    let whole = range.end;
    loop {
        let text = &document.text[range.clone()];
        let start = range.end - text.trim_start_matches(is_around).len();
        let end = range.start + text.trim_end_matches(is_around).len();
        range = start..end.max(start);
        if let Some(end) = picture_behind(document, &range) {
            range.end = end;
            continue;
        }
        range.start += link(document, &range, whole);
        let before = unseen(range.start).map_or(range.start, |mask| mask.range.end.min(range.end));
        let behind = range.end.checked_sub(1).and_then(unseen);
        let behind = behind.map_or(range.end, |mask| mask.range.start.max(before));
        if range.is_empty() || range == (start..end) && range == (before..behind) {
            return range;
        }
        range = before..behind;
    }
}

/// Where a picture begins with which a stretch ends, if there are words before it: what a picture shows is nothing of the term beside it.
fn picture_behind(document: &Document, range: &Range<usize>) -> Option<usize> {
    let last = document.mask_at(range.end.checked_sub(1)?)?;
    let text = &document.text;
    let closes = last.kind == MaskKind::Invisible && text[last.range.start..].starts_with(']');
    let before = closes.then(|| text.get(range.start..last.range.start))??;
    let begin = range.start + before.rfind("![")?;
    let is_open = !text[begin..last.range.start].contains(']');
    (is_open && has_words(document, &(range.start..begin))).then_some(begin)
}

/// Whether readers see any letters or digits in a stretch.
fn has_words(document: &Document, range: &Range<usize>) -> bool {
    let text = &document.text;
    let end = floor_char_boundary(text, range.end.min(range.start + LONGEST_MARKUP));
    let near = range.start..end.max(range.start);
    let is_seen = |stretch: &str| stretch.contains(char::is_alphanumeric);
    let mut at = near.start;
    let masks = document.masks_in(&near);
    for mask in masks.filter(|mask| mask.kind == MaskKind::Invisible) {
        if is_seen(&text[at..mask.range.start.max(at)]) {
            return true;
        }
        at = mask.range.end.min(near.end);
    }
    is_seen(&text[at..near.end])
}

/// How many bytes a stretch begins with that only say that a link begins: what stands behind its text is masked, bracket and all. That may be behind the
/// stretch, but before this byte. A picture before words is there to be looked at, with what it says of itself.
fn link(document: &Document, range: &Range<usize>, end: usize) -> usize {
    let text = &document.text;
    let mut signs = ["[", "!["].into_iter();
    let Some(sign) = signs.find(|sign| text[range.clone()].starts_with(sign)) else {
        return 0;
    };
    let stretch = range.start..end;
    let masks = document.masks_in(&stretch).take(MASKS);
    let mut unseen = masks.filter(|mask| mask.kind == MaskKind::Invisible);
    let closing = unseen.find(|mask| text[mask.range.start..].starts_with(']'));
    let Some(closing) = closing.filter(|mask| mask.range.end - range.start <= LONGEST_MARKUP)
    else {
        return 0;
    };
    if sign == "![" && has_words(document, &(closing.range.end..end.max(closing.range.end))) {
        return closing.range.end.min(range.end) - range.start;
    }
    // Of a picture in a link both close together.
    let count = |range: Range<usize>, bracket: char, most: usize| {
        text[range].matches(bracket).take(most).count()
    };
    let opened = count(range.start..closing.range.start, '[', MASKS + 1);
    if opened <= count(closing.range.clone(), ']', MASKS) {
        sign.len()
    } else {
        0
    }
}

/// Elements that part a term, or raise what is none of it.
const APART: [&str; 3] = ["br", "sup", "sub"];

/// A stretch as readers see it, without what nobody sees and with the characters that references stand for; nothing where it is too long, or has lines of
/// its own.
fn seen<'d>(document: &'d Document, range: &Range<usize>) -> Option<Cow<'d, str>> {
    if range.len() > LONGEST_MARKUP {
        return None;
    }
    let text = &document.text;
    let mut seen = Cow::Borrowed("");
    let mut at = range.start;
    let unseen = document.masks_in(range);
    for mask in unseen.filter(|mask| mask.kind == MaskKind::Invisible) {
        let masked = mask.range.start.max(at)..mask.range.end.min(range.end);
        let is_apart = |tag: &str| {
            let name = tag.trim_start_matches('/');
            let name = &name[..name
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(name.len())];
            APART.iter().any(|apart| name.eq_ignore_ascii_case(apart))
        };
        if text[masked.clone()].split('<').skip(1).any(is_apart) {
            return None;
        }
        seen += &text[at..masked.start];
        at = masked.end;
    }
    seen += &text[at..range.end];
    Some(if seen.contains('&') {
        unescaped(&seen).into()
    } else {
        seen
    })
}

/// What a stretch without anything around it holds.
pub(super) fn shape(document: &Document, range: &Range<usize>) -> Shape {
    let Some(text) = seen(document, range) else {
        return Shape::Other;
    };
    if text.len() > 4 * LONGEST[1] || ends_as_none(&text) || is_code(document, range) {
        return Shape::Other;
    }
    let flows = flows(document.format, &text);
    let [korean_most, latin_most] = LONGEST;
    let (mut hangul, mut latin, mut other, mut all) = (0, 0, 0, 0);
    for c in text.chars() {
        all += 1;
        match c {
            // A line that is wrapped.
            '\n' if flows => {}
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
        if all > latin_most || all > korean_most && hangul > 0 {
            return Shape::Other;
        }
    }
    if is_cut(&text) || text.contains("://") || other > 0 {
        Shape::Other
    } else if hangul > 0 && 3 * hangul >= latin {
        Shape::Korean
    } else if hangul == 0 && latin > 1 {
        Shape::Latin
    } else {
        Shape::Other
    }
}

/// Whether a stretch ends as no term does, but sentences and what stands before a list do.
pub(super) fn ends_as_none(text: &str) -> bool {
    text.ends_with(['.', ':', '다'])
}

/// Whether the ends of lines in a stretch are no more than spaces to readers: in formats in which they are, but before an empty line or an item of a
/// list.
fn flows(format: &Format, text: &str) -> bool {
    format.flows() && !text.lines().skip(1).any(|line| format.begins(line))
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
            ("말 \"뭉치\"", Shape::Korean),
            ("말 \"뭉치", Shape::Other),
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
            ("글.md", "[셸](shell.md)", "셸"),
            ("글.md", "**[셸][shell]**\n\n[shell]: a.md", "셸"),
            ("글.md", "[`셸`](shell.md \"껍데기\") ", "셸"),
            ("글.md", "![](shell.png) [*셸*](shell.md)", "셸"),
            ("글.md", "![그림](shell.png) *셸*", "셸"),
            ("글.md", "[셸](shell.md) ![그림](shell.png)", "셸"),
            ("글.md", "![셸](shell.png)", "셸"),
            ("글.md", "<span hidden>쉘</span>셸", "셸"),
            ("글.md", "[[셸](shell.md)", "[[셸"),
        ] {
            let document = Document::new(path, text);
            let line = text.lines().next().unwrap();
            assert_eq!(&text[core(&document, 0..line.len())], expected, "{text}");
        }
    }

    #[test]
    fn quotes_are_both_there_or_none() {
        for (path, text, expected) in [
            ("글.md", "쉘 \"스크립트\"", "쉘 \"스크립트\""),
            ("글.md", "**\"쉘\" 스크립트** ", "\"쉘\" 스크립트"),
            ("글.md", "\"쉘 스크립트\"", "쉘 스크립트"),
            (
                "글.csv",
                "가,\"쉘 \"\"스크립트\"\"\"",
                "쉘 \"\"스크립트\"\"",
            ),
            ("글.csv", "가,\"\"\"쉘\"\" 스크립트\"", "\"쉘\"\" 스크립트"),
        ] {
            let document = Document::new(path, text);
            let cell = match document.layout.tables.first() {
                Some(table) => table.rows[0][1].clone(),
                None => 0..text.len(),
            };
            assert_eq!(&text[core(&document, cell)], expected, "{text}");
        }
    }

    #[test]
    fn lines_are_wrapped_where_the_format_wraps_them() {
        for (path, text, expected) in [
            ("글.rst", "스레드\n   묶음", Shape::Korean),
            ("글.adoc", "thread\npool", Shape::Latin),
            ("글.adoc", "셸\n\n쉘", Shape::Other),
            ("글.rst", "셸\n- 쉘", Shape::Other),
            ("글.txt", "스레드\n묶음", Shape::Other),
        ] {
            let document = Document::new(path, text);
            assert_eq!(shape(&document, &(0..text.len())), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_seen_within_a_term_is_nothing_of_it() {
        for (text, expected) in [
            ("[형태소](morpheme.md) 분석", Shape::Korean),
            (
                "[morphological](https://example.com/a?b=c) analysis",
                Shape::Latin,
            ),
            ("<b>기계</b> 번역", Shape::Korean),
            ("셸<br>쉘", Shape::Other),
            ("셸<sup>1</sup>", Shape::Other),
            ("<del>쉘</del> 셸", Shape::Korean),
            ("기계 ~~자동~~ 번역", Shape::Korean),
            ("<span class=\"s\">셸</span> 언어", Shape::Korean),
            ("기계 [번역](a.md)", Shape::Other),
        ] {
            let document = Document::new("글.md", text);
            let core = core(&document, 0..text.len());
            assert_eq!(shape(&document, &core), expected, "{text}");
        }
        let many = format!("{}셸](‹{}›)", "[".repeat(2000), "]".repeat(2000));
        let document = Document::new("글.md", &*many);
        assert_eq!(core(&document, 0..many.len()).start, 0);
        let long = format!("[형태소](https://example.com/{}) 분석", "a".repeat(9999));
        let document = Document::new("글.md", &*long);
        let core = core(&document, 0..long.len());
        assert_eq!(shape(&document, &core), Shape::Other);
    }
}
