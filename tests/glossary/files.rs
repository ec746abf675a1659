//! The files: refused and left as they were, saved by several at once, linked, and what documents are called in them.

use std::fs;
use std::path::{Path, PathBuf};

use yongeo::glossary::Glossary;

use crate::{Place, consortium, share};

#[test]
fn what_cannot_be_read_is_refused_and_left_as_it_was() {
    let place = Place::new();
    let refuse = |csv: &[u8], said: &str| {
        fs::write(place.path(), csv).unwrap();
        let error = Glossary::open(place.path(), &mut |_| ())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(said) && error.contains("glossary.csv: "),
            "{error}"
        );
        assert_eq!(fs::read(place.path()).unwrap(), csv);
    };
    refuse(b"concept,english,korean\na,b,\"c\n", "line 2: the quote");
    refuse(
        b"concept,english,korean,status\na,b,c,ok\n",
        "line 2, column status: unknown status",
    );
    let (korean, _, _) = encoding_rs::EUC_KR.encode("이름으로만 불리는 것");
    refuse(
        &[
            b"concept,english,korean\na,b,",
            &korean[..],
            b"\nc,\xff,d\n",
        ]
        .concat(),
        "line 3, cell 2: is neither UTF-8 nor CP949",
    );
    // A ledger that a merge left in conflict.
    place.write("concept,english,korean\n");
    fs::write(
        place.0.path().join("glossary.evidence.csv"),
        "<<<<<<< ours\n",
    )
    .unwrap();
    let error = Glossary::open(place.path(), &mut |_| ())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(
            "glossary.evidence.csv: line 1: holds a conflict of git (<<<<<<<) (merge it by rows"
        ),
        "{error}"
    );
    // Nor is a ledger a glossary.
    let error =
        Glossary::open(place.0.path().join("glossary.evidence.csv"), &mut |_| ()).unwrap_err();
    assert!(error.to_string().contains("is a ledger"), "{error}");
    // Nor is a workbook, and nothing is made beside one.
    let workbook = place.0.path().join("new/terms.XLSX");
    let error = Glossary::open(&workbook, &mut |_| ()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("a glossary is a CSV file (save it as"),
        "{error}"
    );
    assert!(!place.0.path().join("new").exists());
}

#[test]
fn what_a_person_saves_while_it_is_mined_is_taken_up() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let mut glossary = place.open();
    glossary.mine(vec![share("b.txt", &[(1, "구름", "cloud")])]);
    place.replace("클라우드,term,en,proposed", "클라우드,term,en,preferred");
    place.replace("Consortium,콘소시엄", "Consortium,컨소시엄");
    glossary.save().unwrap();
    assert_eq!(
        place.rows(),
        [
            "cloud,cloud,클라우드,term,en,preferred,1,1,0.50,",
            "cloud-구름,cloud,구름,term,en,proposed,1,1,0.51,",
            "consortium,Consortium,컨소시엄,term,en,proposed,0,0,0.00,",
            "consortium,Consortium,콘소시엄,term,en,proposed,1,1,0.90,",
            "consortium,consortium,콘소시엄,term,en,proposed,1,1,0.60,",
        ]
    );
    drop(glossary);
    // Unless it cannot be read.
    let mut glossary = place.open();
    glossary.mine(vec![share("b.txt", &[])]);
    place.replace("preferred", "liked");
    let typed = place.csv();
    let error = glossary.save().unwrap_err().to_string();
    assert!(
        error.contains("line 2, column status: unknown status"),
        "{error}"
    );
    assert_eq!(place.csv(), typed);
}

#[test]
fn what_excel_saves_while_it_is_mined_is_taken_up_and_told() {
    let place = Place::new();
    place.mine_all(&[("a.txt", vec![(1, "카페", "café"), (2, "클라우드", "cloud")])]);
    let mut glossary = place.open();
    assert_eq!(glossary.take_notes(), []);
    glossary.mine(vec![share("b.txt", &[(1, "클라우드", "cloud")])]);
    let saved = place
        .csv()
        .replace(',', ";")
        .replace('é', "?")
        .replace('\n', "\r\n");
    fs::write(place.path(), encoding_rs::EUC_KR.encode(&saved).0).unwrap();
    glossary.save().unwrap();
    let notes: Vec<String> = glossary
        .take_notes()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes[0].contains("glossary.csv: line 2, column english: \"caf?\" was \"café\""),
        "{notes:?}"
    );
    assert!(
        notes[1].contains("glossary.csv: was CP949 with semicolons; is UTF-8 with commas now"),
        "{notes:?}"
    );
    assert!(place.csv().starts_with("\u{feff}concept,"));
    assert!(
        place
            .csv()
            .contains("\r\ncloud,cloud,클라우드,term,en,proposed,2,2,")
    );
    glossary.save().unwrap();
    assert_eq!(glossary.take_notes(), []);
}

#[test]
fn two_miners_at_once_lose_nothing() {
    let place = Place::new();
    let names: Vec<String> = (0..6).map(|number| format!("{number}.txt")).collect();
    std::thread::scope(|scope| {
        for name in &names {
            scope.spawn(|| {
                let mut glossary = Glossary::open(place.path(), &mut |_| ()).unwrap();
                glossary.mine(vec![share(name, &[(1, "클라우드", "cloud")])]);
                glossary.save().unwrap();
            });
        }
    });
    assert_eq!(
        place.rows(),
        ["cloud,cloud,클라우드,term,en,proposed,6,6,0.51,"]
    );
}

#[test]
fn reading_needs_a_glossary_and_does_not_write() {
    let place = Place::new();
    let error = Glossary::read(place.path()).unwrap_err().to_string();
    assert!(error.contains("no such glossary"), "{error}");
    place.mine_all(&[consortium()]);
    let mut glossary = Glossary::read(place.path()).unwrap();
    let row = glossary.rows().next().unwrap();
    assert_eq!(
        (row.occurrences(), row.documents(), row.confidence()),
        (1, 1, 0.5)
    );
    assert_eq!(glossary.found().count(), 3);
    assert!(glossary.save().is_err());
}

#[test]
fn documents_are_named_from_where_the_glossary_lies() {
    let place = Place::new();
    let folder = place.0.path();
    for name in ["docs", "glossary"] {
        fs::create_dir(folder.join(name)).unwrap();
    }
    fs::write(folder.join("docs/기사.txt"), "").unwrap();
    let glossary = Glossary::open(folder.join("glossary/glossary.csv"), &mut |_| ()).unwrap();
    let decomposed = "docs/\u{1100}\u{1175}\u{1109}\u{1161}.txt";
    for (path, name) in [
        (folder.join("docs/기사.txt"), "../docs/기사.txt"),
        (folder.join("docs/../docs/./기사.txt"), "../docs/기사.txt"),
        (folder.join(decomposed), "../docs/기사.txt"),
        (folder.join("glossary/a.txt"), "a.txt"),
        (PathBuf::from("-"), "-"),
    ] {
        assert_eq!(glossary.document_name(&path), name);
    }
}

#[cfg(unix)]
#[test]
fn a_linked_glossary_is_kept_where_it_lies() {
    let place = Place::new();
    let folder = place.0.path();
    fs::create_dir(folder.join("shared")).unwrap();
    std::os::unix::fs::symlink("shared/terms.csv", place.path()).unwrap();
    place.mine_all(&[consortium()]);
    assert_eq!(
        fs::read_link(place.path()).unwrap(),
        Path::new("shared/terms.csv")
    );
    assert!(folder.join("shared/terms.csv").is_file());
    assert!(folder.join("shared/terms.evidence.csv").is_file());
}
