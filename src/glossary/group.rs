//! Which pairs are one concept, and what it is called.
//!
//! Pairs are one concept when [ties](super::tie) lead from one to the other: their English is one term, and their Korean as
//! well. Concepts that people have worked on are never merged, renamed or taken apart; new pairs that are tied to one join
//! it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::disjoint::Groups;
use super::evidence::Pair;
use super::slug::{slug, words};
use super::tie::{Strength, Ties};
use crate::variant::english_key;

/// The concept of each pair, in the order of `pairs`, which must be sorted and without duplicates.
///
/// `kept` says what is in the concepts that people have worked on; a pair that is in several of them
/// is counted for the first, and all its pairs are among `pairs`. The result depends on nothing else: not on who was
/// found first.
pub(super) fn group(
    pairs: &[Pair],
    kept: &BTreeMap<Pair, BTreeSet<String>>,
    ties: &Ties,
) -> Vec<String> {
    let mut concepts = join(pairs, kept, ties);

    // What is left are concepts of mining's own.
    let mut groups = Groups::new(ties.nodes());
    let free = |at: usize| concepts[at].is_none();
    for (a, b, _) in ties.iter().filter(|&(a, b, _)| free(a) && free(b)) {
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
    concepts.truncate(pairs.len());
    concepts
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// Lets pairs join the concepts that people have worked on, along the strongest ties first, outward step by step; of
/// several concepts that one is tied to, the first by name.
fn join(
    pairs: &[Pair],
    kept: &BTreeMap<Pair, BTreeSet<String>>,
    ties: &Ties,
) -> Vec<Option<String>> {
    let mut concepts: Vec<Option<String>> = pairs
        .iter()
        .map(|pair| kept.get(pair)?.first().cloned())
        .collect();
    concepts.resize(ties.nodes(), None);
    if kept.is_empty() {
        return concepts;
    }
    for weakest in Strength::ALL {
        loop {
            // All of one step look at the step before, so that no order among them shows.
            let mut joining: BTreeMap<usize, &String> = BTreeMap::new();
            for (a, b, strength) in ties.iter() {
                for (from, to) in [(a, b), (b, a)] {
                    if let (Some(concept), None) = (&concepts[from], &concepts[to])
                        && strength <= weakest
                    {
                        let least = joining.entry(to).or_insert(concept);
                        *least = concept.min(least);
                    }
                }
            }
            let joining: Vec<(usize, String)> = joining
                .into_iter()
                .map(|(at, concept)| (at, concept.clone()))
                .collect();
            if joining.is_empty() {
                break;
            }
            for (at, concept) in joining {
                concepts[at] = Some(concept);
            }
        }
    }
    concepts
}

/// A name for each group that is neither `taken` nor another group's: made from the smallest English
/// term of the group, of those that no other group has if there are such. Groups that would still have one name, or a taken
/// one, are told apart by their Korean, `weight-가중치` and `weight-무게`: two people who mine different texts give one
/// meaning one name, and two meanings two. Should that be taken as well, `-2`, `-3` … stand behind it.
pub(super) fn names(
    pairs: &[Pair],
    groups: &[Vec<usize>],
    mut taken: BTreeSet<String>,
) -> Vec<String> {
    // Of each group the names its English terms would give, with what tells whether two terms are one.
    let terms: Vec<BTreeSet<(String, String)>> = groups
        .iter()
        .map(|members| {
            let english = members.iter().map(|&at| &pairs[at].english);
            english
                .map(|english| (slug(english), english_key(english)))
                .collect()
        })
        .collect();
    let mut having: HashMap<&str, usize> = HashMap::new();
    for group in &terms {
        let keys: BTreeSet<&str> = group.iter().map(|(_, key)| key.as_str()).collect();
        for key in keys {
            *having.entry(key).or_default() += 1;
        }
    }
    let wanted: Vec<&str> = terms
        .iter()
        .map(|terms| {
            let own = terms.iter().find(|(_, key)| having[key.as_str()] == 1);
            own.or(terms.first()).map_or("", |(slug, _)| slug)
        })
        .collect();
    let mut wanting: HashMap<&str, usize> = HashMap::new();
    for name in &wanted {
        *wanting.entry(name).or_default() += 1;
    }
    let (mut names, mut without) = (vec![String::new(); groups.len()], Vec::new());
    for (group, &name) in wanted.iter().enumerate() {
        if wanting[name] == 1 && !taken.contains(name) {
            name.clone_into(&mut names[group]);
        } else {
            let korean = groups[group].iter().map(|&at| words(&pairs[at].korean));
            without.push((
                format!("{name}-{}", korean.min().unwrap_or_default()),
                group,
            ));
        }
    }
    taken.extend(names.iter().cloned());
    // In an order that does not depend on who was found first.
    without.sort();
    for (name, group) in without {
        let mut numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone())
            .chain(&mut numbered)
            .find(|name| !taken.contains(name));
        names[group] = free.unwrap_or_default();
        taken.insert(names[group].clone());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::{pair, pairs};
    use crate::glossary::tie::Known;

    /// `english korean → concept` for each pair of the list, with links given by English.
    fn grouped(
        list: &[(&str, &str)],
        kept: &[(&str, &str, &str)],
        links: &[(&str, &str)],
    ) -> Vec<(String, String)> {
        let mut members: BTreeMap<Pair, BTreeSet<String>> = BTreeMap::new();
        let mut all = list.to_vec();
        for &(concept, english, korean) in kept {
            let pair = pair(english, korean);
            members.entry(pair).or_default().insert(concept.into());
            all.push((english, korean));
        }
        let mut pairs = pairs(&all);
        pairs.dedup();
        let find = |english: &str| {
            pairs
                .iter()
                .position(|pair| pair.english == english)
                .unwrap()
        };
        let links: Vec<_> = links.iter().map(|&(a, b)| (find(a), find(b))).collect();
        let ties = Ties::of(
            &pairs,
            &Known {
                read_out: &|_| false,
                sound: &|_| false,
                links: &links,
                expansions: &BTreeSet::new(),
                word: &|_| false,
                contexts: &|_| (),
            },
        );
        let concepts = group(&pairs, &members, &ties);
        pairs
            .into_iter()
            .zip(concepts)
            .filter(|(pair, _)| list.contains(&(&pair.english, &pair.korean)))
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
            ("THAAD", "고고도 미사일방어 체계"),
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
            ("C&", "씨 앤드"),
            ("C 2", "씨 2"),
            ("C&2", "씨 앤드 2"),
            ("C!", "씨, 앤드"),
            ("lake", "호수"),
        ];
        assert_eq!(
            grouped(&list, &[], &[]),
            [
                ("씨", "c-씨"),
                ("씨 2", "c-2-씨-2"),
                ("씨, 앤드", "c-씨-앤드"),
                ("씨 앤드", "c-씨-앤드-2"),
                ("씨 앤드 2", "c-2-씨-앤드-2"),
                ("호수", "lake")
            ]
            .map(|(korean, concept)| (korean.to_owned(), concept.to_owned()))
        );
        // What others mine changes no name of this meaning.
        let more = [("weight", "가중치"), ("weight", "무게"), ("weight", "체중")];
        let named = concepts(&more, &[], &[]);
        assert_eq!(named, ["weight-가중치", "weight-무게", "weight-체중"]);
        assert_eq!(concepts(&more[1..], &[], &[]), named[1..]);
        // A full form that only one of them has is a better name than one with its Korean.
        let shared = [
            ("DDP", "동대문 디자인 플라자"),
            ("DDP", "분산 데이터 병렬"),
            ("Distributed Data Parallel", "분산 데이터 병렬"),
        ];
        assert_eq!(
            concepts(&shared, &[], &[]),
            [
                "ddp",
                "distributed-data-parallel",
                "distributed-data-parallel"
            ]
        );
        // A name that a person's concept has is taken.
        assert_eq!(
            concepts(&[("cloud", "클라우드")], &[("cloud", "fog", "안개")], &[]),
            ["cloud-클라우드"]
        );
    }

    #[test]
    fn new_pairs_join_what_people_have_worked_on() {
        // The identifier is the person's, and stays though a smaller one could be made.
        let kept = [("협의체", "consortium", "컨소시엄")];
        assert_eq!(
            concepts(
                &[
                    ("Consort", "컨소트"),
                    ("Consortia", "콘소시엄"),
                    ("consortium", "컨소시엄")
                ],
                &kept,
                &[]
            ),
            ["consort", "협의체", "협의체"]
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
            [
                "셀 cell-sheet",
                "세포 cell",
                "셀 cell-sheet",
                "쎌 cell-sheet"
            ]
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
