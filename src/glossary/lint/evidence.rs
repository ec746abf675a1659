//! Decisions that the texts do not follow.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Level, Rule};
use crate::glossary::Status;

pub(super) const EVIDENCE_DISAGREES: Rule = Rule {
    name: "evidence-disagrees",
    level: Level::Warning,
    explanation: "No document has the preferred Korean term of a concept, and three or more have another one that is neither \
                  deprecated nor rejected. Either the preferred one is misspelt, or the other was not decided on.",
    bad: "concept,english,korean,status,documents\n\
          weight,weight,가중값,preferred,0\n\
          weight,weight,가중치,proposed,7\n",
    good: "concept,english,korean,status,documents\n\
           weight,weight,가중값,preferred,0\n\
           weight,weight,가중치,deprecated,7\n",
    check,
};

/// How many documents are many.
const MANY: usize = 3;

/// What the rows of one Korean term say of it together.
struct Term {
    documents: usize,
    /// The row with most of them.
    row: usize,
    /// All its rows are.
    rejected: bool,
    /// One of its rows is.
    deprecated: bool,
}

fn check(draft: &Draft, findings: &mut Findings) {
    for concept in &draft.concepts {
        let preferred = |at: &usize| draft.row(*at).status() == Status::Preferred;
        let Some(&chosen) = concept.iter().find(|at| preferred(at)) else {
            continue;
        };
        let mut terms: BTreeMap<&str, Term> = BTreeMap::new();
        for &at in concept {
            let row = draft.row(at);
            let term = terms.entry(&draft.keys[at].pair.korean).or_insert(Term {
                documents: row.documents(),
                row: at,
                rejected: true,
                deprecated: false,
            });
            if row.documents() > term.documents {
                (term.documents, term.row) = (row.documents(), at);
            }
            term.rejected &= row.status() == Status::Rejected;
            term.deprecated |= row.status() == Status::Deprecated;
        }
        let most = terms
            .values()
            .filter(|term| !term.rejected && !term.deprecated)
            .max_by_key(|term| (term.documents, std::cmp::Reverse(term.row)));
        let Some(&Term {
            documents,
            row: other,
            ..
        }) = most
        else {
            continue;
        };
        let korean = draft.keys[chosen].pair.korean.as_str();
        if terms[korean].documents == 0 && documents >= MANY {
            let what = format!(
                "{} is preferred, but no document has it, and {documents} have {} (line {})",
                quote(draft.row(chosen).korean()),
                quote(draft.row(other).korean()),
                draft.line(other)
            );
            let hint = "check its spelling, and set the other to admitted or deprecated";
            findings.add(chosen, Some("status"), what, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{found, found_with};
    use crate::glossary::example;
    use crate::glossary::{Evidence, Found};

    fn rules(preferred: usize, status: &str, other: usize) -> Vec<String> {
        found(&format!(
            "concept,english,korean,status,documents\n\
             weight,weight,가중값,preferred,{preferred}\n\
             weight,weight,가중치,{status},{other}\n"
        ))
    }

    #[test]
    fn nobody_writes_it_and_many_write_another() {
        assert_eq!(rules(0, "proposed", 3), ["2 evidence-disagrees"]);
        assert_eq!(rules(0, "admitted", 9), ["2 evidence-disagrees"]);
    }

    #[test]
    fn few_documents_or_a_decision_are_enough() {
        assert_eq!(rules(1, "proposed", 9), [""; 0]);
        assert_eq!(rules(0, "proposed", 2), [""; 0]);
        assert_eq!(rules(0, "deprecated", 9), [""; 0]);
        assert_eq!(rules(0, "rejected", 9), [""; 0]);
    }

    #[test]
    fn the_ledger_counts_and_not_what_the_file_says() {
        let csv = "concept,english,korean,status,documents\n\
                   weight,weight,가중값,preferred,0\n\
                   weight,weight,가중치,proposed,9\n";
        let found = |documents: usize| -> Vec<Found> {
            (0..documents)
                .map(|at| Found {
                    evidence: Evidence {
                        document: format!("{at}.txt"),
                        ..example::evidence("weight", "가중치")
                    },
                    ..example::found("weight", "weight", "가중치")
                })
                .collect()
        };
        assert_eq!(found_with(csv, Some(&found(2).iter().collect())), [""; 0]);
        assert_eq!(
            found_with(csv, Some(&found(4).iter().collect())),
            ["2 evidence-disagrees"]
        );
    }
}
