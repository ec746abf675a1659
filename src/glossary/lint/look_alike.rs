//! Concepts that may be one.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::draft::Draft;
use super::duplicate::pair;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::lexicon::Lexicon;
use crate::variant::{abbreviates, is_slip, related, skeleton};

pub(super) const SHARED_ENGLISH: Rule = Rule {
    name: "shared-english",
    level: Level::Info,
    explanation: "Concepts share their English but for its spelling, and their Korean has nothing in common: the English has two \
                  meanings, or the Korean are synonyms and the concepts one. Different domains say that it has two.",
    bad: "concept,english,korean\nweight-가중치,weight,가중치\nweight-무게,weight,무게\n",
    good: "concept,english,korean,domain\nweight-가중치,weight,가중치,인공지능\nweight-무게,weight,무게,물리\n",
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

/// Up to so many rows with one key, all are compared; of more, each with [`FEW`] of its neighbours.
const NEIGHBOURS: usize = 48;
const FEW: usize = 8;

/// So many concepts are named.
const NAMED: usize = 5;

/// Concepts of one English.
pub(super) struct Class {
    /// The first row of each, in the order of the file, without those that are related to one before.
    unlike: Vec<usize>,
    /// Rows whose Korean is related.
    alike: Vec<(usize, usize)>,
}

/// The pairs of rows, among some with one key, for which a test holds. They are sorted so that those which are alike
/// stand together.
fn pairs(rows: &[usize], test: impl Fn(usize, usize) -> bool + Sync) -> Vec<(usize, usize)> {
    let near = if rows.len() > NEIGHBOURS {
        FEW
    } else {
        NEIGHBOURS
    };
    rows.par_iter()
        .enumerate()
        .flat_map_iter(|(number, &a)| {
            let next = rows[number + 1..].iter().take(near);
            next.map(move |&b| (a.min(b), a.max(b)))
        })
        .filter(|&(a, b)| test(a, b))
        .collect()
}

/// The concepts of each English that several have.
pub(super) fn same_english(draft: &Draft) -> Vec<Class> {
    let korean = |at: usize| draft.keys[at].variant.korean.as_str();
    let mut classes = draft.by_key(|at| draft.keys[at].variant.english.as_str());
    for class in &mut classes {
        let mut concepts = BTreeSet::new();
        class.retain(|&at| {
            !draft.is_rejected(at) && concepts.insert(draft.row(at).concept().trim())
        });
    }
    let classes = classes.into_iter().filter(|class| class.len() > 1);
    classes
        .map(|mut class| {
            class.sort_unstable_by_key(|&at| (korean(at), at));
            let alike = pairs(&class, |a, b| related(korean(a), korean(b)));
            let later: BTreeSet<usize> = alike.iter().map(|&(_, later)| later).collect();
            class.retain(|at| !later.contains(at));
            class.sort_unstable();
            Class {
                unlike: class,
                alike,
            }
        })
        .collect()
}

fn check_shared(draft: &Draft, findings: &mut Findings) {
    for Class { unlike, .. } in &draft.same_english {
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
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let concept = |at: usize| draft.row(at).concept().trim();
    let mut tell = |first: usize, at: usize, why: String| {
        let (first, at) = (first.min(at), first.max(at));
        // Rows of two concepts may meet in either order.
        let mut concepts = [concept(first), concept(at)];
        concepts.sort_unstable();
        let new = told.insert((concepts[0], concepts[1]));
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
    let classes = draft.same_english.iter();
    for &(first, at) in classes.flat_map(|class| &class.alike) {
        // The same Korean, too, is the same pair, of which another rule tells.
        if draft.keys[first].loose != draft.keys[at].loose {
            tell(
                first,
                at,
                "the same English, and Korean that is related".to_owned(),
            );
        }
    }
    let english = |at: usize| draft.row(at).english();
    for mut class in draft.by_key(|at| skeleton(&draft.keys[at].variant.korean)) {
        class.retain(|&at| !draft.is_rejected(at));
        class.sort_by_cached_key(|&at| (english(at).to_lowercase(), at));
        let found = pairs(&class, |a, b| {
            let [x, y] = [a, b].map(|at| &draft.keys[at].variant);
            concept(a) != concept(b)
                && x.english != y.english
                && related(&x.korean, &y.korean)
                && (is_full_form(draft, a, b) || is_slip(english(a), english(b), Lexicon::knows))
        });
        for (a, b) in found {
            if is_full_form(draft, a, b) {
                tell(
                    a,
                    b,
                    "the same Korean, and an acronym with its full form".to_owned(),
                );
            } else {
                let (x, y) = (quote(english(a)), quote(english(b)));
                tell(a, b, format!("one of {x} and {y} is misspelt"));
            }
        }
    }
}

/// Whether two rows have the same Korean, and the English of one abbreviates that of the other.
fn is_full_form(draft: &Draft, a: usize, b: usize) -> bool {
    let korean = |at: usize| &draft.keys[at].variant.korean;
    let (x, y) = (draft.row(a).english(), draft.row(b).english());
    korean(a) == korean(b) && (abbreviates(x, y) || abbreviates(y, x))
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, findings, found};

    fn said(csv: &str) -> String {
        let draft = Draft::read(csv.as_bytes(), None).unwrap();
        let said = findings(&draft);
        let lines = said
            .iter()
            .map(|one| format!("{}: {} ({})\n", one.line, one.what, one.hint));
        lines.collect::<Vec<_>>().concat()
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
        let rows: Vec<String> = (1..)
            .zip(koreans)
            .map(|(at, korean)| format!("w{at},weight,{korean}\n"))
            .collect();
        let said = said(&format!("concept,english,korean\n{}", rows.concat()));
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
