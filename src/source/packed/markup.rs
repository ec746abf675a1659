//! The tags and texts of a part, with their places.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use crate::source::Lines;
use crate::{Error, Result};

/// A tag or a text.
pub(in crate::source) enum Markup<'t> {
    /// The beginning of an element, by its name without a prefix.
    Start(&'t str, Attributes<'t>),
    /// Its end. Empty elements have one, too.
    End(&'t str),
    /// A text as it stands, in bytes of the source.
    Text(Range<usize>),
    /// A stretch of the source, and what it stands for.
    Meant(Range<usize>, &'t str),
}

/// The attributes of a tag.
pub(in crate::source) struct Attributes<'t> {
    tag: &'t BytesStart<'t>,
    /// Where the tag stands, in bytes of the source.
    pub(in crate::source) place: Range<usize>,
}

impl<'t> Attributes<'t> {
    /// Each of them: its name without a prefix, and where its value stands between its quotes, in bytes of the source.
    pub(in crate::source) fn places(&self) -> impl Iterator<Item = (&'t str, Range<usize>)> {
        // What a tag holds begins behind its `<`.
        let (tag, start) = (self.tag, self.place.start + 1);
        let mut all = tag.attributes();
        all.with_checks(false);
        all.flatten().filter_map(move |one| {
            let name = str::from_utf8(one.key.local_name().into_inner()).ok()?;
            let begin = start + (one.value.as_ptr() as usize).checked_sub(tag.as_ptr() as usize)?;
            Some((name, begin..begin + one.value.len()))
        })
    }

    /// All of this name, without their prefixes.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = Cow<'t, str>> {
        let mut all = self.tag.attributes();
        all.with_checks(false);
        let all = all.flatten();
        let named = all.filter(move |one| one.key.local_name().as_ref() == name.as_bytes());
        named.filter_map(|one| one.unescape_value().ok())
    }

    /// One of them, by its name without a prefix.
    pub(in crate::source) fn get(&self, name: &str) -> Option<Cow<'t, str>> {
        self.all(name).next()
    }
}

/// What becomes of an element that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Way {
    /// What is in it is shown as well.
    Into,
    /// It is passed over, with all that is in it and its end.
    Over,
}

/// Goes through the part that lies in these bytes of a source. Of entities only those of XML itself and of HTML and character references are known, and a
/// DTD is passed over: no part grows when it is read, and none reads another.
///
/// # Errors
///
/// It is not well-formed XML, or ends before it is whole: the line and the reason.
pub(in crate::source) fn walk(
    source: &str,
    part: Range<usize>,
    name: &str,
    take: &mut dyn FnMut(Markup<'_>) -> Way,
) -> Result<()> {
    let text = &source[part.clone()];
    let mut reader = Reader::from_str(text);
    // The names of the elements that are open.
    let mut open: Vec<&str> = Vec::new();
    let mut is_empty = true;
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event();
        let event = event.map_err(|error| broken(text, reader.error_position(), name, &error))?;
        let here = part.start + before..part.start + reader.buffer_position() as usize;
        match event {
            Event::Start(tag) => {
                let local = local(text, before + 1, tag.name());
                is_empty = false;
                let (tag, place) = (&tag, here);
                if take(Markup::Start(local, Attributes { tag, place })) == Way::Over {
                    let end = tag.to_end().into_owned();
                    reader
                        .read_to_end(end.name())
                        .map_err(|error| broken(text, reader.error_position(), name, &error))?;
                } else {
                    open.push(local);
                }
            }
            Event::Empty(tag) => {
                let local = local(text, before + 1, tag.name());
                is_empty = false;
                let (tag, place) = (&tag, here);
                if take(Markup::Start(local, Attributes { tag, place })) == Way::Into {
                    take(Markup::End(local));
                }
            }
            Event::End(tag) => {
                open.pop();
                take(Markup::End(local(text, before + 2, tag.name())));
            }
            Event::Text(_) => {
                take(Markup::Text(here));
            }
            Event::CData(_) => {
                let inside = here.start + "<![CDATA[".len()..here.end - "]]>".len();
                let meant = &source[inside];
                take(Markup::Meant(here, meant));
            }
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    // XHTML has those of HTML as well; no other format has names of its own for characters.
                    _ => str::from_utf8(&reference)
                        .ok()
                        .and_then(|name| {
                            resolve_xml_entity(name).or_else(|| resolve_html5_entity(name))
                        })
                        .map(str::to_owned),
                };
                let known = known.ok_or_else(|| {
                    let reason = format!(
                        "it has the entity {}, which is not read",
                        &source[here.clone()]
                    );
                    broken(text, before as u64, name, &reason)
                })?;
                take(Markup::Meant(here, &known));
            }
            Event::Eof => {
                let reason = match open.last() {
                    Some(last) => format!("it ends before {last} does"),
                    None if is_empty => "it is empty".to_owned(),
                    None => return Ok(()),
                };
                return Err(broken(text, text.len() as u64, name, &reason));
            }
            Event::Decl(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

/// A name that stands at a byte of the text, without its prefix.
fn local<'t>(text: &'t str, at: usize, name: QName<'_>) -> &'t str {
    let name = &text[at..at + name.as_ref().len()];
    let prefix = name.bytes().position(|byte| byte == b':');
    prefix.map_or(name, |prefix| &name[prefix + 1..])
}

fn broken(text: &str, at: u64, name: &str, reason: &dyn std::fmt::Display) -> Error {
    let line = Lines::new(text).position(at as usize).line;
    let place = if name.is_empty() {
        format!("line {line}")
    } else {
        format!("{name}, line {line}")
    };
    Error::new(format!("is broken: {reason}"))
        .at(place)
        .hint("open it in its program, and save it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_too_early_is_an_error() {
        let read = |text: &str| walk(text, 0..text.len(), "word/document.xml", &mut |_| Way::Into);
        for (text, reason) in [
            (
                "<w:p>\n<w:t>말뭉치</w:t>",
                "word/document.xml, line 2: is broken: it ends before p does",
            ),
            ("<w:p><w:t>말뭉", "it ends before t does"),
            ("<w:p><w:t", "is broken"),
            ("<?xml version=\"1.0\"?>\n", "it is empty"),
            ("", "it is empty"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
        for text in ["<p/>", "<!-- 말뭉치 --><p><t></t></p>\n"] {
            assert_eq!(read(text), Ok(()), "{text}");
        }
        // What is passed over has to end as well.
        let over = walk("<p><t>", 0..6, "", &mut |_| Way::Over);
        assert!(over.is_err());
    }
}
