//! What the fuzz targets have in common: the shape of their inputs, and what must hold of any document.

use yongeo::Document;
use yongeo::source::{Limits, Places};

/// No more than this is unpacked of one file.
pub const LIMITS: Limits = Limits {
    unpacked: 1 << 20,
    ratio: 100,
};

/// What parts the parts of a file in an input; `cargo xtask fuzz` writes it so.
const PART: &[u8] = b"\n\xFFpart ";

/// How many words of a document are replaced, each by itself.
const EDITS: usize = 8;

/// An input: the name of a file in its first line, and what is in the file.
#[must_use]
pub fn named(input: &[u8]) -> Option<(&str, &[u8])> {
    let (name, bytes) = line(input)?;
    Some((str::from_utf8(name).ok()?, bytes))
}

/// The parts of a file: of each the first line, and what stands behind it.
pub fn parts(bytes: &[u8]) -> impl Iterator<Item = (&str, &[u8])> {
    let mut rest = Some(bytes);
    let parts = std::iter::from_fn(move || {
        let here = rest?;
        let end = here.windows(PART.len()).position(|bytes| bytes == PART);
        rest = end.map(|end| &here[end + PART.len()..]);
        Some(&here[..end.unwrap_or(here.len())])
    });
    parts.filter_map(named)
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

/// What is masked lies in the text, every byte of the text has a place in the file, and what is written is read again.
///
/// `packed` are the bytes of the file, where it is a packed one.
pub fn look(document: &Document, packed: Option<&[u8]>) {
    let text = &document.text;
    let mut end = 0;
    for mask in &document.masks {
        assert!(end <= mask.range.start, "masks overlap");
        assert!(text.get(mask.range.clone()).is_some());
        end = mask.range.end;
    }
    let mut places = Places::of(document);
    let is_text = (document.origin.as_ref()).is_none_or(|origin| origin.is_text());
    let mut left = EDITS;
    for (at, c) in text.char_indices() {
        places.position(at);
        if is_text {
            assert!(document.source().get(places.offset(at)..).is_some());
        }
        if c == '가' && left > 0 {
            left -= 1;
            edit(document, at, packed);
        }
    }
}

/// A letter is replaced by another of its kind.
fn edit(document: &Document, at: usize, packed: Option<&[u8]>) {
    let range = at..at + '가'.len_utf8();
    let Some(edited) = document.edited([(&range, "나")]) else {
        return;
    };
    if !document.is_written() {
        return;
    }
    let mut expected = document.text.clone();
    expected.replace_range(range, "나");
    assert_eq!(edited.text, expected);
    // An archive may be broken where nothing is read: it is left as it is, then.
    let written = packed.and_then(|bytes| document.repacked(bytes, &edited));
    if let Some(Ok(bytes)) = written {
        // Another letter is packed as well or worse, so that a file at its limit may be beyond it.
        let limits = Limits {
            ratio: 2 * LIMITS.ratio,
            unpacked: 2 * LIMITS.unpacked,
        };
        let read = Document::unpacked(document.format, "fuzz", &bytes, limits);
        assert_eq!(read.map(|read| read.text), Ok(expected));
    }
}
