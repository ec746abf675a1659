//! Resources of Android: the strings, in one or in arrays and plurals.
//!
//! Escapes and quotes are those of <https://developer.android.com/guide/topics/resources/string-resource>, under "Handle special characters".

use std::ops::Range;

use super::{put_strings, quoted};
use crate::Result;
use crate::source::origin::Pieces;
use crate::source::packed::{Markup, Way, walk};
use crate::source::writing::Writing;
use crate::source::{Document, MaskKind};

/// Reads resources of Android: strings but those that are not for translation. XML of other kinds is read as the text that it is.
pub(in crate::source) fn read_xml(document: &mut Document) -> Result<()> {
    if !is_resources(&document.text) {
        return Ok(());
    }
    put_strings(document, |pieces| {
        let source = pieces.source();
        let mut is_string = false;
        // How many placeholders (`xliff:g`) are open, and where the outermost begins.
        let (mut kept, mut begin) = (0_usize, 0);
        walk(source, 0..source.len(), "", &mut |markup| {
            match markup {
                Markup::Start(_, attributes)
                    if attributes
                        .get("translatable")
                        .is_some_and(|is| is == "false") =>
                {
                    return Way::Over;
                }
                Markup::Start("string" | "item", _) => {
                    pieces.end_paragraph();
                    is_string = true;
                }
                Markup::End("string" | "item") => is_string = false,
                Markup::Start("g", _) if is_string => {
                    kept += 1;
                    if kept == 1 {
                        begin = pieces.len();
                    }
                }
                Markup::End("g") if is_string => {
                    kept = kept.saturating_sub(1);
                    if kept == 0 {
                        pieces.mask(begin, MaskKind::Code);
                    }
                }
                Markup::Text(range) if is_string => put(pieces, range, Writing::Android),
                Markup::Meant(range, _) if is_string && source[range.clone()].starts_with("<!") => {
                    let inside = range.start + "<![CDATA[".len()..range.end - "]]>".len();
                    put(pieces, inside, Writing::AndroidCdata);
                }
                // A quote is what it is written as: one that is escaped.
                Markup::Meant(range, "\"") if !source[..range.start].ends_with('\\') => {}
                Markup::Meant(range, meant) if is_string => {
                    pieces.put(range, meant, Writing::Android);
                }
                _ => {}
            }
            Way::Into
        })
    })
}

/// Adds text without its quotes, and with what its escapes stand for.
fn put(pieces: &mut Pieces<'_>, range: Range<usize>, writing: Writing) {
    let source = pieces.source();
    let mut at = range.start;
    if !pieces.has_text() {
        let written = &source[range.clone()];
        at += written.len() - written.trim_ascii_start().len();
    }
    while let Some(found) = memchr::memchr2(b'\\', b'"', &source.as_bytes()[at..range.end]) {
        let begin = at + found;
        pieces.keep_flowing(at..begin, writing);
        if source[begin..].starts_with('"') {
            at = begin + 1;
            continue;
        }
        let (length, meant) = quoted::escape(&source[begin..range.end]);
        at = begin + length;
        match meant {
            Some('\n' | '\r') => pieces.end_paragraph(),
            Some(c) => pieces.put(begin..at, c.encode_utf8(&mut [0; 4]), writing),
            None => {}
        }
    }
    pieces.keep_flowing(at..range.end, writing);
}

fn is_resources(text: &str) -> bool {
    let root = text
        .split('<')
        .find(|tag| tag.starts_with(|c: char| c.is_alphabetic()));
    root.is_some_and(|tag| tag.starts_with("resources"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(inside: &str) -> Document {
        Document::read("strings.xml", format!("<resources>{inside}</resources>")).unwrap()
    }

    #[test]
    fn escapes_are_what_they_stand_for() {
        for (inside, text) in [
            (
                r#"<string name="a">셸\'을 \"쓴다\"\n"둘째  줄\u0020"\uac00\@</string>"#,
                "셸'을 \"쓴다\"\n\n둘째  줄 가@",
            ),
            (
                "<string name=\"a\">\n    첫 줄\n    둘째 줄</string>",
                "첫 줄 둘째 줄",
            ),
            (
                r#"<string name="a"><![CDATA[R&D \'연구\' <b>글</b>]]></string>"#,
                "R&D '연구' <b>글</b>",
            ),
            (
                r#"<string name="a">&quot;앞&quot; \&quot;뒤\&quot;</string>"#,
                "앞 \"뒤\"",
            ),
            (
                r#"<string name="a" translatable="false">쉘</string><string-array translatable="false"><item>버퍼</item></string-array>
                   <string name="b">텐서</string>"#,
                "텐서",
            ),
        ] {
            assert_eq!(strings(inside).text, text, "{inside}");
        }
    }

    #[test]
    fn what_is_written_is_escaped() {
        for (written, after) in [
            ("콘솔 쉘", "콘솔 \\'셸\\' &amp; \\@"),
            ("콘<b>솔</b> 쉘", "콘<b>솔</b> \\'셸\\' &amp; \\@"),
            ("<![CDATA[콘솔 쉘]]>", "<![CDATA[콘솔 \\'셸\\' & \\@]]>"),
        ] {
            let document = strings(&format!("<string name=\"a\">{written}</string>"));
            assert_eq!(document.text, "콘솔 쉘");
            let edited = document
                .edited([(&(0.."콘솔 쉘".len()), "콘솔 '셸' & @")])
                .unwrap();
            assert!(edited.source().contains(after), "{}", edited.source());
            assert_eq!(edited.text, "콘솔 '셸' & @");
        }
    }

    #[test]
    fn placeholders_are_code() {
        let document = strings(
            "<string name=\"a\" xmlns:xliff=\"urn:oasis:names:tc:xliff:document:1.2\">안녕하세요, \
             <xliff:g id=\"name\" example=\"지민\">%1$s 님</xliff:g>. 파일 %2$d개</string>",
        );
        let masked: Vec<&str> = (document.masks.iter())
            .map(|mask| &document.text[mask.range.clone()])
            .collect();
        assert_eq!(masked, ["%1$s 님", "%2$d"]);
        assert!(
            document
                .masks
                .iter()
                .all(|mask| mask.kind == MaskKind::Code)
        );
    }

    #[test]
    fn strings_and_items_are_texts() {
        let xml = "<?xml version=\"1.0\"?>\n<!-- 가(a) -->\n<resources>\n<string name=\"a\">연구개발(R&amp;D) <b>%1$s</b></string>\n\
                   <plurals name=\"b\"><item quantity=\"other\">텐서(tensor) %d개</item></plurals>\n<color name=\"c\">나(b)</color></resources>";
        let document = Document::read("strings.xml", xml).unwrap();
        assert_eq!(document.text, "연구개발(R&D) %1$s\n\n텐서(tensor) %d개");
        assert_eq!(document.masks.len(), 2);
        let plain = Document::read("a.xml", "<a>텐서(tensor)</a>").unwrap();
        assert_eq!(plain.origin, None);
    }
}
