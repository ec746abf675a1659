//! Blocks of `MkDocs` (Python-Markdown with `admonition`, `pymdownx.details` and `pymdownx.tabbed`): a line of marks, and below it text that is
//! farther in by four, which `CommonMark` takes for code.

use std::ops::Range;

use memchr::memchr;

use super::push;
use super::stretch::Margin;
use crate::source::{Mask, MaskKind};

/// How much farther in the text of a block is than its marks, in columns.
const DEPTH: usize = 4;

/// A block whose text is farther in.
pub(super) struct Indented {
    /// Its text: whole lines.
    pub(super) body: Range<usize>,
    /// How far in the text is: the byte in one of its lines that the text begins at.
    pub(super) margin: usize,
    /// What of the line of marks is no text.
    pub(super) around: Vec<Mask>,
}

impl Indented {
    /// The block whose marks stand in the line where a text begins, if it is one, with what is of it before `end`.
    pub(super) fn at(text: &str, begin: usize, end: usize) -> Option<Self> {
        if !text[begin..].starts_with(['!', '?', '=']) {
            return None;
        }
        let is_margin = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
        let before = text[..begin].trim_end_matches(is_margin);
        if !(before.is_empty() || before.ends_with('\n')) {
            return None;
        }
        let line = memchr(b'\n', &text.as_bytes()[begin..end]);
        let line_end = line.map_or(end, |length| begin + length);
        let marks = Marks::read(text[begin..line_end].trim_end())?;
        let margin = Margin::before(text, begin).deeper(DEPTH);
        let from = (line_end + 1).min(end);
        let mut body: Option<Range<usize>> = None;
        let mut first = 0;
        let mut at = from;
        for line in text[from..end].split_inclusive('\n') {
            if margin.is_before(line) {
                if body.is_none() {
                    first = at + margin.length(line);
                }
                body = Some(from..at + line.len());
            } else if !margin.is_blank(line) {
                break;
            }
            at += line.len();
        }
        Some(Self {
            body: body?,
            margin: first,
            around: marks.masks(begin),
        })
    }
}

/// A line of marks: `!!! note "안내"`, `???+ tip`, `=== "탭"`.
#[derive(Debug, PartialEq, Eq)]
struct Marks {
    /// How long the line is.
    length: usize,
    /// What of it readers see.
    title: Range<usize>,
}

impl Marks {
    fn read(line: &str) -> Option<Self> {
        let is_tab = line.starts_with("===");
        let rest = if is_tab {
            let rest = &line["===".len()..];
            rest.trim_start_matches(['!', '+'])
        } else if let Some(rest) = line.strip_prefix("!!!") {
            rest
        } else {
            let rest = line.strip_prefix("???")?;
            rest.strip_prefix('+').unwrap_or(rest)
        };
        let (classes, title) = match rest.strip_suffix('"').and_then(|rest| rest.split_once('"')) {
            Some((classes, title)) => (classes, Some(title)),
            None => (rest, None),
        };
        let is_class = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let is_empty = classes.trim().is_empty();
        if !classes.chars().all(is_class)
            || is_empty && title.is_none()
            || is_tab && (!is_empty || !classes.starts_with(' '))
        {
            return None;
        }
        let length = line.len();
        let title = match title {
            Some(title) => length - 1 - title.len()..length - 1,
            // Without a title the class is shown as one; themes have names of English.
            None if classes.is_ascii() => length..length,
            None => length - classes.trim_start().len()..length,
        };
        Some(Self { length, title })
    }

    fn masks(&self, begin: usize) -> Vec<Mask> {
        let mut masks = Vec::new();
        push(&mut masks, begin..begin + self.title.start, MaskKind::Block);
        let behind = begin + self.title.end..begin + self.length;
        push(&mut masks, behind, MaskKind::Block);
        masks
    }
}

#[cfg(test)]
mod tests {
    use super::super::inner::DEEPEST;
    use super::*;
    use crate::Document;
    use crate::source::{labels, markdown_code, markdown_masks};

    fn masked(text: &str) -> String {
        crate::source::masked::masked(text, &markdown_masks(text))
    }

    #[test]
    fn marks_have_classes_and_a_title() {
        for (line, title) in [
            ("!!! note \"안내\"", Some("안내")),
            (
                "!!! note inline end \"`ls`의 \"값\"\"",
                Some("`ls`의 \"값\""),
            ),
            ("!!! warning", Some("")),
            ("!!! 참고", Some("참고")),
            ("!!!note \"\"", Some("")),
            ("??? \"자주 묻는 말\"", Some("자주 묻는 말")),
            ("???+ tip \"도움말\"", Some("도움말")),
            ("=== \"탭\"", Some("탭")),
            ("===! \"탭\"", Some("탭")),
            ("===+ \"탭\"", Some("탭")),
            // None of them
            ("===", None),
            ("=== 탭", None),
            ("=== 탭 \"탭\"", None),
            ("==== \"탭\"", None),
            ("!!!", None),
            ("!!! 아주, 중요하다.", None),
            ("!!! note | 안내", None),
            ("???? 왜", None),
        ] {
            let marks = Marks::read(line);
            let found = marks.map(|marks| &line[marks.title]);
            assert_eq!(found, title, "{line}");
        }
    }

    #[test]
    fn what_is_farther_in_is_text() {
        for (text, shown) in [
            (
                "앞\n\n!!! note \"안내\"\n\n    글이다.\n\n    - `값`이다.\n\n        코드가 아니다.\n\n뒤\n",
                "앞\n\n▮안내▮\n\n    글이다.\n\n    - ‹`값`›이다.\n\n        코드가 아니다.\n\n뒤\n",
            ),
            (
                "??? tip\n    글이다.\n\n    ```sh\n    가()\n\n    나()\n    ```\n뒤\n",
                "▮\n    글이다.\n\n    ▮\n뒤\n",
            ),
            (
                "=== \"파이썬\"\n    ```py\n    가()\n    ```\n=== \"**자바**\"\n\n    !!! note\n\n        글이다.\n\n            나()\n",
                "▮파이썬▮\n    ▮\n▮**자바**▮\n\n    ▮\n\n        글이다.\n\n            ▮",
            ),
            (
                "1. 항목\n\n    ???+ note \"안내\"\n\n        글이\n        길다.\n\n    뒤\n",
                "1. 항목\n\n    ▮안내▮\n\n        글이\n        길다.\n\n    뒤\n",
            ),
            (
                "- 항목\n  !!! note \"안내\"\n\n      글이다.\n",
                "- 항목\n  ▮안내▮\n\n      글이다.\n",
            ),
            (
                "> !!! note \"안내\"\n>\n>     글이\n>     길다.\n\n    가()\n",
                "> ▮안내▮\n>\n>     글이\n·길다.\n\n    ▮",
            ),
            (
                "!!! note \"안내\"\n\n\t글이다.\n\n\t\t가()\n",
                "▮안내▮\n\n\t글이다.\n\n\t\t▮",
            ),
            (
                "!!! note \"안내\"\n\n    | 말 | 뜻 |\n    |---|---|\n    | 셸 | ~~쉘~~ |\n",
                "▮안내▮\n\n    | 말 | 뜻 |\n    |---|---|\n    | 셸 | · |\n",
            ),
            // Without text below there is no such block.
            ("!!! 중요\n\n글이다.\n", "!!! 중요\n\n글이다.\n"),
            ("앞\n\n    !!! note\n\n        가()\n", "앞\n\n    ▮"),
            ("```\n!!! note\n\n    가()\n```\n뒤\n", "▮\n뒤\n"),
            ("\\!!! note\n\n    가()\n", "·!!! note\n\n    ▮"),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn what_links_and_marks_lead_to_may_stand_outside() {
        let text = "!!! note\n\n    [용어]는 텐서[^1]와 [값]이다.\n\n    [여기](#버퍼)\n\n[용어]: a.md\n[^1]: 배열(array)\n\n# 버퍼\n";
        assert_eq!(
            masked(text),
            "▮\n\n    [용어·는 텐서·와 [값]이다.\n\n    [여기·\n\n·\n▮ 배열(array)\n\n# 버퍼\n"
        );
        let document = Document::new("글.md", text);
        let found = labels(&document).into_iter();
        let found: Vec<_> = found.map(|range| &text[range]).collect();
        assert_eq!(found, ["[용어]"]);
        let headings = crate::source::linked_headings("글.md", text);
        assert_eq!(headings.len(), 1);
        assert_eq!(&text[headings[0].links[0].clone()], "[여기](#버퍼)");
    }

    #[test]
    fn tables_and_code_in_blocks_are_those_of_the_document() {
        let text = "=== \"탭\"\n\n    | 용어 | 원어 |\n    |---|---|\n    | 셸 | shell |\n\n    `가`\n\n        나()\n";
        let tables = Document::new("글.md", text).layout.tables;
        let cells: Vec<_> = tables[0].rows.concat();
        let cells: Vec<_> = cells.into_iter().map(|cell| &text[cell]).collect();
        assert_eq!(cells, ["용어", "원어", "셸", "shell"]);
        let code = markdown_code("글.md", text).into_iter();
        assert_eq!(
            code.map(|range| &text[range]).collect::<Vec<_>>(),
            ["`가`", "나()\n"]
        );
    }

    #[test]
    fn many_blocks_take_no_endless_time() {
        const MANY: usize = 10_000;
        let text = "!!! note\n    글이다.\n".repeat(MANY);
        assert!(masked(&text) == "▮\n    글이다.\n".repeat(MANY));
        let text = "<b>!</b>".repeat(MANY);
        assert!(masked(&text) == "·!".repeat(MANY) + "·");
        // Deeper ones are code.
        let deep = |depth: usize| {
            let margin = |depth| " ".repeat(DEPTH * depth);
            let marks = (0..depth).map(|depth| margin(depth) + "!!! note\n\n");
            marks.collect::<String>() + &margin(depth) + "글이다.\n"
        };
        assert!(masked(&deep(DEEPEST)).ends_with("글이다.\n"));
        assert!(!masked(&deep(DEEPEST + 1)).contains('글'));
        assert!(!masked(&deep(200)).contains('글'));
    }
}
