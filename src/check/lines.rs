//! Terms over the end of a line: where the old words have it between two of them, it stays between two of the new ones. Lines that are wrapped, and those of
//! subtitles, are layout.

use std::ops::Range;

use super::diagnostic::{Diagnostic, Edit};
use crate::Document;
use crate::source::Format;

/// Keeps the ends of lines that are within what edits replace. Where the new words have no place for one, the lines of a subtitle are left to people.
pub(super) fn keep_lines(document: &Document, diagnostics: &mut [Diagnostic]) {
    for one in diagnostics {
        let Some(fix) = &mut one.fix else { continue };
        let mut joins = false;
        let mut edits = Vec::with_capacity(fix.edits.len());
        for edit in fix.edits.drain(..) {
            let gaps = gaps(&document.text, &edit.range);
            let breaks = (0..gaps.len()).filter(|gap| is_line_end(document, &gaps[*gap]));
            let spaces: Vec<usize> = edit.text.match_indices(' ').map(|(at, _)| at).collect();
            let breaks: Vec<(usize, usize)> = breaks
                .map(|gap| {
                    // Before words that both have it stays before those.
                    let rest = &document.text[gaps[gap].end..edit.range.end];
                    let before = edit
                        .text
                        .strip_suffix(rest)
                        .and_then(|new| new.strip_suffix(' '));
                    let same = before.and_then(|new| spaces.binary_search(&new.len()).ok());
                    (gap, same.unwrap_or(gap))
                })
                .collect();
            if breaks.is_empty() {
                edits.push(edit);
                continue;
            }
            let kept = kept(&breaks, spaces.len());
            joins |= kept.len() < breaks.len();
            split(&edit, &gaps, &spaces, &kept, &mut edits);
        }
        fix.edits = edits;
        if joins && document.format == Format::SUBTITLES {
            one.doubt("two lines of a subtitle would become one");
        }
    }
}

/// What stands between the words of a stretch, in bytes: spaces, ends of lines and the signs beside those.
fn gaps(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let is_sign = |c: char| !c.is_alphanumeric();
    let mut gaps = Vec::new();
    let mut at = range.start;
    while let Some(found) = text[at..range.end].find(char::is_whitespace) {
        let before = &text[at..at + found];
        let start = at + before.trim_end_matches(is_sign).len();
        let behind = &text[at + found..range.end];
        let end = range.end - behind.trim_start_matches(is_sign).len();
        if start > range.start && end < range.end {
            gaps.push(start..end);
        }
        at = end;
    }
    gaps
}

/// Whether readers of the file see the end of a line there.
fn is_line_end(document: &Document, gap: &Range<usize>) -> bool {
    if document.text[gap.clone()].contains('\n') {
        return true;
    }
    let Some(origin) = document.origin.as_deref() else {
        return false;
    };
    let between = origin.range(gap).start..origin.offset(gap.end);
    let written = origin.source().get(between).unwrap_or_default();
    written.contains('\n') && origin.is_text() || has_break(written)
}

/// Whether a line is broken by a tag: of HTML, Word and `PowerPoint` (`br`, `cr`), Hancom (`lineBreak`) or `OpenDocument` (`line-break`).
fn has_break(written: &str) -> bool {
    written.split('<').skip(1).any(|tag| {
        let name = tag.split([' ', '/', '>']).next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        matches!(name, "br" | "cr" | "lineBreak" | "line-break")
    })
}

/// Which space of the new words takes which gap of the old ones with the end of a line in it: the one that it should have, or the nearest.
fn kept(breaks: &[(usize, usize)], spaces: usize) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for &(gap, space) in breaks {
        let space = space.min(spaces.saturating_sub(1));
        let is_taken = kept.last().is_some_and(|(_, last)| *last >= space);
        if spaces > 0 && !is_taken {
            kept.push((gap, space));
        }
    }
    kept
}

/// An edit as one for each line.
fn split(
    edit: &Edit,
    gaps: &[Range<usize>],
    spaces: &[usize],
    kept: &[(usize, usize)],
    edits: &mut Vec<Edit>,
) {
    let (mut start, mut from) = (edit.range.start, 0);
    for &(gap, space) in kept {
        edits.push(Edit {
            range: start..gaps[gap].start,
            text: edit.text[from..spaces[space]].to_owned(),
        });
        (start, from) = (gaps[gap].end, spaces[space] + 1);
    }
    edits.push(Edit {
        range: start..edit.range.end,
        text: edit.text[from..].to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_of_a_line_goes_to_the_nearest_space() {
        assert_eq!(kept(&[(0, 0)], 1), [(0, 0)]);
        assert_eq!(kept(&[(2, 2)], 1), [(2, 0)]);
        assert_eq!(kept(&[(0, 0), (1, 1)], 1), [(0, 0)]);
        assert_eq!(kept(&[(0, 0), (1, 1)], 3), [(0, 0), (1, 1)]);
        assert!(kept(&[(0, 0)], 0).is_empty());
    }

    #[test]
    fn tags_break_lines() {
        for written in [
            "<a:br><a:rPr lang=\"ko-KR\"/></a:br>",
            "</w:t><w:br w:type=\"textWrapping\"/><w:t>",
            "<w:cr/>",
            "<text:line-break/>",
            "<hp:lineBreak/>",
            "<br>",
        ] {
            assert!(has_break(written), "{written}");
        }
        for written in [
            "<w:lastRenderedPageBreak/>",
            "<text:soft-page-break/>",
            "<b>",
            " ",
        ] {
            assert!(!has_break(written), "{written}");
        }
    }

    #[test]
    fn signs_at_the_end_of_a_line_are_between_words() {
        let text = "로드**\n> 밸런서 둘";
        let found = gaps(text, &(0..text.len()));
        let found: Vec<&str> = found.into_iter().map(|gap| &text[gap]).collect();
        assert_eq!(found, ["**\n> ", " "]);
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn a_term_keeps_its_lines() {
        use crate::check::rule::tests::told_of;
        let rows = "concept,english,korean,status\n1,load balancer,부하 분산기,preferred\n1,load balancer,로드 밸런서,deprecated\n\
                    2,data lake,데이터레이크,preferred\n2,data lake,자료 호수,deprecated\n\
                    3,end-to-end test,종단 간 시험,preferred\n3,end-to-end test,E2E 시험,deprecated\n";
        let cue = |text: &str| format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n");
        for (file, text, after) in [
            (
                "글.txt",
                "우리는 로드\n밸런서를 쓴다.\n",
                "우리는 부하\n분산기를 쓴다.\n",
            ),
            (
                "글.txt",
                "우리는 로드\r\n  밸런서로 나눈다.\r\n",
                "우리는 부하\r\n  분산기로 나눈다.\r\n",
            ),
            (
                "글.md",
                "> 우리는 **로드\n> 밸런서**를 쓴다.\n",
                "> 우리는 **부하\n> 분산기**를 쓴다.\n",
            ),
            (
                "글.html",
                "<p>우리는 <b>로드</b>\n  밸런서를 쓴다.</p>\n",
                "<p>우리는 <b>부하</b>\n  분산기를 쓴다.</p>\n",
            ),
            (
                "글.yaml",
                "a: >\n  우리는 로드\n  밸런서를 쓴다.\n",
                "a: >\n  우리는 부하\n  분산기를 쓴다.\n",
            ),
            (
                "글.tex",
                "우리는 로드\n밸런서를 쓴다.\n",
                "우리는 부하\n분산기를 쓴다.\n",
            ),
            (
                "글.txt",
                "우리는 E2E\n시험을 한다.\n",
                "우리는 종단 간\n시험을 한다.\n",
            ),
            // With one word instead of two there is no place for it.
            (
                "글.txt",
                "우리는 자료\n호수를 쓴다.\n",
                "우리는 데이터레이크를 쓴다.\n",
            ),
            (
                "글.srt",
                &cue("우리는 <i>로드\n밸런서</i>를 씁니다."),
                &cue("우리는 <i>부하\n분산기</i>를 씁니다."),
            ),
            (
                "글.srt",
                &cue("우리는 자료\n호수를 씁니다."),
                &cue("우리는 자료\n호수를 씁니다."),
            ),
        ] {
            let (told, mended) = told_of(rows, "forbidden-term", file, text);
            assert_eq!((told.len(), &*mended), (1, after));
            let again = told_of(rows, "forbidden-term", file, after);
            assert_eq!(again.1, after);
        }
    }
}
