//! Line and column of a byte offset.

use memchr::{memchr_iter, memrchr};

/// Answers for rising offsets of one text, reading every byte of it at most twice, so that a
/// document of one 100 MB line costs no more than any other.
pub struct Places<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            line: 1,
            column: 1,
        }
    }

    /// Line and column of a byte offset, both from 1, the column in characters (Unicode scalar values).
    pub fn at(&mut self, offset: usize) -> (usize, usize) {
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let passed = &self.text.as_bytes()[self.offset..offset];
        if let Some(last) = memrchr(b'\n', passed) {
            self.line += memchr_iter(b'\n', passed).count();
            self.column = 1 + characters(&passed[last + 1..]);
        } else {
            self.column += characters(passed);
        }
        self.offset = offset;
        (self.line, self.column)
    }
}

/// Characters of UTF-8 that begins and ends between characters.
fn characters(utf8: &[u8]) -> usize {
    utf8.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "첫 줄\n둘째 줄(second line)\r\n\n넷째(fourth)";
        let mut places = Places::new(text);
        assert_eq!(places.at(0), (1, 1));
        assert_eq!(places.at(text.find("(second").unwrap()), (2, 5));
        assert_eq!(places.at(text.find("line)").unwrap()), (2, 13));
        assert_eq!(places.at(text.find("(fourth").unwrap()), (4, 3));
        assert_eq!(places.at(text.len()), (4, 11));
    }

    #[test]
    fn goes_back_when_asked() {
        let mut places = Places::new("가\n나(b)");
        assert_eq!(places.at(7), (2, 2));
        assert_eq!(places.at(0), (1, 1));
    }
}
