//! TMX: translation memories.

use quick_xml::events::{BytesStart, Event};

use super::xml::{Content, Xml, attribute, name};
use super::{Language, Unit};
use crate::Result;

/// The units of a memory that have both languages. Where neither the unit nor the header says which of them is the source, it is the
/// first.
pub(super) fn read(text: &str) -> Result<Vec<Unit>> {
    let mut xml = Xml::new(text);
    let mut units = Vec::new();
    let (mut header, mut own) = (None, None);
    let mut id = None;
    // The texts of the unit, and the language of the one being read.
    let mut texts: Vec<(Option<Language>, Content)> = Vec::new();
    let mut language = None;
    let mut begun = false;
    while let Some((event, range)) = xml.next()? {
        match event {
            Event::Start(tag) | Event::Empty(tag) if !begun && name(&tag) != "tmx" => {
                return Err(xml.foreign(&tag, range.start, "TMX"));
            }
            Event::Start(tag) | Event::Empty(tag) if name(&tag) == "header" => {
                header = source(&tag);
            }
            Event::Start(tag) => match name(&tag) {
                "tmx" => begun = true,
                "tu" => {
                    id = attribute(&tag, "tuid");
                    own = source(&tag);
                    texts.clear();
                }
                "tuv" => {
                    let code = attribute(&tag, "lang");
                    language = code.and_then(|code| Language::of_code(&code));
                }
                "seg" => texts.push((language, xml.content()?)),
                _ => {}
            },
            Event::End(tag) if tag.local_name().into_inner() == b"tu" => {
                units.extend(unit(&xml, id.take(), &texts, own.or(header)));
            }
            _ => {}
        }
    }
    Ok(units)
}

/// The unit with some texts: the Korean and the English one, else the first two.
fn unit(
    xml: &Xml<'_>,
    id: Option<String>,
    texts: &[(Option<Language>, Content)],
    source: Option<Language>,
) -> Option<Unit> {
    let of = |wanted| texts.iter().find(|(language, _)| *language == Some(wanted));
    let (first, second) = match (of(Language::Korean), of(Language::English)) {
        (Some(korean), Some(english)) => {
            let korean_first = match source {
                Some(Language::Korean) => true,
                Some(Language::English) => false,
                _ => korean.1.range.start < english.1.range.start,
            };
            if korean_first {
                (korean, english)
            } else {
                (english, korean)
            }
        }
        _ => (texts.first()?, texts.get(1)?),
    };
    let half =
        |(language, content): &(_, Content)| xml.half(content, content.range.clone(), *language);
    Some(Unit {
        id,
        source: half(first),
        target: half(second),
        settled: true,
    })
}

/// The source language that a header or a unit names; `*all*` is none.
fn source(tag: &BytesStart<'_>) -> Option<Language> {
    let code = attribute(tag, "srclang").filter(|code| !code.starts_with('*'));
    code.and_then(|code| Language::of_code(&code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::bilingual::tests::seen;

    #[test]
    fn units_have_their_source_first() {
        let tmx = "<?xml version=\"1.0\"?><!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx version=\"1.4\">\
            <header srclang=\"en-US\" datatype=\"plaintext\"/><body>\
            <tu tuid=\"1\"><note>메모</note><tuv xml:lang=\"ko-KR\"><seg>버퍼를 <hi>비운다</hi>.</seg></tuv>\
            <tuv xml:lang=\"en-US\"><prop type=\"x\">y</prop><seg>Empty the <ph x=\"1\">{b}</ph>buffer.</seg></tuv></tu>\
            <tu tuid=\"2\" srclang=\"ko\"><tuv lang=\"en\"><seg>Save</seg></tuv><tuv lang=\"ja\"><seg>保存</seg></tuv>\
            <tuv lang=\"ko\"><seg>저장</seg></tuv></tu>\
            <tu tuid=\"3\"><tuv xml:lang=\"en\"><seg>Open</seg></tuv></tu></body></tmx>";
        assert_eq!(
            seen(tmx, read(tmx).unwrap()),
            [
                ("1", "Empty the \u{fffc}buffer.", "버퍼를 비운다.", true),
                ("2", "저장", "Save", true),
            ]
        );
    }

    #[test]
    fn what_is_no_memory_is_told() {
        let error = read("<glossary>\n<seg>버퍼</seg></glossary>").unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains("line 1: is not TMX: its first element is <glossary>"),
            "{error}"
        );
    }

    #[test]
    fn a_memory_that_breaks_off_is_told() {
        let error = read("<tmx>\n<body><tu><tuv xml:lang=\"ko\">\n<seg>버퍼").unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains("line 3") && error.contains("<seg>"),
            "{error}"
        );
    }
}
