//! The arguments of commands, in braces and in brackets.

use crate::source::floor_char_boundary;

/// The longest argument of a command, in bytes: what is longer is no name, but a brace that is never closed.
const LONGEST: usize = 4096;

/// How many bytes arguments take that nobody reads: `[` for one that may be there, `{` for one that is.
pub(super) fn arguments(expected: &str, text: &str) -> usize {
    let mut at = 0;
    for sign in expected.chars() {
        let rest = &text[at..];
        let inside = match sign {
            '{' => argument(rest),
            _ => option(rest),
        };
        at += inside.map_or(0, |inside| inside.len() + 2);
    }
    at
}

/// What stands in the brackets that a text begins with.
pub(super) fn option(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?;
    let near = &inside[..floor_char_boundary(inside, LONGEST)];
    Some(&near[..near.find(']')?])
}

/// What stands in the braces that a text begins with; nothing where that is too long for a name.
pub(super) fn argument(text: &str) -> Option<&str> {
    closed(&text[..floor_char_boundary(text, LONGEST)])
}

/// The same, however long it is.
pub(super) fn closed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?;
    let mut depth = 0;
    let end = inner.find(|c: char| {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return true,
            '}' => depth -= 1,
            _ => {}
        }
        false
    })?;
    Some(&inner[..end])
}
