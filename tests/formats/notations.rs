//! Terms in tables, lists and notes, in the formats that have them: `tests/formats/make.py` makes the files.

use std::fs;

use yongeo::Extractor;
use yongeo::report::records;

use super::{folder, read};

/// The rows of the table, with their notation.
const TABLE: [[&str; 3]; 6] = [
    ["린터", "linter", "table"],
    ["말뭉치", "corpus", "table"],
    ["차등 정보 보호", "differential privacy", "table"],
    ["지연 평가", "lazy evaluation", "table"],
    ["셸", "shell", "table"],
    ["꾸러미", "package", "table"],
];

/// The notes.
const NOTES: [[&str; 3]; 3] = [
    ["형상 관리", "configuration management", "footnote"],
    ["회귀 시험", "regression test", "footnote"],
    ["정적 분석", "static analysis", "footnote"],
];

/// The lines of the list.
const ITEMS: [[&str; 3]; 4] = [
    ["배포", "deployment", "list"],
    ["버전 관리", "version control", "list"],
    ["지속적 통합", "continuous integration", "list"],
    ["무중단 배포", "zero-downtime deployment", "list"],
];

#[test]
fn terms_are_found_wherever_they_stand() {
    let extractor = Extractor::new(None).unwrap().with_notations(true);
    let mut files: Vec<_> = (fs::read_dir(folder().join("terms")).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 22);
    for file in files {
        let document = read(&file);
        let found: Vec<_> = records(&document, extractor.extract(&document)).collect();
        let found: Vec<[&str; 3]> = (found.iter())
            .map(|one| [&*one.korean, &*one.english, one.notation.as_str()])
            .collect();
        let expected = if file.to_string_lossy().contains("table") {
            TABLE.to_vec()
        } else {
            [&TABLE[..], &NOTES, &ITEMS].concat()
        };
        assert_eq!(found, expected, "{}", file.display());
    }
}

/// What the documents here say in parentheses is not said otherwise.
#[test]
fn sentences_have_no_other_notations() {
    let extractor = Extractor::new(None).unwrap().with_notations(true);
    for file in super::files() {
        let document = read(&file);
        let found = extractor.extract(&document);
        assert_eq!(found.len(), super::pairs().len(), "{}", file.display());
    }
}
