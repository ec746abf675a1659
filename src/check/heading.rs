//! Fixes in headings.

use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::kept::{has_safe, keep};
use crate::Document;
use crate::source::{Format, linked_headings};

/// Makes the fixes unsafe that would break a link: those in a heading to which one in the same document points, and with them those in what
/// readers see of the link, which says the same.
pub(super) fn keep_linked(document: &Document, diagnostics: &mut [Diagnostic]) {
    if document.format != Format::MARKDOWN || !has_safe(diagnostics) {
        return;
    }
    let fixes = diagnostics.iter().filter_map(|one| one.fix.as_ref());
    let edits = fixes.flat_map(|fix| &fix.edits);
    let mut starts: Vec<usize> = edits.map(|edit| edit.range.start).collect();
    starts.sort_unstable();
    let mut kept: Vec<Range<usize>> = Vec::new();
    for linked in linked_headings(&document.path, &document.text) {
        let first = starts.partition_point(|start| *start < linked.heading.start);
        if starts
            .get(first)
            .is_some_and(|start| *start < linked.heading.end)
        {
            kept.push(linked.heading);
            kept.extend(linked.links);
        }
    }
    let why = "links go to the heading by its words, and no fix changes their addresses: change those with it";
    keep(kept, diagnostics, why);
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::Document;
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::{checker, told_of};

    #[test]
    fn a_heading_stays_where_a_link_points_to_it() {
        let rule = "forbidden-term";
        let text = "[여기](#버퍼-설정)에 있다.\n\n## 버퍼 설정\n\n버퍼를 비운다.\n\n## 버퍼 크기\n";
        let (told, after) = told_of(EXAMPLE, rule, "글.md", text);
        assert_eq!(told.len(), 3);
        let found = checker(EXAMPLE)
            .check(&Document::new("글.md", text))
            .diagnostics;
        let notes = found.iter().filter_map(|one| one.note.as_deref());
        assert_eq!(
            notes
                .filter(|note| note.contains("their addresses"))
                .count(),
            1
        );
        let right = "[여기](#버퍼-설정)에 있다.\n\n## 버퍼 설정\n\n완충 공간을 비운다.\n\n## 완충 공간 크기\n";
        assert_eq!(after, right);
    }

    #[test]
    fn what_is_seen_of_a_link_stays_with_its_heading() {
        let text = "[버퍼 설정](#버퍼-설정)과 [버퍼](#크기)를 본다.\n\n## 버퍼 설정\n\n## 크기\n";
        let (told, after) = told_of(EXAMPLE, "forbidden-term", "글.md", text);
        assert_eq!(told.len(), 3);
        let right =
            "[버퍼 설정](#버퍼-설정)과 [완충 공간](#크기)을 본다.\n\n## 버퍼 설정\n\n## 크기\n";
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
