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

/// Whether a word is the letters read out: 에이아이 is AI.
#[must_use]
pub fn spelled(text: &[Glyph], letters: &[char]) -> bool {
    const NAMES: [&[&str]; 26] = [
        &["에이"],
        &["비"],
        &["시", "씨"],
        &["디"],
        &["이"],
        &["에프"],
        &["지"],
        &["에이치"],
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
        &["더블유"],
        &["엑스"],
        &["와이"],
        &["제트", "지"],
    ];
    let mut rest = text;
    for letter in letters {
        let names = NAMES[(*letter as usize).wrapping_sub('a' as usize).min(25)];
        let Some(name) = names.iter().find(|n| {
            n.chars().count() <= rest.len() && n.chars().zip(rest).all(|(a, b)| a == b.char)
        }) else {
            return false;
        };
        rest = &rest[name.chars().count()..];
    }
    rest.is_empty() && letters.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
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
        let read = |korean: &str, letters: &str| {
            let mut window = Window::default();
            window.read(&Document::plain("t", korean), 0..korean.len());
            let letters: Vec<char> = letters.chars().collect();
            spelled(window.glyphs(), &letters)
        };
        assert!(read("에이아이", "ai"));
        assert!(read("와이더블유시에이", "ywca"));
        assert!(read("씨지브이", "cgv"));
        assert!(!read("에이아이", "ab"));
        assert!(!read("나토", "nato"));
    }
}
