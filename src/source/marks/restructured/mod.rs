//! reStructuredText, as far as prose and code can be told apart.

use super::{between, indent, lines};
use crate::source::markdown::{push, settle};
use crate::source::{Document, MaskKind};

/// Directives whose content is prose; that of others is code, data or for programs.
const PROSE: [&str; 26] = [
    "note",
    "warning",
    "tip",
    "important",
    "hint",
    "caution",
    "danger",
    "error",
    "attention",
    "admonition",
    "seealso",
    "versionadded",
    "versionchanged",
    "deprecated",
    "topic",
    "sidebar",
    "epigraph",
    "highlights",
    "pull-quote",
    "glossary",
    "rubric",
    "list-table",
    "table",
    "figure",
    "container",
    "todo",
];

/// Reads a document.
pub(in crate::source) fn read_restructured(document: &mut Document) {
    let text = &document.text;
    let mut masks = Vec::new();
    // The indentation of what began a block that is no prose: all that is indented farther belongs to it.
    let mut code: Option<usize> = None;
    // That of a paragraph that ended with `::`.
    let mut literal: Option<usize> = None;
    for (start, line) in lines(text) {
        let range = start..start + line.len();
        if line.trim().is_empty() {
            continue;
        }
        let depth = indent(line);
        if let Some(paragraph) = literal.take()
            && depth > paragraph
        {
            code = Some(paragraph);
        }
        if code.is_some_and(|begin| depth > begin) {
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        code = None;
        let inner = &line[depth..];
        if let Some(explicit) = inner
            .strip_prefix("..")
            .filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            let explicit = explicit.trim();
            let directive = explicit
                .split_once("::")
                .map(|(name, rest)| (name.trim(), rest));
            match directive {
                Some((name, argument)) if PROSE.contains(&name) => {
                    let end = range.end - argument.trim_start().len();
                    push(&mut masks, start..end, MaskKind::Block);
                    if name == "figure" {
                        push(&mut masks, end..range.end, MaskKind::Block);
                    }
                }
                // A footnote or citation is prose behind its label.
                _ if explicit.starts_with('[') && explicit.contains("] ") => {
                    let label = line.find(']').map_or(depth, |end| end + 1);
                    push(&mut masks, start..start + label, MaskKind::Block);
                }
                // A comment, a target, or what programs read.
                _ => {
                    push(&mut masks, range, MaskKind::Block);
                    code = Some(depth);
                }
            }
            continue;
        }
        // Options of a directive, fields: `:name: value`.
        if let Some(name) = inner.strip_prefix(':').and_then(|rest| {
            rest.find(": ")
                .or(rest.ends_with(':').then(|| rest.len() - 1))
        }) && !inner[1..=name].contains(['`', ' '])
        {
            push(&mut masks, start..start + depth + name + 2, MaskKind::Block);
        }
        if is_adornment(inner) || inner.starts_with(">>> ") {
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        if inner.ends_with("::") {
            literal = Some(depth);
        }
        between(text, range.clone(), "``", MaskKind::Code, &mut masks);
        roles(text, range, &mut masks);
    }
    document.masks = settle(masks);
}

/// Whether a line underlines a title or frames a table.
fn is_adornment(line: &str) -> bool {
    let line = line.trim_end();
    let mut characters = line.chars();
    line.len() > 2
        && characters.next().is_some_and(|first| {
            first.is_ascii_punctuation()
                && line.chars().all(|c| {
                    c == first || matches!((first, c), ('=' | '+', '=' | '-' | '+' | ' ' | '|'))
                })
        })
}

/// Masks `:role:` before a text in backticks, the address behind the words of a link, and the underscore behind both.
fn roles(text: &str, line: std::ops::Range<usize>, masks: &mut Vec<crate::source::Mask>) {
    let mut at = line.start;
    while let Some(found) = text[at..line.end].find('`') {
        let open = at + found;
        if text[open..].starts_with("``") {
            let Some(end) = text[open + 2..line.end].find("``") else {
                return;
            };
            at = open + 2 + end + 2;
            continue;
        }
        let Some(length) = text[open + 1..line.end].find('`') else {
            return;
        };
        let close = open + 1 + length;
        let before = &text[line.start..open];
        let role = before
            .ends_with(':')
            .then(|| before[..before.len() - 1].rfind(':'))
            .flatten()
            .filter(|role| !before[*role..].contains(' '));
        let role = role.map(|role| line.start + role);
        let is_code = role.is_some_and(|role| {
            let name = text[role..open].trim_matches(':');
            !matches!(
                name,
                "ref" | "doc" | "term" | "abbr" | "emphasis" | "strong" | "sub" | "sup" | "title"
            )
        });
        let behind = &text[close + 1..line.end];
        let tail = close + 1 + (behind.len() - behind.trim_start_matches('_').len());
        if is_code {
            push(masks, role.unwrap_or(open)..tail, MaskKind::Code);
        } else {
            push(masks, role.unwrap_or(open)..open + 1, MaskKind::Invisible);
            // `:abbr:` has what it stands for in parentheses, which is for readers.
            let inside = &text[open + 1..close];
            let address = inside.rfind('<').filter(|_| inside.ends_with('>'));
            let address = address.map_or(close, |at| open + 1 + inside[..at].trim_end().len());
            push(masks, address..tail, MaskKind::Invisible);
        }
        at = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is masked replaced: `▮` for blocks, `‹…›` around code, `·` for what is invisible.
    fn masked(text: &str) -> String {
        let document = Document::read("글.rst", text).unwrap();
        let (mut shown, mut at) = (String::new(), 0);
        for mask in &document.masks {
            shown.push_str(&text[at..mask.range.start]);
            match mask.kind {
                MaskKind::Block => shown.push('▮'),
                MaskKind::Invisible => shown.push('·'),
                MaskKind::Code => shown.extend(["‹", &text[mask.range.clone()], "›"]),
            }
            at = mask.range.end;
        }
        shown + &text[at..]
    }

    #[test]
    fn prose_and_code_are_told_apart() {
        for (text, shown) in [
            (
                "텐서\n====\n\n텐서(tensor)를 쓴다.",
                "텐서\n▮\n\n텐서(tensor)를 쓴다.",
            ),
            ("복제(``clone``)한다.", "복제(‹``clone``›)한다."),
            (
                "예::\n\n    가(a)\n    나(b)\n\n뒤",
                "예::\n\n    ▮\n    ▮\n\n뒤".trim(),
            ),
            (".. code-block:: python\n\n   가(a)\n\n뒤", "▮\n\n▮\n\n뒤"),
            (
                ".. note:: 텐서(tensor)를 본다.\n   둘째 줄\n",
                "▮텐서(tensor)를 본다.\n   둘째 줄\n",
            ),
            (".. 주석(comment)\n   둘째\n\n뒤", "▮\n▮\n\n뒤"),
            ("`용어집 <https://a.b>`_\\ 을", "·용어집·\\ 을"),
            (
                ":ref:`텐서 <tensor>`\\ (tensor)와 :func:`f`",
                "·텐서·\\ (tensor)와 ‹:func:`f`›",
            ),
            ("A. B :: C", "A. B :: C"),
        ] {
            // Indentation is masked along with the line or not: nobody reads it.
            let plain = |text: &str| text.replace("    ▮", "▮").replace("   ▮", "▮");
            assert_eq!(plain(&masked(text)), plain(shown), "{text}");
        }
    }
}
