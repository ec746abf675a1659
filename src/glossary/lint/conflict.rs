//! What a merge or an import has left to be settled.

use super::draft::Draft;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::merge::{CONFLICT, unsettled};

pub(super) const UNSETTLED_CONFLICT: Rule = Rule {
    name: "unsettled-conflict",
    level: Level::Error,
    explanation: "Two people decided differently, and a merge or an import left both versions. As long as both are there, nobody knows which \
                  holds.",
    bad: "concept,english,korean,status,note,conflict\n\
          tensor,tensor,텐서,preferred,선형대수,ours: note\n\
          tensor,tensor,텐서,preferred,물리,theirs: note\n",
    good: "concept,english,korean,status,note,conflict\ntensor,tensor,텐서,preferred,선형대수,\n",
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let unsettled = unsettled(draft.rows().map(|(_, row)| row));
    for ((at, row), waits) in draft.rows().zip(unsettled) {
        if let (Some(mark), Some(waits)) = (row.conflict(), waits) {
            let what = format!("{} = {}: {mark}", row.english().trim(), row.korean().trim());
            findings.add(at, Some(CONFLICT), what, waits.advice());
        }
    }
}
