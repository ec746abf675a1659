//! Particles that a space parts from their word.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter, memchr3_iter};

use super::Wrong;
use super::habit::{Before, Parted};
use crate::Document;
use crate::check::alone::{ALONE, OTHER_WORDS, agrees, belongs, comes};
use crate::check::behind::{hangul, is_closing, is_read_along};
use crate::check::diagnostic::Fix;
use crate::check::find::Script;
use crate::check::gap::is_broken;
use crate::check::reading::Reading;
use crate::particle::{Tail, final_of};
use crate::source::{Format, floor_char_boundary};

/// How far back a parenthesis, code, bold or a quotation is looked for, in bytes.
const LONGEST: usize = 300;

/// The places behind what closes a parenthesis, a quotation, code or bold, and behind percent signs.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    // The first byte of ” and ’.
    let quotes = memchr2_iter(b'"', 0xe2, bytes).filter_map(|at| {
        let quote = text[at..].chars().next()?;
        matches!(quote, '"' | '”' | '’').then(|| at + quote.len_utf8())
    });
    let others = memchr3_iter(b')', b'*', b'`', bytes).map(|at| at + 1);
    let percents = memchr_iter(b'%', bytes).map(|at| at + 1);
    others.chain(quotes).chain(percents)
}

/// Finds particles behind a parenthesis, a quotation or a percent sign, or in Markdown behind a link, code or bold. Other markup languages
/// want the space there.
pub(super) fn find(document: &Document, parted_ones: &mut Parted) {
    let text = document.text.as_str();
    for at in ends(text) {
        let Some(particle) = parted(text, at) else {
            continue;
        };
        if is_broken(document, &(at..particle.start)) {
            continue;
        }
        let before = line_before(text, at);
        let markdown = before.ends_with(['*', '`']);
        if markdown && document.format != Format::MARKDOWN || !closes(before) {
            continue;
        }
        let word = word_before(before);
        if document.is_masked_within(&(at..particle.end)) || !belongs(text, &particle, word) {
            continue;
        }
        // What is in a parenthesis of its own may be meant: 순서는 (행, 열) 로 적는다.
        let inner = before.strip_suffix(')').filter(|_| word.ends_with(' '));
        let word = inner
            .filter(|inner| agrees(inner, &text[particle.clone()]))
            .unwrap_or(word);
        let mut found = put_back(text, at, particle, word);
        // Plain text may be wrapped anywhere, and two lines made one are longer than the others.
        found.fix.safe &=
            document.format == Format::MARKDOWN || !text[found.range.clone()].contains('\n');
        parted_ones.add(Before::at(text, at), found);
    }
}

/// Counts the particles behind the same signs that no space parts from them.
pub(super) fn count_attached(text: &str, parted_ones: &mut Parted) {
    for at in ends(text) {
        if Tail::read(&text[at..at + hangul(&text[at..])]).is_some() {
            parted_ones.attached(Before::at(text, at));
        }
    }
}

/// Finds particles behind terms, which in Korean must be such as nobody takes for another word.
pub(super) fn behind_terms(reading: &Reading<'_>, parted_ones: &mut Parted) {
    let text = reading.text();
    for hit in reading.hits {
        let end = hit.range.end;
        let korean = reading.terms.traits(hit.form).ends_in == Script::Hangul;
        let kind = if korean { Before::Other } else { Before::Term };
        if !hit.tail.is_empty() {
            parted_ones.attached(kind);
        }
        if !hit.tail.is_empty() || text.as_bytes().get(end) != Some(&b' ') {
            continue;
        }
        let Some(particle) = parted(text, end) else {
            continue;
        };
        let written = &text[particle.clone()];
        if !ALONE.contains(&written)
            || reading.document.is_masked_within(&(end..particle.end))
            || is_broken(reading.document, &(end..particle.start))
        {
            continue;
        }
        let form = reading.terms.form(hit.form);
        let word = form.reading.as_deref();
        let word = word.unwrap_or(&text[hit.range.clone()]);
        // Only of a line of plain text one knows that it goes on; and 서버 은 may be anything.
        let is_plain = !text[end..particle.end].contains('\n')
            && (!OTHER_WORDS.contains(&written)
                || written != "에도" && agrees(word, written) && !comes(&text[particle.end..]));
        if !korean || is_plain {
            parted_ones.add(kind, put_back(text, end, particle, word));
        }
    }
}

/// Where a word of Hangul stands that one space, or the end of a line, parts from what is before it. It ends there, or with a comma or full
/// stop.
fn parted(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        return None;
    }
    let is_space = |b: &&u8| matches!(b, b' ' | b'\t');
    let behind_spaces = |at: usize| at + bytes[at..].iter().take_while(is_space).count();
    let line = behind_spaces(at);
    let start = behind_spaces(match bytes[line..] {
        [b'\r', b'\n', ..] => line + 2,
        [b'\n', ..] => line + 1,
        _ => line,
    });
    let end = start + hangul(&text[start..]);
    let next = text[end..].chars().next();
    let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.'));
    (end > start && ends).then_some(start..end)
}

/// The particle put back behind what ends at `at`, in the form that goes with a word.
fn put_back(text: &str, at: usize, particle: Range<usize>, word: &str) -> Wrong {
    let range = at..particle.end;
    let fix = Fix::safe(range.clone(), agreeing(word, &text[particle]));
    Wrong {
        range,
        instead: None,
        places: 1,
        fix,
    }
}

/// The line up to a place, as far as it matters.
fn line_before(text: &str, end: usize) -> &str {
    let start = floor_char_boundary(text, end.saturating_sub(LONGEST));
    let near = &text[start..end];
    near.rfind('\n').map_or(near, |at| &near[at + 1..])
}

/// Whether the last character of a line closes something in it, and is not a sign of its own (`a * b`).
fn closes(line: &str) -> bool {
    let Some(sign) = line.chars().next_back() else {
        return false;
    };
    let inner = line.trim_end_matches(sign);
    let is_closing =
        |opening| inner.ends_with(|c: char| !c.is_whitespace()) && inner.contains(opening);
    match sign {
        ')' => line.contains('('),
        '%' => inner.ends_with(|c: char| c.is_ascii_digit()),
        // Of straight quotes every second one closes.
        '"' => is_closing('"') && line.bytes().filter(|b| *b == b'"').count() % 2 == 0,
        '”' => is_closing('“'),
        '’' => is_closing('‘'),
        sign => {
            // Behind a sign, and with a letter behind it, Markdown closes nothing: **텐서(tensor)**는 needs its space.
            let letter = |c: char| !c.is_whitespace() && (sign == '`' || c.is_alphanumeric());
            inner.ends_with(letter) && inner.contains(sign)
        }
    }
}

/// The word at the end of a line, before a parenthesis or in code, bold or quotes.
fn word_before(line: &str) -> &str {
    let word = match line.strip_suffix(')') {
        Some(inside) => inside.rfind('(').map_or("", |open| {
            let inner = &inside[open + 1..];
            // 사용자(들) is read as one word.
            if is_read_along(inner) {
                inner
            } else {
                &inside[..open]
            }
        }),
        None => line,
    };
    word.trim_end_matches(|c| is_closing(c) || c == ']')
}

/// A particle in the form that goes with a word.
fn agreeing(word: &str, particle: &str) -> String {
    match (final_of(word), Tail::read(particle)) {
        (Some(end), Some(tail)) => tail.behind(end).into_owned(),
        _ => particle.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_plain_text_are_not_made_one_unseen() {
        for (path, text, safe) in [
            ("글.txt", "텐서(tensor)\n는 배열이다.", false),
            ("글.txt", "텐서(tensor) 는 배열이다.", true),
            ("글.md", "텐서(tensor)\n는 배열이다.", true),
        ] {
            let mut parted = Parted::default();
            find(&Document::new(path, text), &mut parted);
            assert_eq!(
                parted.told().next().unwrap().fix.safe,
                safe,
                "{path}: {text}"
            );
        }
    }

    /// The text with the particles put back, if any is cut off.
    fn joined(path: &str, text: &str) -> Option<String> {
        let mut parted = Parted::default();
        find(&Document::new(path, text), &mut parted);
        let edit = parted.told().next()?.fix.edits[0].clone();
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
            (
                "경험은 (상태, 보상) 으로 적는다.",
                "경험은 (상태, 보상)으로 적는다.",
            ),
            (
                "경험은 (보상, 상태) 로 적는다.",
                "경험은 (보상, 상태)로 적는다.",
            ),
            ("**텐서**\n가 멈췄다.", "**텐서**가 멈췄다."),
            ("**텐서** 이 멈췄다.", "**텐서**가 멈췄다."),
            (
                "**토큰** 이 만료되면 다시 받는다.",
                "**토큰**이 만료되면 다시 받는다.",
            ),
            ("`null` 이 아니면 쓴다.", "`null`이 아니면 쓴다."),
            (
                "이것을 **텐서** 라고 부른다.",
                "이것을 **텐서**라고 부른다.",
            ),
            ("답은 **텐서** 입니다.", "답은 **텐서**입니다."),
            ("\"텐서\" 은 배열이다.", "\"텐서\"는 배열이다."),
            (
                "사용자(들) 이 온다. 사용자(들) 은 온다.",
                "사용자(들) 이 온다. 사용자(들)은 온다.",
            ),
            ("‘토큰’ 를 받는다.", "‘토큰’을 받는다."),
            ("10% 를 넘는다.", "10%를 넘는다."),
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
            "**텐서**\n이 배열은 크다.",
            "**학교** 가 봤다. **토큰** 가 나 다.",
            "\"토큰을 \" 은 \"이라고 썼다.",
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
