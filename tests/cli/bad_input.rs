//! Real files: other encodings, decomposed Hangul, odd characters, broken structure, files that are no text.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

use crate::binary::{glossary_and_ledger, mine, yongeo_in};
use crate::encoded::{cp949, utf16};

const TEXT: &str = "새 도서관은 국립공원(national park) 안에 있다.\n\
                    올해부터 기계학습(machine learning)을 가르친다.\n";

/// What `extract` says about one pair: offset, line, column, Korean, English.
type Pair = (usize, usize, usize, String, String);

/// Runs `extract` in a folder; the exit status, the pairs and what was said on standard error.
fn extract(folder: &Path, paths: &[&str]) -> (i32, Vec<Pair>, String) {
    let extract = ["extract", "--format", "jsonl"];
    let run = yongeo_in(folder, &[&extract, paths].concat())
        .output()
        .unwrap();
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let pairs = String::from_utf8(run.stdout)
        .unwrap()
        .lines()
        .map(|line| {
            let pair: serde_json::Value = serde_json::from_str(line).unwrap();
            (
                number(&pair["offset"]),
                number(&pair["line"]),
                number(&pair["column"]),
                pair["korean"].as_str().unwrap().to_owned(),
                pair["english"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let said = String::from_utf8(run.stderr).unwrap();
    (run.status.code().expect("no signal ended it"), pairs, said)
}

/// The pairs of a file that gives no cause for complaint.
fn pairs(bytes: impl AsRef<[u8]>) -> Vec<Pair> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("글.txt"), bytes).unwrap();
    let (status, pairs, said) = extract(folder.path(), &["글.txt"]);
    assert_eq!((status, said.as_str()), (0, ""));
    pairs
}

/// Korean and English of the pairs of a text, after checking that every position points at its bracket.
fn terms(text: &str) -> Vec<(String, String)> {
    pairs(text)
        .into_iter()
        .map(|(offset, line, column, korean, english)| {
            let before = &text[..offset];
            assert!(
                text[offset..].starts_with(['(', '（']),
                "{offset} in {text:?}"
            );
            assert_eq!(line, before.matches('\n').count() + 1, "{text:?}");
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            assert_eq!(column, before[start..].chars().count() + 1, "{text:?}");
            (korean, english)
        })
        .collect()
}

fn pair(korean: &str, english: &str) -> (String, String) {
    (korean.to_owned(), english.to_owned())
}

/// The two pairs of [`TEXT`].
fn both() -> Vec<(String, String)> {
    vec![
        pair("국립공원", "national park"),
        pair("기계학습", "machine learning"),
    ]
}

/// The same text in every encoding that is found out.
fn encoded() -> [(&'static str, Vec<u8>); 5] {
    [
        ("utf-8.txt", TEXT.into()),
        ("utf-8-mark.txt", format!("\u{FEFF}{TEXT}").into()),
        ("cp949.txt", cp949(TEXT)),
        ("utf-16le.txt", utf16(TEXT, u16::to_le_bytes)),
        ("utf-16be.txt", utf16(TEXT, u16::to_be_bytes)),
    ]
}

#[test]
fn every_encoding_gives_the_same_pairs_and_positions() {
    assert_eq!(terms(TEXT), both());
    let expected = pairs(TEXT);
    for (name, bytes) in encoded() {
        assert_eq!(pairs(bytes), expected, "{name}");
    }
}

#[test]
fn decomposed_hangul_is_found_and_stays_as_it_is() {
    let text: String = TEXT.nfd().collect();
    let expected: Vec<_> = both()
        .into_iter()
        .map(|(korean, english)| (korean.nfd().collect(), english))
        .collect();
    assert_ne!(expected, both());
    assert_eq!(terms(&text), expected);
}

#[test]
fn full_width_brackets_count_and_may_be_mixed() {
    for (open, close) in [("（", "）"), ("(", "）"), ("（", ")")] {
        assert_eq!(terms(&TEXT.replace('(', open).replace(')', close)), both());
    }
}

#[test]
fn text_wrapped_inside_a_parenthesis_stays_as_it_is() {
    for line_end in ["\n", "\r\n", "\r", "\n    "] {
        let english = format!("International Monetary{line_end}Fund");
        let text = format!("이 기구는 국제통화기금({english})과 함께 일한다.\n");
        assert_eq!(terms(&text), [pair("국제통화기금", &english)]);
    }
}

#[test]
fn spaces_and_characters_nobody_sees_do_not_matter_and_stay() {
    for (korean, english) in [
        ("기계&nbsp;학습", "machine&nbsp;learning"),
        ("기계\u{A0}학습", "machine\u{A0}learning"),
        ("기계\u{200B}학습", "machine\u{200B} learning"),
        ("기계\u{2060}학습", "machine \u{FEFF}learning"),
        ("기계\u{AD}학습", "ma\u{AD}chine learn\u{AD}ing"),
    ] {
        let text = format!("올해부터 {korean}({english})을 가르친다.\n");
        assert_eq!(terms(&text), [pair(korean, english)]);
    }
    // Outside of the words they belong to neither.
    let text = "올해부터 \u{200B}기계학습\u{200B}(\u{200B}machine learning\u{200B})을 가르친다.\n";
    assert_eq!(terms(text), [pair("기계학습", "machine learning")]);
}

#[test]
fn line_ends_and_a_missing_last_one_do_not_matter() {
    for text in [TEXT.trim_end(), &TEXT.replace('\n', "\r\n")] {
        assert_eq!(terms(text), both());
    }
}

/// Texts of old Macs end their lines with a lone carriage return.
#[test]
fn no_term_crosses_a_lone_carriage_return() {
    let text = "올해의 새 과목\r기계학습(machine learning)\r데이터\r과학(science)\r";
    let found: Vec<_> = pairs(text)
        .into_iter()
        .map(|(_, line, column, korean, english)| (line, column, korean, english))
        .collect();
    let (learning, science) = (
        pair("기계학습", "machine learning"),
        pair("과학", "science"),
    );
    assert_eq!(
        found,
        [(2, 5, learning.0, learning.1), (4, 3, science.0, science.1)]
    );
}

#[test]
fn where_nothing_stands_nothing_is_found() {
    for bytes in ["", "\u{FEFF}", " \n\t\r\n\n", "(", ")", "()", "가(a"] {
        assert_eq!(pairs(bytes), [], "{bytes:?}");
    }
}

#[test]
fn unclosed_and_deep_brackets_spoil_nothing_around_them() {
    let deep = 100_000;
    for spoilt in [
        "데이터베이스(database".to_owned(),
        format!("국립공원(a{}{}", "(b".repeat(deep), ")".repeat(deep + 1)),
        "가(".repeat(deep),
        "가(a".repeat(deep),
        "（".repeat(deep),
        ")".repeat(deep),
    ] {
        let text = format!("{TEXT}\n{spoilt}\n\n{TEXT}");
        let expected = [both(), both()].concat();
        let start: String = spoilt.chars().take(20).collect();
        assert_eq!(terms(&text), expected, "{start}…");
    }
    let unclosed = "데이터베이스(database를 둘러싼 국립공원(national park)이다.\n";
    assert_eq!(terms(unclosed), [pair("국립공원", "national park")]);
}

#[test]
fn a_line_of_20_megabytes_is_read_to_its_end() {
    let filler = "괄호가 없는 문장이 한 줄로 길게 이어진다. ".repeat(160);
    let piece = format!("{filler}올해부터 기계학습(machine learning)을 가르친다. ");
    let count = 20_000_000 / piece.len() + 1;
    let text = piece.repeat(count);
    assert!(text.len() >= 20_000_000 && !text.contains('\n'));

    let found = pairs(&text);
    assert_eq!(found.len(), count);
    let offset = piece.find('(').unwrap();
    let column = piece[..offset].chars().count() + 1;
    let characters = piece.chars().count();
    for (index, (at, line, col, korean, english)) in found.into_iter().enumerate() {
        assert_eq!(at, offset + index * piece.len());
        assert_eq!((line, col), (1, column + index * characters));
        assert_eq!((korean, english), pair("기계학습", "machine learning"));
    }
}

const BINARY: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0";

/// A folder in which good files stand between such as can't be read.
fn mixed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).unwrap();
    for (name, bytes) in encoded() {
        fs::write(docs.join(name), bytes).unwrap();
    }
    let decomposed: String = TEXT.nfd().collect();
    fs::write(docs.join("nfd.txt"), decomposed).unwrap();
    fs::write(docs.join("empty.txt"), "").unwrap();
    fs::write(docs.join("image.txt"), BINARY).unwrap();
    let (japanese, _, _) =
        encoding_rs::SHIFT_JIS.encode("これは日本語のテキストです。データベース");
    fs::write(docs.join("japanese.txt"), japanese).unwrap();
    folder
}

const NOTES: &str = "\
yongeo: note: docs/image.txt: is a binary file, not text
yongeo: note: docs/japanese.txt: is neither UTF-8 nor CP949, and looks like Shift_JIS (if that is right, say --encoding shift_jis)
";

#[test]
fn what_cannot_be_read_in_a_folder_is_noted_and_the_rest_is_done() {
    let folder = mixed();
    let (status, pairs, said) = extract(folder.path(), &["docs"]);
    assert_eq!((status, said.as_str()), (0, NOTES));
    assert_eq!(pairs.len(), 6 * both().len());
}

#[test]
fn what_cannot_be_read_by_name_is_an_error_and_the_rest_is_done() {
    let folder = mixed();
    let paths = ["docs/image.txt", "docs/utf-8.txt", "docs/japanese.txt"];
    let (status, pairs, said) = extract(folder.path(), &paths);
    assert_eq!((status, pairs.len()), (2, both().len()));
    let said: Vec<&str> = said.lines().collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("yongeo: error: docs/image.txt: is a binary file, not text ("));
    assert!(said[1].starts_with("yongeo: error: docs/japanese.txt: is neither UTF-8 nor CP949"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_noted_or_an_error() {
    use std::os::unix::fs::PermissionsExt;

    let folder = mixed();
    let locked = folder.path().join("docs/locked.txt");
    fs::write(&locked, TEXT).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything: then it is one good file more.
    let root = fs::read(&locked).is_ok();
    let reason = "docs/locked.txt: may not be read (check its permissions)\n";

    let (status, pairs, said) = extract(folder.path(), &["docs"]);
    let good = if root { 7 } else { 6 };
    assert_eq!((status, pairs.len()), (0, good * both().len()));
    let note = format!("yongeo: note: {reason}");
    assert_eq!(said.contains(&note), !root, "{said}");

    let (status, _, said) = extract(folder.path(), &["docs/locked.txt"]);
    let error = format!("yongeo: error: {reason}");
    let expected = if root { (0, "") } else { (2, error.as_str()) };
    assert_eq!((status, said.as_str()), expected);
}

/// A file that opens and then fails, for root too.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fails_while_it_is_read_is_an_error() {
    let folder = mixed();
    let (status, pairs, said) = extract(folder.path(), &["/proc/self/mem", "docs/utf-8.txt"]);
    assert_eq!((status, pairs.len()), (2, both().len()));
    assert!(
        said.starts_with("yongeo: error: /proc/self/mem: cannot be read: "),
        "{said}"
    );
}

#[test]
fn none_of_it_corrupts_a_glossary() {
    let folder = mixed();
    let mine = || {
        let said = mine(folder.path(), &["docs"]);
        assert!(said.starts_with(NOTES), "{said}");
        glossary_and_ledger(folder.path())
    };
    let first = mine();
    // Composed and decomposed, in every encoding: two terms, six times each.
    let rows: Vec<Vec<&str>> = first[0]
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect())
        .collect();
    let figures: Vec<_> = rows
        .iter()
        .map(|row| (row[1], row[2], row[6], row[7]))
        .collect();
    assert_eq!(
        figures,
        [
            ("machine learning", "기계학습", "6", "6"),
            ("national park", "국립공원", "6", "6"),
        ]
    );
    assert_eq!(mine(), first);
}

#[test]
fn a_folder_without_a_dictionary_is_named_with_the_reason_and_what_to_type() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for name in ["empty", "damaged"] {
        fs::create_dir(path.join(name)).unwrap();
    }
    fs::write(path.join("글.txt"), TEXT).unwrap();
    fs::write(path.join("damaged/metadata.json"), "{").unwrap();
    for (given, reason) in [
        ("nowhere", "no such folder"),
        ("글.txt", "is a file, not the folder of a Korean dictionary"),
        (
            "empty",
            "is not the folder of a Korean dictionary: there is no metadata.json in it",
        ),
        (
            "damaged",
            "holds a Korean dictionary that is damaged or was built for another version of yongeo",
        ),
    ] {
        let (status, pairs, said) = extract(path, &["--dictionary", given, "글.txt"]);
        assert_eq!((status, pairs), (2, vec![]), "{given}");
        let hint = "type `cargo xtask dictionary`: it builds one and prints its folder";
        assert_eq!(said, format!("yongeo: error: {given}: {reason} ({hint})\n"));
    }
}

#[test]
fn what_is_no_yaml_or_json_is_named_with_its_line_and_read_all_the_same() {
    let folder = crate::binary::folder(&[
        ("가.yaml", "제목: 린터(linter)\n\t본문: 말뭉치\n"),
        (
            "나.json",
            "{\"제목\": \"린터(linter)\",\n\"본문\": \"말뭉치(cor",
        ),
        ("다.yaml", "제목: 린터(linter)\n"),
    ]);
    let (status, pairs, said) = extract(folder.path(), &["."]);
    assert_eq!((status, pairs.len()), (0, 3));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].starts_with("yongeo: note: ./가.yaml: line 2: is not YAML: while scanning a plain scalar, found a tab")
            && lines[0].ends_with("(put it right; until then it is read like any other text, with its keys and comments)"),
        "{said}"
    );
    assert!(
        lines[1].starts_with("yongeo: note: ./나.json: line 2: is not JSON: the string that begins here never ends (put it right, or"),
        "{said}"
    );
    // Who says what it is wants no note.
    let (status, _, said) = extract(folder.path(), &["--as", "other", "가.yaml", "나.json"]);
    assert_eq!((status, &*said), (0, ""));
}

#[test]
fn an_archive_asked_for_by_name_in_which_nothing_can_be_read_fails_like_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let picture = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR";
    fs::write(folder.path().join("스캔.pdf"), picture).unwrap();
    let mut zip = zip::ZipWriter::new(fs::File::create(folder.path().join("묶음.zip")).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("스캔.pdf", options).unwrap();
    zip.write_all(picture).unwrap();
    zip.finish().unwrap();
    let why = "스캔.pdf: is a picture (PNG), not pdf (run OCR over it, as with `ocrmypdf --image-dpi 300 -l kor+eng`)";
    for (path, status, named) in [
        ("스캔.pdf", 2, format!("yongeo: error: {why}\n")),
        ("묶음.zip", 2, format!("yongeo: error: 묶음.zip/{why}\n")),
        (
            ".",
            0,
            format!("yongeo: note: ./묶음.zip/{why}\nyongeo: note: ./{why}\n"),
        ),
    ] {
        let (found, pairs, said) = extract(folder.path(), &[path]);
        assert_eq!((found, pairs), (status, vec![]));
        assert!(said.starts_with(&named), "{said}");
    }
}
