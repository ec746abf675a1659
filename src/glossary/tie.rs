//! What ties two pairs to one concept.
//!
//! | tie | strength |
//! |---|---|
//! | the same English term ([`english_key`]) and the same Korean ([`korean_key`]) | [`Same`](Strength::Same) |
//! | the same English, and Korean that is [`related`]: spelled otherwise, a word more | [`Variant`](Strength::Variant) |
//! | the same English, and Korean that spells its sound (레이블, 라벨) | `Variant` |
//! | related Korean, and English of which one [`abbreviates`] the other or is a [slip](is_slip) of it | `Variant` |
//! | one parenthesis gives both English forms for one Korean term | [`Linked`](Strength::Linked) |
//! | the same English of several words, which names one thing | `Linked` |
//! | an acronym read out (사드) and the only other term that the acronym stands for | `Linked` |
//! | the same English, and Korean whose contexts [agree](super::sense) | `Linked` |
//! | a text says that an acronym stands for a full form, and there is one term of each | `Linked` |
//!
//! Whatever the ties, terms that a negation, a number or a direction tells apart are not tied ([`apart`]). No loop goes over all pairs of pairs: only
//! what has the same key on one side is compared, and where that is much, only with its neighbours in sorted order (the
//! sorted neighbourhood method, Hernández and Stolfo 1995).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::disjoint::Groups;
use super::evidence::Pair;
use super::sense::{Background, Company};
use crate::variant::{abbreviates, apart, english_key, is_slip, korean_key, related, skeleton};

/// Up to so many terms with one key, all are compared; of more, each with so many of its neighbours.
const NEIGHBOURS: usize = 48;

/// How strong a tie is; the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// One spelling but for case, spaces and the like.
    Same,
    /// Spellings of one term.
    Variant,
    /// Two terms of one concept.
    Linked,
}

impl Strength {
    pub(super) const ALL: [Self; 3] = [Self::Same, Self::Variant, Self::Linked];
}

/// All ties. Nodes are the pairs by index, and behind them hubs, which tie many pairs to each other.
#[derive(Debug, Default)]
pub(super) struct Ties {
    nodes: usize,
    list: Vec<(u32, u32, Strength)>,
}

/// Sees the contexts of pairs, one after another.
pub(super) type Visit<'a> = dyn FnMut(usize, &str) + 'a;

/// What is known of pairs beyond their spelling.
pub(super) struct Known<'a> {
    /// Pairs of which the Korean is the sound of an acronym.
    pub(super) read_out: &'a (dyn Fn(usize) -> bool + Sync),
    /// Pairs of which the Korean is the sound of the English.
    pub(super) sound: &'a (dyn Fn(usize) -> bool + Sync),
    /// Pairs that one parenthesis gives.
    pub(super) links: &'a [(usize, usize)],
    /// What texts say in Latin script: an acronym and its full form.
    pub(super) expansions: &'a BTreeSet<(String, String)>,
    /// Whether a lexicon has a word, in lower case.
    pub(super) word: &'a (dyn Fn(&str) -> bool + Sync),
    /// The contexts of all pairs, each with the pair's index.
    pub(super) contexts: &'a dyn Fn(&mut Visit<'_>),
}

impl Ties {
    /// How many nodes there are: pairs and hubs.
    pub(super) fn nodes(&self) -> usize {
        self.nodes
    }

    /// The ties, each once, in no particular order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize, Strength)> + '_ {
        let list = self.list.iter();
        list.map(|&(a, b, strength)| (a as usize, b as usize, strength))
    }

    /// Finds all ties among pairs, which are sorted and without duplicates.
    pub(super) fn of(pairs: &[Pair], known: &Known<'_>) -> Self {
        let keys = Keys::of(pairs);
        let mut ties = Self {
            nodes: pairs.len(),
            list: keys.same_korean(known.word),
        };
        ties.list.extend(
            known
                .links
                .iter()
                .map(|&(a, b)| (a as u32, b as u32, Strength::Linked)),
        );
        let classes = keys.classes();
        let found: Vec<Class> = classes
            .par_iter()
            .map(|range| keys.same_english(range.clone(), pairs, known.sound))
            .collect();
        for class in found {
            ties.list.extend(class.ties);
            for members in class.hubs {
                let hub = ties.nodes as u32;
                ties.nodes += 1;
                ties.list
                    .extend(members.into_iter().map(|at| (at, hub, Strength::Linked)));
            }
        }
        let mut groups = Groups::new(ties.nodes);
        for (a, b, _) in ties.iter() {
            groups.unite(a, b);
        }
        ties.readings(&mut groups, &keys, &classes, pairs, known);
        ties.senses(&mut groups, &keys, &classes, known);
        ties.expansions(&mut groups, &keys, &classes, known);
        ties
    }

    /// Adds a tie that is found late.
    fn link(&mut self, groups: &mut Groups, a: usize, b: usize) {
        self.list.push((a as u32, b as u32, Strength::Linked));
        groups.unite(a, b);
    }

    /// 사드 is the sound of THAAD: it belongs to what else THAAD stands for, if that is one thing.
    fn readings(
        &mut self,
        groups: &mut Groups,
        keys: &Keys,
        classes: &[Range<usize>],
        pairs: &[Pair],
        known: &Known<'_>,
    ) {
        for class in classes {
            let members = &keys.by_english[class.clone()];
            let is_reading = |at: usize| is_acronym(&pairs[at].english) && (known.read_out)(at);
            if !members.iter().any(|&at| is_reading(at)) {
                continue;
            }
            let mut others: BTreeSet<usize> = BTreeSet::new();
            let mut readings: BTreeSet<usize> = BTreeSet::new();
            for &at in members {
                let into = if is_reading(at) {
                    &mut readings
                } else {
                    &mut others
                };
                into.insert(groups.find(at));
            }
            if others.len() == 1 {
                let other = others.into_iter().next().unwrap_or_default();
                for reading in readings.into_iter().filter(|&reading| reading != other) {
                    self.link(groups, reading, other);
                }
            }
        }
    }

    /// Terms of one English that keep the same company.
    fn senses(
        &mut self,
        groups: &mut Groups,
        keys: &Keys,
        classes: &[Range<usize>],
        known: &Known<'_>,
    ) {
        // The classes that are open, by pair, and in each the terms by root.
        let mut open: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, class) in classes.iter().enumerate() {
            let members = &keys.by_english[class.clone()];
            let roots: BTreeSet<usize> = members.iter().map(|&at| groups.find(at)).collect();
            if (2..=NEIGHBOURS).contains(&roots.len()) {
                open.extend(members.iter().map(|&at| (at, number)));
            }
        }
        if open.is_empty() {
            return;
        }
        let mut companies: BTreeMap<(usize, usize), Company> = BTreeMap::new();
        let mut background = Background::default();
        (known.contexts)(&mut |at, context| {
            let korean = &keys.korean_text[at];
            background.take(context, korean);
            if let Some(&class) = open.get(&at) {
                let company = companies.entry((class, groups.find(at))).or_default();
                company.meet(context, korean);
            }
        });
        let companies: Vec<((usize, usize), Company)> = companies.into_iter().collect();
        for class in companies.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
            for (at, ((_, a), first)) in class.iter().enumerate() {
                for ((_, b), second) in &class[at + 1..] {
                    if background.agree(first, second) {
                        self.link(groups, *a, *b);
                    }
                }
            }
        }
    }

    /// `AWS(Amazon Web Services)`: what AWS stands for and what Amazon Web Services stands for, if both are one thing.
    fn expansions(
        &mut self,
        groups: &mut Groups,
        keys: &Keys,
        classes: &[Range<usize>],
        known: &Known<'_>,
    ) {
        let class = |english: &str| {
            let key = english_key(english);
            let english = |class: &Range<usize>| &keys.english[keys.by_english[class.start]];
            let at = classes.binary_search_by(|class| english(class).cmp(&key));
            at.map_or(&[][..], |at| &keys.by_english[classes[at].clone()])
        };
        for (acronym, full) in known.expansions {
            let mut only = |members: &[usize]| {
                let roots: BTreeSet<usize> = members.iter().map(|&at| groups.find(at)).collect();
                (roots.len() == 1).then(|| members[0])
            };
            if let (Some(a), Some(b)) = (only(class(acronym)), only(class(full))) {
                self.link(groups, a, b);
            }
        }
    }
}

/// What the pairs of one English are tied by.
#[derive(Default)]
struct Class {
    ties: Vec<(u32, u32, Strength)>,
    hubs: Vec<Vec<u32>>,
}

/// What pairs are compared by.
struct Keys<'a> {
    english: Vec<String>,
    korean: Vec<String>,
    korean_text: Vec<&'a str>,
    english_text: Vec<&'a str>,
    /// Indices sorted by the key of the English, then that of the Korean.
    by_english: Vec<usize>,
}

impl<'a> Keys<'a> {
    fn of(pairs: &'a [Pair]) -> Self {
        let (english, korean): (Vec<String>, Vec<String>) = pairs
            .par_iter()
            .map(|pair| (english_key(&pair.english), korean_key(&pair.korean)))
            .unzip();
        let mut by_english: Vec<usize> = (0..pairs.len()).collect();
        by_english.par_sort_unstable_by_key(|&at| (english[at].as_str(), korean[at].as_str(), at));
        Self {
            english,
            korean,
            korean_text: pairs.iter().map(|pair| pair.korean.as_str()).collect(),
            english_text: pairs.iter().map(|pair| pair.english.as_str()).collect(),
            by_english,
        }
    }

    /// The stretches of `by_english` with one English.
    fn classes(&self) -> Vec<Range<usize>> {
        stretches(&self.by_english, |a, b| self.english[a] == self.english[b])
    }

    /// The ties of the pairs with one English.
    fn same_english(
        &self,
        class: Range<usize>,
        pairs: &[Pair],
        sound: &(dyn Fn(usize) -> bool + Sync),
    ) -> Class {
        let members = &self.by_english[class];
        let mut found = Class::default();
        // Of each Korean the first pair stands for all.
        let mut terms: Vec<usize> = Vec::new();
        for same in members.chunk_by(|&a, &b| self.korean[a] == self.korean[b]) {
            terms.push(same[0]);
            let tied = same[1..].iter();
            found
                .ties
                .extend(tied.map(|&at| (same[0] as u32, at as u32, Strength::Same)));
        }
        if terms.len() < 2 {
            return found;
        }
        let named = members.iter().any(|&at| is_named(&pairs[at].english));
        if named && terms.len() > NEIGHBOURS {
            let mut hubs: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for &at in &terms {
                let digits = self.korean[at].chars().filter(char::is_ascii_digit);
                hubs.entry(digits.collect()).or_default().push(at as u32);
            }
            found.hubs = hubs.into_values().collect();
        }
        let mut tie = |a: usize, b: usize| {
            let (x, y) = (&self.korean[a], &self.korean[b]);
            let strength = if related(x, y) || sound(a) && sound(b) && !apart(x, y) {
                Strength::Variant
            } else if named && !apart(x, y) {
                Strength::Linked
            } else {
                return;
            };
            found.ties.push((a as u32, b as u32, strength));
        };
        if terms.len() <= NEIGHBOURS {
            all(&terms, &mut tie);
        } else {
            neighbours(&terms, &mut tie);
            let mut ends: Vec<(String, usize)> = terms
                .iter()
                .map(|&at| (skeleton(&self.korean[at]).chars().rev().collect(), at))
                .collect();
            ends.sort_unstable();
            let ends: Vec<usize> = ends.into_iter().map(|(_, at)| at).collect();
            neighbours(&ends, &mut tie);
        }
        found
    }

    /// The ties of pairs with one Korean but for its spelling, and different English.
    fn same_korean(&self, known: &(dyn Fn(&str) -> bool + Sync)) -> Vec<(u32, u32, Strength)> {
        let skeletons: Vec<String> = self.korean.par_iter().map(|key| skeleton(key)).collect();
        let mut order: Vec<usize> = (0..self.korean.len()).collect();
        order.par_sort_unstable_by_key(|&at| {
            (
                skeletons[at].as_str(),
                self.english_text[at].to_lowercase(),
                at,
            )
        });
        let classes = stretches(&order, |a, b| skeletons[a] == skeletons[b]);
        classes
            .par_iter()
            .filter(|class| class.len() > 1)
            .flat_map_iter(|class| {
                let mut ties = Vec::new();
                let mut tie = |a: usize, b: usize| {
                    let (x, y) = (self.english_text[a], self.english_text[b]);
                    if self.english[a] != self.english[b]
                        && (abbreviates(x, y) || abbreviates(y, x) || is_slip(x, y, known))
                        && related(&self.korean[a], &self.korean[b])
                    {
                        ties.push((a as u32, b as u32, Strength::Variant));
                    }
                };
                let members = &order[class.clone()];
                if members.len() <= NEIGHBOURS {
                    all(members, &mut tie);
                } else {
                    neighbours(members, &mut tie);
                }
                ties
            })
            .collect()
    }
}

/// The stretches of `order` in which neighbours are alike.
fn stretches(order: &[usize], alike: impl Fn(usize, usize) -> bool) -> Vec<Range<usize>> {
    let mut start = 0;
    order
        .chunk_by(|&a, &b| alike(a, b))
        .map(|stretch| {
            let range = start..start + stretch.len();
            start = range.end;
            range
        })
        .collect()
}

/// Compares each with each.
fn all(members: &[usize], tie: &mut impl FnMut(usize, usize)) {
    for (at, &a) in members.iter().enumerate() {
        for &b in &members[at + 1..] {
            tie(a, b);
        }
    }
}

/// Compares each with some that come next.
fn neighbours(members: &[usize], tie: &mut impl FnMut(usize, usize)) {
    for (at, &a) in members.iter().enumerate() {
        for &b in members[at + 1..].iter().take(NEIGHBOURS) {
            tie(a, b);
        }
    }
}

/// Whether a term has two words or more, each of two letters or more: such a term names one thing, other than a word or
/// an acronym, which have several meanings.
fn is_named(english: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    english
        .split_whitespace()
        .filter(|word| letters(word) >= 2)
        .nth(1)
        .is_some()
}

/// Whether a term is written in capitals, but for a plural s.
fn is_acronym(english: &str) -> bool {
    let stem = english.strip_suffix('s').unwrap_or(english);
    stem.chars().filter(char::is_ascii_uppercase).count() >= 2
        && !stem.chars().any(|c| c.is_lowercase() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::pairs;

    /// The groups that ties make of pairs, by Korean.
    fn tied(list: &[(&str, &str)], read_out: &[&str], expansions: &[(&str, &str)]) -> Vec<String> {
        let pairs = pairs(list);
        let expansions = expansions
            .iter()
            .map(|&(acronym, full)| (acronym.to_owned(), full.to_owned()))
            .collect();
        let known = Known {
            read_out: &|at| read_out.contains(&pairs[at].korean.as_str()),
            sound: &|at| read_out.contains(&pairs[at].korean.as_str()),
            links: &[],
            expansions: &expansions,
            word: &|word| ["research", "consortium"].contains(&word),
            contexts: &|_| (),
        };
        let ties = Ties::of(&pairs, &known);
        let mut groups = Groups::new(ties.nodes());
        for (a, b, _) in ties.iter() {
            groups.unite(a, b);
        }
        let mut members: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for (at, pair) in pairs.iter().enumerate() {
            members
                .entry(groups.find(at))
                .or_default()
                .insert(&pair.korean);
        }
        let mut names: Vec<String> = members
            .into_values()
            .map(|koreans| koreans.into_iter().collect::<Vec<_>>().join(" = "))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn one_english_and_two_meanings_are_two_concepts() {
        assert_eq!(
            tied(
                &[
                    ("weight", "가중치"),
                    ("Weights", "가중 치"),
                    ("weight", "무게"),
                    ("container", "컨테이너"),
                    ("Container", "콘테이너"),
                ],
                &[],
                &[]
            ),
            ["가중 치 = 가중치", "무게", "컨테이너 = 콘테이너"]
        );
    }

    #[test]
    fn english_of_several_words_names_one_thing() {
        assert_eq!(
            tied(
                &[
                    ("machine learning", "기계 학습"),
                    ("Machine Learning", "머신 러닝"),
                    ("supervised learning", "지도 학습"),
                    ("supervised learning", "비지도 학습"),
                ],
                &[],
                &[]
            ),
            ["기계 학습 = 머신 러닝", "비지도 학습", "지도 학습"]
        );
    }

    #[test]
    fn abbreviations_and_slips_join_by_their_korean() {
        assert_eq!(
            tied(
                &[
                    ("AI", "인공지능"),
                    ("Artificial Intelligence", "인공 지능"),
                    ("AI", "동물 인플루엔자"),
                    ("Research Consortium", "연구 컨소시엄"),
                    ("Research Consortiun", "연구 콘소시엄"),
                    ("motivation", "동기"),
                    ("synchronous", "동기"),
                ],
                &[],
                &[]
            ),
            [
                "동기",
                "동기",
                "동물 인플루엔자",
                "연구 컨소시엄 = 연구 콘소시엄",
                "인공 지능 = 인공지능"
            ]
        );
    }

    #[test]
    fn an_acronym_read_out_joins_what_it_stands_for() {
        let list = [("THAAD", "사드"), ("THAAD", "고고도 미사일 방어 체계")];
        assert_eq!(
            tied(&list, &["사드"], &[]),
            ["고고도 미사일 방어 체계 = 사드"]
        );
        // Two things it may stand for leave it alone.
        let more = [&list[..], &[("THAAD", "태국 합창 협회")]].concat();
        assert_eq!(tied(&more, &["사드"], &[]).len(), 3);
    }

    #[test]
    fn two_that_spell_one_sound_are_one_term() {
        let list = [("label", "레이블"), ("label", "라벨"), ("label", "꼬리표")];
        assert_eq!(
            tied(&list, &["레이블", "라벨"], &[]),
            ["꼬리표", "라벨 = 레이블"]
        );
    }

    #[test]
    fn what_a_text_says_of_an_acronym_ties_the_two() {
        let list = [
            ("AWS", "아마존 클라우드"),
            ("Amazon Web Services", "아마존 웹 서비스"),
        ];
        assert_eq!(tied(&list, &[], &[]).len(), 2);
        assert_eq!(
            tied(&list, &[], &[("AWS", "Amazon Web Services")]),
            ["아마존 웹 서비스 = 아마존 클라우드"]
        );
    }

    #[test]
    fn many_terms_of_one_english_are_compared_with_their_neighbours() {
        let korean: Vec<String> = (0..400)
            .map(|at| {
                let syllable = |at: u32| char::from_u32('가' as u32 + at).unwrap();
                format!(
                    "{}늘{}",
                    syllable(588 * (at % 19) + 28 * (at / 19)),
                    syllable(at)
                )
            })
            .collect();
        let mut list: Vec<(&str, &str)> =
            korean.iter().map(|word| ("cell", word.as_str())).collect();
        list.extend([("cell", "컨테이너"), ("cell", "콘테이너")]);
        let groups = tied(&list, &[], &[]);
        assert!(groups.contains(&"컨테이너 = 콘테이너".to_owned()));
    }
}
