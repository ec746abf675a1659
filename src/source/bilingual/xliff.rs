//! XLIFF 1.2 and 2, and what SDL Trados (`.sdlxliff`), memoQ (`.mqxliff`) and Phrase (`.mxliff`) make of 1.2.
//!
//! A `trans-unit` that is divided into segments (`seg-source`, `mrk mtype="seg"`) gives one for each of them. Suggestions
//! (`alt-trans`, `matches`), notes, and what nobody may translate are passed over.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::xml::{Content, Xml, attribute, name};
use super::{Language, Unit};
use crate::Result;

/// States of a target that nobody has translated yet.
const UNTRANSLATED: [&str; 2] = ["new", "needs-translation"];

/// A unit being read: what XLIFF 1.2 calls `trans-unit`, or a `segment` of XLIFF 2.
#[derive(Debug, Default)]
struct Open {
    id: Option<String>,
    source: Option<Content>,
    /// The source, divided.
    divided: Option<Content>,
    target: Option<Content>,
    language: Option<Language>,
    /// Whether the target counts.
    settled: bool,
}

/// The units of a file.
pub(super) fn read(text: &str) -> Result<Vec<Unit>> {
    let mut xml = Xml::new(text);
    let mut units = Vec::new();
    let mut languages = (None, None);
    // The elements that are open: only the children of a unit are its texts.
    let mut path: Vec<String> = Vec::new();
    // The `unit` of XLIFF 2 around a segment: its name, and whether it may be translated.
    let mut around: (Option<String>, bool) = (None, true);
    let mut unit: Option<Open> = None;
    while let Some((event, range)) = xml.next()? {
        match event {
            Event::Start(tag) | Event::Empty(tag) if path.is_empty() && name(&tag) != "xliff" => {
                return Err(xml.foreign(&tag, range.start, "XLIFF"));
            }
            Event::Start(tag) => {
                let parent = path.last().map_or("", String::as_str);
                let in_unit = matches!(parent, "trans-unit" | "segment");
                match (name(&tag), &mut unit) {
                    ("xliff", _) => languages = languages_of(&tag, "srcLang", "trgLang"),
                    ("file", _) if parent == "xliff" => {
                        let (source, target) =
                            languages_of(&tag, "source-language", "target-language");
                        languages = (source.or(languages.0), target.or(languages.1));
                    }
                    ("unit", _) => around = (attribute(&tag, "id"), is_translated(&tag)),
                    ("trans-unit", _) => {
                        unit = Some(Open {
                            id: attribute(&tag, "id"),
                            settled: is_translated(&tag),
                            ..Open::default()
                        });
                    }
                    ("segment", _) if parent == "unit" => {
                        let own = attribute(&tag, "id");
                        let id = match (&around.0, own) {
                            (Some(around), Some(own)) => Some(format!("{around}/{own}")),
                            (around, own) => own.or_else(|| around.clone()),
                        };
                        unit = Some(Open {
                            id,
                            settled: around.1,
                            ..Open::default()
                        });
                    }
                    ("source", Some(unit)) if in_unit => {
                        unit.source = Some(xml.content()?);
                        continue;
                    }
                    ("seg-source", Some(unit)) if in_unit => {
                        unit.divided = Some(xml.content()?);
                        continue;
                    }
                    ("target", Some(unit)) if in_unit => {
                        let state = attribute(&tag, "state");
                        unit.settled &=
                            state.is_none_or(|state| !UNTRANSLATED.contains(&state.as_str()));
                        let language = attribute(&tag, "lang");
                        unit.language = language.and_then(|code| Language::of_code(&code));
                        unit.target = Some(xml.content()?);
                        continue;
                    }
                    _ => {}
                }
                path.push(name(&tag).to_owned());
            }
            Event::End(_) => {
                let ended = path.pop();
                if matches!(ended.as_deref(), Some("trans-unit" | "segment"))
                    && let Some(unit) = unit.take()
                {
                    close(&xml, &unit, languages, &mut units);
                }
            }
            _ => {}
        }
    }
    Ok(units)
}

/// Adds a unit, in as many pieces as it is divided into.
fn close(
    xml: &Xml<'_>,
    unit: &Open,
    languages: (Option<Language>, Option<Language>),
    units: &mut Vec<Unit>,
) {
    let Some(source) = &unit.source else {
        return;
    };
    let Some(target) = &unit.target else {
        let end = source.range.end;
        units.push(Unit {
            id: unit.id.clone(),
            source: xml.half(source, source.range.clone(), languages.0),
            target: xml.half(source, end..end, languages.1),
            settled: false,
        });
        return;
    };
    let language = unit.language.or(languages.1);
    let mut add = |id, source: (&Content, _), target: (&Content, _)| {
        units.push(Unit {
            id,
            source: xml.half(source.0, source.1, languages.0),
            target: xml.half(target.0, target.1, language),
            settled: unit.settled,
        });
    };
    let divided = unit.divided.as_ref().unwrap_or(source);
    if divided.parts.is_empty() || target.parts.is_empty() {
        let (from, to) = (source.range.clone(), target.range.clone());
        add(unit.id.clone(), (source, from), (target, to));
        return;
    }
    let parts = divided.parts.iter().map(|(name, range)| (name, range));
    let parts: HashMap<_, _> = parts.collect();
    for (name, to) in &target.parts {
        if let Some(&from) = parts.get(name) {
            let id = match &unit.id {
                Some(id) => format!("{id}/{name}"),
                None => name.clone(),
            };
            add(Some(id), (divided, from.clone()), (target, to.clone()));
        }
    }
}

fn languages_of(
    tag: &BytesStart<'_>,
    source: &str,
    target: &str,
) -> (Option<Language>, Option<Language>) {
    let of = |name| attribute(tag, name).and_then(|code| Language::of_code(&code));
    (of(source), of(target))
}

fn is_translated(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "translate").is_none_or(|translate| translate != "no")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::bilingual::tests::{Seen, seen};

    fn units(xliff: &str) -> Vec<Seen> {
        seen(xliff, read(xliff).unwrap())
    }

    #[test]
    fn units_of_1_2_are_read_without_their_tags() {
        let xliff = "<?xml version=\"1.0\"?>\n\
            <xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\
            <file source-language=\"en-US\" target-language=\"ko-KR\"><body>\
            <trans-unit id=\"7\"><source>Empty the <g id=\"1\">buffer</g><x id=\"2\"/>.</source>\
            <target><bpt id=\"1\">&lt;b&gt;</bpt>버퍼<ept id=\"1\">&lt;/b&gt;</ept>를 비우세요<!-- 확인 -->.</target>\
            <alt-trans><source>a</source><target>후보</target></alt-trans><note>메모</note></trans-unit>\
            <trans-unit id=\"8\" translate=\"no\"><source>KEY</source><target>키</target></trans-unit>\
            <trans-unit id=\"9\"><source>Save</source><target state=\"new\">저장</target></trans-unit>\
            <trans-unit id=\"10\"><source>Open</source></trans-unit>\
            <trans-unit id=\"11\"><source>A</source><target><![CDATA[가 & 나]]></target></trans-unit>\
            </body></file></xliff>";
        let [korean, english] = [Some(Language::Korean), Some(Language::English)];
        assert_eq!(
            units(xliff),
            [
                ("7", "Empty the buffer\u{fffc}.", "버퍼를 비우세요.", true),
                ("8", "KEY", "키", false),
                ("9", "Save", "저장", false),
                ("10", "Open", "", false),
                ("11", "A", "가 & 나", true),
            ]
        );
        let first = &read(xliff).unwrap()[0];
        assert_eq!(
            (first.source.language, first.target.language),
            (english, korean)
        );
    }

    #[test]
    fn segments_of_2_are_read() {
        let xliff = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"ko\" trgLang=\"en\">\
            <file id=\"f\"><unit id=\"u\"><notes><note>메모</note></notes><mtc:matches xmlns:mtc=\"urn:m\"><mtc:match>\
            <source>버퍼</source><target>buffer</target></mtc:match></mtc:matches>\
            <segment id=\"s\"><source><pc id=\"1\">버퍼</pc>를 비운다.</source><target>Empty the <ph id=\"2\"/>buffer.</target></segment>\
            <ignorable><source> </source></ignorable></unit></file></xliff>";
        assert_eq!(
            units(xliff),
            [("u/s", "버퍼를 비운다.", "Empty the \u{fffc}buffer.", true)]
        );
    }

    #[test]
    fn a_divided_unit_gives_its_segments() {
        let xliff = "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body>\
            <trans-unit id=\"a\"><source>Open it. Close it.</source>\
            <seg-source><mrk mtype=\"seg\" mid=\"1\">Open it.</mrk> <mrk mtype=\"seg\" mid=\"2\">Close <mrk mtype=\"x-term\">it</mrk>.</mrk></seg-source>\
            <target><mrk mtype=\"seg\" mid=\"1\">여세요.</mrk> <mrk mtype=\"seg\" mid=\"2\">닫으세요.</mrk></target>\
            </trans-unit></body></file></xliff>";
        assert_eq!(
            units(xliff),
            [
                ("a/1", "Open it.", "여세요.", true),
                ("a/2", "Close it.", "닫으세요.", true),
            ]
        );
    }

    #[test]
    fn broken_files_are_told_with_the_line() {
        for (xliff, line, reason) in [
            ("<xliff>\n<file>\n</xliff>", "line 3", "</file>"),
            ("<xliff>\n<file>\n<body>", "line 3", "<body>"),
            (
                "<xliff>\n<a & b></a></xliff>\n<",
                "line 3",
                "is not well-formed",
            ),
            (
                "<xliff>\n<source>연구 & 개발</source></xliff>",
                "line 2",
                "is not well-formed",
            ),
            (
                "<?xml version=\"1.0\"?>\n<resources>\n<string>버퍼</string></resources>",
                "line 2",
                "is not XLIFF: its first element is <resources>",
            ),
        ] {
            let error = read(xliff).unwrap_err().to_string();
            assert!(error.contains(line) && error.contains(reason), "{error}");
        }
    }

    #[test]
    fn entities_are_not_resolved() {
        let bomb = "<!DOCTYPE xliff [\n<!ENTITY a \"버퍼버퍼버퍼버퍼\">\n<!ENTITY b \"&a;&a;&a;&a;\">\n\
            <!ENTITY c SYSTEM \"file:///etc/passwd\">\n]>\n\
            <xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body><trans-unit id=\"1\">\
            <source>&b;&c;x</source><target>&b;를 &c; 비운다</target></trans-unit></body></file></xliff>";
        let found = units(bomb);
        assert_eq!(
            found,
            [("1", "\u{fffc}\u{fffc}x", "\u{fffc}를 \u{fffc} 비운다", true)]
        );
    }
}
