//! Which pairs are one concept, and what it is called.
//!
//! Two pairs are one concept when their English is one term in two spellings
//! ([`english_key`]), or when one parenthesis gives both behind the same Korean, as in
//! 고고도 미사일 방어 체계(THAAD, Terminal High Altitude Area Defense). Concepts that people have
//! worked on are never merged, renamed or taken apart; new pairs that match one join it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::evidence::Pair;
use crate::variant::{english_key, korean_key};

/// The concept of each pair, in the order of `pairs`, which must be sorted and without duplicates.
///
/// `kept` says what is in the concepts that people have worked on; a pair that is in several of them
/// is counted for the first. `links` are indices of pairs that one parenthesis gives for one Korean
/// term. The result depends on nothing else: not on who was found first.
pub(super) fn group(
    pairs: &[Pair],
    kept: &BTreeMap<Pair, BTreeSet<String>>,
    links: &[(usize, usize)],
) -> Vec<String> {
    let keys: Vec<String> = pairs
        .iter()
        .map(|pair| english_key(&pair.english))
        .collect();
    let mut concepts = join(pairs, &keys, kept, links);

    // What is left are concepts of mining's own.
    let mut groups = Groups::new(pairs.len());
    let mut first_with: HashMap<&str, usize> = HashMap::new();
    let free = |at: usize| concepts[at].is_none();
    for at in (0..pairs.len()).filter(|&at| free(at)) {
        let first = *first_with.entry(&keys[at]).or_insert(at);
        groups.unite(first, at);
    }
    for &(a, b) in links.iter().filter(|&&(a, b)| free(a) && free(b)) {
        groups.unite(a, b);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..pairs.len()).filter(|&at| free(at)) {
        members.entry(groups.find(at)).or_default().push(at);
    }
    let taken = kept.values().flatten().cloned().collect();
    let groups: Vec<Vec<usize>> = members.into_values().collect();
    for (members, name) in groups.iter().zip(names(pairs, &groups, taken)) {
        for &at in members {
            concepts[at] = Some(name.clone());
        }
    }
    concepts
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// Lets pairs join the concepts that people have worked on: first those that are in one, then those
/// with the same English (in several concepts: the one with the same Korean, else the first by name),
/// then those linked to them, outward step by step.
fn join(
    pairs: &[Pair],
    keys: &[String],
    kept: &BTreeMap<Pair, BTreeSet<String>>,
    links: &[(usize, usize)],
) -> Vec<Option<String>> {
    let mut concepts: Vec<Option<String>> = pairs
        .iter()
        .map(|pair| kept.get(pair)?.first().cloned())
        .collect();
    let mut by_english: BTreeMap<String, String> = BTreeMap::new();
    let mut by_both: BTreeMap<(String, String), String> = BTreeMap::new();
    for (pair, of) in kept {
        let Some(concept) = of.first() else { continue };
        let english = english_key(&pair.english);
        least(by_english.entry(english.clone()), concept);
        least(by_both.entry((english, korean_key(&pair.korean))), concept);
    }
    for at in 0..pairs.len() {
        if concepts[at].is_none() && by_english.contains_key(&keys[at]) {
            concepts[at] = by_both
                .get(&(keys[at].clone(), korean_key(&pairs[at].korean)))
                .cloned();
        }
    }
    loop {
        // All of one step look at the step before, so that no order among them shows.
        let mut joining: BTreeMap<usize, String> = BTreeMap::new();
        for &(a, b) in links {
            for (from, to) in [(a, b), (b, a)] {
                if let (Some(concept), None) = (&concepts[from], &concepts[to]) {
                    least(joining.entry(to), concept);
                }
            }
        }
        for at in (0..pairs.len()).filter(|&at| concepts[at].is_none()) {
            if let Some(concept) = by_english.get(&keys[at]) {
                joining.insert(at, concept.clone());
            }
        }
        if joining.is_empty() {
            return concepts;
        }
        for (at, concept) in joining {
            least(by_english.entry(keys[at].clone()), &concept);
            concepts[at] = Some(concept);
        }
    }
}

/// Keeps the smallest value.
fn least<K: Ord>(entry: Entry<'_, K, String>, concept: &String) {
    entry
        .and_modify(|known| {
            if concept < known {
                known.clone_from(concept);
            }
        })
        .or_insert_with(|| concept.clone());
}

/// A name for each group that is neither `taken` nor another group's: made from the smallest English
/// term of the group, with `-2`, `-3` … where several would have one name.
fn names(pairs: &[Pair], groups: &[Vec<usize>], mut taken: BTreeSet<String>) -> Vec<String> {
    let mut wanted: Vec<(String, usize)> = groups
        .iter()
        .enumerate()
        .map(|(group, members)| {
            let name = members.iter().map(|&at| slug(&pairs[at].english)).min();
            (name.unwrap_or_default(), group)
        })
        .collect();
    // Groups come by their first pair, so those of one name are in a settled order.
    wanted.sort();
    let mut names = vec![String::new(); groups.len()];
    let mut without = Vec::new();
    for (name, group) in wanted {
        if taken.insert(name.clone()) {
            names[group] = name;
        } else {
            without.push((name, group));
        }
    }
    for (name, group) in without {
        let free = (2..)
            .map(|number| format!("{name}-{number}"))
            .find(|name| !taken.contains(name));
        names[group] = free.unwrap_or_default();
        taken.insert(names[group].clone());
    }
    names
}

/// An identifier from a term: small ASCII letters and digits, joined by hyphens.
///
/// Accents are dropped; `C++` and `C#` become `c-plus-plus` and `c-sharp`. A term without any Latin
/// letter or digit keeps its own letters.
fn slug(english: &str) -> String {
    let mut slug = String::with_capacity(english.len());
    let mut gap = false;
    for c in english.nfkd() {
        let letters = match c {
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'þ' | 'Þ' => "th",
            'ı' => "i",
            '+' => "-plus",
            '#' => "-sharp",
            // Combining marks and apostrophes part no words.
            '\u{300}'..='\u{36f}' | '\'' | '\u{2019}' => continue,
            c if c.is_ascii_alphanumeric() => {
                if gap && !slug.is_empty() {
                    slug.push('-');
                }
                gap = false;
                slug.push(c.to_ascii_lowercase());
                continue;
            }
            _ => {
                gap = true;
                continue;
            }
        };
        if (gap || letters.starts_with('-')) && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push_str(letters.trim_start_matches('-'));
    }
    if slug.is_empty() {
        slug = english
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .collect::<Vec<_>>()
            .join("-");
        slug = slug.trim_matches('-').to_owned();
    }
    if slug.is_empty() {
        "term".to_owned()
    } else {
        slug
    }
}

/// Disjoint sets (union by the smaller index, so that a group's root is its first pair).
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = list
            .iter()
            .map(|&(english, korean)| Pair {
                english: english.into(),
                korean: korean.into(),
            })
            .collect();
        pairs.sort();
        pairs
    }

    /// `english korean → concept` for each pair, with links given by English.
    fn grouped(
        list: &[(&str, &str)],
        kept: &[(&str, &str, &str)],
        links: &[(&str, &str)],
    ) -> Vec<(String, String)> {
        let pairs = pairs(list);
        let mut members: BTreeMap<Pair, BTreeSet<String>> = BTreeMap::new();
        for &(concept, english, korean) in kept {
            let pair = Pair {
                english: english.into(),
                korean: korean.into(),
            };
            members.entry(pair).or_default().insert(concept.into());
        }
        let find = |english: &str| {
            pairs
                .iter()
                .position(|pair| pair.english == english)
                .unwrap()
        };
        let links: Vec<_> = links.iter().map(|&(a, b)| (find(a), find(b))).collect();
        let concepts = group(&pairs, &members, &links);
        pairs
            .into_iter()
            .zip(concepts)
            .map(|(pair, concept)| (pair.korean, concept))
            .collect()
    }

    fn concepts(
        list: &[(&str, &str)],
        kept: &[(&str, &str, &str)],
        links: &[(&str, &str)],
    ) -> Vec<String> {
        grouped(list, kept, links)
            .into_iter()
            .map(|(_, concept)| concept)
            .collect()
    }

    #[test]
    fn spellings_of_one_english_term_are_one_concept() {
        assert_eq!(
            concepts(
                &[
                    ("Data Lakes", "데이터 레이크"),
                    ("data-lake", "데이터레이크"),
                    ("lake", "호수")
                ],
                &[],
                &[]
            ),
            ["data-lake", "data-lake", "lake"]
        );
        assert_eq!(
            concepts(&[("S3", "에스쓰리"), ("S4", "에스포")], &[], &[]),
            ["s3", "s4"]
        );
    }

    #[test]
    fn two_forms_in_one_parenthesis_are_one_concept() {
        let list = [
            ("THAAD", "고고도 미사일 방어 체계"),
            ("THAAD", "사드"),
            (
                "Terminal High Altitude Area Defense",
                "고고도 미사일 방어 체계",
            ),
        ];
        let links = [("THAAD", "Terminal High Altitude Area Defense")];
        assert_eq!(
            concepts(&list, &[], &links),
            ["terminal-high-altitude-area-defense"; 3]
        );
    }

    #[test]
    fn one_name_is_given_once() {
        let list = [
            ("C", "씨"),
            ("C&", "씨와"),
            ("C 2", "씨 2"),
            ("C&2", "씨와 2"),
        ];
        assert_eq!(
            grouped(&list, &[], &[]),
            [
                ("씨", "c"),
                ("씨 2", "c-2"),
                ("씨와", "c-3"),
                ("씨와 2", "c-2-2")
            ]
            .map(|(korean, concept)| (korean.to_owned(), concept.to_owned()))
        );
        // A name that a person's concept has is taken.
        assert_eq!(
            concepts(&[("cloud", "클라우드")], &[("cloud", "fog", "안개")], &[]),
            ["cloud-2"]
        );
    }

    #[test]
    fn names_are_ascii_where_they_can_be() {
        for (english, name) in [
            ("Amazon Redshift", "amazon-redshift"),
            ("SARS-CoV-2", "sars-cov-2"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("Schrödinger’s cat", "schrodingers-cat"),
            ("Straße", "strasse"),
            ("Søren Kierkegaard", "soren-kierkegaard"),
            ("John F. Bailey", "john-f-bailey"),
            (".NET", "net"),
            ("ＡＷＳ", "aws"),
            ("β", "β"),
            ("北京", "北京"),
            ("—", "term"),
        ] {
            assert_eq!(slug(english), name);
        }
    }

    #[test]
    fn new_pairs_join_what_people_have_worked_on() {
        // The identifier is the person's, and stays though a smaller one could be made.
        let kept = [("협의체", "consortium", "컨소시엄")];
        assert_eq!(
            concepts(
                &[
                    ("Consortia", "컨소시아"),
                    ("Consortium", "콘소시엄"),
                    ("consortium", "컨소시엄")
                ],
                &kept,
                &[]
            ),
            ["consortia", "협의체", "협의체"]
        );
        // Through a parenthesis too, and onward from there.
        let list = [
            ("AWS", "아마존 웹 서비스"),
            ("AWS", "아마존웹서비스"),
            ("Amazon Web Services", "아마존 웹 서비스"),
        ];
        assert_eq!(
            concepts(
                &list,
                &[("클라우드 회사", "Amazon Web Service", "아마존 웹서비스")],
                &[("AWS", "Amazon Web Services")]
            ),
            ["클라우드 회사"; 3]
        );
    }

    #[test]
    fn a_concept_that_a_person_split_stays_split() {
        let kept = [("cell", "cell", "세포"), ("cell-sheet", "cell", "셀")];
        assert_eq!(
            grouped(
                &[
                    ("cell", "세포"),
                    ("cell", "셀"),
                    ("Cells", "셀"),
                    ("cells", "쎌")
                ],
                &kept,
                &[]
            )
            .into_iter()
            .map(|(korean, concept)| format!("{korean} {concept}"))
            .collect::<Vec<_>>(),
            ["셀 cell-sheet", "세포 cell", "셀 cell-sheet", "쎌 cell"]
        );
    }

    #[test]
    fn links_do_not_merge_what_people_have_worked_on() {
        let kept = [("a", "alpha", "알파"), ("b", "beta", "베타")];
        assert_eq!(
            concepts(
                &[("alpha", "알파"), ("beta", "베타")],
                &kept,
                &[("alpha", "beta")]
            ),
            ["a", "b"]
        );
        // What lies between two concepts goes to the first by name.
        assert_eq!(
            concepts(
                &[("alpha", "알파"), ("beta", "베타"), ("middle", "중간")],
                &kept,
                &[("alpha", "middle"), ("beta", "middle")]
            ),
            ["a", "b", "a"]
        );
    }
}
