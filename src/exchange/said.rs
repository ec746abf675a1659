//! What other tools say of terms, in our words.

use crate::Kind;
use crate::source::Language;

/// What a `termType` says: of full forms nothing.
pub(super) fn kind(value: &str) -> Option<Kind> {
    let value = value.trim().to_ascii_lowercase();
    matches!(
        &*value,
        "abbreviation" | "acronym" | "initialism" | "shortform"
    )
    .then_some(Kind::Abbreviation)
}

/// Korean or English, by a code (`ko-KR`, `KO`, `en_US`) or by its English or Korean name; of other languages nothing.
pub(super) fn language(name: &str) -> Option<Language> {
    let first = name.trim().split(['-', '_', ' ', '(']).next()?;
    let known = |language: &Language| *language != Language::Other;
    let by_code = Language::of_code(first).filter(known);
    by_code.or_else(|| Language::of_header(first))
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
            assert_eq!(language(code), Some(Language::Korean), "{code}");
        }
        for code in ["en", "EN", "en-US", "English_United_States", "영어"] {
            assert_eq!(language(code), Some(Language::English), "{code}");
        }
        for code in ["", "kok", "es", "enm", "Spanish"] {
            assert_eq!(language(code), None, "{code}");
        }
    }
}
