//! What must hold of merging whatever two people, and mining, do to one glossary.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use yongeo::glossary::merge::{Merged, merge};

use crate::cases;
use crate::corpus::{Corpus, DOCUMENTS, Pairs, Vocabulary};
use crate::place::{FILES, Place};
use crate::sheet::{Row, Sheet, set};

const CONCEPTS: [&str; 4] = ["cell", "cell-2", "lake", "구름"];
const ENGLISH: [&str; 3] = ["cell", "data lake", "cloud"];
const KOREAN: [&str; 4] = ["세포", "셀", "데이터 호수", "클라우드"];
const STATUSES: [&str; 5] = [
    "proposed",
    "preferred",
    "admitted",
    "deprecated",
    "rejected",
];
const NOTES: [&str; 4] = ["", "확인함", "쉼표, \"따옴표\"", "두\n줄"];
const FIGURES: [&str; 3] = ["occurrences", "documents", "confidence"];

/// A glossary as somebody has it: rows that come from the base stand in their order there, `None` where deleted.
#[derive(Debug, Clone, PartialEq)]
struct Version {
    header: Vec<String>,
    rows: Vec<Option<Row>>,
}

impl Version {
    fn csv(&self) -> Vec<u8> {
        let sheet = Sheet {
            header: self.header.clone(),
            rows: self.rows.iter().flatten().cloned().collect(),
        };
        sheet.csv()
    }

    fn has(&self, column: &str) -> bool {
        self.header.iter().any(|name| name == column)
    }
}

fn row() -> impl Strategy<Value = Row> {
    let terms = (
        select(&CONCEPTS[..]),
        select(&ENGLISH[..]),
        select(&KOREAN[..]),
    );
    (terms, select(&STATUSES[..]), select(&NOTES[..]), 1..9_u8).prop_map(
        |((concept, english, korean), status, note, count)| {
            let mut row = Row::new();
            for (column, cell) in [
                ("concept", concept),
                ("english", english),
                ("korean", korean),
                ("kind", "term"),
                ("language", "en"),
            ] {
                set(&mut row, column, cell);
            }
            set(&mut row, "status", status);
            set(&mut row, "note", note);
            set_figures(&mut row, count);
            row
        },
    )
}

fn set_figures(row: &mut Row, count: u8) {
    set(row, "occurrences", &count.to_string());
    set(row, "documents", &count.div_ceil(2).to_string());
    set(row, "confidence", &format!("0.{count}0"));
}

fn key(row: &Row) -> [String; 3] {
    ["concept", "english", "korean"].map(|column| row[column].clone())
}

fn base() -> impl Strategy<Value = Version> {
    prop::collection::vec(row(), 0..7).prop_map(|rows| {
        let rows: BTreeMap<_, _> = rows.into_iter().map(|row| (key(&row), Some(row))).collect();
        let header =
            "concept english korean kind language status occurrences documents confidence note";
        Version {
            header: header.split(' ').map(str::to_owned).collect(),
            rows: rows.into_values().collect(),
        }
    })
}

/// What a person, or mining, does to a glossary.
#[derive(Debug, Clone)]
enum Edit {
    Cell(Index, &'static str, &'static str),
    Figures(Index, u8),
    Delete(Index),
    Add(Row),
    /// A cell of a column that the base doesn't have.
    NewColumn(Index, &'static str, &'static str),
    DeleteNotes,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let at = any::<Index>;
    let cell = prop_oneof![
        3 => select(&STATUSES[..]).prop_map(|cell| ("status", cell)),
        3 => select(&NOTES[..]).prop_map(|cell| ("note", cell)),
        1 => select(&["term", "abbreviation", "foreign"][..]).prop_map(|cell| ("kind", cell)),
        1 => select(&CONCEPTS[..]).prop_map(|cell| ("concept", cell)),
        1 => select(&KOREAN[..]).prop_map(|cell| ("korean", cell)),
    ];
    let edit = prop_oneof![
        6 => (at(), cell).prop_map(|(at, (column, cell))| Edit::Cell(at, column, cell)),
        2 => (at(), 1..9_u8).prop_map(|(at, count)| Edit::Figures(at, count)),
        2 => at().prop_map(Edit::Delete),
        2 => row().prop_map(Edit::Add),
        1 => (at(), select(&["domain", "담당"][..]), select(&["생물", "가온"][..]))
            .prop_map(|(at, column, cell)| Edit::NewColumn(at, column, cell)),
        1 => Just(Edit::DeleteNotes),
    ];
    prop::collection::vec(edit, 0..6)
}

fn edited(base: &Version, edits: Vec<Edit>) -> Version {
    let mut version = base.clone();
    for edit in edits {
        let has_notes = version.has("note");
        let mut on = |at: Index, change: &dyn Fn(&mut Row)| {
            if !version.rows.is_empty()
                && let Some(row) = at.get_mut(&mut version.rows)
            {
                change(row);
            }
        };
        match edit {
            Edit::Cell(at, "note", cell) if has_notes => on(at, &|row| set(row, "note", cell)),
            Edit::Cell(_, "note", _) => {}
            Edit::Cell(at, column, cell) => on(at, &|row| set(row, column, cell)),
            Edit::Figures(at, count) => on(at, &|row| set_figures(row, count)),
            Edit::NewColumn(at, column, cell) => {
                on(at, &|row| set(row, column, cell));
                if !version.has(column) {
                    version.header.insert(1, column.to_owned());
                }
            }
            Edit::Delete(at) => {
                if !version.rows.is_empty() {
                    *at.get_mut(&mut version.rows) = None;
                }
            }
            Edit::Add(mut row) => {
                if !has_notes {
                    row.remove("note");
                }
                version.rows.push(Some(row));
            }
            Edit::DeleteNotes => {
                version.header.retain(|column| column != "note");
                for row in version.rows.iter_mut().flatten() {
                    row.remove("note");
                }
            }
        }
    }
    version
}

/// A merged glossary: its file, whether nothing is left to be settled.
struct Result {
    csv: Vec<u8>,
    clean: bool,
}

impl Result {
    fn read(&self) -> Sheet {
        read(&self.csv)
    }
}

/// Columns, and rows in one order.
fn read(csv: &[u8]) -> Sheet {
    Sheet::read(csv).sorted()
}

fn merged(ours: &[u8], theirs: &[u8], base: Option<&[u8]>) -> Result {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, csv: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, csv).unwrap();
        path
    };
    let base = base.map(|base| write("base.csv", base));
    let merged = merge(
        &write("ours.csv", ours),
        &write("theirs.csv", theirs),
        base.as_deref(),
    )
    .unwrap();
    let Merged::Glossary(glossary) = &merged else {
        panic!("glossaries were given");
    };
    Result {
        clean: glossary.to_settle().next().is_none(),
        csv: merged.to_bytes(),
    }
}

/// The rows with ours and theirs exchanged.
fn turned(rows: Vec<Row>) -> Vec<Row> {
    let mut rows = rows;
    for row in &mut rows {
        if let Some(mark) = row.get_mut("conflict") {
            let words = mark.replace("ours", "\0").replace("theirs", "ours");
            *mark = words.replace('\0', "theirs");
        }
    }
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_one_side_alone_did_is_the_result(base in base(), edits in edits()) {
        let (base, ours) = (base.csv(), edited(&base, edits).csv());
        let sheet = read(&ours);
        let result = merged(&ours, &base, Some(&base));
        prop_assert!(result.clean);
        prop_assert_eq!(&result.read(), &sheet);
        prop_assert_eq!(&merged(&base, &ours, Some(&base)).read().rows, &sheet.rows);
        for base in [None, Some(base.as_slice()), Some(b"".as_slice())] {
            let same = merged(&ours, &ours, base);
            prop_assert_eq!(&same.read(), &sheet);
        }
    }

    #[test]
    fn it_does_not_matter_which_side_is_ours(base in base(), ours in edits(), theirs in edits(), with_base in any::<bool>()) {
        let [ours, theirs] = [ours, theirs].map(|edits| edited(&base, edits).csv());
        let base = base.csv();
        let base = with_base.then_some(base.as_slice());
        let (one, other) = (merged(&ours, &theirs, base), merged(&theirs, &ours, base));
        prop_assert_eq!(one.clean, other.clean);
        prop_assert_eq!(one.read().rows, turned(other.read().rows));
    }

    #[test]
    fn what_one_person_changed_is_there(base in base(), ours in edits(), theirs in edits()) {
        let [ours, theirs] = [ours, theirs].map(|edits| edited(&base, edits));
        let Sheet { header, rows } = merged(&ours.csv(), &theirs.csv(), Some(&base.csv())).read();
        let there = |pair: [&String; 2], column: &str, cell: Option<&String>| {
            rows.iter().any(|row| [&row["english"], &row["korean"]] == pair && row.get(column) == cell)
                || cell.is_none() && !header.iter().any(|name| name == column)
        };
        // Where one row has become about what another one was about, the files cannot tell which is which.
        let key_at = |version: &Version, at: usize| version.rows.get(at)?.as_ref().map(key);
        let pair = |[_, english, korean]: [String; 3]| [english, korean];
        let before: Vec<_> = (0..base.rows.len()).filter_map(|at| Some((at, pair(key_at(&base, at)?)))).collect();
        let confused: BTreeSet<[String; 2]> = [&ours, &theirs]
            .into_iter()
            .flat_map(|version| (0..version.rows.len()).filter_map(move |at| Some((at, key_at(version, at)?))))
            .filter(|(at, key)| key_at(&base, *at).as_ref() != Some(key))
            .map(|(at, key)| (at, pair(key)))
            .filter(|(at, pair)| before.iter().any(|(other, was)| other != at && was == pair))
            .map(|(_, pair)| pair)
            .collect();
        // What neither side has any more.
        let is_there = |key: &[String; 3]| {
            let mut all = ours.rows.iter().chain(&theirs.rows).flatten();
            all.any(|row| self::key(row) == *key)
        };
        let mut gone: Vec<[String; 3]> = (0..base.rows.len()).filter_map(|at| key_at(&base, at)).collect();
        gone.retain(|key| !is_there(key));
        for (version, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for (at, row) in version.rows.iter().enumerate() {
                let Some(row) = row else { continue };
                let pair = [&row["english"], &row["korean"]];
                // Nor can they tell a row that was deleted and typed anew with another term from one that was corrected.
                let may_be = |[concept, english, korean]: &[String; 3]| {
                    row["concept"] == *concept && (row["english"] == *english || row["korean"] == *korean)
                };
                let typed_anew = at >= base.rows.len() && gone.iter().any(may_be);
                // Nor what one made of a row from what the other typed.
                let typed_there = at < base.rows.len()
                    && other.rows[base.rows.len()..].iter().flatten().any(|row| [&row["english"], &row["korean"]] == pair);
                if typed_anew || typed_there || confused.contains(&pair.map(String::clone)) {
                    continue;
                }
                let before = base.rows.get(at).and_then(Option::as_ref);
                let untouched = before.filter(|_| other.rows[at].is_none());
                let human = version.header.iter().filter(|column| !FIGURES.contains(&column.as_str()));
                for column in human {
                    let cell = row.get(column);
                    // A row of one's own, or a cell that the other left alone.
                    let is_its_own = match (before, untouched) {
                        // Against a choice that the other made, `proposed` is none.
                        (None, _) => cell.is_some_and(|cell| cell != "proposed"),
                        (Some(before), Some(_)) => before.get(column) != cell,
                        (Some(before), None) => {
                            let other = other.rows[at].as_ref().unwrap();
                            before.get(column) != cell && before.get(column) == other.get(column)
                        }
                    };
                    // Against a choice that the other made of the same pair, `proposed` is none, whoever typed it.
                    let is_chosen = other.rows.iter().flatten().any(|row| {
                        [&row["english"], &row["korean"]] == pair && row.get("status").is_some_and(|status| status != "proposed")
                    });
                    let gives_way = column == "status" && is_chosen && cell.is_none_or(|cell| cell == "proposed");
                    if is_its_own && !gives_way {
                        prop_assert!(there(pair, column, cell), "{column} {cell:?} of {row:?} is not in {rows:#?}");
                    }
                }
            }
        }
    }

    #[test]
    fn two_corrections_of_one_cell_are_one_conflict(
        base in base(),
        at in any::<Index>(),
        column in select(&["english", "korean"][..]),
        notes in (select(&NOTES[..]), select(&NOTES[..])),
    ) {
        prop_assume!(!base.rows.is_empty());
        let at = at.index(base.rows.len());
        let old = base.rows[at].clone().unwrap();
        // Of several rows that differ only there, nobody can tell which was corrected.
        let others = |row: &&Row| {
            let same = |name: &str| name == column || row.get(name) == old.get(name);
            ["concept", "english", "korean"].into_iter().all(same)
        };
        prop_assume!(base.rows.iter().flatten().filter(others).count() == 1);
        let corrected = |cell: &str, note: &str| {
            let mut version = base.clone();
            let row = version.rows[at].as_mut().unwrap();
            set(row, column, cell);
            set(row, "note", note);
            version.csv()
        };
        let [ours, theirs] = [corrected("무게값", notes.0), corrected("가중치", notes.1)];
        let result = merged(&ours, &theirs, Some(&base.csv()));
        let Sheet { rows, .. } = result.read();
        prop_assert!(!result.clean);
        prop_assert_eq!(rows.len(), base.rows.len() + 1);
        for (cell, side) in [("무게값", "ours"), ("가중치", "theirs")] {
            let row = rows.iter().find(|row| row[column] == cell).unwrap();
            prop_assert!(row["conflict"].starts_with(&format!("{side}: {column}")), "{row:?}");
        }
    }

    #[test]
    fn merging_again_changes_nothing(base in base(), ours in edits(), theirs in edits()) {
        let [ours, theirs] = [ours, theirs].map(|edits| edited(&base, edits).csv());
        let base = base.csv();
        let once = merged(&ours, &theirs, Some(&base));
        for again in [
            merged(&once.csv, &once.csv, Some(&base)),
            merged(&once.csv, &theirs, Some(&theirs)),
            merged(&once.csv, &base, Some(&base)),
        ] {
            prop_assert_eq!(again.read(), once.read());
            prop_assert_eq!(again.csv, once.csv.clone());
            prop_assert_eq!(again.clean, once.clean);
        }
        // A pair in several concepts, one of which is gone, looks like a move the second time.
        let is_plain = |csv: &[u8]| {
            let Sheet { rows, .. } = Sheet::read(csv);
            let pairs: BTreeSet<_> = rows.iter().map(|row| [&row["english"], &row["korean"]]).collect();
            pairs.len() == rows.len()
        };
        // So does a pair that one side typed and the other corrected a row into: then nobody sees any more that it was typed as well.
        let pairs = |csv: &[u8]| -> BTreeSet<[String; 2]> {
            let Sheet { rows, .. } = Sheet::read(csv);
            rows.iter().map(|row| [row["english"].clone(), row["korean"].clone()]).collect()
        };
        let [known, one, other] = [&base, &ours, &theirs].map(|csv| pairs(csv));
        let is_met = one.intersection(&other).any(|pair| !known.contains(pair));
        let is_corrected = [&one, &other].into_iter().any(|side| !known.is_subset(side));
        if once.clean
            && !(is_met && is_corrected)
            && [&base, &ours, &theirs, &once.csv].into_iter().all(|csv| is_plain(csv))
        {
            prop_assert_eq!(merged(&once.csv, &theirs, Some(&base)).read(), once.read());
        }
    }
}

/// What documents say that are mined on both sides.
const WORDS: Vocabulary = Vocabulary {
    english: &[
        "cloud",
        "Clouds",
        "data lake",
        "Data-Lake",
        "AWS",
        "Amazon Web Services",
        "C",
        "C&",
    ],
    korean: &KOREAN,
};

fn corpus() -> impl Strategy<Value = Corpus> {
    WORDS.corpus(0..4)
}

/// Both files merged into those of ours; whether nothing is left to be settled.
fn merge_files(ours: &Place, theirs: &Place, base: &Place) -> bool {
    let clean = FILES.map(|name| {
        let merged = merge(&ours.path(name), &theirs.path(name), Some(&base.path(name))).unwrap();
        fs::write(ours.path(name), merged.to_bytes()).unwrap();
        match merged {
            Merged::Glossary(glossary) => glossary.to_settle().next().is_none(),
            Merged::Ledger(ledger) => ledger.mined_by_both.is_empty(),
        }
    });
    clean == [true; 2]
}

/// Somebody decides on every row for which this says so; gives what a person is answerable for then.
fn decide(place: &Place, pick: impl Fn(usize) -> bool, note: &str) -> Vec<Row> {
    let mut sheet = place.sheet();
    let mut decided = Vec::new();
    for (at, row) in sheet
        .rows
        .iter_mut()
        .enumerate()
        .filter(|(at, _)| pick(*at))
    {
        set(row, "note", &format!("{note} {at}"));
        set(row, "status", "admitted");
        decided.push(row.clone());
    }
    place.save(&sheet);
    decided
}

/// What cell may mean, each in a document of its own; the first is known before two people part.
const MEANINGS: [(&str, &str); 6] = [
    ("a.txt", "감방"),
    ("b.txt", "건전지"),
    ("docs/다.md", "독방"),
    ("../라.txt", "세포"),
    ("마.txt", "칸"),
    ("바.txt", "휴대 전화"),
];

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn two_who_mined_different_documents_have_what_one_has_who_mined_all(
        first in corpus(),
        ours in corpus(),
        theirs in corpus(),
    ) {
        // A document is mined anew on one side only.
        let theirs: Corpus = theirs.into_iter().filter(|(name, _)| !ours.contains_key(name)).collect();
        let base = Place::new();
        base.mine_all(&first);
        let [here, there, at_once] = [(); 3].map(|()| base.copy());
        here.mine_all(&ours);
        there.mine_all(&theirs);
        if merge_files(&here, &there, &base) {
            at_once.mine_all(&ours.into_iter().chain(theirs).collect());
            here.mine_all(&Corpus::new());
            prop_assert_eq!(here.files(), at_once.files());
        }
    }

    #[test]
    fn meanings_that_two_mined_apart_stay_apart(
        found in prop::collection::vec(select(&[0_u8, 1, 2][..]), MEANINGS.len()),
        picked in (any::<u8>(), any::<u8>()),
    ) {
        let by = |at: usize| if at == 0 { 0 } else { found[at] };
        let of = |side: u8| MEANINGS.iter().enumerate().filter(move |&(at, _)| by(at) == side).map(|(_, text)| *text);
        let corpus = |side: u8| of(side).map(|(name, korean)| (name, vec![(0, korean, "cell")])).collect();
        let base = Place::new();
        base.mine_all(&corpus(0));
        let [here, there] = [(); 2].map(|()| base.copy());
        here.mine_all(&corpus(1));
        there.mine_all(&corpus(2));
        for (place, picked, note) in [(&here, picked.0, "가온"), (&there, picked.1, "나래")] {
            decide(place, |at| picked >> at & 1 == 1, note);
        }
        merge_files(&here, &there, &base);
        let merged = here.sheet().rows;
        here.mine_all(&Corpus::new());
        for rows in [&merged, &here.sheet().rows] {
            let concept = |korean: &str| {
                let of: Vec<&Row> = rows.iter().filter(|row| row["korean"] == korean).collect();
                assert!(of.len() == 1, "{korean}: {rows:#?}");
                of[0]["concept"].clone()
            };
            for ((_, one), (_, other)) in of(1).flat_map(|one| of(2).map(move |other| (one, other))) {
                prop_assert!(concept(one) != concept(other), "{one}, {other}: {rows:#?}");
            }
        }
    }

    #[test]
    fn what_two_decided_outlives_merging_and_mining_and_nothing_else_becomes_theirs(
        first in corpus(),
        ours in (corpus(), any::<u8>()),
        theirs in (corpus(), any::<u8>()),
        last in corpus(),
    ) {
        let base = Place::new();
        base.mine_all(&first);
        let [here, there] = [(); 2].map(|()| base.copy());
        let mut decided = Vec::new();
        for (place, (corpus, picked), note) in [(&here, &ours, "가온"), (&there, &theirs, "나래")] {
            place.mine_all(corpus);
            decided.extend(decide(place, |at| picked >> (at % 8) & 3 == 3, note));
        }
        merge_files(&here, &there, &base);
        let nothing: Corpus = DOCUMENTS.into_iter().map(|name| (name, Pairs::new())).collect();
        for corpus in [&Corpus::new(), &last, &nothing] {
            here.mine_all(corpus);
            let Sheet { rows, .. } = here.sheet();
            for row in &decided {
                let same = |other: &&Row| ["english", "korean", "note", "status"].iter().all(|column| row.get(*column) == other.get(*column));
                prop_assert!(rows.iter().any(|other| same(&other)), "lost {row:?} from {rows:#?}");
            }
            for row in &rows {
                let is_persons = row["status"] != "proposed" || row.contains_key("note") || row.contains_key("conflict");
                prop_assert!(is_persons || row["occurrences"] != "0", "{row:?} in {rows:#?}");
            }
        }
    }
}
