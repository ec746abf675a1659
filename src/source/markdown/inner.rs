//! Blocks of a stretch of Markdown that hold text of their own, which is read by itself: directives of `MyST`, blocks of `MkDocs`, and in MDX what
//! is indented.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Parser, RefDefs, Tag};

use super::mkdocs::Indented;
use super::stretch::Stretch;
use super::{OPTIONS, is_directive, push, shown_block};
use crate::source::front_matter::front_matter;
use crate::source::layout::Table;
use crate::source::mdx::is_mdx;
use crate::source::{Mask, MaskKind, myst};

/// Blocks deeper in one another that hold text are code.
pub(super) const DEEPEST: usize = 8;

/// The blocks of a stretch that hold text, as its events are read.
pub(super) struct Inner {
    /// Where the text of each begins behind what is before its lines, and its lines.
    blocks: Vec<(usize, Range<usize>)>,
    /// The last block of code, or the lines of the last block of text that stand below its marks: no event within them belongs to the stretch.
    last: Range<usize>,
    /// How deep the stretch is in such blocks.
    depth: usize,
    is_mdx: bool,
}

/// What an event is, besides what the parser says.
pub(super) enum Taken {
    /// Nothing.
    Plain,
    /// It is within a block of text that is read by itself.
    Within,
    /// A block of code, and what is masked of it.
    Code(Range<usize>, Vec<Mask>),
    /// A block of code begins that is reStructuredText in these bytes.
    Restructured(Range<usize>, Range<usize>),
    /// A block of text begins: where it is for the parser, what around it is no text, and the table that it is.
    Text(Range<usize>, Vec<Mask>, Option<Table>),
}

impl Inner {
    pub(super) fn new(depth: usize, is_mdx: bool) -> Self {
        Self {
            blocks: Vec::new(),
            last: 0..0,
            depth,
            is_mdx,
        }
    }

    /// Takes in the next event of a stretch that ends at `end`, with its place in the text.
    pub(super) fn take(
        &mut self,
        text: &str,
        end: usize,
        event: &Event<'_>,
        range: &Range<usize>,
    ) -> Taken {
        let is_break = matches!(event, Event::SoftBreak | Event::HardBreak);
        let at = if is_break { range.end } else { range.start };
        if self.last.contains(&at) {
            return Taken::Within;
        }
        let may_hold = self.depth < DEEPEST;
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.last = range.clone();
                let is_prose = self.is_mdx && matches!(kind, CodeBlockKind::Indented);
                if may_hold && let Some(shown) = shown_block(text, event, range) {
                    self.blocks.push((range.start, shown.text));
                    return Taken::Text(range.clone(), shown.around, shown.table);
                }
                if may_hold && is_prose {
                    self.blocks.push((range.start, range.clone()));
                    return Taken::Text(range.clone(), Vec::new(), None);
                }
                if is_directive(event)
                    && let Some(inside) = myst::restructured(text, range)
                {
                    return Taken::Restructured(range.clone(), inside);
                }
                let mut masks = Vec::new();
                if !is_directive(event) || !myst::mask_code(text, range, &mut masks) {
                    push(&mut masks, range.clone(), MaskKind::Block);
                }
                Taken::Code(range.clone(), masks)
            }
            Event::Text(_) if may_hold => {
                let Some(block) = Indented::at(text, range.start, end) else {
                    return Taken::Plain;
                };
                self.last = block.body.clone();
                self.blocks.push((block.margin, block.body.clone()));
                Taken::Text(block.body, block.around, None)
            }
            _ => Taken::Plain,
        }
    }

    /// The blocks, each as a stretch of its own.
    pub(super) fn stretches<'t>(
        self,
        text: &'t str,
        outside: &Outside<'_>,
    ) -> impl Iterator<Item = Stretch<'t>> {
        self.blocks.into_iter().map(move |(block, lines)| {
            let notes = outside.notes_of(&text[lines.clone()]);
            Stretch::within(text, lines, block, notes)
        })
    }
}

/// What may be said outside of a stretch of what stands in it.
pub(super) struct Outside<'o> {
    pub(super) links: &'o RefDefs<'o>,
    /// The names of notes, in small letters.
    pub(super) notes: HashSet<String>,
    /// What may be said farther out.
    pub(super) beyond: Option<&'o Outside<'o>>,
}

impl Outside<'_> {
    fn any(&self, is: impl Fn(&Self) -> bool) -> bool {
        std::iter::successors(Some(self), |outside| outside.beyond).any(is)
    }

    /// An address, whichever, of a link that has none in the stretch, if one is given here.
    pub(super) fn address(
        outside: Option<&Self>,
        link: &BrokenLink<'_>,
    ) -> Option<(CowStr<'static>, CowStr<'static>)> {
        outside?
            .any(|one| one.links.get(&link.reference).is_some())
            .then(|| (CowStr::from(""), CowStr::from("")))
    }

    /// Definitions of the notes that these lines have marks of.
    fn notes_of(&self, lines: &str) -> String {
        let mut notes = BTreeSet::new();
        for at in memchr::memmem::find_iter(lines.as_bytes(), b"[^") {
            let name = &lines[at + 2..];
            let end = memchr::memchr3(b']', b'[', b'\n', name.as_bytes());
            let name = &name[..end.unwrap_or(0)];
            let lower = name.to_lowercase();
            if self.any(|outside| outside.notes.contains(&lower)) {
                notes.insert(name);
            }
        }
        let mut all = String::new();
        for name in notes {
            all.extend(["[^", name, "]: .\n\n"]);
        }
        if !all.is_empty() {
            // The last one ends, however far the first line is indented.
            all.push_str("<!---->\n\n");
        }
        all
    }
}

/// Hands over every event of a Markdown text behind its front matter, with its place: those in blocks that hold text behind the others. What is
/// such a block is also told by the path, as that of MDX.
pub(in crate::source) fn events(
    path: &str,
    text: &str,
    take: &mut dyn FnMut(&Event<'_>, Range<usize>),
) {
    let body = Stretch::of(text, front_matter(text)..text.len());
    let inner = Inner::new(0, is_mdx(path));
    events_of(text, &body, inner, None, take);
}

fn events_of(
    text: &str,
    stretch: &Stretch<'_>,
    mut inner: Inner,
    outside: Option<&Outside<'_>>,
    take: &mut dyn FnMut(&Event<'_>, Range<usize>),
) {
    let is_known = |link: BrokenLink<'_>| Outside::address(outside, &link);
    let mut events = Parser::new_with_broken_link_callback(stretch.text(), OPTIONS, Some(is_known))
        .into_offset_iter();
    let (depth, is_mdx) = (inner.depth, inner.is_mdx);
    for (event, range) in &mut events {
        let Some(range) = stretch.place(&range) else {
            continue;
        };
        if !matches!(
            inner.take(text, stretch.whole().end, &event, &range),
            Taken::Within
        ) {
            take(&event, range);
        }
    }
    let outside = Outside {
        links: events.reference_definitions(),
        notes: HashSet::new(),
        beyond: outside,
    };
    for stretch in inner.stretches(text, &outside) {
        let inner = Inner::new(depth + 1, is_mdx);
        events_of(text, &stretch, inner, Some(&outside), take);
    }
}
