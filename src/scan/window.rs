//! The text around a parenthesis as a reader sees it, with the way back to the original.
//!
//! Real text is decomposed (NFD), wrapped, full-width, full of no-break and zero-width spaces. The
//! rooms behind this one should not care, and the document must stay as it is: so the few dozen
//! characters in question are rewritten into a reused buffer in which every glyph knows the bytes
//! it came from.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, compose};

use super::reach::{ends_line, reach};
use crate::source::{Document, MaskKind, marks_within, reference, within_words};

/// One character as the reader sees it, and where it stands in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The character, composed and half-width.
    pub char: char,
    /// Byte offset in the document where it begins.
    pub start: u32,
    /// Byte offset in the document where it ends.
    pub end: u32,
}

impl Glyph {
    /// Whether it is a letter or a digit. Most are Hangul, for which the tables of Unicode are slow.
    #[must_use]
    pub fn is_alphanumeric(&self) -> bool {
        ('가'..='힣').contains(&self.char) || self.char.is_alphanumeric()
    }
}

/// What ends a window on its left side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Break {
    /// The text begins there: a document, a paragraph, a line, a sentence.
    #[default]
    Start,
    /// The window is full; the text goes on to the left.
    Cut,
}

/// A stretch of a document as the reader sees it. Reused from one parenthesis to the next.
#[derive(Debug, Default, Clone)]
pub struct Window {
    glyphs: Vec<Glyph>,
    left: Break,
    /// The signs of emphasis among the glyphs, in bytes of the document.
    marks: Vec<Range<usize>>,
}

impl Window {
    /// Takes in the text before byte `open`: back to the beginning of the sentence, line or
    /// paragraph, or as far as terms reach.
    pub fn read_before(&mut self, document: &Document, open: usize) {
        let (start, left) = reach(document, open);
        self.read(document, start..open);
        self.left = left;
        self.marks = marks_within(document, &(start..open));
        if !self.marks.is_empty() {
            // Others tell where terms begin and end, but are no part of them.
            self.drop_marks(document, open);
        }
        while self.glyphs.first().is_some_and(|g| g.char == ' ') {
            self.glyphs.remove(0);
        }
    }

    /// Drops the signs of emphasis that the last word before byte `open` has in its middle: `**번**역`.
    fn drop_marks(&mut self, document: &Document, open: usize) {
        let char = |at: usize| self.glyphs[at].char;
        let is_border = |at: &usize| char(*at) == ' ' && (*at == 0 || char(at - 1) != '\\');
        let border = (0..self.glyphs.len()).rev().find(is_border);
        let Some(first) = self.glyphs.get(border.map_or(0, |border| border + 1)) else {
            return;
        };
        let word = first.start as usize..open;
        self.drop(&within_words(document, &self.marks, &word));
    }

    /// Takes in a range of bytes of the document, signs of emphasis aside.
    pub fn read_plain(&mut self, document: &Document, range: Range<usize>) {
        let marks = marks_within(document, &range);
        self.read(document, range);
        self.drop(&marks);
    }

    fn drop(&mut self, marks: &[Range<usize>]) {
        if !marks.is_empty() {
            let is_mark = |at: usize| marks.iter().any(|mark| mark.contains(&at));
            self.glyphs.retain(|glyph| !is_mark(glyph.start as usize));
        }
    }

    /// Takes in a range of bytes of the document.
    pub fn read(&mut self, document: &Document, range: Range<usize>) {
        self.glyphs.clear();
        self.marks.clear();
        self.left = Break::Start;
        let text = &document.text;
        let masks = &document.masks;
        let mut mask = masks.partition_point(|m| m.range.end <= range.start);
        let mut at = range.start;
        while at < range.end {
            while masks.get(mask).is_some_and(|m| m.range.end <= at) {
                mask += 1;
            }
            if let Some(m) = masks.get(mask)
                && m.kind != MaskKind::Code
                && m.range.contains(&at)
            {
                if document.is_line_break(m) && !self.glyphs.is_empty() {
                    self.push_space(at..m.range.end.min(range.end));
                }
                at = m.range.end;
                continue;
            }
            at += self.push(&text[at..range.end], at);
        }
    }

    /// Adds a space for what readers see as the end of a line, unless there is one.
    fn push_space(&mut self, place: Range<usize>) {
        if self.glyphs.last().is_none_or(|glyph| glyph.char != ' ') {
            self.glyphs.push(Glyph {
                char: ' ',
                start: place.start as u32,
                end: place.end as u32,
            });
        }
    }

    /// Adds the character at the start of `rest`, which stands at byte `at`, and says how many
    /// bytes it took.
    fn push(&mut self, rest: &str, at: usize) -> usize {
        let Some(written) = rest.chars().next() else {
            return 1;
        };
        let (char, width) = match written {
            '&' => reference(rest).unwrap_or((written, 1)),
            _ => (written, written.len_utf8()),
        };
        let seen = match char {
            // Every kind of white space is one space, and wrapped lines leave only one.
            '\n' | '\r' if ends_line(rest.as_bytes(), 0) => {
                if self.glyphs.last().is_some_and(|g| g.char == ' ') {
                    return width;
                }
                ' '
            }
            '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
            // Not there for the reader: control characters, zero-width characters, soft hyphen.
            '\0'..='\u{1f}'
            | '\u{7f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{feff}' => return width,
            // Full-width forms of ASCII.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(char as u32 - 0xfee0).unwrap_or(char),
            _ => char,
        };
        let end = (at + width) as u32;
        // Decomposed Hangul and letters with combining marks are composed.
        if may_compose(seen)
            && let Some(last) = self.glyphs.last_mut()
            && let Some(composed) = compose(last.char, seen)
        {
            last.char = composed;
            last.end = end;
        } else {
            self.glyphs.push(Glyph {
                char: seen,
                start: at as u32,
                end,
            });
        }
        width
    }

    /// The characters, in order.
    #[must_use]
    pub fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    /// The characters as a text.
    #[must_use]
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|g| g.char).collect()
    }

    /// A range of characters as a text, signs of emphasis aside.
    #[must_use]
    pub fn plain(&self, chars: Range<usize>) -> String {
        let is_mark = |glyph: &&Glyph| {
            let at = glyph.start as usize;
            self.marks.iter().any(|mark| mark.contains(&at))
        };
        let glyphs = self.glyphs[chars].iter();
        glyphs
            .filter(|glyph| !is_mark(glyph))
            .map(|g| g.char)
            .collect()
    }

    /// What ends the window on its left side.
    #[must_use]
    pub fn left(&self) -> Break {
        self.left
    }

    /// The character at an index, counted in characters.
    #[must_use]
    pub fn char(&self, index: usize) -> Option<char> {
        self.glyphs.get(index).map(|g| g.char)
    }

    /// The bytes of the document that a range of characters stands on. Empty ranges give an empty
    /// range at the start of the window.
    #[must_use]
    pub fn bytes(&self, chars: Range<usize>) -> Range<usize> {
        match (
            self.glyphs.get(chars.start),
            chars.end.checked_sub(1).and_then(|i| self.glyphs.get(i)),
        ) {
            (Some(first), Some(last)) if chars.start < chars.end => {
                first.start as usize..last.end as usize
            }
            _ => {
                let at = self.glyphs.first().map_or(0, |g| g.start as usize);
                at..at
            }
        }
    }
}

#[cfg(test)]
impl Window {
    /// All of a text, for tests of the rooms that read windows.
    pub(crate) fn of(text: &str) -> Self {
        let mut window = Self::default();
        window.read(&Document::plain("t", text), 0..text.len());
        window
    }
}

/// Medial vowels, final consonants and combining marks: what joins the character before it.
pub(super) fn may_compose(char: char) -> bool {
    matches!(char, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}')
        || canonical_combining_class(char) != 0
}

#[cfg(test)]
mod tests {
    use super::super::reach::REACH;
    use super::*;
    use crate::source::Mask;

    fn before(text: &str) -> String {
        let document = Document::plain("t", text);
        let mut window = Window::default();
        window.read_before(&document, text.find(['(', '（']).unwrap_or(text.len()));
        window.glyphs().iter().map(|g| g.char).collect()
    }

    #[test]
    fn reads_back_to_the_beginning_of_the_sentence() {
        for (text, expected) in [
            ("비가 왔다. 데이터 센터(data center)", "데이터 센터"),
            (
                "이를 고안한 존 F. 베일리(John F. Bailey)",
                "이를 고안한 존 F. 베일리",
            ),
            ("들었다.미국 노동부(DOL)", "미국 노동부"),
            ("그런가? 해시(hash)", "해시"),
            ("“안 된다.” 슬랙(Slack)", "“안 된다.” 슬랙"),
            ("버전 2.0 서버(server)", "버전 2.0 서버"),
        ] {
            assert_eq!(before(text), expected, "{text}");
        }
    }

    #[test]
    fn a_tag_that_breaks_a_line_is_a_space() {
        for (text, expected) in [
            ("가상<br>머신(virtual machine)", "가상 머신"),
            ("가상<br />\n머신(virtual machine)", "가상 머신"),
            ("가<b>상</b> 머신(virtual machine)", "가상 머신"),
        ] {
            let document = Document::new("글.md", text);
            let mut window = Window::default();
            window.read(&document, 0..text.find('(').unwrap());
            assert_eq!(window.text(), expected, "{text}");
        }
    }

    #[test]
    fn emphasis_in_the_last_word_is_not_there() {
        for (path, text, expected) in [
            (
                "글.md",
                "이 문서를 **번**역(translation)",
                "이 문서를 **번역",
            ),
            ("글.md", "컨*테*이너(container)", "컨테이너"),
            ("글.md", "**텐서**(tensor)", "**텐서**"),
            ("글.md", "**말**뭉치와 텐서(tensor)", "**말**뭉치와 텐서"),
            ("글.md", "가로*세로(size)", "가로*세로"),
            ("글.md", "번_역_기(translator)", "번_역_기"),
            ("글.adoc", "**번**역(translation)", "**번역"),
            ("글.adoc", "*번*역(translation)", "*번*역"),
            ("글.rst", "이 **번**\\ 역(translation)", "이 **번역"),
            ("글.txt", "**번**역(translation)", "**번**역"),
        ] {
            let document = Document::new(path, text);
            let mut window = Window::default();
            window.read_before(&document, text.find('(').unwrap());
            assert_eq!(window.text(), expected, "{text}");
        }
    }

    #[test]
    fn the_text_is_as_the_reader_sees_it() {
        for (text, expected) in [
            ("\u{1112}\u{1162}\u{1109}\u{1175}(hash)", "해시"),
            ("해\u{200b}시\u{a0}&nbsp;함수(hash function)", "해시  함수"),
            ("Ｓ３ 버킷(S3 bucket)", "S3 버킷"),
            ("연구&#xB7;개발 R&amp;D&#39;s(R&D)", "연구·개발 R&D's"),
            ("e\u{301}cole 학교(e)", "école 학교"),
        ] {
            assert_eq!(before(text), expected, "{text}");
        }
    }

    #[test]
    fn positions_slice_the_original() {
        let text = "값\u{200b} \u{1112}\u{1162}\u{1109}\u{1175}\u{200b}(hash)";
        let document = Document::plain("t", text);
        let mut window = Window::default();
        window.read_before(&document, text.find('(').unwrap());
        assert_eq!(
            &text[window.bytes(2..4)],
            "\u{1112}\u{1162}\u{1109}\u{1175}"
        );
        assert_eq!(&text[window.bytes(0..1)], "값");
        assert!(window.bytes(1..1).is_empty());
    }

    #[test]
    fn tags_are_not_there_and_blocks_are_walls() {
        let text = "코드<b>해시</b>(hash)";
        let mut document = Document::plain("t", text);
        for (range, kind) in [(6..9, MaskKind::Invisible), (15..19, MaskKind::Invisible)] {
            document.masks.push(Mask { range, kind });
        }
        let mut window = Window::default();
        window.read_before(&document, 19);
        let seen: String = window.glyphs().iter().map(|g| g.char).collect();
        assert_eq!(seen, "코드해시");
        document.masks[0].kind = MaskKind::Block;
        window.read_before(&document, 19);
        let seen: String = window.glyphs().iter().map(|g| g.char).collect();
        assert_eq!(seen, "해시");
    }

    #[test]
    fn the_window_is_bounded() {
        let text = format!("{}(x)", "가나다 ".repeat(1000));
        let document = Document::plain("t", text.as_str());
        let mut window = Window::default();
        window.read_before(&document, text.len() - 3);
        assert!(window.glyphs().len() <= REACH + 1);
        assert_eq!(window.left(), Break::Cut);
    }
}
