//! The column `lemma`: mining's until a person fills, changes or empties a cell of it.

use std::fs;

use yongeo::glossary::Glossary;

use crate::{Place, Share, share};

const HEADER: &str =
    "concept,english,korean,kind,language,status,occurrences,documents,confidence,lemma,note";
const NOUNS: &str =
    "concept,english,korean,kind,language,status,occurrences,documents,confidence,note";

/// Citation forms of the predicates below.
fn cite(korean: &str) -> Option<String> {
    let form = match korean {
        "함께 쓰는" => "함께 쓰다",
        "나눌 수 없는" => "나눌 수 없다",
        "닫힌" => "닫히다",
        _ => return None,
    };
    Some(form.to_owned())
}

/// Those of another dictionary.
fn otherwise(korean: &str) -> Option<String> {
    (korean == "닫힌").then(|| "닫다".to_owned())
}

impl Place {
    fn mine_with(&self, tell: impl FnOnce(Glossary) -> Glossary, shares: &[Share]) {
        let mut glossary = tell(self.open());
        let documents = shares.iter().map(|(name, pairs)| share(name, pairs));
        glossary.mine(documents.collect());
        glossary.save().unwrap();
    }

    fn cite(&self, shares: &[Share]) {
        self.mine_with(|glossary| glossary.citing(cite), shares);
    }

    fn header(&self) -> String {
        self.csv().lines().next().unwrap().to_owned()
    }

    fn files(&self) -> (String, String) {
        (self.csv(), self.ledger())
    }
}

fn nouns() -> Share {
    ("a.txt", vec![(1, "클라우드", "cloud")])
}

fn predicates() -> Share {
    (
        "b.txt",
        vec![(1, "함께 쓰는", "shared"), (9, "닫힌", "closed")],
    )
}

#[test]
fn predicates_bring_the_column_and_take_it_away() {
    let place = Place::new();
    place.cite(&[nouns()]);
    let before = place.files();
    assert_eq!(place.header(), NOUNS);
    place.cite(&[predicates()]);
    assert_eq!(place.header(), HEADER);
    assert_eq!(
        place.rows(),
        [
            "closed,closed,닫힌,term,en,proposed,1,1,0.59,닫히다,",
            "cloud,cloud,클라우드,term,en,proposed,1,1,0.51,,",
            "shared,shared,함께 쓰는,term,en,proposed,1,1,0.51,함께 쓰다,",
        ]
    );
    let lemmas: Vec<Option<String>> = place
        .open()
        .rows()
        .map(|row| row.lemma().map(str::to_owned))
        .collect();
    assert_eq!(lemmas, [cite("닫힌"), None, cite("함께 쓰는")]);
    let at_once = Place::new();
    at_once.cite(&[nouns(), predicates()]);
    assert_eq!(place.files(), at_once.files());
    place.cite(&[("b.txt", vec![])]);
    assert_eq!(place.files(), before);
}

#[test]
fn it_is_last_where_people_began_the_file_and_their_rows_stay_as_they_are() {
    let place = Place::new();
    place.write("concept,english,korean,담당\nshared,shared,함께 쓰는,김하늘\n");
    place.cite(&[predicates()]);
    assert_eq!(
        place.csv(),
        "concept,english,korean,담당,kind,language,status,occurrences,documents,confidence,lemma\n\
         closed,closed,닫힌,,term,en,proposed,1,1,0.59,닫히다\n\
         shared,shared,함께 쓰는,김하늘,,,proposed,1,1,0.51,\n"
    );
}

#[test]
fn a_cell_that_a_person_filled_changed_or_emptied_is_theirs() {
    let place = Place::new();
    place.cite(&[nouns(), predicates()]);
    place.replace("0.51,,", "0.51,클라우드다,");
    place.replace("함께 쓰다", "같이 쓰다");
    place.replace("닫히다", "");
    let expected = [
        "closed,closed,닫힌,term,en,proposed,1,1,0.59,,",
        "cloud,cloud,클라우드,term,en,proposed,1,1,0.51,클라우드다,",
        "shared,shared,함께 쓰는,term,en,proposed,1,1,0.51,같이 쓰다,",
    ];
    for _ in 0..2 {
        place.cite(&[predicates()]);
        assert_eq!(place.rows(), expected);
    }
    // For good: with the texts gone, and with other people's edits.
    place.cite(&[("a.txt", vec![]), ("b.txt", vec![])]);
    place.replace("같이 쓰다,", "같이 쓰다,맞춤법 확인");
    place.cite(&[nouns(), predicates()]);
    assert_eq!(
        place.rows()[..2],
        expected.map(str::to_owned)[..2],
        "{}",
        place.ledger()
    );
    assert!(place.csv().contains("같이 쓰다,맞춤법 확인\n"));
}

#[test]
fn another_dictionary_corrects_what_mining_wrote_and_nobody_seems_to_have_edited_it() {
    let place = Place::new();
    place.cite(&[nouns(), predicates()]);
    place.replace(
        "cloud,클라우드,term,en,proposed",
        "cloud,클라우드,term,en,admitted",
    );
    place.mine_with(|glossary| glossary.citing(otherwise), &[]);
    assert_eq!(
        place.rows(),
        [
            "closed,closed,닫힌,term,en,proposed,1,1,0.59,닫다,",
            "cloud,cloud,클라우드,term,en,admitted,1,1,0.51,,",
            "shared,shared,함께 쓰는,term,en,proposed,1,1,0.51,,",
        ]
    );
    assert!(!place.ledger().contains("typed"), "{}", place.ledger());
}

#[test]
fn without_citation_forms_lemmas_stay_and_are_nobodys_edits() {
    let place = Place::new();
    place.cite(&[nouns(), predicates()]);
    let files = place.files();
    place.mine_all(&[nouns(), predicates()]);
    assert_eq!(place.files(), files);
    place.replace(
        "cloud,클라우드,term,en,proposed",
        "cloud,클라우드,term,en,admitted",
    );
    place.mine_all(&[("c.txt", vec![(1, "나눌 수 없는", "atomic")])]);
    assert_eq!(
        place.rows(),
        [
            "atomic,atomic,나눌 수 없는,term,en,proposed,1,1,0.51,,",
            "closed,closed,닫힌,term,en,proposed,1,1,0.59,닫히다,",
            "cloud,cloud,클라우드,term,en,admitted,1,1,0.51,,",
            "shared,shared,함께 쓰는,term,en,proposed,1,1,0.51,함께 쓰다,",
        ]
    );
    assert!(!place.ledger().contains("typed"), "{}", place.ledger());
    place.cite(&[]);
    assert_eq!(
        place.open().rows().next().unwrap().lemma(),
        Some("나눌 수 없다")
    );
}

#[test]
fn a_status_given_and_taken_back_leaves_the_lemma_to_mining() {
    let place = Place::new();
    place.cite(&[predicates()]);
    place.replace("닫힌,term,en,proposed", "닫힌,term,en,preferred");
    place.mine_with(|glossary| glossary.citing(otherwise), &[]);
    assert!(place.csv().contains("preferred,1,1,0.59,닫히다,"));
    place.replace("preferred", "proposed");
    place.mine_with(|glossary| glossary.citing(otherwise), &[]);
    assert!(
        place.csv().contains("proposed,1,1,0.59,닫다,"),
        "{}",
        place.csv()
    );
    // Not so if the person has corrected it as well.
    place.replace("proposed,1,1,0.59,닫다", "preferred,1,1,0.59,닫히어 있다");
    place.cite(&[]);
    place.replace("preferred", "proposed");
    place.cite(&[]);
    assert!(place.csv().contains("proposed,1,1,0.59,닫히어 있다,"));
}

#[test]
fn a_column_of_peoples_stays_whatever_mining_has_to_write() {
    let place = Place::new();
    let header = "lemma,concept,english,korean,note\n";
    place.write(header);
    place.cite(&[nouns()]);
    assert!(
        place
            .header()
            .starts_with("lemma,concept,english,korean,note,kind,")
    );
    place.cite(&[predicates()]);
    assert!(place.csv().contains("\n닫히다,closed,closed,닫힌,,term,"));
    place.cite(&[("b.txt", vec![])]);
    assert!(
        place
            .header()
            .starts_with("lemma,concept,english,korean,note,kind,")
    );
    // Also where mining had added it and a person moved it.
    let place = Place::new();
    place.cite(&[predicates()]);
    let moved: Vec<String> = place
        .csv()
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{},{},{}", cells[9], cells[..9].join(","), cells[10])
        })
        .collect();
    let moved = moved.join("\n") + "\n";
    place.write(&moved);
    place.cite(&[]);
    assert_eq!(place.csv(), moved);
    place.cite(&[("b.txt", vec![])]);
    assert_eq!(place.csv(), format!("lemma,{NOUNS}\n"));
}

#[test]
fn lemmas_that_people_typed_before_mining_knew_the_column_are_kept() {
    let place = Place::new();
    place.mine_all(&[nouns(), predicates()]);
    place.write(&place.csv().replace(",note\n", ",lemma\n").replace(
        "함께 쓰는,term,en,proposed,1,1,0.51,",
        "함께 쓰는,term,en,proposed,1,1,0.51,공용하다",
    ));
    place.mine_all(&[]);
    // As a program wrote it that took the column for one of people's: it says nothing of the cell.
    let (lines, typed): (Vec<_>, Vec<_>) = {
        let ledger = place.ledger();
        ledger
            .lines()
            .map(str::to_owned)
            .partition(|line| !line.contains(",typed\t"))
    };
    assert_eq!(typed.len(), 1);
    fs::write(
        place.0.path().join("glossary.evidence.csv"),
        lines.join("\n") + "\n",
    )
    .unwrap();
    for _ in 0..2 {
        place.cite(&[nouns(), predicates()]);
        assert_eq!(
            place.rows(),
            [
                "closed,closed,닫힌,term,en,proposed,1,1,0.59,닫히다",
                "cloud,cloud,클라우드,term,en,proposed,1,1,0.51,",
                "shared,shared,함께 쓰는,term,en,proposed,1,1,0.51,공용하다",
            ]
        );
    }
}

#[test]
fn decomposed_hangul_is_no_edit() {
    let place = Place::new();
    place.cite(&[predicates()]);
    let files = place.files();
    place.replace("닫히다", "닫\u{1112}\u{1175}다");
    place.cite(&[]);
    assert_eq!(place.files(), files);
}
