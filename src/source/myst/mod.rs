//! `MyST`, the Markdown of Sphinx: directives between colons or in code blocks, their options, and labels.

mod laid;

use std::ops::Range;

use memchr::memmem;

use super::holding::holding;
use super::layout::Table;
use super::markdown::push;
use super::marks::{between, lines};
use super::{Mask, MaskKind};
pub(super) use laid::entries;
use laid::{is_laid, table};

/// Directives that hold code or data.
const CODE: [&str; 9] = [
    "code-block",
    "code",
    "code-cell",
    "sourcecode",
    "literalinclude",
    "math",
    "mermaid",
    "eval-rst",
    "raw",
];

/// Directives of which readers see the text, also where it stands in what `CommonMark` takes for a code block.
const SHOWN: [&str; 28] = [
    "note",
    "tip",
    "warning",
    "important",
    "hint",
    "attention",
    "caution",
    "danger",
    "error",
    "seealso",
    "admonition",
    "figure",
    "glossary",
    "list-table",
    "tab-item",
    "tab-set",
    "dropdown",
    "grid",
    "grid-item",
    "grid-item-card",
    "card",
    "margin",
    "sidebar",
    "topic",
    "versionadded",
    "versionchanged",
    "deprecated",
    "todo",
];

/// Directives of which the argument is a file.
const FILES: [&str; 3] = ["figure", "image", "include"];

/// Options that readers see.
const SEEN: [&str; 4] = ["alt", "caption", "header", "title"];

/// Options between two lines of hyphens are no more lines than this.
const MOST_OPTIONS: usize = 32;

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 300;

/// How a directive begins: `:::{figure} a.png`.
struct Opening<'t> {
    sign: char,
    width: usize,
    name: &'t str,
    /// Where its argument begins in the line.
    argument: usize,
}

impl<'t> Opening<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let marks = &line[margin(line)..];
        let sign = marks.chars().next().filter(|c| ":`~".contains(*c))?;
        let rest = marks.trim_start_matches(sign);
        let width = marks.len() - rest.len();
        let (name, argument) = rest.trim_start().strip_prefix('{')?.split_once('}')?;
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        (width >= 3 && is_name).then_some(Self {
            sign,
            width,
            name,
            argument: line.len() - argument.trim_start().len(),
        })
    }

    /// Masks all of the line but words that readers see.
    fn mask(&self, start: usize, line: &str, masks: &mut Vec<Mask>) {
        let argument = line[self.argument..].trim_end();
        let is_file =
            FILES.contains(&self.name) && argument.contains(['.', '/']) && !argument.ends_with('.');
        let end = if is_file { line.len() } else { self.argument };
        push(masks, start + margin(line)..start + end, MaskKind::Block);
    }
}

/// How much of a line is indentation and signs of quotations, in bytes.
fn margin(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

/// Masks directives between colons, as far as they are no text, and labels, and adds the tables in them. `blocks` are code blocks, in order.
pub(super) fn mask(
    text: &str,
    body: Range<usize>,
    blocks: &[Range<usize>],
    masks: &mut Vec<Mask>,
    tables: &mut Vec<Table>,
) {
    // Most texts have neither.
    let bytes = &text.as_bytes()[body.clone()];
    if memmem::find(bytes, b":::").is_none() && memmem::find(bytes, b")=").is_none() {
        return;
    }
    let lines: Vec<(usize, &str)> = lines(&text[body.clone()])
        .map(|(start, line)| (body.start + start, line))
        .filter(|(start, line)| holding(blocks, start + margin(line)).is_none())
        .collect();
    // With how many colons no directive ends.
    let mut endless = usize::MAX;
    // Behind which line no directive is read as a table yet.
    let mut laid = 0;
    let mut at = 0;
    while let Some(&(start, line)) = lines.get(at) {
        at += 1;
        if is_label(line) {
            push(
                masks,
                start + margin(line)..start + line.len(),
                MaskKind::Block,
            );
            continue;
        }
        let Some(opening) = Opening::read(line).filter(|opening| opening.sign == ':') else {
            continue;
        };
        if CODE.contains(&opening.name) && opening.width < endless {
            let mut below = lines[at..].iter();
            if let Some(count) = below.position(|(_, line)| closes(line, ':', opening.width)) {
                code(text, &lines[at - 1..=at + count], masks);
                at += count + 1;
                continue;
            }
            endless = opening.width;
        }
        opening.mask(start, line, masks);
        at += options(text, &lines[at..], masks);
        if is_laid(opening.name) && at >= laid && opening.width < endless {
            let mut below = lines[at..].iter();
            if let Some(count) = below.position(|(_, line)| closes(line, ':', opening.width)) {
                tables.extend(table(opening.name, text, &lines[at..at + count]));
                laid = at + count;
            } else {
                endless = opening.width;
            }
        }
    }
}

/// Masks the lines of a directive that holds code, but for options that readers see.
fn code(text: &str, lines: &[(usize, &str)], masks: &mut Vec<Mask>) {
    let ([(start, opening), below @ ..], Some((last, closing))) = (lines, lines.last()) else {
        return;
    };
    let (start, end) = (start + margin(opening), last + closing.len());
    let mut around = Vec::new();
    let count = options(text, below, &mut around);
    let is_seen = |(_, line): &(usize, &str)| option(&line[margin(line)..]).is_some_and(is_seen);
    if !below[..count].iter().any(is_seen) {
        push(masks, start..end, MaskKind::Block);
        return;
    }
    let line_end = below[0].0;
    push(masks, start..line_end, MaskKind::Block);
    masks.extend(around);
    if let Some((rest, _)) = below.get(count) {
        push(masks, *rest..end, MaskKind::Block);
    }
}

/// What a code block holds, in whole lines, that is reStructuredText; not in quotations, of which the signs stand before its lines.
pub(super) fn restructured(text: &str, block: &Range<usize>) -> Option<Range<usize>> {
    let mut all = lines(&text[block.clone()]).map(|(start, line)| (block.start + start, line));
    let (_, line) = all.next()?;
    let opening = Opening::read(line).filter(|opening| opening.name == "eval-rst")?;
    let before = &text[..block.start];
    let before = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let lines: Vec<(usize, &str)> = all.collect();
    let closing = lines.last();
    let closing = closing.filter(|(_, line)| closes(line, opening.sign, opening.width));
    let begin = lines.first()?.0;
    let end = closing.map_or(block.end, |(start, _)| *start);
    (!before.contains('>')).then_some(begin..end)
}

/// Masks a code block that is a directive, but for options that readers see; gives whether it is one.
pub(super) fn mask_code(text: &str, block: &Range<usize>, masks: &mut Vec<Mask>) -> bool {
    // The first line stands without what is before the block in it.
    let all = lines(&text[block.clone()]).map(|(start, line)| (block.start + start, line));
    let all: Vec<(usize, &str)> = all.collect();
    let is_directive = all
        .first()
        .is_some_and(|(_, line)| Opening::read(line).is_some());
    if is_directive {
        code(text, &all, masks);
    }
    is_directive
}

/// Whether readers see the value of an option.
fn is_seen(name: &str) -> bool {
    SEEN.contains(&name)
}

/// A directive that is written as a code block, and of which readers see the text.
pub(super) struct Shown {
    /// Where its text stands: whole lines, with what stands before them because of what the directive is in.
    pub(super) text: Range<usize>,
    /// What is around it.
    pub(super) around: Vec<Mask>,
    /// The table that it is.
    pub(super) table: Option<Table>,
}

impl Shown {
    /// The directive that a code block is, if it is one.
    pub(super) fn read(text: &str, block: &Range<usize>) -> Option<Self> {
        let mut all = lines(&text[block.clone()]).map(|(start, line)| (block.start + start, line));
        let (start, line) = all.next()?;
        let opening = Opening::read(line).filter(|one| SHOWN.contains(&one.name))?;
        let mut around = Vec::new();
        opening.mask(start, line, &mut around);
        let lines: Vec<(usize, &str)> = all.collect();
        let count = options(text, &lines, &mut around);
        let begin = lines.get(count).map_or(block.end, |(start, _)| *start);
        let last = lines[count..].last();
        let closing = last.filter(|(_, line)| closes(line, opening.sign, opening.width));
        let end = closing.map_or(block.end, |(start, _)| *start);
        let inside = lines.len() - usize::from(closing.is_some());
        let table = table(opening.name, text, &lines[count..inside]);
        push(&mut around, end..block.end, MaskKind::Block);
        Some(Self {
            text: begin..end,
            around,
            table,
        })
    }
}

/// Whether a line ends what began with so many signs.
fn closes(line: &str, sign: char, width: usize) -> bool {
    let marks = line[margin(line)..].trim_end();
    marks.len() >= width && marks.chars().all(|c| c == sign)
}

/// Masks the options of a directive, from the line below it on, and gives how many lines they are.
fn options(text: &str, lines: &[(usize, &str)], masks: &mut Vec<Mask>) -> usize {
    let is_rule = |line: &str| line[margin(line)..].trim_end() == "---";
    if let Some((start, line)) = lines.first()
        && is_rule(line)
    {
        let mut below = lines[1..].iter().take(MOST_OPTIONS);
        let Some(count) = below.position(|(_, line)| is_rule(line)) else {
            return 0;
        };
        let (last, closing) = lines[count + 1];
        push(
            masks,
            start + margin(line)..last + closing.len(),
            MaskKind::Block,
        );
        return count + 2;
    }
    let mut count = 0;
    for (start, line) in lines {
        let margin = margin(line);
        let Some(name) = option(&line[margin..]) else {
            break;
        };
        let end = if is_seen(name) {
            margin + name.len() + 2
        } else {
            line.len()
        };
        push(masks, start + margin..start + end, MaskKind::Block);
        between(
            text,
            start + end..start + line.len(),
            "`",
            MaskKind::Code,
            masks,
        );
        count += 1;
    }
    count
}

/// The name of the option that a line is: `:name: value`.
fn option(line: &str) -> Option<&str> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    (is_name && (value.is_empty() || value.starts_with([' ', '\t']))).then_some(name)
}

/// Whether a line is a label: `(name)=`.
fn is_label(line: &str) -> bool {
    let words = line[margin(line)..].trim_end();
    let name = words
        .strip_prefix('(')
        .and_then(|words| words.strip_suffix(")="));
    name.is_some_and(|name| {
        !name.trim().is_empty() && name.len() <= LONGEST_LABEL && !name.contains(['(', ')'])
    })
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::source::{markdown_code, markdown_masks};

    fn masked(text: &str) -> String {
        crate::source::masked::masked(text, &markdown_masks(text))
    }

    #[test]
    fn directives_between_colons_are_code_or_text() {
        for (text, shown) in [
            (
                "앞\n\n:::{code-block} python\n:name: 목록\n\n# 디렉토리를 연다\n:::\n\n뒤",
                "앞\n\n▮\n\n뒤",
            ),
            (
                "::::{note}\n앞이다.\n\n:::{math}\n값\n:::\n뒤이다.\n::::\n",
                "▮\n앞이다.\n\n▮\n뒤이다.\n::::\n",
            ),
            (":::::{mermaid}\n가 --> 나\n:::\n:::::\n뒤", "▮\n뒤"),
            (
                ":::{figure} 그림/디렉토리.png\n:name: 디렉토리\n:alt: 디렉토리의 구조\n:width: 50%\n\n디렉토리를 그렸다.\n:::\n",
                "▮\n▮\n▮ 디렉토리의 구조\n▮\n\n디렉토리를 그렸다.\n:::\n",
            ),
            (
                ":::{admonition} 디렉토리란?\n---\nclass: tip\n---\n폴더이다.\n:::\n",
                "▮디렉토리란?\n▮\n폴더이다.\n:::\n",
            ),
            (":::  {math}\n값\n:::\n뒤", "▮\n뒤"),
            (":::\t{note}\n글이다.\n:::\n", "▮\n글이다.\n:::\n"),
            // What does not end
            (":::{code} 가\n나이다.\n", "▮가\n나이다.\n"),
            // No directives
            (":::note\n가이다.\n:::\n", ":::note\n가이다.\n:::\n"),
            ("::{code}\n가이다.\n:::\n", "::{code}\n가이다.\n:::\n"),
            ("```\n:::{note}\n```\n가이다.\n", "▮\n가이다.\n"),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn labels_are_alone_on_their_line() {
        for (text, shown) in [
            ("(디렉토리)=\n# 디렉토리\n", "▮\n# 디렉토리\n"),
            ("값(디렉토리)=\n", "값(디렉토리)=\n"),
            ("(가)(나)=\n", "(가)(나)=\n"),
            ("(가)=1이다.\n", "(가)=1이다.\n"),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn directives_in_code_blocks_hold_text() {
        for (text, shown) in [
            (
                "```{note}\n디렉토리를 `ls`로 본다.\n```\n뒤",
                "▮\n디렉토리를 ‹`ls`›로 본다.\n▮\n뒤",
            ),
            (
                "```{figure} 그림/가.png\n:name: 디렉토리\n\n디렉토리를 그렸다.\n```\n",
                "▮\n▮\n\n디렉토리를 그렸다.\n▮\n",
            ),
            (
                "````{admonition} 디렉토리\n```python\n디렉토리()\n```\n[폴더](a.md)이다.\n````\n",
                "▮디렉토리\n▮\n[폴더·이다.\n▮\n",
            ),
            (
                "`````{tab-set}\n````{tab-item} 하나\n```{code-block} sh\nls 디렉토리\n```\n글이다.\n````\n`````\n",
                "▮\n▮하나\n▮\n글이다.\n▮\n▮\n",
            ),
            ("> ~~~{tip}\n> 글이다.\n> ~~~\n", "> ▮\n> 글이다.\n▮\n"),
            ("```{note}\n끝이 없다.\n", "▮\n끝이 없다.\n"),
            ("```{note}\n```\n", "▮\n▮\n"),
            ("```{python}\n가()\n```\n", "▮\n"),
            ("    ```{note}\n    가\n", "    ▮"),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn restructured_text_is_read_as_such() {
        for (text, shown) in [
            (
                "앞\n\n```{eval-rst}\n.. note:: ``값``\\ 은 `글 <a>`_\\ 이다.\n\n   - 글이다.\n\n예::\n\n   가()\n```\n`뒤`\n",
                "앞\n\n▮‹``값``›·은 ·글·이다.\n\n   - 글이다.\n\n예::\n\n▮\n▮\n‹`뒤`›\n",
            ),
            ("> ```{eval-rst}\n> 글이다.\n> ```\n", "> ▮\n"),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
        let text = "말[^1]\n\n```{eval-rst}\n텐서 [#]_\n\n.. [#] tensor\n\n.. list-table::\n\n   * - 셸\n     - shell\n```\n\n[^1]: word\n";
        let layout = Document::new("글.md", text).layout;
        let cells = layout.tables[0].rows.concat().into_iter();
        let cells: Vec<&str> = cells.map(|cell| &text[cell]).collect();
        assert_eq!(cells, ["셸", "shell"]);
        let notes = layout.notes.iter();
        let notes: Vec<&str> = notes.map(|note| &text[note.text.clone()]).collect();
        assert_eq!(notes, ["word", "tensor"]);
    }

    #[test]
    fn captions_of_code_are_text() {
        for (text, shown) in [
            (
                "```{code-block} py\n:name: 가\n:caption: 첫 `값`의 예\n\n가()\n```\n뒤\n",
                "▮\n▮ 첫 ‹`값`›의 예\n▮\n뒤\n",
            ),
            (
                "- 앞\n\n  ```{image} a.png\n  :alt: 그림\n  ```\n",
                "- 앞\n\n  ▮  ▮ 그림\n▮\n",
            ),
            (
                ":::{code-block} py\n:caption: 예\n가()\n:::\n뒤\n",
                "▮ 예\n▮\n뒤\n",
            ),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn directives_stand_in_lists_and_quotations() {
        for (text, shown) in [
            (
                "10. 항목\n\n    ```{note}\n    글이다.\n\n    `값`이다.\n\n        코드()\n    ```\n",
                "10. 항목\n\n    ▮\n    글이다.\n\n    ‹`값`›이다.\n\n        ▮\n",
            ),
            (
                "- 가\n  - 나\n    - ````{tip}\n      글이다.\n      ```{note}\n      뜻이다.\n      ```\n      ````\n",
                "- 가\n  - 나\n    - ▮\n      글이다.\n      ▮\n      뜻이다.\n▮\n▮\n",
            ),
            (
                "- 가\n\n\t```{note}\n\t글이다.\n\t```\n",
                "- 가\n\n\t▮\n\t글이다.\n▮\n",
            ),
            (
                "> - ```{tip}\n>   :name: 값\n>\n>   글이\n>   길다.\n>   ```\n",
                "> - ▮\n>   ▮\n>\n>   글이\n·길다.\n▮\n",
            ),
            (
                "10. 항목\n\n    :::{note}\n    글이다.\n    :::\n",
                "10. 항목\n\n    ▮\n    글이다.\n    :::\n",
            ),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn what_links_and_marks_lead_to_may_stand_outside() {
        for (text, shown) in [
            (
                "```{note}\n[용어]와 [말][이름], [뜻][]과 [값]\n```\n\n[용어]: a.md\n[이름]: b.md\n[뜻]: c.md\n",
                "▮\n[용어·와 [말·, [뜻·과 [값]\n▮\n\n·\n·\n·\n",
            ),
            (
                "````{note}\n```{tip}\n    [용어]는 텐서[^A]와 말[^나]\n\n[용어]는 텐서[^A]와 말[^나]\n```\n````\n\n[용어]: a.md\n[^a]: 배열(array)\n",
                "▮\n▮\n    ▮\n[용어·는 텐서·와 말[^나]\n▮\n▮\n\n·\n▮ 배열(array)\n",
            ),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
        let text = "```{note}\n텐서[^1]를 쓴다.\n```\n\n텐서[^1]이다.\n\n[^1]: tensor\n";
        let notes = Document::new("글.md", text).layout.notes;
        let notes: Vec<_> = notes
            .iter()
            .map(|note| (note.mark, &text[note.text.clone()]))
            .collect();
        assert_eq!(notes, [(text.find("[^1]").unwrap(), "tensor")]);
    }

    #[test]
    fn code_in_a_directive_is_code() {
        let text = "```{note}\n`가`와 나이다.\n```\n";
        let code: Vec<&str> = markdown_code("글.md", text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(code, ["`가`"]);
    }

    #[test]
    fn directives_without_end_take_no_endless_time() {
        const MANY: usize = 20_000;
        let text = ":::{code}\n".repeat(MANY);
        assert!(masked(&text) == "▮\n".repeat(MANY));
        // Each has marks of notes that are defined outside.
        let text = "```{note}\n말[^1]\n```\n\n".repeat(MANY / 10) + "[^1]: 뜻\n";
        let shown = "▮\n말·\n▮\n\n".repeat(MANY / 10) + "▮ 뜻\n";
        assert!(masked(&text) == shown);
    }
}
