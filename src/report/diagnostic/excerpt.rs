//! The lines of a text that a diagnostic lies in, cut around what is marked.
//!
//! Nothing further away is looked at than what can be shown, so a line of 100 MB costs what a short one does.

use std::ops::Range;

use memchr::{memchr2, memrchr2};

use super::plain::{first_columns, last_columns, plain, reach, width};
use crate::source::floor_char_boundary;

/// One line, plain, or the part of it that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Which line of the range it is, from 0.
    pub number: usize,
    /// What is shown of it.
    pub text: String,
    /// What is marked, in bytes of what is shown.
    pub marked: Range<usize>,
}

/// The first line of a range (bytes of the text) and, where it goes on, the next one that has words, each at most so many
/// columns wide. `…` stands where something is left out.
pub(super) fn lines(text: &str, range: &Range<usize>, columns: usize) -> (Line, Option<Line>) {
    let end = floor_char_boundary(text, range.end.min(range.start + 2 * reach(columns)));
    let mut parts = parts(&text[range.start..end]);
    let of = |number: usize, part: Range<usize>| {
        let marked = range.start + part.start..range.start + part.end;
        cut(text, number, marked, columns)
    };
    let (number, part) = parts.next().unwrap_or_default();
    let mut first = of(number, part);
    let second = parts
        .find(|(_, part)| !text[range.start..end][part.clone()].trim().is_empty())
        .map(|(number, part)| of(number, part));
    // No words are in the spaces around a line break.
    if second.is_some() {
        let words = first.text[first.marked.clone()].trim_end().len();
        first.marked.end = first.marked.start + words;
        first.text.truncate(first.marked.end);
    }
    let second = second.map(|mut line| {
        let words = &line.text[line.marked.clone()];
        line.marked.start += words.len() - words.trim_start().len();
        line
    });
    (first, second)
}

/// The parts of a text that lie on lines of their own, without line ends, in bytes; numbered from 0.
fn parts(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let Some(length) = memchr2(b'\n', b'\r', &bytes[start..]) else {
            next = None;
            return Some(start..bytes.len());
        };
        let end = start + length;
        let crlf = bytes[end..].starts_with(b"\r\n");
        next = Some(end + if crlf { 2 } else { 1 });
        Some(start..end)
    })
    .enumerate()
}

/// The line around a stretch that has no line end in it.
fn cut(text: &str, number: usize, marked: Range<usize>, columns: usize) -> Line {
    let (bytes, reach) = (text.as_bytes(), reach(columns));
    let near = floor_char_boundary(text, marked.start.saturating_sub(reach));
    let start = memrchr2(b'\n', b'\r', &bytes[near..marked.start]);
    let before_goes_on = start.is_none() && near > 0;
    let before = plain(&text[start.map_or(near, |at| near + at + 1)..marked.start]);

    let near = floor_char_boundary(text, marked.end + reach);
    let end = memchr2(b'\n', b'\r', &bytes[marked.end..near]);
    let after_goes_on = end.is_none() && near < text.len();
    let after = plain(&text[marked.end..end.map_or(near, |at| marked.end + at)]);

    let near = floor_char_boundary(text, marked.end.min(marked.start + reach));
    let words = plain(&text[marked.start..near]);
    let words = first_columns(words, columns, near < marked.end);

    let room = columns.saturating_sub(width(&words));
    let wanted = |side: &str, goes_on| width(side) + usize::from(goes_on);
    let (left, right) = share(
        room,
        wanted(&before, before_goes_on),
        wanted(&after, after_goes_on),
    );
    let mut shown = last_columns(before, left, before_goes_on);
    let start = shown.len();
    shown.push_str(&words);
    let end = shown.len();
    shown.push_str(first_columns(after, right, after_goes_on).trim_end());
    Line {
        number,
        marked: start..end.min(shown.len()),
        text: shown,
    }
}

/// How much of the room each side gets: half of it, and what the other doesn't need.
fn share(room: usize, left: usize, right: usize) -> (usize, usize) {
    let half = room / 2;
    if left <= half {
        (left, right.min(room - left))
    } else if right <= half {
        (left.min(room - right), right)
    } else {
        (half, room - half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// The lines around some words with `[` and `]` at the marks.
    fn marked(text: &str, words: &str, columns: usize) -> Vec<String> {
        let start = text.find(words).unwrap();
        let (first, second) = lines(text, &(start..start + words.len()), columns);
        [Some(first), second]
            .into_iter()
            .flatten()
            .map(|line| {
                let Range { start, end } = line.marked;
                let text = &line.text;
                format!(
                    "{} {}[{}]{}",
                    line.number,
                    &text[..start],
                    &text[start..end],
                    &text[end..]
                )
            })
            .collect()
    }

    #[test]
    fn a_short_line_is_whole() {
        let text = "첫 줄\n\t먼저 버퍼를 비운다.  \r\n끝 줄\n";
        assert_eq!(marked(text, "버퍼", 80), ["0     먼저 [버퍼]를 비운다."]);
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = "요청이 몰리면 서버는 먼저 버퍼를 늘리고 남은 요청을 줄 세운다.";
        for (words, shown) in [
            ("요청이", "0 [요청이] 몰리면 서버는 먼저 버…"),
            ("버퍼", "0 …서버는 먼저 [버퍼]를 늘리고 남…"),
            ("세운다", "0 …늘리고 남은 요청을 줄 [세운다]."),
        ] {
            assert_eq!(marked(text, words, 30), [shown]);
        }
        assert_eq!(marked(text, "먼저 버퍼를 늘리고", 10), ["0 [먼저 버퍼…]"]);
    }

    #[test]
    fn a_range_over_lines_shows_where_it_begins_and_goes_on() {
        for (text, shown) in [
            (
                "먼저 완충 \r\n  공간을 비운다.\r\n",
                ["0 먼저 [완충]", "1   [공간]을 비운다."],
            ),
            (
                "먼저 완충\n\n공간을 비운다.",
                ["0 먼저 [완충]", "2 [공간]을 비운다."],
            ),
            (
                "먼저 완충\r공간을 비운다.",
                ["0 먼저 [완충]", "1 [공간]을 비운다."],
            ),
        ] {
            let words = &text[text.find("완충").unwrap()..text.find("을").unwrap()];
            assert_eq!(marked(text, words, 80), shown);
        }
    }

    #[test]
    fn decomposed_syllables_stay_whole() {
        let text: String = "요청이 몰리면 버퍼를 늘린다.".nfd().collect();
        let words: String = "버퍼".nfd().collect();
        assert_eq!(marked(&text, &words, 16), ["0 …리면 [버퍼]를 늘…"]);
    }

    #[test]
    fn nothing_far_away_is_shown() {
        let text = format!("{0}버퍼{0}", "가나다라 ".repeat(100_000));
        let [line] = &marked(&text, "버퍼", 40)[..] else {
            panic!("one line");
        };
        // A syllable more would not fit.
        assert_eq!(width(line), 39 + "0 []".len());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_said(
            text in "[가각\u{1100}\u{1161}a \t\n\r\u{200b}\u{301}😀]{0,60}",
            from in 0_usize..200,
            to in 0_usize..200,
            columns in 1_usize..40,
        ) {
            let start = floor_char_boundary(&text, from.min(to));
            let end = floor_char_boundary(&text, from.max(to));
            let (first, second) = lines(&text, &(start..end), columns);
            for line in [Some(first), second].into_iter().flatten() {
                prop_assert!(width(&line.text) <= columns, "{line:?}");
                prop_assert!(line.text.get(line.marked.clone()).is_some());
                prop_assert!(!line.text.contains(['\n', '\r', '\t']));
            }
        }
    }
}
