//! A file of every format with the same sentences: the same pairs are found in each, at places that point to them, and what is put in another
//! word's place is all that changes.
//!
//! The files are made by `tests/formats/make.py`, most of them by `LibreOffice`, pandoc, translate-toolkit and pyarrow; `pairs.hwp` was written by the
//! crate hwpers 0.5.

mod any;
mod hostile;
#[cfg(feature = "embedded-dictionary")]
mod notations;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use yongeo::Document;
use yongeo::source::{Format, Input, Reader, Reading, encode_as};

/// The pairs, with the sentence of each.
#[cfg(feature = "embedded-dictionary")]
fn pairs() -> Vec<[String; 3]> {
    let text = fs::read_to_string(folder().join("pairs.tsv")).unwrap();
    let line = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        [(); 3].map(|()| cells.next().unwrap())
    };
    text.lines().map(line).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join("files")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn input(path: &Path) -> Input {
    Input {
        name: path.to_string_lossy().into_owned(),
        file: Some(path.to_path_buf()),
        named: true,
    }
}

fn read(path: &Path) -> Document {
    match Reader::default().read(&input(path)) {
        Ok(Reading::Document { document, .. }) => document,
        other => panic!("{}: {other:?}", path.display()),
    }
}

#[test]
fn every_format_has_a_file() {
    let files = files();
    for format in Format::ALL {
        // TMX is read by the same code as XLIFF, and has tests of its own; other text is any text.
        if [Format::TMX, Format::OTHER].contains(&format) {
            continue;
        }
        let has = |file: &PathBuf| Format::of(&file.to_string_lossy()) == format;
        assert!(files.iter().any(has), "{}", format.name);
    }
}

#[cfg(feature = "embedded-dictionary")]
#[test]
fn the_same_pairs_are_found_in_each() {
    use yongeo::Extractor;
    use yongeo::report::records;

    let extractor = Extractor::new(None).unwrap();
    let expected = pairs();
    for file in files() {
        let document = read(&file);
        let path = &document.path;
        let found: Vec<_> = records(&document, extractor.extract(&document)).collect();
        let terms: Vec<[&str; 2]> = found
            .iter()
            .map(|record| [&*record.korean, &*record.english])
            .collect();
        let wanted: Vec<[&str; 2]> = expected
            .iter()
            .map(|[korean, english, _]| [&**korean, &**english])
            .collect();
        assert_eq!(terms, wanted, "{path}");
        for record in &found {
            let is_text = document
                .origin
                .as_ref()
                .is_none_or(|origin| origin.is_text());
            let text = if is_text {
                document.source()
            } else {
                &document.text
            };
            let behind = &text[record.offset..];
            assert!(
                ["(", "&#40;", "\\u0028"]
                    .iter()
                    .any(|open| behind.starts_with(open)),
                "{path}: {behind:.20}"
            );
            if is_text {
                let line = text.lines().nth(record.line - 1).unwrap_or_default();
                let at = line.chars().nth(record.column - 1);
                assert_eq!(at, Some('('), "{path}:{}:{}", record.line, record.column);
            }
        }
    }
}

/// The parts of a zip, as they are packed, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..zip.len()).map(|at| {
        let mut part = zip.by_index_raw(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    });
    parts.collect()
}

/// What of a zip is not the data of members, nor says where they lie and how much they are: all else has to stay where some is replaced.
fn around(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let blank = |from: usize, to: usize, numbers: &[[usize; 2]]| {
        let mut stretch = bytes[from..to].to_vec();
        for [start, end] in numbers {
            stretch[*start..*end].fill(0);
        }
        stretch
    };
    let mut around = vec![bytes[..zip.offset() as usize].to_vec()];
    let mut directory = zip.central_directory_start() as usize;
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).unwrap();
        let (local, data) = (
            part.header_start() as usize,
            part.data_start().unwrap() as usize,
        );
        around.push(blank(local, data, &[[14, 26]]));
    }
    while bytes[directory..].starts_with(b"PK\x01\x02") {
        let long = |at: usize| {
            usize::from(u16::from_le_bytes([
                bytes[directory + at],
                bytes[directory + at + 1],
            ]))
        };
        let end = directory + 46 + long(28) + long(30) + long(32);
        around.push(blank(directory, end, &[[16, 28], [42, 46]]));
        directory = end;
    }
    around.push(blank(directory, bytes.len(), &[[16, 20]]));
    around
}

/// Stretches of a text that hold a word, and what is put in its place.
fn edits<'e>(
    document: &'e Document,
    words: &'e BTreeMap<&str, &str>,
) -> Vec<(std::ops::Range<usize>, &'e str)> {
    let mut edits = Vec::new();
    for (word, new) in words {
        let found = document.text.match_indices(word);
        edits.extend(found.map(|(at, word)| (at..at + word.len(), *new)));
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits
}

#[test]
fn all_else_stays_where_words_are_replaced() {
    // Words that the files have in one run, and in two.
    let words = BTreeMap::from([
        ("현지화", "지역화"),
        ("하이퍼파라미터", "초매개변수 & <값>"),
        ("가상 머신", "가상 기계"),
        ("말뭉치", "언어 자료"),
    ]);
    for file in files() {
        let document = read(&file);
        let path = &document.path;
        if !document.is_written() {
            let ours = edits(&document, &words);
            assert!(ours.len() >= 4, "{path}");
            continue;
        }
        let mut words = words.clone();
        let has_no_room = document.format == Format::SUBTITLES && !path.contains(".vtt");
        if document.origin.is_none() || has_no_room {
            // Where the text is that of the file, `check` writes what is to be escaped as the format has it; SRT has no room for it.
            let refused = edits(&document, &words);
            let refused = document.edited(refused.iter().map(|(range, new)| (range, *new)));
            assert!(refused.is_none() || document.origin.is_none(), "{path}");
            words.insert("하이퍼파라미터", "초매개변수");
        }
        let edits = edits(&document, &words);
        assert!(edits.len() >= 4, "{path}: {edits:?}");
        let wanted = {
            let mut text = document.text.clone();
            for (range, new) in edits.iter().rev() {
                text.replace_range(range.clone(), new);
            }
            text
        };
        let edited = document
            .edited(edits.iter().map(|(range, new)| (range, *new)))
            .unwrap_or_else(|| panic!("{path}"));
        assert_eq!(edited.text, wanted, "{path}");
        let before = fs::read(&file).unwrap();
        if let Some(packed) = document.repacked(&before, &edited) {
            let packed = packed.unwrap();
            let changed: Vec<String> = parts(&before)
                .into_iter()
                .zip(parts(&packed))
                .filter(|(old, new)| {
                    assert_eq!(old.0, new.0, "{path}");
                    old.1 != new.1
                })
                .map(|(old, _)| old.0)
                .collect();
            assert!(
                !changed.is_empty() && changed.len() <= 4,
                "{path}: {changed:?}"
            );
            assert!(around(&before) == around(&packed), "{path}");
            let again = tempfile::tempdir().unwrap();
            let again = again.path().join(file.file_name().unwrap());
            fs::create_dir_all(again.parent().unwrap()).unwrap();
            fs::write(&again, &packed).unwrap();
            assert_eq!(read(&again).text, wanted, "{path}");
        } else if path.contains("cp949") || path.contains("euckr") || path.contains("utf16") {
            let written = encode_as(&before, document.source(), edited.source());
            assert!(written.is_some_and(|written| written != before), "{path}");
        } else {
            // What is not replaced is there as it was.
            let (old, new) = (document.source(), edited.source());
            let lines = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
            assert!(
                (1..=words.len()).contains(&lines.count())
                    || path.ends_with("escaped.json")
                    || document.format == Format::HTML,
                "{path}"
            );
        }
    }
}

/// A packed file is read as what it is, whatever it is called.
#[test]
fn packed_files_are_known_by_what_is_in_them() {
    let folder = tempfile::tempdir().unwrap();
    for (name, called, format) in [
        ("pairs.hwpx", "글.hwp", Format::HWPX),
        ("pairs.docx", "글.pptx", Format::DOCX),
        ("pairs.pdf", "글.txt", Format::PDF),
        ("pairs.parquet", "글.csv", Format::PARQUET),
    ] {
        let path = folder.path().join(called);
        fs::copy(file(name), &path).unwrap();
        let document = read(&path);
        assert_eq!(document.format, format, "{called}");
        assert_eq!(document.text, read(&file(name)).text);
    }
}

fn file(name: &str) -> PathBuf {
    folder().join("files").join(name)
}
