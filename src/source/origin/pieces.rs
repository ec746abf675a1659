//! The text of a document as it is put together from the pieces of a file.

use std::mem;
use std::ops::Range;

use super::Piece;
use crate::source::layout::{Edge, Layout, Notes, Tables};
use crate::source::tie::{Tie, Ties};
use crate::source::writing::Writing;
use crate::source::{Document, Mask, MaskKind};

/// What is put together so far.
#[derive(Debug)]
pub(in crate::source) struct Pieces<'s> {
    source: &'s str,
    text: String,
    done: Vec<Piece>,
    paragraphs: Vec<u32>,
    places: Vec<(u32, Box<str>)>,
    masks: Vec<Mask>,
    tables: Tables,
    notes: Notes,
    ties: Ties,
    repeats: Vec<Range<usize>>,
    /// Whether a paragraph has ended since text was added.
    ended: bool,
}

/// Puts the text of a document together anew: what it holds is the source.
///
/// # Errors
///
/// What `put` says; the document is as it was then.
pub(in crate::source) fn put_together(
    document: &mut Document,
    put: impl FnOnce(&mut Pieces<'_>) -> crate::Result<()>,
) -> crate::Result<()> {
    let mut pieces = Pieces {
        source: &document.text,
        text: String::with_capacity(document.text.len() / 2),
        done: Vec::new(),
        paragraphs: Vec::new(),
        places: Vec::new(),
        masks: Vec::new(),
        tables: Tables::default(),
        notes: Notes::default(),
        ties: Ties::default(),
        repeats: Vec::new(),
        ended: false,
    };
    put(&mut pieces)?;
    let Pieces {
        text,
        done,
        paragraphs,
        places,
        masks,
        tables,
        notes,
        ties,
        mut repeats,
        ..
    } = pieces;
    let origin = document.origin.get_or_insert_default();
    origin.source = mem::replace(&mut document.text, text);
    (origin.pieces, origin.paragraphs, origin.places) = (done, paragraphs, places);
    origin.ties = ties.finish();
    document.masks = masks;
    repeats.sort_by_key(|range| range.start);
    origin.repeats = repeats;
    *document.layout = Layout {
        tables: tables.finish(),
        notes: notes.finish(),
    };
    Ok(())
}

impl<'s> Pieces<'s> {
    /// The whole source.
    pub(in crate::source) fn source(&self) -> &'s str {
        self.source
    }

    /// Whether there is text in the paragraph.
    pub(in crate::source) fn has_text(&self) -> bool {
        !self.ended && !self.text.is_empty()
    }

    /// The paragraph as far as there is any.
    pub(in crate::source) fn paragraph(&self) -> &str {
        let start = self.paragraphs.last().map_or(0, |&start| start as usize);
        if self.ended { "" } else { &self.text[start..] }
    }

    /// Where the paragraph stands in the text, as far as there is any.
    pub(in crate::source) fn paragraph_range(&self) -> Range<usize> {
        self.text.len() - self.paragraph().len()..self.text.len()
    }

    /// A stretch of the text.
    pub(in crate::source) fn text(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// A stretch of the text says what is said elsewhere, in the same words and for the same reason. No two of them overlap.
    pub(in crate::source) fn repeats(&mut self, range: Range<usize>) {
        self.repeats.push(range);
    }

    /// How long the text is, in bytes.
    pub(in crate::source) fn len(&self) -> usize {
        self.text.len()
    }

    /// A stretch of the source as it stands.
    pub(in crate::source) fn keep(&mut self, range: Range<usize>, writing: Writing) {
        if range.is_empty() {
            return;
        }
        self.begin();
        let (from, to) = (range.start as u32, range.end as u32);
        match self.done.last_mut() {
            Some(last) if last.same && last.to == from && last.writing == writing => last.to = to,
            _ => self.done.push(Piece {
                at: self.text.len() as u32,
                from,
                to,
                same: true,
                writing,
            }),
        }
        self.text.push_str(&self.source[range]);
    }

    /// A stretch of the source in which line ends are spaces.
    pub(in crate::source) fn keep_flowing(&mut self, range: Range<usize>, writing: Writing) {
        let text = &self.source[range.clone()];
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]) {
            let line = &text[at..at + found];
            let end = at + line.trim_end_matches([' ', '\t']).len();
            let rest = &text[at + found..];
            let next = text.len() - rest.trim_ascii_start().len();
            self.keep(range.start + at..range.start + end, writing);
            self.put(range.start + end..range.start + next, " ", writing);
            at = next;
        }
        self.keep(range.start + at..range.end, writing);
    }

    /// What a stretch of the source stands for.
    pub(in crate::source) fn put(&mut self, range: Range<usize>, meant: &str, writing: Writing) {
        if meant.is_empty() {
            return;
        }
        self.begin();
        self.done.push(Piece {
            at: self.text.len() as u32,
            from: range.start as u32,
            to: range.end as u32,
            same: false,
            writing,
        });
        self.text.push_str(meant);
    }

    /// What a stretch of XML stands for: a reference, or a section of CDATA, whose text flows.
    pub(in crate::source) fn put_markup(&mut self, range: Range<usize>, meant: &str) {
        let (open, close) = ("<![CDATA[", "]]>");
        if self.source[range.clone()].starts_with(open) {
            let inside = range.start + open.len()..range.end - close.len();
            self.keep_flowing(inside, Writing::Cdata);
        } else {
            self.put(range, meant, Writing::Xml);
        }
    }

    /// What nothing in the source stands for, but is there for readers behind what was added last.
    pub(in crate::source) fn put_behind(&mut self, meant: &str, writing: Writing) {
        let here = self.done.last().map_or(0, |last| last.to as usize);
        self.put(here..here, meant, writing);
    }

    /// Ends the paragraph, if it has any text: no term reaches across.
    pub(in crate::source) fn end_paragraph(&mut self) {
        self.ended = !self.text.is_empty();
    }

    /// Something of a table begins or ends here.
    pub(in crate::source) fn edge(&mut self, edge: Edge) {
        self.tables.take(edge, &self.text);
    }

    /// The columns of the table that has begun last are called so, elsewhere than in the text.
    pub(in crate::source) fn name_columns(&mut self, names: &[&str]) {
        self.tables.name_columns(names);
    }

    /// Something else in the source goes by words of it.
    pub(in crate::source) fn tie(&mut self, words: &Range<usize>, tie: Tie) {
        self.ties.add(words, tie);
    }

    /// The mark of a note stands here, by what the file calls the note.
    pub(in crate::source) fn mark_note(&mut self, name: &str) {
        self.notes.mark(name, self.text.len());
    }

    /// Whether there was a mark of this note.
    pub(in crate::source) fn is_marked(&self, name: &str) -> bool {
        self.notes.is_marked(name)
    }

    /// A note begins here.
    pub(in crate::source) fn begin_note(&mut self, name: &str) {
        self.notes.begin(name, self.text.len());
    }

    /// The note that has begun last ends here.
    pub(in crate::source) fn end_note(&mut self) {
        self.notes.end(&self.text);
    }

    /// What people call the place of the text from here on.
    pub(in crate::source) fn place(&mut self, name: impl Into<Box<str>>) {
        self.begin();
        let (at, name) = (self.text.len() as u32, name.into());
        match self.places.last_mut() {
            Some(last) if last.0 == at => last.1 = name,
            Some(last) if last.1 == name => {}
            _ => self.places.push((at, name)),
        }
    }

    /// Masks the text from a byte on.
    pub(in crate::source) fn mask(&mut self, from: usize, kind: MaskKind) {
        // What parts it from the paragraph before came with its first words.
        let words = from + "\n\n".len();
        let is_first = self.paragraphs.binary_search(&(words as u32)).is_ok();
        let from = if is_first { words } else { from };
        if from < self.text.len() {
            self.masks.push(Mask {
                range: from..self.text.len(),
                kind,
            });
        }
    }

    fn begin(&mut self) {
        if mem::take(&mut self.ended) {
            let end = self.done.last().map_or(0, |last| last.to);
            self.done.push(Piece {
                at: self.text.len() as u32,
                from: end,
                to: end,
                same: false,
                writing: Writing::Plain,
            });
            self.text.push_str("\n\n");
            self.paragraphs.push(self.text.len() as u32);
        }
    }
}
