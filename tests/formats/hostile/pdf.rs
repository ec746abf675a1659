//! PDF that is broken or means harm, or whose text nobody can tell.

use std::io::Write;

use yongeo::source::{Format, Reader, Reading, Walk};

use super::{input, unpacked};

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

/// Pages of a file, one for each content: a picture `P`, a font `A` of Helvetica, a font `G` that has but numbers of glyphs, and a font `R` that has
/// U+FFFD for each of three. The pages are 600 points wide and 800 high.
fn pages(contents: &[&str]) -> Vec<u8> {
    pages_of("0 0 600 800", contents)
}

fn pages_of(sides: &str, contents: &[&str]) -> Vec<u8> {
    let kids = (0..contents.len()).map(|at| format!("{} 0 R ", 8 + at * 2));
    let tree = format!(
        "<</Type/Pages/Count {}/Kids[{}]/MediaBox[{sides}]>>",
        contents.len(),
        kids.collect::<String>()
    );
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        tree.into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Batang/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>"
            .to_vec(),
        stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x7f"),
        b"<</Type/Font/Subtype/Type0/BaseFont/Batang/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]/ToUnicode 7 0 R>>"
            .to_vec(),
        stream("", b"beginbfrange <0001> <0003> [<FFFD> <FFFD> <FFFD>] endbfrange"),
    ];
    for (at, content) in contents.iter().enumerate() {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/Contents {} 0 R/Resources<</Font<</A 3 0 R/G 4 0 R/R 6 0 R>>/XObject<</P 5 0 R>>>>>>",
            9 + at * 2
        );
        objects.push(page.into_bytes());
        objects.push(stream("", content.as_bytes()));
    }
    let objects: Vec<&[u8]> = objects.iter().map(Vec::as_slice).collect();
    pdf_of(&objects)
}

#[test]
fn pages_whose_text_nobody_can_tell_are_named() {
    let scan = "q 600 0 0 800 0 0 cm /P Do Q";
    let inline = "q 600 0 0 400 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI Q";
    let stamped = format!("{scan} BT /A 10 Tf 50 700 Td (page 3) Tj ET");
    let text = "BT /A 10 Tf 50 700 Td (tensor) Tj ET";
    let glyphs = "BT /G 10 Tf 50 700 Td <000100020003> Tj ET";
    let replaced = "BT /R 10 Tf 50 700 Td <000100020003> Tj ET";
    let told =
        "BT /R 10 Tf 50 700 Td /Span<</ActualText<FEFFD150C11C>>>BDC <000100020003> Tj EMC ET";
    let told_of_none = told.replace("/R", "/G");
    let logo = "q 30 0 0 30 0 0 cm /P Do Q";
    let outlines = "9 9 8 8 7 7 c ".repeat(500) + "f";
    let ornament = "9 9 8 8 7 7 c ".repeat(499) + "f";
    for (contents, said, notes) in [
        (&[scan, inline][..], Err("2 of 2 pages hold no text"), 0),
        (
            &[glyphs, ""],
            Err(
                "the text of 1 of 2 pages can't be told, or not all of it: a font says not which characters its glyphs are: page 1 (run OCR",
            ),
            0,
        ),
        (
            &[replaced, scan],
            Err(
                "1 of 2 pages holds no text, only pictures: page 2; the text of 1 of 2 pages can't be told",
            ),
            0,
        ),
        (&[told], Ok("텐서"), 0),
        (&[&told_of_none], Ok("텐서"), 0),
        (&[&outlines], Err("1 of 1 page holds no text"), 0),
        (&[&ornament], Ok(""), 0),
        (&[&stamped], Ok("page 3"), 1),
        (&[scan, text, ""], Ok("tensor"), 1),
        (&[scan, text, glyphs], Ok("tensor"), 2),
        (&["", logo, text], Ok("tensor"), 0),
        (&["", ""], Ok(""), 0),
    ] {
        let read = unpacked(Format::PDF, &pages(contents));
        match (read, said) {
            (Ok(read), Ok(text)) => {
                assert_eq!(read.text, text, "{contents:?}");
                let told = read.notes.len();
                assert_eq!(told, notes, "{contents:?}");
            }
            (Err(error), Err(said)) => {
                assert!(
                    error.to_string().starts_with(&format!("글: {said}")),
                    "{error}"
                );
            }
            (read, _) => panic!("{contents:?}: {read:?}"),
        }
    }
}

#[test]
fn a_picture_counts_by_what_it_covers_of_its_page() {
    let picture = "q 600 0 0 800 0 0 cm /P Do Q";
    let read = unpacked(Format::PDF, &pages_of("0 0 6000 8000", &[picture])).unwrap();
    assert!(read.text.is_empty() && read.notes.is_empty());
    assert!(unpacked(Format::PDF, &pages_of("-300 0 300 -800", &[picture])).is_err());
    // It says no size, and is as large as most are.
    assert!(unpacked(Format::PDF, &pages_of("0 0 0 0", &[picture])).is_err());
}

/// Who names a scan is told that nothing of it could be read; among others it is passed over with a note.
#[test]
fn a_scan_is_passed_over_or_refused_as_what_can_not_be_read_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("글.pdf");
    let scan = "q 600 0 0 800 0 0 cm /P Do Q";
    std::fs::write(&path, pages(&[scan])).unwrap();
    let refused = Reader::default()
        .read(&input(&path))
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("글.pdf: 1 of 1 page holds no text, only pictures (run OCR over it, as with `ocrmypdf -l kor+eng`)"),
        "{refused}"
    );
    let met = Walk::default().files(&[folder.path()]).inputs.remove(0);
    assert_eq!(
        Reader::default().read(&met),
        Ok(Reading::Skipped {
            note: Some(refused)
        })
    );
    // What there is of text is read, with a word on the rest.
    std::fs::write(&path, pages(&[scan, "BT /A 9 Tf (tensor) Tj ET"])).unwrap();
    let Ok(Reading::Document { document, notes }) = Reader::default().read(&met) else {
        panic!("it is not read");
    };
    assert_eq!(document.text, "tensor");
    assert!(
        notes.len() == 1
            && notes[0]
                .contains("글.pdf: 1 of 2 pages holds no text, only pictures: page 1 (run OCR"),
        "{notes:?}"
    );
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
