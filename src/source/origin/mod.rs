//! Where the text of a document comes from, piece by piece, where it is not that of its file as it stands: a page in HTML has tags between its
//! words and `&amp;` for `&`, a workbook is a packed folder of XML.

mod pieces;

use std::borrow::Cow;
use std::ops::Range;

use super::Unwritable;
use super::tie::{Tie, Ties};
use super::writing::Writing;

pub(super) use pieces::{Pieces, put_together};

/// What a file holds, and which piece of it each piece of a document's text is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The text of the file; of a packed one, the texts of its parts one behind the other.
    source: String,
    /// Where each part begins in it, with its name; none where the file is text.
    parts: Vec<(usize, Box<str>)>,
    /// In the order of the document's text, which they cover.
    pieces: Vec<Piece>,
    /// Where paragraphs begin in the document's text, but for the first; before each there are two line feeds.
    paragraphs: Vec<u32>,
    /// What people call the place of a byte of the document's text and of those behind it: `slide 3`.
    places: Vec<(u32, Box<str>)>,
    /// What else goes by words of the source.
    ties: Ties,
    /// What only repeats other text, in bytes of the text, in its order.
    repeats: Vec<Range<usize>>,
}

/// A piece of a document's text. It ends where the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// Where it begins, in bytes of the document's text.
    at: u32,
    /// What it is in the source, in bytes. Nothing where it parts paragraphs.
    from: u32,
    to: u32,
    /// Whether it stands there byte for byte, and not as something that means it.
    same: bool,
    writing: Writing,
}

/// A piece of the source, and what is to stand in its place.
pub type Rewrite = (Range<usize>, String);

impl Origin {
    /// Of a packed file: its parts by their names.
    pub(super) fn of_parts(parts: Vec<(usize, Box<str>)>) -> Self {
        Self {
            parts,
            ..Self::default()
        }
    }

    /// What only repeats other text, in bytes of the text, in its order.
    #[cfg(test)]
    pub(super) fn repeats(&self) -> &[Range<usize>] {
        &self.repeats
    }

    /// Whether a byte of the text is in what only repeats other text.
    pub(super) fn is_repeat(&self, at: usize) -> bool {
        let after = self.repeats.partition_point(|repeat| repeat.end <= at);
        let repeat = self.repeats.get(after);
        repeat.is_some_and(|repeat| repeat.contains(&at))
    }

    /// The parts of a packed file by their names, with where they begin in its source.
    pub(super) fn parts(&self) -> &[(usize, Box<str>)] {
        &self.parts
    }

    /// Whether the file is text, in which people find lines and columns.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.parts.is_empty() && !self.source.is_empty()
    }

    /// The text of the file; of a packed one, those of its parts.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What people call the place of a byte of the text, where lines and columns say nothing: `slide 3`.
    #[must_use]
    pub fn place(&self, at: usize) -> Option<&str> {
        let behind = self
            .places
            .partition_point(|&(start, _)| start as usize <= at);
        let place = behind.checked_sub(1).map(|before| &*self.places[before].1);
        place.filter(|place| !place.is_empty())
    }

    /// Where paragraphs begin in the text, but for the first. Before each there are two line feeds.
    pub fn paragraphs(&self) -> impl Iterator<Item = usize> {
        self.paragraphs.iter().map(|&start| start as usize)
    }

    /// How many paragraphs have ended before a byte of the text.
    #[must_use]
    pub fn paragraphs_before(&self, at: usize) -> usize {
        self.paragraphs
            .partition_point(|&start| start as usize <= at)
    }

    /// Where in the source the character stands that begins at a byte of the text.
    #[must_use]
    pub fn offset(&self, at: usize) -> usize {
        let behind = self.pieces.partition_point(|piece| piece.at as usize <= at);
        let Some(piece) = behind.checked_sub(1).map(|before| self.pieces[before]) else {
            return 0;
        };
        if piece.same {
            (piece.from as usize + at - piece.at as usize).min(piece.to as usize)
        } else if behind == self.pieces.len() && at > piece.at as usize {
            piece.to as usize
        } else {
            piece.from as usize
        }
    }

    /// Where in the text the first piece begins that stands at or behind a byte of the source, of a file that is text; within a piece, the same byte.
    #[must_use]
    pub fn in_text(&self, source: usize) -> usize {
        let next = self
            .pieces
            .partition_point(|piece| piece.to as usize <= source);
        match self.pieces.get(next) {
            Some(piece) if piece.same && (piece.from as usize) < source => {
                piece.at as usize + source - piece.from as usize
            }
            Some(piece) => piece.at as usize,
            None => usize::MAX,
        }
    }

    /// Where in the source a stretch of the text stands, with all that is between its pieces there.
    #[must_use]
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        if range.is_empty() {
            return start..start;
        }
        let behind = self
            .pieces
            .partition_point(|piece| (piece.at as usize) < range.end);
        let end = match behind.checked_sub(1).map(|last| self.pieces[last]) {
            Some(last) if last.same => last.from as usize + range.end - last.at as usize,
            Some(last) => last.to as usize,
            None => start,
        };
        start..end.max(start)
    }

    /// Whether nothing stands in the source between a byte of the text and the one before it.
    #[must_use]
    pub fn is_seamless(&self, at: usize) -> bool {
        let behind = self
            .pieces
            .partition_point(|piece| (piece.at as usize) < at);
        let Some(next) = self
            .pieces
            .get(behind)
            .filter(|next| next.at as usize == at)
        else {
            return true;
        };
        let before = behind.checked_sub(1).map(|before| self.pieces[before]);
        before.is_some_and(|before| before.to == next.from)
    }

    /// How a stretch of a document's text is replaced in the source; what stands between its pieces there, such as tags, stays.
    ///
    /// # Errors
    ///
    /// It can't be written: the format has no room for it, or the stretch is more than one paragraph.
    pub fn rewrite(
        &self,
        text: &str,
        range: &Range<usize>,
        new: &str,
    ) -> Result<Vec<Rewrite>, Unwritable> {
        let all = new;
        let write = |piece: Piece, range: Range<usize>, new: &str| -> Result<Rewrite, Unwritable> {
            let fixed = self.ties.of(&range).find_map(|(_, tie)| match tie {
                Tie::Fixed(why) => Some(why),
                _ => None,
            });
            if let Some(why) = fixed {
                return Err(why);
            }
            let written = piece.writing.write(new).map(Cow::into_owned);
            let written = written.ok_or_else(|| piece.writing.why_not())?;
            let (before, behind) = (
                piece.from as usize..range.start,
                range.end..piece.to as usize,
            );
            let kept = |range: Range<usize>| self.source.get(range).unwrap_or_default();
            let now = [kept(before), &written, kept(behind)].concat();
            let was = kept(piece.from as usize..piece.to as usize);
            // Where all of a piece goes, words are left in others.
            let is_passed = now.is_empty() && !all.is_empty();
            if !is_passed && !piece.writing.is_text(was, &now) {
                return Err(piece.writing.why_not());
            }
            Ok((range, written))
        };
        let (whole, (range, new)) = (range, trimmed(text, range, new));
        if range.is_empty() {
            // What grows at its beginning grows within its own tags, not in those of the words before it.
            let own = (whole.start == range.start && !whole.is_empty()).then_some(range.start + 1);
            let piece = own.and_then(|at| self.real(text, self.number(at)?));
            let piece = piece.or_else(|| self.beside(text, range.start));
            let piece = piece.ok_or(Unwritable::NOWHERE)?;
            let at = if piece.same {
                piece.from as usize + range.start - piece.at as usize
            } else if piece.at as usize == range.start {
                piece.from as usize
            } else {
                piece.to as usize
            };
            return Ok(vec![write(piece, at..at, new)?]);
        }
        let first = self
            .pieces
            .partition_point(|piece| piece.at as usize <= range.start)
            .checked_sub(1)
            .ok_or(Unwritable::NOWHERE)?;
        let mut rewrites: Vec<Rewrite> = Vec::new();
        for (number, piece) in self.pieces.iter().enumerate().skip(first) {
            let (start, end) = (piece.at as usize, self.end(text, number));
            if start >= range.end {
                break;
            }
            let inside = start.max(range.start)..end.min(range.end);
            if inside.is_empty() {
                continue;
            }
            let replaced = if piece.same {
                let from = piece.from as usize;
                from + inside.start - start..from + inside.end - start
            } else if piece.from < piece.to && inside == (start..end) {
                piece.from as usize..piece.to as usize
            } else {
                return Err(Unwritable::NOWHERE);
            };
            let words = if rewrites.is_empty() { new } else { "" };
            rewrites.push(write(*piece, replaced, words)?);
        }
        if rewrites.is_empty() {
            return Err(Unwritable::NOWHERE);
        }
        Ok(rewrites)
    }

    /// Why only a person can tell whether something may be written: what else in the file uses the words that stood there.
    #[must_use]
    pub fn uses(&self, rewrites: &[Rewrite]) -> Option<&'static str> {
        let mut ties = rewrites.iter().flat_map(|(range, _)| self.ties.of(range));
        ties.find_map(|(_, tie)| match tie {
            Tie::Used(how) => Some(how),
            _ => None,
        })
    }

    /// What changes in the source with some words of it.
    pub(super) fn copies(&self, rewrites: &[Rewrite]) -> Vec<Rewrite> {
        let copies = rewrites.iter().flat_map(|one| self.ties.copies(one));
        copies.collect()
    }

    /// A source with pieces of it replaced, which are sorted and apart; and where its parts begin then.
    pub(super) fn rewritten(
        &self,
        old: &str,
        rewrites: &[Rewrite],
    ) -> (String, Vec<(usize, Box<str>)>) {
        let mut source = String::with_capacity(old.len());
        let mut parts = self.parts.clone();
        let mut at = 0;
        for (range, new) in rewrites {
            source.push_str(&old[at..range.start]);
            source.push_str(new);
            at = range.end;
            // An edit stands in one part, and all parts behind it move.
            let behind = (self.parts.iter().zip(&mut parts))
                .filter(|((start, _), _)| *start >= range.end && *start > range.start);
            for (_, (start, _)) in behind {
                *start = *start + new.len() - range.len();
            }
        }
        source.push_str(&old[at..]);
        (source, parts)
    }

    /// The piece that something is put into at this place: the one before it, else the one behind.
    fn beside(&self, text: &str, at: usize) -> Option<Piece> {
        let behind = self
            .pieces
            .partition_point(|piece| (piece.at as usize) < at);
        let before = behind.checked_sub(1);
        let before = before.and_then(|before| self.real(text, before));
        before.or_else(|| {
            let behind = self.real(text, behind);
            behind.filter(|piece| piece.at as usize == at)
        })
    }

    /// A piece by its number, if it stands for something in the source.
    fn real(&self, text: &str, number: usize) -> Option<Piece> {
        let piece = *self.pieces.get(number)?;
        let is_empty = piece.at as usize == self.end(text, number);
        (piece.from < piece.to && !is_empty).then_some(piece)
    }

    /// The number of the piece with the byte of the text before this place.
    fn number(&self, at: usize) -> Option<usize> {
        self.pieces
            .partition_point(|piece| (piece.at as usize) < at)
            .checked_sub(1)
    }

    fn end(&self, text: &str, number: usize) -> usize {
        let next = self.pieces.get(number + 1);
        next.map_or(text.len(), |next| next.at as usize)
    }
}

/// What of an edit changes anything: without what stands at both ends before and after.
fn trimmed<'n>(text: &str, range: &Range<usize>, new: &'n str) -> (Range<usize>, &'n str) {
    let old = &text[range.clone()];
    let before = |(old, new): (char, char)| (old == new).then_some(old.len_utf8());
    let begin: usize = old.chars().zip(new.chars()).map_while(before).sum();
    let (old, new) = (&old[begin..], &new[begin..]);
    let end: usize = (old.chars().rev().zip(new.chars().rev()))
        .map_while(before)
        .sum();
    (
        range.start + begin..range.end - end,
        &new[..new.len() - end],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Document;
    use proptest::prelude::*;

    /// A document of `<b>`, `&amp;` and paragraphs between `|`.
    fn document(source: &str) -> Document {
        let mut document = Document::plain("글.html", source);
        put_together(&mut document, |pieces| {
            let mut at = 0;
            while at < source.len() {
                let rest = &source[at..];
                let end = at + rest.find(['<', '&', '|']).unwrap_or(rest.len());
                pieces.keep(at..end, Writing::Xml);
                let mark = &source[end..];
                at = end
                    + if mark.starts_with("<b>") {
                        3
                    } else if mark.starts_with("&amp;") {
                        pieces.put(end..end + 5, "&", Writing::Xml);
                        5
                    } else if mark.starts_with('|') {
                        pieces.end_paragraph();
                        1
                    } else {
                        pieces.keep(end..(end + 1).min(source.len()), Writing::Xml);
                        1
                    };
            }
            Ok(())
        })
        .unwrap();
        document
    }

    /// The source once all of a word is replaced.
    fn replaced(source: &str, old: &str, new: &str) -> Option<String> {
        let document = document(source);
        let start = document.text.find(old).unwrap();
        let origin = document.origin.as_ref().unwrap();
        let rewrites = origin
            .rewrite(&document.text, &(start..start + old.len()), new)
            .ok()?;
        Some(origin.rewritten(source, &rewrites).0)
    }

    #[test]
    fn tags_stay_where_words_are_replaced() {
        for (source, old, new, after) in [
            ("앞 쉘을 뒤", "쉘을", "셸을", Some("앞 셸을 뒤")),
            (
                "앞 레<b>드쉬<b>프트 뒤",
                "레드쉬프트",
                "레드시프트",
                Some("앞 레<b>드시<b>프트 뒤"),
            ),
            ("메<b>세지를", "메세지를", "서신을", Some("서신을<b>")),
            ("쉘&amp;콘솔", "쉘&콘솔", "A<B", Some("A&lt;B")),
            ("쉘&amp;콘솔", "쉘&콘솔", "쉘&터미널", Some("쉘&amp;터미널")),
            ("앞|뒤", "앞\n\n뒤", "하나", None),
            ("앞|뒤", "앞\n\n뒤", "전\n\n뒤", Some("전|뒤")),
            ("R&amp;D을", "R&D을", "R&D를", Some("R&amp;D를")),
            // What is only put in stands with the words before it.
            ("셸<b>가", "셸가", "셸 명령가", Some("셸 명령<b>가")),
            // What grows stands in the tags that it had.
            ("셸<b>로", "로", "으로", Some("셸<b>으로")),
            (
                "앞 <b>컨테이너",
                "컨테이너",
                "도커 컨테이너",
                Some("앞 <b>도커 컨테이너"),
            ),
        ] {
            assert_eq!(replaced(source, old, new).as_deref(), after, "{source}");
        }
    }

    #[test]
    fn seams_are_where_the_file_has_something_in_between() {
        let document = document("셸<b>을&amp;를|끝");
        let origin = document.origin.as_ref().unwrap();
        assert_eq!(document.text, "셸을&를\n\n끝");
        let seams = document.text.char_indices().map(|(at, _)| at);
        let seams: Vec<usize> = seams.filter(|&at| !origin.is_seamless(at)).collect();
        // At the beginning nothing is before it.
        assert_eq!(seams, [0, "셸".len(), "셸을&를\n\n".len()]);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let document = document("앞<b>쉘&amp;|콘솔");
        let origin = document.origin.as_ref().unwrap();
        assert_eq!(document.text, "앞쉘&\n\n콘솔");
        let text = |word: &str| {
            let start = document.text.find(word).unwrap();
            &origin.source()[origin.range(&(start..start + word.len()))]
        };
        for (word, source) in [
            ("앞", "앞"),
            ("앞쉘", "앞<b>쉘"),
            ("&", "&amp;"),
            ("쉘&\n\n콘", "쉘&amp;|콘"),
            ("콘솔", "콘솔"),
        ] {
            assert_eq!(text(word), source);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            source in "(가|나|<b>|&amp;|\\||a|\n){0,20}",
            new in "[가a&<]{0,4}",
            at in 0_usize..20,
            length in 0_usize..8,
        ) {
            let document = document(&source);
            let text = &document.text;
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = at.min(places.len() - 1);
            let range = places[at]..places[(at + length).min(places.len() - 1)];
            let Some(origin) = &document.origin else { return Ok(()) };
            if let Ok(rewrites) = origin.rewrite(text, &range, &new) {
                let mut expected = text.clone();
                expected.replace_range(range, &new);
                let after = self::document(&origin.rewritten(&source, &rewrites).0);
                // A `<` that is written is none that parts anything, and a paragraph without text is none.
                let lines = |text: &str| text.split('\n').collect::<String>();
                prop_assert_eq!(lines(&after.text.replace("&lt;", "<")), lines(&expected));
            }
        }
    }
}
