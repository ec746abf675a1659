//! Texts with a role in reStructuredText, `` :ref:`텐서 <tensor>` ``: which of them are for readers, and which are code.

use std::collections::HashSet;
use std::ops::Range;

use super::quoted::Quoted;
use crate::gloss::is_hangul;
use crate::source::markdown::push;
use crate::source::{Mask, MaskKind};

/// Roles whose text is for readers: those of docutils, and those of Sphinx that hold words, among them those of a user interface.
const TEXT: [&str; 15] = [
    "abbr",
    "dfn",
    "emphasis",
    "guilabel",
    "index",
    "menuselection",
    "strong",
    "sub",
    "subscript",
    "sup",
    "superscript",
    "t",
    "term",
    "title",
    "title-reference",
];

/// Roles that show the title of what their text names. Where that has no words of its own but is Korean, it is a title itself.
const LEADING: [&str; 4] = ["any", "doc", "numref", "ref"];

/// Roles whose text is code to its end: others may have words before the address of what they lead to.
const CODE: [&str; 13] = [
    "code", "command", "eq", "file", "kbd", "literal", "math", "mimetype", "program", "raw",
    "regexp", "samp", "token",
];

/// Of these, a sign before a letter says which key chooses them.
const WITH_KEYS: [&str; 2] = ["guilabel", "menuselection"];

/// The roles that a document has of its own whose text is for readers: those that it makes of one of these, or of none, as `.. role:: 용어` does.
/// Those of `code`, `raw` and `math` are not.
pub(super) fn own_roles(text: &str) -> HashSet<&str> {
    let mut own = HashSet::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), ".. role::") {
        let before = text[..at].trim_end_matches(' ');
        if !before.is_empty() && !before.ends_with('\n') {
            continue;
        }
        let behind = &text[at + ".. role::".len()..];
        let said = behind.lines().next().unwrap_or_default().trim();
        let (name, base) = match said.split_once('(') {
            Some((name, base)) => (name.trim(), Some(base.trim_end_matches(')').trim())),
            None => (said, None),
        };
        let is_text = base.is_none_or(|base| TEXT.contains(&base) || own.contains(base));
        if is_text && !name.is_empty() {
            own.insert(name);
        }
    }
    own
}

/// Masks what stands between backquotes in a paragraph: literals, and for a text that may have a role `:role:` before it or behind, the address
/// behind the words of a link, and the underscore behind both.
pub(super) fn roles(
    text: &str,
    paragraph: &Range<usize>,
    quoted: &[Quoted],
    own: &HashSet<&str>,
    masks: &mut Vec<Mask>,
) {
    let mut at = paragraph.start;
    for one in quoted {
        if one.is_literal {
            push(masks, one.whole(), MaskKind::Code);
            at = one.whole().end;
            continue;
        }
        let inside = one.inside.clone();
        let (open, close) = (inside.start - 1, inside.end);
        let before = role_before(&text[at..open]);
        let behind = &text[close + 1..paragraph.end];
        // One stands on either side. A Korean word between colons is mostly none.
        let suffix = Some(role_behind(behind)).filter(|role| {
            before.is_empty() && (role.is_ascii() || own.contains(role.trim_matches(':')))
        });
        let suffix = suffix.unwrap_or_default();
        let name = [before, suffix].concat();
        let name = name.trim_matches(':');
        let behind = &behind[suffix.len()..];
        let tail = paragraph.end - behind.trim_start_matches('_').len();
        let start = open - before.len();
        let address = address(&text[inside.clone()]);
        if is_text(name, &text[inside.clone()], address, own) {
            push(masks, start..open + 1, MaskKind::Invisible);
            // `:abbr:` has what it stands for in parentheses, which is for readers.
            let end = address.map_or(close, |at| inside.start + at);
            if WITH_KEYS.contains(&name) {
                keys(text, inside.start..end, masks);
            }
            push(masks, end..tail, MaskKind::Invisible);
        } else {
            // As code that is written without a role.
            push(masks, start..open, MaskKind::Invisible);
            push(masks, open..close + 1, MaskKind::Code);
            push(masks, close + 1..tail, MaskKind::Invisible);
        }
        at = tail;
    }
}

/// The role that ends this text, with its colons, the first of which no letter of a domain stands before: `:py:func:`.
fn role_before(text: &str) -> &str {
    if !text.ends_with(':') {
        return "";
    }
    let start = text.trim_end_matches(|c| is_of_name(c) || c == ':').len();
    let role = &text[start..];
    let role = &role[role.find(':').unwrap_or(0)..];
    if role.len() > 2 { role } else { "" }
}

/// The role that begins this text, with its colons. Behind it no word goes on.
fn role_behind(text: &str) -> &str {
    let inside = text.strip_prefix(':').unwrap_or_default();
    let end = inside.find(|c| !is_of_name(c)).unwrap_or(0);
    let behind = inside[end..].strip_prefix(':');
    match behind {
        Some(behind) if end > 0 && !behind.starts_with(char::is_alphanumeric) => &text[..end + 2],
        _ => "",
    }
}

/// Whether a character is one of the name of a role.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+')
}

/// Where the words end behind which an address stands: `텐서 <tensor>`.
fn address(inside: &str) -> Option<usize> {
    let at = inside.rfind('<').filter(|_| inside.ends_with('>'))?;
    Some(inside[..at].trim_end().len())
}

/// Whether what a role holds is for readers.
fn is_text(name: &str, inside: &str, address: Option<usize>, own: &HashSet<&str>) -> bool {
    let name = name.strip_prefix("std:").unwrap_or(name);
    let words = address.map_or("", |end| &inside[..end]);
    let is_korean = |text: &str| text.contains(is_hangul);
    name.is_empty()
        || TEXT.contains(&name)
        || own.contains(name)
        || LEADING.contains(&name) && (!words.is_empty() || is_korean(inside))
        || is_korean(words) && !CODE.contains(&name)
}

/// Masks the signs before the letters of keys: `&저장` is 저장 to readers, and `&&` is `&`.
fn keys(text: &str, words: Range<usize>, masks: &mut Vec<Mask>) {
    let mut at = words.start;
    while let Some(found) = text[at..words.end].find('&') {
        let sign = at + found;
        let behind = text[sign + 1..words.end].chars().next();
        if behind.is_some_and(|c| c == '&' || c.is_alphanumeric()) {
            push(masks, sign..sign + 1, MaskKind::Invisible);
        }
        at = sign + 1 + usize::from(behind == Some('&'));
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Document;
    use crate::source::masked::masked;

    /// What readers see of a line, with `‹…›` around code.
    fn seen(text: &str) -> String {
        let document = Document::read("글.rst", text).unwrap();
        masked(text, &document.masks).replace(['▮', '·'], "")
    }

    #[test]
    fn words_for_readers_are_told_from_code() {
        for (text, expected) in [
            (
                ":guilabel:`손실 함수`\\ (loss function)를 고른다.",
                "손실 함수(loss function)를 고른다.",
            ),
            (
                ":menuselection:`파일(&F) --> &열기 && 닫기`\\ 를",
                "파일(F) --> 열기 & 닫기를",
            ),
            (
                ":kbd:`Ctrl+&S`, :file:`/가/{나}`",
                "‹`Ctrl+&S`›, ‹`/가/{나}`›",
            ),
            (":literal:`가`, :code:`나`", "‹`가`›, ‹`나`›"),
            (
                ":ref:`tensor`, :ref:`텐서`, :doc:`텐서 소개 <intro>`",
                "‹`tensor`›, 텐서, 텐서 소개",
            ),
            (
                ":numref:`그림 %s <fig-a>`, :numref:`fig-a`",
                "그림 %s, ‹`fig-a`›",
            ),
            (
                ":py:func:`torch.tensor`, :std:term:`텐서`, :py:class:`텐서 <torch.Tensor>`",
                "‹`torch.tensor`›, 텐서, 텐서",
            ),
            (":samp:`print <이름>`", "‹`print <이름>`›"),
            ("H\\ :sub:`2`\\ O와 `첫째`:sup:\\ 를", "H2O와 첫째를"),
            (
                "`텍스트`:emphasis:, `f`:func: `가`:나: 다",
                "텍스트, ‹`f`› 가:나: 다",
            ),
            ("`가`: 나, `다`::, `라`:마", "가: 나, 다::, 라:마"),
            ("참고::`가` ::`나` :`다`", "참고::가 ::나 :다"),
            (".. |텐서| replace:: 텐서(tensor)\n", "텐서(tensor)\n"),
            (
                "- :ref:`긴 손실\n  함수 <loss>`\\ (loss function)와\n  ``긴\n  코드``\n- `열린 것",
                "- 긴 손실\n  함수(loss function)와\n  ‹``긴\n  코드``›\n- `열린 것",
            ),
            (
                ":func:`f\n   가`\n\n:용어:`셸\n\n버퍼` `나`",
                "‹`f\n   가`›\n\n:용어:`셸\n\n버퍼 나`",
            ),
            (
                ".. note:: :term:`말\n   뭉치` ``값``\n\n뒤 [1]_\n\n.. [1] :sub:`가`\\ 나",
                "말\n   뭉치 ‹``값``›\n\n뒤 \n\n 가나",
            ),
        ] {
            assert_eq!(seen(text), expected, "{text}");
        }
    }
}
