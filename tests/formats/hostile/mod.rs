//! Files that are broken or mean harm: each is an error that names it, and nothing else happens.

mod archives;
mod pdf;

use std::fs;
use std::io::{Cursor, Write};

use yongeo::source::{Format, Limits, Reader};
use yongeo::{Document, Result};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{files, input};
use archives::each;

const MEGABYTE: u64 = 1 << 20;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn unpacked(format: &'static Format, bytes: &[u8]) -> Result<Document> {
    Document::unpacked(format, "글", bytes, Limits::default())
}

/// The same parts of a file of each format, with another text in it.
fn with(body: &str) -> Vec<(&'static Format, Vec<u8>)> {
    let head = "<?xml version=\"1.0\"?>";
    let docx = format!("{head}<w:document><w:p><w:t>{body}</w:t></w:p></w:document>");
    let slide = format!("{head}<p:sld><a:p><a:r><a:t>{body}</a:t></a:r></a:p></p:sld>");
    let sheet = format!(
        "{head}<worksheet><c r=\"A1\" t=\"inlineStr\"><is><t>{body}</t></is></c></worksheet>"
    );
    let section =
        format!("{head}<hs:sec><hp:p><hp:run><hp:t>{body}</hp:t></hp:run></hp:p></hs:sec>");
    let content =
        format!("{head}<office:document-content><text:p>{body}</text:p></office:document-content>");
    let rels = |name: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"x/{name}\" Target=\"part.xml\"/></Relationships>"
        )
    };
    vec![
        (Format::DOCX, zip(&[("word/document.xml", docx.as_bytes())])),
        (
            Format::PPTX,
            zip(&[
                (
                    "ppt/presentation.xml",
                    b"<p><p:sldId id=\"256\" r:id=\"r1\"/></p>",
                ),
                ("ppt/_rels/presentation.xml.rels", rels("slide").as_bytes()),
                ("ppt/part.xml", slide.as_bytes()),
            ]),
        ),
        (
            Format::XLSX,
            zip(&[
                (
                    "xl/workbook.xml",
                    b"<workbook><sheet name=\"a\" r:id=\"r1\"/></workbook>",
                ),
                ("xl/_rels/workbook.xml.rels", rels("worksheet").as_bytes()),
                ("xl/part.xml", sheet.as_bytes()),
            ]),
        ),
        (
            Format::HWPX,
            zip(&[("Contents/section0.xml", section.as_bytes())]),
        ),
        (Format::ODF, zip(&[("content.xml", content.as_bytes())])),
    ]
}

#[test]
fn what_the_tests_below_break_is_read_whole() {
    for (format, bytes) in with("텐서(tensor)") {
        assert_eq!(
            unpacked(format, &bytes).unwrap().text,
            "텐서(tensor)",
            "{}",
            format.name
        );
    }
}

#[test]
fn parts_that_end_too_early_are_named() {
    let part = |bytes: &[u8], name: &str| {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut part = zip.by_name(name).unwrap();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        text
    };
    for (format, name) in [
        (Format::DOCX, "word/document.xml"),
        (Format::HWPX, "Contents/section0.xml"),
        (Format::ODF, "content.xml"),
    ] {
        let files = with("말뭉치(corpus)를 모은다.");
        let (_, bytes) = files.iter().find(|(one, _)| *one == format).unwrap();
        let whole = part(bytes, name);
        for end in ["</w:p>", "</hp:p>", "</text:p>", "를"] {
            let Some(end) = whole.find(end) else { continue };
            let cut = zip(&[(name, &whole.as_bytes()[..end])]);
            let error = unpacked(format, &cut).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("글: {name}, line 1: is broken: it ends before")),
                "{error}"
            );
        }
    }
    // The other files of an archive are read.
    let cut = zip(&[("word/document.xml", b"<w:document><w:p>")]);
    let bytes = zip(&[
        ("하나.docx", &cut),
        ("둘.txt", "텐서(tensor)".as_bytes()),
        ("셋.docx", b""),
    ]);
    let read = each("글.zip", &bytes, Limits::default());
    assert_eq!(
        read,
        [
            "글.zip/하나.docx: word/document.xml, line 1: is broken: it ends before p does (open it in its program, and save it again)",
            "글.zip/둘.txt = 텐서(tensor)",
            "글.zip/셋.docx: is empty: it has 0 bytes (it may be incomplete: copy or download it again)",
        ]
    );
}

#[test]
fn bombs_are_refused() {
    let zeros = " ".repeat(40 << 20);
    for (format, bytes) in with(&zeros) {
        assert!((bytes.len() as u64) < MEGABYTE);
        let error = unpacked(format, &bytes).unwrap_err().to_string();
        assert!(
            error.contains("unpacks to more than 16 MB"),
            "{}: {error}",
            format.name
        );
    }
    // A person may say that it is to be trusted.
    let limits = Limits {
        ratio: u64::MAX,
        ..Limits::default()
    };
    let (format, bytes) = with(&zeros).swap_remove(0);
    assert!(Document::unpacked(format, "글", &bytes, limits).is_ok());
}

#[test]
fn entities_are_no_way_out_or_up() {
    for (format, bytes) in with("&b;") {
        let error = unpacked(format, &bytes).unwrap_err().to_string();
        assert!(
            error.contains("has the entity &b;, which is not read"),
            "{error}"
        );
    }
    let outside = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\"><!ENTITY c \"&d;&d;\">]>";
    let docx = format!("{outside}<w:document><w:p><w:t>&b;&c;</w:t></w:p></w:document>");
    let error = unpacked(
        Format::DOCX,
        &zip(&[("word/document.xml", docx.as_bytes())]),
    )
    .unwrap_err();
    assert!(error.to_string().contains("&b;"), "{error}");
    let page = Document::read("글.html", format!("{outside}<p>&b;&c;텐서</p>")).unwrap();
    assert!(page.text.ends_with("&b;&c;텐서"), "{}", page.text);
}

#[test]
fn elements_in_one_another_take_no_stack() {
    let deep = format!(
        "{}텐서{}",
        "<a:p>".repeat(200_000),
        "</a:p>".repeat(200_000)
    );
    for (format, bytes) in with(&deep) {
        let read = Document::unpacked(
            format,
            "글",
            &bytes,
            Limits {
                ratio: u64::MAX,
                ..Limits::default()
            },
        );
        assert!(
            read.is_ok_and(|read| read.text.contains("텐서")),
            "{}",
            format.name
        );
    }
    let html = format!("{}텐서", "<div><b><table>".repeat(100_000));
    assert_eq!(Document::read("글.html", html).unwrap().text, "텐서");
}

/// Text formats, in which nothing else says that something was left out.
#[test]
fn what_lies_deep_in_a_text_is_read_or_named() {
    let word = "말뭉치(corpus)를 모은다.";
    let within = |depth: usize, open: &str, close: &str| {
        [&open.repeat(depth), word, &close.repeat(depth)].concat()
    };
    for depth in [20, 300, 5_000] {
        for (path, text) in [
            ("글.html", within(depth, "<div>", "</div>")),
            ("글.html", within(depth, "<ul><li>", "</li></ul>")),
            ("글.html", within(depth, "<table><tr><td>", "</td></tr></table>")),
            ("글.html", within(depth, "<em>", "")),
            (
                "글.xml",
                format!(
                    "<resources><string name=\"가\">{}</string></resources>",
                    within(depth, "<b>", "</b>")
                ),
            ),
            ("글.json", within(depth, "{\"가\":", "}").replace(word, &format!("\"{word}\""))),
            ("글.json", within(depth, "[", "]").replace(word, &format!("\"{word}\""))),
            ("글.yaml", within(depth, "[", "]")),
            ("글.yaml", within(depth, "- ", "")),
            ("글.yaml", within(depth, "{가: ", "}")),
            ("글.md", within(depth, "> ", "")),
            ("글.md", within(depth, "- ", "")),
            ("글.md", within(depth, "[", "]")),
            ("글.rst", format!("{}{word}\n", "  ".repeat(depth))),
            ("글.adoc", format!("{} {word}\n", "*".repeat(depth))),
            ("글.tex", within(depth, "\\emph{", "}")),
            (
                "글.tex",
                within(depth, "\\begin{itemize}\\item ", "\\end{itemize}"),
            ),
            ("글.properties", format!("{} = {word}\n", "가.".repeat(depth))),
            (
                "글.xlf",
                format!(
                    "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body>{}</body></file></xliff>",
                    within(depth, "<group>", "</group>").replace(
                        word,
                        &format!("<trans-unit id=\"1\"><source>We build a corpus.</source><target>{word}</target></trans-unit>")
                    )
                ),
            ),
        ] {
            let begin: String = text.chars().take(9).collect();
            // An error names the file.
            let Ok(document) = Document::read(path, &*text) else {
                continue;
            };
            let is_read = (document.text.match_indices("corpus"))
                .any(|(found, _)| !document.is_masked(found));
            assert!(is_read || !document.notes.is_empty(), "{path} {depth} {begin}");
        }
    }
}

#[test]
fn files_that_are_cut_are_named_and_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    for file in files() {
        let bytes = fs::read(&file).unwrap();
        let path = folder.path().join(file.file_name().unwrap());
        let is_packed = Format::of(&file.to_string_lossy()).is_packed();
        for part in [0, 1, 7, 50, 93, 99] {
            fs::write(&path, &bytes[..bytes.len() * part / 100]).unwrap();
            match Reader::default().read(&input(&path)) {
                Err(error) => assert!(
                    error.to_string().starts_with(&*path.to_string_lossy()),
                    "{error}"
                ),
                // What is cut from the end of a compound file is often nothing but room.
                Ok(_) => assert!(!is_packed || part > 90, "{}: {part} %", path.display()),
            }
        }
        // Bytes turned here and there.
        for seed in 1..12_usize {
            let mut bytes = bytes.clone();
            for at in 1..20 {
                let at = (seed * 7919 * at * at) % bytes.len();
                bytes[at] ^= (seed * 31 + at) as u8 | 1;
            }
            fs::write(&path, &bytes).unwrap();
            let _ = Reader::default().read(&input(&path));
        }
    }
}

#[test]
fn other_programs_files_are_said_to_be_those() {
    let empty = zip(&[("글.bin", b"")]);
    for (format, bytes, reason) in [
        (
            Format::DOCX,
            &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..],
            "is protected by a password",
        ),
        (Format::HWPX, b"not a zip", "is text, not hwpx"),
        (Format::HWPX, b"PK\x03\x04 cut", "is broken"),
        (Format::PDF, b"%PDF-1.7\nnothing", "is broken"),
        (Format::PARQUET, b"PAR1\x15\0 cut", "is broken"),
        (Format::PARQUET, b"PARE....PARE", "is encrypted"),
        (Format::HWP, b"HWP Document File V3.00 \x1a\x01", "한글 97"),
        (
            Format::XLSX,
            &empty,
            "xl/workbook.xml: is broken: it is not there",
        ),
        (
            Format::DOCX,
            &empty,
            "is not docx: it has nothing that they have",
        ),
    ] {
        let error = unpacked(format, bytes).unwrap_err().to_string();
        assert!(
            error.starts_with("글: ") && error.contains(reason),
            "{error}"
        );
    }
    let manifest = "<manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry>";
    let locked = zip(&[
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", b"\x01\x02"),
    ]);
    for format in [Format::ODF, Format::HWPX] {
        let error = unpacked(format, &locked).unwrap_err().to_string();
        assert!(error.contains("is protected by a password"), "{error}");
    }
}
