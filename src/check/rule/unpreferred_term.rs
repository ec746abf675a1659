//! Terms in whose place another one is preferred.

use super::{Findings, Rule};
use crate::Level;
use crate::check::reading::Reading;
use crate::check::verdict::Verdict;

pub(super) const RULE: Rule = Rule {
    name: "unpreferred-term",
    level: Some(Level::Error),
    explanation: "A term of a concept that has another preferred term, and that nobody has admitted. It is an error where a person \
                  chose the preferred term, and a hint where it is only computed: the term in most documents.",
    file: "글.md",
    bad: "메세지를 보낸다.\n",
    good: "메시지를 보낸다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    for (hit, verdict) in reading.verdicts() {
        let Verdict::Unpreferred(instead) = verdict else {
            continue;
        };
        let terms = reading.terms;
        let written = reading.written(hit);
        let preferred = &terms.form(instead.form).text;
        let message = format!("{written:?} is written {preferred:?} here");
        let id = &terms.meaning(instead.concept).id;
        let note = if instead.chosen {
            format!("preferred in the concept {id}")
        } else {
            format!("the term in most documents for the concept {id}; nobody has chosen yet")
        };
        let fix = reading.replaced(hit, instead.form, instead.chosen);
        findings.add(
            hit.range.clone(),
            instead.chosen,
            message,
            Some(note),
            Some(fix),
        );
    }
}
