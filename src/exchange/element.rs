//! Reading XML concept by concept: the elements that hold one become small trees, everything else goes by.
//!
//! Of entities only the five of XML itself and character references are known, and a DTD is passed over: no file grows when
//! it is read, and none reads another.

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
pub(super) struct Element {
    /// Without a prefix.
    pub(super) name: String,
    /// By their names without prefixes.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What can stand in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
    /// A processing instruction, as it is.
    Instruction(String),
}

impl Element {
    /// An attribute, or nothing.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
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
    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Its text, with that of the elements in it, unless they are of these names.
    pub(super) fn text_without(&self, without: &[&str]) -> String {
        let mut text = String::new();
        self.collect(without, &mut text);
        text.trim().to_owned()
    }

    /// Its text, with that of the elements in it.
    pub(super) fn text(&self) -> String {
        self.text_without(&[])
    }

    fn collect(&self, without: &[&str], text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(own) => text.push_str(own),
                Node::Element(element) if !without.contains(&&*element.name) => {
                    element.collect(without, text)
                }
                _ => {}
            }
        }
    }
}

/// What is met on the way to the elements that are wanted.
#[derive(Debug)]
pub(super) enum Around {
    /// A processing instruction.
    Instruction(String),
    /// An element, without what is in it.
    Element(Element),
}

/// Elements that one thread reads at a time.
const PORTION: usize = 256;

/// Goes through a text: shows what stands around the elements of the wanted names, and takes these in, on all threads. What came of them
/// is in portions, in their order; `take` is given the number of an element, counted from 0.
///
/// # Errors
///
/// It is no well-formed XML, with line and column.
pub(super) fn each<P: Default + Send>(
    text: &str,
    wanted: &[&str],
    around: &mut dyn FnMut(Around),
    take: impl Fn(&mut P, usize, &Element) + Sync,
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
fn find(text: &str, wanted: &[&str], around: &mut dyn FnMut(Around)) -> Result<Vec<Range<usize>>> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<String> = Vec::new();
    let mut places = Vec::new();
    loop {
        let before = reader.buffer_position() as usize;
        let event = next(&mut reader, text, 0)?;
        match event {
            Event::Start(tag) => {
                let element = element(&tag, text, before)?;
                if wanted.contains(&&*element.name) {
                    reader
                        .read_to_end(tag.name())
                        .map_err(|error| match error {
                            quick_xml::Error::IllFormed(IllFormedError::MissingEndTag(_)) => {
                                broken(
                                    text,
                                    before,
                                    format!(
                                        "ends before the element <{}> that begins here",
                                        element.name
                                    ),
                                )
                                .hint("the file was cut short: export it again")
                            }
                            error => broken(
                                text,
                                reader.error_position() as usize,
                                format!("is no well-formed XML: {error}"),
                            ),
                        })?;
                    places.push(before..reader.buffer_position() as usize);
                } else {
                    open.push(element.name.clone());
                    around(Around::Element(element));
                }
            }
            Event::Empty(tag) => {
                let element = element(&tag, text, before)?;
                if wanted.contains(&&*element.name) {
                    places.push(before..reader.buffer_position() as usize);
                } else {
                    around(Around::Element(element));
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::PI(instruction) => {
                // The text is UTF-8, whatever the file was.
                around(Around::Instruction(
                    String::from_utf8_lossy(&instruction).into_owned(),
                ));
            }
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
fn read(text: &str, place: Range<usize>) -> Result<Element> {
    let start = place.start;
    let mut reader = Reader::from_str(&text[place]);
    // Those that are open, the outermost first.
    let mut open: Vec<Element> = Vec::new();
    loop {
        let before = start + reader.buffer_position() as usize;
        let done = match next(&mut reader, text, start)? {
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
            Event::Text(own) => {
                push(
                    &mut open,
                    &own.decode().map_err(|error| broken(text, before, error))?,
                );
                None
            }
            Event::CData(own) => {
                push(
                    &mut open,
                    &own.decode().map_err(|error| broken(text, before, error))?,
                );
                None
            }
            Event::GeneralRef(reference) => {
                let meant = resolved(&reference).ok_or_else(|| {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    broken(text, before, format!("has the entity &{name};, which is not read"))
                        .hint("glossaries need none but those of XML itself: replace it by what it stands for")
                })?;
                push(&mut open, &meant);
                None
            }
            Event::PI(instruction) => {
                if let Some(parent) = open.last_mut() {
                    let content = String::from_utf8_lossy(&instruction).into_owned();
                    parent.children.push(Node::Instruction(content));
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
        broken(text, place, format!("is no well-formed XML: {error}"))
    })
}

/// Puts text behind what stands in the innermost element. Line ends are line feeds, as XML has it.
fn push(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    let text = text.replace("\r\n", "\n");
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(&text),
        _ => parent.children.push(Node::Text(text)),
    }
}

fn element(tag: &BytesStart<'_>, text: &str, at: usize) -> Result<Element> {
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut element = Element {
        name: name(tag.local_name().as_ref()),
        ..Element::default()
    };
    for attribute in tag.attributes() {
        let attribute = attribute
            .map_err(|error| broken(text, at, format!("is no well-formed XML: {error}")))?;
        let value = attribute
            .unescape_value()
            .map_err(|error| broken(text, at, format!("is no well-formed XML: {error}")))?;
        let key = name(attribute.key.local_name().as_ref());
        element.attributes.push((key, value.into_owned()));
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
