//! `AsciiDoc`, as far as prose and code can be told apart.

use super::{between, lines};
use crate::source::markdown::{push, settle};
use crate::source::{Document, Mask, MaskKind};

/// Lines of four or more of these stand around blocks that are no prose.
const FENCES: [char; 4] = ['-', '.', '/', '+'];

/// Reads a document.
pub(in crate::source) fn read_asciidoc(document: &mut Document) {
    let text = &document.text;
    let mut masks = Vec::new();
    let mut fence: Option<&str> = None;
    for (start, line) in lines(text) {
        let range = start..start + line.len();
        let trimmed = line.trim_end();
        if let Some(open) = fence {
            push(&mut masks, range, MaskKind::Block);
            if trimmed == open {
                fence = None;
            }
            continue;
        }
        let is_fence = trimmed.starts_with("```")
            || trimmed.len() >= 4
                && trimmed.chars().next().is_some_and(|first| {
                    FENCES.contains(&first) && trimmed.chars().all(|c| c == first)
                });
        if is_fence {
            fence = Some(if trimmed.starts_with("```") {
                "```"
            } else {
                trimmed
            });
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        // Comments, attributes, lists of attributes and anchors, block macros, frames of other blocks, literal paragraphs.
        let is_attribute = trimmed.starts_with(':') && trimmed[1..].contains(':');
        let is_list = trimmed.starts_with('[') && trimmed.ends_with(']');
        let is_macro = [
            "image::",
            "include::",
            "video::",
            "audio::",
            "toc::",
            "ifdef::",
            "ifndef::",
            "endif::",
        ]
        .iter()
        .any(|name| trimmed.starts_with(name));
        let is_frame = trimmed.len() >= 4 && trimmed.chars().all(|c| "=*_|".contains(c));
        if trimmed.starts_with("//")
            || is_attribute
            || is_list
            || is_macro
            || is_frame
            || line.starts_with(' ') && !line.trim_start().starts_with(['*', '-', '.'])
        {
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        between(text, range.clone(), "`", MaskKind::Code, &mut masks);
        macros(text, range, &mut masks);
    }
    document.masks = settle(masks);
}

/// Masks the addresses of links: of `https://a.b[글]`, `link:a[글]`, `xref:a[글]`, `<<a,글>>`.
fn macros(text: &str, line: std::ops::Range<usize>, masks: &mut Vec<Mask>) {
    let mut at = line.start;
    while let Some(found) = text[at..line.end].find(['[', '<']) {
        let open = at + found;
        if text[open..].starts_with("<<") {
            let Some(length) = text[open..line.end].find(">>") else {
                return;
            };
            let inside = &text[open..open + length];
            let words = inside.find(',').map_or(length, |comma| comma + 1);
            push(masks, open..open + words, MaskKind::Invisible);
            push(masks, open + length..open + length + 2, MaskKind::Invisible);
            at = open + length + 2;
            continue;
        }
        let before = &text[line.start..open];
        let target = before.rfind(|c: char| c.is_whitespace() || "(\"'".contains(c));
        let target = line.start
            + target.map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
        let address = [
            "link:",
            "xref:",
            "http:",
            "https:",
            "image:",
            "footnote:",
            "mailto:",
        ]
        .iter()
        .filter_map(|name| text[target..open].find(name))
        .min();
        match (address, text[open..line.end].find(']')) {
            (Some(address), Some(close)) if text.as_bytes()[open] == b'[' => {
                push(masks, target + address..open + 1, MaskKind::Invisible);
                push(masks, open + close..open + close + 1, MaskKind::Invisible);
                at = open + close + 1;
            }
            _ => at = open + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_and_code_are_told_apart() {
        for (text, shown) in [
            (
                "= 텐서\n:author: 김(Kim)\n\n텐서(tensor)를 쓴다.",
                "= 텐서\n▮\n\n텐서(tensor)를 쓴다.",
            ),
            ("[source,python]\n----\n가(a)\n----\n뒤", "▮\n▮\n▮\n▮\n뒤"),
            ("복제(`clone`)한다.", "복제(‹`clone`›)한다."),
            ("https://a.b/c[용어집]을 본다.", "·용어집·을 본다."),
            (
                "<<id,텐서>>(tensor)와 xref:a.adoc[행렬](matrix)",
                "·텐서·(tensor)와 ·행렬·(matrix)",
            ),
            (
                "// 주석(comment)\n.제목\n* 텐서(tensor)",
                "▮\n.제목\n* 텐서(tensor)",
            ),
            ("****\n텐서(tensor)\n****", "▮\n텐서(tensor)\n▮"),
        ] {
            let document = Document::read("글.adoc", text).unwrap();
            let (mut seen, mut at) = (String::new(), 0);
            for mask in &document.masks {
                seen.push_str(&text[at..mask.range.start]);
                match mask.kind {
                    MaskKind::Block => seen.push('▮'),
                    MaskKind::Invisible => seen.push('·'),
                    MaskKind::Code => seen.extend(["‹", &text[mask.range.clone()], "›"]),
                }
                at = mask.range.end;
            }
            assert_eq!(seen + &text[at..], shown, "{text}");
        }
    }
}
