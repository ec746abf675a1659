//! Decisions that contradict each other.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::duplicate::pair;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::Status;

pub(super) const REJECTED_AND_PREFERRED: Rule = Rule {
    name: "rejected-and-preferred",
    level: Level::Warning,
    explanation: "A pair is rejected (it is no pair at all) in one row and preferred in another.",
    bad: "concept,english,korean,status\ncloud,cloud,구름,preferred\ncloud-computing,cloud,구름,rejected\n",
    good: "concept,english,korean,status\ncloud,cloud,구름,preferred\n",
    check: check_rejected,
};

pub(super) const DEPRECATED_AND_USED: Rule = Rule {
    name: "deprecated-and-used",
    level: Level::Warning,
    explanation: "A Korean term is deprecated in one row of its concept, and preferred or admitted in another. The status is that \
                  of the Korean term, whatever the English beside it; of several the strictest counts, so it is deprecated.",
    bad: "concept,english,korean,status\nai,AI,에이아이,deprecated\nai,artificial intelligence,에이아이,admitted\n\
          ai,AI,인공지능,preferred\n",
    good: "concept,english,korean,status\nai,AI,에이아이,deprecated\nai,artificial intelligence,에이아이,deprecated\n\
           ai,AI,인공지능,preferred\n",
    check: check_deprecated,
};

fn check_rejected(draft: &Draft, findings: &mut Findings) {
    for same in draft.by_key(|at| &draft.keys[at].pair) {
        let has = |at: usize, status| draft.row(at).status() == status;
        let Some(&preferred) = same.iter().find(|&&at| has(at, Status::Preferred)) else {
            continue;
        };
        for at in same.into_iter().filter(|&at| has(at, Status::Rejected)) {
            let what = format!(
                "{} is rejected, and preferred on line {}",
                pair(draft, at),
                draft.line(preferred)
            );
            findings.add(at, Some("status"), what, "delete this row, or reject both");
        }
    }
}

fn check_deprecated(draft: &Draft, findings: &mut Findings) {
    for concept in &draft.concepts {
        let mut used: BTreeMap<&str, usize> = BTreeMap::new();
        for &at in concept {
            if matches!(draft.row(at).status(), Status::Preferred | Status::Admitted) {
                used.entry(&draft.keys[at].pair.korean).or_insert(at);
            }
        }
        for &at in concept {
            if draft.row(at).status() == Status::Deprecated
                && let Some(&other) = used.get(draft.keys[at].pair.korean.as_str())
            {
                let what = format!(
                    "{} is deprecated, and {} on line {}",
                    quote(draft.row(at).korean()),
                    draft.row(other).status(),
                    draft.line(other)
                );
                findings.add(
                    at,
                    Some("status"),
                    what,
                    "give the term one status in all its rows",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn a_spelling_may_be_rejected_beside_the_preferred_one() {
        assert_eq!(
            found(
                "concept,english,korean,status\n\
                 ml,Machine Learning,기계 학습,rejected\n\
                 ml,machine learning,기계 학습,preferred\n"
            ),
            [""; 0]
        );
    }

    #[test]
    fn two_concepts_may_decide_otherwise_on_one_term() {
        assert_eq!(
            found(
                "concept,english,korean,status\n\
                 cell,cell,셀,deprecated\n\
                 cell,cell,세포,preferred\n\
                 spreadsheet-cell,table cell,셀,preferred\n"
            ),
            [""; 0]
        );
    }
}
