//! What a merge has left to be settled.

use super::draft::Draft;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::merge::CONFLICT;

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
    for at in 0..draft.len() {
        if let Some(mark) = draft.row(at).conflict() {
            let row = draft.row(at);
            let what = format!("{} = {}: {mark}", row.english().trim(), row.korean().trim());
            let hint = "delete the row that is not wanted, and empty the cell of the other";
            findings.add(at, Some(CONFLICT), what, hint);
        }
    }
}
