//! JSON: every string that is a value is a text; keys are none.

use std::ops::Range;

use memchr::memchr2;

use super::quoted::Ends;
use super::{put_strings, quoted};
use crate::source::archive::Compression;
use crate::source::{Document, Lines};
use crate::{Error, Result};

/// Reads a file of messages, a catalogue of Xcode, or lines of JSON. Only what breaks strings is refused: commas too many are not, and comments,
/// which JSON5 and the settings of editors have, are passed over.
pub(in crate::source) fn read_json(document: &mut Document) -> Result<()> {
    let texts = Texts::of(&document.path);
    put_strings(document, |pieces| {
        let source = pieces.source();
        let is_ascii = source.is_ascii();
        let (mut key, mut depth, mut at) = ("", 0_usize, 0);
        strings(source, &mut |range, is_key| {
            if texts == Texts::Outermost {
                for byte in source[at..range.start].bytes() {
                    match byte {
                        b'{' => depth += 1,
                        b'}' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                }
                at = range.end;
            }
            if is_key {
                key = &source[range];
            } else if texts.has(key, depth) {
                pieces.end_paragraph();
                let writing = quoted::writing(&source[range.clone()], is_ascii);
                quoted::put(pieces, range, writing, Ends::Paragraphs);
            }
        })
    })
}

/// Which values are texts: others are what translators and programs are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    All,
    /// Those of this key: "Localizing and varying text with a string catalog" in the documentation of Xcode.
    Key(&'static str),
    /// Those of the outermost object: the specification of Application Resource Bundle, under "Resource attributes".
    Outermost,
}

impl Texts {
    /// What a file has by the suffix of its path, without that of what it is compressed with.
    fn of(path: &str) -> Self {
        let path = Compression::of(path).map_or(path, |(_, path)| path);
        let suffix = path.rsplit('.').next().unwrap_or_default();
        if suffix.eq_ignore_ascii_case("xcstrings") {
            Self::Key("value")
        } else if suffix.eq_ignore_ascii_case("arb") {
            Self::Outermost
        } else {
            Self::All
        }
    }

    /// Whether a value is one, by its key and by how many objects it is in.
    fn has(self, key: &str, depth: usize) -> bool {
        match self {
            Self::All => true,
            Self::Key(name) => key == name,
            Self::Outermost => depth <= 1 && !key.starts_with('@'),
        }
    }
}

/// Shows all strings of a text, in bytes of it and without their quotes, and whether each is a key.
///
/// # Errors
///
/// One has no end: the line.
pub(in crate::source) fn strings(
    source: &str,
    take: &mut dyn FnMut(Range<usize>, bool),
) -> Result<()> {
    let mut at = 0;
    while let Some(found) = memchr2(b'"', b'/', &source.as_bytes()[at..]) {
        let start = at + found + 1;
        if let Some(length) = comment(&source[start - 1..]) {
            at = start - 1 + length;
            continue;
        }
        if !source[..start].ends_with('"') {
            at = start;
            continue;
        }
        let end = quoted::end(source, start);
        if end == source.len() {
            let line = Lines::new(source).position(start).line;
            return Err(Error::new("the string that begins here never ends")
                .at(format!("line {line}"))
                .hint("close it with a double quote; if the file is not JSON, say what it is with --as"));
        }
        take(start..end, is_before_colon(&source[end + 1..]));
        at = end + 1;
    }
    Ok(())
}

/// Whether a colon comes next, behind space and comments.
fn is_before_colon(behind: &str) -> bool {
    let mut rest = behind.trim_ascii_start();
    while let Some(length) = comment(rest) {
        rest = rest[length..].trim_ascii_start();
    }
    rest.starts_with(':')
}

/// How many bytes the comment takes that a text begins with, if it begins with one.
pub(super) fn comment(text: &str) -> Option<usize> {
    let end = if text.starts_with("//") {
        text.find('\n')
    } else {
        let inside = text.strip_prefix("/*")?;
        inside.find("*/").map(|end| "/*".len() + end + "*/".len())
    };
    Some(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_texts() {
        for (json, text) in [
            (
                "{\"title\": \"텐서(tensor)\", \"n\": 1, \"list\": [\"가\", \"\"], \"a\" : {\"b\": \"나\"}}",
                "텐서(tensor)\n\n가\n\n나",
            ),
            (
                r#"["\ud150\uc11c(tensor)\ub97c", "\"셸\"\/\ud83d\ude00\n둘째 줄"]"#,
                "텐서(tensor)를\n\n\"셸\"/😀\n\n둘째 줄",
            ),
            ("{\"text\": \"가\"}\n{\"text\": \"나\"}\n", "가\n\n나"),
            (
                "// 설정 \"하나\"\n{\"a\": \"텐서 // 글\", /* \"둘\": \"셋\" */ \"b\" /* 열쇠 */ : \"/* 값 */\"} // \"끝",
                "텐서 // 글\n\n/* 값 */",
            ),
        ] {
            assert_eq!(Document::read("글.json", json).unwrap().text, text);
        }
    }

    #[test]
    fn what_translators_are_told_is_no_text() {
        assert!(Texts::of("번역/ko.arb.gz") == Texts::Outermost);
        for (path, json, text) in [
            (
                "글.xcstrings",
                r#"{"sourceLanguage": "en", "strings": {"Tensor": {"comment": "설명(comment)", "localizations": {
                   "ko": {"stringUnit": {"state": "translated", "value": "텐서"}}}}}}"#,
                "텐서",
            ),
            (
                "ko.arb",
                r#"{"@@locale": "ko", "tensor": "텐서", "@tensor": {"description": "설명(description)"}, "shell": "셸"}"#,
                "텐서\n\n셸",
            ),
        ] {
            assert_eq!(Document::read(path, json).unwrap().text, text);
        }
    }

    #[test]
    fn placeholders_are_masked() {
        let document = Document::read("글.json", r#"{"a": "{name} 님의 파일 %d개"}"#).unwrap();
        let masked: Vec<&str> = document
            .masks
            .iter()
            .map(|mask| &document.text[mask.range.clone()])
            .collect();
        assert_eq!(masked, ["{name}", "%d"]);
    }

    #[test]
    fn a_string_that_never_ends_is_named() {
        let error = Document::read("글.json", "{\n\"a\": \"가\\\"}\n").unwrap_err();
        assert!(
            error.to_string().starts_with("글.json: line 2: the string"),
            "{error}"
        );
    }

    #[test]
    fn what_is_written_is_escaped() {
        let document = Document::read("글.json", r#"{"a": "쉘\t\uc4f4다"}"#).unwrap();
        let start = document.text.find("쉘").unwrap();
        let edited = document.edited([(&(start..start + 3), "\"셸\"")]).unwrap();
        assert_eq!(edited.source(), r#"{"a": "\"셸\"\t\uc4f4다"}"#);
        // What is written in nothing but ASCII is written so then.
        for (json, after) in [
            (
                r#"{"a": "\uc258\uc744 \"쓴다\""}"#,
                r#"{"a": "셸\uc744 \"쓴다\""}"#,
            ),
            (r#"{"a": "\uc258\uc744"}"#, r#"{"a": "\uc178\uc744"}"#),
            (
                r#"{"a": "\uc258\uc744", "b": "글"}"#,
                r#"{"a": "\uc178\uc744", "b": "글"}"#,
            ),
        ] {
            let document = Document::read("글.json", json).unwrap();
            let edited = document.edited([(&(0..3), "셸")]).unwrap();
            assert_eq!(edited.source(), after);
        }
    }
}
