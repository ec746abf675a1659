//! PDF: the text layer, page by page, put together from the characters and where they stand.
//!
//! ```text
//! bytes ──lopdf──▶ objects ──page (token, font, cmap, filter)──▶ characters
//!       ──row──▶ rows ──column──▶ lines in reading order ──paragraph──▶ paragraphs ──wrap──▶ text
//! ```
//!
//! What is read of a file is limited on the way: what its streams unpack to, what its pages show, and what of it is kept. It is read in a thread of
//! its own all the same, whose panics are errors.

mod budget;
mod cmap;
mod column;
mod filter;
mod font;
mod glyph;
mod matrix;
mod objects;
mod page;
mod paragraph;
mod resources;
mod row;
mod token;
mod unread;
mod wrap;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::thread;

use self::column::{Line, lines};
use self::glyph::{Drawn, Glyph};
use self::objects::load;
use self::page::Reader;
use self::paragraph::{Paragraph, goes_on_beside, meet, meet_beside, paragraphs};
use self::row::rows;
use self::unread::Unread;
use self::wrap::Wraps;
use super::package::{Limits, Parts};
use crate::source::Document;
use crate::source::origin::put_together;
use crate::source::writing::Writing;
use crate::{Error, Result};

/// The thread that reads a PDF. Whoever prints panics may leave out those of threads of this name.
pub const THREAD: &str = "yongeo-pdf";

/// Takes the text of each page.
pub(in crate::source) fn unpack_pdf(bytes: &[u8], limits: Limits) -> Result<Parts> {
    // Objects and forms may lie deep in one another.
    let builder = thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(32 << 20);
    let read = thread::scope(|scope| {
        let spawned = builder.spawn_scoped(scope, || read(bytes, limits));
        spawned.map(thread::ScopedJoinHandle::join)
    });
    match read {
        Ok(Ok(parts)) => parts,
        Ok(Err(_)) => Err(broken("it is not put together as PDF has it")),
        Err(error) => Err(Error::new(format!("can't be read: {error}"))),
    }
}

fn read(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let (pdf, budget) = load(bytes, limits)?;
    let mut reader = Reader::new(&pdf, budget);
    let mut pages: Vec<(u32, Vec<Paragraph>)> = Vec::new();
    let mut unread = Unread::default();
    for (number, page) in pdf.get_pages() {
        let drawn = reader.page(page);
        let drawn = drawn.map_err(|error| error.at(format!("page {number}")))?;
        unread.look(number, &drawn);
        let paragraphs = laid_out(drawn);
        let lines: usize = paragraphs.iter().map(|it| it.lines.len()).sum();
        // Lines are kept until all of them are known.
        reader.file.budget.spend(lines * 2 * size_of::<Line>())?;
        pages.push((number, paragraphs));
    }
    let notes = unread.told()?;
    Ok(Parts {
        notes,
        ..written(pages)
    })
}

/// The paragraphs of a page: those that run as most of it does, then those that are turned.
fn laid_out(drawn: Drawn) -> Vec<Paragraph> {
    let mut turned: BTreeMap<i16, Vec<Glyph>> = BTreeMap::new();
    for glyph in drawn.glyphs {
        turned.entry(glyph.angle).or_default().push(glyph);
    }
    let mut turned: Vec<(i16, Vec<Glyph>)> = turned.into_iter().collect();
    turned.sort_by_key(|(_, glyphs)| Reverse(glyphs.len()));
    let paragraphs = |(angle, glyphs)| {
        let rules = if angle == 0 { &drawn.rules[..] } else { &[] };
        let mut paragraphs = paragraphs(&lines(rows(glyphs, rules)));
        meet_beside(&mut paragraphs);
        paragraphs
    };
    turned.into_iter().flat_map(paragraphs).collect()
}

/// Writes the text of all pages: a paragraph a line, but for one that goes on on the next page, which is a line with it.
fn written(mut pages: Vec<(u32, Vec<Paragraph>)>) -> Parts {
    let mut goes_on = vec![false; pages.len() + 1];
    for at in 1..pages.len() {
        let (before, behind) = pages.split_at_mut(at);
        goes_on[at] = meet(&mut before[at - 1].1, &mut behind[0].1);
    }
    let wraps = Wraps::of(pages.iter().flat_map(|(_, paragraphs)| paragraphs));
    let mut parts = Parts::default();
    let mut before: Option<&Line> = None;
    for (page, (called, paragraphs)) in pages.iter().enumerate() {
        let source = &mut parts.source;
        let mut start = source.len();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let goes_on = match at.checked_sub(1) {
                Some(before) => goes_on_beside(&paragraphs[before], paragraph),
                None => goes_on[page],
            };
            if at > 0 && !goes_on {
                source.push('\n');
                before = None;
            }
            for (number, line) in paragraph.lines.iter().enumerate() {
                match before {
                    Some(before) => wraps.join(source, before, &line.text),
                    None => source.push_str(&line.text),
                }
                if (at, number) == (0, 0) {
                    // Behind the space, or before the hyphen, with which the page before ends.
                    start = source.len() - line.text.len();
                }
                before = Some(line);
            }
        }
        if !goes_on[page + 1] {
            source.push('\n');
            before = None;
        }
        parts.begins.push((start, format!("page {called}").into()));
    }
    parts
}

/// Reads it: each line is a paragraph, and may run over from one page to the next.
pub(in crate::source) fn read_pdf(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        for (part, name) in parts {
            let mut at = part.start;
            for line in source[part].split_inclusive('\n') {
                let text = line.trim_end_matches('\n');
                if !text.is_empty() {
                    pieces.place(name.clone());
                    pieces.keep(at..at + text.len(), Writing::Plain);
                }
                if text.len() < line.len() {
                    pieces.end_paragraph();
                }
                at += line.len();
            }
        }
        Ok(())
    })
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(format!("is broken: {error}")).hint("open it in its program, and save it again")
}
