//! How a text ends when it is read aloud.

use super::{latin, number, surname};

/// How a word ends when it is read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Final {
    /// Without a final consonant: 버퍼, 3.14 (사), CPU (유).
    Vowel,
    /// With ㄹ, which counts as a vowel before 로: 파일, 7 (칠), SQL (엘).
    Rieul,
    /// With any other consonant: 공간, 10 (십), IBM (엠).
    Consonant,
}

/// How a text ends when it is read aloud; `None` where nobody can tell for sure: symbols, Hanja, English words that are
/// heard in two ways.
///
/// Closing quotes and brackets, spaces and emphasis signs behind it are not read, nor is a round bracket with what it
/// holds: 캐시(cache) ends like 캐시.
///
/// ```
/// use yongeo::particle::{Final, final_of};
///
/// assert_eq!(final_of("버퍼"), Some(Final::Vowel));
/// assert_eq!(final_of("`SQL`"), Some(Final::Rieul));
/// assert_eq!(final_of("1,000"), Some(Final::Consonant)); // 천
/// assert_eq!(final_of("epoch"), None); // 에포크, 에폭
/// ```
#[must_use]
pub fn final_of(text: &str) -> Option<Final> {
    let text = without_closing(text);
    let last = text.chars().next_back()?;
    match ascii(last) {
        '0'..='9' => number::final_of(text),
        'A'..='Z' | 'a'..='z' => latin::final_of(text),
        // 퍼센트 (or 프로), 도.
        '%' | '°' | '℃' | '℉' => Some(Final::Vowel),
        // 미터, 센티미터, 밀리미터, 킬로미터, 제곱미터; 킬로그램, 밀리그램.
        '㎜' | '㎝' | '㎞' | '㎡' | '㎥' | '㎢' | '㎖' | '㎗' | 'ℓ' | '㎐' | '㎑' | '㎒' | '㎓' => {
            Some(Final::Vowel)
        }
        '㎎' | '㎏' | '㎍' => Some(Final::Consonant),
        last => of_hangul(last),
    }
}

/// The two ways in which a name may end that ends in a digit, since that is read in Sino-Korean or in English, or in the letter R, which
/// dictionaries call 아르 and most people 알, or that is a Korean surname and an English word; `None` for anything else.
///
/// ```
/// use yongeo::particle::{Final, either_of};
///
/// assert_eq!(either_of("GPT-3"), Some([Final::Consonant, Final::Vowel])); // 삼, 쓰리
/// assert_eq!(either_of("Park"), Some([Final::Vowel, Final::Consonant])); // 파크, 박
/// assert_eq!(either_of("PR"), Some([Final::Rieul, Final::Vowel])); // 피알, 피아르
/// ```
#[must_use]
pub fn either_of(text: &str) -> Option<[Final; 2]> {
    let text = without_closing(text);
    number::either(text)
        .or_else(|| latin::either(text))
        .or_else(|| surname::either(text))
}

/// How a syllable ends, or a letter of the Korean alphabet: conjoining ones (NFD) as the end of their syllable, others
/// by their name (한글 맞춤법, article 4).
pub(super) fn of_hangul(last: char) -> Option<Final> {
    Some(match last {
        '가'..='힣' => match (u32::from(last) - u32::from('가')) % 28 {
            0 => Final::Vowel,
            8 => Final::Rieul,
            _ => Final::Consonant,
        },
        '\u{1161}'..='\u{1175}' | 'ㅏ'..='ㅣ' => Final::Vowel,
        '\u{11af}' | 'ㄹ' => Final::Rieul,
        '\u{11a8}'..='\u{11c2}' | 'ㄱ'..='ㅎ' => Final::Consonant,
        _ => return None,
    })
}

/// Full-width letters, digits and signs as ASCII has them.
pub(super) fn ascii(char: char) -> char {
    match char {
        '！'..='～' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        _ => char,
    }
}

/// The text up to what is read last.
fn without_closing(text: &str) -> &str {
    let mut text = text.trim_end_matches(is_silent);
    // Bracketed words are no part of the sentence, unless there are no others.
    while let Some(open) = text.ends_with([')', '）']).then(|| opening(text)).flatten() {
        let before = text[..open].trim_end_matches(is_silent);
        if before.is_empty() {
            break;
        }
        text = before;
    }
    text.trim_end_matches(|char| is_silent(char) || matches!(char, ')' | '）'))
}

fn is_silent(char: char) -> bool {
    char.is_whitespace()
        || matches!(
            char,
            '"' | '\''
                | '”'
                | '’'
                | '」'
                | '』'
                | '》'
                | '〉'
                | '>'
                | '＞'
                | ']'
                | '］'
                | '】'
                | '〕'
                | '}'
                | '｝'
                | '*'
                | '_'
                | '`'
                | '~'
        )
}

/// Where the round bracket opens that closes at the end, in bytes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().rev().find_map(|(at, char)| {
        match char {
            ')' | '）' => depth += 1,
            '(' | '（' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    use Final::{Consonant, Rieul, Vowel};

    #[test]
    fn hangul_ends_with_its_final_consonant() {
        for (text, end) in [
            ("버퍼", Some(Vowel)),
            ("공간", Some(Consonant)),
            ("파일", Some(Rieul)),
            ("값", Some(Consonant)),
            // ㄼ is not ㄹ: 여덟으로.
            ("여덟", Some(Consonant)),
            ("버\u{1111}\u{1165}", Some(Vowel)),
            ("\u{1111}\u{1161}\u{110b}\u{1175}\u{11af}", Some(Rieul)),
            ("공\u{1100}\u{1161}\u{11ab}", Some(Consonant)),
            ("ㄱ", Some(Consonant)),
            ("ㄹ", Some(Rieul)),
            ("ㅏ", Some(Vowel)),
            ("緩衝", None),
            ("C++", None),
            ("C#", None),
            ("α", None),
            ("café", None),
            ("", None),
            ("**", None),
        ] {
            assert_eq!(final_of(text), end, "{text}");
        }
    }

    #[test]
    fn what_closes_is_not_read() {
        for (text, end) in [
            ("“파일”", Some(Rieul)),
            ("**버퍼**", Some(Vowel)),
            ("`값`", Some(Consonant)),
            ("「공간」 ", Some(Consonant)),
            ("[설정]", Some(Consonant)),
            ("<파일>", Some(Rieul)),
            ("캐시(cache)", Some(Vowel)),
            ("공간(버퍼)", Some(Consonant)),
            ("파일(가(나))", Some(Rieul)),
            ("**공간**(space)", Some(Consonant)),
            ("(버퍼)", Some(Vowel)),
            ("버퍼)", Some(Vowel)),
        ] {
            assert_eq!(final_of(text), end, "{text}");
        }
    }

    #[test]
    fn signs_that_are_read_as_words_count() {
        for (text, end) in [
            ("30%", Vowel),
            ("３０％", Vowel),
            ("20℃", Vowel),
            ("20°C", Vowel),
            ("5㎞", Vowel),
            ("5㎏", Consonant),
        ] {
            assert_eq!(final_of(text), Some(end), "{text}");
        }
    }
}
