//! What `&nbsp;` and its like stand for: the character references of HTML and Markdown that text
//! outside of tags holds.

/// The named references that stand in running text: those of XML, then spaces, dashes, quotes and dots.
const NAMED: [(&str, char); 21] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
];

/// The character that the reference at the beginning of a text stands for, and how many bytes the
/// reference takes. None if the text begins with anything else.
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    // The longest is `&#x10FFFF;`.
    let rest = text.strip_prefix('&')?;
    let length = rest.bytes().take(9).position(|byte| byte == b';')?;
    let name = &rest[..length];
    let char = match name.strip_prefix('#') {
        Some(number) => {
            let (digits, radix) = match number.strip_prefix(['x', 'X']) {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            let digits_only = digits.chars().all(|c| c.is_digit(radix));
            let code = u32::from_str_radix(digits, radix).ok();
            code.filter(|&code| digits_only && code > 0)
                .and_then(char::from_u32)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((char, length + 2))
}

/// A text with what its references stand for.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let (meant, length) = reference(&rest[at..]).unwrap_or(('&', 1));
        plain.push(meant);
        rest = &rest[at + length..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_readers_see_it() {
        assert_eq!(
            unescaped("R&amp;D &lt;연구&gt; & &nope; &#48260;"),
            "R&D <연구> & &nope; 버"
        );
    }

    #[test]
    fn references_are_read_and_other_text_is_not() {
        for (text, expected) in [
            ("&nbsp;학습", Some(('\u{a0}', 6))),
            ("&amp;amp;", Some(('&', 5))),
            ("&#39;s", Some(('\'', 5))),
            ("&#xAC00;", Some(('가', 8))),
            ("&#x10FFFF;", Some(('\u{10FFFF}', 10))),
            ("& D", None),
            ("&D;", None),
            ("&nbsp", None),
            ("&;", None),
            ("&#;", None),
            ("&#0;", None),
            ("&#+5;", None),
            ("&#xD800;", None),
            ("&가나다;", None),
            ("nbsp;", None),
            ("", None),
        ] {
            assert_eq!(reference(text), expected, "{text}");
        }
    }
}
