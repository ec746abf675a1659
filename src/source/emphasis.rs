//! Signs of emphasis in the middle of words: `**번**역` is 번역 to readers.

use std::borrow::Cow;

use super::{Document, Format};

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

/// How many of the first characters, which are asked for by their numbers, are marks with Hangul behind them: signs, with a backslash and a space
/// behind them or not.
pub(crate) fn marks_before_hangul(format: &Format, char: impl Fn(usize) -> Option<char>) -> usize {
    let Some((signs, least)) = emphasis(format) else {
        return 0;
    };
    let first = char(0).filter(|c| u8::try_from(*c).is_ok_and(|byte| signs.contains(&byte)));
    // An underscore in the middle of a word is a letter of it in Markdown.
    let Some(first) = first.filter(|c| *c != '\\' && (*c != '_' || least > 1)) else {
        return 0;
    };
    let run = (0..=3).take_while(|&at| char(at) == Some(first)).count();
    let is_escaped =
        signs.contains(&b'\\') && char(run) == Some('\\') && char(run + 1) == Some(' ');
    let length = if is_escaped { run + 2 } else { run };
    let is_hangul = char(length).is_some_and(|c| ('가'..='힣').contains(&c));
    if (least..=3).contains(&run) && is_hangul {
        length
    } else {
        0
    }
}

impl Document {
    /// A text of one line of the document without signs of emphasis in the middle of its words, of which there are others on the line.
    pub(super) fn without_marks<'t>(&self, line: &str, text: Cow<'t, str>) -> Cow<'t, str> {
        if emphasis(self.format)
            .is_none_or(|(signs, _)| !text.bytes().any(|byte| signs.contains(&byte)))
        {
            return text;
        }
        let chars: Vec<char> = text.chars().collect();
        let mut plain = String::with_capacity(text.len());
        let mut at = 0;
        while at < chars.len() {
            let is_word = at > 0 && ('가'..='힣').contains(&chars[at - 1]);
            let length = marks_before_hangul(self.format, |next| chars.get(at + next).copied());
            let marks: String = chars[at..at + length].iter().collect();
            let sign = marks.trim_end_matches("\\ ");
            if is_word && length > 0 && line.matches(sign).count() > 1 {
                at += length;
            } else {
                plain.push(chars[at]);
                at += 1;
            }
        }
        plain.into()
    }
}
