//! English in other places than parentheses: which of it is sure enough for the glossary to be held against it, and which term it stands beside.

use std::collections::{HashMap, HashSet};

use super::behind::is_closing;
use super::find::Hit;
use super::gloss::SURE;
use crate::notation::Notation;
use crate::{Choice, Document, Occurrence};

/// Takes out what is said in other places than parentheses where that is not sure enough: anything that mining doubts, the texts of bilingual files, and
/// English with more than one Korean term beside it, such as the old word and the new one. Gives back where such English begins.
pub(super) fn keep_sure(document: &Document, occurrences: &mut Vec<Occurrence>) -> HashSet<usize> {
    let is_other = |one: &&Occurrence| one.notation != Notation::Parentheses;
    let mut beside: HashMap<usize, usize> = HashMap::new();
    let mut ambiguous = HashSet::new();
    for one in occurrences.iter().filter(is_other) {
        let (english, korean) = (one.english.start, one.korean.start);
        if *beside.entry(english).or_insert(korean) != korean {
            ambiguous.insert(english);
        }
    }
    let is_bilingual = !document.segments.is_empty();
    occurrences.retain(|one| {
        !is_other(&one)
            || !is_bilingual && one.confidence >= SURE && !ambiguous.contains(&one.english.start)
    });
    ambiguous
}

/// The term of the glossary that a choice says something of: right before it, or all of the cell beside it.
pub(super) fn beside<'h>(document: &Document, hits: &'h [Hit], choice: &Choice) -> Option<&'h Hit> {
    if matches!(choice.notation, Notation::Table | Notation::List) {
        let whole = &choice.candidates.first()?.korean;
        let hit = hits.binary_search_by_key(&whole.end, |hit| hit.range.end);
        return hit
            .ok()
            .map(|at| &hits[at])
            .filter(|hit| hit.range == *whole);
    }
    let before = hits.partition_point(|hit| hit.range.end <= choice.offset);
    let hit = &hits[before.checked_sub(1)?];
    let between = &document.text[hit.range.end..choice.offset];
    // A backslash parts a mark from a word in reStructuredText.
    let is_right_before = between
        .chars()
        .all(|c| matches!(c, ' ' | '\\') || is_closing(c));
    is_right_before.then_some(hit)
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    const ROWS: &str = "concept,english,korean,status\ndirectory,directory,디렉터리,preferred\nfolder,folder,폴더,proposed\n\
                        linter,linter,린터,preferred\ncorpus,corpus,말뭉치,preferred\nshell,shell,셸,preferred\n\
                        lazy-evaluation,lazy evaluation,지연 평가,preferred\n";

    /// A table in Markdown.
    fn table(rows: &[&[&str]]) -> String {
        let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
        let below = line(&vec!["---"; rows[0].len()]);
        let rest: String = rows[1..].iter().map(|row| line(row)).collect();
        line(rows[0]) + &below + &rest
    }

    #[test]
    fn what_a_table_has_otherwise_is_told() {
        let text = table(&[
            &["용어", "원어"],
            &["디렉터리", "folder"],
            &["게으른 계산", "lazy evaluation"],
            &["말뭉치", "corpus"],
            &["린터", "linter"],
        ]);
        let (told, after) = told_of(ROWS, "gloss-mismatch", "글.md", &text);
        assert_eq!(
            told,
            [
                "\"디렉터리\" is \"directory\" in the glossary, not \"folder\"",
                "\"lazy evaluation\" is \"지연 평가\" in the glossary, not \"게으른 계산\"",
            ]
        );
        assert_eq!(after, text);
    }

    #[test]
    fn misspelt_english_is_put_right_wherever_it_stands() {
        for (file, text) in [
            (
                "글.md",
                "| 용어 | 원어 |\n|---|---|\n| 린터 | lintre |\n| 셸 | shell |\n",
            ),
            ("글.md", "- 린터: lintre\n- 셸: shell\n- 말뭉치: corpus\n"),
            ("글.md", "린터[^1]를 쓴다.\n\n[^1]: lintre\n"),
            ("글.md", "린터[lintre]로 살핀다.\n"),
            ("글.txt", "린터1)로 살핀다.\n\n1) lintre\n"),
            ("글.rst", "린터\n   lintre\n셸\n   shell\n"),
            (
                "글.rst",
                "======  ======\n용어    원어\n======  ======\n린터    lintre\n셸      shell\n======  ======\n",
            ),
            (
                "글.adoc",
                "|===\n|용어 |원어\n\n|린터 |lintre\n|셸 |shell\n|===\n",
            ),
            (
                "글.tex",
                "\\begin{description}\n\\item[린터] lintre\n\\item[셸] shell\n\\end{description}\n",
            ),
            ("글.html", "<dl><dt>린터<dd>lintre<dt>셸<dd>shell</dl>"),
        ] {
            let text = format!("\n{text}");
            let (told, after) = told_of(ROWS, "broken-gloss", file, &text);
            assert_eq!(told.len(), 1, "{text}");
            assert_eq!(after, text.replace("lintre", "linter"));
        }
    }

    #[test]
    fn what_may_mean_something_else_is_not_held_against_the_glossary() {
        for (file, text) in [
            // The old word and the new one.
            (
                "글.md",
                table(&[
                    &["이전", "현재", "영어"],
                    &["폴더", "디렉터리", "directory"],
                    &["쉘", "셸", "shell"],
                    &["코퍼스", "말뭉치", "corpus"],
                ]),
            ),
            // Things and what they have.
            (
                "글.md",
                table(&[
                    &["항목", "값"],
                    &["디렉터리", "folder"],
                    &["셸", "zsh"],
                    &["린터", "clippy"],
                    &["언어", "Rust"],
                ]),
            ),
            (
                "글.md",
                "- 디렉터리: folder\n- 셸: zsh\n- 린터: clippy\n".to_owned(),
            ),
            ("글.md", "디렉터리[folder]를 연다.\n".to_owned()),
            // A text and its translation.
            (
                "글.csv",
                "korean,english\n디렉터리,folder\n셸,shell\n린터,linter\n".to_owned(),
            ),
        ] {
            let (told, _) = told_of(ROWS, "gloss-mismatch", file, &text);
            assert!(told.is_empty(), "{text} {told:?}");
        }
    }

    #[test]
    fn a_table_and_the_text_are_held_against_each_other() {
        let text = table(&[
            &["용어", "원어"],
            &["프록시 서버", "proxy server"],
            &["배포", "deployment"],
        ]) + "\n프락시 서버(proxy server)를 둔다.\n";
        let (told, _) = told_of(ROWS, "unknown-term", "글.md", &text);
        assert_eq!(told.len(), 3, "{told:?}");
        let glossary = "concept,english,korean,status\nlog,log,기록,preferred\n";
        let document = crate::Document::new("글.md", &*text);
        let found = crate::check::rule::tests::checker(glossary).check_all(&[document]);
        let rules: Vec<&str> = found[0].iter().map(|one| one.rule).collect();
        assert!(rules.contains(&"inconsistent-in-document"), "{rules:?}");
    }
}
