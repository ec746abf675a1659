//! JSON: every string that is a value is a text; keys are none.

mod flaw;
mod uses;

use std::ops::Range;

use memchr::memchr2;

use self::flaw::{Flaw, flaw};
use self::uses::Uses;
use super::quoted::Ends;
use super::{put_strings, quoted};
use crate::source::format::suffix;
use crate::source::{Document, Format, Lines};
use crate::{Error, Result};

/// Reads a file of messages, a catalogue of Xcode, or lines of JSON. Of what is [broken](flaw()), which is noted, the strings are read that are there; what is
/// something else altogether, as any other text.
pub(in crate::source) fn read_json(document: &mut Document) -> Result<()> {
    let suffix = suffix(&document.path);
    let found = Flaws::of(&document.text, is_lines(suffix));
    if let Some(flaws) = &found {
        document.notes = Box::new([flaws.told(&document.text)]);
        if flaws.is_foreign(&document.text) {
            document.format = Format::OTHER;
            return Ok(());
        }
    }
    let texts = Texts::of(suffix);
    put_strings(document, |pieces| {
        let source = pieces.source();
        let is_ascii = source.is_ascii();
        let (mut key, mut depth, mut at) = ("", 0_usize, 0);
        let mut uses = Uses::new(source);
        strings(source, found.is_some(), &mut |range, is_key| {
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
            let tie = uses.next(&range, is_key);
            if is_key {
                key = &source[range];
            } else if texts.has(key, depth) {
                pieces.end_paragraph();
                if let Some(tie) = tie {
                    pieces.tie(&range, tie);
                }
                let writing = quoted::writing(&source[range.clone()], is_ascii);
                quoted::put(pieces, range, writing, Ends::Paragraphs);
            }
        });
        Ok(())
    })
}

/// Whether each line of a file is JSON, by its suffix.
fn is_lines(suffix: &str) -> bool {
    ["jsonl", "ndjson"]
        .iter()
        .any(|lines| suffix.eq_ignore_ascii_case(lines))
}

/// Where a file is no JSON.
struct Flaws {
    first: Flaw,
    /// How many lines have one, of a file whose lines are JSON each.
    lines: usize,
}

impl Flaws {
    /// Those of a text. Lines of JSON are told apart; they may be no lines, but values over several of them.
    fn of(text: &str, is_lines: bool) -> Option<Self> {
        let mut flaws = None;
        if is_lines {
            let mut start = 0;
            for line in text.split_inclusive('\n') {
                if let Some(found) = flaw(line) {
                    let at = start + found.at;
                    let flaws = flaws.get_or_insert(Self {
                        first: Flaw { at, ..found },
                        lines: 0,
                    });
                    flaws.lines += 1;
                }
                start += line.len();
            }
            flaws.as_ref()?;
        }
        let whole = flaw(text)?;
        flaws.or(Some(Self {
            first: whole,
            lines: 0,
        }))
    }

    /// Whether a text is something else.
    fn is_foreign(&self, text: &str) -> bool {
        self.first.is_foreign && self.lines == 0 || !text.contains('"')
    }

    /// What to tell about it.
    fn told(&self, text: &str) -> Error {
        let line = Lines::new(text).position(self.first.at).line;
        let error = Error::new(format!("is not JSON: {}", self.first.why));
        let error = error.at(format!("line {line}"));
        if self.is_foreign(text) {
            return error.hint("say what it is with --as, or put it right; until then it is read like any other text");
        }
        let others = match self.lines.saturating_sub(1) {
            0 => String::new(),
            1 => "1 more line is none; ".to_owned(),
            many => format!("{many} more lines are none; "),
        };
        error.hint(format!(
            "{others}put it right, or copy or download it again if it is incomplete; what is between double quotes was read"
        ))
    }
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
    /// What a file has, by its suffix.
    fn of(suffix: &str) -> Self {
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

/// The values of a file of JSON that stand behind one of these keys, in bytes of its source; nothing where no key is one of them.
pub(in crate::source) fn values_of(
    path: &str,
    source: &str,
    is_named: &dyn Fn(&str) -> bool,
) -> Option<Vec<Range<usize>>> {
    let is_broken = Flaws::of(source, is_lines(suffix(path))).is_some();
    let mut kept: Vec<Range<usize>> = Vec::new();
    let (mut is_kept, mut is_there) = (false, false);
    strings(source, is_broken, &mut |range, is_key| {
        if is_key {
            is_kept = is_named(&source[range]);
            is_there |= is_kept;
        } else if is_kept {
            kept.push(range);
        }
    });
    is_there.then_some(kept)
}

/// Shows all strings of a text, in bytes of it and without their quotes, and whether each is a key. In a text that is broken, a string ends with its line, so
/// that not all behind one without an end is taken for what it is not.
fn strings(source: &str, is_broken: bool, take: &mut dyn FnMut(Range<usize>, bool)) {
    let mut at = 0;
    // The end of the line, of which each string on it is asked: minified JSON is one line.
    let mut line = if is_broken { 0 } else { source.len() };
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
        if line < start {
            let end = memchr2(b'\n', b'\r', &source.as_bytes()[start..]);
            line = end.map_or(source.len(), |end| start + end);
        }
        let end = quoted::end(&source[..line], start);
        let behind = source.get(end + 1..).unwrap_or_default();
        take(start..end, is_before_colon(behind));
        at = (end + 1).min(source.len());
    }
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
        assert!(Texts::of(suffix("번역/ko.arb.gz")) == Texts::Outermost);
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
    fn what_is_broken_is_named_and_its_strings_are_read() {
        for (path, json, note, text) in [
            (
                "글.json",
                "{\n\"a\": \"가\\\"}\n",
                "line 2: is not JSON: the string that begins here never ends (put it right",
                "가\"}",
            ),
            (
                "글.json",
                "{\n  \"a\": \"가\"\n  \"b\": \"나\"\n}\n",
                "line 3: is not JSON: a comma is missing before what begins here (put it right",
                "가\n\n나",
            ),
            (
                "글.json",
                "{\"a\": [\"가\",\n\"나\",\n",
                "line 2: is not JSON: it ends before all is closed that is open in it (put it",
                "가\n\n나",
            ),
            // What lacks its end does not turn all that follows inside out.
            (
                "글.json",
                "{\n  \"a\": \"가,\n  \"b\": \"나\",\n  \"c\": \"다\"\n}\n",
                "line 2: is not JSON: the string that begins here does not end on its line",
                "가,\n\n나\n\n다",
            ),
            (
                "글.jsonl",
                "{\"a\": \"가\"}\n{\"a\": \"나}\n{\"a\": \"다\"}\n{\"a\": \"라\"",
                "line 2: is not JSON: the string that begins here never ends (1 more line is none; put",
                "가\n\n나}\n\n다\n\n라",
            ),
            (
                "글.json",
                "a: \"가\"\nb: 나\n",
                "line 1: is not JSON: a is no value of it (say what it is with --as",
                "a: \"가\"\nb: 나\n",
            ),
            (
                "글.json",
                "{'a': '가'}",
                "line 1: is not JSON: 'a' is not between double quotes (say what",
                "{'a': '가'}",
            ),
        ] {
            let document = Document::read(path, json).unwrap();
            let notes: Vec<String> = document.notes.iter().map(Error::to_string).collect();
            assert!(notes.len() == 1 && notes[0].starts_with(note), "{notes:?}");
            assert_eq!(document.text, text);
        }
    }

    #[test]
    fn what_is_broken_takes_no_endless_time() {
        for (json, strings) in [
            ("[".to_owned() + &"\"가\",".repeat(300_000), 300_000),
            ("[\"가".to_owned() + &"\n\\\"".repeat(300_000), 1),
        ] {
            let document = Document::read("글.json", json).unwrap();
            assert_eq!(document.notes.len(), 1);
            assert_eq!(document.text.matches('가').count(), strings);
        }
    }

    #[test]
    fn values_over_several_lines_one_behind_the_other_are_lines_of_json() {
        let json = "{\n  \"a\": \"가\"\n}\n{\n  \"a\": \"나\"\n}\n";
        let document = Document::read("글.jsonl", json).unwrap();
        assert_eq!((&*document.text, &*document.notes), ("가\n\n나", &[][..]));
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
