//! The ledger: where every pair was found, and what mining must remember to tell its own rows from
//! a person's.
//!
//! It is a CSV file, one row for each form at each place, sorted by document and offset. Rows without a concept are
//! places that may give a pair, but by all that is known give none. Rows without a document
//! are notes of mining to itself, one a row, in the column `context` (tab-separated):
//!
//! | note | concept, kind, language | means |
//! |---|---|---|
//! | `contexts NUMBER` | | so many contexts are kept for a pair in a document, if not as many as usual |
//! | `for excel` | | mining wrote the glossary in the form that Excel opens |
//! | `content`, document, hash | | the text of the document had this [hash](super::Share::content) when it was mined |
//! | `places NUMBER` | | there are so many rows with a document, unless the file was cut off |
//! | `generation 1 HASH` | | the glossary that this ledger belongs to has this [fingerprint](super::fingerprint) |
//! | `replaces HASH` | | it is about to replace the glossary with this one |
//! | `replaces HASH lemma` | | and mining had added the column `lemma` to that one |
//! | `replaced`, english, korean, lemma | as they are there | a row of mining's in the glossary that is replaced |
//! | `added lemma` | | mining has added the column `lemma`, and takes it away when it is empty |
//! | `lemma`, korean, lemma | | what mining writes into the column `lemma` for this Korean term |
//! | `kept`, english, korean | concept | a person has worked on this concept, and the pair was in it |
//! | `typed`, english, korean | concept | a person typed this row, or changed a cell that mining had filled |
//! | `cited`, english, korean, lemma | concept | this row is a person's for its status or note, but mining wrote its lemma |
//!
//! After a [merge](super::merge) of ledgers, generation and `replaces` are all ones, and the `replaced` rows are those
//! that mining had written on either side.
//!
//! Mining writes the ledger with the `replace` notes, then the glossary, then the ledger without them.
//! So, whenever it is interrupted, the next mining knows which glossary it has before it, and never takes a row
//! that the texts no longer support for one that a person typed.

mod read;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Pair;
#[cfg(doc)]
use super::places::Place;
use super::places::Places;
use crate::Kind;

/// Of the file's layout. A ledger with a higher one is refused.
const VERSION: u32 = 1;

/// What people have done to the glossary, as far as it binds mining. It changes only when they edit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Baseline {
    /// The members of concepts that people have worked on. (A pair can be in several.)
    pub(super) kept: BTreeMap<Pair, BTreeSet<String>>,
    /// Rows that people typed, or in which they changed a cell that mining had filled.
    pub(super) typed: BTreeSet<(String, Pair)>,
    /// The lemmas that mining had written in rows that are people's for another reason.
    pub(super) cited: BTreeMap<(String, Pair), String>,
}

/// What mining writes into the column `lemma`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lemmas {
    /// By Korean term; terms without one are not in it.
    pub(super) written: BTreeMap<String, String>,
    /// Whether mining has added the column.
    pub(super) added: bool,
}

/// What mining writes in a row besides the pair, its concept and figures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cells {
    pub(super) kind: Kind,
    pub(super) language: String,
    /// Empty where there is none.
    pub(super) lemma: String,
}

/// The glossary that is being replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Replaced {
    /// Its fingerprint.
    pub(super) generation: u64,
    /// Whether mining had added the column `lemma` to it.
    pub(super) added_lemma: bool,
    /// The rows in it that are mining's, by concept and pair; of one several versions where a merge left open which.
    pub(super) rows: BTreeMap<(String, Pair), Vec<Cells>>,
}

/// A ledger in memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ledger {
    /// Fingerprint of the glossary that belongs to it; `None` where there was no ledger.
    pub(super) generation: Option<u64>,
    /// There while a glossary is being replaced.
    pub(super) replaced: Option<Replaced>,
    pub(super) baseline: Baseline,
    /// With how many places the file was written, while it is read.
    pub(super) written: Option<usize>,
    /// How many contexts are kept for a pair in a document, if not as many as usual.
    pub(super) contexts: Option<usize>,
    /// Whether mining last wrote the glossary in the form that Excel opens.
    pub(super) for_excel: bool,
    /// The hashes of the texts of documents, as far as they are known.
    pub(super) contents: BTreeMap<String, u64>,
    pub(super) lemmas: Lemmas,
    /// By document and offset.
    pub(super) places: Places,
}

/// The columns, in their order. Ledgers of an older yongeo lack the last two, and all the last where no place has [another name](Place::placed) than its
/// line: a ledger of texts stays as it was.
const COLUMNS: [&str; 14] = [
    "document",
    "offset",
    "line",
    "concept",
    "english",
    "korean",
    "kind",
    "language",
    "confidence",
    "english_in_text",
    "korean_in_text",
    "context",
    "candidates",
    "place",
];
/// How many of them must be there.
const REQUIRED: usize = 12;

/// One row of the file, by [`COLUMNS`].
type Record<'a> = [&'a str; COLUMNS.len()];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::glossary::evidence::{Evidence, Found};
    use crate::glossary::example::pair;

    fn cells(lemma: &str) -> Cells {
        Cells {
            kind: Kind::Term,
            language: "en".into(),
            lemma: lemma.into(),
        }
    }

    /// A ledger with everything in it.
    pub(super) fn example() -> Ledger {
        let evidence = Evidence {
            document: "../docs/기사.txt".into(),
            offset: 120,
            line: 3,
            place: String::new(),
            korean: "고성능 컴퓨팅".into(),
            english: "high performance comput\ning".into(),
            kind: Kind::Term,
            language: "en".into(),
            confidence: 0.987,
            context: "새로 꾸린 고성능 컴퓨팅(high performance comput\ning), 그리고 \"그 밖\""
                .into(),
            undecided: "00000012\t0.00\t\t3.00 고성능 컴퓨팅".parse().ok(),
        };
        let found = Found {
            evidence,
            pair: pair("high performance computing", "고성능 컴퓨팅"),
            concept: "high-performance-computing".into(),
        };
        let cloud = pair("cloud", "클라우드");
        Ledger {
            generation: Some(0x12ab),
            replaced: Some(Replaced {
                generation: 7,
                added_lemma: true,
                rows: [
                    (("cloud".into(), cloud.clone()), vec![cells("")]),
                    (
                        ("shared".into(), pair("shared", "함께 쓰는")),
                        vec![cells("함께 쓰다"), cells("")],
                    ),
                ]
                .into(),
            }),
            written: None,
            contexts: Some(1),
            for_excel: true,
            contents: [("../docs/기사.txt".into(), 0xfeed)].into(),
            baseline: Baseline {
                kept: [(cloud.clone(), ["cloud".into(), "구름".into()].into())].into(),
                typed: [("cloud".into(), cloud)].into(),
                cited: [(("closed".into(), pair("closed", "닫힌")), "닫히다".into())].into(),
            },
            lemmas: Lemmas {
                written: [("함께 쓰는".into(), "함께 쓰다".into())].into(),
                added: true,
            },
            places: [&found].into_iter().collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let ledger = example();
        let bytes = ledger.to_bytes();
        assert_eq!(
            Ledger::parse(&bytes).unwrap(),
            ledger,
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }

    #[test]
    fn what_people_call_a_place_is_a_column_where_one_is_called_so() {
        let mut ledger = example();
        let text = ledger.places.iter().next().unwrap();
        let mut cell = text.clone();
        cell.evidence.document = "../docs/용어.xlsx".into();
        cell.evidence.place = "새 용어, 하나!B7".into();
        ledger.places = [&text, &cell].into_iter().collect();
        let bytes = ledger.to_bytes();
        assert_eq!(Ledger::parse(&bytes).unwrap(), ledger);
        let written = String::from_utf8(bytes).unwrap();
        let header = written.lines().next().unwrap();
        assert_eq!(header, COLUMNS.join(","));
        assert!(written.ends_with(",\"새 용어, 하나!B7\"\n"), "{written}");
        ledger.places = [&text].into_iter().collect();
        let written = String::from_utf8(ledger.to_bytes()).unwrap();
        let header = written.lines().next().unwrap();
        assert_eq!(header, COLUMNS[..COLUMNS.len() - 1].join(","));
    }

    #[test]
    fn an_ordinary_ledger_reads_as_a_table_of_places() {
        let ledger = Ledger {
            replaced: None,
            contexts: None,
            for_excel: false,
            contents: BTreeMap::new(),
            baseline: Baseline::default(),
            lemmas: Lemmas::default(),
            ..example()
        };
        let text = String::from_utf8(ledger.to_bytes()).unwrap();
        assert_eq!(
            text,
            "document,offset,line,concept,english,korean,kind,language,confidence,english_in_text,korean_in_text,context,candidates\n\
             ,,,,,,,,,,,generation 1 00000000000012ab,\n\
             ,,,,,,,,,,,places 1,\n\
             ../docs/기사.txt,120,3,high-performance-computing,high performance computing,고성능 컴퓨팅,term,en,0.987,\
             \"high performance comput\ning\",고성능 컴퓨팅,\
             \"새로 꾸린 고성능 컴퓨팅(high performance comput\ning), 그리고 \"\"그 밖\"\"\",00000012\t0.00\t\t3.00 고성능 컴퓨팅\n"
        );
    }
}
