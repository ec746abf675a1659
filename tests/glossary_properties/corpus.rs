//! Documents: what they are called, which pairs they say, and what extraction hands over of them.

use std::collections::BTreeMap;
use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::select;
use yongeo::Kind;
use yongeo::glossary::Evidence;

pub const DOCUMENTS: [&str; 5] = ["a.txt", "b.txt", "docs/다.md", "../라.txt", "-"];

/// What one document says: offset, Korean, English.
pub type Pairs = Vec<(usize, &'static str, &'static str)>;

/// What each document says, by its name.
pub type Corpus = BTreeMap<&'static str, Pairs>;

/// Words that documents say.
#[derive(Clone, Copy)]
pub struct Vocabulary {
    pub english: &'static [&'static str],
    pub korean: &'static [&'static str],
}

impl Vocabulary {
    /// What one document may say.
    pub fn pairs(self) -> impl Strategy<Value = Pairs> {
        // Few offsets, so that many parentheses give several forms.
        let pair = (0..4_usize, select(self.korean), select(self.english));
        prop::collection::vec(pair, 0..5)
    }

    /// So many documents, and what they may say.
    pub fn corpus(self, documents: Range<usize>) -> impl Strategy<Value = Corpus> {
        prop::collection::btree_map(select(&DOCUMENTS[..]), self.pairs(), documents)
    }
}

/// What is mined of a document.
pub fn share(document: &str, pairs: &Pairs) -> (String, Vec<Evidence>) {
    let evidence = pairs.iter().map(|&(offset, korean, english)| Evidence {
        document: document.to_owned(),
        offset,
        line: 1,
        place: String::new(),
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
