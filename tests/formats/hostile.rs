//! Files that are broken or mean harm: each is an error that names it, and nothing else happens.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use yongeo::source::{Format, Input, Limits, Reader, Reading};
use yongeo::{Document, Result};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{files, input};

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
            "글.zip/셋.docx: is empty: it has 0 bytes (it was not saved or loaded to its end, get it again)",
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
        (Format::HWP, b"HWP Document File V3.00 \x1a\x01", "한글 97"),
        (
            Format::XLSX,
            &empty,
            "xl/workbook.xml: is broken: it is not there",
        ),
        (
            Format::DOCX,
            &empty,
            "is no docx: it has nothing that they have",
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

/// A PDF of these objects, with what it takes to be found in it.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let objects: Vec<&[u8]> = objects.iter().map(|object| object.as_bytes()).collect();
    pdf_of(&objects)
}

fn pdf_of(objects: &[&[u8]]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        writeln!(pdf, "{} 0 obj", number + 1).unwrap();
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let start = pdf.len();
    writeln!(pdf, "xref\n0 {}\n0000000000 65535 f ", places.len() + 1).unwrap();
    for place in &places {
        writeln!(pdf, "{place:010} 00000 n ").unwrap();
    }
    writeln!(
        pdf,
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF",
        places.len() + 1
    )
    .unwrap();
    pdf
}

#[test]
fn what_contains_itself_ends() {
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</a 5 0 R>>>>/Length 5>>\nstream\n/a Do\nendstream";
    let error = unpacked(
        Format::PDF,
        &pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</a 5 0 R>>>>>>",
            "<</Length 5>>\nstream\n/a Do\nendstream",
            form,
        ]),
    )
    .unwrap_err();
    assert!(error.to_string().contains("contains itself"), "{error}");
    let error = unpacked(
        Format::PDF,
        &pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 3 0 R/Contents 4 0 R>>",
            "<</Length 5>>\nstream\nBT ET\nendstream",
        ]),
    )
    .unwrap_err();
    assert!(error.to_string().contains("contains itself"), "{error}");
    // Pages whose child is their parent.
    let read = unpacked(
        Format::PDF,
        &pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[2 0 R]/Count 1>>",
        ]),
    );
    assert!(read.map_or(true, |read| read.text.is_empty()));
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A stream with these entries of its dictionary.
fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<</Length {}{entries}>>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF of one page with this content, and further objects from the fifth on; the fifth is its font.
fn page(content: &[u8], more: &[&[u8]]) -> Vec<u8> {
    let mut objects: Vec<&[u8]> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</A 5 0 R>>/XObject<</F 6 0 R>>>>>>",
        content,
    ];
    objects.extend(more);
    pdf_of(&objects)
}

#[test]
fn pdfs_take_no_more_memory_than_they_may() {
    let font: &[u8] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let empty = stream("", b"BT ET");
    // Bytes that no filter makes smaller: the file may unpack to more for them.
    let noise: Vec<u8> = (0..3_u32 << 20)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let noise = stream("/Subtype/Image", &noise);
    let numbers = [b"[".to_vec(), b"0 ".repeat(2 << 20), b"]".to_vec()].concat();
    let objects = [b"9 0 ".to_vec(), numbers.clone()].concat();
    let objects = stream(
        "/Type/ObjStm/N 1/First 4/Filter/FlateDecode",
        &deflated(&objects),
    );
    let again = stream("/Subtype/Form", &b"BT ET ".repeat(1000));
    for (what, bytes, reason) in [
        (
            "what is packed twice",
            page(
                &stream(
                    "/Filter[/FlateDecode/FlateDecode]",
                    &deflated(&deflated(&vec![b' '; 40 << 20])),
                ),
                &[],
            ),
            "page 1: unpacks to more than 8 MB in one piece",
        ),
        (
            "runs",
            page(
                &stream("/Filter/RunLengthDecode", &[0x81, b' '].repeat(1 << 17)),
                &[],
            ),
            "page 1: unpacks to more than 8 MB in one piece",
        ),
        (
            "runs in hexadecimal digits",
            page(
                &stream(
                    "/Filter[/FlateDecode/AHx/RL]",
                    &deflated(&b"8120".repeat(1 << 17)),
                ),
                &[],
            ),
            "page 1: unpacks to more than 8 MB in one piece",
        ),
        (
            "zeros of LZW, each code longer by one",
            page(&stream("/Filter/LZWDecode", &lzw_of_zeros(9000)), &[]),
            "page 1: unpacks to more than 8 MB in one piece",
        ),
        (
            "characters",
            page(
                &stream(
                    "/Filter/FlateDecode",
                    &deflated(&[&b"/A 9 Tf ["[..], &b"(aaaa)".repeat(1 << 19), b"]TJ"].concat()),
                ),
                &[font],
            ),
            "page 1: has more than 1048576 characters",
        ),
        (
            "forms that show forms, each a thousand times",
            page(
                &stream("", &b"/F Do ".repeat(1000)),
                &[
                    font,
                    &stream(
                        "/Subtype/Form/Resources<</XObject<</G 7 0 R>>>>",
                        &b"/G Do ".repeat(1000),
                    ),
                    &again,
                ],
            ),
            "page 1: unpacks to more than 16 MB",
        ),
        (
            "numbers",
            page(&empty, &[font, &numbers]),
            "has objects of more than 1677721 words",
        ),
        (
            "numbers in a stream of objects",
            page(&empty, &[font, &objects, &noise]),
            "has objects of more than 1677721 words",
        ),
    ] {
        let error = unpacked(Format::PDF, &bytes).unwrap_err().to_string();
        assert!(
            error.starts_with("글: ") && error.contains(reason),
            "{what}: {error}"
        );
        assert!(
            error.ends_with(')'),
            "{what}: nothing to do about it: {error}"
        );
    }
}

#[test]
fn pages_that_draw_much_are_read() {
    let font: &[u8] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let drawing = [
        &b"0 0 m 9 9 l S ".repeat(1 << 19)[..],
        b"BT /A 9 Tf (tensor) Tj ET",
    ]
    .concat();
    let drawing = stream("/Filter/FlateDecode", &deflated(&drawing));
    let read = unpacked(Format::PDF, &page(&drawing, &[font])).unwrap();
    assert_eq!(read.text, "tensor");
}

/// Codes of LZW each of which is the one before and a zero more.
fn lzw_of_zeros(codes: u32) -> Vec<u8> {
    let (mut packed, mut left, mut room) = (Vec::new(), 0_u64, 0);
    let mut write = |code: u32, width: u32| {
        (left, room) = (left << width | u64::from(code), room + width);
        while room >= 8 {
            room -= 8;
            packed.push((left >> room) as u8);
            left &= (1 << room) - 1;
        }
    };
    let mut known = 0_u32;
    for at in 0..codes {
        if known == 0 || known == 4096 {
            // Cleared, and a zero to begin with.
            let width = if at == 0 { 9 } else { 12 };
            write(256, width);
            write(0, 9);
            known = 258;
        }
        let width = (u32::BITS - (known + 1).leading_zeros()).clamp(9, 12);
        write(known, width);
        known += 1;
    }
    write(0, 12);
    packed
}

#[test]
fn no_pdf_is_read_for_ever() {
    let content = "BT /A 10 Tf 14 TL 50 700 Td [(cut)-300(here)]TJ (there) ' <41> Tj ET q 1 0 0 1 5 5 cm /F Do Q BI /W 1 ID \x01 EI";
    let small = page(
        &stream("/Filter/FlateDecode", &deflated(content.as_bytes())),
        &[
            b"<</Type/Font/Subtype/TrueType/FirstChar 65/Widths[500 600]/Encoding<</Differences[65/A/eacute]>>/ToUnicode 7 0 R>>",
            &stream("/Subtype/Form/Matrix[1 0 0 1 9 9]", b"BT /A 8 Tf (form) Tj ET"),
            &stream("", b"beginbfrange <41> <42> [<AC00> <AC01>] endbfrange"),
        ],
    );
    assert!(
        unpacked(Format::PDF, &small)
            .unwrap()
            .text
            .contains("there")
    );
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut read = 0;
        let mut try_it = |bytes: &[u8]| match unpacked(Format::PDF, bytes) {
            Ok(_) => read += 1,
            Err(error) => assert!(error.to_string().starts_with("글: "), "{error}"),
        };
        for end in 0..small.len() {
            try_it(&small[..end]);
        }
        for seed in 1..600_usize {
            let mut bytes = small.clone();
            for at in 1..=seed % 5 + 1 {
                let at = (seed * 7919 * at * at) % bytes.len();
                bytes[at] ^= (seed * 31 + at) as u8 | 1;
            }
            try_it(&bytes);
        }
        sender.send(read).unwrap();
    });
    let read = receiver.recv_timeout(std::time::Duration::from_secs(120));
    assert!(read.is_ok_and(|read| read > 100), "{read:?}");
}

/// What comes of all documents in an archive of this name: their names and texts, and notes.
fn each(name: &str, bytes: &[u8], limits: Limits) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let mut seen = Vec::new();
    let plain = |text: &str| text.replace(&format!("{}/", folder.path().display()), "");
    Reader::default().with_limits(limits).each(
        &Input {
            name: path.to_string_lossy().into_owned(),
            file: Some(path.clone()),
            named: true,
        },
        &mut |read| {
            seen.push(match read {
                Ok(Reading::Document { document, .. }) => {
                    plain(&format!("{} = {}", document.path, document.text))
                }
                Ok(Reading::Skipped { note }) => plain(&note.unwrap_or_default()),
                Err(error) => plain(&error.to_string()),
            });
        },
    );
    assert!(Path::new(&path).is_file() && fs::read_dir(folder.path()).unwrap().count() == 1);
    seen
}

#[test]
fn archives_are_read_and_nothing_is_written_out() {
    let inner = zip(&[("셋.txt", "셸(shell)".as_bytes())]);
    let bytes = zip(&[
        ("../../하나.txt", "텐서(tensor)".as_bytes()),
        ("그림.png", b"\x89PNG\0\0\0\0"),
        (".git/config", b"a"),
        ("둘.zip", &inner),
    ]);
    assert_eq!(
        each("글.zip", &bytes, Limits::default()),
        [
            "글.zip/하나.txt = 텐서(tensor)",
            "글.zip/그림.png: is a binary file, not text",
            "글.zip/둘.zip/셋.txt = 셸(shell)",
        ]
    );
    assert!(
        each("글.zip", &bytes[..bytes.len() - 30], Limits::default())[0]
            .starts_with("글.zip: is a broken archive")
    );
    assert!(
        each("글.tar.gz", b"nothing", Limits::default())[0]
            .starts_with("글.tar.gz: is a broken archive")
    );
    // An archive within itself, or nearly: at some depth it is a file like others.
    let mut nested = bytes;
    for _ in 0..12 {
        nested = zip(&[("안.zip", &nested)]);
    }
    assert_eq!(each("글.zip", &nested, Limits::default()).len(), 1);
}

#[test]
fn archives_unpack_to_no_more_than_they_may() {
    let zeros = vec![b' '; 3 << 20];
    let parts: Vec<(String, &[u8])> = (0..8)
        .map(|number| (format!("{number}.txt"), &*zeros))
        .collect();
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (&**name, *bytes))
        .collect();
    let bytes = zip(&parts);
    let limits = |unpacked| Limits {
        unpacked,
        ..Limits::default()
    };
    let refused = |unpacked| {
        let read = each("글.zip", &bytes, limits(unpacked));
        read.iter()
            .filter(|one| one.contains("more would be unpacked"))
            .count()
    };
    assert_eq!(refused(4 * MEGABYTE), 0);
    assert_eq!(refused(2 * MEGABYTE), 8);
    // All together: sixteen times as much as one may have.
    assert_eq!(refused(MEGABYTE), 8);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 40 << 20]).unwrap();
    let read = each("글.txt.gz", &gzip.finish().unwrap(), Limits::default());
    assert!(read[0].contains("more would be unpacked"), "{read:?}");
}
