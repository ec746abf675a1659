//! What readers see of a document's text, where its format has tags, and characters that stand for others.

use std::borrow::Cow;
use std::ops::Range;

use super::reference::unescaped;
use super::{Document, Format, MaskKind};

impl Document {
    /// A stretch of the text as readers see it.
    #[must_use]
    pub fn shown(&self, range: &Range<usize>) -> Cow<'_, str> {
        let text = self.without_marks(self.line(range.start), self.without_tags(range));
        let has_references = [Format::XLIFF, Format::TMX, Format::MARKDOWN].contains(&self.format);
        if has_references && text.contains('&') {
            unescaped(&text).into()
        } else {
            text
        }
    }

    /// The line with a byte of the text.
    fn line(&self, at: usize) -> &str {
        let bytes = self.text.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
        &self.text[start..end]
    }

    /// A stretch of the text without what is not there for readers.
    fn without_tags(&self, range: &Range<usize>) -> Cow<'_, str> {
        let after = self
            .masks
            .partition_point(|mask| mask.range.end <= range.start);
        let inside = self.masks[after..].iter();
        let inside = inside.take_while(|mask| mask.range.start < range.end);
        let tags = inside.filter(|mask| mask.kind == MaskKind::Invisible);
        let mut plain = String::new();
        let mut at = range.start;
        for tag in tags {
            plain.push_str(&self.text[at..tag.range.start.max(at)]);
            at = tag.range.end.min(range.end);
        }
        if at == range.start {
            return Cow::Borrowed(&self.text[range.clone()]);
        }
        Cow::Owned(plain + &self.text[at..range.end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_escapes_are_not_seen() {
        let xliff = "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body><trans-unit id=\"1\">\
                     <source>a</source><target>R&amp;D와 번역 <g id=\"1\">메</g>모리</target></trans-unit></body></file></xliff>";
        for (path, text, from, to, seen) in [
            ("글.xlf", xliff, "R&", "모리", "R&D와 번역 메모리"),
            (
                "글.md",
                "연구(R\\&D)와 <b>번</b>역",
                "R\\",
                "역",
                "R&D)와 번역",
            ),
            ("글.txt", "R&amp;D\\&", "R", "\\&", "R&amp;D\\&"),
            ("글.md", "**번**역", "번", "역", "번역"),
            ("글.md", "가로*세로", "가로", "세로", "가로*세로"),
            ("글.adoc", "##번##역", "번", "역", "번역"),
            ("글.rst", "**번**\\ 역", "번", "역", "번역"),
            ("글.txt", "**번**역", "번", "역", "번**역"),
        ] {
            let document = Document::read(path, text).unwrap();
            let end = document.text.rfind(to).unwrap() + to.len();
            let range = document.text.find(from).unwrap()..end;
            assert_eq!(document.shown(&range), seen);
        }
    }
}
