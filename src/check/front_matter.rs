//! What is found in front matter.

use super::diagnostic::{Diagnostic, Edit};
use crate::Document;
use crate::source::may_hold;

/// Drops fixes that would break the value they are made in.
pub(super) fn settle(document: &Document, diagnostics: &mut [Diagnostic]) {
    let fails = |edit: &Edit| document.is_front(edit.range.start) && !may_hold(&edit.text);
    for one in diagnostics {
        let mut edits = one.fix.iter().flat_map(|fix| &fix.edits);
        if edits.any(fails) {
            one.refuse("the value of the front matter would be read otherwise: write it by hand");
        }
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn the_title_is_checked_and_its_quotes_stay() {
        let text =
            "---\ntitle: \"버퍼를 비우기\"\nslug: 버퍼\nsummary: '버퍼'\n---\n버퍼를 비운다.\n";
        let (told, after) = told_of(EXAMPLE, "forbidden-term", "글.md", text);
        assert_eq!(told.len(), 3);
        assert_eq!(
            after,
            "---\ntitle: \"완충 공간을 비우기\"\nslug: 버퍼\nsummary: '완충 공간'\n---\n완충 공간을 비운다.\n"
        );
    }

    #[test]
    fn pairs_in_the_title_are_told() {
        let text = "---\ntitle: \"관측 가능성(observability) 안내\"\nslug: 계측(telemetry)\n---\n글이다.\n";
        let (told, _) = told_of(EXAMPLE, "unknown-term", "글.md", text);
        assert_eq!(
            told,
            ["\"관측 가능성\" = \"observability\" is not in the glossary"]
        );
    }

    #[test]
    fn what_would_break_the_value_is_not_put_there() {
        let glossary =
            "concept,english,korean,status\nc,c sharp,C#,preferred\nc,c sharp,시샵,deprecated\n";
        let text = "---\ntitle: 시샵\n---\n시샵\n";
        let (told, after) = told_of(glossary, "forbidden-term", "글.md", text);
        assert_eq!((told.len(), &*after), (2, "---\ntitle: 시샵\n---\nC#\n"));
    }

    #[test]
    fn the_first_mention_is_in_the_body() {
        let text = "---\ntitle: 텐서\n---\n텐서(tensor)를 더한다.\n";
        for rule in ["missing-gloss", "repeated-gloss"] {
            assert_eq!(told_of(EXAMPLE, rule, "글.md", text).0, [""; 0]);
        }
        let text = "---\ntitle: 텐서(tensor)\n---\n텐서(tensor)를 더한다.\n";
        assert_eq!(told_of(EXAMPLE, "repeated-gloss", "글.md", text).0, [""; 0]);
        let text = "---\ntitle: 텐서(tensor)\n---\n텐서를 더한다.\n";
        assert_eq!(told_of(EXAMPLE, "missing-gloss", "글.md", text).0.len(), 1);
        let text = "---\ntitle: 텐서\n---\n텐서를 더한다.\n";
        let (told, after) = told_of(EXAMPLE, "missing-gloss", "글.md", text);
        assert_eq!(told.len(), 1);
        assert_eq!(after, "---\ntitle: 텐서\n---\n텐서(tensor)를 더한다.\n");
    }
}
