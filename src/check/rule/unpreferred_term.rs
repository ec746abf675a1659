//! Terms in whose place another one is preferred.

use super::{Findings, Rule};
use crate::Level;
use crate::check::reading::Reading;
use crate::check::verdict::Verdict;

pub(super) const RULE: Rule = Rule {
    name: "unpreferred-term",
    level: Some(Level::Error),
    explanation: "A term of a concept that has another preferred term, and that nobody has admitted. It is an error where a person \
                  chose the preferred term, and a hint where it is only computed (the term in most documents), or where another \
                  spelling of the term is part of a longer word.",
    file: "글.md",
    bad: "메세지를 보낸다.\n",
    good: "메시지를 보낸다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    for (hit, verdict, is_whole) in reading.verdicts_and_parts() {
        let Verdict::Unpreferred(instead) = verdict else {
            continue;
        };
        let terms = reading.terms;
        let written = reading.written(hit);
        let preferred = &terms.form(instead.form).text;
        let id = &terms.meaning(instead.concept).id;
        let (message, note) = if instead.chosen {
            (
                format!("\"{written}\" is not the preferred term: write \"{preferred}\""),
                format!("preferred in the concept {id}"),
            )
        } else {
            (
                format!("\"{written}\" is not the usual term: most documents have \"{preferred}\""),
                format!("in the concept {id}; nobody has chosen yet"),
            )
        };
        let is_sure = instead.chosen && is_whole;
        let fix = reading.replaced(hit, instead.form, is_sure);
        findings.add(hit.range.clone(), is_sure, message, Some(note), fix);
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    fn told(rows: &str, text: &str) -> usize {
        let glossary = format!("concept,english,korean,kind,status,documents\n{rows}");
        told_of(&glossary, super::RULE.name, "글.md", text).0.len()
    }

    #[test]
    fn figures_speak_where_a_clear_majority_does() {
        let rows = |own: usize, other: usize| {
            format!(
                "method,method,메서드,term,proposed,{own}\nmethod,method,메소드,term,proposed,{other}\n"
            )
        };
        let text = "메서드를 부른다.\n";
        assert_eq!(told(&rows(1, 2), text), 1);
        assert_eq!(told(&rows(2, 3), text), 0);
        assert_eq!(told(&rows(1, 1), text), 0);
    }

    #[test]
    fn another_word_has_to_be_meant() {
        let one =
            "latency,latency,레이턴시,term,proposed,1\nlatency,latency,지연 시간,term,proposed,9\n";
        assert_eq!(told(one, "레이턴시를 줄인다.\n"), 1);
        // The English has another concept as well.
        let two = "target-목표,target,목표,term,proposed,1\ntarget-목표,target,정답,term,proposed,9\n\
                   target-타깃,target,타깃,term,proposed,9\n";
        assert_eq!(told(two, "올해의 목표를 세운다.\n"), 0);
        assert_eq!(told(two, "모형은 목표(target)를 맞힌다.\n"), 1);
        // A name, and what it is called for short.
        let short = "nato,NATO,나토,abbreviation,proposed,1\nnato,NATO,북대서양조약기구,abbreviation,proposed,9\n";
        assert_eq!(told(short, "나토 회의가 열렸다. 나토(NATO)는 답했다.\n"), 0);
    }
}
