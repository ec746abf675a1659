//! A concordance for the terminal: the key word in context (KWIC), all key words in one column.
//!
//! Lengths are columns of a terminal, where a Hangul syllable takes two.

use std::io;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::marked::{Marked, Piece};
use super::styles::Styles;
use crate::glossary::Found;

/// Fewer columns are not laid out for: below this, lines are longer than asked.
const NARROWEST: usize = 40;

/// One place: the context with the key word in it, and where it is.
#[derive(Debug, Clone)]
pub struct Line<'f> {
    /// The context and the pair in it.
    pub marked: Marked<'f>,
    /// The Korean term as the glossary spells it, for a place without a context.
    pub korean: &'f str,
    /// The document.
    pub document: &'f str,
    /// The line in the document, from 1.
    pub line: usize,
    /// What people call the place where the file has no lines; empty elsewhere.
    pub place: &'f str,
}

impl<'f> Line<'f> {
    /// The line of a place.
    #[must_use]
    pub fn of(found: &'f Found) -> Self {
        Self {
            marked: Marked::of(found),
            korean: &found.pair.korean,
            document: &found.evidence.document,
            line: found.evidence.line,
            place: &found.evidence.place,
        }
    }

    /// The key word in the context: the Korean term, else the English; nothing where neither is there.
    fn key(&self) -> Range<usize> {
        let Marked {
            korean, english, ..
        } = &self.marked;
        korean.clone().or_else(|| english.clone()).unwrap_or(0..0)
    }
}

/// How a concordance is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of a line.
    pub width: usize,
    /// With ANSI colours.
    pub coloured: bool,
}

/// Writes one line a place: document and line, with what people call the place where there is no line, what stands before the key word set to the right,
/// the key word, and what stands behind. What does not fit is cut where it is farthest from the key word, and `…` stands for it.
pub fn write(out: &mut impl io::Write, lines: &[Line<'_>], layout: Layout) -> io::Result<()> {
    let style = Styles::new(layout.coloured);
    let width = layout.width.max(NARROWEST);
    let places: Vec<String> = lines
        .iter()
        .map(|line| match line.place {
            "" => format!("{}:{}", line.document, line.line),
            place => format!("{}:{}: {place}", line.document, line.line),
        })
        .collect();
    // The end of a place is what people look for.
    let has_places = lines.iter().any(|line| !line.place.is_empty());
    let place_width = most(places.iter().map(|place| columns(place))).min(if has_places {
        width / 3
    } else {
        width / 4
    });
    let around = width - place_width - 2;
    let key_width = most(lines.iter().map(|l| columns(&l.marked.context[l.key()])));
    // What stands behind begins with the English, so it has the larger share.
    let before_width = most(
        lines
            .iter()
            .map(|l| columns(&l.marked.context[..l.key().start])),
    )
    .min(around.saturating_sub(key_width) * 2 / 5);
    for (line, place) in lines.iter().zip(&places) {
        let shown = tail(place, place_width);
        let gap = " ".repeat(place_width - columns(&shown));
        write!(out, "{}{shown}{:#}{gap}  ", style.faint, style.faint)?;
        write_line(out, line, before_width, around, style)?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_line(
    out: &mut impl io::Write,
    line: &Line<'_>,
    before_width: usize,
    around: usize,
    style: Styles,
) -> io::Result<()> {
    let (context, key) = (line.marked.context, line.key());
    if context.is_empty() {
        let pad = " ".repeat(before_width);
        let korean = head(line.korean, around - before_width);
        return write!(out, "{pad}{}{korean}{:#}", style.term, style.term);
    }
    let before = &context[..key.start];
    let start = fitting_tail(before, before_width);
    let cut = if start > 0 { "…" } else { "" };
    let pad = " ".repeat(before_width - columns(cut) - columns(&before[start..]));
    let rest = &context[key.start..];
    let end = fitting_head(rest, around - before_width);
    write!(out, "{pad}{cut}")?;
    for (piece, text) in line.marked.pieces(start..key.start + end) {
        let style = match piece {
            Piece::Plain => {
                write!(out, "{}", printable(text))?;
                continue;
            }
            Piece::Korean => style.term,
            Piece::English => style.gloss,
        };
        write!(out, "{style}{}{style:#}", printable(text))?;
    }
    if end < rest.len() {
        write!(out, "…")?;
    }
    Ok(())
}

/// A text without characters that would move the cursor or change colours.
fn printable(text: &str) -> String {
    let shown = |c: char| {
        if c.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    text.chars().map(shown).collect()
}

/// The columns of a text. What stands for control characters takes one.
fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

fn column(c: char) -> usize {
    c.width().unwrap_or(1)
}

fn most(widths: impl Iterator<Item = usize>) -> usize {
    widths.max().unwrap_or(0)
}

/// Where the end of a text begins that fits, with room for `…` before it if it is not the whole.
fn fitting_tail(text: &str, width: usize) -> usize {
    if columns(text) <= width {
        return 0;
    }
    let mut left = width.saturating_sub(1);
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        let Some(rest) = left.checked_sub(column(c)) else {
            break;
        };
        left = rest;
        // Vowels and finals of decomposed syllables, and accents, stay with what they follow.
        if column(c) > 0 {
            start = at;
        }
    }
    // No space behind the dots.
    start + (text.len() - start - text[start..].trim_start().len())
}

/// Where the beginning of a text ends that fits, with room for `…` behind it if it is not the whole.
fn fitting_head(text: &str, width: usize) -> usize {
    if columns(text) <= width {
        return text.len();
    }
    let mut left = width.saturating_sub(1);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let Some(rest) = left.checked_sub(column(c)) else {
            break;
        };
        left = rest;
        end = at + c.len_utf8();
    }
    text[..end].trim_end().len()
}

fn tail(text: &str, width: usize) -> String {
    match fitting_tail(text, width) {
        0 => printable(text),
        start => format!("…{}", printable(&text[start..])),
    }
}

fn head(text: &str, width: usize) -> String {
    match fitting_head(text, width) {
        end if end == text.len() => printable(text),
        end => format!("{}…", printable(&text[..end])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::places::tests::found;

    fn shown(places: &[Found], width: usize, coloured: bool) -> String {
        let lines: Vec<Line> = places.iter().map(Line::of).collect();
        let mut out = Vec::new();
        write(&mut out, &lines, Layout { width, coloured }).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn places() -> [Found; 4] {
        [
            found("글/첫째.md", 3, "정보를 담은 텐서(tensor)를 만든다."),
            found("글/첫째.md", 120, "텐서(tensor)는 배열이다."),
            found("note.txt", 7, "이 tensor(텐서)는 작다."),
            found("note.txt", 9, ""),
        ]
    }

    #[test]
    fn key_words_stand_in_one_column() {
        assert_eq!(
            shown(&places(), 100, false),
            "\
글/첫째.md:3    정보를 담은 텐서(tensor)를 만든다.
글/첫째.md:120              텐서(tensor)는 배열이다.
note.txt:7        이 tensor(텐서)는 작다.
note.txt:9                  텐서
"
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_at_the_far_ends() {
        assert_eq!(
            shown(&places(), 40, false),
            "\
…첫째.md:3  …를 담은 텐서(tensor)를 만…
…째.md:120           텐서(tensor)는 배…
note.txt:7   …tensor(텐서)는 작다.
note.txt:9           텐서
"
        );
        let long = "가나다라 마바사아 ".repeat(9);
        let context = format!("{long}텐서(tensor){long}");
        for width in 40..160 {
            let shown = shown(&[found("a.txt", 1, &context)], width, false);
            let line = shown.trim_end_matches('\n');
            let (before, _) = line.split_once("텐서(tensor)").expect("the pair is whole");
            assert!(line.ends_with('…') && before.contains('…'), "{line}");
            // A syllable of two columns may not fit in one.
            assert!(
                (width - 4..=width).contains(&columns(line)),
                "{width}\n{line}"
            );
        }
    }

    #[test]
    fn no_syllable_is_cut() {
        // Decomposed: 가각 of seven jamo, in four columns.
        let text = "\u{1100}\u{1161}\u{1100}\u{1161}\u{11a8}";
        assert_eq!(columns(text), 4);
        assert_eq!(fitting_tail(text, 3), "\u{1100}\u{1161}".len());
        assert_eq!(fitting_head(text, 3), "\u{1100}\u{1161}".len());
    }

    #[test]
    fn pairs_are_coloured_when_told() {
        assert_eq!(
            shown(&places()[1..2], 100, true),
            "\u{1b}[2m글/첫째.md:120\u{1b}[0m  \
             \u{1b}[1m텐서\u{1b}[0m(\u{1b}[36mtensor\u{1b}[0m)는 배열이다.\n"
        );
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        let place = found("a.txt", 1, "\u{1b}[2J텐서(tensor)\u{7}를 만든다.");
        assert_eq!(
            shown(&[place], 100, false),
            "a.txt:1  \u{fffd}[2J텐서(tensor)\u{fffd}를 만든다.\n"
        );
    }
}
