//! Digits, as they are read in Sino-Korean: 10 십, 3.14 삼 점 일사.

use super::Final::{self, Consonant, Rieul, Vowel};
use super::final_sound::ascii;

/// How a text that ends in a digit ends.
///
/// Behind a Latin letter the digit may be read in English (S3 쓰리, H2 투), so only 2, 4 and 5 are certain there, which
/// end in a vowel either way (but 14 and 15).
pub(super) fn final_of(text: &str) -> Option<Final> {
    let before = text.trim_end_matches(|char| matches!(ascii(char), '0'..='9' | '.' | ','));
    let number = &text[before.len()..];
    let last = digits(number).next_back()?;
    let mut rest = before.chars().rev().map(ascii);
    match rest.next() {
        // 1/2 is read from behind (이분의 일), but HTTP/2 as it stands.
        Some('⁄' | '∕') => return None,
        Some('/')
            if !rest
                .clone()
                .next()
                .is_some_and(|char| char.is_ascii_alphabetic()) =>
        {
            return None;
        }
        Some(char) if is_behind_letter(char, rest) => {
            // But 15 is 십오 or 피프틴.
            let is_teen = digits(number).nth_back(1) == Some(1);
            let alike = matches!(last, 2 | 4 | 5) && !(is_teen && last != 2);
            return alike.then_some(Vowel);
        }
        _ => {}
    }
    let whole = whole(number);
    let zeros = digits(whole).rev().take_while(|&digit| digit == 0).count();
    // Behind a point, and with zeros in front, digits are read one by one.
    if zeros == 0 || digits(whole).next() == Some(0) || is_decimal(number) {
        return Some(digit_final(last));
    }
    place_final(zeros)
}

/// The two ways in which a name ends that ends in a digit, read in Sino-Korean and in English: 삼 and 쓰리 of GPT-3 and of 시즌3.
/// `None` for anything else, and for numbers of several digits.
pub(super) fn either(text: &str) -> Option<[Final; 2]> {
    let mut rest = text.chars().rev().map(ascii);
    let digit = rest.next()?.to_digit(10)?;
    let before = rest.next()?;
    let is_hangul = matches!(before, '가'..='힣');
    // 영, 원, 투, 쓰리, 포, 파이브, 식스, 세븐, 에이트, 나인.
    let english = match digit {
        1 | 7 | 9 => Consonant,
        _ => Vowel,
    };
    (is_hangul || is_behind_letter(before, rest)).then_some([digit_final(digit), english])
}

/// Whether a Latin letter stands before the digits, with the character before them and what is before that: S3, UTF-8, Python 3.
fn is_behind_letter(char: char, mut rest: impl Iterator<Item = char>) -> bool {
    char.is_ascii_alphabetic()
        || matches!(char, '-' | '_' | ' ' | '/')
            && rest.next().is_some_and(|char| char.is_ascii_alphabetic())
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    text.chars().filter_map(|char| ascii(char).to_digit(10))
}

fn is_decimal(number: &str) -> bool {
    number.chars().any(|char| ascii(char) == '.')
}

/// What is read as one number at the end: all of 1,000, the last of 1,2.
fn whole(number: &str) -> &str {
    let point = number
        .char_indices()
        .rev()
        .find(|&(_, char)| ascii(char) == '.');
    if let Some((at, char)) = point {
        return &number[at + char.len_utf8()..];
    }
    let mut parts = number.split([',', '，']);
    let first = parts.next().unwrap_or_default();
    let thousands =
        matches!(digits(first).count(), 1..=3) && parts.all(|part| digits(part).count() == 3);
    if thousands {
        number
    } else {
        number.rsplit([',', '，']).next().unwrap_or(number)
    }
}

/// 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구. (0 may be 공, which ends in a consonant, too.)
fn digit_final(digit: u32) -> Final {
    match digit {
        2 | 4 | 5 | 9 => Vowel,
        1 | 7 | 8 => Rieul,
        _ => Consonant,
    }
}

/// 십, 백, 천; 만, 억, 조, 경, 해 from the fifth digit on, four digits each.
fn place_final(zeros: usize) -> Option<Final> {
    match zeros / 4 {
        0..=2 | 4 => Some(Consonant),
        3 | 5 => Some(Vowel),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::final_of;
    use super::*;

    #[test]
    fn numbers_end_with_their_last_digit_or_its_place() {
        for (text, end) in [
            ("0", Consonant),
            ("1", Rieul),
            ("2", Vowel),
            ("3", Consonant),
            ("4", Vowel),
            ("5", Vowel),
            ("6", Consonant),
            ("7", Rieul),
            ("8", Rieul),
            ("9", Vowel),
            ("10", Consonant),
            ("11", Rieul),
            ("20", Consonant),
            ("100", Consonant),
            ("1000", Consonant),
            ("1,000", Consonant),
            ("1,005", Vowel),
            ("10000", Consonant),
            ("100000000", Consonant),
            ("1000000000000", Vowel),
            ("10000000000000000", Consonant),
            ("3.14", Vowel),
            ("0.1", Rieul),
            ("2.0", Consonant),
            ("1.2.3", Consonant),
            ("007", Rieul),
            ("３", Consonant),
            ("１２", Vowel),
            ("１，０００", Consonant),
            ("제3", Consonant),
            ("-7", Rieul),
            ("10:30", Consonant),
        ] {
            assert_eq!(final_of(text), Some(end), "{text}");
        }
        assert_eq!(final_of("1/2"), None);
        assert_eq!(final_of("33⁄3"), None);
    }

    #[test]
    fn names_end_in_one_of_two_ways() {
        for (text, ends) in [
            ("GPT-3", [Consonant, Vowel]),
            ("시즌3", [Consonant, Vowel]),
            ("SHA-1", [Rieul, Consonant]),
            ("Stage 1", [Rieul, Consonant]),
            ("노트9", [Vowel, Consonant]),
            ("HTTP/3", [Consonant, Vowel]),
        ] {
            assert_eq!(either(text), Some(ends), "{text}");
        }
        for text in ["3", "6-4", "128", "GPT-13", "초 3", "버퍼", ""] {
            assert_eq!(either(text), None, "{text}");
        }
    }

    #[test]
    fn a_digit_behind_a_letter_may_be_english() {
        for text in ["H2", "MP4", "P5", "HTTP/2", "Python 2", "v1.2"] {
            assert_eq!(final_of(text), Some(Vowel), "{text}");
        }
        for text in [
            "S1",
            "S3",
            "B6",
            "F7",
            "UTF-8",
            "K9",
            "v2.0",
            "Windows 10",
            "MP3",
            "HTTP/3",
            "iPhone 15",
            "1/2",
        ] {
            assert_eq!(final_of(text), None, "{text}");
        }
    }
}
