//! Words in Latin script that are plainly not English, though no label says so.
//!
//! Three things tell: the same word stands before it in a script of its own (κέρας, keras: a
//! romanization); letters that English does without (Südschleife); articles and prepositions of
//! other languages (Maison de l'Amitié). The names of people keep their letters and particles in
//! English (Anders Ångström, Charles de Gaulle), and so do words that English has taken over
//! (café), so these say nothing. Which language it is remains open: `und`, as ISO 639-2 has it.

use crate::gloss::script::is_latin;
use crate::lexicon::Lexicon;
use crate::scan::Glyph;
use unicode_normalization::UnicodeNormalization;

/// Articles and prepositions of French, German and Italian that English words and the names of
/// people have not; `l'` and `d'` are told by their apostrophe.
const FUNCTION: [&str; 14] = [
    "le", "la", "les", "du", "des", "et", "aux", "das", "und", "für", "del", "della", "delle", "il",
];

/// Whether a form is plainly not English. `script` says that a part in another script, not hanja or
/// kana, stands before it.
pub fn is_foreign(text: &[Glyph], script: bool) -> bool {
    script || has_foreign_letters(text) || has_function_words(text)
}

/// Whether a character is a letter of a script whose romanization is no English: Greek, Cyrillic,
/// Hebrew, Arabic. (Romanized Japanese names count as English, as Korean ones do.)
pub fn is_romanized(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{6ff}' | '\u{1f00}'..='\u{1fff}') && c.is_alphabetic()
}

fn has_foreign_letters(text: &[Glyph]) -> bool {
    if !text.iter().any(|g| is_latin(g.char) && !g.char.is_ascii()) {
        return false;
    }
    let capitals = words(text).filter(|w| w[0].char.is_uppercase()).count();
    if capitals >= 2 {
        return false;
    }
    let plain: String = text
        .iter()
        .flat_map(|g| g.char.to_lowercase())
        .nfd()
        .filter(char::is_ascii)
        .collect();
    !plain.split(' ').all(Lexicon::knows)
}

fn has_function_words(text: &[Glyph]) -> bool {
    let is = |word: &[Glyph], one: &str| {
        word.len() == one.chars().count()
            && one
                .chars()
                .zip(word)
                .all(|(a, b)| b.char.to_lowercase().eq([a]))
    };
    let begins = |word: &[Glyph]| matches!(word, [first, apostrophe, _, ..] if "lLdD".contains(first.char) && "'’".contains(apostrophe.char));
    let mut function = 0;
    let mut others = 0;
    let mut unknown = false;
    for word in words(text) {
        if FUNCTION.iter().any(|f| is(word, f)) || begins(word) && others > 0 {
            function += 1;
        } else {
            others += 1;
            // English words with an article for show: La La Land.
            unknown |= !is_english(word);
        }
    }
    function > 0 && unknown
}

fn is_english(word: &[Glyph]) -> bool {
    let lower: String = word.iter().flat_map(|g| g.char.to_lowercase()).collect();
    matches!(lower.as_str(), "of" | "the" | "and" | "in" | "for")
        || Lexicon::curated().cell(&lower).is_some()
}

fn words(text: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    text.split(|g| g.char == ' ').filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    #[test]
    fn what_is_plainly_not_english() {
        let foreign = |text: &str| is_foreign(Window::of(text).glyphs(), false);
        for text in [
            "Gemütlichkeit",
            "Maison de l'Espoir",
            "Le Petit Prince",
            "Sturm und Drang",
        ] {
            assert!(foreign(text), "{text}");
        }
        for text in [
            "Anders Ångström",
            "Charles de Gaulle",
            "café",
            "La La Land",
            "machine learning",
            "R&D",
            "D'Artagnan",
        ] {
            assert!(!foreign(text), "{text}");
        }
    }

    #[test]
    fn scripts_that_are_romanized() {
        assert!("ψЖשع".chars().all(is_romanized));
        assert!(!"漢かカaé".chars().any(is_romanized));
    }
}
