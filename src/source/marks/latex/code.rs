//! Code in a line, and what is passed over because of a condition that is never met.

use memchr::memchr;

use super::argument::{argument, arguments};
use super::declared::Declared;
use super::name;
use crate::source::MaskKind;
use crate::source::origin::Pieces;
use crate::source::writing::Writing;

/// Conditions of TeX ("The `TeXbook`", chapter 20): each has its own `\fi`.
const CONDITIONS: [&str; 20] = [
    "if",
    "ifcase",
    "ifcat",
    "ifcsname",
    "ifdefined",
    "ifdim",
    "ifeof",
    "iffalse",
    "iffontchar",
    "ifhbox",
    "ifhmode",
    "ifinner",
    "ifmmode",
    "ifnum",
    "ifodd",
    "iftrue",
    "ifvbox",
    "ifvmode",
    "ifvoid",
    "ifx",
];

/// Code in braces or between two signs alike, behind the command at `mark` with this name; gives how many bytes all of it takes.
pub(super) fn inline(
    pieces: &mut Pieces<'_>,
    source: &str,
    mark: usize,
    name: &str,
    declared: &Declared,
) -> Option<usize> {
    let mut from = mark + 1 + name.len();
    match name {
        "verb" | "verb*" => return verbatim(pieces, source, mark, from),
        "lstinline" | "mintinline" | "mint" => {}
        _ if declared.commands.contains(name) => {}
        _ => return None,
    }
    from += arguments("[", &source[from..]);
    // The language that it is in; where it is not given, these are the braces of the code.
    let language = argument(&source[from..]).filter(|_| name.starts_with("mint"));
    if let Some(language) = language {
        let behind = from + language.len() + 2;
        let sign = source[behind..].chars().next();
        if sign.is_some_and(|c| c == '{' || c.is_ascii_punctuation() && !".,:;)".contains(c)) {
            from = behind;
        }
    }
    let Some(code) = argument(&source[from..]) else {
        return verbatim(pieces, source, mark, from);
    };
    let begin = pieces.len();
    let inside = from + 1;
    pieces.keep(inside..inside + code.len(), Writing::Latex);
    pieces.mask(begin, MaskKind::Code);
    Some(inside + code.len() + 1 - mark)
}

/// Reads code between two signs alike, of which the first stands at `from`, and gives how many bytes it takes from its command on.
fn verbatim(pieces: &mut Pieces<'_>, source: &str, mark: usize, from: usize) -> Option<usize> {
    let fence = source[from..].chars().next();
    let fence = fence.filter(|c| !c.is_alphanumeric() && *c != '{')?;
    let inside = from + fence.len_utf8();
    let end = source[inside..].find(fence);
    let end = end.map_or(source.len(), |end| inside + end);
    let begin = pieces.len();
    pieces.keep(inside..end, Writing::Latex);
    pieces.mask(begin, MaskKind::Code);
    Some((end + fence.len_utf8()).min(source.len()) - mark)
}

/// Whether a command is a condition that is never met, as writers put before what is to be left out: `rest` is behind its backslash.
pub(super) fn is_never(name: &str, rest: &str) -> bool {
    name == "iffalse" || name == "if" && rest.starts_with("if0")
}

/// How many bytes behind such a condition are passed over: up to behind its `\fi` or `\else`, if it has one.
pub(super) fn unmet(behind: &str, declared: &Declared) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = memchr(b'\\', &behind.as_bytes()[at..]) {
        let mark = at + found;
        let name = name(&behind[mark + 1..]);
        // What a backslash makes a sign begins nothing.
        let sign = behind[mark + 1..].chars().next().map_or(0, char::len_utf8);
        at = mark + 1 + name.len().max(sign);
        match name {
            "fi" | "else" if depth == 0 => return Some(at),
            "fi" => depth -= 1,
            _ if CONDITIONS.contains(&name) || declared.conditions.contains(name) => depth += 1,
            _ => {}
        }
    }
    None
}
