//! How Latin letters sound at the beginning of a Korean word, and what they are called.

use crate::scan::Glyph;

/// Whether a Korean word that begins with this syllable may render an English one that begins with
/// this letter, by sound.
#[must_use]
pub fn sounds_like(letter: char, syllable: char) -> bool {
    let code = (syllable as u32).wrapping_sub('가' as u32);
    if code >= 11_172 {
        return syllable.to_ascii_lowercase() == letter;
    }
    // Initials in Unicode order: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ.
    let initial = code / 588;
    let vowel = code / 28 % 21;
    match letter {
        'a' => initial == 11 && matches!(vowel, 0 | 1 | 4 | 5 | 8),
        'b' => matches!(initial, 7 | 8),
        'c' => matches!(initial, 0 | 9 | 14 | 15 | 16),
        'd' => matches!(initial, 3 | 4),
        'e' => initial == 11 && matches!(vowel, 1 | 4 | 5 | 7 | 20),
        'f' => matches!(initial, 17 | 18),
        'g' => matches!(initial, 0 | 1 | 12),
        'h' => initial == 18,
        'i' => initial == 11 && matches!(vowel, 0 | 20),
        'j' => matches!(initial, 12 | 18),
        'k' => matches!(initial, 0 | 15),
        'l' | 'r' => initial == 5,
        'm' => initial == 6,
        'n' => initial == 2,
        'o' => initial == 11 && matches!(vowel, 0 | 4 | 8),
        'p' => matches!(initial, 17 | 7),
        'q' => initial == 15,
        's' => matches!(initial, 9 | 10),
        't' => matches!(initial, 16 | 3 | 14 | 9),
        'u' => initial == 11 && matches!(vowel, 4 | 13 | 17),
        'v' => initial == 7,
        'w' => initial == 11 && matches!(vowel, 9 | 10 | 13 | 14 | 15 | 16),
        'x' => matches!(initial, 9 | 12),
        'y' => initial == 11 && matches!(vowel, 2 | 3 | 6 | 7 | 12 | 17),
        'z' => initial == 12,
        _ => false,
    }
}

/// What letters and digits are called, a to z and 0 to 9: the names of 외래어 표기법, and what else is
/// heard.
const NAMES: [&[&str]; 36] = [
    &["에이"],
    &["비"],
    &["시", "씨"],
    &["디"],
    &["이"],
    &["에프"],
    &["지"],
    &["에이치", "에치"],
    &["아이"],
    &["제이"],
    &["케이"],
    &["엘"],
    &["엠"],
    &["엔"],
    &["오"],
    &["피"],
    &["큐"],
    &["아르", "알"],
    &["에스"],
    &["티"],
    &["유"],
    &["브이"],
    &["더블유", "더블류"],
    &["엑스"],
    &["와이"],
    &["제트", "지"],
    &["제로", "영", "공"],
    &["원", "일"],
    &["투", "이"],
    &["스리", "쓰리", "삼"],
    &["포", "사"],
    &["파이브", "오"],
    &["식스", "육"],
    &["세븐", "칠"],
    &["에이트", "팔"],
    &["나인", "구"],
];

/// Whether Korean is the letters and digits of a form read out: 에이아이 is AI, 피투피 P2P. Spaces
/// and hyphens count on neither side.
#[must_use]
pub fn spelled(korean: &[Glyph], form: &[Glyph]) -> bool {
    let count = form.iter().filter(|g| g.char.is_alphanumeric()).count();
    count >= 2 && reads(korean, form)
}

/// How many characters of Korean, from its beginning, are the letters and digits of a word read out;
/// the most, if there are several ways.
#[must_use]
pub fn read_out(korean: &[Glyph], word: &[Glyph]) -> Option<usize> {
    let Some((glyph, rest)) = word.split_first() else {
        return Some(0);
    };
    let index = match glyph.char.to_ascii_lowercase() {
        c @ 'a'..='z' => c as usize - 'a' as usize,
        c @ '0'..='9' => c as usize - '0' as usize + 26,
        _ => return None,
    };
    NAMES[index]
        .iter()
        .filter_map(|name| {
            let length = name.chars().count();
            let begins =
                length <= korean.len() && name.chars().zip(korean).all(|(a, b)| a == b.char);
            begins.then(|| read_out(&korean[length..], rest).map(|more| length + more))?
        })
        .max()
}

fn reads(korean: &[Glyph], form: &[Glyph]) -> bool {
    match (korean, form) {
        ([], []) => true,
        ([glyph, rest @ ..], _) if matches!(glyph.char, ' ' | '-') => reads(rest, form),
        (_, [glyph, rest @ ..]) => {
            let index = match glyph.char.to_ascii_lowercase() {
                c @ 'a'..='z' => c as usize - 'a' as usize,
                c @ '0'..='9' => c as usize - '0' as usize + 26,
                _ => return reads(korean, rest),
            };
            NAMES[index].iter().any(|name| {
                let length = name.chars().count();
                length <= korean.len()
                    && name.chars().zip(korean).all(|(a, b)| a == b.char)
                    && reads(&korean[length..], rest)
            })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    #[test]
    fn letters_sound_at_the_beginning_of_words() {
        for (letter, word) in [
            ('b', '블'),
            ('c', '센'),
            ('e', '에'),
            ('w', '위'),
            ('k', 'K'),
        ] {
            assert!(sounds_like(letter, word), "{letter} {word}");
        }
        for (letter, word) in [('b', '센'), ('a', '이'), ('m', '나')] {
            assert!(!sounds_like(letter, word), "{letter} {word}");
        }
    }

    #[test]
    fn letters_are_read_out() {
        let glyphs = |text: &str| Window::of(text).glyphs().to_vec();
        let read = |korean: &str, form: &str| spelled(&glyphs(korean), &glyphs(form));
        for (korean, form) in [
            ("에이아이", "AI"),
            ("와이더블유시에이", "YWCA"),
            ("씨지브이", "CGV"),
            ("피투피", "P2P"),
            ("에스 쓰리", "S3"),
        ] {
            assert!(read(korean, form), "{korean} {form}");
        }
        assert_eq!(read_out(&glyphs("엑스레이"), &glyphs("X")), Some(2));
        assert_eq!(read_out(&glyphs("유에스비 단자"), &glyphs("USB")), Some(4));
        assert_eq!(read_out(&glyphs("레이"), &glyphs("X")), None);
        for (korean, form) in [("에이아이", "AB"), ("나토", "NATO"), ("에이", "A")] {
            assert!(!read(korean, form), "{korean} {form}");
        }
    }
}
