//! How large a workbook is once it is unpacked, before anything reads it.
//!
//! A workbook is a zip of XML, and a few kilobytes of zip can hold terabytes of the same letter. What a zip says of its sizes need not be
//! true, so its parts are unpacked and counted, and none of them is kept.

use std::io::{self, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::source::opened;
use crate::{Error, Result};

/// All parts together, in bytes: three times what a sheet of 200,000 rows with ten filled columns has.
const MOST: u64 = 512 * 1024 * 1024;
/// Texts that sheets share, in bytes: each takes a piece of memory of its own, whatever its length.
const MOST_SHARED: u64 = 128 * 1024 * 1024;
/// The shortest text that sheets share: `<si/>`.
const SHORTEST: u64 = 5;

/// Refuses what is no zip, and what would be too large.
pub(super) fn check(bytes: &[u8]) -> Result<()> {
    check_within(bytes, MOST, MOST_SHARED)
}

fn check_within(bytes: &[u8], most: u64, most_shared: u64) -> Result<()> {
    let mut zip = opened(Cursor::new(bytes)).map_err(broken)?;
    let mut left = most;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(broken)?;
        let is_shared = part
            .name()
            .map_err(broken)?
            .to_ascii_lowercase()
            .ends_with("sharedstrings.xml");
        let limit = if is_shared {
            left.min(most_shared)
        } else {
            left
        };
        let mut part = part.take(limit + 1);
        let announced = if is_shared { announced(&mut part)? } else { 0 };
        io::copy(&mut part, &mut io::sink()).map_err(broken)?;
        let size = limit + 1 - part.limit();
        if size > limit {
            return Err(Error::new(format!(
                "is packed so that it unpacks to more than {} MB",
                (if is_shared { most_shared } else { most }) / 1024 / 1024
            ))
            .hint("no glossary needs as much: if it is one, save it as CSV"));
        }
        // Room is made for as many as are announced.
        if announced > size / SHORTEST {
            return Err(broken(format!(
                "it announces {announced} texts, and has not so many"
            )));
        }
        left -= size;
    }
    Ok(())
}

/// How many shared texts a part announces.
fn announced(part: impl Read) -> Result<u64> {
    let mut part = BufReader::new(part);
    let begin = io::BufRead::fill_buf(&mut part).map_err(broken)?;
    if begin.starts_with(b"\xff\xfe")
        || begin.starts_with(b"\xfe\xff")
        || begin[..begin.len().min(4)].contains(&0)
    {
        return Err(broken("its texts are in UTF-16"));
    }
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == b"sst" => {
                let mut attributes = tag.attributes();
                let counts = attributes
                    .with_checks(false)
                    .flatten()
                    .filter(|attribute| attribute.key.as_ref() == b"uniqueCount");
                let count = counts.filter_map(|attribute| {
                    std::str::from_utf8(&attribute.value).ok()?.parse().ok()
                });
                return Ok(count.max().unwrap_or(0));
            }
            Ok(Event::Eof) => return Ok(0),
            Err(error) => return Err(broken(error)),
            Ok(_) => {}
        }
    }
}

/// A workbook that cannot be read, and why.
pub(super) fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(format!("is broken, or no workbook: {error}"))
        .hint("XLSX and XLSM are read: save it as XLSX, or as CSV in UTF-8")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_counted_together_and_as_they_unpack() {
        let zeros = vec![0; 600_000];
        let bytes = zip(&[("a", &zeros), ("b", &zeros)]);
        assert!(bytes.len() < 3000);
        assert!(check_within(&bytes, 1_200_000, 1_200_000).is_ok());
        let error = check_within(&bytes, 1_199_999, 1_199_999).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("is packed so that it unpacks to more than 1 MB")
        );
        // The zip says that each part is ten bytes long.
        let size = 600_000_u32.to_le_bytes();
        let mut lying = bytes;
        for at in 0..lying.len() - 4 {
            if lying[at..at + 4] == size {
                lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
            }
        }
        assert!(check_within(&lying, 1_199_999, 1_199_999).is_err());
    }

    #[test]
    fn texts_that_are_announced_must_be_there() {
        let shared = |count: &str| {
            let text =
                format!("<!-- sst --><x:sst uniqueCount=\"{count}\"><si><t>가</t></si></x:sst>");
            check(&zip(&[("xl/SharedStrings.xml", text.as_bytes())]))
        };
        assert!(shared("1").is_ok());
        for count in ["1000", "9999999999999999"] {
            assert!(
                shared(count).unwrap_err().to_string().contains("announces"),
                "{count}"
            );
        }
        let utf16: Vec<u8> = "<sst uniqueCount=\"9999999999\"/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(check(&zip(&[("xl/sharedStrings.xml", &utf16)])).is_err());
    }

    #[test]
    fn what_is_broken_is_said() {
        let whole = zip(&[("a", &[7; 5000])]);
        let mut cut = whole.clone();
        cut.truncate(whole.len() - 30);
        let mut turned = whole;
        turned[40] ^= 0xff;
        for bytes in [cut, turned, b"PK\x03\x04".to_vec()] {
            let error = check(&bytes).unwrap_err().to_string();
            assert!(error.starts_with("is broken, or no workbook: "), "{error}");
        }
    }
}
