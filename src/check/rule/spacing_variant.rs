//! Preferred terms with other spaces.

use super::{Findings, Rule};
use crate::Level;
use crate::check::reading::Reading;
use crate::check::verdict::Verdict;

pub(super) const RULE: Rule = Rule {
    name: "spacing-variant",
    level: Some(Level::Warning),
    explanation: "The preferred term, but spaced otherwise: 머신러닝 where 머신 러닝 is preferred. Korean lets compounds be written \
                  both ways, and readers who search for one do not find the other. A hint where nobody chose the term.",
    file: "글.md",
    bad: "머신러닝을 배운다.\n",
    good: "머신 러닝을 배운다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    for (hit, verdict) in reading.verdicts() {
        let Verdict::Spaced(instead) = verdict else {
            continue;
        };
        let preferred = &reading.terms.form(instead.form).text;
        let written = reading.written(hit);
        let message =
            format!("{written:?} is spaced otherwise in the glossary: write {preferred:?}");
        let fix = reading.replaced(hit, instead.form, instead.chosen);
        findings.add(hit.range.clone(), instead.chosen, message, None, fix);
    }
}
