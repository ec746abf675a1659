//! Languages that are none.

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;

pub(super) const UNKNOWN_LANGUAGE: Rule = Rule {
    name: "unknown-language",
    level: Level::Warning,
    explanation: "The language is not a code of ISO 639: two letters where there are two (en, fr, la), else three (grc; und \
                  where nobody knows), and behind them a region if need be (en-US). Codes of three letters are believed, \
                  unless the language has one of two.",
    bad: "concept,english,korean,language\ntensor,tensor,텐서,영어\n",
    good: "concept,english,korean,language\ntensor,tensor,텐서,en\n",
    check,
};

/// The codes of ISO 639-1 (set 1 of ISO 639:2023), with `sh`, which many files still have. Sorted.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it \
    iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd \
    ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st \
    su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// What is written instead of a code, and the code.
const MISTAKEN: [(&str, &str); 33] = [
    ("chi", "zh"),
    ("chinese", "zh"),
    ("cn", "zh"),
    ("deu", "de"),
    ("dut", "nl"),
    ("eng", "en"),
    ("english", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("french", "fr"),
    ("ger", "de"),
    ("german", "de"),
    ("ita", "it"),
    ("japanese", "ja"),
    ("jp", "ja"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("korean", "ko"),
    ("lat", "la"),
    ("latin", "la"),
    ("nld", "nl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("zho", "zh"),
    ("독일어", "de"),
    ("라틴어", "la"),
    ("스페인어", "es"),
    ("영어", "en"),
    ("일본어", "ja"),
    ("중국어", "zh"),
    ("프랑스어", "fr"),
    ("한국어", "ko"),
];

fn check(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        let language = row.language();
        if is_code(language) {
            continue;
        }
        let small = language.to_lowercase();
        let hint = match MISTAKEN.iter().find(|(mistaken, _)| *mistaken == small) {
            Some((_, code)) => format!("write {code}"),
            None => {
                "write the code of ISO 639 (en, fr, la, …), or und where nobody knows".to_owned()
            }
        };
        let what = format!("unknown language {}", quote(language));
        findings.add(at, Some("language"), what, hint);
    }
}

/// Whether it is a code of a language, with or without a script or region behind it.
fn is_code(language: &str) -> bool {
    let mut parts = language.split(['-', '_']);
    let code = parts.next().unwrap_or_default().to_ascii_lowercase();
    let known = match code.len() {
        2 => TWO_LETTERS.split(' ').any(|known| known == code),
        3 => {
            code.bytes().all(|byte| byte.is_ascii_lowercase())
                && !MISTAKEN.iter().any(|(mistaken, _)| *mistaken == code)
        }
        _ => false,
    };
    let is_subtag = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    known && parts.all(is_subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(TWO_LETTERS.split(' ').is_sorted_by(|a, b| a < b));
        assert!(TWO_LETTERS.split(' ').all(|code| code.len() == 2));
        assert!(MISTAKEN.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn codes_and_what_is_none() {
        for code in [
            "en", "EN", "fr", "la", "grc", "und", "en-US", "zh-Hant", "pt_BR",
        ] {
            assert!(is_code(code), "{code}");
        }
        for other in [
            "eng", "xx", "jp", "English", "영어", "e", "en-", "en-가", "12", "",
        ] {
            assert!(!is_code(other), "{other}");
        }
    }

    #[test]
    fn the_labels_of_glosses_are_codes() {
        for code in ["ga", "grc", "cy", "eo", "sa", "und", "ko", "no", "he", "hi"] {
            assert!(is_code(code), "{code}");
        }
    }
}
