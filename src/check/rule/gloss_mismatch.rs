//! Korean and English that the glossary does not have together, though it has one of them.

use super::{Findings, Rule};
use crate::Level;
use crate::check::gloss::Judgement;
use crate::check::reading::{Reading, as_read};
use crate::check::terms::FormId;

pub(super) const RULE: Rule = Rule {
    name: "gloss-mismatch",
    level: Some(Level::Warning),
    explanation: "A Korean term of the glossary has another English behind it than the glossary has, or English of the glossary \
                  stands behind another Korean. So it is in tables, lists and notes of terms, where they are sure to be such. What \
                  the glossary calls rejected is never held against a text, nor is an abbreviation that it does not know.",
    file: "글.md",
    bad: "텐서(vector)를 만든다.\n",
    good: "텐서(tensor)를 만든다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    for gloss in reading.glosses {
        let (korean, english) = (&gloss.korean, &gloss.english);
        if !matches!(
            gloss.judgement,
            Judgement::OtherEnglish(_) | Judgement::OtherKorean(_)
        ) {
            continue;
        }
        let [k, e] = [korean, english].map(|range| as_read(reading.document, range));
        let term = |id: FormId| &*reading.terms.form(id).text;
        let (range, message) = match gloss.judgement {
            Judgement::OtherEnglish(known) => (
                english,
                format!(
                    "\"{k}\" is \"{}\" in the glossary, not \"{e}\"",
                    term(known)
                ),
            ),
            Judgement::OtherKorean(known) => (
                korean,
                format!(
                    "\"{e}\" is \"{}\" in the glossary, not \"{k}\"",
                    term(known)
                ),
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

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    const ROWS: &str = "concept,english,korean,status\ndirectory,directory,디렉터리,preferred\nfolder,folder,폴더,proposed\n\
                        load-balancer,load balancer,로드 밸런서,preferred\nproxy,proxy server,프록시 서버,proposed\n\
                        function,function,함수,preferred\nserver,server,서버,preferred\nstate,state,상태,preferred\n";

    #[test]
    fn what_the_glossary_has_for_another_thing_is_told() {
        for text in [
            "새 디렉터리(folder)를 만든다.\n",
            "앞단에 로드 밸런서(proxy server)를 둔다.\n",
            "**디렉터리**(folder)에 넣는다.\n",
        ] {
            let (told, _) = told_of(ROWS, super::RULE.name, "글.md", text);
            assert_eq!(told.len(), 1, "{text}");
        }
    }

    #[test]
    fn what_readers_do_not_see_is_no_other_word() {
        for (file, text) in [
            (
                "글.json",
                "{\"a\": \"<b>로드</b> 밸런서(load <i>balancer</i>)를 둔다.\"}",
            ),
            ("글.adoc", "*로드* 밸런서(load *balancer*)를 둔다.\n"),
            (
                "글.po",
                "msgid \"\"\nmsgstr \"Language: ko\\n\"\n\nmsgid \"Add one.\"\nmsgstr \"로드 밸런서(load \"\n\"balancer)를 둔다.\"\n",
            ),
            (
                "글.xlf",
                "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body><trans-unit id=\"1\"><source>Add one.</source>\
                 <target><g id=\"1\">로드</g> 밸런서(load <g id=\"2\">balancer</g>)를 둔다.</target></trans-unit></body></file></xliff>",
            ),
        ] {
            for rule in [super::RULE.name, "broken-gloss"] {
                let (told, _) = told_of(ROWS, rule, file, text);
                assert_eq!(told, [""; 0], "{text}");
            }
        }
        let (told, _) = told_of(
            ROWS,
            super::RULE.name,
            "글.txt",
            "로드 밸\u{ad}런서(proxy server)를 둔다.\n",
        );
        assert_eq!(
            told,
            ["\"로드 밸런서\" is \"load balancer\" in the glossary, not \"proxy server\""]
        );
    }

    #[test]
    fn names_values_examples_and_remarks_are_not() {
        for text in [
            "서버(nginx)를 켠다.\n",
            "함수(main)를 부른다.\n",
            "상태(pending)를 본다.\n",
            "디렉터리(`folder`)를 만든다.\n",
            "디렉터리(folder, file)를 만든다.\n",
            "디렉터리(예: folder)를 만든다.\n",
            "서버(proxy server)를 켠다.\n",
            "디렉터리(directories)를 만든다.\n",
        ] {
            let (told, _) = told_of(ROWS, super::RULE.name, "글.md", text);
            assert!(told.is_empty(), "{text} {told:?}");
        }
    }
}
