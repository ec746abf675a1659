//! A Markdown text as it is read: what is masked, what is laid out, and where its code lies.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, LinkType, Parser, Tag, TagEnd};

use super::inner::{Inner, Outside, Taken};
use super::stretch::Stretch;
use super::{OPTIONS, push, template};
use crate::source::front_matter::front_matter;
use crate::source::holding::holding;
use crate::source::html::{self, End, Unseen};
use crate::source::layout::{Edge, Layout, Note, Notes, Table, Tables};
use crate::source::marks::read_restructured_within;
use crate::source::{Mask, MaskKind, myst};

/// A text as it is read.
pub(super) struct Reader<'t> {
    text: &'t str,
    is_mdx: bool,
    masks: Vec<Mask>,
    code: Vec<Range<usize>>,
    tables: Vec<Table>,
    notes: Notes,
    /// Those of what is read as another format.
    apart: Vec<Note>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, is_mdx: bool) -> Self {
        Self {
            text,
            is_mdx,
            masks: Vec::new(),
            code: Vec::new(),
            tables: Vec::new(),
            notes: Notes::default(),
            apart: Vec::new(),
        }
    }

    /// What is no prose, in no order, what is laid out, and what is code.
    pub(super) fn read(mut self) -> (Vec<Mask>, Layout, Vec<Range<usize>>) {
        let front = front_matter(self.text);
        if front > 0 {
            push(&mut self.masks, 0..front, MaskKind::Block);
        }
        let body = Stretch::of(self.text, front..self.text.len());
        self.take(&body, 0, None);
        self.tables.sort_by_cached_key(|table| {
            let cells = table.rows.iter().flatten();
            cells.map(|cell| cell.end).max()
        });
        self.code.sort_unstable_by_key(|code| code.start);
        if !self.is_mdx {
            let tagged = template::mask(self.text, front, &self.code, &mut self.masks);
            self.code
                .retain(|code| holding(&tagged, code.start).is_none());
            self.code.extend(tagged);
            self.code.sort_unstable_by_key(|code| code.start);
        }
        let mut notes = self.notes.finish();
        notes.append(&mut self.apart);
        notes.sort_by_key(|note| note.mark);
        let layout = Layout {
            tables: self.tables,
            notes,
        };
        (self.masks, layout, self.code)
    }

    /// Reads a stretch, so deep in blocks that hold text.
    fn take(&mut self, stretch: &Stretch<'_>, depth: usize, outside: Option<&Outside<'_>>) {
        let text = self.text;
        let mut tables = Tables::default();
        let mut blocks = Vec::new();
        let mut inner = Inner::new(depth, self.is_mdx);
        let mut notes = HashSet::new();

        let is_known = |link: BrokenLink<'_>| Outside::address(outside, &link);
        let mut events =
            Parser::new_with_broken_link_callback(stretch.text(), OPTIONS, Some(is_known))
                .into_offset_iter();
        for (_, definition) in events.reference_definitions().iter() {
            if let Some(place) = stretch.place(&definition.span) {
                push(&mut self.masks, place, MaskKind::Invisible);
            }
        }

        let mut running = Running::default();
        for (event, range) in &mut events {
            let Some(range) = stretch.place(&range) else {
                continue;
            };
            match inner.take(text, stretch.whole().end, &event, &range) {
                Taken::Plain => {}
                Taken::Within => continue,
                Taken::Code(range, masks) => {
                    blocks.push(range.clone());
                    self.code.push(range);
                    self.masks.extend(masks);
                }
                Taken::Restructured(range, inside) => {
                    push(&mut self.masks, range.start..inside.start, MaskKind::Block);
                    push(&mut self.masks, inside.end..range.end, MaskKind::Block);
                    blocks.push(range);
                    let (masks, layout) = read_restructured_within(text, inside);
                    self.masks.extend(masks);
                    self.tables.extend(layout.tables);
                    self.apart.extend(layout.notes);
                }
                Taken::Text(range, around, table) => {
                    blocks.push(range);
                    self.masks.extend(around);
                    self.tables.extend(table);
                }
            }
            take_table(&mut tables, text, &event, &range);
            if let Event::Start(Tag::FootnoteDefinition(name)) = &event {
                notes.insert(name.to_lowercase());
                let label = text[range.clone()].find("]:").map_or(0, |at| at + 2);
                let label = range.start..range.start + label;
                self.notes.begin(name, label.end);
                self.notes.end(&text[..range.end]);
                push(&mut self.masks, label, MaskKind::Block);
            }
            self.take_running(&event, &range, &mut running);
        }
        myst::mask(
            text,
            stretch.whole(),
            &blocks,
            &mut self.masks,
            &mut self.tables,
        );
        self.tables.extend(tables.finish());
        let outside = Outside {
            links: events.reference_definitions(),
            notes,
            beyond: outside,
        };
        for stretch in inner.stretches(text, &outside) {
            self.take(&stretch, depth + 1, Some(&outside));
        }
    }

    /// Takes what there is in running text.
    fn take_running(&mut self, event: &Event<'_>, range: &Range<usize>, running: &mut Running) {
        let (text, masks) = (self.text, &mut self.masks);
        if let Some(start) = running.line_start.take()
            && start < range.start
            && text[start..range.start].contains('>')
        {
            push(masks, start..range.start, MaskKind::Invisible);
        }
        match event {
            Event::Start(Tag::HtmlBlock) => html::mask(text, range.clone(), masks),
            Event::InlineHtml(_) => {
                html::mask_inline(text, range.clone(), masks);
                running.take_tag(text, range, masks);
            }
            // With one sign it is the range of something, 3~5명과 7~9명, whatever the parser says.
            Event::Start(Tag::Strikethrough) if text[range.clone()].starts_with("~~") => {
                let kind = MaskKind::of_struck(&text[range.end..]);
                push(masks, range.clone(), kind);
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item,
            ) => running.unseen = None,
            Event::Code(_) => {
                self.code.push(range.clone());
                push(masks, range.clone(), MaskKind::Code);
            }
            Event::FootnoteReference(name) => {
                self.notes.mark(name, range.start);
                push(masks, range.clone(), MaskKind::Invisible);
            }
            Event::SoftBreak | Event::HardBreak => running.line_start = Some(range.end),
            // What a backslash makes a character of the text begins a text of its own.
            Event::Text(_) if is_escaped(text, range.start) => {
                push(masks, range.start - 1..range.start, MaskKind::Invisible);
            }
            Event::Start(Tag::Link { link_type, .. }) => {
                running.links.push((*link_type, range.start + 1));
                return;
            }
            Event::Start(Tag::Image { link_type, .. }) => {
                running.links.push((*link_type, range.start + 2));
                return;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((link_type, text_end)) = running.links.pop()
                    && !matches!(link_type, LinkType::Autolink | LinkType::Email)
                    && text_end < range.end
                {
                    // The parser does not count the brackets of `[용어][]` in.
                    let is_short =
                        matches!(link_type, LinkType::Collapsed | LinkType::CollapsedUnknown);
                    let empty = is_short && text[range.end..].starts_with("[]");
                    let end = range.end + if empty { 2 } else { 0 };
                    push(masks, text_end..end, MaskKind::Invisible);
                }
            }
            _ => {}
        }
        // A start's range is that of the whole element, which is inside of the link.
        if let Some((_, text_end)) = running.links.last_mut() {
            *text_end = (*text_end).max(range.end);
        }
    }
}

/// What is open in running text.
#[derive(Default)]
struct Running {
    /// For each link being read: where its text ends, as far as it has been seen.
    links: Vec<(LinkType, usize)>,
    /// Where the last line of the paragraph began, before `>` and indentation.
    line_start: Option<usize>,
    /// The element that is no prose, and its tag.
    unseen: Option<(Range<usize>, Unseen)>,
}

impl Running {
    /// Takes a tag. Masks the element that is no prose, if it ends there.
    fn take_tag(&mut self, text: &str, range: &Range<usize>, masks: &mut Vec<Mask>) {
        let tag = &text[range.clone()];
        let end = self.unseen.as_mut().and_then(|(_, one)| one.ends(tag));
        let end = end.map(|end| match end {
            End::Own => range.clone(),
            End::Parents => range.start..range.start,
        });
        if let Some(end) = end
            && let Some((begin, one)) = self.unseen.take()
        {
            masks.push(one.mask(text, &begin, &end));
        }
        // What has ended with its own tag begins nothing.
        if self.unseen.is_none() {
            self.unseen = Unseen::begun(tag).map(|one| (range.clone(), one));
        }
    }
}

/// Takes in what begins or ends of a table.
fn take_table(tables: &mut Tables, text: &str, event: &Event<'_>, range: &Range<usize>) {
    let mut edge = |edge, at: usize| tables.take(edge, &text[..at]);
    match event {
        Event::Start(Tag::Table(_)) => edge(Edge::Table, range.start),
        Event::Start(Tag::TableHead | Tag::TableRow) => edge(Edge::Row, range.start),
        Event::Start(Tag::TableCell) => {
            // The range holds the cell, and may hold the bar before it.
            let cell = &text[range.clone()];
            let bar = usize::from(cell.starts_with('|'));
            edge(Edge::Cell, range.start + bar);
            edge(Edge::EndCell, range.end);
        }
        Event::End(TagEnd::Table) => edge(Edge::EndTable, range.end),
        _ => {}
    }
}

/// Whether a backslash that is not there for readers stands before this byte.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\') && text[at..].starts_with(|c: char| c.is_ascii_punctuation())
}
