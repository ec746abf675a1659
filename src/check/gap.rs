//! What stands between a word and a particle that is apart from it: the end of a line, `<br>`, a space at which no line breaks.

use std::ops::Range;

use super::behind::hangul;
use crate::Document;
use crate::source::Format;

/// How many bytes of a break stand at the beginning that a writer, or an editor that wraps lines, put between a word and its particle: one end of a line
/// with the spaces and signs of quotations around it, `<br>`, spaces at which no line breaks. No bytes where there is none.
pub(super) fn gap(text: &str) -> usize {
    let mut at = 0;
    let mut has_line = false;
    loop {
        let rest = &text[at..];
        let behind = rest.trim_start_matches([' ', '\t']);
        let spaces = rest.len() - behind.len();
        at += match hard(behind).or_else(|| end_of_line(behind).filter(|_| !has_line)) {
            Some(length) => {
                has_line |= behind[..length].contains('\n');
                spaces + length
            }
            // One space alone parts words.
            None if at > 0 => return at + spaces,
            None => return 0,
        };
    }
}

/// The Hangul behind a break that the text of a document has as the end of a paragraph, and its file as `<br>`.
pub(super) fn behind_break(document: &Document, end: usize) -> Option<Range<usize>> {
    let text = &document.text;
    let start = end + "\n\n".len();
    if !text[end..].starts_with("\n\n") {
        return None;
    }
    let origin = document.origin.as_deref()?;
    let between = origin.range(&(end - 1..end)).end..origin.offset(start);
    let between = origin.source().get(between)?;
    let run = start..start + hangul(&text[start..]);
    (!between.is_empty() && gap(between) == between.len() && !run.is_empty()).then_some(run)
}

/// Whether what the text has as a space is the end of a line in the file, where readers see one: in a cell, a cue, and where Word breaks a line. A particle
/// behind it is not cut off.
pub(super) fn is_broken(document: &Document, gap: &Range<usize>) -> bool {
    let Some(origin) = document.origin.as_deref() else {
        return false;
    };
    let has_lines = !origin.is_text() || document.format == Format::SUBTITLES;
    let between = origin.range(&(gap.start..gap.start + 1)).start..origin.offset(gap.end);
    let written = origin.source().get(between);
    has_lines && written.is_none_or(|written| written != &document.text[gap.clone()])
}

/// How many bytes a space takes at which no line breaks, in whatever way a format has it, or a tag that breaks one.
fn hard(text: &str) -> Option<usize> {
    if text.starts_with(['\u{a0}', '\u{202f}']) {
        return text.chars().next().map(char::len_utf8);
    }
    // The end of a line in the strings of programs.
    let escape = ["\\n", "\\r\\n", "\\u000a", "\\u000A"];
    if let Some(escape) = escape.iter().find(|escape| text.starts_with(**escape)) {
        return Some(escape.len());
    }
    let attribute = ["{nbsp}", "{sp}"]
        .iter()
        .find(|name| text.starts_with(**name));
    if let Some(attribute) = attribute {
        return Some(attribute.len());
    }
    if let Some(rest) = text.strip_prefix('&') {
        let names = ["nbsp;", "#160;", "#xa0;", "#xA0;"];
        let name = names.iter().find(|name| rest.starts_with(**name));
        return name.map(|name| 1 + name.len());
    }
    let tag = text.get(.."<br".len())?;
    if !tag.eq_ignore_ascii_case("<br") {
        return None;
    }
    let rest = text[tag.len()..].trim_start_matches(' ');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    rest.starts_with('>').then(|| text.len() - rest.len() + 1)
}

/// How many bytes the end of a line takes, with the sign before it that breaks a line in Markdown and `AsciiDoc`, and with the signs of quotations that the
/// next line begins with.
fn end_of_line(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['\\', '+']).unwrap_or(text);
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    let rest = rest.strip_prefix('\n')?;
    let next = rest.trim_start_matches([' ', '\t', '>']);
    Some(text.len() - next.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_are_passed() {
        for (text, length) in [
            ("\n를", 1),
            ("\r\n를", 2),
            ("  \n    를", 7),
            ("\\\n를", 2),
            (" +\n를", 3),
            ("\n> > 를", 5),
            ("<br>를", 4),
            (" <BR />\n를", 8),
            ("&nbsp;를", 6),
            ("\u{a0}를", 2),
            ("\\n를", 2),
            ("\\r\\n를", 4),
            ("{nbsp}를", 6),
            ("&nbsp; 를", 7),
            (" 를", 0),
            ("를", 0),
            ("\\를", 0),
            ("<b>를", 0),
        ] {
            assert_eq!(gap(text), length, "{text:?}");
        }
        // A paragraph ends there.
        assert_eq!(&"\n\n를"[gap("\n\n를")..], "\n를");
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn lines_of_cells_cues_and_strings_stay() {
        use crate::check::rule::EXAMPLE;
        use crate::check::rule::tests::all_of;

        for (file, text, after) in [
            (
                "글.json",
                "{\"a\": \"버퍼\\n를 비운다.\"}",
                "{\"a\": \"완충 공간\\n을 비운다.\"}",
            ),
            (
                "글.yaml",
                "a: \"버퍼\\n를 비운다.\"\n",
                "a: \"완충 공간\\n을 비운다.\"\n",
            ),
            (
                "글.properties",
                "a=버퍼\\n를 비운다.\n",
                "a=완충 공간\\n을 비운다.\n",
            ),
            (
                "글.srt",
                "1\n00:00:01,000 --> 00:00:02,000\n지금부터 버퍼\n를 비운다.\n",
                "1\n00:00:01,000 --> 00:00:02,000\n지금부터 완충 공간\n을 비운다.\n",
            ),
        ] {
            let (told, mended) = all_of(EXAMPLE, file, text);
            assert_eq!((told, &*mended), (vec!["forbidden-term"], after), "{file}");
            assert_eq!(all_of(EXAMPLE, file, after).0, [""; 0], "{file}");
        }
    }
}
