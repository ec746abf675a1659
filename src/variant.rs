//! Which spellings are one term: keys that are equal for spellings nobody would call two terms.
//!
//! Keys are for comparing only; they are never shown. What differs beyond case, spacing, hyphens,
//! width and plural keeps its own key: `S3` and `S4`, `C` and `C++`, `Node.js` and `Nodejs`.

use unicode_normalization::UnicodeNormalization;

/// The key of a Latin-script term: case, spaces, hyphens, width and the plural of each word are
/// ignored.
///
/// ```
/// use yongeo::variant::english_key;
/// assert_eq!(english_key("Data-Lakes"), english_key("data lake"));
/// assert_ne!(english_key("Amazon S3"), english_key("Amazon S4"));
/// ```
#[must_use]
pub fn english_key(english: &str) -> String {
    let composed: String = english.nfkc().filter(|&c| !is_invisible(c)).collect();
    let mut key = String::with_capacity(composed.len());
    for word in composed.split(|c: char| c.is_whitespace() || is_hyphen(c)) {
        let start = key.len();
        key.extend(word.chars().map(straight).flat_map(char::to_lowercase));
        fold_plural(&mut key, start, word);
    }
    if key.is_empty() { composed } else { key }
}

/// The key of a Korean term: spaces, width and the case of Latin letters are ignored.
///
/// ```
/// use yongeo::variant::korean_key;
/// assert_eq!(korean_key("데이터 레이크"), korean_key("데이터레이크"));
/// ```
#[must_use]
pub fn korean_key(korean: &str) -> String {
    korean
        .nfkc()
        .filter(|&c| !c.is_whitespace() && !is_invisible(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Turns the word at `key[start..]` (already in lower case) into its singular. `word` is the word as
/// written: the S of `AWS` is no plural, that of `APIs` is.
///
/// Both numbers of a word must get one key; the key itself need not be a word (`bias` becomes `bia`).
fn fold_plural(key: &mut String, start: usize, word: &str) {
    let characters = word.chars().count();
    let acronym = |stem: &str| {
        stem.chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    if characters > 2 && word.strip_suffix('s').is_some_and(acronym) {
        key.pop();
        return;
    }
    let written_plural = word.ends_with('s') || (word.ends_with('S') && characters > 5);
    let singular = ["ss", "us", "is"]
        .iter()
        .any(|end| key[start..].ends_with(end));
    if written_plural && characters > 3 && !singular {
        key.pop();
        // classes, boxes, meshes, batches, approaches: the e belongs to the plural.
        let stem = &key[start..];
        let extra = ["sse", "xe", "she", "tche", "nche", "rche", "oache", "eache"]
            .iter()
            .any(|end| stem.ends_with(end))
            // viruses, statuses, but causes and houses
            || (stem.len() > 4
                && stem.ends_with("use")
                && !stem.ends_with("ause")
                && !stem.ends_with("ouse"));
        if extra {
            key.pop();
        }
    }
    // libraries and library, cookies and cookie
    if key.len() - start > 4 && key.ends_with("ie") {
        key.truncate(key.len() - 2);
        key.push('y');
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
        ] {
            assert_ne!(english_key(a), english_key(b), "{a} / {b}");
        }
    }

    #[test]
    fn a_term_of_hyphens_alone_keeps_a_key() {
        assert_ne!(english_key("-"), english_key("--"));
        assert!(!english_key("—").is_empty());
    }

    #[test]
    fn spellings_of_one_korean_term() {
        assert_eq!(
            korean_key("콘텐츠 전송 네트워크"),
            korean_key("콘텐츠전송네트워크")
        );
        assert_eq!(korean_key("AI 연구소"), korean_key("ai연구소"));
        assert_eq!(korean_key("\u{1111}\u{1167}\u{11bc}균"), korean_key("평균"));
        assert_ne!(korean_key("컨소시엄"), korean_key("콘소시엄"));
    }

    proptest! {
        #[test]
        fn keys_ignore_case_and_spacing(words in prop::collection::vec("[a-z]{1,8}", 1..4)) {
            let spaced = words.join(" ");
            prop_assert_eq!(english_key(&spaced), english_key(&words.join("-")));
            prop_assert_eq!(english_key(&spaced), english_key(&words.join(" \t")));
        }

        #[test]
        fn keys_never_panic(text in any::<String>()) {
            let text = format!("x{text}");
            prop_assert_eq!(english_key(&text), english_key(&text.replace('-', " ")));
            prop_assert!(!korean_key(&text).contains(' '));
        }
    }
}
