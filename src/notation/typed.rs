//! Notes as people type them where nothing else is to be had: 린터1) in the text, and at the foot of the page `1) linter`.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memchr_iter;

use super::footnote::PRIOR;
use super::shape::{Shape, core, shape};
use super::{Notation, Side, Site};
use crate::Document;
use crate::gloss::is_hangul;
use crate::source::Format;

/// What is before a note, and at the word that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    /// `1)`, `¹⁾`, `¹`.
    Number(u32),
    /// `*`, `**`, `***`.
    Stars(usize),
    /// `†`.
    Dagger,
}

/// A note on a line of its own.
struct Note {
    /// Where the line begins.
    line: usize,
    mark: Mark,
    /// What it says, where that is English alone.
    english: Option<Range<usize>>,
}

/// Finds notes with nothing but English in them, at the word in Hangul that has the same mark last before them.
pub(super) fn find(document: &Document, sites: &mut Vec<Site>) {
    let notes = notes(document);
    if notes.iter().all(|note| note.english.is_none()) {
        return;
    }
    let mut notes = notes.into_iter().peekable();
    let mut open: HashMap<Mark, usize> = HashMap::new();
    let mut take = |before: usize, open: &mut HashMap<Mark, usize>| {
        while let Some(note) = notes.next_if(|note| note.line <= before) {
            let mark = open.remove(&note.mark);
            if let (Some(offset), Some(english)) = (mark, note.english) {
                sites.push(Site {
                    offset,
                    korean: Side::Before(offset),
                    english,
                    notation: Notation::Footnote,
                    group: 4,
                    prior: PRIOR,
                });
            }
        }
    };
    marked(document, &mut |at, mark| {
        take(at, &mut open);
        open.insert(mark, at);
    });
    take(usize::MAX, &mut open);
}

/// The notes of a document, whatever they say.
fn notes(document: &Document) -> Vec<Note> {
    let text = &document.text;
    let mut notes = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = start..end;
        start = end + 1;
        let words = text[line.clone()].trim_start_matches([' ', '\t']);
        let may_begin = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'*' | 0xC2 | 0xE2);
        if !words.as_bytes().first().is_some_and(may_begin) {
            continue;
        }
        let Some((mark, length)) = mark(words) else {
            continue;
        };
        let said = line.end - words.len() + length..line.end;
        // Emphasis is no star before a note, and a list of Markdown has none.
        let is_star = matches!(mark, Mark::Stars(_));
        if is_star && (!has_stars(document) || text[said.clone()].contains('*')) {
            continue;
        }
        let english = core(document, said);
        notes.push(Note {
            line: line.start,
            mark,
            english: (shape(document, &english) == Shape::Latin).then_some(english),
        });
    }
    notes
}

/// Calls back for each mark right behind Hangul, with where it begins.
fn marked(document: &Document, found: &mut dyn FnMut(usize, Mark)) {
    let text = &document.text;
    let mut before = '\n';
    // The parentheses that are open on the line (그림1) closes one), and the stars on it that may begin something emphasised.
    let (mut open, mut stars) = (0_usize, 0_usize);
    for (at, c) in text.char_indices() {
        if is_hangul(before)
            && matches!(c, '0'..='9' | '*' | '†' | '¹' | '²' | '³' | '⁰'..='⁹')
            && let Some((mark, length)) = mark(&text[at..])
        {
            let behind = text[at + length..].chars().next();
            let goes_on = behind.is_some_and(|c| c.is_ascii_alphanumeric() || c == '*');
            let is_meant = match mark {
                Mark::Number(_) => open == 0,
                Mark::Stars(_) => stars == 0 && has_stars(document),
                Mark::Dagger => true,
            };
            if is_meant && !goes_on && !document.is_masked(at) {
                found(at, mark);
            }
        }
        match c {
            '\n' => (open, stars) = (0, 0),
            '(' | '（' => open += 1,
            ')' | '）' => open = open.saturating_sub(1),
            '*' if !before.is_alphanumeric() && before != '*' => stars += 1,
            _ => {}
        }
        before = c;
    }
}

/// Whether a star means nothing else.
fn has_stars(document: &Document) -> bool {
    document.format == Format::PLAIN || document.format == Format::PDF
}

/// The mark that a text begins with, and its length in bytes.
fn mark(text: &str) -> Option<(Mark, usize)> {
    let behind = |length: usize| text[length..].chars().next();
    match text.chars().next()? {
        '*' => {
            let stars = text.bytes().take_while(|byte| *byte == b'*').count();
            (stars <= 3).then_some((Mark::Stars(stars), stars))
        }
        '†' => Some((Mark::Dagger, '†'.len_utf8())),
        '0'..='9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let number = text[..digits].parse().ok().filter(|_| digits <= 3)?;
            (behind(digits) == Some(')')).then_some((Mark::Number(number), digits + 1))
        }
        _ => {
            let raised = text.chars().map_while(raised).take(4);
            let (number, count) = raised.fold((0, 0), |(number, count), digit| {
                (10 * number + digit, count + 1)
            });
            let length: usize = text.chars().take(count).map(char::len_utf8).sum();
            let close = behind(length).filter(|c| matches!(c, ')' | '⁾'));
            let length = length + close.map_or(0, char::len_utf8);
            (1..=3)
                .contains(&count)
                .then_some((Mark::Number(number), length))
        }
    }
}

/// A digit above the line.
fn raised(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(u32::from(c) - u32::from('⁰')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let mut sites = Vec::new();
        find(&Document::new(path, text), &mut sites);
        let pairs = sites.into_iter().map(|site| {
            let before = text[..site.offset].chars().next_back().unwrap_or_default();
            format!("{before} {}", &text[site.english])
        });
        pairs.collect()
    }

    #[test]
    fn notes_go_with_the_last_word_of_their_mark() {
        for (text, expected) in [
            (
                "린터1)로 살피고 말뭉치2)를 모은다.\n\n1) linter\n2) corpus\n\n셸1)을 연다.\n\n1) shell\n",
                vec!["터 linter", "치 corpus", "셸 shell"],
            ),
            (
                "린터*는 편하다. 셸**도.\n\n* linter\n** shell\n",
                vec!["터 linter", "셸 shell"],
            ),
            (
                "린터¹⁾와 셸²를 쓴다.\n¹⁾ linter\n2) shell",
                vec!["터 linter", "셸 shell"],
            ),
            // One that says something else is none, and is nobody else's.
            ("린터1)를 쓴다.\n1) 코드를 살핀다.\n1) linter\n", vec![]),
            ("지난 결과(그림1)를 본다.\n1) linter\n", vec![]),
            ("1) linter\n2) corpus\n린터1)를 쓴다.\n", vec![]),
            ("값은 *린터*이다.\n* linter\n", vec![]),
            ("린터1)을 쓴다.\n1) linter, corpus\n", vec![]),
            ("함수f(가1)x\n1) linter\n", vec![]),
        ] {
            assert_eq!(found("글.txt", text), expected, "{text}");
        }
        assert!(found("글.md", "린터* 뒤\n\n* linter\n").is_empty());
    }
}
