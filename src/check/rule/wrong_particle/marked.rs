//! Particles right behind links, code, bold, quotations and brackets, whatever stands in those: **도구**을, `API_KEY`은.

use std::ops::Range;

use memchr::{memchr2_iter, memchr3_iter};

use super::glossed::is_for_korean;
use super::spoken::{is_certain_word, is_looked_at};
use super::{Wrong, disagreeing};
use crate::check::behind::hangul;
use crate::check::find::{Script, script};
use crate::check::reading::Reading;
use crate::source::{Format, floor_char_boundary};

/// How far back the sign that opens is looked for, in bytes.
const LONGEST: usize = 200;

/// Signs that close with those that open, each pair of them of its own.
const PAIRS: [(char, char); 9] = [
    ('”', '“'),
    ('’', '‘'),
    ('」', '「'),
    ('』', '『'),
    ('》', '《'),
    ('〉', '〈'),
    ('】', '【'),
    (']', '['),
    (')', '('),
];

pub(super) fn find(reading: &Reading<'_>, wrong: &mut Vec<Wrong>) {
    let text = reading.text();
    let bytes = text.as_bytes();
    let ascii = memchr3_iter(b')', b'*', b'`', bytes).map(|at| at + 1);
    let straight = memchr3_iter(b'"', b'\'', b']', bytes).map(|at| at + 1);
    // The first bytes of ” and ’, and of brackets.
    let wide = memchr2_iter(0xe2, 0xe3, bytes).map(|at| at + 3);
    for at in ascii.chain(straight).chain(wide) {
        // Behind most there is no Hangul.
        if !matches!(bytes.get(at), Some(0xea..=0xed)) {
            continue;
        }
        let particle = at..at + hangul(&text[at..]);
        if reading.document.is_masked(particle.start)
            || !is_looked_at(&text[particle.clone()], &text[particle.end..])
        {
            continue;
        }
        let Some(word) = word(reading, at) else {
            continue;
        };
        // What the glossary has is looked at already, as it is read there.
        let hit = reading
            .hits
            .binary_search_by_key(&word.end, |hit| hit.range.end);
        if hit.is_err() && is_read(&text[..word.end], &text[word.clone()]) {
            let found = disagreeing(text, &particle, &text[word.clone()]);
            wrong.extend(found.filter(|_| !is_for_korean(reading, word.end, &particle)));
        }
    }
}

/// What stands before the sign that ends at a place, and is closed by it.
fn word(reading: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    let text = reading.text();
    let sign = text[..at].chars().next_back()?;
    let end = at - sign.len_utf8();
    let start = floor_char_boundary(text, end.saturating_sub(LONGEST));
    let line = &text[start..end];
    let line = line.rfind('\n').map_or(line, |at| &line[at + 1..]);
    let markdown = reading.document.format == Format::MARKDOWN;
    let masked = || reading.document.is_masked(end);
    let opened = |opening: char| {
        let at = line.rfind(opening)?;
        Some(end - line.len() + at + opening.len_utf8()..end)
    };
    match sign {
        '`' => {
            let inner = line.trim_end_matches('`');
            let ticks = "```".get(..line.len() - inner.len() + 1)?;
            let open = inner.rfind(ticks)? + ticks.len();
            let start = end - line.len();
            let code = &inner[open..];
            // Of the signs on a line every second one closes. No address of reStructuredText is looked at, no path and no call.
            let closes = inner.matches(ticks).count() % 2 == 1;
            (closes && !code.contains(['<', '/', '\\', '(', '=']))
                .then(|| start + open..start + inner.len())
        }
        '*' if markdown && !masked() => {
            let inner = line.trim_end_matches('*');
            let open = inner.rfind('*')?;
            let signs = inner[..=open].len() - inner[..=open].trim_end_matches('*').len();
            let start = end - line.len() + open + 1;
            (line.len() - inner.len() + 1 == signs
                && !inner.ends_with(' ')
                && !inner[open + 1..].starts_with(' '))
            .then(|| start..end - (line.len() - inner.len()))
        }
        '"' | '\'' if !masked() => {
            let word = opened(sign)?;
            let before = &line[..line.len() - (word.end - word.start) - 1];
            (before.matches(sign).count() % 2 == 0 && !before.ends_with(char::is_alphanumeric))
                .then_some(word)
        }
        // The target of a link; of other parentheses the word before them decides.
        ')' if markdown => {
            let target = opened('(')?;
            let text_end = target.start.checked_sub(2)?;
            if !text.get(text_end..)?.starts_with("](") {
                return None;
            }
            let from = text[..text_end].rfind('[')?;
            let picture = text[..from].ends_with('!');
            (!picture && text_end - from < LONGEST).then_some(from + 1..text_end)
        }
        ')' | '*' => None,
        ']' if !masked() => {
            let word = opened('[')?;
            let before = text[..word.start - 1].chars().next_back();
            (!before
                .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ']' | ')' | '!')))
            .then_some(word)
        }
        sign if !masked() => {
            let (_, opening) = PAIRS.iter().find(|(close, _)| *close == sign)?;
            opened(*opening)
        }
        _ => None,
    }
}

/// Whether everybody reads the end of a word alike: a syllable, or a word in Latin letters of which that is certain.
fn is_read(before: &str, word: &str) -> bool {
    let Some(last) = word.chars().next_back() else {
        return false;
    };
    if script(last) == Some(Script::Hangul) {
        return matches!(last, '가'..='힣');
    }
    let letters = word.len()
        - word
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .len();
    let (front, letters) = before.split_at(before.len() - letters);
    !letters.is_empty()
        && !front.ends_with(|c: char| c.is_ascii_digit())
        && is_certain_word(front, letters)
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    /// The text with its particles mended.
    fn mended(text: &str) -> String {
        told_of(EXAMPLE, super::super::RULE.name, "글.md", text).1
    }

    #[test]
    fn particles_are_mended_behind_marked_words() {
        for (text, right) in [
            ("[도구](a.md)을 쓴다.\n", "[도구](a.md)를 쓴다.\n"),
            (
                "“도구”을 쓴다. ‘설정’는 길다.\n",
                "“도구”를 쓴다. ‘설정’은 길다.\n",
            ),
            (
                "**도구**을 쓴다. *설정*와 표.\n",
                "**도구**를 쓴다. *설정*과 표.\n",
            ),
            (
                "\"도구\"을 쓴다. '설정'를 연다. \"도구\" 을 쓴다.\n",
                "\"도구\"를 쓴다. '설정'을 연다. \"도구\"를 쓴다.\n",
            ),
            (
                "[확인]를 누른다. 「설정」가 열린다.\n",
                "[확인]을 누른다. 「설정」이 열린다.\n",
            ),
            ("`API_KEY`은 비밀이다.\n", "`API_KEY`는 비밀이다.\n"),
            (
                "`server`이 죽는다. ``파일``를 연다.\n",
                "`server`가 죽는다. ``파일``을 연다.\n",
            ),
            ("[Docker](d.md)은 가볍다.\n", "[Docker](d.md)는 가볍다.\n"),
            (
                "`Docker`과 `Podman`을 견준다.\n",
                "`Docker`와 `Podman`을 견준다.\n",
            ),
            ("“이름(name)”를 적는다.\n", "“이름(name)”을 적는다.\n"),
            (
                "Docker은 가볍다. 부록 B은 짧다.\n",
                "Docker는 가볍다. 부록 B는 짧다.\n",
            ),
            ("IPv4과 IPv6을 함께 쓴다.\n", "IPv4와 IPv6을 함께 쓴다.\n"),
        ] {
            assert_eq!(mended(text), right);
        }
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for text in [
            "“같이 가자”는 말이다. “곧 옵니다”를 듣는다.\n",
            "‘고양이’과 동물이다. “컴퓨터”과, 기계과.\n",
            "`site`는 작고 `site`은 작다. `foo()`은 `foo()`는 함수다.\n",
            "`docs/tools`은 폴더다. `x`은 `x`는 값이다. `S3`은 `S3`는 창고다.\n",
            "arr[size]은 값이다. [1]은 논문이다. 그림[^1]은 크다.\n",
            "![도구](a.png)은 그림이다.\n",
            "“끝!”은 짧다.\n",
            "`tokens`은 `tokens`는 목록이다.\n",
            "3 * 도구 * 을 더한다.\n",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
