//! What in a Markdown document is no prose.
//!
//! Only code, HTML, front matter and link targets are marked. Emphasis marks, table bars and list
//! markers stay characters of the text: CommonMark does not take `**텐서(tensor)**를` for strong at
//! all, while its writer does, so the rooms behind this one have to look through the marks anyway.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html;
use super::{Mask, MaskKind};

/// The stretches of a Markdown text that are no prose: sorted, not overlapping, at character boundaries.
///
/// Front matter, code blocks, comments, and HTML tags that end a paragraph are
/// [`Block`](MaskKind::Block); code spans with their backticks are [`Code`](MaskKind::Code); other
/// tags, footnote marks, and of a link all that stands behind its text are
/// [`Invisible`](MaskKind::Invisible).
#[must_use]
pub fn masks(text: &str) -> Vec<Mask> {
    let front = front_matter(text);
    let body = &text[front..];
    let mut masks = Vec::new();
    if front > 0 {
        push(&mut masks, 0..front, MaskKind::Block);
    }

    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut events = Parser::new_ext(body, options).into_offset_iter();
    for (_, definition) in events.reference_definitions().iter() {
        push(
            &mut masks,
            shift(&definition.span, front),
            MaskKind::Invisible,
        );
    }

    // For each link being read: where its text ends, as far as it has been seen.
    let mut links: Vec<(LinkType, usize)> = Vec::new();
    // Where the last line of the running paragraph began, before `>` and indentation.
    let mut line_start = None;
    for (event, range) in &mut events {
        let range = shift(&range, front);
        if let Some(start) = line_start.take()
            && start < range.start
            && text[start..range.start].contains('>')
        {
            push(&mut masks, start..range.start, MaskKind::Invisible);
        }
        match &event {
            Event::Start(Tag::CodeBlock(_)) => push(&mut masks, range.clone(), MaskKind::Block),
            Event::Start(Tag::HtmlBlock) => html::mask(text, range.clone(), &mut masks),
            Event::InlineHtml(_) => html::mask_inline(text, range.clone(), &mut masks),
            Event::Code(_) => push(&mut masks, range.clone(), MaskKind::Code),
            Event::FootnoteReference(_) => push(&mut masks, range.clone(), MaskKind::Invisible),
            Event::SoftBreak | Event::HardBreak => line_start = Some(range.end),
            Event::Start(Tag::Link { link_type, .. }) => {
                links.push((*link_type, range.start + 1));
                continue;
            }
            Event::Start(Tag::Image { link_type, .. }) => {
                links.push((*link_type, range.start + 2));
                continue;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((link_type, text_end)) = links.pop()
                    && !matches!(link_type, LinkType::Autolink | LinkType::Email)
                    && text_end < range.end
                {
                    push(&mut masks, text_end..range.end, MaskKind::Invisible);
                }
            }
            _ => {}
        }
        // A start's range is that of the whole element, which is inside of the link.
        if let Some((_, text_end)) = links.last_mut() {
            *text_end = (*text_end).max(range.end);
        }
    }
    settle(masks)
}

/// Whether a file is Markdown, by its name.
#[must_use]
pub fn is_markdown(name: &str) -> bool {
    let suffix = name
        .rsplit(['/', '\\'])
        .next()
        .and_then(|name| name.rsplit_once('.'));
    suffix.is_some_and(|(_, suffix)| {
        ["md", "markdown", "mdx", "mkd"]
            .iter()
            .any(|known| suffix.eq_ignore_ascii_case(known))
    })
}

/// How many bytes at the top are YAML (`---`) or TOML (`+++`) front matter.
///
/// The parser would take any two `---` lines in the middle for metadata, and the prose between two
/// thematic breaks with them; so it is left to this function, which looks at the top only, and
/// wants a key on the first line.
fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(fence) = lines.next() else { return 0 };
    let (closing, assigns): (&[&str], char) = match fence.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return 0,
    };
    let mut end = fence.len();
    let mut first = true;
    for line in lines {
        end += line.len();
        if closing.contains(&line.trim_end()) {
            return end;
        }
        if first && !(line.contains(assigns) || line.starts_with(['#', '['])) {
            return 0;
        }
        first = false;
    }
    0
}

fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

pub(super) fn push(masks: &mut Vec<Mask>, range: Range<usize>, kind: MaskKind) {
    masks.push(Mask { range, kind });
}

/// Sorts masks, merges neighbours of one kind, and gives what two claim to the one that began first,
/// or that reaches farther.
fn settle(mut masks: Vec<Mask>) -> Vec<Mask> {
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
