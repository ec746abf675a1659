//! Reading XML concept by concept: the elements that hold one become small trees, everything else goes by.
//!
//! Of entities only the five of XML itself and character references are known, and a DTD is passed over: no file grows when
//! it is read, and none reads another.

use std::collections::BTreeMap;

use quick_xml::Reader;
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
    pub(super) attributes: BTreeMap<String, String>,
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

/// What is met on the way through a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A processing instruction outside of the elements that are wanted.
    Instruction(String),
    /// An element around them, without what is in it.
    Around(Element),
    /// An element that is wanted.
    Wanted(Element),
}

impl Element {
    /// An attribute, or nothing.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
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

/// Goes through a text, and shows elements of the wanted names with all that is in them, and those around them without.
///
/// # Errors
///
/// It is no well-formed XML, with line and column; or what `visit` gives.
pub(super) fn each(
    text: &str,
    wanted: &[&str],
    visit: &mut dyn FnMut(Part) -> Result<()>,
) -> Result<()> {
    let mut reader = Reader::from_str(text);
    // Those open within a wanted one, the outermost first.
    let mut open: Vec<Element> = Vec::new();
    let mut around: Vec<String> = Vec::new();
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| {
            let place = (reader.error_position() as usize).clamp(before, text.len());
            broken(text, place, format!("is no well-formed XML: {error}"))
        })?;
        match event {
            Event::Start(tag) => {
                let element = element(&tag, text, before)?;
                if !open.is_empty() || wanted.contains(&&*element.name) {
                    if open.len() == DEEPEST {
                        return Err(broken(
                            text,
                            before,
                            format!("has more than {DEEPEST} elements in one another"),
                        ));
                    }
                    open.push(element);
                } else {
                    around.push(element.name.clone());
                    visit(Part::Around(element))?;
                }
            }
            Event::Empty(tag) => {
                let element = element(&tag, text, before)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None if wanted.contains(&&*element.name) => visit(Part::Wanted(element))?,
                    None => visit(Part::Around(element))?,
                }
            }
            Event::End(_) => match (open.pop(), open.last_mut()) {
                (Some(done), Some(parent)) => parent.children.push(Node::Element(done)),
                (Some(done), None) => visit(Part::Wanted(done))?,
                (None, _) => drop(around.pop()),
            },
            Event::Text(own) => {
                if let Some(parent) = open.last_mut() {
                    push(
                        parent,
                        &own.decode().map_err(|error| broken(text, before, error))?,
                    );
                }
            }
            Event::CData(own) => {
                if let Some(parent) = open.last_mut() {
                    push(
                        parent,
                        &own.decode().map_err(|error| broken(text, before, error))?,
                    );
                }
            }
            Event::GeneralRef(reference) => {
                let meant = resolved(&reference).ok_or_else(|| {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    broken(text, before, format!("has the entity &{name};, which is not read"))
                        .hint("glossaries need none but those of XML itself: replace it by what it stands for")
                })?;
                if let Some(parent) = open.last_mut() {
                    push(parent, &meant);
                }
            }
            Event::PI(instruction) => {
                // The text is UTF-8, whatever it was.
                let content = String::from_utf8_lossy(&instruction);
                match open.last_mut() {
                    Some(parent) => parent
                        .children
                        .push(Node::Instruction(content.into_owned())),
                    None => visit(Part::Instruction(content.into_owned()))?,
                }
            }
            Event::Eof => {
                let unended = open.last().map(|element| &element.name).or(around.last());
                return match unended {
                    Some(name) => Err(broken(
                        text,
                        text.len(),
                        format!("ends before the element <{name}> does"),
                    )
                    .hint("the file was cut short: export it again")),
                    None => Ok(()),
                };
            }
            Event::Decl(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

/// Puts text behind what stands in an element. Line ends are line feeds, as XML has it.
fn push(parent: &mut Element, text: &str) {
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
        element.attributes.entry(key).or_insert(value.into_owned());
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
