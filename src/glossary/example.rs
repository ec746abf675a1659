//! What tests begin with: a place, the pair that is found there, tables. A test writes what it is about over it.

use super::table::Table;
use super::{Evidence, Found, Pair};
use crate::Kind;

/// A place of `a.txt` that gives this pair, quoted by nothing.
pub(crate) fn evidence(english: &str, korean: &str) -> Evidence {
    Evidence {
        document: "a.txt".to_owned(),
        offset: 1,
        line: 1,
        place: String::new(),
        korean: korean.to_owned(),
        english: english.to_owned(),
        kind: Kind::Term,
        language: "en".to_owned(),
        confidence: 0.75,
        context: String::new(),
        undecided: None,
    }
}

/// The same, counted for the pair in this concept.
pub(crate) fn found(concept: &str, english: &str, korean: &str) -> Found {
    Found {
        evidence: evidence(english, korean),
        pair: pair(english, korean),
        concept: concept.to_owned(),
    }
}

pub(super) fn pair(english: &str, korean: &str) -> Pair {
    Pair {
        english: english.to_owned(),
        korean: korean.to_owned(),
    }
}

/// English and Korean, in the order of pairs.
pub(super) fn pairs(list: &[(&str, &str)]) -> Vec<Pair> {
    let pairs = list.iter().map(|&(english, korean)| pair(english, korean));
    let mut pairs: Vec<Pair> = pairs.collect();
    pairs.sort();
    pairs
}

/// A glossary as it stands in a file.
pub(super) fn table(csv: &str) -> Table {
    Table::parse(csv.as_bytes()).unwrap()
}
