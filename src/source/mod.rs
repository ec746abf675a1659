//! Files become documents: text, with positions, and with what is no prose marked.
//!
//! [`Walk`] turns paths into [`Input`]s, a [`Reader`] turns each of those into a [`Document`] or
//! says why not; [`Lines`] tells people where in a document a byte offset lies.

mod anchor;
mod archive;
mod bilingual;
mod boundary;
mod decode;
mod each;
mod emphasis;
mod encode;
mod encoding;
mod fields;
mod format;
mod front_matter;
mod held;
mod holding;
pub(crate) mod html;
mod label;
mod layout;
mod markdown;
mod marks;
#[cfg(test)]
mod masked;
mod mdx;
mod myst;
mod origin;
mod own;
mod packed;
mod position;
mod read;
mod reference;
mod shown;
mod strings;
mod tie;
mod unwritable;
mod utf8;
mod walk;
mod writing;
mod written;

pub(crate) use anchor::linked_headings;
pub(crate) use archive::{names_in, opened};
pub use bilingual::{Language, Segment, Side, Visible, writable};
pub(crate) use boundary::floor_char_boundary;
pub use decode::{Decoded, decode};
pub(crate) use emphasis::{emphasis, line, marks, marks_within, within_words};
pub use encode::encode_as;
pub use encoding::Encoding;
pub(crate) use encoding::{Guess, guess};
pub use format::Format;
pub(crate) use format::LineEnd;
pub(crate) use front_matter::may_hold;
pub(crate) use label::labels;
pub use layout::{Layout, Note, Table};
pub use markdown::masks as markdown_masks;
pub(crate) use markdown::{
    Labels, OPTIONS as MARKDOWN_OPTIONS, code as markdown_code, labels as markdown_labels,
};
pub(crate) use marks::{asciidoc_code, asciidoc_tables, asciidoc_underlines};
pub(crate) use mdx::is_mdx;
pub use origin::{Origin, Rewrite};
pub use own::is_ours;
pub use packed::{Limits, PDF_THREAD};
pub use position::{Lines, Places, Position};
pub use read::{Reader, Reading};
pub(crate) use reference::{reference, unescaped};
pub use unwritable::Unwritable;
pub(crate) use walk::cannot_open;
pub use walk::{Input, Inputs, Walk};

use std::ops::Range;

use crate::{Error, Result};
use packed::{Parts, instead};

/// A text to look for terms in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// How the document is called in output: its path with `/`, or `-` for standard input.
    pub path: String,
    /// What kind of file it is.
    pub format: &'static Format,
    /// The text as UTF-8, without a byte order mark and otherwise unchanged.
    pub text: String,
    /// What in the text is no prose, sorted by start, not overlapping.
    pub masks: Vec<Mask>,
    /// The values in the front matter of Markdown that readers see, such as the title, in bytes of the text, in their order. They are prose; the
    /// rest of it is masked.
    pub front: Vec<Range<usize>>,
    /// The texts of a bilingual file with their translations, where one is Korean and the other English, in the order of the
    /// translations. None in other files.
    pub segments: Vec<Segment>,
    /// The Korean sources of a bilingual file, in bytes of the text, in their order. They are prose as well.
    pub sources: Vec<Range<usize>>,
    /// What it lays out side by side: tables, and notes.
    pub layout: Box<Layout>,
    /// Whether its file is compressed or lies in an archive, so that nothing can be written.
    pub sealed: bool,
    /// The encoding of its file, where it was read from one.
    pub encoding: Option<Encoding>,
    /// Where the text comes from, where it is not that of the file as it stands.
    pub origin: Option<Box<Origin>>,
    /// What of its file is not read although it may be text, or not as its format has it, each with what to do about it: pages of a PDF that are pictures, YAML
    /// that is none. Without the name of the file.
    pub notes: Box<[Error]>,
}

/// A stretch of a document that is no prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    /// Where it lies, in bytes of the text.
    pub range: Range<usize>,
    /// What is to be done about it.
    pub kind: MaskKind,
}

/// What kind of non-prose a [`Mask`] covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaskKind {
    /// A code block, front matter, an HTML block: nothing in it is read, and no term reaches across it.
    Block,
    /// Code within a line: no parenthesis in it is looked at, but as the whole of a gloss,
    /// or within a term, it counts as text.
    Code,
    /// A tag, a link target: not there at all for the reader; a term goes on behind it.
    Invisible,
}

impl MaskKind {
    /// What was struck out before some text. A parenthesis right behind speaks of words in it, and of none before it.
    fn of_struck(behind: &str) -> Self {
        if speaks_of_struck(behind) {
            Self::Block
        } else {
            Self::Invisible
        }
    }
}

/// Whether a text right behind what was struck out begins with something in brackets.
fn speaks_of_struck(behind: &str) -> bool {
    behind.trim_start_matches(' ').starts_with(['(', '（', '['])
}

impl Document {
    /// A text whose [format](Format::of) is told by the suffix of its path. A file that is broken has no prose; [`Document::read`] says why.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let path = path.into();
        let mut document = Self::of(Format::of(&path), path, text.into());
        document.interpret();
        document
    }

    /// Finds out what is no prose: all of it where the file is broken.
    fn interpret(&mut self) {
        if (self.format.read)(self).is_err() {
            self.take(bilingual::nothing(&self.text));
        }
    }

    /// The same, for files that may be broken.
    ///
    /// # Errors
    ///
    /// It is one and is broken: the file, the line and the reason.
    pub fn read(path: impl Into<String>, text: impl Into<String>) -> Result<Self> {
        let path = path.into();
        Self::read_as(Format::of(&path), path, text)
    }

    /// The same, of a format that is known.
    ///
    /// # Errors
    ///
    /// The file is broken: the file, the line and the reason.
    pub fn read_as(
        format: &'static Format,
        path: impl Into<String>,
        text: impl Into<String>,
    ) -> Result<Self> {
        let mut document = Self::of(format, path.into(), text.into());
        match (format.read)(&mut document) {
            Ok(()) => Ok(document),
            Err(error) => Err(error.in_file(&document.path)),
        }
    }

    /// A packed file.
    ///
    /// # Errors
    ///
    /// It is broken, protected by a password, or unpacks to more than it may: the file, the place and the reason.
    pub fn unpacked(
        format: &'static Format,
        path: impl Into<String>,
        bytes: &[u8],
        limits: Limits,
    ) -> Result<Self> {
        let path = path.into();
        let read = || {
            let packed = format
                .packed
                .ok_or_else(|| Error::new(format!("{} is not a packed format", format.name)))?;
            let unpacked = (packed.unpack)(bytes, limits);
            let Parts {
                source,
                begins,
                notes,
            } = match unpacked {
                Ok(read) if !read.begins.is_empty() || Format::of_packed(bytes) == Some(format) => {
                    read
                }
                // It may be something else.
                unpacked => {
                    let nothing = format!("is not {}: it has nothing that they have", format.name);
                    let error = unpacked.err().unwrap_or_else(|| Error::new(nothing));
                    return Err(instead(Some(format), bytes).unwrap_or(error));
                }
            };
            let mut document = Self::of(format, path.clone(), source);
            document.origin = Some(Box::new(Origin::of_parts(begins)));
            document.notes = notes.into();
            (format.read)(&mut document)?;
            Ok(document)
        };
        read().map_err(|error: Error| error.in_file(&path))
    }

    /// The same document with its Hangul composed; what was read of it is to be added.
    pub(crate) fn composed(original: &Self, text: String) -> Self {
        Self {
            encoding: original.encoding,
            ..Self::of(original.format, original.path.clone(), text)
        }
    }

    fn take(&mut self, found: bilingual::Bilingual) {
        self.masks = found.masks;
        self.segments = found.segments;
        self.sources = found.sources;
    }

    /// Whether a byte of the text is in a value of front matter that readers see.
    #[must_use]
    pub fn is_front(&self, at: usize) -> bool {
        let after = self.front.partition_point(|value| value.end <= at);
        let value = self.front.get(after);
        value.is_some_and(|value| value.contains(&at))
    }

    /// Whether a byte of the text is in what only repeats other text of the file: cells of a workbook with the same words, the title of a page that
    /// is its heading as well. They are checked, but their pairs count where they first stand.
    #[must_use]
    pub fn is_repeat(&self, at: usize) -> bool {
        let origin = self.origin.as_ref();
        origin.is_some_and(|origin| origin.is_repeat(at))
    }

    /// The segment with a byte of the text in its target.
    #[must_use]
    pub fn segment_of(&self, at: usize) -> Option<&Segment> {
        let after = self
            .segments
            .partition_point(|one| one.target.range.start <= at);
        let before = after.checked_sub(1).map(|before| &self.segments[before]);
        before.filter(|one| at <= one.target.range.end)
    }

    /// Whether a byte of the text is in a source: prose, but not the translator's.
    #[must_use]
    pub fn is_source(&self, at: usize) -> bool {
        let after = self.sources.partition_point(|source| source.start <= at);
        let before = after.checked_sub(1).map(|before| &self.sources[before]);
        before.is_some_and(|source| at <= source.end)
    }

    /// Whether a byte of the text is in what is no prose.
    #[must_use]
    pub fn is_masked(&self, at: usize) -> bool {
        self.mask_at(at).is_some()
    }

    /// The mask over a byte of the text.
    pub(crate) fn mask_at(&self, at: usize) -> Option<&Mask> {
        let after = self.masks.partition_point(|mask| mask.range.end <= at);
        let mask = self.masks.get(after);
        mask.filter(|mask| mask.range.contains(&at))
    }

    /// Whether nobody sees a byte of the text, and what stands around it is as if it were not there.
    pub(crate) fn is_unseen(&self, at: usize) -> bool {
        let mask = self.mask_at(at);
        mask.is_some_and(|mask| mask.kind == MaskKind::Invisible)
    }

    /// What in a stretch of the text is no prose, in its order; the first and the last may reach out of it.
    pub(crate) fn masks_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Mask> {
        let (start, end) = (range.start, range.end);
        let first = self.masks.partition_point(|mask| mask.range.end <= start);
        let from_here = self.masks[first..].iter();
        from_here.take_while(move |mask| mask.range.start < end)
    }

    /// Whether anything in a stretch of the text is no prose. Where the stretch is empty: whether it lies within what is none.
    #[must_use]
    pub fn is_masked_within(&self, range: &Range<usize>) -> bool {
        let after = self
            .masks
            .partition_point(|mask| mask.range.end <= range.start);
        let mask = self.masks.get(after);
        mask.is_some_and(|mask| mask.range.start < range.end)
    }

    /// A plain text without markup, whatever its path says.
    #[must_use]
    pub fn plain(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(Format::PLAIN, path.into(), text.into())
    }

    /// A packed file of one part.
    #[cfg(test)]
    pub(crate) fn of_part(format: &'static Format, part: &str) -> Self {
        let mut document = Self::of(format, "글".to_owned(), part.to_owned());
        let parts = vec![(0, "word/document.xml".into())];
        document.origin = Some(Box::new(Origin::of_parts(parts)));
        document.interpret();
        document
    }

    /// A text of which nothing is read yet.
    fn of(format: &'static Format, path: String, text: String) -> Self {
        Self {
            path,
            format,
            text,
            masks: Vec::new(),
            front: Vec::new(),
            segments: Vec::new(),
            sources: Vec::new(),
            layout: Box::default(),
            sealed: false,
            encoding: None,
            origin: None,
            notes: Box::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_is_known_by_its_bytes() {
        let text = "---\ntitle: 가\nsubtitle: 나\n---\n`다` 라 `마`\n";
        let document = Document::new("글.md", text);
        let at = |what: &str| text.find(what).unwrap();
        for (what, masked, front) in [
            ("title", true, false),
            ("가", false, true),
            ("나", false, true),
            ("다", true, false),
            ("라", false, false),
            ("마", true, false),
        ] {
            let found = (document.is_masked(at(what)), document.is_front(at(what)));
            assert_eq!(found, (masked, front), "{what}");
        }
        for (from, to, masked) in [
            ("라", " `마", false),
            ("라", "마", true),
            (" 라", "라", false),
            ("다", "라", true),
            ("라", "라", false),
            ("다", "다", true),
        ] {
            let range = at(from)..at(to);
            assert_eq!(document.is_masked_within(&range), masked, "{from} {to}");
        }
    }
}
