//! Lines of YAML that are one (YAML 1.2.2, section 6.5): between them readers see a space.

use std::ops::Range;

use crate::source::Format;
use crate::source::origin::Pieces;
use crate::source::writing::Writing;

/// A stretch of the source whose lines are folded. Empty lines, lines that are indented deeper, and those that their writer has made items of a list
/// although YAML folds them, stay.
pub(super) fn keep(pieces: &mut Pieces<'_>, range: Range<usize>, writing: Writing) {
    let source = pieces.source();
    let text = &source[range.clone()];
    // How deep the line is indented that has begun last; the first one is no measure.
    let mut depth = None;
    let (mut kept, mut from) = (0, 0);
    // Where the last line ends that holds anything, and how many lines end behind that.
    let (mut end, mut ends) = (0, 0);
    while let Some(found) = memchr::memchr(b'\n', &text.as_bytes()[from..]) {
        let next = from + found + 1;
        let words = text[from..next].trim_end();
        if !words.is_empty() {
            (end, ends) = (from + words.len(), 0);
        }
        ends += 1;
        let line = text[next..].split('\n').next().unwrap_or_default();
        let words = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - words.len();
        let deeper = depth.replace(indent).is_some_and(|depth| depth != indent);
        from = next;
        if end < kept || words.trim_end().is_empty() || deeper || Format::MARKDOWN.begins(words) {
            continue;
        }
        // Behind an empty line a paragraph begins.
        if ends == 1 {
            pieces.keep(range.start + kept..range.start + end, writing);
            pieces.put(range.start + end..range.start + next + indent, " ", writing);
            kept = next + indent;
            from = kept;
        }
    }
    pieces.keep(range.start + kept..range.end, writing);
}

#[cfg(test)]
mod tests {
    use crate::Document;

    #[test]
    fn lines_are_folded_as_yaml_folds_them() {
        for (yaml, text) in [
            (
                "a: >\n  짧은 줄의 부하\n  분산기를 쓴다.\n",
                "짧은 줄의 부하 분산기를 쓴다.",
            ),
            ("a: >-\r\n  짧은 부하\r\n  분산기\r\n", "짧은 부하 분산기"),
            ("a: 짧은 부하\n  분산기\n", "짧은 부하 분산기"),
            ("a: '짧은 부하\n  분산기'\n", "짧은 부하 분산기"),
            (
                "a: '짧은 ''부하''\n  분산기''\n  를'\n",
                "짧은 '부하' 분산기' 를",
            ),
            (
                "a: \"짧은 \\\"부하\\\"\n  분산기\"\n",
                "짧은 \"부하\" 분산기",
            ),
            ("a: \"짧은 부하\n  분산기\"\n", "짧은 부하 분산기"),
            ("a: |\n  짧은 부하\n  분산기\n", "짧은 부하\n  분산기"),
            ("a: >\n  부하\n\n  분산기\n", "부하\n\n  분산기"),
            (
                "a: >\n  부하\n  - 분산기\n  - 서버\n",
                "부하\n  - 분산기\n  - 서버",
            ),
            ("a: >\n  글\n  부하\n    분산기\n", "글 부하\n    분산기"),
        ] {
            assert_eq!(
                Document::read("글.yaml", yaml).unwrap().text,
                text,
                "{yaml}"
            );
        }
    }

    #[test]
    fn empty_lines_take_no_endless_time() {
        let empty = "\n".repeat(100_000);
        for yaml in [
            format!("a: >\n  부하{empty}  분산기\n"),
            format!("a: '부하{empty}  분산기'\n"),
        ] {
            let text = Document::read("글.yaml", &*yaml).unwrap().text;
            assert!(text == format!("부하{empty}  분산기"));
        }
    }

    #[test]
    fn what_goes_over_lines_is_written_on_one() {
        for (yaml, after) in [
            (
                "a: >\n  짧은 줄의 부하\n  분산기를 쓴다.\n",
                "a: >\n  짧은 줄의 로드 밸런서를 쓴다.\n",
            ),
            (
                "a: 짧은 줄의 부하\n  분산기를 쓴다.\n",
                "a: 짧은 줄의 로드 밸런서를 쓴다.\n",
            ),
            ("a: 부하\n  분산기\n", "a: 로드 밸런서\n"),
            ("a: \"부하\n  분산기\"\n", "a: \"로드 밸런서\"\n"),
        ] {
            let document = Document::read("글.yaml", yaml).unwrap();
            let start = document.text.find("부하").unwrap();
            let range = start..start + "부하 분산기".len();
            let edited = document.edited([(&range, "로드 밸런서")]).unwrap();
            assert_eq!(edited.source(), after, "{yaml}");
        }
    }
}
