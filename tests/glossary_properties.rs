//! What must hold of a glossary whatever is mined, in whatever order, and whatever people edit.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use tempfile::TempDir;
use yongeo::Kind;
use yongeo::glossary::{Evidence, Glossary};

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

/// The citation form of a made-up term: enough of Korean for those above.
fn cite(korean: &str) -> Option<String> {
    Some(korean.strip_suffix('는')?.to_owned() + "다")
}
const DOCUMENTS: [&str; 5] = ["a.txt", "b.txt", "docs/다.md", "../라.txt", "-"];

/// What one document says: offset, Korean, English.
type Pairs = Vec<(usize, &'static str, &'static str)>;

fn pairs() -> impl Strategy<Value = Pairs> {
    // Few offsets, so that many parentheses give several forms.
    prop::collection::vec(
        (0..4_usize, select(&KOREAN[..]), select(&ENGLISH[..])),
        0..5,
    )
}

fn corpus() -> impl Strategy<Value = BTreeMap<&'static str, Pairs>> {
    prop::collection::btree_map(select(&DOCUMENTS[..]), pairs(), 0..5)
}

fn share(document: &str, pairs: &Pairs) -> (String, Vec<Evidence>) {
    let evidence = pairs.iter().map(|&(offset, korean, english)| Evidence {
        document: document.to_owned(),
        offset,
        line: 1,
        korean: korean.to_owned(),
        english: english.to_owned(),
        kind: if english == "AWS" {
            Kind::Abbreviation
        } else {
            Kind::Term
        },
        language: "en".to_owned(),
        confidence: 0.9,
        context: format!("{korean}({english})"),
        // What else the place may give, so that places sway each other.
        undecided: match offset {
            0 => None,
            _ => format!("{offset:x}\t0.50\t\t1.00 새 {korean}\t1.20 {korean}\t1.30 클라우드")
                .parse()
                .ok(),
        },
    });
    (document.to_owned(), evidence.collect())
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

/// One row as a person sees it: cells by column.
type Cells = BTreeMap<String, String>;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Another place with the same files.
    fn copy(&self) -> Self {
        let copy = Self::new();
        for entry in fs::read_dir(self.0.path()).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), copy.0.path().join(entry.file_name())).unwrap();
        }
        copy
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("glossary.csv")
    }

    fn open(&self) -> Glossary {
        Glossary::open(self.path(), &mut |_| ()).unwrap()
    }

    fn mine<'a>(&self, shares: impl IntoIterator<Item = (&'a str, &'a Pairs)>) {
        let mut glossary = self.open().citing(cite);
        glossary.mine(
            shares
                .into_iter()
                .map(|(name, pairs)| share(name, pairs))
                .collect(),
        );
        glossary.save().unwrap();
    }

    fn mine_all(&self, corpus: &BTreeMap<&'static str, Pairs>) {
        self.mine(corpus.iter().map(|(name, pairs)| (*name, pairs)));
    }

    fn files(&self) -> (String, String) {
        let read = |path: &Path| fs::read_to_string(path).unwrap();
        (
            read(&self.path()),
            read(&self.0.path().join("glossary.evidence.csv")),
        )
    }

    fn table(&self) -> (Vec<String>, Vec<Cells>) {
        let mut reader = csv::Reader::from_path(self.path()).unwrap();
        let header: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let rows = reader
            .records()
            .map(|row| {
                header
                    .iter()
                    .cloned()
                    .zip(row.unwrap().iter().map(str::to_owned))
                    .collect()
            })
            .collect();
        (header, rows)
    }

    /// Edits the file with other means than ours; gives back the rows that are now
    /// a person's, without the figures.
    fn edit(&self, edits: &[Edit]) -> Vec<Cells> {
        let (mut header, mut rows) = self.table();
        let original = self.human_rows();
        for edit in edits {
            let mut set = |row: &Index, column: &str, value: &str| {
                if !rows.is_empty() {
                    row.get_mut(&mut rows)
                        .insert(column.to_owned(), value.to_owned());
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
                    rows.push(
                        cells
                            .map(|(column, cell)| (column.to_owned(), (*cell).to_owned()))
                            .into(),
                    );
                }
            }
        }
        let mut writer = csv::Writer::from_path(self.path()).unwrap();
        writer.write_record(&header).unwrap();
        let empty = String::new();
        for row in &rows {
            writer
                .write_record(
                    header
                        .iter()
                        .map(|column| row.get(column).unwrap_or(&empty)),
                )
                .unwrap();
        }
        writer.flush().unwrap();
        // A row that is now as mining had written one (moved and moved back, typed a second time) is
        // mining's; every other one is a person's.
        let as_mined = |row: &Cells| {
            original.iter().any(|mined| {
                let same = |column: &str| row.get(column) == mined.get(column);
                ["concept", "english", "korean"]
                    .iter()
                    .all(|column| same(column))
                    && same("lemma")
                    && (same("kind") || !row.contains_key("kind"))
            })
        };
        let decided = |row: &Cells| {
            row.get("status").is_some_and(|status| status != "proposed")
                || row.contains_key("note")
                || row.contains_key("담당자")
        };
        rows.into_iter()
            .map(human)
            .filter(|row| decided(row) || !as_mined(row))
            .collect()
    }

    fn human_rows(&self) -> Vec<Cells> {
        self.table().1.into_iter().map(human).collect()
    }
}

/// The filled cells that people are answerable for.
fn human(mut row: Cells) -> Cells {
    for column in ["occurrences", "documents", "confidence"] {
        row.remove(column);
    }
    row.retain(|_, cell| !cell.is_empty());
    row
}

/// Each case waits for the disk a dozen times; `PROPTEST_CASES` asks for more.
fn cases() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if asked {
        config
    } else {
        ProptestConfig {
            cases: 60,
            ..config
        }
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn between_edits_a_glossary_follows_from_the_set_of_documents(
        first in corpus(),
        edits in prop::collection::vec(edit(), 0..5),
        second in corpus(),
        more_edits in prop::collection::vec(edit(), 0..3),
        documents in corpus(),
        detours in prop::collection::vec((select(&DOCUMENTS[..]), pairs()), 0..4),
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
            self::share(name, pairs)
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
        let survive = |typed: &[Cells], present: &[Cells]| {
            let there = place.human_rows();
            for row in typed {
                prop_assert!(there.contains(row), "lost {row:?} from {there:#?}");
                // A rejected pair never comes back, in whatever concept; where another concept had it, too, it stays there.
                let is_same = |other: &&Cells| {
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
            let (mut header, _) = place.table();
            header.retain(|column| column != "lemma");
            header
        };
        let before = header();
        place.mine_all(&last);
        survive(&typed, &present)?;
        prop_assert_eq!(header(), before);
    }
}
