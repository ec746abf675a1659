//! How words are written in a bilingual file.

use std::borrow::Cow;

use super::table;
use crate::Document;
use crate::source::Format;

/// A text as it has to be written at a byte of a document, in its format: `R&D` is `R&amp;D` in XLIFF, outside of CDATA. `None` where it cannot be
/// written there; texts of other documents are as they are.
#[must_use]
pub fn writable<'t>(document: &Document, at: usize, text: &'t str) -> Option<Cow<'t, str>> {
    if document.segments.is_empty() {
        return Some(Cow::Borrowed(text));
    }
    let format = document.format;
    if format == Format::XLIFF || format == Format::TMX {
        if is_in_cdata(document, at) {
            return (!text.contains("]]>")).then_some(text.into());
        }
        if text.contains(['&', '<', '>']) {
            let text = text.replace('&', "&amp;");
            return Some(text.replace('<', "&lt;").replace('>', "&gt;").into());
        }
    }
    if format == Format::PO && text.contains(['\\', '"']) {
        return Some(text.replace('\\', "\\\\").replace('"', "\\\"").into());
    }
    if format == Format::TABLE {
        let cell = document
            .segment_of(at)
            .map_or(at, |one| one.target.range.start);
        let quoted = document.text[..cell].ends_with('"');
        let text: Cow<'_, str> = if quoted && text.contains('"') {
            text.replace('"', "\"\"").into()
        } else {
            text.into()
        };
        return table::fits(&text, quoted).then_some(text);
    }
    Some(Cow::Borrowed(text))
}

/// Whether a byte is in a section of XML in which all characters stand for themselves.
fn is_in_cdata(document: &Document, at: usize) -> bool {
    let start = document
        .segment_of(at)
        .map_or(at, |one| one.target.range.start);
    let before = &document.text[start.min(at)..at];
    let opened = before.rfind("<![CDATA[");
    opened.is_some_and(|opened| !before[opened..].contains("]]>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_the_format_has_it() {
        let xliff = "<xliff srcLang=\"en\" trgLang=\"ko\"><unit><segment><source>a</source><target>가</target></segment></unit></xliff>";
        let cdata = xliff.replace("가", "<![CDATA[나 & 가]]>");
        let behind = xliff.replace("가", "<![CDATA[나 & 다]]>가");
        for (path, text, word, written) in [
            ("a.xlf", xliff, "R&D", Some("R&amp;D")),
            ("a.xlf", &cdata, "R&D", Some("R&D")),
            ("a.xlf", &cdata, "]]>", None),
            ("a.xlf", &behind, "R&D", Some("R&amp;D")),
            (
                "a.po",
                "msgid \"a\"\nmsgstr \"가\"\n",
                "\"버퍼\"",
                Some("\\\"버퍼\\\""),
            ),
            ("a.csv", "en,ko\na,가\n", "버퍼", Some("버퍼")),
            ("a.csv", "en,ko\na,가\n", "가, 나", None),
            (
                "a.csv",
                "en,ko\na,\"가\"\n",
                "\"가\", 나",
                Some("\"\"가\"\", 나"),
            ),
            ("a.md", "가\n", "R&D", Some("R&D")),
        ] {
            let document = Document::new(path, text);
            let at = text.rfind('가').unwrap();
            assert_eq!(
                writable(&document, at, word).as_deref(),
                written,
                "{path} {word}"
            );
        }
    }
}
