//! Korean and English that the glossary does not have together, though it has one of them.

use super::{Findings, Rule};
use crate::Level;
use crate::check::gloss::Judgement;
use crate::check::reading::{Reading, one_line};
use crate::check::terms::FormId;

pub(super) const RULE: Rule = Rule {
    name: "gloss-mismatch",
    level: Some(Level::Warning),
    explanation: "A Korean term of the glossary has another English behind it than the glossary has, or English of the glossary \
                  stands behind another Korean. What the glossary calls rejected is never held against a text, nor is an \
                  abbreviation that it does not know.",
    file: "글.md",
    bad: "텐서(vector)를 만든다.\n",
    good: "텐서(tensor)를 만든다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    let text = reading.text();
    for gloss in reading.glosses {
        let (korean, english) = (&gloss.korean, &gloss.english);
        let [k, e] = [korean, english].map(|range| one_line(&text[range.clone()]));
        let term = |id: FormId| &*reading.terms.form(id).text;
        let (range, message) = match gloss.judgement {
            Judgement::OtherEnglish(known) => (
                english,
                format!("{k:?} is {:?} in the glossary, not {e:?}", term(known)),
            ),
            Judgement::OtherKorean(known) => (
                korean,
                format!("{e:?} is {:?} in the glossary, not {k:?}", term(known)),
            ),
            _ => continue,
        };
        let (Judgement::OtherEnglish(known) | Judgement::OtherKorean(known)) = gloss.judgement
        else {
            continue;
        };
        let decided = reading.terms.is_decided(known);
        findings.add(range.clone(), decided, message, None, None);
    }
}
