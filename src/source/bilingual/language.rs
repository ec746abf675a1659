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
}

/// In how many Latin letters there is one syllable at least of a text of which a part is Korean.
const LEAST: usize = 50;

/// How many letters of which script some texts have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Letters {
    hangul: usize,
    latin: usize,
    other: usize,
}

impl Letters {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut letters = Self::default();
        for c in texts.flat_map(str::chars) {
            match c {
                '가'..='힣' | '\u{1100}'..='\u{11ff}' => letters.hangul += 1,
                'a'..='z' | 'A'..='Z' => letters.latin += 1,
                c if c.is_alphabetic() => letters.other += 1,
                _ => {}
            }
        }
        letters
    }

    /// The languages of two sides. Both have words of the other language in them: of two that may be Korean, that with the
    /// smaller share of Hangul is English.
    pub(super) fn languages(one: Self, other: Self) -> [Language; 2] {
        match [one.language(), other.language()] {
            [Language::Korean, Language::Korean]
                if one.hangul * other.latin > other.hangul * one.latin =>
            {
                [Language::Korean, Language::English]
            }
            [Language::Korean, Language::Korean] => [Language::English, Language::Korean],
            // A translation that is not finished, or full of names and code.
            [Language::English, Language::English] if other.is_partly_korean(one) => {
                [Language::English, Language::Korean]
            }
            [Language::English, Language::English] if one.is_partly_korean(other) => {
                [Language::Korean, Language::English]
            }
            languages => languages,
        }
    }

    /// Whether some of it is Korean, and more than in the text on the other side, which may name things in Hangul.
    fn is_partly_korean(self, other: Self) -> bool {
        self.hangul * LEAST >= self.latin
            && self.hangul * other.latin > 2 * other.hangul * self.latin
    }

    /// The language that most of them belong to. A syllable counts as much as three letters, which is about what it takes to
    /// write one.
    fn language(self) -> Language {
        if self.hangul > 0 && self.hangul * 3 >= self.latin && self.hangul * 3 >= self.other {
            Language::Korean
        } else if self.latin > self.other {
            Language::English
        } else {
            Language::Other
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
    fn letters_tell_the_languages_of_two_sides() {
        let [korean, english, other] = [Language::Korean, Language::English, Language::Other];
        for (one, two, languages) in [
            (
                "Empty the buffer.",
                "API 서버의 버퍼를 비운다.",
                [english, korean],
            ),
            ("텐서를 더한다.", "Add the 텐서.", [korean, english]),
            (
                "Add the 텐서.",
                "텐서를 tensor에 더한다.",
                [english, korean],
            ),
            ("バッファを空にする", "버퍼를 비운다.", [other, korean]),
            (
                "The word 버퍼 is a loan word in Korean.",
                "123",
                [english, other],
            ),
            ("", "버퍼", [other, korean]),
            (
                "Save the file, or import it from GitHub or GitLab",
                "저장하기 or import it from GitHub or GitLab or Bitbucket",
                [english, korean],
            ),
            (
                "Languages of the menu: English and Korean (한국어)",
                "Languages of our menu: English and Korean (한국어)",
                [english, english],
            ),
        ] {
            let [first, second] = [one, two].map(|text| Letters::of([text].into_iter()));
            assert_eq!(Letters::languages(first, second), languages, "{one} {two}");
        }
    }
}
