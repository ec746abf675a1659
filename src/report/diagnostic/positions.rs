//! Where the diagnostics of a document and their edits lie, all of them found in one pass over the text.

use crate::check::Diagnostic;
use crate::source::{Lines, Position};

/// One byte offset, as people and other programs count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// In bytes of the text.
    pub offset: usize,
    /// In characters from the beginning of the text, from 0.
    pub character: usize,
    /// Line and column.
    pub position: Position,
}

/// Where everything lies that diagnostics speak of.
pub(super) struct Positions(Vec<Place>);

impl Positions {
    /// Finds the beginning and the end of each diagnostic, and of each edit.
    pub fn of(text: &str, diagnostics: &[Diagnostic]) -> Self {
        let mut offsets = Vec::new();
        for one in diagnostics {
            offsets.extend([one.range.start, one.range.end]);
            for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
                offsets.extend([edit.range.start, edit.range.end]);
            }
        }
        // Ascending, so that no line is counted twice, even where diagnostics lie within one another.
        offsets.sort_unstable();
        offsets.dedup();
        let mut lines = Lines::new(text);
        let (mut before, mut character) = (0, 0);
        let place = |offset| {
            character += text[before..offset].chars().count();
            before = offset;
            Place {
                offset,
                character,
                position: lines.position(offset),
            }
        };
        Self(offsets.into_iter().map(place).collect())
    }

    /// The place of an offset: one where a diagnostic or an edit begins or ends.
    pub fn at(&self, offset: usize) -> Place {
        let found = self.0.partition_point(|place| place.offset < offset);
        self.0[found]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::check::{Edit, Fix};

    #[test]
    fn places_within_one_another() {
        let text = "첫 줄\n둘째 줄의 버퍼를 비운다.\n";
        let find = |word: &str| {
            let start = text.find(word).unwrap();
            start..start + word.len()
        };
        let diagnostic = |range, edits| Diagnostic {
            rule: "any",
            level: Level::Error,
            range,
            message: String::new(),
            note: None,
            fix: Some(Fix { safe: true, edits }),
        };
        let edit = |range| Edit {
            range,
            text: String::new(),
        };
        let diagnostics = [
            diagnostic(find("둘째 줄의 버퍼를"), vec![edit(find("첫"))]),
            diagnostic(find("버퍼"), Vec::new()),
        ];
        let positions = Positions::of(text, &diagnostics);
        for (offset, character, line, column) in [
            (find("첫").end, 1, 1, 2),
            (find("둘째").start, 4, 2, 1),
            (find("버퍼").start, 10, 2, 7),
            (find("버퍼").end, 12, 2, 9),
            (find("버퍼를").end, 13, 2, 10),
        ] {
            assert_eq!(
                positions.at(offset),
                Place {
                    offset,
                    character,
                    position: Position { line, column },
                }
            );
        }
    }
}
