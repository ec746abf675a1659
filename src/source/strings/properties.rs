//! `.properties` of Java: `key = value`, lines that go on behind a backslash, escapes such as `\uac00` for what is not Latin-1.

use std::ops::Range;

use super::{put_strings, quoted};
use crate::Result;
use crate::source::Document;
use crate::source::origin::Pieces;
use crate::source::writing::Writing;

/// Reads properties.
pub(in crate::source) fn read_properties(document: &mut Document) -> Result<()> {
    put_strings(document, |pieces| {
        let source = pieces.source();
        let is_ascii = source.is_ascii();
        let mut at = 0;
        while at < source.len() {
            let start = source.len() - source[at..].trim_ascii_start().len();
            let end = end(source, start);
            if source[start..].starts_with(['#', '!']) {
                let line = source[start..].find('\n');
                at = line.map_or(source.len(), |line| start + line + 1);
            } else {
                pieces.end_paragraph();
                let value = start + value(&source[start..end])..end;
                let writing = if quoted::is_escaped(&source[value.clone()], is_ascii) {
                    Writing::AsciiProperty
                } else {
                    Writing::Property
                };
                put(pieces, value, writing);
                at = end + 1;
            }
        }
        Ok(())
    })
}

/// Where the property ends that begins here: at the end of a line before which no backslash stands.
fn end(source: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(found) = memchr::memchr3(b'\\', b'\n', b'\r', &source.as_bytes()[at..]) {
        at += found;
        if !source[at..].starts_with('\\') {
            return at;
        }
        at += 1;
        at += match source[at..].chars().next() {
            Some('\r') if source[at + 1..].starts_with('\n') => 2,
            Some(c) => c.len_utf8(),
            None => 0,
        };
    }
    source.len()
}

/// Where in a property the value begins.
fn value(property: &str) -> usize {
    let mut is_escaped = false;
    let key = property.find(|c: char| {
        let ends = !is_escaped && (matches!(c, '=' | ':') || c.is_ascii_whitespace());
        is_escaped = !is_escaped && c == '\\';
        ends
    });
    let Some(key) = key else {
        return property.len();
    };
    let behind = property[key..].trim_ascii_start();
    let behind = behind.strip_prefix(['=', ':']).unwrap_or(behind);
    property.len() - behind.trim_ascii_start().len()
}

fn put(pieces: &mut Pieces<'_>, range: Range<usize>, writing: Writing) {
    let source = pieces.source();
    let mut at = range.start;
    while let Some(found) = memchr::memchr(b'\\', &source.as_bytes()[at..range.end]) {
        let begin = at + found;
        pieces.keep(at..begin, writing);
        let rest = &source[begin..range.end];
        let (length, meant) = if rest[1..].starts_with(['\n', '\r']) {
            // The line goes on, without its indentation.
            (rest.len() - rest[1..].trim_ascii_start().len(), None)
        } else {
            quoted::escape(rest)
        };
        if matches!(meant, Some('\n' | '\r')) {
            pieces.end_paragraph();
            at = begin + length;
            continue;
        }
        let mut bytes = [0; 4];
        let meant = meant.map_or("", |c| c.encode_utf8(&mut bytes));
        pieces.put(begin..begin + length, meant, writing);
        at = begin + length;
    }
    pieces.keep(at..range.end, writing);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_texts() {
        for (properties, text) in [
            (
                "# 주석(comment)\ntitle=텐서(tensor)\r\n! 또\nempty=\n  name : 셸(shell)  을\nkey only\n",
                "텐서(tensor)\n\n셸(shell)  을\n\nonly",
            ),
            (
                "a\\ b = \\ud150\\uc11c(tensor)\\n\\\n    \\uc744\n",
                "텐서(tensor)\n\n을",
            ),
        ] {
            let document = Document::read("글.properties", properties).unwrap();
            assert_eq!(document.text, text);
        }
    }

    #[test]
    fn what_is_written_is_readable_as_before() {
        for (properties, after) in [
            ("a=\\uc258(shell)\n", "a=\\uc178(shell)\n"),
            ("a=쉘(shell)\n", "a=셸(shell)\n"),
            ("a=\\uc258(shell)\n# 글\n", "a=\\uc178(shell)\n# 글\n"),
        ] {
            let document = Document::read("글.properties", properties).unwrap();
            let edited = document.edited([(&(0..3), "셸")]).unwrap();
            assert_eq!(edited.source(), after);
        }
    }
}
