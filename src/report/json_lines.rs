//! One JSON object a line.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes one object and a line feed.
pub fn write(out: &mut impl io::Write, record: &impl Serialize) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(&mut *out, OneLine))?;
    out.write_all(b"\n")
}

/// Compact JSON in which the Unicode line ends are escaped too. JSON allows them bare, but readers
/// that split at every Unicode line end (Python's `splitlines`, JavaScript's older parsers) would
/// see half an object.
struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W>(&mut self, out: &mut W, mut fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        const LINE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];
        while let Some(at) = fragment.find(LINE_ENDS) {
            let end = fragment[at..].chars().next().unwrap_or_default();
            write!(out, "{}\\u{:04x}", &fragment[..at], u32::from(end))?;
            fragment = &fragment[at + end.len_utf8()..];
        }
        out.write_all(fragment.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::report::record::tests::{pair, sample};
    use crate::report::records;

    fn lines(document: &Document, occurrences: &[crate::Occurrence]) -> String {
        let mut out = Vec::new();
        for record in records(document, occurrences) {
            write(&mut out, &record).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn keeps_the_contract_and_its_order() {
        let (document, occurrences) = sample();
        assert_eq!(
            lines(&document, &occurrences),
            concat!(
                r#"{"path":"글/첫째.md","offset":17,"line":1,"column":8,"korean":"텐서","#,
                r#""english":"tensor","kind":"term","language":"en","confidence":0.988,"#,
                r#""context":"이 글은 텐서(tensor)를 다룬다."}"#,
                "\n",
                r#"{"path":"글/첫째.md","offset":63,"line":2,"column":10,"korean":"국제 표준화 기구","#,
                r#""english":"ISO","kind":"abbreviation","language":"en","confidence":0.4,"#,
                r#""context":"국제 표준화 기구(ISO)가 \"정했다\"."}"#,
                "\n"
            )
        );
    }

    #[test]
    fn is_one_line_whatever_the_text_holds() {
        let text = "객체 저장소(object\nstorage\u{2028}layer\u{85}x)";
        let document = Document::plain("a.txt", text);
        let occurrence = pair(text, "객체 저장소", "object\nstorage\u{2028}layer\u{85}x");
        let line = lines(&document, &[occurrence]);
        assert!(
            line.contains(r#""english":"object\nstorage\u2028layer\u0085x""#),
            "{line}"
        );
        let back: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(back["english"], "object\nstorage\u{2028}layer\u{85}x");
    }
}
