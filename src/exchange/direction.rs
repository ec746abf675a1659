//! From which language into which, and what the languages are called.

use std::str::FromStr;

use super::said::language;
use crate::Error;
use crate::source::Language;

/// From which language into which terms are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// From Korean into English.
    #[default]
    KoreanEnglish,
    /// From English into Korean.
    EnglishKorean,
}

impl Direction {
    /// Korean and English, or anything that there is of both, with that of the source first.
    pub(super) fn order<T>(self, korean: T, english: T) -> [T; 2] {
        match self {
            Self::KoreanEnglish => [korean, english],
            Self::EnglishKorean => [english, korean],
        }
    }

    /// In words: `Korean to English`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::KoreanEnglish => "Korean to English",
            Self::EnglishKorean => "English to Korean",
        }
    }
}

/// What a tool calls the two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codes {
    /// `ko`, `ko-KR`, `KO`, `Korean` …
    pub korean: String,
    /// `en`, `en-US`, `EN`, `English` …
    pub english: String,
}

impl Codes {
    pub(super) fn new(korean: &str, english: &str) -> Self {
        Self {
            korean: korean.to_owned(),
            english: english.to_owned(),
        }
    }

    /// The same as XML wants them (BCP 47): `ko-KR`, where people also write `ko_KR`.
    pub(super) fn for_xml(&self) -> Self {
        Self {
            korean: self.korean.replace('_', "-"),
            english: self.english.replace('_', "-"),
        }
    }
}

impl FromStr for Codes {
    type Err = Error;

    /// Reads `ko-KR,en-US`: that of Korean first.
    fn from_str(text: &str) -> Result<Self, Error> {
        let codes = text
            .split_once(',')
            .map(|(korean, english)| Self::new(korean.trim(), english.trim()));
        let are_codes = |codes: &Self| {
            [&codes.korean, &codes.english].iter().all(|code| {
                let fits =
                    |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '(' | ')');
                !code.is_empty() && code.chars().all(fits)
            }) && codes.korean != codes.english
        };
        if let Some(codes) = &codes
            && (language(&codes.korean) == Some(Language::English)
                || language(&codes.english) == Some(Language::Korean))
        {
            return Err(
                Error::new(format!("{text:?} names the languages the wrong way round"))
                    .hint("Korean first: ko-KR,en-US"),
            );
        }
        codes.filter(are_codes).ok_or_else(|| {
            Error::new(format!("{text:?} names no two languages")).hint("Korean first: ko-KR,en-US")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_two_korean_first() {
        let codes: Codes = "ko-KR, en_US".parse().unwrap();
        assert_eq!((&*codes.korean, &*codes.english), ("ko-KR", "en_US"));
        for wrong in [
            "ko",
            "ko,",
            ",en",
            "ko,ko",
            "ko,en,fr",
            "k<o,en",
            "en-US,ko-KR",
            "English,Korean",
        ] {
            assert!(wrong.parse::<Codes>().is_err(), "{wrong}");
        }
    }
}
