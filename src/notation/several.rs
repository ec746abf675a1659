//! Cells that hold more than one term: a name and its abbreviation, or terms for the same thing.

use std::ops::Range;

use super::shape::{Shape, core, ends_as_none, shape};
use crate::Document;
use crate::gloss::{PARTING, is_hangul, parts_terms};
use crate::source::Language;
use crate::variant::abbreviates;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// What its terms are, all in one script; [`Shape::Other`] where it holds anything else.
    pub(super) shape: Shape,
    /// Whether they are several. A name with its abbreviation is one, which is read as what stands in parentheses is.
    pub(super) several: bool,
    /// Whether its words stand on two lines: they may be those of one term, or two terms.
    pub(super) broken: bool,
    /// All of it, without what stands around it.
    pub(super) whole: Range<usize>,
}

/// What holds more terms than these is a list of things.
const MOST: usize = 4;

/// What a cell holds.
pub(super) fn held(document: &Document, cell: &Range<usize>) -> Held {
    let nothing = Held::nothing(document, cell);
    let (shape, several) = shape_of(document, cell, &nothing.whole);
    Held {
        shape,
        several,
        ..nothing
    }
}

impl Held {
    /// A cell that is taken to hold no terms, without a look at what it does hold.
    pub(super) fn nothing(document: &Document, cell: &Range<usize>) -> Self {
        Self {
            shape: Shape::Other,
            several: false,
            broken: false,
            whole: core(document, cell.clone()),
        }
    }
}

/// What a cell holds of which the header says that it holds a term in this language: one in Korean may have a parenthesis behind it, such as
/// `부하 분산기(LB)`, and one of two words may have each on a line of its own.
pub(super) fn held_named(document: &Document, cell: &Range<usize>, language: Language) -> Held {
    let held = held(document, cell);
    if held.shape != Shape::Other || held.whole.len() > LONGEST {
        return held;
    }
    if language == Language::Korean
        && let Some(whole) = before_parenthesis(document, &held.whole)
    {
        return Held {
            shape: Shape::Korean,
            whole,
            ..held
        };
    }
    let shape = broken(document, &held.whole);
    Held {
        shape,
        broken: shape != Shape::Other,
        ..held
    }
}

/// What two words are that a stretch holds, each on a line of its own.
fn broken(document: &Document, whole: &Range<usize>) -> Shape {
    let text = &document.text;
    let mut masks = document.masks_in(whole);
    let tag = masks
        .find(|mask| document.is_line_break(mask))
        .map(|mask| mask.range.clone());
    let line = text[whole.clone()]
        .find('\n')
        .map(|at| whole.start + at..whole.start + at + 1);
    let Some(end) = tag
        .or(line)
        .filter(|end| whole.start <= end.start && end.end <= whole.end)
    else {
        return Shape::Other;
    };
    let words = [whole.start..end.start, end.end..whole.end].map(|half| core(document, half));
    let are_words = words
        .iter()
        .all(|word| !text[word.clone()].contains(char::is_whitespace));
    let [first, second] = words.map(|word| shape(document, &word));
    if are_words && first == second {
        first
    } else {
        Shape::Other
    }
}

/// The Korean term with a parenthesis behind it that a stretch holds and nothing else. One syllable at the end of a longer word may be of it or not:
/// `번역(기)`.
fn before_parenthesis(document: &Document, whole: &Range<usize>) -> Option<Range<usize>> {
    let [before, inside] = parenthesis(document, whole)?;
    let note = &document.text[inside.clone()];
    let is_syllable = note.chars().count() == 1 && note.starts_with(is_hangul);
    let is_longer = document.text[before.clone()].chars().nth(1).is_some();
    let is_plain = !note.is_empty() && !note.contains(['(', ')', '（', '）']);
    (is_plain
        && !(is_syllable && is_longer)
        && !document.is_masked(inside.end)
        && shape(document, &before) == Shape::Korean)
        .then_some(before)
}

fn shape_of(document: &Document, cell: &Range<usize>, whole: &Range<usize>) -> (Shape, bool) {
    // Most cells of data are sentences: their ends are looked at before anything else.
    if ends_as_none(&document.text[whole.clone()]) {
        return (Shape::Other, false);
    }
    if cell.len() > LONGEST || !has_sign(document, cell, whole) {
        return (shape(document, whole), false);
    }
    let is_latin = |part: &Range<usize>| shape(document, part) == Shape::Latin;
    let are_name_and_abbreviation = |one: &Range<usize>, other: &Range<usize>| {
        let (a, b) = (&document.text[one.clone()], &document.text[other.clone()]);
        is_latin(one) && is_latin(other) && (abbreviates(a, b) || abbreviates(b, a))
    };
    if let Some([before, inside]) = parenthesis(document, whole)
        && are_name_and_abbreviation(&before, &inside)
    {
        return (Shape::Latin, false);
    }
    let parts = parts(document, cell);
    if let [first, second] = &*parts
        && are_name_and_abbreviation(first, second)
    {
        return (Shape::Latin, false);
    }
    if (2..=MOST).contains(&parts.len()) {
        let mut shapes = parts.iter().map(|part| shape(document, part));
        let first = shapes.next().unwrap_or(Shape::Other);
        if first != Shape::Other && shapes.all(|shape| shape == first) {
            return (first, true);
        }
    }
    (shape(document, whole), false)
}

/// Whether anything stands in a cell that could part terms: most have nothing.
fn has_sign(document: &Document, cell: &Range<usize>, whole: &Range<usize>) -> bool {
    document.text[cell.clone()].contains(PARTING)
        || document.text[whole.clone()].ends_with([')', '）'])
}

/// Longer cells hold no terms, in bytes.
const LONGEST: usize = 1 << 10;

/// What stands before the parenthesis with which a stretch ends, and in it.
fn parenthesis(document: &Document, cell: &Range<usize>) -> Option<[Range<usize>; 2]> {
    let text = &document.text[cell.clone()];
    let inner = text.strip_suffix([')', '）'])?;
    let open = inner.find(['(', '（'])?;
    let inside = open + inner[open..].chars().next().map_or(0, char::len_utf8);
    let place =
        |range: Range<usize>| core(document, cell.start + range.start..cell.start + range.end);
    Some([place(0..open), place(inside..inner.len())])
}

/// What stands between commas, semicolons and slashes that part terms: all of it, or one part more than terms may have.
pub(super) fn parts(document: &Document, cell: &Range<usize>) -> Vec<Range<usize>> {
    let text = &document.text[cell.clone()];
    let mut parts = Vec::new();
    let mut begin = 0;
    let signs = text.char_indices().filter(|(_, c)| PARTING.contains(c));
    for (at, sign) in signs.filter(|(at, _)| !document.is_masked(cell.start + at)) {
        let behind = at + sign.len_utf8();
        if parts_terms(&text[begin..at], sign, &text[behind..]) {
            parts.push(begin..at);
            begin = behind;
            if parts.len() == MOST {
                break;
            }
        }
    }
    parts.push(begin..text.len());
    let place = |part: Range<usize>| core(document, cell.start + part.start..cell.start + part.end);
    parts.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parenthesis_behind_a_term_is_none_of_it() {
        for (text, expected) in [
            ("**부하 분산기**(LB)", Some("부하 분산기")),
            ("셸 (쉘)", Some("셸")),
            ("셸（쉘, 명령 셸）", Some("셸")),
            ("번역(기)", None),
            ("(자동) 번역", None),
            ("연구(R&D) 개발(가)", None),
            ("코드를 읽는다(린터)", None),
            ("셸()", None),
        ] {
            let document = Document::new("글.md", text);
            let found = held_named(&document, &(0..text.len()), Language::Korean);
            let term = (found.shape == Shape::Korean).then(|| &text[found.whole]);
            assert_eq!(term, expected, "{text}");
        }
    }

    #[test]
    fn terms_of_a_cell_are_told_apart() {
        for (text, expected, all) in [
            ("셸", Shape::Korean, vec!["셸"]),
            ("셸, 쉘", Shape::Korean, vec!["셸", "쉘"]),
            (
                "**셸**; 쉘 / 명령 셸",
                Shape::Korean,
                vec!["셸", "쉘", "명령 셸"],
            ),
            (
                "shell/command shell",
                Shape::Latin,
                vec!["shell", "command shell"],
            ),
            ("input/output", Shape::Latin, vec!["input/output"]),
            (
                "client/server architecture",
                Shape::Latin,
                vec!["client/server architecture"],
            ),
            (
                "Virtual Private Network (VPN)",
                Shape::Latin,
                vec!["Virtual Private Network (VPN)"],
            ),
            (
                "VPN, virtual private network",
                Shape::Latin,
                vec!["VPN, virtual private network"],
            ),
            ("R&amp;D; 연구", Shape::Other, vec!["R&amp;D; 연구"]),
            ("kernel (OS)", Shape::Other, vec!["kernel (OS)"]),
            ("셸, shell", Shape::Other, vec!["셸, shell"]),
            ("셸, 코드를 읽는다", Shape::Other, vec!["셸, 코드를 읽는다"]),
            (
                "가, 나, 다, 라, 마",
                Shape::Other,
                vec!["가, 나, 다, 라, 마"],
            ),
            ("f(x, y)", Shape::Other, vec!["f(x, y)"]),
            (
                "[셸](a/shell.md), [쉘](b,c.md)",
                Shape::Korean,
                vec!["셸", "쉘"],
            ),
            ("`sh`, `shell`", Shape::Latin, vec!["sh", "shell"]),
        ] {
            let document = Document::new("글.md", text);
            let found = held(&document, &(0..text.len()));
            let places = if found.several {
                parts(&document, &(0..text.len()))
            } else {
                vec![found.whole]
            };
            let words: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
            assert_eq!((found.shape, words), (expected, all), "{text}");
        }
    }
}
