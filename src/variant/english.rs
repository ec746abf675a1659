//! A key that is equal for spellings of one English term.
//!
//! What differs beyond case, spacing, hyphens, width, plural, possessive and British or American spelling keeps its own
//! key: `S3` and `S4`, `C` and `C++`, `Node.js` and `Nodejs`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::{british, plural};

/// The key of a Latin-script term: case, spaces, hyphens, width, the plural of each word, the possessive, British
/// spelling, accents and a leading article of a longer name are ignored.
///
/// ```
/// use yongeo::variant::english_key;
/// assert_eq!(english_key("Data-Lakes"), english_key("data lake"));
/// assert_eq!(english_key("colour normalisation"), english_key("Color normalization"));
/// assert_ne!(english_key("Amazon S3"), english_key("Amazon S4"));
/// ```
#[must_use]
pub fn english_key(english: &str) -> String {
    // Without accents: café and cafe.
    let composed: Cow<'_, str> = if english.is_ascii() {
        Cow::Borrowed(english)
    } else {
        let letters = english.nfkd();
        let letters = letters.filter(|&c| !is_invisible(c) && !matches!(c, '\u{300}'..='\u{36f}'));
        Cow::Owned(letters.nfc().collect())
    };
    let mut key = String::with_capacity(composed.len());
    let words = composed.split(|c: char| c.is_whitespace() || is_hyphen(c));
    let named = words.clone().filter(|word| !word.is_empty()).count() > 2;
    for (at, word) in words.enumerate() {
        // The Lord of the Rings; but The Who is not who.
        if at == 0 && named && word.eq_ignore_ascii_case("the") {
            continue;
        }
        let start = key.len();
        key.extend(word.chars().map(straight).flat_map(char::to_lowercase));
        if key[start..].ends_with("'s") && key.len() - start > 3 {
            key.truncate(key.len() - 2);
        } else {
            let possessive = key[start..].ends_with("s'");
            if possessive {
                key.pop();
            }
            let word = if possessive {
                word.trim_end_matches(['\'', '\u{2019}'])
            } else {
                word
            };
            plural::fold(&mut key, start, word);
        }
        british::fold(&mut key, start);
    }
    if key.is_empty() {
        composed.into_owned()
    } else {
        key
    }
}

/// Hyphens, dashes and minus signs of all sorts.
fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Characters that take no room: soft hyphen, zero-width spaces and joiners, direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_english_term() {
        for (a, b) in [
            ("Consortium", "consortium"),
            ("data lake", "Data-Lake"),
            ("data lake", "DataLake"),
            ("non\u{2011}enumerable", "non-enumerable"),
            ("non\u{2013}enumerable", "nonenumerable"),
            ("ＡＷＳ", "AWS"),
            ("Ｄａｔａ　Lake", "data lake"),
            ("services", "service"),
            ("Amazon Web Service", "Amazon Web Services"),
            ("AMAZON WEB SERVICES", "Amazon Web Services"),
            ("classes", "class"),
            ("processes", "process"),
            ("boxes", "box"),
            ("hashes", "hash"),
            ("patches", "patch"),
            ("caches", "cache"),
            ("databases", "database"),
            ("data bases", "database"),
            ("approaches", "approach"),
            ("libraries", "library"),
            ("cookies", "cookie"),
            ("viruses", "virus"),
            ("houses", "house"),
            ("APIs", "API"),
            ("LLMs", "LLM"),
            ("GPUs", "GPU"),
            ("APIs", "api"),
            ("caf\u{65}\u{301}", "café"),
            ("Moore\u{2019}s law", "Moore's law"),
            ("zero\u{200b}width", "zerowidth"),
            ("Alzheimer's disease", "Alzheimer disease"),
            ("users' guide", "user guide"),
            ("Organisation", "Organizations"),
            ("centres", "center"),
            ("licences", "license"),
            ("The Lord of the Rings", "Lord of the Rings"),
            ("Criteria", "criterion"),
            ("Müller", "Muller"),
        ] {
            assert_eq!(english_key(a), english_key(b), "{a} ~ {b}");
        }
    }

    #[test]
    fn different_english_terms() {
        for (a, b) in [
            ("S3", "S4"),
            ("AWS", "AW"),
            ("C", "C++"),
            ("C++", "C#"),
            ("virus", "viru"),
            ("analysis", "analysi"),
            ("class", "clas"),
            ("bus", "bu"),
            ("DNS", "DN"),
            ("gas", "ga"),
            ("plan", "plane"),
            ("SARS-CoV", "SARS-CoV-2"),
            ("Windows 10", "Windows 11"),
            ("The Who", "WHO"),
        ] {
            assert_ne!(english_key(a), english_key(b), "{a} / {b}");
        }
    }

    #[test]
    fn a_term_of_hyphens_alone_keeps_a_key() {
        assert_ne!(english_key("-"), english_key("--"));
        assert!(!english_key("—").is_empty());
    }

    proptest! {
        #[test]
        fn keys_ignore_case_and_spacing(words in prop::collection::vec("[a-z]{3,8}", 1..4)) {
            let spaced = words.join(" ");
            prop_assert_eq!(english_key(&spaced), english_key(&words.join("-")));
            prop_assert_eq!(english_key(&spaced), english_key(&words.join(" \t")));
            // In capitals alone, an s may be the last of an acronym.
            let title: Vec<String> = words.iter().map(|word| word[..1].to_uppercase() + &word[1..]).collect();
            prop_assert_eq!(english_key(&spaced), english_key(&title.join(" ")));
        }

        #[test]
        fn keys_never_panic(text in any::<String>()) {
            let text = format!("x{text}");
            prop_assert_eq!(english_key(&text), english_key(&text.replace('-', " ")));
        }
    }
}
