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
            format!("\"{written}\" is spaced otherwise in the glossary: write \"{preferred}\"");
        let fix = reading.replaced(hit, instead.form, instead.chosen);
        findings.add(hit.range.clone(), instead.chosen, message, None, fix);
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::{all_of, told_of};

    const ROWS: &str = "concept,english,korean,status\ndirectory,directory,디렉터리,preferred\n\
                        content,content,콘텐츠,preferred\ncontent,content,컨텐츠,deprecated\n\
                        user,user,이용자,preferred\nuser,user,사용자,deprecated\nserver,server,서버,preferred\n";

    #[test]
    fn a_line_of_plain_text_may_end_within_a_word() {
        let told = |file: &str, text: &str| all_of(ROWS, file, text).0;
        for text in ["상위 디렉\n터리를 연다.\n", "새 콘텐\n츠를 올린다.\n"] {
            assert!(told("글.txt", text).is_empty(), "{text}");
        }
        // In Markdown a reader sees a space there.
        let (told_in_markdown, _) =
            told_of(ROWS, super::RULE.name, "글.md", "상위 디렉\n터리를 연다.\n");
        assert_eq!(told_in_markdown.len(), 1);
        assert_eq!(
            told("글.txt", "새 컨텐\n츠를 올린다.\n"),
            ["forbidden-term"]
        );
        assert_eq!(
            told("글.txt", "상위 디렉 터리를 연다.\n"),
            ["spacing-variant"]
        );
        // Two words.
        assert!(told("글.txt", "오래 사용\n자가 진단을 한다.\n").is_empty());
    }
}
