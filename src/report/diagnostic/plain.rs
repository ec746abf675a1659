//! Text that comes from files as a terminal may show it: every character with the width that it is measured with.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use crate::source::floor_char_boundary;
use crate::variant::is_invisible;

/// Bytes that are looked at for one column: a decomposed syllable of three letters is 9 bytes and two columns,
/// so this is enough for all but piles of what takes no room.
const BYTES_A_COLUMN: usize = 16;

/// A text on one line, in which terminals and `unicode-width` agree about every character: syllables composed, nothing that
/// takes no room, tabs as four spaces, and no character that a terminal obeys.
pub(super) fn plain(text: &str) -> String {
    let seen = text
        .chars()
        .filter(|&c| !is_invisible(c) && !is_selector(c));
    let mut shown = String::with_capacity(text.len());
    for c in seen.nfc() {
        match c {
            '\t' => shown.push_str("    "),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            _ if c.is_control() => shown.push('\u{fffd}'),
            _ => shown.push(c),
        }
    }
    shown
}

/// Isolates that turn the direction of writing, and what asks for a sign as a picture, which makes it wider on some terminals.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}')
}

/// How many columns a plain text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

pub(super) fn char_width(c: char) -> usize {
    c.width().unwrap_or(1)
}

/// How many bytes hold so many columns, and more.
pub(super) fn reach(columns: usize) -> usize {
    columns.saturating_mul(BYTES_A_COLUMN)
}

/// A text made plain, without spaces around it and cut to so many columns, however long it is.
pub(super) fn shown(text: &str, columns: usize) -> String {
    let text = text.trim();
    let near = floor_char_boundary(text, reach(columns));
    first_columns(plain(&text[..near]), columns, near < text.len())
}

/// A plain text from its beginning, cut to so many columns; `more` says that it goes on anyhow.
pub(super) fn first_columns(mut text: String, columns: usize, more: bool) -> String {
    if !more && width(&text) <= columns {
        return text;
    }
    let mut taken = 1;
    let past = text.char_indices().find(|&(_, c)| {
        taken += char_width(c);
        taken > columns
    });
    text.truncate(past.map_or(text.len(), |(at, _)| at));
    if columns > 0 {
        text.push('…');
    }
    text
}

/// A plain text up to its end, cut to so many columns; `more` says that there is something before it anyhow.
pub(super) fn last_columns(text: String, columns: usize, more: bool) -> String {
    if !more && width(&text) <= columns {
        return text;
    }
    if columns == 0 {
        return String::new();
    }
    let mut taken = 1;
    let past = text.char_indices().rev().find(|&(_, c)| {
        taken += char_width(c);
        taken > columns
    });
    let kept = &text[past.map_or(0, |(at, c)| at + c.len_utf8())..];
    // A mark belongs on the letter before it, which is gone.
    let kept = kept.trim_start_matches(|c| char_width(c) == 0);
    format!("…{kept}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_agrees_about_every_character() {
        let decomposed: String = "각도".nfd().collect();
        for (text, shown) in [
            (decomposed.as_str(), "각도"),
            ("앞\u{200b}말\u{ad}의", "앞말의"),
            ("\u{feff}첫\t줄\r\n끝", "첫    줄  끝"),
            ("\u{1b}[31m빨강\u{9b}", "\u{fffd}[31m빨강\u{fffd}"),
            ("\u{202e}거꾸로\u{2066}", "거꾸로"),
            ("❤\u{fe0f}", "❤"),
        ] {
            assert_eq!(plain(text), shown);
        }
    }

    #[test]
    fn cuts_fall_between_characters() {
        let first = |columns| first_columns("완충 공간".to_owned(), columns, false);
        let last = |columns| last_columns("완충 공간".to_owned(), columns, false);
        for (columns, from_the_left, from_the_right) in [
            (9, "완충 공간", "완충 공간"),
            (8, "완충 공…", "…충 공간"),
            (7, "완충 …", "… 공간"),
            (6, "완충 …", "… 공간"),
            (5, "완충…", "…공간"),
            (2, "…", "…"),
            (0, "", ""),
        ] {
            assert_eq!(first(columns), from_the_left, "{columns}");
            assert_eq!(last(columns), from_the_right, "{columns}");
        }
    }

    #[test]
    fn marks_do_not_lose_their_letter() {
        // No composed form exists.
        let text = "aq\u{323}\u{307}b".to_owned();
        assert_eq!(last_columns(text.clone(), 2, true), "…b");
        assert_eq!(last_columns(text, 3, true), "…q\u{323}\u{307}b");
    }
}
