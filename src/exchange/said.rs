//! What other tools say of terms, in our words.

use crate::Kind;

/// What a `termType` says: of full forms nothing.
pub(super) fn kind(value: &str) -> Option<Kind> {
    let value = value.trim().to_ascii_lowercase();
    matches!(
        &*value,
        "abbreviation" | "acronym" | "initialism" | "shortform"
    )
    .then_some(Kind::Abbreviation)
}

/// The two languages that are read, by a code (`ko-KR`, `KO`, `en_US`) or by the English or Korean name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Korean,
    English,
}

/// Which of the two a code or name means.
pub(super) fn side(language: &str) -> Option<Side> {
    let language = language.trim().to_lowercase();
    let first = language
        .split(['-', '_', ' ', '('])
        .next()
        .unwrap_or_default();
    match first {
        "ko" | "kor" | "korean" | "한국어" | "국어" | "국문" => Some(Side::Korean),
        "en" | "eng" | "english" | "영어" | "영문" => Some(Side::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_codes_and_names() {
        for code in [
            "ko",
            "KO",
            "ko-KR",
            "ko_KR",
            "Korean",
            "Korean (South Korea)",
            "한국어",
        ] {
            assert_eq!(side(code), Some(Side::Korean), "{code}");
        }
        for code in ["en", "EN", "en-US", "English_United_States", "영어"] {
            assert_eq!(side(code), Some(Side::English), "{code}");
        }
        for code in ["", "kok", "es", "enm", "Spanish"] {
            assert_eq!(side(code), None, "{code}");
        }
    }
}
