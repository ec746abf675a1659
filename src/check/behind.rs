//! The particle that belongs to a word: right behind it, or behind what its writer put in between.

use std::ops::Range;

use super::find::{Script, is_syllable, script};
use crate::particle::Tail;

/// The longest parenthesis between a word and its particle, in bytes.
const LONGEST: usize = 300;

/// Where the particle (or the ending) stands that belongs to the word which ends at `end`, in bytes: behind closing quotes, marks of
/// emphasis and one parenthesis, but with no space before it. `None` where there is none.
pub(super) fn particle_behind(text: &str, end: usize) -> Option<Range<usize>> {
    // Most words end with a space or a full stop.
    if matches!(
        text.as_bytes().get(end),
        None | Some(b' ' | b'\n' | b'.' | b',' | b'\r')
    ) {
        return None;
    }
    let mut at = end + closing(&text[end..]);
    let rest = &text[at..];
    if let Some(inner) = rest.strip_prefix(['(', '（']) {
        let open = rest.len() - inner.len();
        let close = close(inner)?;
        at += open + close;
        at += closing(&text[at..]);
    }
    let run = hangul(&text[at..]);
    Tail::read(&text[at..at + run]).map(|_| at..at + run)
}

/// Whether a character closes what a word stands in: a quote, emphasis, code.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '’' | '”' | '」' | '』' | '》' | '〉' | '*' | '_' | '`' | '~'
    )
}

/// How many bytes of closing quotes and marks of emphasis stand at the beginning.
fn closing(text: &str) -> usize {
    text.find(|c| !is_closing(c)).unwrap_or(text.len())
}

/// Behind the bracket that closes the one before this text, in bytes; `None` where it closes on no line soon.
fn close(inner: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in inner.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(at + c.len_utf8()),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// How many bytes of Hangul stand at the beginning.
pub(super) fn hangul(text: &str) -> usize {
    let mut at = 0;
    loop {
        while is_syllable(&text.as_bytes()[at..]) {
            at += 3;
        }
        match text[at..].chars().next() {
            // A single letter, ㄱ.
            Some(c) if script(c) == Some(Script::Hangul) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_particle_is_found_behind_what_is_in_between() {
        for (text, word, particle) in [
            ("버퍼를 비운다", "버퍼", Some("를")),
            ("버퍼(buffer)를 비운다", "버퍼", Some("를")),
            ("‘버퍼’를 비운다", "버퍼", Some("를")),
            ("**버퍼**(buffer(원어))에서 읽는다", "버퍼", Some("에서")),
            ("버퍼 를 비운다", "버퍼", None),
            ("버퍼, 를", "버퍼", None),
            ("버퍼(buffer", "버퍼", None),
            ("버퍼", "버퍼", None),
        ] {
            let found = particle_behind(text, word.len() + text.find(word).unwrap());
            assert_eq!(found.map(|range| &text[range]), particle, "{text}");
        }
    }
}
