//! Misspelt English.

use strsim::osa_distance;

use super::english_key;

/// Shortest word that is believed to be misspelt, in bytes: of shorter ones too many are one letter apart.
const SHORTEST: usize = 6;

/// Whether one of two English terms is the other with a slip of the keyboard: the same words but one, in which a letter is
/// missing, too many, another or has changed places, and of the two words one is known (in lower case) and the other not.
/// That their Korean is the same is for the caller to see.
///
/// ```
/// use yongeo::variant::is_slip;
/// let known = |word: &str| ["consortium", "local", "locale"].contains(&word);
/// assert!(is_slip("Research Consortium", "research consortiun", known));
/// assert!(!is_slip("local", "locale", known));
/// ```
#[must_use]
pub fn is_slip(a: &str, b: &str, known: impl Fn(&str) -> bool) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    if words(a) != words(b) {
        return false;
    }
    let mut slips = 0;
    for (a, b) in a.split_whitespace().zip(b.split_whitespace()) {
        if english_key(a) == english_key(b) {
            continue;
        }
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        slips += 1;
        if slips > 1
            || a.len().min(b.len()) < SHORTEST
            || !a
                .bytes()
                .chain(b.bytes())
                .all(|byte| byte.is_ascii_alphabetic())
            || osa_distance(&a, &b) != 1
            || known(&a) == known(&b)
        {
            return false;
        }
    }
    slips == 1
}

/// Whether a term is the right one but for one word that is none (in lower case), with a letter or two missing, too many, others or
/// in another order: one in a word of five letters and more, two in one of eight. Of the two it is known which is right, so more
/// is believed than of [two equals](is_slip).
#[must_use]
pub fn is_misspelt(right: &str, term: &str, known: impl Fn(&str) -> bool) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| c == '-' || c.is_whitespace());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (right, term) = (words(right), words(term));
    let mut others = right.iter().zip(&term).filter(|(a, b)| a != b);
    let Some((word, written)) = others.next() else {
        return false;
    };
    let room = match word.chars().count() {
        0..5 => 0,
        5..8 => 1,
        _ => 2,
    };
    right.len() == term.len()
        && others.next().is_none()
        // The cheap question first: a term may have a thousand English ones.
        && word.len().abs_diff(written.len()) <= 4 * room
        && (1..=room).contains(&osa_distance(word, written))
        && !known(written)
        // A plural is no slip, nor is another spelling.
        && english_key(word) != english_key(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(word: &str) -> bool {
        ["computing", "commuting", "consortium", "high"].contains(&word)
    }

    #[test]
    fn what_is_written_in_place_of_the_right_word() {
        let known = |word: &str| ["chain", "decision", "local", "locale"].contains(&word);
        for (right, term) in [
            ("decision tree", "Desicion Tree"),
            ("supply chain", "suply chain"),
            ("Amazon Chime", "Amazon Chmie"),
        ] {
            assert!(is_misspelt(right, term, known), "{term}");
        }
        for (right, term) in [
            ("local", "locale"),
            ("decision tree", "decision trees"),
            ("colour", "color"),
            ("disk", "disc"),
            ("supply chain", "suply chian"),
            ("tensor", "tensor"),
            ("data lake", "datalake"),
        ] {
            assert!(!is_misspelt(right, term, known), "{term}");
        }
    }

    #[test]
    fn one_letter_of_a_known_word() {
        for (a, b) in [
            ("consortium", "Consortiun"),
            ("high computing", "High Compuitng"),
            ("Computing", "Computting"),
        ] {
            assert!(is_slip(a, b, known) && is_slip(b, a, known), "{a} ~ {b}");
        }
    }

    #[test]
    fn other_words() {
        for (a, b) in [
            ("computing", "commuting"),
            ("computing", "computing"),
            ("Computing", "Komputinq"),
            ("high", "hihg"),
            ("consortium 2", "consortium 3"),
            ("high consortium", "consortium"),
        ] {
            assert!(!is_slip(a, b, known), "{a} / {b}");
        }
    }
}
