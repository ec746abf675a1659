//! The two habits of Python that the reference scorer's output shows: its white space, and how it
//! prints strings.

use std::fmt::Write;

/// White space in the sense of Python's `\s`: Unicode's, and the four ASCII separators.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// A string as Python's `repr` prints it.
pub fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            c if is_printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                // Writing to a string does not fail.
                let _ = match code {
                    0..0x100 => write!(out, "\\x{code:02x}"),
                    0x100..0x1_0000 => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push(quote);
    out
}

/// What Python prints as it is: all but controls, separators other than the space, private use, and
/// the format characters (those of general punctuation, the soft hyphen, the byte order mark, tags).
fn is_printable(c: char) -> bool {
    let hidden = c.is_control()
        || (is_space(c) && c != ' ')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}' | '\u{f0000}'..='\u{10ffff}');
    !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_strings_as_python_does() {
        for (text, printed) in [
            ("텐서", "'텐서'"),
            ("Moore's law", "\"Moore's law\""),
            ("\"a\" and 'b'", "'\"a\" and \\'b\\''"),
            ("a\\b\nc\td", "'a\\\\b\\nc\\td'"),
            ("a\u{a0}b\u{200b}c\u{3000}", "'a\\xa0b\\u200bc\\u3000'"),
            ("\u{f0000}é—", "'\\U000f0000é—'"),
        ] {
            assert_eq!(repr(text), printed);
        }
    }
}
