//! Fixes in headings.

use super::diagnostic::Diagnostic;
use crate::Document;
use crate::source::{is_markdown, linked_headings};

/// Makes the fixes unsafe that would break a link: those in a heading to which one in the same document points.
pub(super) fn keep_linked(document: &Document, diagnostics: &mut [Diagnostic]) {
    let fixes = diagnostics.iter_mut().filter_map(|one| one.fix.as_mut());
    let mut fixes = fixes
        .filter(|fix| fix.safe && !fix.edits.is_empty())
        .peekable();
    if !is_markdown(&document.path) || fixes.peek().is_none() {
        return;
    }
    let headings = linked_headings(&document.path, &document.text);
    for fix in fixes {
        fix.safe = !fix.edits.iter().any(|edit| {
            let first = headings.partition_point(|heading| heading.end <= edit.range.start);
            let heading = headings.get(first);
            heading.is_some_and(|heading| heading.start < edit.range.end.max(edit.range.start + 1))
        });
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn a_heading_stays_where_a_link_points_to_it() {
        let rule = "forbidden-term";
        let text = "[여기](#버퍼-설정)에 있다.\n\n## 버퍼 설정\n\n버퍼를 비운다.\n\n## 버퍼 크기\n";
        let (told, after) = told_of(EXAMPLE, rule, "글.md", text);
        assert_eq!(told.len(), 3);
        let right = "[여기](#버퍼-설정)에 있다.\n\n## 버퍼 설정\n\n완충 공간을 비운다.\n\n## 완충 공간 크기\n";
        assert_eq!(after, right);
    }

    #[test]
    fn the_target_of_a_link_is_no_prose() {
        for (file, text) in [
            (
                "글.md",
                "[여기](#버퍼)와 [저기][가]를 본다.\n\n[가]: 글.md#버퍼-설정\n",
            ),
            ("글.md", "<a href=\"#버퍼\">여기</a>를 본다.\n"),
            ("글.txt", "[여기](#버퍼-설정)와 글.md#버퍼를 본다.\n"),
        ] {
            let (told, after) = told_of(EXAMPLE, "forbidden-term", file, text);
            assert_eq!((told, &*after), (vec![], text));
        }
    }
}
