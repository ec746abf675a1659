//! Sounds of both sides as small numbers: jamo of a Hangul text, letters of a Latin one.
//!
//! The final consonant of a syllable is another symbol than the same consonant at its beginning
//! (they are spelled by other letters), and the silent ㅇ at the beginning is left out.

use unicode_normalization::char::decompose_canonical;

/// A jamo: initial consonants 0 to 18, vowels 19 to 39, final consonants 40 to 66.
pub type Jamo = u8;
/// A letter of the Latin alphabet, 0 to 25.
pub type Letter = u8;

/// Number of jamo symbols.
pub const JAMO: usize = 67;

const FIRST_SYLLABLE: u32 = '가' as u32;
const VOWELS: u32 = 21;
const FINALS: u32 = 28;
const SILENT: u32 = 11;

/// Adds the jamo of a Hangul syllable and says how many; any other character adds none.
pub fn push_jamo(syllable: char, out: &mut Vec<Jamo>) -> usize {
    if !('가'..='힣').contains(&syllable) {
        return 0;
    }
    let before = out.len();
    let code = syllable as u32 - FIRST_SYLLABLE;
    let (initial, vowel, last) = (
        code / FINALS / VOWELS,
        code / FINALS % VOWELS,
        code % FINALS,
    );
    if initial != SILENT {
        out.push(initial as Jamo);
    }
    out.push(19 + vowel as Jamo);
    if last > 0 {
        out.push(39 + last as Jamo);
    }
    out.len() - before
}

/// Adds the letter that a character stands for, case and diacritics aside; none for other
/// characters. Letters that Unicode does not take apart are spelled as they are transcribed.
pub fn push_letters(char: char, out: &mut Vec<Letter>) {
    let mut letter = |c: char| {
        let c = c.to_ascii_lowercase();
        if c.is_ascii_lowercase() {
            out.push(c as u8 - b'a');
        }
    };
    match char {
        'ß' => "ss".chars().for_each(letter),
        'æ' | 'Æ' => "ae".chars().for_each(letter),
        'œ' | 'Œ' => "oe".chars().for_each(letter),
        'ø' | 'Ø' => letter('o'),
        'ł' | 'Ł' => letter('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => letter('d'),
        'þ' | 'Þ' => "th".chars().for_each(letter),
        'ı' => letter('i'),
        c if c.is_ascii() => letter(c),
        c => decompose_canonical(c, letter),
    }
}

/// A jamo as the conjoining character of Unicode that it is written with in tables.
#[must_use]
pub fn jamo_char(jamo: Jamo) -> char {
    let jamo = u32::from(jamo);
    let code = match jamo {
        0..19 => 0x1100 + jamo,
        19..40 => 0x1161 + jamo - 19,
        _ => 0x11a8 + jamo - 40,
    };
    char::from_u32(code).unwrap_or('\u{115f}')
}

/// The jamo that a conjoining character stands for.
#[must_use]
pub fn jamo_of(char: char) -> Option<Jamo> {
    match char as u32 {
        code @ 0x1100..=0x1112 => Some((code - 0x1100) as Jamo),
        code @ 0x1161..=0x1175 => Some((code - 0x1161 + 19) as Jamo),
        code @ 0x11a8..=0x11c2 => Some((code - 0x11a8 + 40) as Jamo),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jamo(text: &str) -> String {
        let mut out = Vec::new();
        for c in text.chars() {
            push_jamo(c, &mut out);
        }
        out.into_iter().map(jamo_char).collect()
    }

    #[test]
    fn syllables_come_apart_without_the_silent_initial() {
        assert_eq!(
            jamo("한글"),
            "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"
        );
        assert_eq!(jamo("아이"), "\u{1161}\u{1175}");
        assert_eq!(jamo("앙"), "\u{1161}\u{11bc}");
        assert_eq!(jamo("힣"), "\u{1112}\u{1175}\u{11c2}");
        assert_eq!(jamo("A1"), "");
    }

    #[test]
    fn jamo_survive_being_written() {
        for j in 0..JAMO as Jamo {
            assert_eq!(jamo_of(jamo_char(j)), Some(j));
        }
    }

    #[test]
    fn letters_lose_case_and_diacritics() {
        let mut out = Vec::new();
        "Éß-Ø9".chars().for_each(|c| push_letters(c, &mut out));
        let letters: String = out.iter().map(|l| (b'a' + l) as char).collect();
        assert_eq!(letters, "esso");
    }
}
