//! English behind a Korean word in other ways than in parentheses (린터[Linter]를, 린터 [Linter]를, 린터linter를): its particle is that of the Korean word.

use std::ops::Range;

use super::behind::{hangul, is_closing, is_left_open};
use super::gloss::Gloss;
use super::reading::Reading;
use crate::gloss::is_hangul;
use crate::notation::Notation;
use crate::particle::Tail;
use crate::source::floor_char_boundary;

/// How far before its end English is looked for, in bytes.
const LONGEST: usize = 120;

/// How a word with a particle or an ending ends, and no noun, before brackets that are something of their own: 메뉴에서 [File]을.
const NO_NOUN: [&str; 8] = ["를", "는", "에", "에서", "으로", "하고", "하면", "먼저"];

/// Where the particle (or the ending) stands that belongs to a gloss which is in no parentheses, in bytes: right behind the English, or behind the bracket
/// and the marks that close there. `None` where there is none.
pub(super) fn particle_of(text: &str, gloss: &Gloss) -> Option<Range<usize>> {
    let mut at = gloss.english.end;
    match gloss.notation {
        Notation::Brackets => {
            let close = text[at..]
                .chars()
                .next()
                .filter(|c| matches!(c, ']' | '］'))?;
            at += close.len_utf8();
        }
        Notation::Attached => {}
        _ => return None,
    }
    let rest = &text[at..];
    at += rest.len() - rest.trim_start_matches(is_closing).len();
    let run = at..at + hangul(&text[at..]);
    Tail::read(&text[run.clone()])?;
    (!is_left_open(text, run.end)).then_some(run)
}

/// What is known of English that stands behind Hangul.
pub(super) enum Beside {
    /// It is the English of the word before it.
    Gloss,
    /// It may be; the word before it ends there, in bytes.
    MayBe(usize),
}

/// What English that ends at `end`, in bytes, says of a Korean word before it; `None` where it is a word of its own.
pub(super) fn beside(reading: &Reading<'_>, end: usize) -> Option<Beside> {
    let text = reading.text();
    let near = floor_char_boundary(text, end.saturating_sub(LONGEST));
    let before = &text[near..end];
    let is_english = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'');
    let words = before.len() - before.trim_end_matches(is_english).len();
    // Without the space before the bracket, if there is one.
    let start = end - words;
    let opening = text[..start].chars().next_back()?;
    let is_bracket = matches!(opening, '[' | '［');
    let word = if is_bracket {
        let outer = &text[..start - opening.len_utf8()];
        outer.strip_suffix(' ').unwrap_or(outer)
    } else {
        text[..start].trim_end_matches(is_closing)
    };
    if !word.ends_with(is_hangul) {
        return None;
    }
    let first = reading
        .glosses
        .partition_point(|gloss| gloss.korean.end < word.len());
    let is_gloss = reading.glosses[first..]
        .iter()
        .take_while(|gloss| gloss.korean.end <= end)
        .any(|gloss| {
            let is_one = matches!(gloss.notation, Notation::Brackets | Notation::Attached);
            is_one && gloss.english.end == end
        });
    if is_gloss {
        return Some(Beside::Gloss);
    }
    let english = &text[start..end];
    let small = english.bytes().filter(u8::is_ascii_lowercase).count();
    let letters = english.bytes().filter(u8::is_ascii_alphabetic).count();
    let may_be = if is_bracket {
        let is_parted = text[..start - opening.len_utf8()].ends_with(' ');
        letters > 1 && (!is_parted || !NO_NOUN.iter().any(|end| word.ends_with(end)))
    } else {
        // 카카오톡PC를 and 카카오톡 PC를 are read alike.
        !english.starts_with(' ') && small > 2 && 2 * small > english.len()
    };
    may_be.then_some(Beside::MayBe(word.len()))
}
