//! The renderings of an English held against each other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::english::{English, More};
use super::found::Finding;
use super::inconsistent::{self, Elsewhere, Word};
use super::minority_variant::{self, is_minority};
use super::renderings::{Place, Rendering};
use super::{Across, Counted, Found};
use crate::Level;
use crate::check::rule::Rule;
use crate::variant::related;

/// How the forms of an English stand to each other.
struct Order {
    /// In how many documents each form is.
    documents: Vec<usize>,
    /// For each form the one that is meant among those that are the same word; itself, if it is the one.
    usual: Vec<usize>,
    /// For each form the rank of its word among the words for the English; 0 is the one that is meant.
    rank: Vec<usize>,
}

impl Order {
    fn of(english: &English, counted: &Counted) -> Self {
        let forms = &english.forms;
        let documents = forms.iter().map(|form| {
            let counted = counted.of(&form.korean).map_or(0, |one| one.documents);
            form.glossed.max(counted)
        });
        let documents: Vec<usize> = documents.collect();
        // Forms are in the order of the documents, and the sort keeps it.
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by_key(|&one| Reverse((documents[one], forms[one].mentions)));
        let mut usual: Vec<usize> = (0..forms.len()).collect();
        for (at, &one) in order.iter().enumerate() {
            let mut before = order[..at].iter().copied();
            let other = before.find(|&other| {
                usual[other] == other && forms[one].is_other_spelling_of(&forms[other])
            });
            usual[one] = other.unwrap_or(one);
        }
        let mut figures = vec![(0, 0); forms.len()];
        for (one, form) in forms.iter().enumerate() {
            let (glossed, mentions) = &mut figures[usual[one]];
            *glossed += form.glossed;
            *mentions += form.mentions;
        }
        let mut words: Vec<usize> = (0..forms.len()).filter(|&one| usual[one] == one).collect();
        words.sort_by_key(|&one| Reverse(figures[one]));
        let mut rank = vec![0; forms.len()];
        for (at, &word) in words.iter().enumerate() {
            rank[word] = at;
        }
        for one in 0..forms.len() {
            rank[one] = rank[usual[one]];
        }
        Self {
            documents,
            usual,
            rank,
        }
    }

    /// The form that is meant of all.
    fn first(&self) -> Option<usize> {
        (0..self.rank.len()).find(|&one| self.rank[one] == 0 && self.usual[one] == one)
    }
}

/// Findings by document and place: no place is named twice.
#[derive(Default)]
struct Places(BTreeMap<String, BTreeMap<(usize, usize), Finding>>);

impl Places {
    fn add(&mut self, path: &str, finding: Finding) {
        let Range { start, end } = finding.range;
        let document = self.0.entry(path.to_owned()).or_default();
        document.entry((start, end)).or_insert(finding);
    }
}

impl Across<'_> {
    /// What is wrong, by document in the order of their paths. It is the same for any order of the documents.
    #[must_use]
    pub fn findings(&self, counted: &Counted) -> Vec<Found> {
        let mut places = Places::default();
        for english in &self.englishes {
            let order = Order::of(english, counted);
            for (document, list) in &english.documents {
                self.in_document(english, &order, (*document, list), &mut places);
            }
            self.without_english(english, &order, counted, &mut places);
        }
        let of = |(path, list): (String, BTreeMap<_, Finding>)| Found {
            path,
            list: list.into_values().collect(),
        };
        places.0.into_iter().map(of).collect()
    }

    /// What is wrong where a document has the English.
    fn in_document(
        &self,
        english: &English,
        order: &Order,
        (document, list): (usize, &[(usize, usize)]),
        places: &mut Places,
    ) {
        let renderings = &self.documents[document];
        let path = &*renderings.path;
        let here = |number: usize| {
            let mut all = list.iter();
            all.find(|(_, one)| *one == number)
                .map(|&(at, _)| &renderings.list[at])
        };
        // The best of those that are here.
        let local = list
            .iter()
            .map(|&(_, number)| number)
            .min_by_key(|&number| (order.rank[number], order.usual[number] != number));
        for &(at, number) in list {
            let rendering = &renderings.list[at];
            let form = &english.forms[number];
            let word = |number: usize| Word {
                korean: &english.forms[number].korean,
                documents: order.documents[number],
                mentions: here(number).map_or(0, |one| one.mentions),
            };
            let inconsistent = |usual: usize, decided: bool, places: &mut Places| {
                let Some(level) = self.level(path, &inconsistent::RULE) else {
                    return;
                };
                let elsewhere = if here(usual).is_some() {
                    Elsewhere::Here
                } else {
                    let (document, at) = english.forms[usual].first;
                    let first = &self.documents[document];
                    Elsewhere::In(&first.path, first.list[at].places[0].line)
                };
                let (own, usual) = (word(number), word(usual));
                let message = inconsistent::message(&rendering.english, own, usual, elsewhere);
                // Whoever opens the document for the sake of another one finds the rest by itself.
                let most = match elsewhere {
                    Elsewhere::Here => usize::MAX,
                    Elsewhere::In(..) => 1,
                };
                let allowed = rendering.places.iter().filter(|place| place.inconsistent);
                for place in allowed.take(most) {
                    places.add(
                        path,
                        Finding {
                            rule: inconsistent::RULE.name,
                            level: if decided {
                                level
                            } else {
                                level.max(Level::Info)
                            },
                            range: place.range.clone(),
                            key: form.key.clone(),
                            glossed: true,
                            message: message.clone(),
                            note: Some(inconsistent::note(own, usual)),
                            instead: None,
                        },
                    );
                }
            };
            let usual = order.usual[number];
            if usual != number {
                if is_minority(order.documents[number], order.documents[usual]) {
                    let first = rendering.places.iter().find(|place| place.minority);
                    if let Some(place) = first {
                        self.minority(english, order, number, (path, place, true), places);
                    }
                } else {
                    let respaced = form.key == english.forms[usual].key;
                    inconsistent(usual, !respaced || here(usual).is_some(), places);
                }
                continue;
            }
            if let Some(local) = local.filter(|&local| order.rank[local] != order.rank[number]) {
                let other = &english.forms[local];
                match form.more_than(other) {
                    More::Before | More::Ending => {}
                    More::Behind => inconsistent(local, false, places),
                    More::Nothing => inconsistent(local, related(&form.key, &other.key), places),
                }
                continue;
            }
            let first = order.first().filter(|&first| first != number);
            let Some(first) = first else {
                continue;
            };
            let other = &english.forms[first];
            if form.sure
                && other.sure
                && form.more_than(other) == More::Nothing
                && inconsistent::is_one_thing(&rendering.english, form.glossed, other.glossed)
            {
                inconsistent(first, false, places);
            }
        }
    }

    /// Where a document has a spelling of a minority, and nowhere with the English.
    fn without_english(
        &self,
        english: &English,
        order: &Order,
        counted: &Counted,
        places: &mut Places,
    ) {
        for (number, form) in english.forms.iter().enumerate() {
            let usual = order.usual[number];
            if usual == number || !is_minority(order.documents[number], order.documents[usual]) {
                continue;
            }
            let glossed: HashSet<&str> = english
                .documents
                .iter()
                .filter(|(_, list)| list.iter().any(|(_, one)| *one == number))
                .map(|(document, _)| &*self.documents[*document].path)
                .collect();
            let mentioned = counted.of(&form.korean).map_or(&[][..], |one| &one.places);
            for (path, place) in mentioned {
                if let Some(place) = place.as_ref().filter(|_| !glossed.contains(&**path)) {
                    self.minority(english, order, number, (path, place, false), places);
                }
            }
        }
    }

    /// Adds a place of a spelling of a minority.
    fn minority(
        &self,
        english: &English,
        order: &Order,
        number: usize,
        (path, place, glossed): (&str, &Place, bool),
        places: &mut Places,
    ) {
        let Some(level) = self.level(path, &minority_variant::RULE) else {
            return;
        };
        let word = |number: usize| Word {
            korean: &english.forms[number].korean,
            documents: order.documents[number],
            mentions: 0,
        };
        let usual = order.usual[number];
        let (document, at) = english.forms[usual].first;
        let first: &Rendering = &self.documents[document].list[at];
        let message = minority_variant::message(&first.english, word(number), word(usual));
        let note = format!(
            "\"{}\" with \"{}\": {}:{}",
            first.korean, first.english, self.documents[document].path, first.places[0].line
        );
        places.add(
            path,
            Finding {
                rule: minority_variant::RULE.name,
                level,
                range: place.range.clone(),
                key: english.forms[number].key.clone(),
                glossed,
                message,
                note: Some(note),
                instead: Some(english.forms[usual].korean.to_string()),
            },
        );
    }

    /// The level of a rule in a document.
    fn level(&self, path: &str, rule: &Rule) -> Option<Level> {
        let levels = self.checker.config().levels(path.as_ref());
        levels.of(rule.name, rule.level)
    }
}
