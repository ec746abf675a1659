//! A zip archive, opened as itself: one that is cut off has lost the list of what is in it, and that of an archive in it is none of its own.

use std::io::{Read, Seek, SeekFrom};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::{ZipError, ZipResult};

/// What the header of a member begins with: 4.3.7.
const MEMBER: &[u8; 4] = b"PK\x03\x04";
/// What an entry of the list begins with: 4.3.12.
const ENTRY: &[u8; 4] = b"PK\x01\x02";
/// What the record at the end of the list begins with: 4.3.16.
const END: &[u8; 4] = b"PK\x05\x06";
/// How far from the end of a file that record may begin, in bytes: its comment may have 64 KiB.
const LONGEST_END: u64 = 22 + (1 << 16);

/// Opens an archive. Before it there may be a program that unpacks it, but no members of another one, and behind the list of its members there are no more.
///
/// # Errors
///
/// It is no zip, or broken.
pub(crate) fn opened<R: Read + Seek>(mut reader: R) -> ZipResult<ZipArchive<R>> {
    let mut begin = Vec::new();
    (&mut reader).take(8).read_to_end(&mut begin)?;
    let length = reader.seek(SeekFrom::End(0))?;
    let tail = length.saturating_sub(LONGEST_END);
    reader.seek(SeekFrom::Start(tail))?;
    let mut end = Vec::new();
    (&mut reader).take(LONGEST_END).read_to_end(&mut end)?;
    reader.rewind()?;
    let zip = ZipArchive::new(reader)?;
    // The mark of one that was parted stands before its first member: 8.5.4.
    let has_members = begin.starts_with(MEMBER) || begin.ends_with(MEMBER);
    let list = usize::try_from(zip.central_directory_start().saturating_sub(tail));
    let list = list
        .ok()
        .and_then(|list| end.get(list..))
        .unwrap_or_default();
    let goes_on = memmem::find(list, END).is_some_and(|at| {
        let behind = &list[at..];
        [MEMBER, ENTRY]
            .iter()
            .any(|sign| memmem::find(behind, *sign).is_some())
    });
    if has_members && zip.offset() > 0 || goes_on {
        return Err(ZipError::InvalidArchive(
            "the list of what is in it is cut off".into(),
        ));
    }
    Ok(zip)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn stored(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, bytes) in members {
            zip.start_file(*name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn opens(bytes: &[u8]) -> bool {
        opened(Cursor::new(bytes)).is_ok()
    }

    #[test]
    fn the_list_of_an_archive_within_is_none_of_the_one_around_it() {
        let inner = stored(&[("word/document.xml", b"<a/>")]);
        let all = stored(&[("1.md", b"a"), ("in.zip", &inner), ("2.md", b"b")]);
        assert!(opens(&inner) && opens(&all));
        let program = [&b"#!/bin/sh\nexit\n"[..], &all].concat();
        assert!(opens(&program));
        // Some programs leave zeros behind it.
        assert!(opens(&[&all[..], &[0; 9]].concat()));
        for cut in 1..all.len() {
            assert!(!opens(&all[..all.len() - cut]), "{cut}");
        }
        for cut in [1, 30] {
            assert!(!opens(&program[..program.len() - cut]), "{cut}");
        }
    }
}
