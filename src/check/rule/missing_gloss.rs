//! Terms that are first mentioned without their English.

use super::{Findings, Rule};
use crate::check::diagnostic::Fix;
use crate::check::reading::Reading;
use crate::check::scope::{Met, Scopes};
use crate::check::terms::Standing;

pub(super) const RULE: Rule = Rule {
    name: "missing-gloss",
    level: None,
    explanation: "The first mention of a term in a document has no English behind it. A rule of house style: off until the \
                  configuration turns it on.",
    file: "글.md",
    bad: "텐서를 만든다.\n",
    good: "텐서(tensor)를 만든다. 텐서는 배열이다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let scopes = Scopes::of(reading.document, reading.style);
    let mut met = Met::new(&scopes);
    for hit in reading.hits {
        let form = reading.terms.form(hit.form);
        let sense = form
            .senses
            .iter()
            .find(|sense| sense.standing == Standing::Preferred);
        let Some(sense) = sense.filter(|_| form.korean) else {
            continue;
        };
        let Some(&english) = reading.terms.meaning(sense.concept).englishes.first() else {
            continue;
        };
        let english = &reading.terms.form(english).text;
        let at = hit.range.start;
        if scopes.exempts(at, [&*form.text, &**english].into_iter())
            || !met.first(at, sense.concept)
            || reading.gloss_of(hit).is_some()
        {
            continue;
        }
        let written = reading.written(hit);
        let message = format!("the first {written:?} lacks its English: {written}({english})");
        let end = hit.range.end;
        let fix = Fix::safe(end..end, format!("({english})"));
        findings.add(hit.range.clone(), true, message, None, Some(fix));
    }
}
