//! What within a segment is no text: character references, tags written as text, placeholders, escapes.

use std::ops::Range;

use super::choice::Choices;
use crate::gloss::is_hangul;
use crate::source::{Mask, MaskKind, floor_char_boundary, reference};

/// How far a tag or a placeholder reaches, in bytes.
const LONGEST: usize = 400;

/// How characters are written that cannot stand for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Escapes {
    /// As references only.
    None,
    /// With a backslash, as in strings of C.
    Backslash,
    /// Quotes twice.
    DoubledQuotes,
}

/// Adds what in a stretch of text is none, in its order.
pub(in crate::source) fn mask(
    text: &str,
    range: Range<usize>,
    escapes: Escapes,
    masks: &mut Vec<Mask>,
) {
    let mut at = range.start;
    let mut choices = Choices::default();
    while let Some(found) = next(
        &text.as_bytes()[at..range.end],
        escapes,
        choices.is_within(),
    ) {
        choices.pass(&text[at..at + found]);
        at += found;
        let rest = near(&text[at..range.end]);
        if let Some((length, is_text)) = choices.take(rest) {
            if !is_text {
                let kind = MaskKind::Block;
                let range = at..at + length;
                masks.push(Mask { range, kind });
            }
            at += length;
            continue;
        }
        let (length, kind) = match rest.as_bytes()[0] {
            b'&' | b'<' => markup(rest),
            b'\\' if escapes == Escapes::Backslash => escape(rest),
            b'"' if escapes == Escapes::DoubledQuotes && rest.starts_with("\"\"") => {
                (2, MaskKind::Invisible)
            }
            _ => (placeholder(rest), MaskKind::Invisible),
        };
        if length > 0 {
            masks.push(Mask {
                range: at..at + length,
                kind,
            });
        }
        choices.open(rest, length);
        at += length.max(1);
    }
}

/// Where in a text the first byte stands with which something begins that may be none. Most texts have few of them, and this looks at every byte, many of
/// them at once.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are compared at once"
)]
fn next(text: &[u8], escapes: Escapes, within_choice: bool) -> Option<usize> {
    let (backslash, quote) = (
        escapes == Escapes::Backslash,
        escapes == Escapes::DoubledQuotes,
    );
    let begins = |&byte: &u8| {
        (byte == b'&')
            | (byte == b'<')
            | (byte == b'%')
            | (byte == b'{')
            | (byte == b'$')
            | (byte == b'\\') & backslash
            | (byte == b'"') & quote
            | ((byte == b'}') | (byte == b'\'')) & within_choice
    };
    let (chunks, rest) = text.as_chunks::<32>();
    let any = |chunk: &[u8; 32]| chunk.iter().fold(false, |any, byte| any | begins(byte));
    let whole = chunks.iter().take_while(|chunk| !any(chunk)).count();
    let last = chunks.get(whole).map_or(rest, |chunk| chunk);
    Some(whole * 32 + last.iter().position(begins)?)
}

/// As much of a text as a tag or a placeholder may take: a cell may have a hundred million bytes.
fn near(text: &str) -> &str {
    &text[..floor_char_boundary(text, LONGEST)]
}

/// How many bytes a character reference takes, or one to an entity: nobody looks up what that stands for.
fn entity(text: &str) -> usize {
    if let Some((_, length)) = reference(text) {
        return length;
    }
    let name = text[1..].find(|c: char| !(c.is_ascii_alphanumeric() || "._-:#".contains(c)));
    match name {
        Some(length) if length > 0 && text[1 + length..].starts_with(';') => length + 2,
        _ => 0,
    }
}

/// How many bytes a tag takes.
fn tag(text: &str, open: &str, close: &str) -> Option<usize> {
    let inner = text.strip_prefix(open)?;
    inner
        .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
        .then_some(())?;
    let end = inner.find(close)?;
    Some(open.len() + end + close.len())
}

/// How many bytes a tag, a reference, or an element with code takes, and what it is.
fn markup(rest: &str) -> (usize, MaskKind) {
    if let Some(length) = code(rest) {
        return (length, MaskKind::Code);
    }
    if rest.starts_with('<') {
        return (tag(rest, "<", ">").unwrap_or(0), MaskKind::Invisible);
    }
    match tag(rest, "&lt;", "&gt;") {
        Some(length) => (length, MaskKind::Invisible),
        None => (entity(rest), MaskKind::Code),
    }
}

/// Elements of HTML of which what they hold is code, input or output of programs, or the place of a value.
const CODE: [&str; 5] = ["code", "kbd", "samp", "var", "tt"];

/// Longer ones are looked at no farther, in bytes: many may have no end.
const LONGEST_CODE: usize = 1 << 10;

/// How many bytes such an element takes with all in it, its tags as they are or escaped. With Hangul in it, it has words to read.
fn code(text: &str) -> Option<usize> {
    let (open, close) = if text.starts_with('<') {
        ("<", ">")
    } else {
        ("&lt;", "&gt;")
    };
    let inner = text.strip_prefix(open)?;
    let name = CODE.iter().find(|name| {
        let rest = inner.strip_prefix(**name);
        rest.is_some_and(|rest| rest.starts_with(close) || rest.starts_with(' '))
    })?;
    let end = format!("{open}/{name}{close}");
    let near = &inner[..floor_char_boundary(inner, LONGEST_CODE)];
    let inside = near.find(&end)?;
    let has_words = inner[..inside].contains(is_hangul);
    (!has_words).then_some(open.len() + inside + end.len())
}

/// What a backslash and what belongs to it are: an end of a line is one of the text.
fn escape(text: &str) -> (usize, MaskKind) {
    match text[1..].chars().next() {
        Some('n' | 'r' | 't') => (2, MaskKind::Block),
        Some(c) => (1 + c.len_utf8(), MaskKind::Invisible),
        None => (1, MaskKind::Invisible),
    }
}

/// How many bytes the place of a value takes: `%s`, `%1$s`, `%(name)s`, `%{name}`, `{0}`, `{{name}}`, `${name}`; 0 if there is none.
fn placeholder(text: &str) -> usize {
    let braces = |at: usize| {
        let inner = &text[at..];
        let depth = inner.len() - inner.trim_start_matches('{').len();
        // More than words are prose, or the plural forms of ICU, which are.
        let name = inner[depth..].find(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']' | ':' | '$'))
        });
        let closes = name.is_some_and(|name| inner[depth + name..].starts_with(&"}".repeat(depth)));
        match name {
            Some(name) if depth > 0 && closes => at + depth + name + depth,
            _ => 0,
        }
    };
    match text.as_bytes() {
        [b'{', ..] => braces(0),
        [b'$' | b'%', b'{', ..] => braces(1),
        [b'%', b'(', ..] => {
            let name = text[2..].find(|c: char| !(c.is_alphanumeric() || c == '_'));
            match name.map(|name| &text[2 + name..]) {
                Some(rest) if rest.starts_with(')') => {
                    let conversion =
                        usize::from(rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()));
                    text.len() - rest.len() + 1 + conversion
                }
                _ => 0,
            }
        }
        [b'%', rest @ ..] => {
            let flags = rest
                .iter()
                .take_while(|byte| b"0123456789$.+-#*'lhzq".contains(byte));
            let flags = flags.count();
            match rest.get(flags) {
                Some(byte) if b"diouxXeEfgGcsp@".contains(byte) => flags + 2,
                _ => 0,
            }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is masked left out: `·` where nothing is read, `▫` for references, `/` for line ends.
    fn masked(text: &str, escapes: Escapes) -> String {
        let mut masks = Vec::new();
        mask(text, 0..text.len(), escapes, &mut masks);
        let (mut shown, mut at) = (String::new(), 0);
        for Mask { range, kind } in masks {
            shown.push_str(&text[at..range.start]);
            shown.push(match kind {
                MaskKind::Block => '/',
                MaskKind::Code => '▫',
                MaskKind::Invisible => '·',
            });
            at = range.end;
        }
        shown + &text[at..]
    }

    #[test]
    fn what_is_no_text_is_masked() {
        for (text, expected) in [
            ("연구 &amp; 개발&#160;비용", "연구 ▫ 개발▫비용"),
            ("&product; 설치", "▫ 설치"),
            ("파일 & 폴더; 설정", "파일 & 폴더; 설정"),
            ("&lt;b&gt;버퍼&lt;/b&gt;를", "·버퍼·를"),
            ("<a href=\"x\">버퍼</a>를", "·버퍼·를"),
            ("a &lt; b", "a ▫ b"),
            (
                "<code>server start</code>로 <kbd class=\"k\">Enter</kbd>를",
                "▫로 ▫를",
            ),
            (
                "&lt;code&gt;buffer&lt;/code&gt;와 <kbd>확인</kbd>",
                "▫와 ·확인·",
            ),
            ("<code>buffer", "·buffer"),
            ("%s개, %1$s, %(count)d개, %{name} 님", "·개, ·, ·개, · 님"),
            ("{0}을 {{buffer}}에, ${path} {user.name}", "·을 ·에, · ·"),
            ("100% 다 썼다, 50%로", "100% 다 썼다, 50%로"),
            ("{버퍼 목록}", "{버퍼 목록}"),
            ("따옴표 \"\"와 \\n", "따옴표 \"\"와 \\n"),
        ] {
            assert_eq!(masked(text, Escapes::None), expected, "{text}");
        }
    }

    #[test]
    fn messages_are_text_and_what_chooses_among_them_is_none() {
        for (text, expected) in [
            (
                "{gender, select, 여성 {버퍼를} other {큐를}} 비운다",
                "/버퍼를/큐를/ 비운다",
            ),
            (
                "{n, plural, offset:1 =0 {없다} one {{name} 하나} other {# {n, number}개}}가",
                "/없다/· 하나/# {n, number}개/가",
            ),
            (
                "{a,selectordinal,other{{b, select, x {가} other {나 {c}}} 다}}",
                "//가/나 ·/ 다/",
            ),
            (
                "{n, plural, other {'{'버퍼'}' it's}}을",
                "/'{'버퍼'}' it's/을",
            ),
            ("{n, plural, other {열린\n\n다음} 글", "/열린\n\n다음} 글"),
            (
                "{n, plural, other {열린}\n\n다음 {x, number} 글",
                "/열린/\n\n다음 {x, number} 글",
            ),
            ("{버퍼, 큐, 스택 {가}}", "{버퍼, 큐, 스택 ·}"),
        ] {
            assert_eq!(masked(text, Escapes::None), expected, "{text}");
        }
    }

    #[test]
    fn escapes_are_those_of_the_format() {
        assert_eq!(
            masked("첫 줄\\n\\\"버퍼\\\" C:\\\\", Escapes::Backslash),
            "첫 줄/·버퍼· C:·"
        );
        assert_eq!(
            masked("그는 \"\"버퍼\"\"라고", Escapes::DoubledQuotes),
            "그는 ·버퍼·라고"
        );
    }
}
