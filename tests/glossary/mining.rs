//! What mining writes: rows, figures, the ledger; a document's share replaced; clean English.

use std::collections::BTreeSet;
use std::fs;

use yongeo::Kind;
use yongeo::glossary::{Evidence, Summary};

use crate::{Place, consortium, evidence, share};

#[test]
fn a_first_mining_writes_sorted_rows_and_a_ledger() {
    let place = Place::new();
    let summary = place.mine_all(&[consortium(), ("b.txt", vec![(7, "클라우드", "cloud")])]);
    assert_eq!(
        summary,
        Summary {
            pairs: 4,
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
            pairs: 3,
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
fn two_forms_in_one_parenthesis_are_one_concept() {
    let place = Place::new();
    let korean = "고고도 미사일 방어 체계";
    // The letters of the acronym, read out.
    let read_out = Evidence {
        kind: Kind::Term,
        ..evidence("b.txt", 5, "사드", "THAAD")
    };
    place.mine(vec![
        share(
            "a.txt",
            &[
                (5, korean, "THAAD"),
                (5, korean, "Terminal High Altitude Area Defense"),
            ],
        ),
        (
            "b.txt".to_owned(),
            vec![read_out, evidence("b.txt", 50, "체계", "system")],
        ),
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
fn one_english_of_two_meanings_is_two_concepts() {
    let place = Place::new();
    place.mine_all(&[(
        "a.txt",
        vec![
            (1, "가중치", "weight"),
            (20, "무게", "weight"),
            (40, "가중 치", "Weights"),
        ],
    )]);
    assert_eq!(
        place.rows(),
        [
            "weight-가중-치,Weights,가중 치,term,en,proposed,1,1,0.90,",
            "weight-가중-치,weight,가중치,term,en,proposed,1,1,0.51,",
            "weight-무게,weight,무게,term,en,proposed,1,1,0.70,",
        ]
    );
}

#[test]
fn an_abbreviation_that_is_explained_in_latin_script_gets_a_row() {
    let place = Place::new();
    let explained = |offset| evidence("a.txt", offset, "Amazon Web Services", "AWS");
    let korean = evidence("a.txt", 9, "아마존 웹 서비스", "Amazon Web Services");
    place.mine(vec![(
        "a.txt".to_owned(),
        vec![explained(1), korean, explained(80)],
    )]);
    assert_eq!(
        place.rows(),
        [
            "amazon-web-services,AWS,아마존 웹 서비스,abbreviation,en,proposed,2,1,0.80,",
            "amazon-web-services,Amazon Web Services,아마존 웹 서비스,term,en,proposed,1,1,0.59,",
        ]
    );
    // Where the texts give the row themselves, only they are counted.
    place.mine_all(&[("b.txt", vec![(3, "아마존웹서비스", "AWS")])]);
    assert_eq!(
        place.rows(),
        [
            "amazon-web-services,AWS,아마존웹서비스,abbreviation,en,proposed,1,1,0.53,",
            "amazon-web-services,Amazon Web Services,아마존 웹 서비스,term,en,proposed,1,1,0.59,",
        ]
    );
    // Without any Korean there is nothing to say.
    place.mine(vec![("a.txt".to_owned(), vec![explained(1)])]);
    assert_eq!(
        place.rows(),
        ["aws,AWS,아마존웹서비스,abbreviation,en,proposed,1,1,0.53,"]
    );
}

#[test]
fn a_place_that_is_handed_over_twice_counts_once() {
    let place = Place::new();
    // More often than contexts are kept.
    place.mine_all(&[("a.txt", vec![(1, "셀", "cell"); 5])]);
    assert_eq!(place.rows(), ["cell,cell,셀,term,en,proposed,1,1,0.51,"]);
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
