//! Text in XML 1.0.

use std::fmt::{self, Write};

/// Text as the content of an element or the value of an attribute. Characters that XML 1.0 forbids become `\u{fffd}`.
pub(super) struct Xml<'t>(pub &'t str);

impl fmt::Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                // Bare, a reader makes spaces or line feeds of them.
                '\t' | '\n' | '\r' => write!(f, "&#{};", u32::from(c))?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_well_formed_whatever_the_text_holds() {
        assert_eq!(
            Xml("<가 & \"나\">\t\r\n\0\u{1b}\u{ffff}끝").to_string(),
            "&lt;가 &amp; &quot;나&quot;&gt;&#9;&#13;&#10;\u{fffd}\u{fffd}\u{fffd}끝"
        );
    }
}
