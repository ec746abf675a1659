//! Letters as terms are compared by: no case, no width, no accents; spaces and hyphens are gaps between them.

use unicode_normalization::UnicodeNormalization;

use crate::variant::is_invisible;

/// What a character is to somebody who looks for a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Sign {
    /// A letter or a digit, folded, or another sign that terms are spelled with.
    Letter(char),
    /// Nothing that can be seen.
    Nothing,
    /// A space within a line.
    Space,
    /// The end of a line.
    LineEnd,
    /// A hyphen of any kind.
    Hyphen,
}

/// What a character is.
pub(in crate::check) fn sign(c: char) -> Sign {
    match c {
        'a'..='z' | '0'..='9' | '가'..='힣' => Sign::Letter(c),
        'A'..='Z' => Sign::Letter(c.to_ascii_lowercase()),
        ' ' | '\t' => Sign::Space,
        '\n' | '\r' => Sign::LineEnd,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' => Sign::Hyphen,
        c if c.is_ascii() => Sign::Letter(c),
        c if is_invisible(c) => Sign::Nothing,
        c if c.is_whitespace() => Sign::Space,
        '・' | '‧' | '•' | 'ㆍ' => Sign::Letter('·'),
        c => Sign::Letter(other(c)),
    }
}

/// A letter with an accent or of another width as its plain one.
#[cold]
fn other(c: char) -> char {
    let plain = std::iter::once(c).nfkd().next().unwrap_or(c);
    // A syllable as a compatibility character would come apart; nothing is spelled with those.
    let plain = if plain.is_alphanumeric() { plain } else { c };
    plain.to_lowercase().next().unwrap_or(plain)
}

/// What kind of letters a word is made of: a word ends where another kind begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Script {
    /// Korean syllables.
    Hangul,
    /// Latin letters and digits.
    Latin,
    /// Letters of other scripts, Chinese characters among them.
    Other,
}

/// The script of a character that words are made of; `None` for signs and spaces.
pub(in crate::check) fn script(c: char) -> Option<Script> {
    match c {
        '가'..='힣' => Some(Script::Hangul),
        'a'..='z' | 'A'..='Z' | '0'..='9' => Some(Script::Latin),
        c if c.is_ascii() => None,
        // Full-width letters and digits, and Latin with diacritics.
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            Some(Script::Latin)
        }
        '\u{c0}'..='\u{24f}' if c.is_alphabetic() => Some(Script::Latin),
        // Single jamo, ㄱ or ㅋㅋ, are written like syllables.
        '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' => Some(Script::Hangul),
        c => c.is_alphanumeric().then_some(Script::Other),
    }
}

/// Whether some bytes of UTF-8 begin with a composed Korean syllable, 가 (EA B0 80) to 힣 (ED 9E A3).
pub(in crate::check) fn is_syllable(bytes: &[u8]) -> bool {
    match bytes {
        [0xeb | 0xec, ..] => true,
        [0xea, second, ..] => *second >= 0xb0,
        [0xed, second, third, ..] => *second < 0x9e || *second == 0x9e && *third <= 0xa3,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_folded() {
        for (c, letter) in [
            ('가', '가'),
            ('A', 'a'),
            ('Ａ', 'a'),
            ('é', 'e'),
            ('ㆍ', '·'),
            ('+', '+'),
        ] {
            assert_eq!(sign(c), Sign::Letter(letter), "{c}");
        }
        for (c, what) in [
            (' ', Sign::Space),
            ('\u{3000}', Sign::Space),
            ('\u{a0}', Sign::Space),
            ('\n', Sign::LineEnd),
            ('\u{2011}', Sign::Hyphen),
            ('\u{200b}', Sign::Nothing),
        ] {
            assert_eq!(sign(c), what, "{c:?}");
        }
    }

    #[test]
    fn syllables_are_told_by_their_bytes() {
        for c in ('\u{a000}'..='\u{e000}').chain(['a', 'é', '한', '漢', '😀']) {
            let is = is_syllable(c.to_string().as_bytes());
            assert_eq!(is, ('가'..='힣').contains(&c), "{c:?}");
        }
    }

    #[test]
    fn a_script_is_what_words_are_made_of() {
        assert_eq!(script('한'), Some(Script::Hangul));
        assert_eq!(script('ㅋ'), Some(Script::Hangul));
        assert_eq!(script('7'), Some(Script::Latin));
        assert_eq!(script('Ｓ'), Some(Script::Latin));
        assert_eq!(script('漢'), Some(Script::Other));
        assert_eq!(script('('), None);
        assert_eq!(script('·'), None);
    }
}
