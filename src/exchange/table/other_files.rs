//! Files that are packed as workbooks are, or as old ones were, and are none: what they are, by what is in them.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use crate::source::opened;
use crate::{Error, Result};

const SAVE_AS_XLSX: &str = "save it as XLSX, or as CSV in UTF-8";
const COPY: &str = "copy its table into a spreadsheet, and save that as XLSX or CSV";

/// Refuses what is no workbook of the kind that is read. What is no zip, or a broken one, is left to the reader of workbooks.
pub(super) fn refuse_others(bytes: &[u8]) -> Result<()> {
    let other = if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Some(compound(bytes))
    } else {
        opened(Cursor::new(bytes)).ok().and_then(packed)
    };
    match other {
        Some((what, hint)) => Err(Error::new(what).hint(hint)),
        None => Ok(()),
    }
}

/// What a zip is, if it is no workbook, and what to do.
fn packed(mut zip: ZipArchive<Cursor<&[u8]>>) -> Option<(&'static str, &'static str)> {
    let names: Vec<String> = zip.file_names().flatten().map(Cow::into_owned).collect();
    let has = |is: fn(&str) -> bool| names.iter().any(|name| is(name));
    if has(|name| name == "xl/workbook.bin") {
        return Some(("is a binary workbook (.xlsb)", SAVE_AS_XLSX));
    }
    if has(|name| name.starts_with("xl/")) {
        return None;
    }
    if has(|name| name.starts_with("word/")) {
        return Some(("is a document of Word (.docx), no workbook", COPY));
    }
    if has(|name| name.starts_with("ppt/")) {
        return Some(("is a presentation (.pptx), no workbook", COPY));
    }
    let mut kind = String::new();
    if let Ok(part) = zip.by_name("mimetype") {
        // That of ODF has 60 letters at most.
        part.take(100).read_to_string(&mut kind).ok()?;
    }
    match kind.trim() {
        kind if kind.contains("opendocument.spreadsheet") => {
            Some(("is a spreadsheet of OpenDocument (.ods)", SAVE_AS_XLSX))
        }
        kind if kind.contains("opendocument") => Some((
            "is a document of OpenDocument (.odt, .odp), no workbook",
            COPY,
        )),
        kind if kind.contains("hwp") => {
            Some(("is a document of Hancom (.hwpx), no workbook", COPY))
        }
        "application/epub+zip" => Some(("is a book (.epub), no workbook", COPY)),
        _ if has(|name| name.to_ascii_lowercase().ends_with(".iwa")) => Some((
            "is a file of Numbers, Pages or Keynote",
            "export its table as XLSX or CSV",
        )),
        // Some writers of workbooks name their parts otherwise.
        _ if has(|name| name.eq_ignore_ascii_case("[content_types].xml")) => None,
        _ => Some((
            "is an archive, no workbook",
            "unpack it, and import what is in it",
        )),
    }
}

/// What a compound file of OLE is, and what to do. A file in it has its name in UTF-16.
fn compound(bytes: &[u8]) -> (&'static str, &'static str) {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    if has("EncryptedPackage") {
        ("is protected by a password", "save it as XLSX without one")
    } else if has("HwpSummaryInformation") {
        ("is a document of Hancom (.hwp), no workbook", COPY)
    } else if has("Workbook") || has("Book\0") {
        ("is a workbook of old Excel (.xls)", SAVE_AS_XLSX)
    } else if has("WordDocument") {
        ("is a document of old Word (.doc), no workbook", COPY)
    } else if has("PowerPoint Document") {
        ("is an old presentation (.ppt), no workbook", COPY)
    } else {
        (
            "is a workbook of old Excel (.xls), or one with a password",
            "save it as XLSX without a password",
        )
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn said(bytes: &[u8]) -> Option<String> {
        refuse_others(bytes).err().map(|error| error.to_string())
    }

    #[test]
    fn packed_files_are_told_by_their_parts() {
        let zip = |parts: &[(&str, &str)]| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for (name, text) in parts {
                zip.start_file(*name, SimpleFileOptions::default()).unwrap();
                zip.write_all(text.as_bytes()).unwrap();
            }
            said(&zip.finish().unwrap().into_inner())
        };
        for (part, text, begins) in [
            (
                "word/document.xml",
                "",
                "is a document of Word (.docx), no workbook (copy its table",
            ),
            ("ppt/presentation.xml", "", "is a presentation (.pptx)"),
            (
                "xl/workbook.bin",
                "",
                "is a binary workbook (.xlsb) (save it as XLSX",
            ),
            (
                "mimetype",
                "application/vnd.oasis.opendocument.spreadsheet",
                "is a spreadsheet of OpenDocument (.ods) (save it as XLSX",
            ),
            (
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "is a document of OpenDocument (.odt, .odp), no workbook (copy its table",
            ),
            (
                "mimetype",
                "application/hwp+zip",
                "is a document of Hancom (.hwpx)",
            ),
            ("mimetype", "application/epub+zip", "is a book (.epub)"),
            ("Index/Document.iwa", "", "is a file of Numbers"),
            ("용어/목록.csv", "", "is an archive, no workbook (unpack it"),
        ] {
            let said = zip(&[(part, text)]).unwrap();
            assert!(said.starts_with(begins), "{said}");
        }
        assert_eq!(zip(&[("xl/workbook.xml", "")]), None);
        assert_eq!(
            zip(&[("[Content_Types].xml", ""), ("book/a.xml", "")]),
            None
        );
    }

    #[test]
    fn old_files_are_told_by_the_names_within() {
        for (name, begins) in [
            (
                "Workbook",
                "is a workbook of old Excel (.xls) (save it as XLSX",
            ),
            (
                "Book\0",
                "is a workbook of old Excel (.xls) (save it as XLSX",
            ),
            (
                "EncryptedPackage",
                "is protected by a password (save it as XLSX without one)",
            ),
            (
                "\u{5}HwpSummaryInformation",
                "is a document of Hancom (.hwp)",
            ),
            ("WordDocument", "is a document of old Word (.doc)"),
            ("PowerPoint Document", "is an old presentation (.ppt)"),
            (
                "",
                "is a workbook of old Excel (.xls), or one with a password",
            ),
        ] {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            let said = said(&bytes).unwrap();
            assert!(said.starts_with(begins), "{said}");
        }
    }
}
