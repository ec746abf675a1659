//! Pairs that the glossary lacks.

use super::{Findings, Rule};
use crate::Level;
use crate::check::gloss::Judgement;
use crate::check::reading::{Reading, one_line};

pub(super) const RULE: Rule = Rule {
    name: "unknown-term",
    level: Some(Level::Info),
    explanation: "A Korean term with its English that the glossary does not have. `yongeo mine` adds such pairs. A hint, unless \
                  `--strict` makes it a finding.",
    file: "글.md",
    bad: "경사 하강법(gradient descent)을 쓴다.\n",
    good: "텐서(tensor)를 쓴다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    // Where there is no glossary, every pair would be one that it lacks.
    if reading.terms.none {
        return;
    }
    let text = reading.text();
    for gloss in reading.glosses {
        if gloss.judgement != Judgement::Unknown {
            continue;
        }
        let [korean, english] =
            [&gloss.korean, &gloss.english].map(|range| one_line(&text[range.clone()]));
        let message = format!("{korean:?} = {english:?} is not in the glossary");
        findings.add(gloss.korean.clone(), true, message, None, None);
    }
}
