//! Reading XML concept by concept: the elements that hold one become small trees, everything else goes by.
//!
//! Of entities only the five of XML itself and character references are known, and a DTD is passed over: no file grows when
//! it is read, and none reads another.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::source::Lines;
use crate::{Error, Result};

/// Elements that lie deeper in one another are nobody's glossary.
const DEEPEST: usize = 100;

/// An element with what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element<'t> {
    /// Without a prefix.
    pub(super) name: &'t str,
    /// Where it begins in the file, in bytes.
    pub(super) begin: usize,
    /// By their names without prefixes.
    attributes: Vec<(&'t str, Cow<'t, str>)>,
    pub(super) children: Vec<Node<'t>>,
}

/// What can stand in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node<'t> {
    Element(Element<'t>),
    Text(Cow<'t, str>),
    /// A processing instruction, as it is.
    Instruction(&'t str),
}

impl<'t> Element<'t> {
    /// An attribute, or nothing.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The elements right in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The elements of this name right in it.
    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self>
    where
        't: 'e,
    {
        self.elements().filter(move |element| element.name == name)
    }

    /// Its text, with that of the elements in it, unless they are of these names.
    pub(super) fn text_without(&self, without: &[&str]) -> Cow<'_, str> {
        if let [Node::Text(only)] = &*self.children {
            return only.trim().into();
        }
        let mut text = String::new();
        self.collect(without, &mut text);
        text.trim().to_owned().into()
    }

    /// Its text, with that of the elements in it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        self.text_without(&[])
    }

    /// Its text on one line: a file may wrap it.
    pub(super) fn line(&self, without: &[&str]) -> Cow<'_, str> {
        let text = self.text_without(without);
        if !text.contains("  ") && !text.contains(|c: char| c.is_whitespace() && c != ' ') {
            return text;
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ").into()
    }

    fn collect(&self, without: &[&str], text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(own) => text.push_str(own),
                Node::Element(element) if !without.contains(&element.name) => {
                    element.collect(without, text);
                }
                _ => {}
            }
        }
    }
}

/// What is met on the way to the elements that are wanted.
#[derive(Debug)]
pub(super) enum Around<'t> {
    /// A processing instruction.
    Instruction(&'t str),
    /// An element, without what is in it.
    Element(Element<'t>),
}

/// Elements that one thread reads at a time.
const PORTION: usize = 256;

/// Goes through a text: shows what stands around the elements of the wanted names, and takes these in, on all threads. What came of them
/// is in portions, in their order; `take` is given the number of an element, counted from 0.
///
/// # Errors
///
/// It is not well-formed XML, with line and column.
pub(super) fn each<'t, P: Default + Send>(
    text: &'t str,
    wanted: &[&str],
    around: &mut dyn FnMut(Around<'t>),
    take: impl Fn(&mut P, usize, &Element<'t>) + Sync,
) -> Result<Vec<P>> {
    let places = find(text, wanted, around)?;
    let portions = places.par_chunks(PORTION).enumerate();
    portions
        .map(|(first, places)| {
            let mut portion = P::default();
            for (number, place) in (first * PORTION..).zip(places) {
                take(&mut portion, number, &read(text, place.clone())?);
            }
            Ok(portion)
        })
        .collect()
}

/// Where the wanted elements stand.
fn find<'t>(
    text: &'t str,
    wanted: &[&str],
    around: &mut dyn FnMut(Around<'t>),
) -> Result<Vec<Range<usize>>> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<&'t str> = Vec::new();
    let mut places = Vec::new();
    loop {
        let before = reader.buffer_position() as usize;
        let event = next(&mut reader, text, 0)?;
        let behind = reader.buffer_position() as usize;
        match event {
            Event::Start(tag) => {
                let element = element(&tag, text, before)?;
                if wanted.contains(&element.name) {
                    reader
                        .read_to_end(tag.name())
                        .map_err(|error| match error {
                            quick_xml::Error::IllFormed(IllFormedError::MissingEndTag(_)) => {
                                let name = element.name;
                                broken(
                                    text,
                                    before,
                                    format!("ends before the element <{name}> that begins here"),
                                )
                                .hint("the file was cut short: export it again")
                            }
                            error => broken(
                                text,
                                reader.error_position() as usize,
                                format!("is not well-formed XML: {error}"),
                            ),
                        })?;
                    places.push(before..reader.buffer_position() as usize);
                } else {
                    open.push(element.name);
                    around(Around::Element(element));
                }
            }
            Event::Empty(tag) => {
                let element = element(&tag, text, before)?;
                if wanted.contains(&element.name) {
                    places.push(before..behind);
                } else {
                    around(Around::Element(element));
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::PI(_) => around(Around::Instruction(instruction(text, before..behind))),
            Event::Eof => {
                return match open.last() {
                    Some(name) => Err(broken(
                        text,
                        text.len(),
                        format!("ends before the element <{name}> does"),
                    )
                    .hint("the file was cut short: export it again")),
                    None => Ok(places),
                };
            }
            Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Decl(_)
            | Event::DocType(_)
            | Event::Comment(_) => {}
        }
    }
}

/// Reads the element that stands there.
fn read(text: &str, place: Range<usize>) -> Result<Element<'_>> {
    let start = place.start;
    let mut reader = Reader::from_str(&text[place]);
    // Those that are open, the outermost first.
    let mut open: Vec<Element<'_>> = Vec::new();
    loop {
        let before = start + reader.buffer_position() as usize;
        let event = next(&mut reader, text, start)?;
        let here = before..start + reader.buffer_position() as usize;
        let done = match event {
            Event::Start(tag) => {
                if open.len() == DEEPEST {
                    return Err(broken(
                        text,
                        before,
                        format!("has more than {DEEPEST} elements in one another"),
                    ));
                }
                open.push(element(&tag, text, before)?);
                continue;
            }
            Event::Empty(tag) => Some(element(&tag, text, before)?),
            Event::End(_) => open.pop(),
            Event::Text(_) => {
                push(&mut open, text[here].into());
                None
            }
            Event::CData(_) => {
                let content = here.start + "<![CDATA[".len()..here.end - "]]>".len();
                push(&mut open, text[content].into());
                None
            }
            Event::GeneralRef(reference) => {
                let meant = resolved(&reference).ok_or_else(|| {
                    broken(text, before, format!("has the entity {}, which is not read", &text[here]))
                        .hint("glossaries need none but those of XML itself: replace it by what it stands for")
                })?;
                push(&mut open, meant.into());
                None
            }
            Event::PI(_) => {
                if let Some(parent) = open.last_mut() {
                    parent
                        .children
                        .push(Node::Instruction(instruction(text, here)));
                }
                None
            }
            // The whole of it was found before.
            Event::Eof => return Ok(Element::default()),
            Event::Decl(_) | Event::DocType(_) | Event::Comment(_) => None,
        };
        if let Some(done) = done {
            match open.last_mut() {
                Some(parent) => parent.children.push(Node::Element(done)),
                None => return Ok(done),
            }
        }
    }
}

fn next<'t>(reader: &mut Reader<&'t [u8]>, text: &str, start: usize) -> Result<Event<'t>> {
    reader.read_event().map_err(|error| {
        let place = start + reader.error_position() as usize;
        broken(text, place, format!("is not well-formed XML: {error}"))
    })
}

/// What stands between `<?` and `?>`.
fn instruction(text: &str, place: Range<usize>) -> &str {
    &text[place.start + "<?".len()..place.end - "?>".len()]
}

/// Puts text behind what stands in the innermost element. Line ends are line feeds, as XML has it.
fn push<'t>(open: &mut [Element<'t>], text: Cow<'t, str>) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    let text = if text.contains('\r') && text.len() > 1 {
        text.replace("\r\n", "\n").into()
    } else {
        text
    };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.to_mut().push_str(&text),
        _ => parent.children.push(Node::Text(text)),
    }
}

/// The tag that begins at this place of a text.
fn element<'t>(tag: &BytesStart<'_>, text: &'t str, at: usize) -> Result<Element<'t>> {
    let (whole, local) = (tag.name(), tag.local_name());
    let end = at + "<".len() + whole.as_ref().len();
    let mut element = Element {
        name: &text[end - local.as_ref().len()..end],
        begin: at,
        ..Element::default()
    };
    let unread = |error: &dyn std::fmt::Display| {
        broken(text, at, format!("is not well-formed XML: {error}"))
    };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| unread(&error))?;
        let value = attribute.unescape_value().map_err(|error| unread(&error))?;
        let key = attribute.key.local_name();
        // The same letters somewhere behind the name of the tag: they are there at least once.
        let key = String::from_utf8_lossy(key.as_ref());
        let rest = &text[end..];
        if let Some(place) = rest.find(&*key) {
            let name = &rest[place..place + key.len()];
            element.attributes.push((name, value.into_owned().into()));
        }
    }
    Ok(element)
}

/// What a reference stands for, if XML itself says so.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c.to_string());
    }
    let name = reference.decode().ok()?;
    resolve_xml_entity(&name).map(str::to_owned)
}

fn broken(text: &str, at: usize, reason: impl std::fmt::Display) -> Error {
    let position = Lines::new(text).position(at);
    Error::new(reason.to_string()).at(format!(
        "line {}, column {}",
        position.line, position.column
    ))
}
