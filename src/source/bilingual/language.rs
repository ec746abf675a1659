//! The language of one side of a bilingual file: by its code, by its name, or by its letters.

/// A language as far as this house tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// 한국어.
    Korean,
    /// English.
    English,
    /// Any other.
    Other,
}

impl Language {
    /// The language of a code, with or without a country: `ko`, `ko-KR`, `en_US`. `None` for an empty one.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let first = code.trim().split(['-', '_', '.', '@']).next()?;
        match &*first.to_ascii_lowercase() {
            "" => None,
            "ko" | "kor" => Some(Self::Korean),
            "en" | "eng" => Some(Self::English),
            _ => Some(Self::Other),
        }
    }

    /// The language that the header of a column names, by its code or by its name in Korean or English.
    #[must_use]
    pub fn of_header(header: &str) -> Option<Self> {
        match &*header.trim().to_lowercase() {
            "ko" | "ko-kr" | "ko_kr" | "kor" | "korean" | "한국어" | "한글" | "국문" => {
                Some(Self::Korean)
            }
            "en" | "en-us" | "en_us" | "en-gb" | "en_gb" | "eng" | "english" | "영어" | "영문" => {
                Some(Self::English)
            }
            _ => None,
        }
    }

    /// The language that most letters of some texts belong to. Korean texts have English words in them, so one syllable counts as
    /// much as three letters, which is also what it takes to write.
    #[must_use]
    pub fn guess<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut hangul, mut latin, mut other) = (0, 0, 0);
        for c in texts.flat_map(str::chars) {
            match c {
                '가'..='힣' | '\u{1100}'..='\u{11ff}' => hangul += 3,
                'a'..='z' | 'A'..='Z' => latin += 1,
                c if c.is_alphabetic() => other += 1,
                _ => {}
            }
        }
        if hangul > 0 && hangul * 2 >= latin && hangul >= other {
            Self::Korean
        } else if latin > other {
            Self::English
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_known() {
        for (code, language) in [
            ("ko", Some(Language::Korean)),
            ("KO-kr", Some(Language::Korean)),
            ("en_US", Some(Language::English)),
            ("ja", Some(Language::Other)),
            (" ", None),
        ] {
            assert_eq!(Language::of_code(code), language, "{code}");
        }
        for (header, language) in [
            (" 한국어 ", Some(Language::Korean)),
            ("English", Some(Language::English)),
            ("en-US", Some(Language::English)),
            ("name", None),
            ("", None),
        ] {
            assert_eq!(Language::of_header(header), language, "{header}");
        }
    }

    #[test]
    fn letters_tell_the_language_of_a_text() {
        for (text, language) in [
            ("API 서버의 버퍼를 비운다.", Language::Korean),
            ("Empty the buffer of the API server.", Language::English),
            ("The word 버퍼 is a loan word in Korean.", Language::English),
            ("バッファを空にする", Language::Other),
            ("123", Language::Other),
        ] {
            assert_eq!(Language::guess([text].into_iter()), language, "{text}");
        }
    }
}
