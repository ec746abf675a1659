//! What a glossary says already, as far as it decides on a row from elsewhere.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::glossary::clean::tidy;
use crate::glossary::evidence::Pair;
use crate::glossary::people::pair_of;
use crate::glossary::row::{Row, Status};
use crate::glossary::table::Table;
use crate::variant::english_key;

/// What a row is about: its concept and its pair.
pub(super) type Key = (String, Pair);

/// The same of a row of a glossary.
pub(super) fn key(row: Row<'_>) -> Key {
    (row.concept().to_owned(), pair_of(row))
}

/// Columns that people write sentences in, which tools have one place for, or that of the whole concept.
pub(super) const TEXTS: [&str; 3] = ["note", "definition", "domain"];

/// What of a glossary tells where a row belongs.
pub(super) struct Known<'t> {
    rows: HashMap<Key, Row<'t>>,
    /// What is said of each concept in columns of sentences, sentence by sentence.
    texts: HashMap<&'t str, HashSet<String>>,
    /// Of these the ones that have a conflict.
    unsettled: HashSet<Key>,
    pairs: HashMap<Pair, BTreeSet<String>>,
    english: HashMap<String, BTreeSet<String>>,
    pub(super) concepts: BTreeSet<String>,
}

impl<'t> Known<'t> {
    pub(super) fn of(ours: &'t Table) -> Self {
        let mut known = Self {
            rows: HashMap::new(),
            texts: HashMap::new(),
            unsettled: HashSet::new(),
            pairs: HashMap::new(),
            english: HashMap::new(),
            concepts: BTreeSet::new(),
        };
        for row in ours.rows() {
            let pair = pair_of(row);
            let concept = row.concept().to_owned();
            known
                .english
                .entry(english_key(&pair.english))
                .or_default()
                .insert(concept.clone());
            known
                .pairs
                .entry(pair.clone())
                .or_default()
                .insert(concept.clone());
            known.concepts.insert(concept.clone());
            if row.conflict().is_some() {
                known.unsettled.insert((concept.clone(), pair.clone()));
            }
            known.rows.insert((concept, pair), row);
            for column in TEXTS {
                let texts = known.texts.entry(row.concept()).or_default();
                texts.extend(sentences(row.cell(column).unwrap_or_default()));
            }
        }
        known
    }

    /// The concept that the rows of an entry are most likely about: with most of their pairs, then with most of their English terms,
    /// then the first.
    pub(super) fn concept(&self, pairs: &[&Pair]) -> Option<String> {
        let mut votes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for pair in pairs {
            for concept in self.pairs.get(*pair).into_iter().flatten() {
                votes.entry(concept).or_default().0 += 1;
            }
            for concept in self
                .english
                .get(&english_key(&pair.english))
                .into_iter()
                .flatten()
            {
                votes.entry(concept).or_default().1 += 1;
            }
        }
        // Of equals the first: the order is turned round.
        let best = votes.into_iter().rev().max_by_key(|(_, votes)| *votes);
        best.map(|(concept, _)| concept.to_owned())
    }

    /// Whether there are no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a person has yet to settle what stands there of it.
    pub(super) fn is_unsettled(&self, key: &Key) -> bool {
        self.unsettled.contains(key)
    }

    /// The row that is about the same.
    pub(super) fn row(&self, key: &Key) -> Option<Row<'t>> {
        self.rows.get(key).copied()
    }

    /// The Korean term that people have preferred in each concept, where they have.
    pub(super) fn preferred(&self) -> impl Iterator<Item = (Box<str>, String)> {
        let all = self.rows.iter();
        let preferred = all.filter(|(_, row)| row.status() == Status::Preferred);
        preferred.map(|((concept, pair), _)| (concept.as_str().into(), pair.korean.clone()))
    }

    /// Whether a cell says nothing that the glossary does not say of the row, or of the concept in a column of sentences: a tool has
    /// written line ends as spaces, the subject behind the note, or the note of one term at all terms.
    pub(super) fn says(&self, row: Row<'_>, column: &str, cell: &str) -> bool {
        let own = row.cell(column).unwrap_or_default();
        if !own.trim().is_empty() && tidy(own) == tidy(cell) {
            return true;
        }
        let Some(texts) = self
            .texts
            .get(row.concept())
            .filter(|_| TEXTS.contains(&column))
        else {
            return false;
        };
        let mut sentences = sentences(cell).peekable();
        sentences.peek().is_some() && sentences.all(|sentence| texts.contains(&sentence))
    }
}

/// What a cell says, part by part: tools put several texts into one place, with semicolons between them.
fn sentences(cell: &str) -> impl Iterator<Item = String> {
    let parts = cell.split("; ").map(tidy);
    parts.filter(|part| !part.is_empty())
}

/// Whether people decided on a row.
pub(super) fn is_decided(row: Row<'_>) -> bool {
    row.status() != Status::Proposed
}
