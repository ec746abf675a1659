//! What in a Markdown document is no prose.
//!
//! Only code, HTML, front matter and link targets are marked. Emphasis marks, table bars and list
//! markers stay characters of the text: `CommonMark` does not take `**텐서(tensor)**를` for strong at
//! all, while its writer does, so the rooms behind this one have to look through the marks anyway.

mod inner;
mod mkdocs;
mod reader;
mod stretch;
mod template;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Tag};

use super::front_matter::front_matter;
use super::holding::holding;
use super::layout::Layout;
use super::myst::Shown;
use super::{Mask, MaskKind, mdx};
pub(super) use inner::events;
use reader::Reader;

/// What is read of Markdown beyond `CommonMark`.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

/// The stretches of a Markdown text that are no prose: sorted, not overlapping, at character boundaries.
///
/// Front matter, code blocks (but for directives of `MyST` and blocks of `MkDocs` that hold text), comments, and HTML tags that end a paragraph are
/// [`Block`](MaskKind::Block); code spans with their backticks are [`Code`](MaskKind::Code); other
/// tags, footnote marks, what is hidden or was struck out, and of a link all that stands behind its
/// text are [`Invisible`](MaskKind::Invisible).
#[must_use]
pub fn masks(text: &str) -> Vec<Mask> {
    read(text).0
}

/// The same, and the tables and notes of the text.
pub(super) fn read(text: &str) -> (Vec<Mask>, Layout) {
    let (masks, layout, _) = Reader::new(text, false).read();
    (settle(masks), layout)
}

/// The same of MDX, in which code stands between the text, and no code is marked by its indentation.
pub(super) fn read_mdx(text: &str) -> (Vec<Mask>, Layout) {
    let (mut masks, layout, code) = Reader::new(text, true).read();
    mdx::mask(text, front_matter(text), &code, &mut masks);
    (settle(masks), layout)
}

/// Where the code of a Markdown text, or of MDX by its path, lies, in order: blocks with their fences, spans, and what tags of templates hold. Masks do
/// not tell blocks of code from comments.
pub(crate) fn code(path: &str, text: &str) -> Vec<Range<usize>> {
    Reader::new(text, mdx::is_mdx(path)).read().2
}

/// The directive that a code block is of which readers see the text.
fn shown_block(text: &str, event: &Event<'_>, range: &Range<usize>) -> Option<Shown> {
    is_directive(event)
        .then(|| Shown::read(text, range))
        .flatten()
}

/// Whether a block of code begins that looks like a directive.
fn is_directive(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.trim_start().starts_with('{'))
}

/// The labels of a Markdown text: what stands for something else and is looked for by its words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    /// The titles, with or without underline, each with its level; those in quotations and lists are none.
    pub(crate) titles: Vec<(Range<usize>, u8)>,
    /// The texts of links and pictures, within one another the outer one.
    pub(crate) links: Vec<Range<usize>>,
}

/// Finds the labels of a Markdown text, or of MDX by its path; both kinds in the order of the text.
pub(crate) fn labels(path: &str, text: &str) -> Labels {
    let mut labels = Labels::default();
    let mut quoted = Vec::new();
    events(path, text, &mut |event, range| match event {
        Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => quoted.push(range),
        Event::Start(Tag::Heading { level, .. }) => labels.titles.push((range, *level as u8)),
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => labels.links.push(range),
        _ => {}
    });
    keep_outer(&mut quoted);
    keep_outer(&mut labels.links);
    let is_quoted = |title: &Range<usize>| holding(&quoted, title.start).is_some();
    labels.titles.retain(|(title, _)| !is_quoted(title));
    labels.titles.sort_unstable_by_key(|(title, _)| title.start);
    labels
}

/// Sorts stretches, and leaves those out that are within others.
fn keep_outer(stretches: &mut Vec<Range<usize>>) {
    stretches.sort_unstable_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
    stretches.dedup_by(|next, last| next.start < last.end);
}

pub(super) fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

pub(super) fn push(masks: &mut Vec<Mask>, range: Range<usize>, kind: MaskKind) {
    if !range.is_empty() {
        masks.push(Mask { range, kind });
    }
}

/// Sorts masks, merges neighbours of one kind, and gives what two claim to the one that began first,
/// or that reaches farther.
pub(super) fn settle(mut masks: Vec<Mask>) -> Vec<Mask> {
    masks.sort_by_key(|mask| (mask.range.start, std::cmp::Reverse(mask.range.end)));
    let mut settled: Vec<Mask> = Vec::with_capacity(masks.len());
    for mut mask in masks {
        if let Some(last) = settled.last_mut() {
            if mask.kind == last.kind
                && mask.range.start <= last.range.end
                && mask.kind != MaskKind::Code
            {
                last.range.end = last.range.end.max(mask.range.end);
                continue;
            }
            mask.range.start = mask.range.start.max(last.range.end);
        }
        if mask.range.start < mask.range.end {
            settled.push(mask);
        }
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn masked(text: &str) -> String {
        crate::source::masked::masked(text, &masks(text))
    }

    #[test]
    fn prose_stays_prose() {
        for (markdown, expected) in [
            // Code spans
            (
                "저장소를 복제(`clone`)한다.",
                "저장소를 복제(‹`clone`›)한다.",
            ),
            ("`f(x)` 호출", "‹`f(x)`› 호출"),
            ("역따옴표(`` ` ``) 하나", "역따옴표(‹`` ` ``›) 하나"),
            ("`가``나`", "‹`가``나`›"),
            // Links
            ("[용어](https://example.com/a_(b))를 본다", "[용어·를 본다"),
            (
                "[텐서(tensor)](https://example.com \"제목(title)\")를",
                "[텐서(tensor)·를",
            ),
            ("[텐서](a.md)(tensor)는", "[텐서·(tensor)는"),
            ("[**굵은** 글](a.md) 뒤", "[**굵은** 글· 뒤"),
            ("[`코드`](a.md) 뒤", "[‹`코드`›· 뒤"),
            ("[끝 `코드` 글](<a b.md>) 뒤", "[끝 ‹`코드`› 글· 뒤"),
            ("![그림(figure)](a.png) 뒤", "![그림(figure)· 뒤"),
            ("[![그림](a.png)](b.md) 뒤", "[![그림· 뒤"),
            ("[](a.md)", "[·"),
            ("[a\\]가](b.md)", "[a·]가·"),
            ("연구개발(R\\&D)은 `a\\*`", "연구개발(R·&D)은 ‹`a\\*`›"),
            ("[두\n줄](a.md)", "[두\n줄·"),
            // References
            (
                "[용어][id] 뒤\n\n[id]: https://example.com/a_(b) \"제목\"",
                "[용어· 뒤\n\n·",
            ),
            ("[용어][] 뒤\n\n[용어]: /a", "[용어· 뒤\n\n·"),
            ("[용어] 뒤\n\n[용어]: /a", "[용어· 뒤\n\n·"),
            ("[용어] 뒤", "[용어] 뒤"),
            // Addresses are left to those who read glosses.
            (
                "누리집(<https://example.com>)과 https://example.com",
                "누리집(<https://example.com>)과 https://example.com",
            ),
            // HTML
            ("텐서<sup>1</sup>(tensor)", "텐서·1·(tensor)"),
            ("텐서<!-- 주석(note) -->(tensor)", "텐서·(tensor)"),
            (
                "<div>\n텐서(tensor)\n</div>\n\n가",
                "▮\n텐서(tensor)\n▮\n\n가",
            ),
            ("<!-- 가(a)\n\n나(b) -->\n\n다", "▮\n\n다"),
            (
                "앞\n\n<script>\n\n호출(call)\n</script>\n\n뒤",
                "앞\n\n▮\n\n뒤",
            ),
            // Footnotes
            (
                "텐서[^1] (tensor)\n\n[^1]: 배열(array)\n",
                "텐서· (tensor)\n\n▮ 배열(array)\n",
            ),
            // Characters that stay
            ("**텐서(tensor)**를", "**텐서(tensor)**를"),
            (
                "- 텐서(tensor)\n1. 벡터(vector)",
                "- 텐서(tensor)\n1. 벡터(vector)",
            ),
            (
                "| 한국어 | 뜻 |\n|---|---|\n| 텐서(tensor) | `a` |",
                "| 한국어 | 뜻 |\n|---|---|\n| 텐서(tensor) | ‹`a`› |",
            ),
            ("~~가(a)~~ $100(달러)과 f(x)", "· $100(달러)과 f(x)"),
            (
                "~~`쉘` [쉘](a.md)~~ 셸(~~sell~~ shell), 3~5명과 7~9명",
                "· 셸(· shell), 3~5명과 7~9명",
            ),
            (
                "<code>쉘</code>과 <kbd>버퍼 <b>셸</b></kbd>, <span class=\"notranslate\">토큰</span>은 <code>`셸`",
                "·‹쉘›·과 ·‹버퍼 <b>셸</b>›·, ·‹토큰›·은 ·‹`셸`›",
            ),
            (
                "<p>디렉토리는 <code>쉘</code>이다.</p>\n\n- 앞 <var>쉘</var>",
                "▮디렉토리는 ·‹쉘›·이다.▮\n\n- 앞 ·‹쉘›·",
            ),
            (
                "<del>쉘</del> **셸<s>들</s>**과 <strike>버퍼\n\n토큰</strike>",
                "· **셸·**과 ·버퍼\n\n토큰·",
            ),
            ("<span hidden>쉘</span> 셸", "· 셸"),
            (
                "<span hidden>쉘 <span>셸</span>들</span> <del>가<del>나</del>다</del> 버퍼<br hidden> 토큰",
                "· · 버퍼· 토큰",
            ),
            (
                "분산 ~~시스템~~(system)과 새 <del>쉘</del> (shell)",
                "분산 ▮(system)과 새 ▮ (shell)",
            ),
            (":::note\n텐서(tensor)\n:::", ":::note\n텐서(tensor)\n:::"),
            // A quoted line that goes on
            (
                "> 아마존 이엠알(Amazon\n> EMR)을",
                "> 아마존 이엠알(Amazon\n·EMR)을",
            ),
            ("- 아마존(Amazon\n  EMR)을", "- 아마존(Amazon\n  EMR)을"),
        ] {
            assert_eq!(masked(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn code_blocks_are_masked() {
        for (markdown, expected) in [
            ("앞\n\n```python\n출력(print)\n```\n뒤", "앞\n\n▮\n뒤"),
            ("~~~\n가(a)\n\n나(b)\n", "▮"),
            ("앞\n\n    가(a)\n\n뒤", "앞\n\n    ▮\n뒤"),
            ("- 목록\n  ```\n  가(a)\n  ```\n- 뒤", "- 목록\n  ▮\n- 뒤"),
            ("> ```\n> 가(a)\n> ```\n뒤", "> ▮\n뒤"),
        ] {
            assert_eq!(masked(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn front_matter_is_masked_at_the_top_only() {
        for (markdown, expected) in [
            (
                "---\ntitle: 텐서(tensor)\ntags: [a]\n---\n본문(body)\n",
                "▮본문(body)\n",
            ),
            ("---\r\ntitle: 텐서\r\n...\r\n본문", "▮본문"),
            ("+++\ntitle = \"텐서(tensor)\"\n+++\n본문", "▮본문"),
            ("---\n본문(body)\n---\n", "---\n본문(body)\n---\n"),
            (
                "앞\n\n---\n가: 나(b)\n\n---\n뒤",
                "앞\n\n---\n가: 나(b)\n\n---\n뒤",
            ),
            ("---\ntitle: 끝이 없다\n", "---\ntitle: 끝이 없다\n"),
            ("---\na: b\n---\n[용어](a.md) `코드`", "▮[용어· ‹`코드`›"),
        ] {
            assert_eq!(masked(markdown), expected, "{markdown}");
        }
    }

    /// Pieces of which Markdown is made, put together at random.
    fn markdown() -> impl Strategy<Value = String> {
        let pieces = [
            "가나",
            "텐서(tensor)",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "`",
            "```",
            "~~~",
            "    ",
            "> ",
            "- ",
            "1. ",
            "# ",
            "[",
            "]",
            "](",
            ")",
            "(",
            "![",
            "[^1]",
            "[^1]: ",
            "[가]: /a \"나\"\n",
            "<",
            ">",
            "<b>",
            "</div>",
            "<div ",
            "<pre>",
            "<!--",
            "-->",
            "\"",
            "'",
            "|",
            "|-|-|\n",
            "---\n",
            "+++\n",
            "a: b\n",
            "*",
            "**",
            "_",
            "~~",
            "\\",
            "&nbsp;",
            "<https://a.b>",
            "\u{1100}\u{1161}",
            "😀",
            "\t",
            "\u{a0}",
            "\0",
            "--",
            ":::",
            ":::{note}",
            "```{tip}\n",
            "```{eval-rst}\n",
            "```{glossary}\n",
            ":caption: 가\n",
            ".. 가\n",
            "{code}",
            ":name: 가\n",
            "(가)=\n",
            "{",
            "}",
            "{/*",
            "{% raw %}",
            "{% endraw %}",
            "{{< code >}}",
            "{{< /code >}}",
            "!!! note \"가\"\n",
            "=== \"가\"\n\n    ",
            "<code>",
            "</code>",
            "*/",
            "import 가 from '나'\n",
            "export let ",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn masks_are_sorted_apart_and_at_character_boundaries(text in prop_oneof![markdown(), any::<String>()]) {
            for masks in [masks(&text), read_mdx(&text).0] {
                let mut end = 0;
                for mask in masks {
                    prop_assert!(end <= mask.range.start && mask.range.start < mask.range.end);
                    // Out of bounds or within a character this is none.
                    prop_assert!(text.get(mask.range.clone()).is_some());
                    end = mask.range.end;
                }
            }
        }
    }

    #[test]
    fn titles_and_links_are_labels() {
        let text = "---\ntitle: 글\n---\n# 텐서\n\n연산\n---\n\n> # 인용\n\n[![그림](a.png) 글](b.md)과 [참조][r]를 본다.\n\n\
                    ```\n# 주석\n```\n\n[r]: c.md\n";
        let labels = labels("글.md", text);
        let titles = labels.titles.iter();
        let titles: Vec<_> = titles
            .map(|(range, level)| (text[range.clone()].trim(), *level))
            .collect();
        assert_eq!(titles, [("# 텐서", 1), ("연산\n---", 2)]);
        let links: Vec<_> = labels
            .links
            .iter()
            .map(|range| &text[range.clone()])
            .collect();
        assert_eq!(links, ["[![그림](a.png) 글](b.md)", "[참조][r]"]);
    }

    #[test]
    fn labels_stand_in_blocks_that_hold_text() {
        let text = "```{note}\n# 버퍼\n\n[![셸](a.png)과 토큰](b.md)을 본다.\n```\n\n!!! tip\n\n    [큐](c.md)\n\n- 항목\n\n  ```{tip}\n  # 스택\n  ```\n\n\
                    ## 뒤\n\n[앞](d.md)\n";
        let Labels { titles, links } = labels("글.md", text);
        let titles: Vec<_> = (titles.iter())
            .map(|(range, level)| (text[range.clone()].trim(), *level))
            .collect();
        assert_eq!(titles, [("# 버퍼", 1), ("## 뒤", 2)]);
        let links: Vec<_> = links.into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            links,
            ["[![셸](a.png)과 토큰](b.md)", "[큐](c.md)", "[앞](d.md)"]
        );
        let text = "<탭>\n\n    [큐](c.md)\n";
        let count = |path| labels(path, text).links.len();
        assert_eq!([count("글.mdx"), count("글.md")], [1, 0]);
    }
}
