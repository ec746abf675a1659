//! What a packed file is, by what is in it: names of files lie.

use std::io::{Cursor, Read};

use crate::Error;
use crate::source::{Format, opened};

use super::parquet;

/// How compound files begin: HWP 5, the files of Office before 2007, and those of Office that a password protects (MS-CFB, 2.2).
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// Whether these bytes are of Parquet: prose may begin with the same four letters, and has no others of its kind, nor bytes that no text has.
fn is_parquet(bytes: &[u8]) -> bool {
    let letters = [parquet::MAGIC, parquet::ENCRYPTED];
    let mut found = letters.iter().filter(|letters| bytes.starts_with(letters));
    found.any(|letters| bytes.ends_with(letters) && bytes.len() > letters.len() || is_binary(bytes))
}

/// Whether a file begins with bytes that no text has.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    head.iter().any(|byte| *byte < b'\t')
}

/// Whether a file that begins so is packed.
pub(in crate::source) fn is_packed(head: &[u8]) -> bool {
    let begins = [
        b"PK\x03\x04",
        COMPOUND,
        b"%PDF-",
        parquet::MAGIC,
        parquet::ENCRYPTED,
    ];
    begins.iter().any(|begin| head.starts_with(begin))
}

/// Its format, if it is one that is read.
pub(in crate::source) fn detect(bytes: &[u8]) -> Option<&'static Format> {
    if bytes.starts_with(b"%PDF-") {
        return Some(Format::PDF);
    }
    if is_parquet(bytes) {
        return Some(Format::PARQUET);
    }
    if bytes.starts_with(COMPOUND) {
        // Older programs of Microsoft write compound files, too.
        let is_hwp = cfb::CompoundFile::open(Cursor::new(bytes))
            .is_ok_and(|file| file.is_stream("/FileHeader"));
        return is_hwp.then_some(Format::HWP);
    }
    let mut zip = opened(Cursor::new(bytes)).ok()?;
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

/// What a file is instead of what its name says, and what to do; nothing where it may be that, or where nobody knows.
pub(in crate::source) fn instead(format: Option<&Format>, bytes: &[u8]) -> Option<Error> {
    if bytes.is_empty() {
        let error = Error::new("is empty: it has 0 bytes");
        return Some(error.hint("it may be incomplete: copy or download it again"));
    }
    if let Some(found) = detect(bytes) {
        return format
            .filter(|format| **format != *found)
            .map(|format| other(found, format));
    }
    if bytes.starts_with(COMPOUND) {
        return compound(bytes);
    }
    if let (Some(format), Some(picture)) = (format, picture(bytes)) {
        let error = Error::new(format!("is a picture ({picture}), not {}", format.name));
        return Some(error.hint("run OCR over it, as with `ocrmypdf --image-dpi 300 -l kor+eng`"));
    }
    if let Some(archive) = archive(bytes) {
        let error = Error::new(format!("is an archive of {archive}, which is not read"));
        return Some(error.hint("unpack it, or pack it as .zip"));
    }
    if let Ok(zip) = opened(Cursor::new(bytes)) {
        let mut names = zip.file_names().flatten();
        let is_apple = |name: &str| {
            let ends = [".iwa", "Index.zip", "buildVersionHistory.plist"];
            ends.iter().any(|end| name.ends_with(end))
        };
        if names.any(|name| is_apple(&name)) {
            let error =
                Error::new("is a document of Pages, Numbers or Keynote, which are not read");
            return Some(error.hint("export it there, as .docx, .xlsx or .pptx"));
        }
        return format.is_none().then(|| {
            Error::new("is a ZIP archive, and is not called so")
                .hint("give it the suffix .zip; on standard input, unpack it first")
        });
    }
    let format = format?;
    if bytes.starts_with(b"HWP Document File V") {
        return (*format != *Format::HWP).then(|| other(Format::HWP, format));
    }
    if bytes.starts_with(b"{\\rtf") {
        let error = Error::new(format!("is RTF, not {}", format.name));
        return Some(error.hint("open it in its program, and save it as .docx"));
    }
    if is_binary(bytes) || bytes.starts_with(COMPOUND) {
        return None;
    }
    let head = &bytes[..bytes.len().min(4096)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html"]
        .iter()
        .any(|tag| head.contains(tag));
    Some(if is_page {
        other(Format::HTML, format)
    } else {
        other(Format::PLAIN, format)
    })
}

/// A file that is of one format, and called another.
fn other(found: &Format, called: &Format) -> Error {
    let what = match found.name {
        "plain" => "text",
        name => name,
    };
    let suffix = found.suffixes.first().unwrap_or(&found.name);
    Error::new(format!("is {what}, not {}", called.name)).hint(format!(
        "give it the suffix .{suffix}, or say --as {}",
        found.name
    ))
}

/// Which archive a file is, of those that are not read: each by how it begins.
fn archive(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 4] = [
        (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
        (b"Rar!\x1A\x07", "RAR"),
        (b"ALZ\x01", "ALZip (.alz)"),
        (b"EGGA", "ALZip (.egg)"),
    ];
    let found = known.iter().find(|(head, _)| bytes.starts_with(head));
    found.map(|(_, name)| *name)
}

/// Which kind of picture a file is, of those that scanners and phones write: each by how it begins.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 6] = [
        (b"\x89PNG\r\n\x1A\n", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"BM", "BMP"),
    ];
    let found = known.iter().find(|(head, _)| bytes.starts_with(head));
    match found {
        // Prose may begin with these letters; the picture has four bytes of zeros behind its size.
        Some((_, "BMP")) if bytes.get(6..10) != Some(&[0; 4]) => None,
        Some((_, name)) => Some(name),
        None => match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
            (b"RIFF", _, b"WEBP") => Some("WebP"),
            // ISO/IEC 23008-12, the brands of a file that holds one picture.
            (_, b"ftyp", b"heic" | b"heix" | b"mif1" | b"avif") => Some("HEIF"),
            _ => None,
        },
    }
}

/// What a compound file is that is no HWP, by the streams that its program writes.
fn compound(bytes: &[u8]) -> Option<Error> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    // MS-OFFCRYPTO, 2.3.4.4.
    if file.is_stream("/EncryptedPackage") {
        let error = Error::new("is protected by a password");
        return Some(error.hint("open it in its program, and save it without one"));
    }
    let known = [
        ("/WordDocument", "Word", "doc"),
        ("/Workbook", "Excel", "xls"),
        ("/Book", "Excel", "xls"),
        ("/PowerPoint Document", "PowerPoint", "ppt"),
    ];
    let (_, program, suffix) = known
        .into_iter()
        .find(|(stream, ..)| file.is_stream(stream))?;
    let reason = format!("is of {program} of before 2007 (.{suffix}), which is not read");
    let hint = format!("open it in {program} or LibreOffice, and save it as .{suffix}x");
    Some(Error::new(reason).hint(hint))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(names: &[&str]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"<a/>").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn compound(streams: &[&str]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for stream in streams {
            let mut stream = file.create_stream(stream).unwrap();
            stream.write_all(b"a").unwrap();
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn what_a_file_is_instead_is_said_with_what_to_do() {
        let docx = Some(Format::DOCX);
        let hwp3 = || b"HWP Document File V3.00 \x1a\x01".to_vec();
        for (format, bytes, message) in [
            (docx, Vec::new(), "is empty: it has 0 bytes (it may be"),
            (
                docx,
                b"%PDF-1.7\n".to_vec(),
                "is pdf, not docx (give it the suffix .pdf, or say --as pdf)",
            ),
            (
                docx,
                zip(&["xl/workbook.xml"]),
                "is xlsx, not docx (give it the suffix .xlsx, or say --as xlsx)",
            ),
            (docx, b"PAR1\x15\x04".to_vec(), "is parquet, not docx"),
            (docx, b"PARE\x15\x04".to_vec(), "is parquet, not docx"),
            (docx, b"PAR1 is PAR1".to_vec(), "is parquet, not docx"),
            (docx, "PARETO 법칙을 쓴다.\n".into(), "is text, not docx"),
            (docx, b"PARE".to_vec(), "is text, not docx"),
            (
                Some(Format::PARQUET),
                "주문 기록을 모은다.\n".into(),
                "is text, not parquet",
            ),
            (
                Some(Format::HWP),
                zip(&["Contents/section0.xml"]),
                "is hwpx, not hwp",
            ),
            (docx, compound(&["/FileHeader"]), "is hwp, not docx"),
            (
                docx,
                "주문 기록을 모은다.\n".into(),
                "is text, not docx (give it the suffix .txt, or say --as plain)",
            ),
            (
                Some(Format::XLSX),
                "<HTML><table>매출</table></HTML>".into(),
                "is html, not xlsx",
            ),
            (docx, b"{\\rtf1\\ansi}".to_vec(), "is RTF, not docx"),
            (docx, hwp3(), "is hwp, not docx"),
            (
                docx,
                compound(&["/EncryptionInfo", "/EncryptedPackage"]),
                "is protected by a password",
            ),
            (
                docx,
                compound(&["/WordDocument"]),
                "is of Word of before 2007 (.doc), which is not read (open it in Word or LibreOffice, and save it as .docx)",
            ),
            (
                None,
                compound(&["/Workbook"]),
                "is of Excel of before 2007 (.xls)",
            ),
            (
                None,
                compound(&["/PowerPoint Document"]),
                "is of PowerPoint of before 2007 (.ppt)",
            ),
            (
                None,
                zip(&["Index/Document.iwa", "Metadata/Properties.plist"]),
                "is a document of Pages, Numbers or Keynote, which are not read (export it",
            ),
            (
                None,
                zip(&["글.txt"]),
                "is a ZIP archive, and is not called so (give it the suffix .zip",
            ),
            (
                None,
                b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(),
                "is an archive of 7-Zip, which is not read (unpack it, or pack it as .zip)",
            ),
            (
                None,
                b"ALZ\x01\x0A\0\0\0".to_vec(),
                "is an archive of ALZip (.alz)",
            ),
        ] {
            let error = instead(format, &bytes).unwrap().to_string();
            assert!(error.starts_with(message), "{message}: {error}");
        }
        for (format, bytes) in [
            (docx, zip(&["word/document.xml"])),
            (docx, zip(&["word/document2.xml"])),
            (docx, b"PK\x03\x04\0\0".to_vec()),
            (Some(Format::HWP), hwp3()),
            (Some(Format::HWP), compound(&["/FileHeader"])),
            (docx, b"\xd0\xcf\x11\xe0".to_vec()),
            (docx, vec![0; 9]),
            (docx, zip(&["글.txt"])),
            (None, compound(&["/Root"])),
        ] {
            let head = &bytes[..bytes.len().min(8)];
            assert_eq!(instead(format, &bytes), None, "{head:?}");
        }
    }

    #[test]
    fn pictures_are_called_so() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], "PNG"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "JPEG"),
            (b"GIF89a\x01\0", "GIF"),
            (b"II*\0\x08\0\0\0", "TIFF"),
            (b"MM\0*\0\0\0\x08", "TIFF"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIF"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
            (b"BM\x36\x10\0\0\0\0\0\0", "BMP"),
        ] {
            let error = instead(Some(Format::PDF), bytes).unwrap().to_string();
            let message =
                format!("is a picture ({kind}), not pdf (run OCR over it, as with `ocrmypdf");
            assert!(error.starts_with(&message), "{error}");
            // Folders are full of them.
            assert_eq!(instead(None, bytes), None, "{kind}");
        }
        let error = instead(Some(Format::PDF), b"BMP, GIF, TIFF").unwrap();
        assert!(error.to_string().starts_with("is text, not pdf"), "{error}");
    }
}
