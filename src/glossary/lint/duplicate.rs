//! The same pair twice.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::{Pair, Status};

pub(super) const DUPLICATE: Rule = Rule {
    name: "duplicate",
    level: Level::Error,
    explanation: "The same pair stands twice in one concept, but perhaps for spaces. If the two rows say different things of it, \
                  nobody knows which holds.",
    bad: "concept,english,korean\ntensor,tensor,텐서\ntensor,tensor,텐서\n",
    good: "concept,english,korean\ntensor,tensor,텐서\n",
    check: check_duplicate,
};

pub(super) const NEAR_DUPLICATE: Rule = Rule {
    name: "near-duplicate",
    level: Level::Info,
    explanation: "Two rows of one concept differ only in case, spaces or width, and nobody has decided between them. Texts write \
                  a term in several ways, so mining leaves such rows behind; a glossary says which way is right.",
    bad: "concept,english,korean\n\
          machine-learning,machine learning,머신 러닝\n\
          machine-learning,machine learning,머신러닝\n",
    good: "concept,english,korean,status\n\
           machine-learning,machine learning,머신 러닝,deprecated\n\
           machine-learning,machine learning,머신러닝,preferred\n",
    check: check_near,
};

pub(super) const IN_TWO_CONCEPTS: Rule = Rule {
    name: "in-two-concepts",
    level: Level::Warning,
    explanation: "The same pair, but perhaps for case and spaces, stands in two concepts. If a word has two meanings, and its \
                  rendering too, the column domain tells them apart.",
    bad: "concept,english,korean\ncell,cell,셀\nspreadsheet-cell,cell,셀\n",
    good: "concept,english,korean,domain\ncell,cell,셀,생물학\nspreadsheet-cell,cell,셀,사무\n",
    check: check_concepts,
};

/// The rows that are alike within their concept, each after the first with one before it.
fn within_concepts(draft: &Draft, mut visit: impl FnMut(usize, usize, bool)) {
    for alike in draft.by_key(|at| (draft.row(at).concept().trim(), &draft.keys[at].loose)) {
        let mut seen: BTreeMap<&Pair, usize> = BTreeMap::new();
        let mut open: Option<usize> = None;
        for at in alike {
            let pair = &draft.keys[at].pair;
            if let Some(&first) = seen.get(pair) {
                visit(first, at, true);
                continue;
            }
            seen.insert(pair, at);
            let status = draft.row(at).status();
            if matches!(status, Status::Deprecated | Status::Rejected) {
                continue;
            }
            match open {
                // A person who made one of two the preferred and the other an admitted term has decided.
                Some(first)
                    if status == draft.row(first).status()
                        || status == Status::Proposed
                        || draft.row(first).status() == Status::Proposed =>
                {
                    visit(first, at, false);
                }
                Some(_) => {}
                None => open = Some(at),
            }
        }
    }
}

fn check_duplicate(draft: &Draft, findings: &mut Findings) {
    within_concepts(draft, |first, at, same| {
        // What a merge has left is told by a rule of its own.
        let is_conflict = |at| draft.row(at).conflict().is_some();
        if same && !is_conflict(first) && !is_conflict(at) {
            let what = format!(
                "{} stands on line {} too",
                pair(draft, at),
                draft.line(first)
            );
            findings.add(at, None, what, "delete one of the two rows");
        }
    });
}

fn check_near(draft: &Draft, findings: &mut Findings) {
    within_concepts(draft, |first, at, same| {
        if same {
            return;
        }
        let korean = draft.keys[first].pair.korean != draft.keys[at].pair.korean;
        let hint = if korean {
            "set one to preferred, the other to admitted or deprecated"
        } else {
            "set one to rejected, so that mining does not bring it back"
        };
        let what = format!(
            "{} differs only in case, spaces or width from {} on line {}",
            pair(draft, at),
            pair(draft, first),
            draft.line(first)
        );
        findings.add(at, None, what, hint);
    });
}

fn check_concepts(draft: &Draft, findings: &mut Findings) {
    for alike in draft.by_key(|at| &draft.keys[at].loose) {
        let mut rows = alike.into_iter().filter(|&at| !draft.is_rejected(at));
        let Some(first) = rows.next() else { continue };
        let mut told = vec![draft.row(first).concept().trim()];
        for at in rows {
            let concept = draft.row(at).concept().trim();
            if told.last() == Some(&concept) || told.contains(&concept) {
                continue;
            }
            // The first few stand for all, and nothing is searched for long.
            if told.len() < 16 {
                told.push(concept);
            }
            if draft.are_of_two_domains(first, at) {
                continue;
            }
            let what = format!(
                "{} is in the concept {} too, on line {}",
                pair(draft, at),
                draft.row(first).concept().trim(),
                draft.line(first)
            );
            findings.add(
                at,
                None,
                what,
                "delete it from one of the two, or name the domain of each",
            );
        }
    }
}

/// The terms of a row as findings show them.
pub(super) fn pair(draft: &Draft, at: usize) -> String {
    let row = draft.row(at);
    format!("{} = {}", quote(row.english()), quote(row.korean()))
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn spaces_at_the_ends_make_no_other_pair() {
        let csv = "concept,english,korean\ntensor,tensor,텐서\ntensor, tensor,텐서\n";
        assert!(found(csv).contains(&"3 duplicate".to_owned()));
    }

    #[test]
    fn case_spaces_and_width_in_either_language() {
        for (english, korean) in [
            ("Machine Learning", "기계 학습"),
            ("machine  learning", "기계 학습"),
            ("machine learning", "기계학습"),
        ] {
            let csv = format!(
                "concept,english,korean\nml,machine learning,기계 학습\nml,{english},{korean}\n"
            );
            let rules = found(&csv);
            let expected = if english.contains("  ") {
                "3 duplicate"
            } else {
                "3 near-duplicate"
            };
            assert!(
                rules.contains(&expected.to_owned()),
                "{english} {korean}: {rules:?}"
            );
        }
    }

    #[test]
    fn what_a_person_has_decided_is_no_near_duplicate() {
        for (a, b, open) in [
            ("preferred", "admitted", false),
            ("preferred", "deprecated", false),
            ("rejected", "proposed", false),
            ("proposed", "preferred", true),
            ("admitted", "admitted", true),
        ] {
            let csv = format!(
                "concept,english,korean,status\nml,Machine Learning,기계 학습,{a}\nml,machine learning,기계 학습,{b}\n"
            );
            let rules = found(&csv);
            let told = rules.contains(&"3 near-duplicate".to_owned());
            assert_eq!(told, open, "{a} {b}: {rules:?}");
        }
    }

    #[test]
    fn other_concepts_are_told_once_each() {
        let csv = "concept,english,korean,status\n\
                   a,cell,셀,proposed\n\
                   b,Cell,셀,proposed\n\
                   c,cell,셀,rejected\n\
                   d,cell,셀,proposed\n";
        let told: Vec<_> = found(csv)
            .into_iter()
            .filter(|one| one.ends_with("in-two-concepts"))
            .collect();
        assert_eq!(told, ["3 in-two-concepts", "5 in-two-concepts"]);
    }
}
