//! What a packed file is, by what is in it: names of files lie.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::source::Format;

/// Whether a file that begins so is packed.
pub(in crate::source) fn is_packed(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
        || head.starts_with(b"\xd0\xcf\x11\xe0")
        || head.starts_with(b"%PDF-")
}

/// Its format, if it is one that is read.
pub(in crate::source) fn detect(bytes: &[u8]) -> Option<&'static Format> {
    if bytes.starts_with(b"%PDF-") {
        return Some(Format::PDF);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // Older programs of Microsoft write compound files, too.
        let is_hwp = cfb::CompoundFile::open(Cursor::new(bytes))
            .is_ok_and(|file| file.is_stream("/FileHeader"));
        return is_hwp.then_some(Format::HWP);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut kind = String::new();
    if let Ok(part) = zip.by_name("mimetype") {
        part.take(100).read_to_string(&mut kind).ok()?;
    }
    let known = |format: &&Format| {
        let packed = format.packed.as_ref();
        packed.is_some_and(|packed| {
            packed.kinds.contains(&kind.trim())
                || zip.index_for_name(packed.part).is_some() && !packed.part.is_empty()
        })
    };
    Format::ALL.into_iter().find(known)
}
