//! The particle that belongs to a word: right behind it, or behind what its writer put in between.

use std::ops::Range;

use super::alone::{is_sure, may_change};
use super::find::{Script, is_syllable, script};
use super::gap::gap;
use crate::particle::{Tail, suffixes};
use crate::source::floor_char_boundary;

/// The longest parenthesis between a word and its particle, in bytes.
const LONGEST: usize = 300;

/// The longest note between the two, in bytes.
const LONGEST_NOTE: usize = 4000;

/// Where the particle (or the ending) stands that belongs to the word which ends at `end`, in bytes: behind closing quotes, marks of
/// emphasis, tags, the target of a link, footnotes and their signs, raised numbers, one parenthesis, before which a space may stand, and one
/// [break](gap), behind which it is a particle for sure. `None` where there is none, and where the writer leaves it to the reader: 을(를), (으)로.
pub(super) fn particle_behind(text: &str, end: usize) -> Option<Range<usize>> {
    let (particle, apart) = run_behind(text, end)?;
    Tail::read(&text[particle.clone()])?;
    let is_sure = !apart || is_sure(text, end, &particle);
    (is_sure && !is_left_open(text, particle.end)).then_some(particle)
}

/// The Hangul that stands there, a particle or not, and whether behind a break.
fn run_behind(text: &str, end: usize) -> Option<(Range<usize>, bool)> {
    // Most words end with a space or a full stop.
    match text.as_bytes()[end..] {
        [] | [b'.' | b',', ..] => return None,
        [b' ', next, ..] if !b"([ \n\r<&\\+".contains(&next) => return None,
        _ => {}
    }
    // What stands in brackets behind Latin letters may be code: array[0].
    let hangul_ends = text[..end].chars().next_back().and_then(script) == Some(Script::Hangul);
    let mut at = end;
    let mut parentheses = 0;
    loop {
        let rest = &text[at..];
        if rest.starts_with('`') && opens_code(text, at) {
            return None;
        }
        let gap = gap(rest);
        // Some put a space before the parenthesis, and lines end there.
        let spaced = match gap {
            0 => rest.strip_prefix(' '),
            gap => Some(&rest[gap..]),
        };
        let spaced = spaced.filter(|rest| hangul_ends && rest.starts_with('('));
        let inner = spaced.unwrap_or(rest).strip_prefix(['(', '（']);
        if let Some(inner) = inner.filter(|_| parentheses == 0) {
            parentheses = 1;
            let close = close(inner)?;
            let inside = inside(&inner[..close]);
            let goes_on = CONTINUES.iter().any(|word| inside.starts_with(word));
            if is_alternative(inside) || is_read_along(inside) || goes_on {
                return None;
            }
            at += rest.len() - inner.len() + close;
            continue;
        }
        let length = if gap > 0 {
            gap
        } else {
            markup(rest, hangul_ends)
        };
        at += length;
        // Signs behind a break begin something else.
        if gap > 0 || length == 0 {
            let run = hangul(&text[at..]);
            return (run > 0).then_some((at..at + run, gap > 0));
        }
    }
}

/// Whether the backquotes at a place open code, and close none that as many open before them on the line.
fn opens_code(text: &str, at: usize) -> bool {
    let sign = |c: char| c == '`';
    let signs = |rest: &str| rest.len() - rest.trim_start_matches(sign).len();
    let own = signs(&text[at..]);
    let near = &text[floor_char_boundary(text, at.saturating_sub(LONGEST))..at];
    let mut line = near.rfind('\n').map_or(near, |end| &near[end + 1..]);
    let mut open = false;
    while let Some(next) = line.find(sign) {
        let length = signs(&line[next..]);
        open ^= length == own;
        line = &line[next + length..];
    }
    !open
}

/// Words at the beginning of a parenthesis that is read with the sentence: 손실(또는 오류)를.
const CONTINUES: [&str; 4] = ["또는 ", "혹은 ", "및 ", "그리고 "];

/// How many bytes of closing markup stand at the beginning: quotes, emphasis, a tag, the end of a link with its target, a footnote, and what
/// reStructuredText has between a word and its particle. Brackets that belong to no link only behind Hangul.
fn markup(text: &str, hangul_ends: bool) -> usize {
    let closing = closing(text);
    if closing > 0 {
        return closing;
    }
    let reach = |open: &str, close: char, longest: usize| {
        let inner = text.strip_prefix(open)?;
        let near = inner.char_indices().take_while(|(at, _)| *at < longest);
        let end = near
            .take_while(|(_, c)| *c != '\n')
            .find(|(_, c)| *c == close)?
            .0;
        Some(open.len() + end + close.len_utf8())
    };
    let bracket = |open: &str, close: char| reach(open, close, LONGEST);
    let target = || bracket("](", ')').or_else(|| bracket("][", ']'));
    let tag = || {
        let named = text[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        bracket("<", '>').filter(|_| named)
    };
    match text.chars().next() {
        Some(']') => target().unwrap_or(usize::from(hangul_ends)),
        Some(c @ ('】' | '〕')) => c.len_utf8(),
        Some(' ' | '[') if hangul_ends && note_of_restructured(text) > 0 => {
            note_of_restructured(text)
        }
        // A footnote, no index: 버퍼[^1]를, but 버퍼[길이]를.
        Some('[')
            if text[1..].starts_with('^')
                || hangul_ends && text[1..].starts_with(|c: char| c.is_ascii_digit()) =>
        {
            bracket("[", ']').unwrap_or(0)
        }
        Some('<') => tag().unwrap_or(0),
        Some('f') if hangul_ends && text.starts_with(NOTE) => {
            reach(NOTE, ']', LONGEST_NOTE).unwrap_or(0)
        }
        // Raised, in AsciiDoc and in Markdown of some.
        Some('^') if hangul_ends => bracket("^", '^').unwrap_or(0),
        Some('⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '†' | '‡') if hangul_ends => {
            let rest = text.trim_start_matches(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹†‡⁾".contains(c));
            text.len() - rest.len()
        }
        // A quote in a catalogue and in XML; and what stands for nothing in reStructuredText.
        Some('\\') if text[1..].starts_with(['"', '\'', ' ']) => 2,
        Some(':') => role_of_restructured(text),
        Some('&') => ["&quot;", "&apos;", "&#39;", "&gt;"]
            .iter()
            .find(|quote| text.starts_with(**quote))
            .map_or(0, |quote| quote.len()),
        _ => 0,
    }
}

/// What a footnote of `AsciiDoc` begins with, right behind its word.
const NOTE: &str = "footnote:";

/// How many bytes the mark of a note of reStructuredText takes, which mostly has a space before it: ` [1]_`, ` [#이름]_`.
fn note_of_restructured(text: &str) -> usize {
    let begin = if text.starts_with(' ') { " [" } else { "[" };
    let inner = text.strip_prefix(begin).unwrap_or_default();
    let name = inner.find(|c: char| !(c.is_alphanumeric() || "#*-_.".contains(c)));
    match name {
        Some(length) if length > 0 && inner[length..].starts_with("]_") => begin.len() + length + 2,
        _ => 0,
    }
}

/// How many bytes a role of reStructuredText takes that stands behind its text: `` `버퍼`:strong:\ 를``.
fn role_of_restructured(text: &str) -> usize {
    let inner = text.strip_prefix(':').unwrap_or_default();
    let name = inner.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.+".contains(c)));
    match name {
        Some(length) if length > 0 && inner[length..].starts_with(":\\ ") => length + 2,
        _ => 0,
    }
}

/// What a parenthesis holds, without the bracket that closes it.
fn inside(inner: &str) -> &str {
    inner.strip_suffix([')', '）']).unwrap_or(inner)
}

/// Whether what a parenthesis holds is read as the end of the word before it, so that a particle goes with that: 사용자(들)이,
/// 서버(군)을.
pub(super) fn is_read_along(inner: &str) -> bool {
    let mut letters = inner.chars();
    let is_syllable = letters.next().and_then(script) == Some(Script::Hangul);
    is_syllable && letters.next().is_none() || suffixes(inner) == Some(inner.len())
}

/// Whether a parenthesis holds another form of the particle, or the syllable that it has behind a consonant: 을(를), (으)로.
fn is_alternative(inner: &str) -> bool {
    matches!(
        inner,
        "으" | "이"
            | "은"
            | "는"
            | "을"
            | "를"
            | "가"
            | "과"
            | "와"
            | "로"
            | "으로"
            | "라"
            | "나"
            | "랑"
            | "며"
    )
}

/// Whether what stands behind a particle says that another one may be meant, too: 을(를), 은/는.
pub(super) fn is_left_open(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    if let Some(inner) = rest.strip_prefix(['(', '（']) {
        return close(inner).is_some_and(|close| is_alternative(inside(&inner[..close])));
    }
    let other = rest.strip_prefix('/');
    other.is_some_and(|other| is_alternative(&other[..hangul(other)]))
}

/// Whether something stands between a word and what may be its particle that is not understood, or a break behind which there may be one.
pub(super) fn is_obscure(text: &str, end: usize) -> bool {
    if is_left_open(text, end) {
        return false;
    }
    if let Some((run, true)) = run_behind(text, end) {
        return may_change(text, end, &run) && !is_left_open(text, run.end);
    }
    let rest = &text[end..];
    // An ending that is none known: 버퍼(buffer)자.
    let inner = rest.strip_prefix(['(', '（']);
    if let Some(behind) = inner.and_then(|inner| Some(&inner[close(inner)?..])) {
        let run = &behind[..hangul(behind)];
        return !run.is_empty() && Tail::read(run).is_none();
    }
    // In brackets its English may stand, with the particle behind them: 버퍼 [buffer]를.
    let bracket = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('[');
    if let Some(inner) = bracket
        && let Some(length) = inner[..floor_char_boundary(inner, LONGEST)].find([']', '\n'])
        && let Some(behind) = inner[length..].strip_prefix(']')
        && inner[..length].contains(|c: char| c.is_ascii_alphabetic())
        && Tail::read(&behind[..hangul(behind)]).is_some()
    {
        return true;
    }
    let signs = rest
        .find(|c: char| c.is_alphanumeric() || c.is_whitespace())
        .unwrap_or(rest.len());
    let (signs, behind) = rest.split_at(signs);
    // One of the messages that a program puts before a particle.
    if signs.starts_with('}') {
        let near = &rest[..floor_char_boundary(rest, LONGEST_NOTE)];
        let near = near.find("\n\n").map_or(near, |end| &near[..end]);
        return near
            .match_indices('}')
            .any(|(at, _)| hangul(&near[at + 1..]) > 0);
    }
    let run = &behind[..hangul(behind)];
    // An ellipsis may end a sentence, or be a pause before the particle.
    if signs.contains(['…', '⋯']) || signs.contains("..") {
        return Tail::read(run).is_some();
    }
    // A full stop or a comma ends what the word is in.
    let ends = signs.contains(['.', ',', '!', '?', ':', ';', '·', '/']);
    !signs.is_empty() && !ends && !run.is_empty()
        || rest.starts_with("](")
        || rest.starts_with("][")
        || rest.starts_with(NOTE)
}

/// Whether a character closes what a word stands in: a quote, emphasis, code.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '’' | '”' | '」' | '』' | '》' | '〉' | '*' | '_' | '`' | '~'
    )
}

/// How many bytes of closing quotes and marks of emphasis stand at the beginning, or of the end of code.
fn closing(text: &str) -> usize {
    let code = text.starts_with('`');
    text.find(|c| !is_closing(c) || (c == '`') != code)
        .unwrap_or(text.len())
}

/// Behind the bracket that closes the one before this text, in bytes; `None` where it closes on no line soon.
pub(super) fn close(inner: &str) -> Option<usize> {
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
        // A single letter, ㄱ: those begin with one of two bytes.
        let rest = &text[at..];
        if !rest.as_bytes().starts_with(&[0xe1]) && !rest.as_bytes().starts_with(&[0xe3]) {
            return at;
        }
        match rest.chars().next() {
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
            ("버퍼\n를 비운다", "버퍼", Some("를")),
            ("**버퍼**  \n> 를 비운다", "버퍼", Some("를")),
            ("버퍼\n(buffer)를 비운다", "버퍼", Some("를")),
            ("버퍼(buffer)\n를 비운다", "버퍼", Some("를")),
            ("버퍼<br>를 비운다", "버퍼", Some("를")),
            ("버퍼&nbsp;를 비운다", "버퍼", Some("를")),
            ("버퍼\n\n를 비운다", "버퍼", None),
            ("버퍼\n\"를\"이라고 적는다", "버퍼", None),
            ("버퍼\n이 함수는 느리다", "버퍼", None),
            ("버퍼\n을(를) 비운다", "버퍼", None),
            ("버퍼, 를", "버퍼", None),
            ("[버퍼](buffer.md)를 비운다", "버퍼", Some("를")),
            ("[**버퍼**][둘]를 비운다", "버퍼", Some("를")),
            ("<b>버퍼</b>가 넘친다", "버퍼", Some("가")),
            ("`새 버퍼`를 비운다", "버퍼", Some("를")),
            ("``버퍼``를 비운다", "버퍼", Some("를")),
            ("버퍼`를`이라고 적는다", "버퍼", None),
            ("`큐`와 버퍼`를`", "버퍼", None),
            ("**버퍼**`를`이라고 적는다", "버퍼", None),
            ("**`버퍼`**를 비운다", "버퍼", Some("를")),
            ("```주의 `버퍼`를 비운다", "버퍼", Some("를")),
            ("버퍼[^1]는 작다", "버퍼", Some("는")),
            ("버퍼 (buffer)를 비운다", "버퍼", Some("를")),
            ("버퍼 [#주]_\\ 를 비운다", "버퍼", Some("를")),
            ("버퍼\\ [#]_\\ 를 비운다", "버퍼", Some("를")),
            ("버퍼 [1]를 비운다", "버퍼", None),
            (
                "버퍼footnote:[작은 메모리(memory)다.]를 비운다",
                "버퍼",
                Some("를"),
            ),
            ("버퍼¹²⁾를 비운다", "버퍼", Some("를")),
            ("buffer²를 잰다", "buffer", None),
            ("버퍼^1^를 비운다", "버퍼", Some("를")),
            ("**버퍼**\\ 를 비운다", "버퍼", Some("를")),
            ("`버퍼`:strong:\\ 를 비운다", "버퍼", Some("를")),
            ("버퍼: 를", "버퍼", None),
            ("버퍼(을)를 비운다", "버퍼", None),
            ("버퍼(으)로 옮긴다", "버퍼", None),
            ("버퍼(buffer)을(를) 비운다", "버퍼", None),
            ("버퍼(buffer)은/는 작다", "버퍼", None),
            ("사용자(들)이 온다", "사용자", None),
            ("사용자(님들)은 온다", "사용자", None),
            ("서버(군)을 켠다", "서버", None),
            ("버퍼(완충기)를 비운다", "버퍼", Some("를")),
            ("버퍼 [1]", "버퍼", None),
            ("버퍼[길이]를 읽는다", "버퍼", None),
            ("버퍼（을）를 비운다", "버퍼", None),
            ("버퍼(또는 저장소)를 비운다", "버퍼", None),
            ("buffer[0]을 읽는다", "buffer", None),
            ("[buffer]을 읽는다", "buffer", None),
            ("[buffer](b.md)을 읽는다", "buffer", Some("을")),
            ("버퍼(buffer", "버퍼", None),
            ("버퍼", "버퍼", None),
        ] {
            let found = particle_behind(text, word.len() + text.find(word).unwrap());
            assert_eq!(found.map(|range| &text[range]), particle, "{text}");
        }
    }
}
