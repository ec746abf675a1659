//! What other tools say of terms, in our words.

use crate::Kind;
use crate::glossary::Status;

/// A status by any of its names; `None` where it is none of ours: `NEW`, `approved`.
///
/// TBX has `preferredTerm-admn-sts` (ISO 30042) and, in older and newer files, `preferredTerm` and `preferred`; Crowdin «not
/// recommended» and «obsolete»; XTM `FORBIDDEN`; Weblate writes `forbidden`.
pub(super) fn status(value: &str) -> Option<Status> {
    let value = value.trim().to_lowercase();
    let value = value.strip_suffix("-admn-sts").unwrap_or(&value);
    match value.strip_suffix("term").unwrap_or(value).trim_end() {
        "preferred" | "standardized" | "우선" | "우선어" | "권장" | "표준" => {
            Some(Status::Preferred)
        }
        "admitted" | "valid" | "허용" | "허용어" => Some(Status::Admitted),
        "deprecated" | "superseded" | "forbidden" | "obsolete" | "not recommended" | "금지"
        | "금지어" | "사용 금지" | "비권장" => Some(Status::Deprecated),
        "proposed" | "제안" => Some(Status::Proposed),
        "rejected" | "기각" => Some(Status::Rejected),
        _ => None,
    }
}

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
    fn statuses_are_known_by_the_names_that_tools_give_them() {
        for (value, meant) in [
            ("preferredTerm-admn-sts", Some(Status::Preferred)),
            ("preferredTerm", Some(Status::Preferred)),
            ("deprecatedTerm-admn-sts", Some(Status::Deprecated)),
            ("supersededTerm-admn-sts", Some(Status::Deprecated)),
            ("Not Recommended", Some(Status::Deprecated)),
            ("FORBIDDEN", Some(Status::Deprecated)),
            ("admittedTerm-admn-sts", Some(Status::Admitted)),
            ("허용", Some(Status::Admitted)),
            ("New", None),
        ] {
            assert_eq!(status(value), meant, "{value}");
        }
    }

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
