//! YAML: every scalar that is a value is a text; keys and comments are none.

mod input;

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use self::input::{Places, Units};
use super::program::Use;
use super::quoted::Ends;
use super::{folded, put_strings, quoted};
use crate::source::tie::Tie;
use crate::source::writing::Writing;
use crate::source::{Document, Format, Lines};
use crate::{Error, Result};

/// Reads a file of messages. What is no YAML, such as a template of some, is read as any other text, which is noted: there, too, keys and comments are
/// among the words.
pub(in crate::source) fn read_yaml(document: &mut Document) -> Result<()> {
    let values = match values(&document.text) {
        Ok(values) => values,
        Err(error) => {
            document.notes = Box::new([error.hint(read_otherwise(&document.text))]);
            document.format = Format::OTHER;
            return Ok(());
        }
    };
    put_strings(document, |pieces| {
        let source = pieces.source();
        let is_ascii = source.is_ascii();
        for Value { range, style, tie } in values {
            pieces.end_paragraph();
            if let Some(tie) = tie {
                pieces.tie(&range, tie);
            }
            match style {
                ScalarStyle::DoubleQuoted => {
                    let writing = quoted::writing(&source[range.clone()], is_ascii);
                    quoted::put(pieces, range, writing, Ends::Folded);
                }
                ScalarStyle::SingleQuoted => {
                    let mut at = range.start;
                    while let Some(found) = source[at..range.end].find("''") {
                        folded::keep(pieces, at..at + found, Writing::SingleQuoted);
                        pieces.put(at + found..at + found + 2, "'", Writing::SingleQuoted);
                        at += found + 2;
                    }
                    folded::keep(pieces, at..range.end, Writing::SingleQuoted);
                }
                ScalarStyle::Plain => folded::keep(pieces, range, Writing::Bare),
                ScalarStyle::Folded => folded::keep(pieces, range, Writing::Line),
                ScalarStyle::Literal => pieces.keep(range, Writing::Line),
            }
        }
        Ok(())
    })
}

/// Files in which collections lie deeper in one another are no messages: of `- - -` the parser keeps hundreds of bytes for each.
const DEEPEST: usize = 1_000;

/// What is done with a text that is no YAML, and what to do.
fn read_otherwise(text: &str) -> &'static str {
    if ["{{", "{%"].iter().any(|begin| text.contains(begin)) {
        "unless it is a template, put it right; it is read like any other text, with its keys and comments"
    } else {
        "put it right; until then it is read like any other text, with its keys and comments"
    }
}

/// A scalar that is a value.
struct Value {
    /// In bytes, without quotes.
    range: Range<usize>,
    style: ScalarStyle,
    /// Why it is for programs, if it is.
    tie: Option<Tie>,
}

/// A collection that is open.
struct Open {
    /// Whether the next thing in it is a key; a sequence has none.
    next_is_key: Option<bool>,
    /// What all its values are.
    all: Use,
    /// What the value of the key is that came last.
    last: Use,
}

impl Open {
    /// One that is in another one, or in none.
    fn new(outer: Option<&Self>, is_list: bool) -> Self {
        let all = outer.map_or(Use::Nothing, |outer| outer.used().inside(is_list));
        Self {
            next_is_key: (!is_list).then_some(true),
            all,
            last: Use::Nothing,
        }
    }

    /// What the value that comes next is.
    fn used(&self) -> Use {
        if self.all == Use::Nothing {
            self.last
        } else {
            self.all
        }
    }
}

/// The values in their order.
///
/// # Errors
///
/// It is no YAML: the line at which the parser gave up, and why.
fn values(text: &str) -> Result<Vec<Value>> {
    let broken = |line: usize, why: &str| {
        Error::new(format!("is not YAML: {why}")).at(format!("line {line}"))
    };
    if let Some(at) = odd_directive(text) {
        let line = Lines::new(text).position(at).line;
        return Err(broken(line, "a line that begins with % is no text in it"));
    }
    let mut values = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let places = Places::new();
    for event in Parser::new(Units::new(text, &places)) {
        let (event, span) = event.map_err(|error| broken(line_of(text, &error), error.info()))?;
        let misplaced = || broken(span.start.line(), "the parser is lost here");
        if open.len() > DEEPEST {
            let too_deep = format!("more than {DEEPEST} lists or mappings lie in one another here");
            return Err(broken(span.start.line(), &too_deep));
        }
        let is_key = open
            .last()
            .is_some_and(|open| open.next_is_key == Some(true));
        match event {
            Event::MappingStart(..)
            | Event::SequenceStart(..)
            | Event::Scalar(..)
            | Event::Alias(_) => {
                if let Some(open) = open.last_mut() {
                    open.next_is_key = open.next_is_key.map(|next_is_key| !next_is_key);
                    if is_key {
                        open.last = Use::Nothing;
                    }
                }
            }
            Event::MappingEnd | Event::SequenceEnd => drop(open.pop()),
            _ => {}
        }
        match event {
            Event::MappingStart(..) => open.push(Open::new(open.last(), false)),
            Event::SequenceStart(..) => open.push(Open::new(open.last(), true)),
            Event::Scalar(..) if is_key => {
                let start = places.byte(span.start.index());
                let end = places.byte(span.end.index());
                let key = start.zip(end).and_then(|(start, end)| text.get(start..end));
                let key = key.unwrap_or_default().trim_matches(['"', '\'', ' ']);
                if let Some(open) = open.last_mut() {
                    open.last = Use::of(key);
                }
            }
            Event::Scalar(value, style, anchor, tag) if !value.is_empty() => {
                let start = places.byte(span.start.index()).ok_or_else(misplaced)?;
                let end = places.byte(span.end.index()).ok_or_else(misplaced)?;
                let count = usize::from(anchor > 0) + usize::from(tag.is_some());
                let start = start + properties(&text[start..end], style, count);
                let range = match style {
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                        quoted_text(text, start).ok_or_else(misplaced)?
                    }
                    _ => start..end,
                };
                let trimmed = range.start + text[range.clone()].trim_end().len();
                let range = range.start..trimmed.max(range.start);
                let last = open.last();
                let is_item = last.is_some_and(|open| open.next_is_key.is_none());
                let used = last.map_or(Use::Nothing, Open::used);
                values.push(Value {
                    tie: used.tie(&text[range.clone()], is_item),
                    range,
                    style,
                });
            }
            _ => {}
        }
    }
    Ok(values)
}

/// The line, from 1, at which the parser gave up. Of a tab it tells where the value begins that it indents the next line of.
fn line_of(text: &str, error: &ScanError) -> usize {
    let line = error.marker().line();
    if !error.info().contains("tab") {
        return line;
    }
    let mut from_here = text.split('\n').skip(line.saturating_sub(1));
    let has_tab = |line: &str| {
        let words = line.trim_start_matches([' ', '\t']);
        line[..line.len() - words.len()].contains('\t')
    };
    line + from_here.position(has_tab).unwrap_or(0)
}

/// The text between the quotes of which the first stands at `start`. The parser's end lies behind the spaces and the comment that follow on the line.
fn quoted_text(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(start).filter(|byte| b"\"'".contains(byte))?;
    let mut at = start + 1;
    while let Some(found) = memchr::memchr2(quote, b'\\', &bytes[at..]) {
        let next = bytes.get(at + found + 1);
        let is_escape = match bytes[at + found] {
            b'\\' => quote == b'"',
            b'\'' => next == Some(&b'\''),
            _ => false,
        };
        if bytes[at + found] == quote && !is_escape {
            return Some(start + 1..at + found);
        }
        at += found + 1 + usize::from(is_escape && next.is_some());
    }
    None
}

/// Where a line begins with `%` and has what is not of ASCII, comments of the two directives that there are aside. Behind such a line the parser is wrong
/// about where it is: it counts the bytes of its words, and characters elsewhere.
fn odd_directive(text: &str) -> Option<usize> {
    let marks = memchr::memchr_iter(b'%', text.as_bytes());
    let mut lines = marks.filter(|&at| at == 0 || matches!(text.as_bytes()[at - 1], b'\n' | b'\r'));
    lines.find(|&at| {
        let line = text[at..].split(['\n', '\r']).next().unwrap_or_default();
        let is_known = line.starts_with("%YAML ") || line.starts_with("%TAG ");
        let comment = line.find(" #").filter(|_| is_known);
        !line[..comment.unwrap_or(line.len())].is_ascii()
    })
}

/// How many bytes the anchor and the tag take that a scalar begins with, of which there are so many, and the header of a block behind them:
/// YAML 1.2.2, section 6.9. Without them, a scalar begins with its text.
fn properties(scalar: &str, style: ScalarStyle, count: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let mut rest = scalar;
    for _ in 0..count {
        rest = rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..].trim_start();
        while rest.starts_with('#') {
            rest = rest[rest.find('\n').unwrap_or(rest.len())..].trim_start();
        }
    }
    if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
        rest = rest[rest.find('\n').unwrap_or(rest.len())..].trim_start();
    }
    scalar.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_texts() {
        let yaml = "# 주석(comment)\nko:\n  title: 텐서(tensor)를 쓴다 # 뒤\n  list:\n    - \"\\uc178(shell)\\n을\"\n    - 'R&D''s 셸'\n  {a: 나, b: [다, 1]}: 값\n  \
                    long: |\n    첫 줄(line)\n    둘째 줄\n  folded: >-\n    접은\n    글\n";
        let document = Document::read("글.yaml", yaml).unwrap();
        assert_eq!(
            document.text,
            "텐서(tensor)를 쓴다\n\n셸(shell)\n\n을\n\nR&D's 셸\n\n나\n\n다\n\n1\n\n값\n\n첫 줄(line)\n    둘째 줄\n\n접은 글"
        );
    }

    #[test]
    fn anchors_tags_and_aliases_are_no_text() {
        let yaml = "a: &x 텐서를 쓴다\nb: !!str \"셸을\"\nc: &y !t # 뒤\n  '버퍼를'\nd: *x\ne: &z\nf: !t |\n  첫 줄\n  둘째 줄\n\
                    g: &w >- # 접는다\n  접은 글\nh:\n  - &v !<tag:a.b,2000:t> 항목\ni: |\n  &quot; 글\n&k 열쇠: 값\n*x : 끝\n";
        let document = Document::read("글.yaml", yaml).unwrap();
        assert_eq!(
            document.text,
            "텐서를 쓴다\n\n셸을\n\n버퍼를\n\n첫 줄\n  둘째 줄\n\n접은 글\n\n항목\n\n&quot; 글\n\n값\n\n끝"
        );
    }

    #[test]
    fn what_follows_a_quoted_text_is_none_of_it() {
        let yaml = "a: \"버퍼를 \\\"쓴다\\\"\"   # '뒤\"\nb: '셸''을' # 나\nc: [ \"말뭉치\" , '토큰' ] # \"다\"\nd: !!str \"\\\\\" # \"\ne: \"첫\n  줄\" #끝\"\nf: \"\" # 라\ng: \"서버\"";
        let document = Document::read("글.yaml", yaml).unwrap();
        let texts: Vec<&str> = document.text.split("\n\n").collect();
        assert_eq!(
            texts,
            [
                "버퍼를 \"쓴다\"",
                "셸'을",
                "말뭉치",
                "토큰",
                "\\",
                "첫 줄",
                "서버"
            ]
        );
    }

    #[test]
    fn a_text_without_quotes_stays_a_text() {
        for new in [
            "null",
            "True",
            "no",
            "~",
            "3.14",
            "2024-01-01",
            "0x1f",
            "- 줄표",
            "? 물음",
            "'가'",
            "---",
        ] {
            for (yaml, is_written) in [
                ("a: 쉘\n", false),
                ("a: \"쉘\"\n", true),
                ("a: 새 쉘\n", true),
            ] {
                let document = Document::read("글.yml", yaml).unwrap();
                let start = document.text.find('쉘').unwrap();
                let edited = document.edited([(&(start..start + 3), new)]);
                assert_eq!(edited.is_some(), is_written, "{new} {yaml}");
            }
        }
    }

    #[test]
    fn words_are_written_as_their_style_has_it() {
        let yaml = "a: 쉘을\nb: '쉘을'\nc: \"쉘을\"\n";
        let document = Document::read("글.yml", yaml).unwrap();
        for (number, new, after) in [
            (0, "셸: 'x'을", None),
            (0, "셸's을", Some("a: 셸's을")),
            (0, "--- 셸", None),
            (0, "C# 셸: 값", None),
            (0, "C# 셸:", None),
            (0, "셸 #1", None),
            (0, "#셸", None),
            (0, "[셸", None),
            (0, "C#셸:을 100% & <나>", Some("a: C#셸:을 100% & <나>")),
            (1, "셸's을", Some("b: '셸''s을'")),
            (0, "null을", Some("a: null을")),
            (2, "\"셸\"을", Some("c: \"\\\"셸\\\"을\"")),
        ] {
            let start = document.text.match_indices("쉘을").nth(number).unwrap().0;
            let edited = document.edited([(&(start..start + 6), new)]);
            let line = edited.map(|edited| edited.source().lines().nth(number).unwrap().to_owned());
            assert_eq!(line.as_deref(), after, "{new}");
        }
    }

    #[test]
    fn what_begins_as_a_document_stays_a_text() {
        let document = Document::read("글.yml", "a: --- 쉘 ---\n").unwrap();
        let edited = document.edited([(&(4..7), "셸")]).unwrap();
        assert_eq!(edited.source(), "a: --- 셸 ---\n");
    }

    #[test]
    fn what_is_too_deep_is_a_text() {
        let deep = |depth| format!("{}텐서를 더한다.\n", "- ".repeat(depth));
        for (depth, is_read) in [(DEEPEST, true), (DEEPEST + 1, false), (200_000, false)] {
            let document = Document::read("글.yaml", deep(depth)).unwrap();
            assert_eq!(document.text == "텐서를 더한다.", is_read, "{depth}");
            assert_eq!(document.notes.is_empty(), is_read, "{depth}");
        }
        let flow = format!("{}텐서를 더한다.{}\n", "[".repeat(400), "]".repeat(400));
        assert_eq!(Document::read("글.yaml", flow).unwrap().notes.len(), 1);
    }

    #[test]
    fn a_line_goes_on_behind_a_backslash() {
        let yaml = "a: \"쉘\\\n   을 쓴다\"\n";
        let document = Document::read("글.yaml", yaml).unwrap();
        assert_eq!(document.text, "쉘을 쓴다");
        let edited = document.edited([(&(0..3), "셸")]).unwrap();
        assert_eq!(edited.source(), yaml.replace('쉘', "셸"));
    }

    #[test]
    fn what_is_no_yaml_is_a_text_and_named_with_its_line() {
        for (text, note) in [
            (
                "name: 텐서(tensor)\n{{- if .Values }}\n{{ end }}\n",
                "line 2: is not YAML: ",
            ),
            (
                "%조건\n---\nname: 텐서(tensor)\n",
                "line 1: is not YAML: a line that begins with %",
            ),
            (
                "ko:\r\n  a: 셸(shell)\r\n\tb: 버퍼\r\n",
                "line 3: is not YAML: while scanning a plain scalar, found a tab",
            ),
            (
                "ko:\n  a: 셸(shell)\n  b: \"버퍼를 쓴다.\n  c: 토큰\n",
                "line 3: is not YAML: invalid indentation in quoted scalar",
            ),
            (
                "a: 셸(shell)을 쓴다\nb: 주의: 버퍼를 쓴다\n",
                "line 2: is not YAML: mapping values are not allowed",
            ),
        ] {
            let document = Document::read("글.yaml", text).unwrap();
            let notes: Vec<String> = document.notes.iter().map(Error::to_string).collect();
            assert!(notes.len() == 1 && notes[0].starts_with(note), "{notes:?}");
            assert!(notes[0].contains("like any other text"), "{notes:?}");
            assert_eq!((&*document.text, document.origin), (text, None));
            assert_eq!(document.format, Format::OTHER);
        }
        let yaml = "# {{ 틀 }}\na: \"{{ 이름 }}\"\nb: '{% if %}'\n--- # 둘째\n- 셸\n";
        assert_eq!(Document::read("글.yaml", yaml).unwrap().notes.len(), 0);
    }
}
