//! Decisions that the texts do not follow.

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::disagreement::disagreement;
use crate::glossary::{Concept, Disagreement, Status};

pub(super) const EVIDENCE_DISAGREES: Rule = Rule {
    name: "evidence-disagrees",
    level: Level::Warning,
    explanation: "Three or more documents have a Korean term that is neither deprecated nor rejected, and at most a \
                  third as many have the preferred one of its concept (none, if the other is admitted). Either the preferred one is misspelt, or the other was not \
                  decided on.",
    bad: "concept,english,korean,status,documents\n\
          weight,weight,가중값,preferred,0\n\
          weight,weight,가중치,proposed,7\n",
    good: "concept,english,korean,status,documents\n\
           weight,weight,가중값,preferred,0\n\
           weight,weight,가중치,deprecated,7\n",
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for concept in &draft.concepts {
        let rows = concept.iter().map(|&at| draft.row(at)).collect();
        let Some(Disagreement {
            preferred: (preferred, own),
            other: (other, documents),
            ..
        }) = disagreement(&Concept::of(rows))
        else {
            continue;
        };
        let row = |is: &dyn Fn(usize) -> bool| concept.iter().copied().find(|&at| is(at));
        let chosen = row(&|at| {
            draft.row(at).korean() == preferred && draft.row(at).status() == Status::Preferred
        });
        let rival =
            row(&|at| draft.row(at).korean() == other && draft.row(at).documents() == documents);
        let (Some(chosen), Some(rival)) = (chosen, rival) else {
            continue;
        };
        let few = match own {
            0 => "no document has it".to_owned(),
            1 => "only 1 document has it".to_owned(),
            few => format!("only {few} documents have it"),
        };
        let what = format!(
            "{} is preferred, but {few}, and {documents} have {} (line {})",
            quote(&preferred),
            quote(&other),
            draft.line(rival)
        );
        let hint = match own {
            0 => {
                "check its spelling; if it is right, set the other to deprecated, or correct the documents"
            }
            _ => "set the other to admitted if it may be used, else to deprecated",
        };
        findings.add(chosen, Some("status"), what, hint);
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
    fn few_write_it_and_many_write_another() {
        assert_eq!(rules(2, "proposed", 6), ["2 evidence-disagrees"]);
        assert_eq!(rules(3, "proposed", 8), [""; 0]);
        assert_eq!(rules(2, "admitted", 6), [""; 0]);
    }

    #[test]
    fn two_documents_are_few_and_a_decision_is_one() {
        assert_eq!(rules(0, "proposed", 2), [""; 0]);
        assert_eq!(rules(1, "proposed", 2), [""; 0]);
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
