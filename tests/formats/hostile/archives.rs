//! Archives that are broken or mean harm.

use std::fs;
use std::io::Write;
use std::path::Path;

use yongeo::source::{Input, Limits, Reader, Reading};

use super::{MEGABYTE, zip};

/// What comes of all documents in an archive of this name: their names and texts, and notes.
pub fn each(name: &str, bytes: &[u8], limits: Limits) -> Vec<String> {
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
    let cut = each("글.zip", &bytes[..bytes.len() - 30], Limits::default());
    assert!(cut[0].starts_with("글.zip: is a broken archive"));
    // What is in it is listed at its end: nothing was read.
    assert!(cut[0].ends_with("(it may be incomplete: copy or download it again)"));
    assert!(
        each("글.tar.gz", b"nothing", Limits::default())[0]
            .starts_with("글.tar.gz: is a broken archive")
    );
    // An archive within itself, or nearly: at some depth it is a file like others.
    let mut nested = bytes;
    for _ in 0..12 {
        nested = zip(&[("안.zip", &nested)]);
    }
    let read = each("글.zip", &nested, Limits::default());
    assert_eq!(
        read,
        [
            "글.zip/안.zip/안.zip/안.zip/안.zip: lies too deep: archives are read up to three deep in one another \
             (unpack it)"
        ]
    );
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
            .filter(|one| one.contains("more would come out of it"))
            .count()
    };
    assert_eq!(refused(4 * MEGABYTE), 0);
    assert_eq!(refused(2 * MEGABYTE), 8);
    assert_eq!(refused(MEGABYTE), 8);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 40 << 20]).unwrap();
    let bomb = gzip.finish().unwrap();
    let read = each("글.txt.gz", &bomb, Limits::default());
    assert!(read[0].contains("more would come out of it"), "{read:?}");
    // Who trusts it says so.
    let read = each("글.txt.gz", &bomb, Limits::absolute(64));
    assert!(read[0].starts_with("글.txt.gz =   "), "{:.80}", read[0]);
}

#[test]
fn what_a_password_protects_is_named() {
    let mut bytes = zip(&[("하나.txt", "텐서(tensor)".as_bytes())]);
    // The first of the general purpose flags, in the headers of the file and of the list (APPNOTE, 4.4.4).
    for (header, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|four| four == header).unwrap();
        bytes[at + flags] |= 1;
    }
    assert_eq!(
        each("글.zip", &bytes, Limits::default()),
        ["글.zip/하나.txt: is protected by a password (unpack it with its password)"]
    );
}

#[test]
fn what_a_file_holds_tells_that_it_is_compressed() {
    let packed = |text: &[u8]| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(text).unwrap();
        gzip.finish().unwrap()
    };
    let once = packed("텐서(tensor)를 쓴다.".as_bytes());
    assert_eq!(
        each("글.txt", &once, Limits::default()),
        ["글.txt = 텐서(tensor)를 쓴다."]
    );
    // A file can hold itself, and so on without end.
    assert_eq!(
        each("글.txt", &packed(&once), Limits::default()),
        [
            "글.txt: is a binary file, not text (save it as text; if it is UTF-16, say --encoding utf-16le)"
        ]
    );
    assert_eq!(
        each("글.rtf", b"{\\rtf1\\ansi}", Limits::default()),
        ["글.rtf: is RTF, which is not read (open it in its program, and save it as .docx)"]
    );
}

/// What is packed once more within a file of an archive counts as well.
#[test]
fn all_files_of_an_archive_share_what_may_come_out() {
    let text = vec![b' '; 900 << 10];
    let packed = |bytes: &[u8]| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    };
    let body = [
        b"<w:document><w:p><w:r><w:t>",
        &*text,
        b"</w:t></w:r></w:p></w:document>",
    ]
    .concat();
    let office = zip(&[("word/document.xml", &body)]);
    for (name, bytes, read) in [
        ("글.txt", &text, 18),
        ("글.txt.gz", &packed(&text), 18),
        ("글", &packed(&text), 18),
        ("글.docx", &office, 18),
    ] {
        let names: Vec<String> = (0..40).map(|number| format!("{number}/{name}")).collect();
        let members: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &**bytes)).collect();
        let limits = Limits {
            unpacked: MEGABYTE,
            ..Limits::default()
        };
        let found = each("묶음.zip", &zip(&members), limits);
        let refused =
            |one: &&String| one.contains("more would come out") || one.contains("unpacks to more");
        let first = found.iter().position(|one| refused(&one)).unwrap();
        assert!((read - 1..=read).contains(&first), "{name}: {first}");
        assert_eq!(found.iter().filter(refused).count(), 40 - first, "{name}");
    }
}
