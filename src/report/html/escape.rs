//! Text from files as text in HTML, whatever it is.

use std::fmt::{self, Write};

/// A text for an element or an attribute in double quotes. Control characters that HTML has no way to write become
/// U+FFFD.
#[derive(Clone, Copy)]
pub(super) struct Escaped<'t>(pub &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_special(c)) {
            f.write_str(&rest[..at])?;
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ => f.write_char(char::REPLACEMENT_CHARACTER)?,
            }
            rest = &rest[at + c.len_utf8()..];
        }
        f.write_str(rest)
    }
}

fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'') || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        for (text, html) in [
            ("텐서(tensor)", "텐서(tensor)"),
            (
                "<script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("R&D, \"연구\" 'D'", "R&amp;D, &quot;연구&quot; &#39;D&#39;"),
            ("첫 줄\n둘째\0\u{1b}[1m", "첫 줄\n둘째\u{fffd}\u{fffd}[1m"),
            ("", ""),
        ] {
            assert_eq!(Escaped(text).to_string(), html);
        }
    }
}
