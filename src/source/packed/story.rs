//! What the vocabularies of office programs have in common: paragraphs with text in them, and what is no text.

use std::ops::Range;

use super::fallback::Fallback;
use super::flow::{Flow, Run};
use super::markup::{Markup, Way, walk};
use crate::Result;
use crate::source::layout::Edge;
use crate::source::writing::OBJECT;

/// The elements of a vocabulary, by their names without prefixes.
pub(in crate::source) struct Story {
    /// Paragraphs.
    pub(in crate::source) paragraphs: &'static [&'static str],
    /// What holds text; all of a paragraph does where there is nothing.
    pub(in crate::source) texts: &'static [&'static str],
    /// What is passed over, with all that is in it.
    pub(in crate::source) over: &'static [&'static str],
    /// What is passed over likewise, but stands there as a thing that is no text.
    pub(in crate::source) objects: &'static [&'static str],
    /// What holds no text, but says something of what is around it.
    pub(in crate::source) properties: &'static [&'static str],
    /// What stands for a space.
    pub(in crate::source) spaces: &'static [&'static str],
    /// Between these two marks text is deleted.
    pub(in crate::source) deleted: Option<[&'static str; 2]>,
    /// What stands elsewhere on the page, and what people call that.
    pub(in crate::source) places: &'static [(&'static str, &'static str)],
    /// What stands above the words before it, to be read in parentheses.
    pub(in crate::source) above: Option<&'static str>,
}

impl Story {
    /// Nothing but paragraphs.
    pub(in crate::source) const PLAIN: Self = Self {
        paragraphs: &["p"],
        texts: &[],
        over: &[],
        objects: &[],
        properties: &[],
        spaces: &[],
        deleted: None,
        places: &[],
        above: None,
    };

    /// Lets the text of a part flow. `other` is shown paragraphs, properties, and the tags that are nothing of this, and says what becomes
    /// of an element that begins.
    pub(in crate::source) fn flow(
        &self,
        flow: &mut Flow<'_, '_>,
        source: &str,
        part: Range<usize>,
        name: &str,
        other: &mut dyn FnMut(&Markup<'_>, &mut Flow<'_, '_>) -> Way,
    ) -> Result<()> {
        // How many elements that hold text are open.
        let mut texts = 0_usize;
        let mut is_deleted = false;
        let mut before: Vec<Box<str>> = Vec::new();
        let mut notes = 0_usize;
        let mut properties = 0_usize;
        let mut fallback = Fallback::default();
        // Where what stands above other words begins in its paragraph.
        let mut above = 0_usize;
        walk(source, part, name, &mut |markup| {
            if let Some(way) = fallback.take(self, &markup, flow, source) {
                return way;
            }
            match markup {
                Markup::Start(tag, _) if self.properties.contains(&tag) => properties += 1,
                Markup::End(tag) if self.properties.contains(&tag) => {
                    properties = properties.saturating_sub(1);
                }
                _ => {}
            }
            if properties > 0 {
                return other(&markup, flow);
            }
            match markup {
                Markup::Start(tag, _) if self.above == Some(tag) => above = flow.runs(),
                Markup::End(tag) if self.above == Some(tag) => {
                    let runs = flow.cut(above);
                    flow.above(runs);
                }
                _ => {}
            }
            if let Some(edge) = edge(&markup) {
                flow.edge(edge);
            }
            let is_shown = (texts > 0 || self.texts.is_empty()) && !is_deleted;
            match markup {
                Markup::Start(tag, _) if self.over.contains(&tag) => return Way::Over,
                Markup::Start(tag, _) if self.objects.contains(&tag) => {
                    flow.meant(0..0, OBJECT);
                    return Way::Over;
                }
                Markup::Start(tag, _) if self.paragraphs.contains(&tag) => {
                    flow.begin();
                    return other(&markup, flow);
                }
                Markup::End(tag) if self.paragraphs.contains(&tag) => {
                    flow.end();
                    return other(&markup, flow);
                }
                Markup::Start(tag, _) if self.texts.contains(&tag) => texts += 1,
                Markup::End(tag) if self.texts.contains(&tag) => texts = texts.saturating_sub(1),
                Markup::Start(tag, _) if self.spaces.contains(&tag) => flow.meant(0..0, " "),
                Markup::Text(range) if is_shown => flow.text(range),
                Markup::Meant(range, meant) if is_shown => flow.meant(range, meant),
                Markup::Start("noBreakHyphen" | "hyphen", _) => flow.meant(0..0, "-"),
                Markup::Start(tag, _) | Markup::End(tag)
                    if self.deleted.is_some_and(|marks| marks.contains(&tag)) =>
                {
                    let begins = self.deleted.is_some_and(|[begin, _]| begin == tag);
                    is_deleted = begins;
                }
                Markup::Start(tag, _) if self.place(tag).is_some() => {
                    let place = self.place(tag).unwrap_or_default();
                    if place.ends_with("note") {
                        notes += 1;
                        let name = format!("{name} {notes}");
                        flow.run(Run::Mark(name.clone().into()));
                        flow.begin_note(name);
                    }
                    before.push(flow.place(place));
                }
                Markup::End(tag) if self.place(tag).is_some() => {
                    if self.place(tag).is_some_and(|place| place.ends_with("note")) {
                        flow.end_note();
                    }
                    flow.place(before.pop().unwrap_or_default());
                }
                markup => return other(&markup, flow),
            }
            Way::Into
        })?;
        flow.end_part();
        Ok(())
    }

    fn place(&self, tag: &str) -> Option<&'static str> {
        let place = self.places.iter().find(|(known, _)| *known == tag);
        place.map(|(_, place)| *place)
    }
}

/// What of a table begins or ends with a tag, in the words of all these vocabularies.
fn edge(markup: &Markup<'_>) -> Option<Edge> {
    Some(match markup {
        Markup::Start("tbl" | "table", _) => Edge::Table,
        Markup::Start("tr" | "table-row", _) => Edge::Row,
        Markup::Start("tc" | "table-cell", _) => Edge::Cell,
        Markup::End("tc" | "table-cell") => Edge::EndCell,
        Markup::End("tbl" | "table") => Edge::EndTable,
        _ => return None,
    })
}
