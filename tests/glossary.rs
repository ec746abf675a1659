//! What a glossary does with evidence and with people's work, from outside: files before, files after.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use yongeo::Kind;
use yongeo::glossary::{Evidence, Glossary, Summary};

/// A document: its name, and `(offset, korean, english)` for each pair.
type Share = (&'static str, Vec<(usize, &'static str, &'static str)>);

fn evidence(document: &str, offset: usize, korean: &str, english: &str) -> Evidence {
    Evidence {
        document: document.to_owned(),
        offset,
        line: 1 + offset / 10,
        korean: korean.to_owned(),
        english: english.to_owned(),
        kind: if english.chars().all(|c| c.is_ascii_uppercase()) {
            Kind::Abbreviation
        } else {
            Kind::Term
        },
        language: "en".to_owned(),
        confidence: 0.5 + (offset % 50) as f32 / 100.0,
        context: format!("이 글에서 말하는 {korean}({english}) 이야기"),
    }
}

fn share(name: &str, pairs: &[(usize, &str, &str)]) -> (String, Vec<Evidence>) {
    let evidence = pairs
        .iter()
        .map(|&(offset, korean, english)| evidence(name, offset, korean, english));
    (name.to_owned(), evidence.collect())
}

/// A glossary in a folder of its own.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("glossary.csv")
    }

    fn open(&self) -> Glossary {
        Glossary::open(self.path(), &mut |_| panic!("nobody else is here")).unwrap()
    }

    fn mine(&self, documents: Vec<(String, Vec<Evidence>)>) -> Summary {
        let mut glossary = self.open();
        let summary = glossary.mine(documents);
        glossary.save().unwrap();
        summary
    }

    fn mine_all(&self, shares: &[Share]) -> Summary {
        self.mine(
            shares
                .iter()
                .map(|(name, pairs)| share(name, pairs))
                .collect(),
        )
    }

    fn csv(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn ledger(&self) -> String {
        fs::read_to_string(self.0.path().join("glossary.evidence.csv")).unwrap()
    }

    fn write(&self, csv: &str) {
        fs::write(self.path(), csv).unwrap();
    }

    /// What a person does in an editor.
    fn replace(&self, from: &str, to: &str) {
        let csv = self.csv();
        assert_eq!(csv.matches(from).count(), 1, "{from:?} in\n{csv}");
        self.write(&csv.replace(from, to));
    }

    /// The rows without the header.
    fn rows(&self) -> Vec<String> {
        self.csv().lines().skip(1).map(str::to_owned).collect()
    }
}

fn consortium() -> Share {
    (
        "a.txt",
        vec![
            (10, "콘소시엄", "consortium"),
            (90, "콘소시엄", "Consortium"),
            (200, "클라우드", "cloud"),
        ],
    )
}

#[test]
fn a_first_mining_writes_sorted_rows_and_a_ledger() {
    let place = Place::new();
    let summary = place.mine_all(&[consortium(), ("b.txt", vec![(7, "클라우드", "cloud")])]);
    assert_eq!(
        summary,
        Summary {
            rows: 3,
            concepts: 2,
            added: 3,
            ..Summary::default()
        }
    );
    assert_eq!(
        place.csv(),
        "concept,english,korean,kind,language,status,occurrences,documents,confidence,note\n\
         cloud,cloud,클라우드,term,en,proposed,2,2,0.57,\n\
         consortium,Consortium,콘소시엄,term,en,proposed,1,1,0.90,\n\
         consortium,consortium,콘소시엄,term,en,proposed,1,1,0.60,\n"
    );
    let ledger = place.ledger();
    assert!(
        ledger.contains("\na.txt,200,21,cloud,cloud,클라우드,term,en,0.5,cloud,클라우드,"),
        "{ledger}"
    );
    let left: BTreeSet<_> = fs::read_dir(place.0.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(
        left,
        ["glossary.csv".into(), "glossary.evidence.csv".into()].into()
    );
}

#[test]
fn mining_the_same_again_touches_no_file() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let modified = |name: &str| {
        fs::metadata(place.0.path().join(name))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = (modified("glossary.csv"), modified("glossary.evidence.csv"));
    let summary = place.mine_all(&[consortium()]);
    assert_eq!(
        summary,
        Summary {
            rows: 3,
            concepts: 2,
            ..Summary::default()
        }
    );
    assert_eq!(
        (modified("glossary.csv"), modified("glossary.evidence.csv")),
        before
    );
}

#[test]
fn a_changed_document_has_its_share_replaced() {
    let place = Place::new();
    place.mine_all(&[consortium(), ("b.txt", vec![(7, "클라우드", "cloud")])]);
    let summary = place.mine_all(&[("a.txt", vec![(10, "컨소시엄", "consortium")])]);
    assert_eq!((summary.added, summary.removed, summary.shrunk), (1, 2, 1));
    assert_eq!(
        place.rows(),
        [
            "cloud,cloud,클라우드,term,en,proposed,1,1,0.57,",
            "consortium,consortium,컨소시엄,term,en,proposed,1,1,0.60,",
        ]
    );
    // A document that gives nothing any more.
    place.mine_all(&[("a.txt", vec![]), ("b.txt", vec![])]);
    assert_eq!(place.rows(), [""; 0]);
}

#[test]
fn a_row_that_a_person_decided_on_outlives_its_evidence() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    place.replace(
        "cloud,클라우드,term,en,proposed,1,1,0.50,",
        "cloud,클라우드,term,en,rejected,1,1,0.50,",
    );
    place.replace(
        "en,proposed,1,1,0.90,",
        "en,proposed,1,1,0.90,\"줄\r\n바꿈, \"\"따옴표\"\"\"",
    );
    place.mine_all(&[("a.txt", vec![])]);
    assert_eq!(
        place.csv(),
        "concept,english,korean,kind,language,status,occurrences,documents,confidence,note\n\
         cloud,cloud,클라우드,term,en,rejected,0,0,0.00,\n\
         consortium,Consortium,콘소시엄,term,en,proposed,0,0,0.00,\"줄\r\n바꿈, \"\"따옴표\"\"\"\n"
    );
    // Found again, the rejected pair stays rejected, and is counted.
    place.mine_all(&[consortium()]);
    assert!(
        place
            .csv()
            .contains("cloud,cloud,클라우드,term,en,rejected,1,1,0.50,\n")
    );
}

#[test]
fn a_corrected_spelling_stays_and_the_texts_form_comes_back_beside_it() {
    let place = Place::new();
    place.mine_all(&[("a.txt", vec![(10, "콘소시엄", "Hpc Consortium")])]);
    place.replace("콘소시엄", "컨소시엄");
    let expected = [
        "hpc-consortium,Hpc Consortium,컨소시엄,term,en,proposed,0,0,0.00,",
        "hpc-consortium,Hpc Consortium,콘소시엄,term,en,proposed,1,1,0.60,",
    ];
    let again = [("a.txt", vec![(10, "콘소시엄", "Hpc Consortium")])];
    for _ in 0..3 {
        place.mine_all(&again);
        assert_eq!(place.rows(), expected);
    }
    // English too, though nothing but the row's history ties the two forms together.
    place.replace(
        "Hpc Consortium,콘소시엄",
        "High Performance Computing Consortium,콘소시엄",
    );
    place.mine_all(&again);
    assert_eq!(
        place.rows(),
        [
            "hpc-consortium,High Performance Computing Consortium,콘소시엄,term,en,proposed,0,0,0.00,",
            expected[0],
            expected[1],
        ]
    );
    // What people typed stays when the document is emptied; the texts' form goes.
    place.mine_all(&[("a.txt", vec![])]);
    assert_eq!(place.rows().len(), 2);
}

#[test]
fn a_row_typed_by_hand_is_never_lost() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let typed = "fog,fog computing,포그 컴퓨팅,term,en,proposed,0,0,0.00,\n";
    place.write(&(place.csv() + typed));
    place.mine_all(&[]);
    place.mine_all(&[("a.txt", vec![])]);
    assert_eq!(place.csv().lines().nth(1), Some(typed.trim_end()));
    // The texts come to say it too, and stop saying it.
    place.mine_all(&[("b.txt", vec![(3, "포그 컴퓨팅", "fog computing")])]);
    assert_eq!(
        place.rows(),
        ["fog,fog computing,포그 컴퓨팅,term,en,proposed,1,1,0.53,"]
    );
    place.mine_all(&[("b.txt", vec![])]);
    assert_eq!(place.rows(), [typed.trim_end()]);
}

#[test]
fn a_glossary_that_was_all_typed_by_hand_is_taken_as_it_is() {
    let place = Place::new();
    place.write("\u{feff}메모,korean,english,concept\r\n,컨소시엄,consortium,협의체\r\n손대지 말 것,구름,cloud,구름\r\n");
    place.mine_all(&[consortium()]);
    assert_eq!(
        place.csv(),
        "\u{feff}메모,korean,english,concept,kind,language,status,occurrences,documents,confidence\n\
         손대지 말 것,구름,cloud,구름,,,proposed,0,0,0.00\n\
         ,클라우드,cloud,구름,term,en,proposed,1,1,0.50\n\
         ,콘소시엄,Consortium,협의체,term,en,proposed,1,1,0.90\n\
         ,컨소시엄,consortium,협의체,,,proposed,0,0,0.00\n\
         ,콘소시엄,consortium,협의체,term,en,proposed,1,1,0.60\n"
    );
    let first = place.csv();
    place.mine_all(&[consortium()]);
    assert_eq!(place.csv(), first);
}

#[test]
fn a_deleted_row_comes_back_unless_it_is_rejected() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let before = place.csv();
    place.replace("cloud,cloud,클라우드,term,en,proposed,1,1,0.50,\n", "");
    place.mine_all(&[]);
    assert_eq!(place.csv(), before);
}

#[test]
fn a_split_that_a_person_made_stays() {
    let place = Place::new();
    let cells = [("a.txt", vec![(1, "세포", "cell"), (2, "셀", "cell")])];
    place.mine_all(&cells);
    place.replace("cell,cell,셀", "cell-sheet,cell,셀");
    place.mine_all(&cells);
    // An unrelated edit later on does not undo it.
    place.write(&(place.csv() + "tissue,tissue,조직,term,en,admitted,,,,\n"));
    place.mine_all(&[("b.txt", vec![(1, "셀", "Cells"), (2, "세포", "Cells")])]);
    assert_eq!(
        place
            .rows()
            .iter()
            .map(|row| row.splitn(4, ',').take(3).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>(),
        [
            "cell Cells 세포",
            "cell cell 세포",
            "cell-sheet Cells 셀",
            "cell-sheet cell 셀",
            "tissue tissue 조직"
        ]
    );
}

#[test]
fn a_concept_that_a_person_renamed_keeps_its_name_and_takes_new_spellings_in() {
    let place = Place::new();
    let lake: Share = ("a.txt", vec![(1, "데이터 레이크", "data lake")]);
    place.mine_all(std::slice::from_ref(&lake));
    place.replace("data-lake,", "자료호,");
    place.mine_all(&[
        lake.clone(),
        ("b.txt", vec![(1, "데이터레이크", "Data Lakes")]),
    ]);
    assert_eq!(
        place.rows(),
        [
            "자료호,Data Lakes,데이터레이크,term,en,proposed,1,1,0.51,",
            "자료호,data lake,데이터 레이크,term,en,proposed,1,1,0.51,",
        ]
    );
}

#[test]
fn a_pair_in_two_concepts_is_counted_in_both() {
    let place = Place::new();
    let cells = [("a.txt", vec![(1, "셀", "cell")])];
    place.mine_all(&cells);
    place.write(&(place.csv() + "cell-sheet,cell,셀,term,en,proposed,,,,\n"));
    for _ in 0..2 {
        place.mine_all(&cells);
        assert_eq!(
            place.rows(),
            [
                "cell,cell,셀,term,en,proposed,1,1,0.51,",
                "cell-sheet,cell,셀,term,en,proposed,1,1,0.51,"
            ]
        );
    }
}

#[test]
fn saving_in_a_spreadsheet_is_no_edit() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let ledger = place.ledger();
    let quoted: String = place
        .csv()
        .lines()
        .map(|line| format!("\"{}\"\r\n", line.replace(',', "\",\"")))
        .collect();
    place.write(&quoted);
    place.mine_all(&[]);
    assert_eq!(place.ledger(), ledger);
    // Decomposed Hangul, as some editors of macOS save it, is the same Hangul.
    place.replace("클라우드", "크\u{11af}라우드");
    place.mine_all(&[]);
    assert_eq!(place.rows().len(), 3);
}

#[test]
fn two_forms_in_one_parenthesis_are_one_concept() {
    let place = Place::new();
    let korean = "고고도 미사일 방어 체계";
    place.mine_all(&[
        (
            "a.txt",
            vec![
                (5, korean, "THAAD"),
                (5, korean, "Terminal High Altitude Area Defense"),
            ],
        ),
        ("b.txt", vec![(5, "사드", "THAAD"), (50, "체계", "system")]),
    ]);
    let concepts: Vec<String> = place
        .rows()
        .iter()
        .map(|row| row.split(',').next().unwrap().to_owned())
        .collect();
    let one = "terminal-high-altitude-area-defense";
    assert_eq!(concepts, ["system", one, one, one]);
}

#[test]
fn english_is_stored_clean_and_the_texts_form_stays_in_the_ledger() {
    let place = Place::new();
    let torn = share(
        "a.txt",
        &[(1, "고성능 컴퓨팅", "“High  Performance Comput ing”")],
    );
    place.mine(vec![torn.clone()]);
    assert!(place.csv().contains(",High Performance Comput ing,"));
    place.mine(vec![share(
        "b.txt",
        &[(1, "클라우드 컴퓨팅", "cloud computing")],
    )]);
    assert!(
        place
            .csv()
            .contains(",High Performance Computing,고성능 컴퓨팅,"),
        "{}",
        place.csv()
    );
    assert!(place.ledger().contains("“High  Performance Comput ing”"));
    // A lexicon knows it at once.
    let place = Place::new();
    let mut glossary = place.open().knowing(|word| word == "computing");
    glossary.mine(vec![torn]);
    assert_eq!(
        glossary.rows().next().unwrap().english(),
        "High Performance Computing"
    );
}

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
    refuse(b"concept,english,korean\na,b,\xb0\xa1\n", "CP949");
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
    assert!(error.contains("glossary.evidence.csv: "), "{error}");
    // Nor is a ledger a glossary.
    let error =
        Glossary::open(place.0.path().join("glossary.evidence.csv"), &mut |_| ()).unwrap_err();
    assert!(error.to_string().contains("is a ledger"), "{error}");
}

#[test]
fn who_saves_while_it_is_mined_wins() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let mut glossary = place.open();
    glossary.mine(vec![share("b.txt", &[(1, "구름", "cloud")])]);
    place.replace(
        "cloud,cloud,클라우드,term,en,proposed,1,1,0.50,",
        "cloud,cloud,클라우드,term,en,preferred,1,1,0.50,",
    );
    let typed = place.csv();
    let error = glossary.save().unwrap_err().to_string();
    assert!(error.contains("changed by another program"), "{error}");
    assert_eq!(place.csv(), typed);
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
