//! What must hold of a glossary whatever is mined, in whatever order, and whatever people edit.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::cases;
use crate::corpus::{self, Corpus, DOCUMENTS, Pairs, Vocabulary};
use crate::place::Place;
use crate::sheet::{self, Row, Sheet};

const ENGLISH: [&str; 14] = [
    "cloud",
    "Clouds",
    "data lake",
    "Data-Lake",
    "datalakes",
    "AWS",
    "Amazon Web Services",
    "cell",
    "S3",
    "S4",
    "Comput ing",
    "computing",
    "C",
    "C&",
];
const KOREAN: [&str; 8] = [
    "클라우드",
    "데이터 레이크",
    "데이터레이크",
    "셀",
    "컴퓨팅",
    "아마존 웹 서비스",
    "함께 쓰는",
    "계산하는",
];

const WORDS: Vocabulary = Vocabulary {
    english: &ENGLISH,
    korean: &KOREAN,
};

fn corpus() -> impl Strategy<Value = Corpus> {
    WORDS.corpus(0..5)
}

/// What a person does to a row, or to the whole file.
#[derive(Debug, Clone)]
enum Edit {
    Status(Index, &'static str),
    Note(Index, String),
    Korean(Index, &'static str),
    English(Index, &'static str),
    Concept(Index, &'static str),
    Kind(Index, &'static str),
    Lemma(Index, &'static str),
    LemmaColumn(Index),
    Delete(Index),
    Add(&'static str, &'static str, &'static str),
    Column(Index, String),
}

fn edit() -> impl Strategy<Value = Edit> {
    let row = any::<Index>;
    let cell = || "[가-힣a-z ,\"\n]{1,6}".prop_map(|cell| format!("x{cell}"));
    let status = select(
        &[
            "preferred",
            "admitted",
            "deprecated",
            "rejected",
            "proposed",
        ][..],
    );
    let concept = || select(&["cloud", "cell", "cell-2", "구름", "data-lake", "aws"][..]);
    prop_oneof![
        (row(), status).prop_map(|(row, status)| Edit::Status(row, status)),
        (row(), cell()).prop_map(|(row, note)| Edit::Note(row, note)),
        (row(), select(&["구름", "클라우드", "데이타 레이크"][..]))
            .prop_map(|(row, korean)| Edit::Korean(row, korean)),
        (row(), select(&["cloud", "Computing", "fog"][..]))
            .prop_map(|(row, english)| Edit::English(row, english)),
        (row(), concept()).prop_map(|(row, concept)| Edit::Concept(row, concept)),
        (row(), select(&["term", "foreign"][..])).prop_map(|(row, kind)| Edit::Kind(row, kind)),
        (row(), select(&["함께 쓰다", "쓰다", ""][..]))
            .prop_map(|(row, lemma)| Edit::Lemma(row, lemma)),
        row().prop_map(Edit::LemmaColumn),
        row().prop_map(Edit::Delete),
        (concept(), select(&ENGLISH[..]), select(&KOREAN[..]))
            .prop_map(|(concept, english, korean)| Edit::Add(concept, english, korean)),
        (row(), cell()).prop_map(|(row, cell)| Edit::Column(row, cell)),
    ]
}

impl Place {
    /// Edits the file with other means than ours; gives back the rows that are now
    /// a person's, without the figures.
    fn edit(&self, edits: &[Edit]) -> Vec<Row> {
        let mut sheet = self.sheet();
        let original = self.human_rows();
        for edit in edits {
            let Sheet { header, rows } = &mut sheet;
            let mut set = |at: &Index, column: &str, cell: &str| {
                if !rows.is_empty() {
                    sheet::set(at.get_mut(rows), column, cell);
                }
            };
            match edit {
                Edit::Status(row, status) => set(row, "status", status),
                Edit::Note(row, note) => set(row, "note", note),
                Edit::Korean(row, korean) => set(row, "korean", korean),
                Edit::English(row, english) => set(row, "english", english),
                Edit::Concept(row, concept) => set(row, "concept", concept),
                Edit::Kind(row, kind) => set(row, "kind", kind),
                Edit::Lemma(row, lemma) => {
                    if !header.iter().any(|column| column == "lemma") {
                        header.push("lemma".to_owned());
                    }
                    set(row, "lemma", lemma);
                }
                // Added, or moved.
                Edit::LemmaColumn(at) => {
                    header.retain(|column| column != "lemma");
                    header.insert(at.index(header.len() + 1), "lemma".to_owned());
                }
                Edit::Column(row, cell) => {
                    if !header.iter().any(|column| column == "담당자") {
                        header.insert(1, "담당자".to_owned());
                    }
                    set(row, "담당자", cell);
                }
                Edit::Delete(row) => {
                    if !rows.is_empty() {
                        rows.remove(row.index(rows.len()));
                    }
                }
                Edit::Add(concept, english, korean) => {
                    let cells = [
                        ("concept", concept),
                        ("english", english),
                        ("korean", korean),
                    ];
                    let row = cells.map(|(column, cell)| (column.to_owned(), (*cell).to_owned()));
                    rows.push(row.into());
                }
            }
        }
        self.save(&sheet);
        // A row that is now as mining had written one (moved and moved back, typed a second time) is
        // mining's; every other one is a person's.
        let as_mined = |row: &Row| {
            original.iter().any(|mined| {
                let same = |column: &str| row.get(column) == mined.get(column);
                ["concept", "english", "korean", "lemma"]
                    .iter()
                    .all(|column| same(column))
                    && (same("kind") || !row.contains_key("kind"))
            })
        };
        let decided = |row: &Row| {
            row.get("status").is_some_and(|status| status != "proposed")
                || row.contains_key("note")
                || row.contains_key("담당자")
        };
        let rows = sheet.rows.into_iter().map(human);
        rows.filter(|row| decided(row) || !as_mined(row)).collect()
    }

    fn human_rows(&self) -> Vec<Row> {
        self.sheet().rows.into_iter().map(human).collect()
    }
}

/// The cells that people are answerable for.
fn human(mut row: Row) -> Row {
    for column in ["occurrences", "documents", "confidence"] {
        row.remove(column);
    }
    row
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn between_edits_a_glossary_follows_from_the_set_of_documents(
        first in corpus(),
        edits in prop::collection::vec(edit(), 0..5),
        second in corpus(),
        more_edits in prop::collection::vec(edit(), 0..3),
        documents in corpus(),
        detours in prop::collection::vec((select(&DOCUMENTS[..]), WORDS.pairs()), 0..4),
        order in Just(DOCUMENTS).prop_shuffle(),
        batch in 1..4_usize,
    ) {
        let place = Place::new();
        place.mine_all(&first);
        place.edit(&edits);
        place.mine_all(&second);
        place.edit(&more_edits);

        // Every document is there in the end, so that detours leave nothing behind.
        let nothing = Pairs::new();
        let share = |name: &'static str| (name, documents.get(name).unwrap_or(&nothing));
        let at_once = place.copy();
        at_once.mine(DOCUMENTS.map(share));

        let step_by_step = place.copy();
        for (name, pairs) in &detours {
            step_by_step.mine([(*name, pairs)]);
        }
        for names in order.chunks(batch) {
            step_by_step.mine(names.iter().map(|name| share(name)));
        }
        prop_assert_eq!(step_by_step.files(), at_once.files());

        at_once.mine(order[..batch].iter().map(|name| share(name)));
        prop_assert_eq!(step_by_step.files(), at_once.files(), "mining the same again");

        let mut without_lemmas = at_once.open();
        without_lemmas.mine(order[..batch].iter().map(|&name| {
            let (name, pairs) = share(name);
            corpus::share(name, pairs)
        }).collect());
        without_lemmas.save().unwrap();
        drop(without_lemmas);
        prop_assert_eq!(step_by_step.files(), at_once.files(), "mined without citation forms");
    }

    #[test]
    fn what_people_wrote_survives_any_mining(
        first in corpus(),
        edits in prop::collection::vec(edit(), 1..6),
        minings in prop::collection::vec(corpus(), 1..4),
        more_edits in prop::collection::vec(edit(), 0..2),
        last in corpus(),
    ) {
        let place = Place::new();
        place.mine_all(&first);
        let survive = |typed: &[Row], present: &[Row]| {
            let there = place.human_rows();
            for row in typed {
                prop_assert!(there.contains(row), "lost {row:?} from {there:#?}");
                // A rejected pair never comes back, in whatever concept; where another concept had it, too, it stays there.
                let is_same = |other: &&Row| {
                    ["english", "korean"].iter().all(|column| other.get(*column) == row.get(*column))
                };
                let rejected = row.get("status").is_some_and(|status| status == "rejected");
                if rejected && present.iter().filter(is_same).count() == 1 {
                    let back = there.iter().filter(is_same).count();
                    prop_assert_eq!(back, 1, "{:?} is back in {:#?}", row, there);
                }
            }
            Ok(())
        };
        let typed = place.edit(&edits);
        let present = place.human_rows();
        for corpus in &minings {
            place.mine_all(corpus);
            survive(&typed, &present)?;
        }
        let typed = place.edit(&more_edits);
        let present = place.human_rows();
        // The column `lemma` comes and goes with predicates.
        let header = || {
            let mut header = place.sheet().header;
            header.retain(|column| column != "lemma");
            header
        };
        let before = header();
        place.mine_all(&last);
        survive(&typed, &present)?;
        prop_assert_eq!(header(), before);
    }
}
