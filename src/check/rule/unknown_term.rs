//! Pairs that the glossary lacks.

use super::{Findings, Rule};
use crate::Level;
use crate::check::gloss::Judgement;
use crate::check::reading::{Reading, as_read};
use crate::lexicon::Lexicon;
use crate::particle::is_unit;

pub(super) const RULE: Rule = Rule {
    name: "unknown-term",
    level: Some(Level::Info),
    explanation: "A Korean term with its English, in a parenthesis or in a table, a list or a note of terms, that the glossary \
                  does not have. `yongeo mine` adds such pairs. A hint, unless `--strict` makes it a finding.",
    file: "글.md",
    bad: "경사 하강법(gradient descent)을 쓴다.\n",
    good: "텐서(tensor)를 쓴다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    // Where there is no glossary, every pair would be one that it lacks.
    if reading.terms.none {
        return;
    }
    for gloss in reading.glosses {
        if gloss.judgement != Judgement::Unknown {
            continue;
        }
        let [korean, english] =
            [&gloss.korean, &gloss.english].map(|range| as_read(reading.document, range));
        if is_measured(&korean, &english) {
            continue;
        }
        let message = format!("\"{korean}\" = \"{english}\" is not in the glossary");
        findings.add(gloss.korean.clone(), true, message, None, None);
    }
}

/// Whether the English is the unit in which a thing is measured, and no name of it: 무게(kg), but not 킬로그램(kg).
fn is_measured(korean: &str, english: &str) -> bool {
    let lists = [Lexicon::curated(), Lexicon::learned(), Lexicon::acronyms()];
    let is_named = || {
        let english = english.to_lowercase();
        let mut all = lists.iter().flat_map(|list| list.renderings(&english));
        all.any(|(name, _)| name == korean)
    };
    is_unit(english) && !is_named()
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn the_plural_of_a_known_term_is_known() {
        let told = |text: &str| told_of(EXAMPLE, super::RULE.name, "글.md", text).0.len();
        assert_eq!(told("메시지들(messages)을 모아 보낸다.\n"), 0);
        assert_eq!(told("텐서들(tensors)의 모양을 맞춘다.\n"), 0);
        assert_eq!(told("받은 편지들(letters)을 모아 보낸다.\n"), 1);
    }

    #[test]
    fn marks_are_no_part_of_a_pair() {
        let told = |file, text| told_of(EXAMPLE, super::RULE.name, file, text).0;
        let lake = ["\"데이터 호수\" = \"data lake\" is not in the glossary"];
        assert_eq!(
            told("글.md", "**데이터** 호수(data *lake*)에 쌓는다.\n"),
            lake
        );
        assert_eq!(
            told("글.rst", "**데이터 호수**\\ (data lake)에 쌓는다.\n"),
            lake
        );
        assert_eq!(told("글.md", "그 **텐**서(tensor)를 쓴다.\n"), [""; 0]);
        assert_eq!(told("글.rst", ":term:`텐서`\\ (tensor)를 쓴다.\n"), [""; 0]);
    }

    #[test]
    fn what_is_measured_in_a_unit_is_not_named_by_it() {
        let told = |text: &str| told_of(EXAMPLE, super::RULE.name, "글.md", text).0.len();
        assert_eq!(told("무게(kg)와 길이(cm)를 적는다.\n"), 0);
        assert_eq!(told("용량은 메가바이트(MB)로 적는다.\n"), 1);
        assert_eq!(told("응용 프로그램 인터페이스(API)를 부른다.\n"), 1);
    }
}
