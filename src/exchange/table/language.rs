//! Which language a header names, and what is left of it: `ko`, `English (United States)`, `Term [ko]`, `translation_en`, `영문 용어`.

use crate::source::Language;

/// What a header says of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) language: Language,
    /// Whether it is a name (`Korean`, `영문`), not a code (`ko-KR`).
    pub(super) by_name: bool,
    /// What else the header says, as [`key`] writes it.
    pub(super) rest: String,
}

/// A header as headers are compared: small letters, without spaces, dots and the like.
pub(in crate::exchange) fn key(header: &str) -> String {
    let drops = |c: &char| !c.is_whitespace() && !"_-.:*()[]/".contains(*c);
    header.chars().filter(drops).collect()
}

/// ISO 639-1, but for those that are words of headers (`id`, `no`).
#[rustfmt::skip]
const CODES: [&str; 84] = [
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "eo", "es", "et", "eu", "fa", "fi", "fr",
    "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "is", "it", "ja", "jv", "ka", "kk", "km", "kn", "ku", "ky", "la", "lb", "lo",
    "lt", "lv", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "or", "pa", "pl", "ps", "pt", "ro", "ru",
    "rw", "sa", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tk", "tl", "tr", "uk", "uz", "vi", "zh",
];

/// Codes that are words too, and name a language only where nothing stands beside them.
const WORDS: [&str; 9] = ["am", "be", "he", "hi", "is", "it", "my", "or", "so"];

/// Names of languages that are neither Korean nor English, as headers are written.
#[rustfmt::skip]
const OTHERS: [&str; 62] = [
    "arabic", "bulgarian", "chinese", "croatian", "czech", "danish", "dutch", "estonian", "finnish", "french", "german", "greek",
    "hebrew", "hindi", "hungarian", "indonesian", "italian", "japanese", "khmer", "lao", "latin", "latvian", "lithuanian", "malay",
    "mongolian", "norwegian", "persian", "polish", "portuguese", "romanian", "russian", "serbian", "slovak", "slovenian", "spanish",
    "swedish", "thai", "turkish", "ukrainian", "vietnamese",
    "그리스어", "네덜란드어", "독일어", "독어", "라틴어", "러시아어", "말레이어", "몽골어", "베트남어", "불어", "스웨덴어", "스페인어",
    "아랍어", "우크라이나어", "이탈리아어", "인도네시아어", "일본어", "일어", "중국어", "태국어", "터키어", "프랑스어",
];

const KOREAN: [&str; 8] = [
    "한국어",
    "국문",
    "한글",
    "우리말",
    "국어",
    "한국말",
    "korean",
    "hangul",
];
const ENGLISH: [&str; 4] = ["영어", "영문", "원어", "english"];

/// Where a language is spoken, behind its name (`English_United_States`, `영어(미국)`).
#[rustfmt::skip]
const REGIONS: [&str; 24] = [
    "us", "usa", "unitedstates", "unitedstatesofamerica", "uk", "gb", "unitedkingdom", "greatbritain", "canada", "australia",
    "newzealand", "ireland", "india", "singapore", "southafrica", "hongkong", "international", "korea", "southkorea",
    "republicofkorea", "미국", "영국", "한국", "대한민국",
];

/// What a header in small letters names.
pub(super) fn named(header: &str) -> Option<Named> {
    by_code(header).or_else(|| by_name(header))
}

/// `ko`, `ko_kr`, `term [ko]`, `translation_ko-kr`, `en_description`.
fn by_code(header: &str) -> Option<Named> {
    let is_part = |c: char| c.is_whitespace() || "_-[](){}/:.".contains(c);
    let parts: Vec<&str> = header
        .split(is_part)
        .filter(|part| !part.is_empty())
        .collect();
    let found = |language, rest: &[&str]| {
        Some(Named {
            language,
            by_name: false,
            rest: rest.concat(),
        })
    };
    if let [before @ .., code, region] = &parts[..]
        && let Some(language) = language_of(code)
        && is_region(region)
    {
        return found(language, before);
    }
    let is_alone = parts.len() == 1;
    let language_of = |code: &str| language_of(code).filter(|_| is_alone || !WORDS.contains(&code));
    if let [before @ .., code] = &parts[..]
        && let Some(language) = language_of(code)
    {
        return found(language, before);
    }
    let [code, behind @ ..] = &parts[..] else {
        return None;
    };
    let language = language_of(code)?;
    match behind {
        [region, behind @ ..] if is_region(region) => found(language, behind),
        _ => found(language, behind),
    }
}

fn language_of(code: &str) -> Option<Language> {
    let language = Language::of_code(code)?;
    (language != Language::Other || CODES.contains(&code)).then_some(language)
}

/// The second part of a code: `kr`, `hans`, `419`.
fn is_region(part: &str) -> bool {
    let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = part.bytes().all(|byte| byte.is_ascii_digit());
    (letters && (part.len() == 2 || matches!(part, "hans" | "hant" | "latn" | "kore"))
        || digits && part.len() == 3)
        && !matches!(part, "ko" | "en" | "id" | "no")
}

/// `Korean`, `영문 용어`, `정의(영어)`, `English_United_States`.
fn by_name(header: &str) -> Option<Named> {
    let key = key(header);
    let names =
        |names: &'static [&'static str], language| names.iter().map(move |&name| (name, language));
    let all = names(&KOREAN, Language::Korean)
        .chain(names(&ENGLISH, Language::English))
        .chain(names(&OTHERS, Language::Other));
    let rest = |name: &str| key.strip_prefix(name).or_else(|| key.strip_suffix(name));
    let found = all.filter_map(|(name, language)| Some((name.len(), language, rest(name)?)));
    // The longest: `중국어` ends in `국어`.
    let (_, language, rest) = found.max_by_key(|&(length, ..)| length)?;
    let rest = if REGIONS.contains(&rest) { "" } else { rest };
    Some(Named {
        language,
        by_name: true,
        rest: rest.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Korean, Other};

    #[test]
    fn languages_are_known_by_code_and_by_name() {
        for (header, language, rest) in [
            ("ko", Korean, ""),
            ("ko-kr", Korean, ""),
            ("ko_kr", Korean, ""),
            ("kor", Korean, ""),
            ("korean", Korean, ""),
            ("korean (korea)", Korean, ""),
            ("한국어", Korean, ""),
            ("한국어 용어", Korean, "용어"),
            ("용어(국문)", Korean, "용어"),
            ("term [ko]", Korean, "term"),
            ("translation_ko_kr", Korean, "translation"),
            ("korean_def", Korean, "def"),
            ("en-us", English, ""),
            ("en_gb", English, ""),
            ("english_united_states", English, ""),
            ("영어(미국)", English, ""),
            ("영문명", English, "명"),
            ("en_description", English, "description"),
            ("case_sensitive_en", English, "casesensitive"),
            ("english_status", English, "status"),
            ("zh-hans", Other, ""),
            ("chinese_prc", Other, "prc"),
            ("일본어", Other, ""),
            ("중국어", Other, ""),
            ("translation_ja", Other, "translation"),
            ("pt-br", Other, ""),
        ] {
            let named = named(header).unwrap_or_else(|| panic!("{header}"));
            assert_eq!((named.language, &*named.rest), (language, rest), "{header}");
        }
    }

    #[test]
    fn other_headers_name_none() {
        for header in [
            "id", "no.", "term", "note", "status", "외국", "번역", "entry_id", "is new", "",
        ] {
            assert_eq!(named(header), None, "{header}");
        }
    }
}
