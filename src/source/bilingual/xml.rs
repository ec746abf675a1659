//! XML as far as bilingual files need it: elements with their places, and errors that say the line.
//!
//! Entities are never resolved and a DTD is passed over, so no file grows when it is read, and none reads another.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Half;
use super::inline::{self, Escapes};
use crate::source::{Lines, Mask, MaskKind};
use crate::{Error, Result};

/// Elements whose contents are the code of another format.
const NATIVE: [&str; 5] = ["bpt", "ept", "ph", "it", "ut"];

/// An XML text being read.
pub(super) struct Xml<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Where the elements begin that are open.
    open: Vec<usize>,
}

/// What stands in an element with text.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) range: Range<usize>,
    /// Tags and native code in it, in order.
    tags: Vec<Range<usize>>,
    /// Its segments where it is divided into such, with their names.
    pub(super) parts: Vec<(String, Range<usize>)>,
}

impl<'t> Xml<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            reader: Reader::from_str(text),
            open: Vec::new(),
        }
    }

    fn at(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// The next event with where it stands in the text; none at the end.
    ///
    /// # Errors
    ///
    /// The text is not well-formed XML.
    pub(super) fn next(&mut self) -> Result<Option<(Event<'t>, Range<usize>)>> {
        let start = self.at();
        let event = self.reader.read_event().map_err(|error| {
            let place = (self.reader.error_position() as usize).clamp(start, self.text.len());
            self.broken(place, &format!("is not well-formed XML: {error}"))
        })?;
        let range = start..self.at();
        match &event {
            Event::Start(_) => self.open.push(start),
            Event::End(_) => {
                self.open.pop();
            }
            Event::Eof => {
                return match self.open.last() {
                    Some(&open) => {
                        let name = self.text[open + 1..].split(['>', ' ', '/', '\t', '\r', '\n']);
                        let name = name.take(1).collect::<String>();
                        Err(self.broken(
                            open,
                            &format!("ends before the element <{name}> that begins here"),
                        ))
                    }
                    None => Ok(None),
                };
            }
            _ => {}
        }
        Ok(Some((event, range)))
    }

    /// The error of a file whose first element, which begins with `tag`, is not the one of its format.
    pub(super) fn foreign(&self, tag: &BytesStart<'_>, at: usize, format: &str) -> Error {
        let reason = format!("is not {format}: its first element is <{}>", name(tag));
        self.broken(at, &reason).hint(format!(
            "export it as {format}, or give it the suffix of its own format"
        ))
    }

    /// What stands in the element that has just begun; read up to its end.
    pub(super) fn content(&mut self) -> Result<Content> {
        let depth = self.open.len();
        let start = self.at();
        let mut content = Content::default();
        // How deep the element lies, and where it or its text begins.
        let mut native: Option<(usize, usize)> = None;
        let mut parts: Vec<(usize, String, usize)> = Vec::new();
        while let Some((event, range)) = self.next()? {
            let now = self.open.len();
            match event {
                Event::Start(tag) => {
                    if native.is_some() {
                        continue;
                    }
                    if is_native(&tag) {
                        native = Some((now, range.start));
                        continue;
                    }
                    let is_part = attribute(&tag, "mtype").is_some_and(|kind| kind == "seg");
                    if let Some(name) = attribute(&tag, "mid").filter(|_| is_part) {
                        parts.push((now, name, range.end));
                    }
                    content.tags.push(range);
                }
                Event::End(_) if now < depth => {
                    content.range = start..range.start;
                    return Ok(content);
                }
                Event::End(_) => {
                    match native {
                        Some((deep, start)) if deep == now + 1 => {
                            content.tags.push(start..range.end);
                            native = None;
                            continue;
                        }
                        Some(_) => continue,
                        None => {}
                    }
                    if let Some((_, name, start)) = parts.pop_if(|(deep, ..)| *deep == now + 1) {
                        content.parts.push((name, start..range.start));
                    }
                    content.tags.push(range);
                }
                Event::Text(_) | Event::GeneralRef(_) => {}
                _ if native.is_some() => {}
                Event::CData(_) => {
                    content
                        .tags
                        .push(range.start..range.start + "<![CDATA[".len());
                    content.tags.push(range.end - "]]>".len()..range.end);
                }
                _ => content.tags.push(range),
            }
        }
        Ok(content)
    }

    /// One side of a segment: a part of what stands in an element.
    pub(super) fn half(
        &self,
        content: &Content,
        range: Range<usize>,
        language: Option<super::Language>,
    ) -> Half {
        let mut masks = Vec::new();
        let mut at = range.start;
        let first = content.tags.partition_point(|tag| tag.start < range.start);
        let tags = content.tags[first..].iter();
        for tag in tags.take_while(|tag| tag.end <= range.end) {
            inline::mask(self.text, at..tag.start, Escapes::None, &mut masks);
            masks.push(Mask {
                range: tag.clone(),
                kind: MaskKind::Invisible,
            });
            at = tag.end;
        }
        inline::mask(self.text, at..range.end, Escapes::None, &mut masks);
        Half {
            range,
            masks,
            language,
        }
    }

    /// An error at a byte of the text.
    fn broken(&self, at: usize, reason: &str) -> Error {
        let line = Lines::new(self.text).position(at).line;
        Error::new(reason)
            .at(format!("line {line}"))
            .hint("export it again from the tool that wrote it")
    }
}

/// The name of an element without its prefix.
pub(super) fn name<'e>(tag: &'e BytesStart<'_>) -> &'e str {
    std::str::from_utf8(tag.local_name().into_inner()).unwrap_or_default()
}

/// An attribute of an element, by its name without a prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let mut sound = all.with_checks(false).flatten();
    let found = sound.find(|one| one.key.local_name().into_inner() == name.as_bytes())?;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

/// Whether what stands in an element is not to be read: code, or what nobody may translate.
fn is_native(tag: &BytesStart<'_>) -> bool {
    NATIVE.contains(&name(tag))
        || attribute(tag, "translate").is_some_and(|translate| translate == "no")
        || attribute(tag, "mtype").is_some_and(|kind| kind == "protected")
}
