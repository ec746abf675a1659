//! Which rows a person means: by concept, by term, by status.

use unicode_normalization::UnicodeNormalization;

use super::clean::tidy;
use super::row::{Row, Status};
use crate::variant::is_invisible;

/// A term without regard to case, spaces and width. Plurals and hyphens keep their own.
pub(super) fn loose(text: &str) -> String {
    text.nfkc()
        .filter(|&c| !c.is_whitespace() && !is_invisible(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The identifier of a concept, an English or a Korean term, with `*` for anything and `?` for one character. Case, spaces
/// and width are ignored.
///
/// ```
/// use yongeo::glossary::Pattern;
/// let pattern = Pattern::new("*러닝");
/// assert!(pattern.matches("머신 러닝"));
/// assert!(!pattern.matches("러닝머신"));
/// assert!(Pattern::new("machinelearning").matches("Machine Learning"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    key: Vec<char>,
}

impl Pattern {
    /// A pattern from what was typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            key: loose(text).chars().collect(),
        }
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it matches the whole of a text. A pattern of nothing matches nothing.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = loose(text).chars().collect();
        !self.key.is_empty() && self.matches_key(&text)
    }

    /// Whether it is the text to the letter, composition and spaces at the ends aside.
    pub(super) fn is(&self, text: &str) -> bool {
        tidy(&self.text) == tidy(text)
    }

    /// With one `*` to come back to at a time: a later one need not be tried at more places than the earlier ones leave.
    fn matches_key(&self, text: &[char]) -> bool {
        let (mut at, mut in_text) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        while in_text < text.len() {
            match self.key.get(at) {
                Some('*') => {
                    star = Some((at, in_text));
                    at += 1;
                }
                Some(&c) if c == '?' || c == text[in_text] => {
                    at += 1;
                    in_text += 1;
                }
                _ => {
                    let Some((star_at, from)) = star else {
                        return false;
                    };
                    star = Some((star_at, from + 1));
                    (at, in_text) = (star_at + 1, from + 1);
                }
            }
        }
        self.key[at..].iter().all(|&c| c == '*')
    }
}

/// Which rows are meant: those that one of the patterns matches, and all that is said besides holds for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Match the concept's identifier, the English or the Korean term. Without any, all rows are meant of which the
    /// rest holds. Of a pattern that is a cell to the letter, other spellings are not meant.
    pub patterns: Vec<Pattern>,
    /// The concept's identifier, to the letter.
    pub concept: Option<String>,
    /// The English term, to the letter: of spellings that a pattern does not tell apart, this picks one.
    pub english: Option<String>,
    /// The Korean term, to the letter.
    pub korean: Option<String>,
    /// The status now.
    pub from: Option<Status>,
}

impl Selection {
    /// For each pattern whether one of the rows has it to the letter.
    pub(super) fn to_the_letter<'r>(&self, rows: impl Iterator<Item = Row<'r>>) -> Vec<bool> {
        let mut exact = vec![false; self.patterns.len()];
        for row in rows.filter(|&row| self.holds(row)) {
            for (exact, pattern) in exact.iter_mut().zip(&self.patterns) {
                let cells = [row.concept(), row.english(), row.korean()];
                *exact = *exact || cells.into_iter().any(|cell| pattern.is(cell));
            }
        }
        exact
    }

    /// Whether all that is said besides the patterns holds for a row.
    fn holds(&self, row: Row<'_>) -> bool {
        let is = |asked: &Option<String>, cell: &str| {
            asked.as_ref().is_none_or(|text| tidy(text) == tidy(cell))
        };
        self.from.is_none_or(|status| status == row.status())
            && is(&self.concept, row.concept())
            && is(&self.english, row.english())
            && is(&self.korean, row.korean())
    }

    /// Which of the patterns match a row (of which none does where something else does not hold), and whether it is meant.
    /// `exact` says which patterns some row has to the letter.
    pub(super) fn matches(
        &self,
        row: Row<'_>,
        exact: &[bool],
        mut matched: impl FnMut(usize),
    ) -> bool {
        if !self.holds(row) {
            return false;
        }
        let mut meant = self.patterns.is_empty();
        for (number, pattern) in self.patterns.iter().enumerate() {
            let cells = [row.concept(), row.english(), row.korean()];
            let exact = exact.get(number).copied().unwrap_or(false);
            let fits = |cell| {
                if exact {
                    pattern.is(cell)
                } else {
                    pattern.matches(cell)
                }
            };
            if cells.into_iter().any(fits) {
                meant = true;
                matched(number);
            }
        }
        meant
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_terms_but_for_case_spaces_and_width() {
        for (pattern, text, matches) in [
            ("Machine Learning", "machine learning", true),
            ("머신러닝", "머신 러닝", true),
            ("ＡＷＳ", "aws", true),
            ("learning", "machine learning", false),
            ("machine-learning", "machine learning", false),
            ("weights", "weight", false),
            ("*learning", "machine learning", true),
            ("machine*", "machine learning", true),
            ("*", "무엇이든", true),
            ("S?", "S3", true),
            ("S?", "S", false),
            ("*a*b", "xaxaxb", true),
            ("a*b*c", "abcb", false),
            ("", "", false),
            ("C*", "C*", true),
        ] {
            assert_eq!(
                Pattern::new(pattern).matches(text),
                matches,
                "{pattern} {text}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_term_matches_itself_and_stars_around_it(text in "[가-힣a-zA-Z ]{0,8}[가a]", part in 0..9_usize) {
            prop_assert!(Pattern::new(&text).matches(&text));
            let part: String = loose(&text).chars().skip(part).collect();
            let around = Pattern::new(&format!("*{part}*"));
            prop_assert!(around.matches(&text));
        }

        #[test]
        fn stars_around_a_pattern_only_widen_it(pattern in "[*?a가 ]{0,12}", text in "[a가b]{0,8}|.{0,8}") {
            let wider = ["*", &pattern, "*"].concat();
            prop_assert!(!Pattern::new(&pattern).matches(&text) || Pattern::new(&wider).matches(&text));
        }
    }
}
