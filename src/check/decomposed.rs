//! Decomposed Hangul (NFD), as file systems of macOS and PDFs give it: checked as if it were composed, and told in the places
//! that it has.

use std::ops::Range;

use memchr::memchr_iter;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use super::checker::Checked;
use super::diagnostic::Diagnostic;
use crate::Document;
use crate::source::{Layout, Mask, Note, Table};

/// A document with its Hangul composed.
pub(super) struct Composed<'d> {
    /// The document as it is.
    original: &'d Document,
    /// The same composed.
    pub(super) document: Document,
    /// Behind each syllable that was composed: the byte of the composed text, and that of the original.
    ends: Vec<(usize, usize)>,
}

impl<'d> Composed<'d> {
    /// `None` where nothing is to be composed, as in almost all documents: that costs a search for one byte. Bilingual files, whose
    /// segments have their own places, are taken as they are.
    pub(super) fn of(original: &'d Document) -> Option<Self> {
        let bilingual = !original.segments.is_empty() || !original.sources.is_empty();
        if bilingual || !has_jamo(&original.text) {
            return None;
        }
        let mut text = String::with_capacity(original.text.len());
        let mut ends: Vec<(usize, usize)> = Vec::new();
        let mut last = None;
        for (at, c) in original.text.char_indices() {
            let whole = last.and_then(|last| compose(last, c));
            // Letters with accents are left as they are.
            if let Some(whole) = whole.filter(|whole| matches!(whole, '가'..='힣')) {
                text.pop();
                // With a final consonant, the syllable was one already.
                ends.pop_if(|(end, _)| *end > text.len());
                text.push(whole);
                ends.push((text.len(), at + c.len_utf8()));
                last = Some(whole);
            } else {
                text.push(c);
                last = Some(c);
            }
        }
        if ends.is_empty() {
            return None;
        }
        let mut composed = Self {
            original,
            document: Document::composed(original, text),
            ends,
        };
        let masks = original.masks.iter().map(|mask| Mask {
            range: composed.there(mask.range.start)..composed.there(mask.range.end),
            kind: mask.kind,
        });
        composed.document.masks = masks.collect();
        let front = original.front.iter();
        let front = front.map(|value| composed.there(value.start)..composed.there(value.end));
        composed.document.front = front.collect();
        let there = |range: &Range<usize>| composed.there(range.start)..composed.there(range.end);
        let row = |row: &Vec<Range<usize>>| row.iter().map(there).collect();
        let tables = original.layout.tables.iter().map(|table| Table {
            names: table.names.clone(),
            rows: table.rows.iter().map(row).collect(),
        });
        let notes = original.layout.notes.iter().map(|note| Note {
            mark: composed.there(note.mark),
            text: there(&note.text),
        });
        *composed.document.layout = Layout {
            tables: tables.collect(),
            notes: notes.collect(),
        };
        Some(composed)
    }

    /// What was found in the composed text, as it is found in the original. What is put in place of decomposed words is decomposed.
    pub(super) fn restore(&self, mut checked: Checked) -> Checked {
        self.restore_all(&mut checked.diagnostics);
        checked.renderings.move_places(|range| self.back(range));
        for (range, _) in &mut checked.unknown {
            *range = self.back(range);
        }
        checked
    }

    pub(super) fn restore_all(&self, diagnostics: &mut [Diagnostic]) {
        for one in diagnostics {
            self.restore_one(one);
        }
    }

    fn restore_one(&self, one: &mut Diagnostic) {
        one.range = self.back(&one.range);
        for edit in one.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.range = self.back(&edit.range);
            let old = &self.original.text;
            let decomposed = if edit.range.is_empty() {
                let before = old[..edit.range.start].chars().next_back();
                before.is_some_and(is_jamo)
            } else {
                has_jamo(&old[edit.range.clone()])
            };
            if decomposed {
                edit.text = edit.text.chars().flat_map(decompose).collect();
            }
        }
    }

    /// A place of the composed text in the original.
    pub(super) fn back(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let behind = self.ends.partition_point(|&(composed, _)| composed <= at);
            let (composed, original) = match behind.checked_sub(1) {
                Some(last) => self.ends[last],
                None => (0, 0),
            };
            original + (at - composed)
        };
        place(range.start)..place(range.end)
    }

    /// A place of the original in the composed text.
    pub(super) fn there(&self, at: usize) -> usize {
        let behind = self.ends.partition_point(|&(_, original)| original <= at);
        let (composed, original) = match behind.checked_sub(1) {
            Some(last) => self.ends[last],
            None => (0, 0),
        };
        // Within a syllable there is no place but its beginning.
        let next = self
            .ends
            .get(behind)
            .map_or(usize::MAX, |&(end, _)| end - 3);
        next.min(composed + (at - original))
    }
}

/// Whether there are vowels or consonants that belong to a syllable (U+1100 to U+11FF).
fn has_jamo(text: &str) -> bool {
    // Each begins with E1 and a byte of 84 to 87.
    let mut all = memchr_iter(0xe1, text.as_bytes());
    all.any(|at| matches!(text.as_bytes()[at + 1], 0x84..=0x87))
}

fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}')
}

/// A syllable in its parts, and anything else as it is.
fn decompose(c: char) -> impl Iterator<Item = char> {
    let (hangul, other) = if matches!(c, '가'..='힣') {
        (Some(c), None)
    } else {
        (None, Some(c))
    };
    hangul.into_iter().nfd().chain(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::check::{Edit, Fix};

    /// A diagnostic on some words of the composed text, which are put in place of them.
    fn one(text: &str, words: &str, instead: &str) -> Checked {
        let start = text.find(words).unwrap();
        let range = start..start + words.len();
        Checked {
            diagnostics: vec![Diagnostic {
                rule: "forbidden-term",
                level: Level::Error,
                range: range.clone(),
                message: String::new(),
                note: None,
                fix: Some(Fix {
                    safe: true,
                    edits: vec![Edit {
                        range,
                        text: instead.into(),
                    }],
                }),
            }],
            ..Checked::default()
        }
    }

    #[test]
    fn places_are_those_of_the_original() {
        let nfd = |text: &str| text.nfd().collect::<String>();
        let text = format!(
            "{} café와 버퍼, {} 끝",
            nfd("각도의 버퍼를 é"),
            nfd("텐서를")
        );
        let original = Document::plain("글.txt", text.as_str());
        let composed = Composed::of(&original).unwrap();
        let whole = &composed.document.text;
        assert_eq!(
            whole,
            &text
                .replace(&nfd("각도의 버퍼를"), "각도의 버퍼를")
                .replace(&nfd("텐서를"), "텐서를")
        );
        for (words, there, instead, put) in [
            ("버퍼를", nfd("버퍼를"), "공간을", nfd("공간을")),
            ("버퍼,", "버퍼,".to_owned(), "공간,", "공간,".to_owned()),
            ("텐서를", nfd("텐서를"), "é를", format!("é{}", nfd("를"))),
            (" 끝", " 끝".to_owned(), "", String::new()),
        ] {
            let restored = composed.restore(one(whole, words, instead));
            let range = restored.diagnostics[0].range.clone();
            assert_eq!(text[range], there);
            let edit = &restored.diagnostics[0].fix.as_ref().unwrap().edits[0];
            assert_eq!((&text[edit.range.clone()], &*edit.text), (&*there, &*put));
        }
    }

    #[test]
    fn masks_go_with_their_text() {
        let text: String = "버퍼는 `서버`와 `각도` 옆의 `버퍼`다.".nfd().collect();
        let original = Document::new("글.md", text);
        let composed = Composed::of(&original).unwrap();
        let again = Document::new("글.md", composed.document.text.as_str());
        assert_eq!(composed.document.masks, again.masks);
        assert_eq!(again.masks.len(), 3);
    }

    #[test]
    fn composed_text_is_left_alone() {
        for text in [
            "버퍼를 비운다.",
            "ㄱㄴㄷ café",
            "\u{1100}",
            "ሀ",
            "\u{1161}\u{11a8}",
        ] {
            assert!(Composed::of(&Document::plain("글.txt", text)).is_none());
        }
    }
}
