//! Particles that a space parts from their word.

use memchr::memchr3_iter;

use super::Wrong;
use crate::Document;
use crate::check::behind::{hangul, is_closing};
use crate::check::diagnostic::Fix;
use crate::particle::{Tail, final_of};
use crate::source::is_markdown;

/// Particles that stand for no other word when they stand alone.
const ALONE: [&str; 14] = [
    "은",
    "는",
    "을",
    "를",
    "의",
    "에",
    "에는",
    "에서",
    "에서는",
    "에도",
    "와",
    "으로",
    "까지",
    "부터",
];

/// How far back a parenthesis, code or bold is looked for, in bytes.
const LONGEST: usize = 300;

/// Finds particles behind a parenthesis, or in Markdown behind a link, code or bold. Other markup languages want the
/// space there.
pub(super) fn find(document: &Document, wrong: &mut Vec<Wrong>) {
    let text = document.text.as_str();
    for at in memchr3_iter(b')', b'*', b'`', text.as_bytes()) {
        let rest = &text[at + 1..];
        if !rest.starts_with([' ', '\n', '\r', '\t']) {
            continue;
        }
        let word = rest.trim_start_matches([' ', '\t']);
        let word = word
            .strip_prefix("\r\n")
            .or_else(|| word.strip_prefix('\n'))
            .unwrap_or(word);
        let word = word.trim_start_matches([' ', '\t']);
        let start = text.len() - word.len();
        let particle = &word[..hangul(word)];
        let before = line_before(text, at + 1);
        let markdown = !text[at..].starts_with(')');
        if !ALONE.contains(&particle) || markdown && !is_markdown(&document.path) || !closes(before)
        {
            continue;
        }
        let end = start + particle.len();
        if document.is_masked(start) {
            continue;
        }
        if text[end..]
            .chars()
            .next()
            .is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.'))
        {
            continue;
        }
        wrong.push(Wrong {
            range: at + 1..end,
            instead: None,
            fix: Fix::safe(at + 1..end, agreeing(before, particle)),
        });
    }
}

/// The line up to a place, as far as it matters.
fn line_before(text: &str, end: usize) -> &str {
    let mut start = end.saturating_sub(LONGEST);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let near = &text[start..end];
    near.rfind('\n').map_or(near, |at| &near[at + 1..])
}

/// Whether the last character of a line closes something in it, and is not a sign of its own (`a * b`).
fn closes(line: &str) -> bool {
    match line.chars().next_back() {
        Some(')') => line.contains('('),
        Some(sign) => {
            let inner = line.trim_end_matches(sign);
            // Behind a sign, and with a letter behind it, Markdown closes nothing: **텐서(tensor)**는 needs its space.
            let letter = |c: char| !c.is_whitespace() && (sign == '`' || c.is_alphanumeric());
            inner.ends_with(letter) && inner.contains(sign)
        }
        None => false,
    }
}

/// The particle in the form that goes with the word at the end of a line, before a parenthesis or in code or bold.
fn agreeing(line: &str, particle: &str) -> String {
    let word = match line.strip_suffix(')') {
        Some(inside) => inside.rfind('(').map_or("", |open| &inside[..open]),
        None => line,
    };
    let word = word.trim_end_matches(|c| is_closing(c) || c == ']');
    match (final_of(word), Tail::read(particle)) {
        (Some(end), Some(tail)) => tail.behind(end).into_owned(),
        _ => particle.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the particles put back, if any is cut off.
    fn joined(path: &str, text: &str) -> Option<String> {
        let mut wrong = Vec::new();
        find(&Document::new(path, text), &mut wrong);
        let edit = wrong.first()?.fix.edits[0].clone();
        let mut joined = text.to_owned();
        joined.replace_range(edit.range, &edit.text);
        Some(joined)
    }

    #[test]
    fn a_particle_is_put_back_in_the_form_that_agrees() {
        for (text, right) in [
            ("**텐서** 는 배열이다.", "**텐서**는 배열이다."),
            ("`버퍼` 을 비운다.", "`버퍼`를 비운다."),
            ("[창](창.md) 를 닫는다.", "[창](창.md)을 닫는다."),
            ("텐서(tensor)\n는 배열이다.", "텐서(tensor)는 배열이다."),
        ] {
            assert_eq!(joined("글.md", text).as_deref(), Some(right));
        }
        let plain = joined("글.txt", "텐서(tensor) 는 배열이다.");
        assert_eq!(plain.as_deref(), Some("텐서(tensor)는 배열이다."));
    }

    #[test]
    fn where_the_space_is_right_it_stays() {
        for text in [
            // With the particle right behind, the bold would not end.
            "**텐서(tensor)** 는 배열이다.",
            "**텐서** 이 값은 크다.",
            "가 * 나 * 는 곱이다.",
            "`버퍼` 용량을 늘린다.",
            "```\nfree(버퍼) 를 부른다.\n```",
            "``[버퍼](a.md) 는`` 링크다.",
        ] {
            assert_eq!(joined("글.md", text), None, "{text}");
        }
        // reStructuredText wants the space.
        assert_eq!(joined("글.rst", "``버퍼`` 를 비운다."), None);
    }
}
