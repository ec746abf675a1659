//! Identifiers that two sides gave to two concepts.
//!
//! Mining names concepts by their English, and numbers those of one name: two who each mined another meaning of weight both
//! have a `weight-2`. It is one concept if they share a row or a Korean term, if both go on with what the base has there, or if what is
//! spelt there [ties](crate::glossary::tie) a term of one to a term of the other. Else there are two.

use std::collections::{BTreeMap, BTreeSet};

use crate::glossary::disjoint::Groups;
use crate::glossary::evidence::Pair;
use crate::glossary::slug::slug;
use crate::glossary::tie::{Known, Ties};

use super::numbers::numbered;
use super::side::Key;

/// What the sides have under their identifiers, before merging.
#[derive(Debug, Default)]
pub(super) struct Uses<'a> {
    concepts: BTreeMap<&'a str, Use<'a>>,
}

/// What the sides have under one identifier.
#[derive(Debug, Default)]
struct Use<'a> {
    /// The pairs of ours, and of theirs.
    pairs: [BTreeSet<&'a Pair>; 2],
    /// Whether both sides have one row.
    is_shared: bool,
    /// Whether ours, and theirs, has a row that the base has there as well.
    continued: [bool; 2],
}

impl<'a> Uses<'a> {
    /// Takes in an identifier, whatever it is used for.
    pub(super) fn name(&mut self, concept: &'a str) {
        self.concepts.entry(concept).or_default();
    }

    /// Takes in a row by its concept and pair, and whether the base, we and they have it there.
    pub(super) fn row(&mut self, (concept, pair): &'a Key, [base, ours, theirs]: [bool; 3]) {
        let used = self.concepts.entry(concept).or_default();
        used.is_shared |= ours && theirs;
        for (side, is_there) in [ours, theirs].into_iter().enumerate() {
            if is_there {
                used.pairs[side].insert(pair);
                used.continued[side] |= base;
            }
        }
    }
}

/// Two concepts of one identifier.
#[derive(Debug)]
pub(super) struct Clash {
    /// Which of the two should keep the identifier, as far as it does not matter whose rows they are, 0 for ours: what goes on
    /// with the base's, else what has the smallest pair.
    pub(super) first: usize,
    /// Whether mining may have given the identifier to ours, and to theirs.
    pub(super) by_mining: [bool; 2],
    /// The name that both have, without a number.
    pub(super) stem: String,
    /// An identifier that nobody uses.
    pub(super) other: String,
}

/// All clashes, by identifier.
pub(super) fn clashes<'a>(uses: &Uses<'a>) -> BTreeMap<&'a str, Clash> {
    let mut taken = BTreeSet::new();
    let mut clashes = BTreeMap::new();
    for (&concept, used) in &uses.concepts {
        if used.pairs.iter().any(BTreeSet::is_empty)
            || used.is_shared
            || used.continued == [true; 2]
        {
            continue;
        }
        let stems = used
            .pairs
            .each_ref()
            .map(|pairs| pairs.iter().find_map(|pair| stem_of(concept, pair)));
        let by_mining = stems.each_ref().map(Option::is_some);
        let Some(stem) = stems.into_iter().flatten().min() else {
            continue;
        };
        if are_one(&used.pairs) {
            continue;
        }
        let mut numbered = (2..).map(|number| format!("{stem}-{number}"));
        let is_free = |name: &String| !uses.concepts.contains_key(&**name) && !taken.contains(name);
        let other = numbered.find(is_free).unwrap_or_default();
        taken.insert(other.clone());
        let clash = Clash {
            first: match used.continued {
                [true, false] => 0,
                [false, true] => 1,
                _ => usize::from(used.pairs[1].first() < used.pairs[0].first()),
            },
            by_mining,
            stem,
            other,
        };
        clashes.insert(concept, clash);
    }
    clashes
}

/// The name that an identifier numbers, or is, if mining may have made it of this pair.
fn stem_of(concept: &str, pair: &Pair) -> Option<String> {
    let name = slug(&pair.english);
    (concept == name || numbered(concept).is_some_and(|(stem, _)| stem == name)).then_some(name)
}

/// Whether a term of one concept is one of the other, as far as spelling tells.
fn are_one([ours, theirs]: &[BTreeSet<&Pair>; 2]) -> bool {
    let koreans: BTreeSet<&str> = ours.iter().map(|pair| pair.korean.as_str()).collect();
    if theirs
        .iter()
        .any(|pair| koreans.contains(pair.korean.as_str()))
    {
        return true;
    }
    let pairs: Vec<Pair> = ours.union(theirs).map(|&pair| pair.clone()).collect();
    let ties = Ties::of(
        &pairs,
        &Known {
            read_out: &|_| false,
            sound: &|_| false,
            links: &[],
            expansions: &BTreeSet::new(),
            word: &|_| false,
            contexts: &|_| (),
        },
    );
    let mut groups = Groups::new(ties.nodes());
    for (a, b, _) in ties.iter() {
        groups.unite(a, b);
    }
    let mut group = |pair: &Pair| pairs.binary_search(pair).ok().map(|at| groups.find(at));
    let ours: BTreeSet<_> = ours.iter().map(|pair| group(pair)).collect();
    theirs.iter().any(|pair| ours.contains(&group(pair)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of rows `concept english korean who`, who being some of `bot` (base, ours, theirs): who keeps each clashing
    /// identifier, and the free one.
    fn told(rows: &[(&str, &str, &str, &str)]) -> Vec<(String, &'static str, String)> {
        let keys: Vec<Key> = rows
            .iter()
            .map(|&(concept, english, korean, _)| {
                let pair = Pair {
                    english: english.into(),
                    korean: korean.into(),
                };
                (concept.to_owned(), pair)
            })
            .collect();
        let mut uses = Uses::default();
        for (&(.., who), key) in rows.iter().zip(&keys) {
            uses.row(key, ['b', 'o', 't'].map(|side| who.contains(side)));
        }
        clashes(&uses)
            .into_iter()
            .map(|(concept, clash)| {
                let first = ["ours", "theirs"][clash.first];
                (concept.to_owned(), first, clash.other)
            })
            .collect()
    }

    #[test]
    fn two_meanings_with_one_identifier_are_told_apart() {
        let rows = [
            ("weight", "weight", "가중치", "bot"),
            ("weight-2", "weight", "체중", "o"),
            ("weight-2", "weight", "무게", "t"),
            ("weight-3", "weight", "추", "t"),
        ];
        let apart = ("weight-2".to_owned(), "theirs", "weight-4".to_owned());
        assert_eq!(told(&rows), [apart]);
        // What goes on with the base's keeps the identifier.
        let rows = [
            ("shell", "shell", "셸", "b"),
            ("shell", "shell", "조개껍데기", "o"),
            ("shell", "shell", "포탄", "bt"),
        ];
        let apart = ("shell".to_owned(), "theirs", "shell-2".to_owned());
        assert_eq!(told(&rows), [apart]);
    }

    #[test]
    fn what_is_one_concept_is_no_clash() {
        for rows in [
            // A row of both.
            [
                ("weight-2", "weight", "무게", "ot"),
                ("weight-2", "weights", "추", "o"),
                ("weight-2", "weight", "중량", "t"),
            ],
            // What was one in the base.
            [
                ("weight", "weight", "무게", "bo"),
                ("weight", "weight", "중량", "bt"),
                ("weight", "weights", "추", "t"),
            ],
            // One Korean, or two spellings of one.
            [
                ("weight-2", "weight", "무게", "o"),
                ("weight-2", "Weight", "무게", "t"),
                ("weight-2", "weight", "추", "t"),
            ],
            [
                ("data-lake", "data lake", "데이터 레이크", "o"),
                ("data-lake", "data lakes", "데이터레이크", "t"),
                ("data-lake", "data lake", "데이터 호수", "t"),
            ],
            // Identifiers that people chose.
            [
                ("무게", "weight", "무게", "o"),
                ("무게", "weight", "중량", "t"),
                ("무게", "weights", "추", "t"),
            ],
        ] {
            assert_eq!(told(&rows), [], "{rows:?}");
        }
    }
}
