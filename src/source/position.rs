//! Where in a text a byte offset lies, for people: line and column.

use memchr::memchr2_iter;

use super::{Document, Origin, floor_char_boundary};

/// A place in a text as editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub line: usize,
    /// The column in characters (Unicode scalar values), from 1: a decomposed syllable has two or three.
    pub column: usize,
}

/// Turns the byte offsets of one text into positions.
///
/// Asked in ascending order, it reads the text once, however long its lines are; an offset that
/// lies before the last one starts over from the top.
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    text: &'t str,
    offset: usize,
    position: Position,
}

impl<'t> Lines<'t> {
    /// Positions in this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            position: Position { line: 1, column: 1 },
        }
    }

    /// The position of the character that begins at a byte offset, or, inside a character, of that character.
    ///
    /// An offset behind the text means its end.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = floor_char_boundary(self.text, offset);
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let bytes = self.text.as_bytes();
        let mut line_start = None;
        for hit in memchr2_iter(b'\n', b'\r', &bytes[self.offset..offset]) {
            let next = self.offset + hit + 1;
            // The \r of \r\n ends no line; its \n will.
            if bytes[next - 1] == b'\n' || bytes.get(next) != Some(&b'\n') {
                self.position.line += 1;
                line_start = Some(next);
            }
        }
        if line_start.is_some() {
            self.position.column = 1;
        }
        let from = line_start.unwrap_or(self.offset);
        self.position.column += self.text[from..offset].chars().count();
        self.offset = offset;
        self.position
    }
}

/// Where in the file of a document the bytes of its text stand: in the text of the file, or in that of the document where the file is packed.
#[derive(Debug, Clone)]
pub struct Places<'d> {
    lines: Lines<'d>,
    origin: Option<&'d Origin>,
}

impl<'d> Places<'d> {
    /// Places in this document.
    #[must_use]
    pub fn of(document: &'d Document) -> Self {
        let origin = document.origin.as_deref();
        let source = origin.filter(|origin| origin.is_text());
        Self {
            lines: Lines::new(source.map_or(&document.text, Origin::source)),
            origin,
        }
    }

    /// A byte of the document's text as one of the text that people see in the file.
    #[must_use]
    pub fn offset(&self, at: usize) -> usize {
        let source = self.origin.filter(|origin| origin.is_text());
        source.map_or(at, |origin| origin.offset(at))
    }

    /// The line and column of a byte of the document's text; where the file has no lines, each paragraph is one. Best asked in ascending order, see
    /// [`Lines`].
    pub fn position(&mut self, at: usize) -> Position {
        let mut position = self.lines.position(self.offset(at));
        if let Some(packed) = self.origin.filter(|origin| !origin.is_text()) {
            position.line -= packed.paragraphs_before(at);
        }
        position
    }

    /// What people call the place, where the file has no lines: `slide 3`.
    #[must_use]
    pub fn name(&self, at: usize) -> Option<&'d str> {
        self.origin?.place(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(text: &str, offset: usize) -> Position {
        let (mut line, mut column) = (1, 1);
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            if at + c.len_utf8() > offset {
                break;
            }
            let next = characters.peek().map(|&(_, c)| c);
            if c == '\n' || c == '\r' && next != Some('\n') {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
        }
        Position { line, column }
    }

    #[test]
    fn columns_are_characters() {
        let text = "첫 줄\n둘째 텐서(tensor)";
        let offset = text.find('(').unwrap();
        assert_eq!(
            Lines::new(text).position(offset),
            Position { line: 2, column: 6 }
        );
    }

    #[test]
    fn every_line_end_counts_once() {
        let text = "가\r\n나\r다\n\r\n라";
        let offset = text.find('라').unwrap();
        assert_eq!(
            Lines::new(text).position(offset),
            Position { line: 5, column: 1 }
        );
    }

    #[test]
    fn behind_the_text_is_its_end() {
        assert_eq!(
            Lines::new("가나").position(100),
            Position { line: 1, column: 3 }
        );
    }

    proptest! {
        #[test]
        fn agrees_with_counting(text in "[가a\r\n\u{1100}😀]{0,40}", offsets in prop::collection::vec(0_usize..140, 1..12)) {
            let mut lines = Lines::new(&text);
            for offset in offsets {
                prop_assert_eq!(lines.position(offset), naive(&text, offset));
            }
        }
    }
}
