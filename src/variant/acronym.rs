//! Whether an acronym stands for a full form, both in Latin script.

use super::numeronym::Numeronym;

/// Words that need give no letter.
const FUNCTION: [&str; 16] = [
    "a", "an", "and", "as", "at", "by", "de", "for", "from", "in", "of", "on", "or", "the", "to",
    "with",
];
/// What words begin with that X stands for: it is read so (user experience), or it is a cross (digital transformation).
const X: [&str; 3] = ["ex", "trans", "cross"];
/// Longest acronym, in letters.
const LONGEST: usize = 12;

/// Whether the letters and digits of `acronym`, in their order, begin the words of `full`: every word that is no function
/// word gives one letter at least, its first, and may give more (`SARS` for Severe Acute Respiratory Syndrome, `TiSepX` does
/// not). A final small `s` of the acronym is its plural. The acronym has two capitals at least, the full form two words;
/// hyphens and slashes part words, and so do small letters before a capital (`MapReduce`). A [`Numeronym`] stands for one
/// word, and X for one that begins with ex, trans or cross.
///
/// ```
/// use yongeo::variant::abbreviates;
/// assert!(abbreviates("AWS", "Amazon Web Services"));
/// assert!(abbreviates("DoD", "Department of Defense"));
/// assert!(abbreviates("i18n", "internationalization"));
/// assert!(abbreviates("UX", "user experience"));
/// assert!(!abbreviates("AWS", "Amazon Redshift"));
/// ```
#[must_use]
pub fn abbreviates(acronym: &str, full: &str) -> bool {
    let acronym = acronym.trim();
    if let Some(numeronym) = Numeronym::read(acronym.chars()) {
        return numeronym.stands_for(full.chars());
    }
    let capitals = acronym.chars().filter(char::is_ascii_uppercase).count();
    let letters = acronym
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '&' | '-' | '/'));
    if capitals < 2 || !letters {
        return false;
    }
    let plural = acronym.strip_suffix('s').unwrap_or(acronym);
    let letters: Vec<u8> = plural
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    if letters.len() > LONGEST {
        return false;
    }
    let words = words(full);
    words.len() >= 2 && begins(&letters, &words, true)
}

/// The words of a full form in lower case.
fn words(full: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut small = false;
    let mut apart = true;
    for c in full.chars() {
        if !c.is_alphanumeric() {
            apart = apart || !matches!(c, '\'' | '\u{2019}' | '.');
            continue;
        }
        if apart || (small && c.is_uppercase()) {
            words.push(String::new());
        }
        apart = false;
        small = c.is_lowercase();
        let word = words.last_mut().expect("the first character begins a word");
        word.extend(c.to_lowercase());
    }
    words
}

/// Whether the letters begin the words, one after another. `first` is true at the first word, whose letter may not be
/// left out.
fn begins(letters: &[u8], words: &[String], first: bool) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return letters.is_empty();
    };
    if !first && FUNCTION.contains(&word.as_str()) && begins(letters, rest, false) {
        return true;
    }
    if letters.first() == Some(&b'x') && is_x(word.chars()) && begins(&letters[1..], rest, false) {
        return true;
    }
    // One letter of each word; of one in two words at most more, as in SARS-CoV or GeoPoint.
    let common = word
        .bytes()
        .zip(letters)
        .take_while(|(a, b)| *a == **b)
        .count();
    (1..=common.min(3)).any(|taken| begins(&letters[taken..], rest, false))
}

/// Whether X stands for a word with these characters.
pub(crate) fn is_x(word: impl Iterator<Item = char> + Clone) -> bool {
    let small = word.map(|c| c.to_ascii_lowercase());
    X.iter()
        .any(|beginning| beginning.chars().eq(small.clone().take(beginning.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_begin_the_words() {
        for (acronym, full) in [
            ("AI", "Artificial Intelligence"),
            ("AI", "artificial intelligence"),
            ("GDI", "Global Defence Initiative"),
            ("ESA", "European Space Agency"),
            ("APIs", "Application Programming Interfaces"),
            ("NOAA", "National Oceanic and Atmospheric Administration"),
            ("R&D", "Research and Development"),
            ("U.S.A.", "United States of America"),
            ("CNN", "convolutional neural network"),
            ("VR", "virtual-reality"),
            ("SQL", "Structured Query Language"),
            ("DX", "Digital Transformation"),
            ("CX", "customer experience"),
            ("GAAP", "generally accepted accounting principles"),
        ] {
            assert!(abbreviates(acronym, full), "{acronym} = {full}");
        }
    }

    #[test]
    fn other_names_do_not() {
        for (acronym, full) in [
            ("AWS", "Amazon Redshift"),
            ("AI", "Intelligence Artificial"),
            ("it", "information technology"),
            ("IBM", "Watson"),
            ("AI", "Artificial Intelligence Act"),
            ("NASA", "National Aeronautics"),
            ("DX", "digital media"),
            ("EC2", "Elastic"),
            ("AI", ""),
            ("", "Artificial Intelligence"),
        ] {
            assert!(!abbreviates(acronym, full), "{acronym} / {full}");
        }
    }
}
