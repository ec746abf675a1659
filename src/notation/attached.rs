//! English right behind the term, without anything between: 뉴럴 네트워크neural network는. Books set it smaller, or above the line.

use std::ops::Range;

use super::shape::is_behind_hangul;
use super::{Notation, Prior, Side, Site};
use crate::Document;

/// The longest, in bytes.
const LONGEST: usize = 80;

/// How many there must be in a document at least.
const FEWEST: usize = 3;

/// Nearly all Latin letters right behind Hangul are words of their own: 카카오톡PC판.
const PRIOR: Prior = Prior {
    share: 0.01,
    weight: 8.0,
    together: 0.0,
};

/// Finds English words in small letters right behind Hangul, in documents that have some.
pub(super) fn find(document: &Document, sites: &mut Vec<Site>) {
    let before = sites.len();
    let mut end = 0;
    for start in starts(document.text.as_bytes()) {
        if start < end {
            continue;
        }
        let range = words(&document.text, start);
        end = range.end;
        if is_gloss(document, &range) {
            sites.push(Site {
                offset: start,
                korean: Side::Before(start),
                english: range,
                notation: Notation::Attached,
                group: 1,
                prior: PRIOR,
            });
        }
    }
    if sites.len() - before < FEWEST {
        sites.truncate(before);
    }
}

/// How many bytes are looked at together.
const CHUNK: usize = 64;

/// Where Latin letters stand right behind bytes that are not ASCII. In most stretches of a text there are none, which is told for many bytes at once.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let is_start = |at: usize| bytes[at] >= 0x80 && bytes[at + 1].is_ascii_alphabetic();
    let last = bytes.len().saturating_sub(1);
    let chunks = (0..last).step_by(CHUNK).filter(move |&from| {
        // Without branches, so that it becomes a few instructions on vectors.
        let chunk = &bytes[from..(from + CHUNK + 1).min(bytes.len())];
        let pairs = chunk.iter().zip(&chunk[1..]);
        let any = pairs.fold(0_u8, |any, (one, next)| {
            any | (one >> 7) & u8::from((next | 0x20).wrapping_sub(b'a') < 26)
        });
        any != 0
    });
    chunks
        .flat_map(move |from| (from..(from + CHUNK).min(last)).filter(move |&at| is_start(at)))
        .map(|at| at + 1)
}

/// The English words that begin at a byte.
fn words(text: &str, start: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut end = start;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'a'..=b'z' | b'A'..=b'Z' => end = at + 1,
            b'0'..=b'9' if end == at => end = at + 1,
            b' ' | b'-' | b'\'' if end == at => {}
            _ => break,
        }
        at += 1;
    }
    start..end
}

/// Whether they may be a gloss: mostly in small letters, and not a piece of something longer.
fn is_gloss(document: &Document, range: &Range<usize>) -> bool {
    let text = &document.text;
    let words = &text[range.clone()];
    let small = words.bytes().filter(u8::is_ascii_lowercase).count();
    // A name in code, a file, an address.
    let mut rest = text[range.end..].chars();
    let goes_on = match rest.next() {
        Some('(' | '_' | '/' | '=' | '@' | '<' | '[') => true,
        Some('.' | ':') => rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_ascii_digit(),
        None => false,
    };
    range.len() <= LONGEST
        && small >= 3
        && 2 * small > words.len()
        && is_behind_hangul(text, range.start)
        && !goes_on
        && !document.is_masked_within(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut sites = Vec::new();
        find(&Document::plain("글", text), &mut sites);
        sites.into_iter().map(|site| &text[site.english]).collect()
    }

    #[test]
    fn english_right_behind_hangul_is_found_where_there_is_some() {
        let book = "린터linter는 코드를 살핀다. 뉴럴 네트워크neural network와 말뭉치corpus도 쓴다. 그것이 셸shell.\n카카오톡PC판과 버전v2는 아니다.";
        assert_eq!(found(book), ["linter", "neural network", "corpus", "shell"]);
        assert!(found("린터linter는 코드를 살핀다.").is_empty());
        assert!(found("함수foo(x)와 파일main.rs와 값a=b와 이름foo_bar를").is_empty());
    }
}
