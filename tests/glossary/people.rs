//! What people typed is never lost or changed: decisions, corrections, rows and concepts of theirs.

use crate::{Place, Share, consortium};

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
fn a_second_row_beside_a_decided_one_is_a_persons() {
    let place = Place::new();
    place.mine_all(&[(
        "a.txt",
        vec![(3, "클라우드", "cloud"), (3, "클라우드", "cloud computing")],
    )]);
    // One row is decided on; the other is corrected into what mining had once written in its place.
    place.replace(
        "cloud,클라우드,term,en,proposed",
        "cloud,클라우드,foreign,en,admitted",
    );
    place.replace("cloud computing,클라우드", "cloud,클라우드");
    place.mine_all(&[]);
    assert_eq!(
        place.rows(),
        [
            "cloud,cloud,클라우드,foreign,en,admitted,1,1,0.53,",
            "cloud,cloud,클라우드,term,en,proposed,1,1,0.53,",
            "cloud,cloud computing,클라우드,term,en,proposed,1,1,0.53,",
        ]
    );
}

#[test]
fn a_typed_row_that_the_texts_took_up_is_still_a_persons() {
    let place = Place::new();
    place.write("concept,english,korean,note\nfog,fog,포그,\ncloud,cloud,구름,\n");
    place.mine_all(&[("b.txt", vec![(3, "포그", "fog")])]);
    place.replace(
        "cloud,cloud,구름,",
        "cloud,cloud,구름,날씨가 아닐 때는 클라우드",
    );
    place.mine_all(&[]);
    place.mine_all(&[("b.txt", vec![])]);
    assert!(
        place
            .csv()
            .contains("\nfog,fog,포그,,,,proposed,0,0,0.00\n"),
        "{}",
        place.csv()
    );
}

#[test]
fn what_was_corrected_comes_back_to_its_concept_though_nothing_looks_alike() {
    let place = Place::new();
    let aws = [("a.txt", vec![(1, "아마존웹서비스", "AWS")])];
    place.mine_all(&aws);
    place.replace("aws,AWS,", "aws,Amazon Web Services,");
    place.mine_all(&aws);
    assert_eq!(
        place.rows(),
        [
            "aws,AWS,아마존웹서비스,abbreviation,en,proposed,1,1,0.51,",
            "aws,Amazon Web Services,아마존웹서비스,abbreviation,en,proposed,0,0,0.00,",
        ]
    );
}

#[test]
fn a_glossary_that_was_all_typed_by_hand_is_taken_as_it_is() {
    let place = Place::new();
    place.write("\u{feff}메모,korean,english,concept\r\n,컨소시엄,consortium,협의체\r\n손대지 말 것,구름,cloud,구름\r\n");
    place.mine_all(&[consortium()]);
    assert_eq!(
        place.csv(),
        "\u{feff}메모,korean,english,concept,kind,language,status,occurrences,documents,confidence\r\n\
         ,클라우드,cloud,cloud,term,en,proposed,1,1,0.50\r\n\
         손대지 말 것,구름,cloud,구름,,,proposed,0,0,0.00\r\n\
         ,콘소시엄,Consortium,협의체,term,en,proposed,1,1,0.90\r\n\
         ,컨소시엄,consortium,협의체,,,proposed,0,0,0.00\r\n\
         ,콘소시엄,consortium,협의체,term,en,proposed,1,1,0.60\r\n"
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
    let lakes = [(
        "a.txt",
        vec![
            (1, "데이터 호수", "data lake"),
            (2, "데이터 레이크", "data lake"),
        ],
    )];
    place.mine_all(&lakes);
    place.replace(
        "data-lake,data lake,데이터 레이크",
        "lake,data lake,데이터 레이크",
    );
    place.mine_all(&lakes);
    // An unrelated edit later on does not undo it.
    place.write(&(place.csv() + "tissue,tissue,조직,term,en,admitted,,,,\n"));
    place.mine_all(&[(
        "b.txt",
        vec![
            (1, "데이터레이크", "Data Lakes"),
            (2, "데이터호수", "Data Lakes"),
        ],
    )]);
    assert_eq!(
        place
            .rows()
            .iter()
            .map(|row| row.splitn(4, ',').take(3).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>(),
        [
            "data-lake Data Lakes 데이터호수",
            "data-lake data lake 데이터 호수",
            "lake Data Lakes 데이터레이크",
            "lake data lake 데이터 레이크",
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
fn saving_in_a_spreadsheet_is_no_edit() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let ledger = place.ledger();
    let quoted = format!(
        "\"{}\"",
        place
            .csv()
            .trim_end()
            .replace(',', "\",\"")
            .replace('\n', "\"\r\n\"")
    );
    place.write(&quoted);
    place.mine_all(&[]);
    assert_eq!(place.ledger(), ledger);
    // Decomposed Hangul, as some editors of macOS save it, is the same Hangul.
    place.replace("클라우드", "크\u{11af}라우드");
    place.mine_all(&[]);
    assert_eq!(place.rows().len(), 3);
}

#[test]
fn the_column_of_conflicts_goes_with_the_last_one() {
    let place = Place::new();
    place.mine_all(&[consortium()]);
    let mined = place.csv();
    let with = |cell: &str| {
        let lines = mined.lines().enumerate().map(|(at, line)| match at {
            0 => format!("{line},conflict\n"),
            1 => format!("{line},{cell}\n"),
            _ => format!("{line},\n"),
        });
        lines.collect::<String>()
    };
    for cell in ["ours: status", "의견 갈림"] {
        place.write(&with(cell));
        place.mine_all(&[consortium()]);
        assert_eq!(place.csv(), with(cell));
    }
    // Settled.
    place.write(&with(""));
    place.mine_all(&[consortium()]);
    assert_eq!(place.csv(), mined);
}

/// One of two terms is corrected to what the other was, and the other to something else: both are a person's from then on.
#[test]
fn a_correction_to_what_mining_wrote_elsewhere_stays() {
    let place = Place::new();
    place.mine_all(&[("a.txt", vec![(10, "감방", "cell"), (50, "세포", "cell")])]);
    place.replace("cell-세포,cell,세포", "cell-세포,battery cell,세포");
    place.replace("cell-감방,cell,감방", "cell-감방,cell,세포");
    place.mine_all(&[("a.txt", vec![])]);
    for row in ["cell-감방,cell,세포", "cell-세포,battery cell,세포"] {
        assert!(place.csv().contains(row), "{}", place.csv());
    }
}
