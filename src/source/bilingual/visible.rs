//! One side of a segment as a reader sees it, with the way back to the file.

use std::ops::Range;

use super::Side;
use crate::source::{Mask, MaskKind, reference};

/// What stands for a placeholder, or for a tag that may be a picture or the end of a line: no letter, and no space.
const OBJECT: char = '\u{fffc}';

/// The text of one side without its tags, and with the characters that its references stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visible {
    /// What is seen.
    pub text: String,
    /// Where each stretch of it begins, and where in the file it comes from. What takes as many bytes there as here is the same
    /// text.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Visible {
    /// What is seen of a side of a segment of this text.
    #[must_use]
    pub fn of(text: &str, side: &Side) -> Self {
        let mut visible = Self {
            text: String::with_capacity(side.range.len()),
            pieces: Vec::new(),
        };
        let mut at = side.range.start;
        for mask in &side.masks {
            visible.push(&text[at..mask.range.start], at..mask.range.start);
            let shown = seen(text, mask);
            let mut bytes = [0; 4];
            let shown = shown.map_or("", |c| c.encode_utf8(&mut bytes));
            visible.push(shown, mask.range.clone());
            at = mask.range.end;
        }
        visible.push(&text[at..side.range.end], at..side.range.end);
        visible
    }

    fn push(&mut self, shown: &str, from: Range<usize>) {
        if !shown.is_empty() {
            self.pieces.push((self.text.len(), from));
            self.text.push_str(shown);
        }
    }

    /// The bytes of the file that some bytes of what is seen, at least one, come from; with the tags between them.
    #[must_use]
    pub fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        let (first, last) = (self.piece(range.start), self.piece(range.end - 1));
        let start = match first {
            (at, from, true) => from.start + range.start - at,
            (_, from, false) => from.start,
        };
        let end = match last {
            (at, from, true) => from.start + range.end - at,
            (_, from, false) => from.end,
        };
        start..end
    }

    /// The stretches of the file that some bytes of what is seen, at least one, are written in: what is not seen stands between them. `None` where
    /// something among them is no text, or stands for more than is asked for.
    #[must_use]
    pub fn stretches(&self, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let (start, from, same) = self.piece(at);
            let end = self.end(at);
            let inside = at..end.min(range.end);
            let shown = &self.text[start..end];
            let stretch = if shown.starts_with(OBJECT) || shown == "\n" {
                return None;
            } else if same {
                from.start + inside.start - start..from.start + inside.end - start
            } else if inside == (start..end) {
                from.clone()
            } else {
                return None;
            };
            match stretches.last_mut() {
                Some(last) if last.end == stretch.start => last.end = stretch.end,
                _ => stretches.push(stretch),
            }
            at = inside.end;
        }
        Some(stretches)
    }

    /// What is seen of some bytes of the file, at least one; `None` where they begin or end in what is not seen, or within what stands for something
    /// else.
    #[must_use]
    pub fn seen(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let piece = |at: usize| {
            let after = self.pieces.partition_point(|(_, from)| from.start <= at);
            let (start, _) = self.pieces[after.checked_sub(1)?];
            Some(self.piece(start)).filter(|(_, from, _)| at < from.end)
        };
        let start = match piece(range.start)? {
            (start, from, true) => start + range.start - from.start,
            (start, from, false) => (range.start == from.start).then_some(start)?,
        };
        let end = match piece(range.end - 1)? {
            (start, from, true) => start + range.end - from.start,
            (start, from, false) if range.end == from.end => self.end(start),
            _ => return None,
        };
        Some(start..end)
    }

    /// The piece with a byte of what is seen: where it begins, where it comes from, and whether it is the same text there.
    fn piece(&self, at: usize) -> (usize, &Range<usize>, bool) {
        let (start, from) = &self.pieces[self.number(at)];
        (*start, from, from.len() == self.end(at) - start)
    }

    /// Where the piece ends that has a byte of what is seen.
    fn end(&self, at: usize) -> usize {
        let next = self.pieces.get(self.number(at) + 1);
        next.map_or(self.text.len(), |next| next.0)
    }

    /// The number of that piece.
    fn number(&self, at: usize) -> usize {
        self.pieces.partition_point(|(start, _)| *start <= at) - 1
    }
}

/// The character that is seen of what is no text.
fn seen(text: &str, mask: &Mask) -> Option<char> {
    let written = &text[mask.range.clone()];
    match mask.kind {
        MaskKind::Block => Some('\n'),
        MaskKind::Code => match reference(written) {
            Some((c, length)) if length == written.len() => Some(c),
            // An entity that nobody looks up.
            _ => Some(OBJECT),
        },
        MaskKind::Invisible => match written {
            "\"\"" => Some('"'),
            _ if written.starts_with(['%', '{', '$']) => Some(OBJECT),
            _ => match written.strip_prefix('\\') {
                Some(escaped) => escaped.chars().next(),
                None => is_object(written).then_some(OBJECT),
            },
        },
    }
}

/// Whether a tag stands for a thing, not for how text looks.
fn is_object(tag: &str) -> bool {
    let tag = tag.strip_prefix('<').or_else(|| tag.strip_prefix("&lt;"));
    let name = tag.and_then(|tag| tag.split(|c: char| !c.is_ascii_alphabetic()).next());
    name.is_some_and(|name| matches!(name, "x" | "ph" | "it" | "ut" | "br" | "img"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::bilingual::Language;

    /// What is seen of a text in which these stretches are masked.
    fn visible(text: &str, masks: &[(&str, MaskKind)]) -> Visible {
        let mut at = 0;
        let masks = masks.iter().map(|&(masked, kind)| {
            let start = at + text[at..].find(masked).unwrap();
            at = start + masked.len();
            Mask {
                range: start..at,
                kind,
            }
        });
        let side = Side {
            range: 0..text.len(),
            language: Language::Korean,
            masks: masks.collect(),
        };
        Visible::of(text, &side)
    }

    #[test]
    fn tags_are_gone_and_references_are_characters() {
        let text = "<g id=\"1\">머신</g>&#160;러닝<x/>과 %s";
        let masks = [
            ("<g id=\"1\">", MaskKind::Invisible),
            ("</g>", MaskKind::Invisible),
            ("&#160;", MaskKind::Code),
            ("<x/>", MaskKind::Invisible),
            ("%s", MaskKind::Invisible),
        ];
        let visible = visible(text, &masks);
        let reference = text.find("&#160;").unwrap();
        assert_eq!(visible.seen(&(0.."<g>".len())), None);
        assert_eq!(visible.seen(&(reference + 1..reference + 6)), None);
        assert_eq!(visible.text, "머신\u{a0}러닝\u{fffc}과 \u{fffc}");
        for (seen, written) in [
            ("머신\u{a0}러닝", "머신</g>&#160;러닝"),
            ("러닝", "러닝"),
            ("\u{a0}", "&#160;"),
            ("과 ", "과 "),
        ] {
            let start = visible.text.find(seen).unwrap();
            let range = start..start + seen.len();
            let there = visible.in_file(&range);
            assert_eq!(&text[there.clone()], written);
            assert_eq!(visible.seen(&there), Some(range), "{seen}");
        }
    }

    #[test]
    fn what_is_seen_is_written_in_stretches() {
        let text = "<g>컨테</g>&#51060;너를 %s개";
        let masks = [
            ("<g>", MaskKind::Invisible),
            ("</g>", MaskKind::Invisible),
            ("&#51060;", MaskKind::Code),
            ("%s", MaskKind::Invisible),
        ];
        let visible = visible(text, &masks);
        for (seen, written) in [
            ("컨테이너", Some(vec!["컨테", "&#51060;너"])),
            ("너를", Some(vec!["너를"])),
            ("를 \u{fffc}", None),
        ] {
            let start = visible.text.find(seen).unwrap();
            let stretches = visible.stretches(&(start..start + seen.len()));
            let stretches = stretches.map(|all| all.into_iter().map(|one| &text[one]).collect());
            assert_eq!(stretches, written, "{seen}");
        }
    }

    #[test]
    fn strings_are_unescaped_and_joined() {
        let text = "첫 \\\"버퍼\\\"\\n\"\n\"다음";
        let masks = [
            ("\\\"", MaskKind::Invisible),
            ("\\\"", MaskKind::Invisible),
            ("\\n", MaskKind::Block),
            ("\"\n\"", MaskKind::Invisible),
        ];
        assert_eq!(visible(text, &masks).text, "첫 \"버퍼\"\n다음");
    }
}
