//! Cells as findings and notes show them: on one line, with what cannot be seen spelled out.

use crate::variant::is_invisible;

/// Longest cell that is shown in full, in characters.
const LONGEST: usize = 60;

/// A cell in quotes.
pub(crate) fn quote(cell: &str) -> String {
    let mut quoted = String::with_capacity(cell.len() + 2);
    quoted.push('"');
    for (at, c) in cell.chars().enumerate() {
        if at == LONGEST {
            quoted.push('…');
            break;
        }
        let is_strange_space = c.is_whitespace() && c != ' ';
        if c.is_control() || is_invisible(c) || is_strange_space {
            quoted.push_str(&code(c));
        } else {
            quoted.push(c);
        }
    }
    quoted.push('"');
    quoted
}

/// A character by its number.
pub(super) fn code(c: char) -> String {
    format!("<U+{:04X}>", c as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        assert_eq!(quote("데이터 호수"), "\"데이터 호수\"");
        assert_eq!(
            quote("데\u{200b}이터\n호수"),
            "\"데<U+200B>이터<U+000A>호수\""
        );
        assert_eq!(quote(&"가".repeat(61)).chars().count(), 63);
    }
}
