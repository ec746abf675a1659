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
