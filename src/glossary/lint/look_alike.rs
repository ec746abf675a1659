//! Concepts that may be one.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::duplicate::pair;
use super::quote::quote;
use super::{Findings, Level, Rule};
use crate::lexicon::Lexicon;
use crate::variant::{abbreviates, is_slip, related, skeleton};

pub(super) const SHARED_ENGLISH: Rule = Rule {
    name: "shared-english",
    level: Level::Info,
    explanation: "Concepts share their English but for its spelling, and their Korean has nothing in common: the English has two \
                  meanings, or the Korean are synonyms and the concepts one. Different domains say that it has two.",
    bad: "concept,english,korean\nweight,weight,가중치\nweight-2,weight,무게\n",
    good: "concept,english,korean,domain\nweight,weight,가중치,인공지능\nweight-2,weight,무게,물리\n",
    check: check_shared,
};

pub(super) const LOOK_ALIKE: Rule = Rule {
    name: "look-alike",
    level: Level::Info,
    explanation: "Two concepts look like one: the same English with Korean that is spelt otherwise or has a word more; or the same \
                  Korean, with an English acronym and its full form, or English of which one is a slip of the keyboard.",
    bad: "concept,english,korean\nai,AI,인공지능\nartificial-intelligence,artificial intelligence,인공 지능\n",
    good: "concept,english,korean,status\nai,AI,인공지능,preferred\nai,artificial intelligence,인공 지능,admitted\n",
    check: check_alike,
};

/// A row is compared with so many others of the same key at most.
const NEIGHBOURS: usize = 48;

/// So many concepts are named.
const NAMED: usize = 5;

/// The first row of each concept among rows that are not rejected.
fn firsts(draft: &Draft, rows: &[usize]) -> Vec<usize> {
    let mut concepts = BTreeSet::new();
    let rows = rows.iter().copied().filter(|&at| !draft.is_rejected(at));
    rows.filter(|&at| concepts.insert(draft.row(at).concept().trim()))
        .collect()
}

/// The concepts of one English: for each its first row, and the row before it that it is related to, if any.
fn same_english(draft: &Draft) -> Vec<Vec<(usize, Option<usize>)>> {
    let classes = draft.by_key(|at| draft.keys[at].variant.english.as_str());
    let classes = classes.iter().map(|class| firsts(draft, class));
    let korean = |at: usize| draft.keys[at].variant.korean.as_str();
    classes
        .filter(|firsts| firsts.len() > 1)
        .map(|firsts| {
            let before = |number: usize, at: usize| {
                let near = &firsts[number.saturating_sub(NEIGHBOURS)..number];
                let alike = |other: &&usize| related(korean(**other), korean(at));
                near.iter().find(alike).copied()
            };
            let numbered = firsts.iter().enumerate();
            numbered
                .map(|(number, &at)| (at, before(number, at)))
                .collect()
        })
        .collect()
}

fn check_shared(draft: &Draft, findings: &mut Findings) {
    for class in same_english(draft) {
        let unlike: Vec<usize> = class
            .iter()
            .filter(|(_, before)| before.is_none())
            .map(|&(at, _)| at)
            .collect();
        let two_domains = |pair: &[usize]| draft.are_of_two_domains(pair[0], pair[1]);
        if unlike.len() < 2 || unlike.windows(2).all(two_domains) {
            continue;
        }
        let name = |&at: &usize| {
            let row = draft.row(at);
            format!("{} ({})", row.korean().trim(), row.concept().trim())
        };
        let mut names: Vec<String> = unlike.iter().take(NAMED).map(name).collect();
        if unlike.len() > NAMED {
            names.push(format!("{} more", unlike.len() - NAMED));
        }
        let english = draft.row(unlike[0]).english().trim();
        let what = format!("{english}: {}", names.join(", "));
        let hint = "one concept or two meanings? give them one identifier, or a domain each";
        findings.add(unlike[1], Some("concept"), what, hint);
    }
}

fn check_alike(draft: &Draft, findings: &mut Findings) {
    let mut told: BTreeMap<(&str, &str), ()> = BTreeMap::new();
    let concept = |at: usize| draft.row(at).concept().trim();
    let mut tell = |first: usize, at: usize, why: String| {
        let (first, at) = (first.min(at), first.max(at));
        let new = told.insert((concept(first), concept(at)), ()).is_none()
            && told.insert((concept(at), concept(first)), ()).is_none();
        if !new || draft.are_of_two_domains(first, at) {
            return;
        }
        let what = format!(
            "{} looks like {} of the concept {} on line {}: {why}",
            pair(draft, at),
            pair(draft, first),
            concept(first),
            draft.line(first),
        );
        let hint = "if the two are one concept, give them one identifier";
        findings.add(at, Some("concept"), what, hint);
    };
    for (at, before) in same_english(draft).into_iter().flatten() {
        // The same Korean, too, is the same pair, of which another rule tells.
        if let Some(first) = before
            && draft.keys[first].loose != draft.keys[at].loose
        {
            tell(
                first,
                at,
                "the same English, and Korean that is related".to_owned(),
            );
        }
    }
    let skeletons = |at: usize| skeleton(&draft.keys[at].variant.korean);
    for mut class in draft.by_key(skeletons) {
        class.retain(|&at| !draft.is_rejected(at));
        class.sort_by_key(|&at| (draft.row(at).english().to_lowercase(), at));
        for (number, &a) in class.iter().enumerate() {
            for &b in class[number + 1..].iter().take(NEIGHBOURS) {
                let keys = [&draft.keys[a].variant, &draft.keys[b].variant];
                if concept(a) == concept(b) || keys[0].english == keys[1].english {
                    continue;
                }
                let (x, y) = (draft.row(a).english(), draft.row(b).english());
                if keys[0].korean == keys[1].korean && (abbreviates(x, y) || abbreviates(y, x)) {
                    tell(
                        a,
                        b,
                        "the same Korean, and an acronym with its full form".to_owned(),
                    );
                } else if related(&keys[0].korean, &keys[1].korean) && is_slip(x, y, Lexicon::knows)
                {
                    tell(
                        a,
                        b,
                        format!("one of {} and {} is misspelt", quote(x), quote(y)),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, findings, found};

    fn said(csv: &str) -> String {
        let draft = Draft::read(csv.as_bytes(), None).unwrap();
        let said = findings(&draft);
        said.iter()
            .map(|one| format!("{}: {} ({})\n", one.line, one.what, one.hint))
            .collect()
    }

    #[test]
    fn one_english_and_two_meanings_are_named() {
        let said = said(
            "concept,english,korean\n\
             weight,weight,가중치\n\
             weight-2,weights,무게\n",
        );
        assert_eq!(
            said,
            "3: weight: 가중치 (weight), 무게 (weight-2) (one concept or two meanings? give them one identifier, \
             or a domain each)\n"
        );
    }

    #[test]
    fn of_many_concepts_a_few_are_named() {
        let koreans = ["가중치", "무게", "하중", "체급", "추", "비중", "중요도"];
        let rows: String = (1..)
            .zip(koreans)
            .map(|(at, korean)| format!("w{at},weight,{korean}\n"))
            .collect();
        let said = said(&format!("concept,english,korean\n{rows}"));
        assert!(said.contains("추 (w5), 2 more ("), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }

    #[test]
    fn the_same_english_and_related_korean() {
        assert_eq!(
            found(
                "concept,english,korean\ncontainer,container,컨테이너\nbox,Containers,콘테이너\n"
            ),
            ["3 look-alike"]
        );
        // In one concept it is a spelling.
        assert_eq!(
            found(
                "concept,english,korean\ncontainer,container,컨테이너\ncontainer,Containers,콘테이너\n"
            ),
            [""; 0]
        );
    }

    #[test]
    fn acronyms_and_slips_of_one_korean() {
        let said = said(
            "concept,english,korean\n\
             research-consortium,research consortium,연구 컨소시엄\n\
             research-consortiun,research consortiun,연구 콘소시엄\n",
        );
        assert!(
            said.contains("one of \"research consortium\" and \"research consortiun\" is misspelt"),
            "{said}"
        );
        assert_eq!(
            found(
                "concept,english,korean\nmotivation,motivation,동기\nsynchronous,synchronous,동기\n"
            ),
            [""; 0]
        );
    }

    #[test]
    fn what_is_opposed_or_rejected_is_not_alike() {
        assert_eq!(
            found(
                "concept,english,korean,domain,status\n\
                 container,container,컨테이너,,\n\
                 container-2,container,콘테이너,,rejected\n"
            ),
            [""; 0]
        );
        assert_eq!(
            found(
                "concept,english,korean\nlearning,learning,지도 학습\nlearning-2,learning,비지도 학습\n"
            ),
            ["3 shared-english"]
        );
    }
}
