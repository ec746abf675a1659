//! A glossary of Wordfast Classic: source and target between tabs, saved as «Unicode text», which in Word is UTF-16.

use std::io::Write;

use super::export::{Export, unwritten};
use super::format::Format;
use super::okapi;
use crate::Result;

/// Two columns between tabs, in UTF-16.
pub(super) const WORDFAST: Format = Format {
    name: "wordfast",
    about: "Wordfast Classic: two columns between tabs, Unicode text (UTF-16)",
    extension: "txt",
    write,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let mut text = Vec::new();
    okapi::write(export, &mut text)?;
    let text = String::from_utf8(text).map_err(unwritten)?;
    let text = text.replace('\n', "\r\n");
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    out.write_all(&bytes).map_err(unwritten)
}
