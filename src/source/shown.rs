//! What readers see of a document's text, where its format has tags, and characters that stand for others.

use std::borrow::Cow;
use std::ops::Range;

use super::emphasis::marks_within;
use super::reference::unescaped;
use super::{Document, Format, Mask, MaskKind};

impl Document {
    /// Whether what nobody sees breaks a line: `<br>`, with tags beside it or without.
    pub(crate) fn is_line_break(&self, mask: &Mask) -> bool {
        let tags = &self.text[mask.range.clone()];
        mask.kind == MaskKind::Invisible
            && tags.starts_with('<')
            && tags.split('<').any(|tag| {
                let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next();
                name.is_some_and(|name| name.eq_ignore_ascii_case("br"))
            })
    }

    /// A stretch of the text as readers see it.
    #[must_use]
    pub fn shown(&self, range: &Range<usize>) -> Cow<'_, str> {
        let text = self.without_marks(range);
        let has_references = [Format::XLIFF, Format::TMX, Format::MARKDOWN].contains(&self.format);
        if has_references && text.contains('&') {
            unescaped(&text).into()
        } else {
            text
        }
    }

    /// A stretch of the text without what is not there for readers: tags, and signs of emphasis. A tag that breaks a line is a space.
    fn without_marks(&self, range: &Range<usize>) -> Cow<'_, str> {
        let tags = self
            .masks_in(range)
            .filter(|mask| mask.kind == MaskKind::Invisible);
        let tags = tags.map(|mask| {
            let tag = mask.range.start.max(range.start)..mask.range.end.min(range.end);
            (tag, self.is_line_break(mask))
        });
        let marks = marks_within(self, range).into_iter();
        let mut marks: Vec<(Range<usize>, bool)> = marks.map(|mark| (mark, false)).collect();
        marks.extend(tags);
        if marks.is_empty() {
            return Cow::Borrowed(&self.text[range.clone()]);
        }
        marks.sort_by_key(|(mark, _)| mark.start);
        let mut plain = String::new();
        let mut at = range.start;
        for (mark, is_break) in marks {
            plain.push_str(&self.text[at..mark.start.max(at)]);
            let is_apart = plain.ends_with(char::is_whitespace)
                || self.text[mark.end..].starts_with(char::is_whitespace);
            if is_break && !plain.is_empty() && !is_apart {
                plain.push(' ');
            }
            at = mark.end.max(at);
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
            ("글.md", "**기계** 번역", "기", "역", "기계 번역"),
            ("글.md", "**기계** 번역", "*", "역", "기계 번역"),
            ("글.md", "가로*세로", "가로", "세로", "가로*세로"),
            ("글.adoc", "기계 *번역*", "기", "역", "기계 번역"),
            ("글.adoc", "##번##역", "번", "역", "번역"),
            ("글.rst", "**번**\\ 역", "번", "역", "번역"),
            ("글.txt", "**번**역", "번", "역", "번**역"),
            ("글.md", "기계<br />번역", "기", "역", "기계 번역"),
            ("글.md", "기계<b> <br>번역</b>", "기", "역", "기계 번역"),
            ("글.md", "기계<br>\n번역", "기", "역", "기계\n번역"),
        ] {
            let document = Document::read(path, text).unwrap();
            let end = document.text.rfind(to).unwrap() + to.len();
            let range = document.text.find(from).unwrap()..end;
            assert_eq!(document.shown(&range), seen);
        }
    }
}
