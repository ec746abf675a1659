//! Which script a character belongs to, as far as glosses care.

/// Hangul syllables and compatibility letters.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ㄱ'..='ㅣ')
}

/// Letters of the Latin script.
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic()
}

/// Letters of scripts other than Latin and Hangul.
pub fn is_script(c: char) -> bool {
    c.is_alphabetic() && !is_latin(c) && !is_hangul(c) && c != 'ª' && c != 'º'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_belongs_to_one_script() {
        for (letters, expected) in [
            ("가힣ㅋㅏ", [true, false, false]),
            ("azAZéßŒṭ", [false, true, false]),
            ("法人Ωжあア", [false, false, true]),
            ("09 ·×-º", [false, false, false]),
        ] {
            for c in letters.chars() {
                assert_eq!([is_hangul(c), is_latin(c), is_script(c)], expected, "{c}");
            }
        }
    }
}
