//! How a cell of the glossary is written elsewhere: composed, without characters that a format can't hold.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A cell without white space around it, composed (NFC): readers that compare bytes find nothing decomposed.
pub(super) fn composed(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    if is_nfc_quick(cell.chars()) == IsNormalized::Yes {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(cell.nfc().collect())
    }
}

/// The same on one line: line ends, tabs and other control characters as single spaces, for formats that end a
/// cell with them.
pub(super) fn one_line(cell: &str) -> Cow<'_, str> {
    let cell = composed(cell);
    if !cell.contains(is_break) {
        return cell;
    }
    let parts = cell.split(is_break).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    Cow::Owned(parts.join(" "))
}

/// Whether a character ends a line or a cell somewhere: C0 and C1 controls, and the separators of lines and paragraphs.
fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether XML 1.0 can hold a character (<https://www.w3.org/TR/xml/#charsets>).
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_becomes_one_line_of_composed_hangul() {
        for (cell, written) in [
            (" 텐서 ", "텐서"),
            ("첫 언급에\r\n전체 이름", "첫 언급에 전체 이름"),
            ("표\t머리글\u{b}", "표 머리글"),
            ("한 줄\u{2028}두 줄", "한 줄 두 줄"),
            ("\u{1110}\u{1166}\u{11ab}\u{1109}\u{1165}", "텐서"),
        ] {
            assert_eq!(one_line(cell), written);
        }
        assert_eq!(composed("첫 줄\n둘째 줄"), "첫 줄\n둘째 줄");
    }

    #[test]
    fn xml_holds_no_control_characters() {
        assert!("텐서\t\r\n😀".chars().all(is_xml));
        assert!(!"\u{0}\u{8}\u{1b}\u{ffff}\u{fffe}".chars().any(is_xml));
    }
}
