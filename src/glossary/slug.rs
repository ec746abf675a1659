//! Identifiers made from terms.

use unicode_normalization::UnicodeNormalization;

/// An identifier from a term: small ASCII letters and digits, joined by hyphens.
///
/// Accents are dropped; `C++` and `C#` become `c-plus-plus` and `c-sharp`. A term without any Latin
/// letter or digit keeps its own letters.
pub(super) fn slug(english: &str) -> String {
    let mut slug = String::with_capacity(english.len());
    let mut gap = false;
    for c in english.nfkd() {
        let letters = match c {
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'þ' | 'Þ' => "th",
            'ı' => "i",
            '+' => "-plus",
            '#' => "-sharp",
            // Combining marks and apostrophes part no words.
            '\u{300}'..='\u{36f}' | '\'' | '\u{2019}' => continue,
            c if c.is_ascii_alphanumeric() => {
                if gap && !slug.is_empty() {
                    slug.push('-');
                }
                gap = false;
                slug.push(c.to_ascii_lowercase());
                continue;
            }
            _ => {
                gap = true;
                continue;
            }
        };
        if (gap || letters.starts_with('-')) && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push_str(letters.trim_start_matches('-'));
    }
    if !slug.is_empty() {
        return slug;
    }
    match words(english) {
        own if own.is_empty() => "term".to_owned(),
        own => own,
    }
}

/// The letters and digits of a term, small, its words joined by hyphens: `고성능-컴퓨팅`.
pub(super) fn words(term: &str) -> String {
    let small = term.to_lowercase();
    let words = small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ascii_where_they_can_be() {
        for (english, name) in [
            ("Amazon Redshift", "amazon-redshift"),
            ("SARS-CoV-2", "sars-cov-2"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("Schrödinger’s cat", "schrodingers-cat"),
            ("Straße", "strasse"),
            ("Søren Kierkegaard", "soren-kierkegaard"),
            ("John F. Bailey", "john-f-bailey"),
            (".NET", "net"),
            ("ＡＷＳ", "aws"),
            ("β", "β"),
            ("北京", "北京"),
            ("—", "term"),
        ] {
            assert_eq!(slug(english), name);
        }
    }
}
