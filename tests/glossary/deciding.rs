//! Which Korean a place gives is decided anew as evidence grows, by the set of documents alone.

use yongeo::glossary::Evidence;

use crate::{Place, open_evidence, share};

/// The aligner by itself takes the last word.
fn doubtful() -> (String, Vec<Evidence>) {
    let candidates = [(0.6, "새로운 평가 세트"), (1.0, "평가 세트"), (1.4, "세트")];
    let evidence = open_evidence("a.txt", 10, &candidates, "test set");
    ("a.txt".into(), vec![evidence])
}

/// Here the term is plain.
fn plain(name: &str, offset: usize) -> (String, Vec<Evidence>) {
    let candidates = [(1.0, "세트"), (4.0, "평가 세트")];
    let evidence = open_evidence(name, offset, &candidates, "test set");
    (name.into(), vec![evidence])
}

fn korean(place: &Place) -> Vec<String> {
    let rows = place.open();
    rows.rows()
        .map(|row| format!("{} {}", row.korean(), row.occurrences()))
        .collect()
}

#[test]
fn what_other_documents_show_decides_a_doubtful_place() {
    let place = Place::new();
    place.mine(vec![doubtful()]);
    assert_eq!(korean(&place), ["세트 1"]);
    place.mine(vec![plain("b.txt", 20), plain("c.txt", 30)]);
    assert_eq!(korean(&place), ["평가 세트 3"]);
}

#[test]
fn once_they_are_gone_the_place_stands_for_itself_again() {
    let place = Place::new();
    place.mine(vec![doubtful(), plain("b.txt", 20), plain("c.txt", 30)]);
    place.mine(vec![share("b.txt", &[]), share("c.txt", &[])]);
    let alone = Place::new();
    alone.mine(vec![doubtful(), share("b.txt", &[]), share("c.txt", &[])]);
    assert_eq!(place.csv(), alone.csv());
    assert_eq!(place.ledger(), alone.ledger());
    assert_eq!(korean(&place), ["세트 1"]);
}

#[test]
fn batches_and_order_change_nothing() {
    let documents = || vec![doubtful(), plain("b.txt", 20), plain("c.txt", 30)];
    let at_once = Place::new();
    at_once.mine(documents());
    let one_by_one = Place::new();
    for document in documents().into_iter().rev() {
        one_by_one.mine(vec![document]);
    }
    assert_eq!(one_by_one.csv(), at_once.csv());
    assert_eq!(one_by_one.ledger(), at_once.ledger());
}

#[test]
fn a_place_that_comes_to_nothing_is_kept_for_another_time() {
    let place = Place::new();
    let candidates = [(-2.2, "객체")];
    let nothing = open_evidence("a.txt", 10, &candidates, "meetup");
    let summary = place.mine(vec![("a.txt".into(), vec![nothing])]);
    assert_eq!((summary.pairs, summary.rows), (0, 0));
    assert!(place.ledger().contains("-2.20 객체"), "{}", place.ledger());
    let found = |name: &str, offset| {
        let candidates = [(3.0, "객체")];
        (
            name.to_owned(),
            vec![open_evidence(name, offset, &candidates, "meetup")],
        )
    };
    place.mine(vec![found("b.txt", 20), found("c.txt", 30)]);
    assert_eq!(korean(&place), ["객체 3"]);
}

#[test]
fn a_row_that_a_person_has_touched_stays_whatever_is_decided() {
    let place = Place::new();
    place.mine(vec![doubtful()]);
    place.replace(",proposed,1,1,", ",preferred,1,1,");
    place.mine(vec![plain("b.txt", 20), plain("c.txt", 30)]);
    let rows = korean(&place);
    assert_eq!(rows, ["세트 0", "평가 세트 3"]);
    assert!(
        place.csv().contains("세트,term,en,preferred,0,0,"),
        "{}",
        place.csv()
    );
}
