//! What a form in Latin script looks like: an acronym, words, or a name from code.

use crate::lexicon::Lexicon;
use crate::scan::Glyph;

/// What a form looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Capitals, with digits and joiners: `AWS`, `R&D`, `mRNA`, `SARS-CoV-2`.
    Acronym,
    /// A word or several.
    Words,
    /// A name such as code has: `camelCase`, `snake_case`.
    Identifier,
}

/// The shape of a form.
pub fn shape(text: &[Glyph]) -> Shape {
    let count = |f: fn(char) -> bool| text.iter().filter(|g| f(g.char)).count();
    let capitals = count(char::is_uppercase);
    let small = count(char::is_lowercase);
    let spaces = count(|c| c == ' ');
    if capitals >= 2
        && spaces <= 1
        && capitals > small
        && capitals + small <= 9
        && !(spaces > 0 && is_title(text))
    {
        return Shape::Acronym;
    }
    let inner_capital = text
        .windows(2)
        .any(|w| w[0].char.is_lowercase() && w[1].char.is_uppercase());
    let begins_small = text.first().is_some_and(|g| g.char.is_lowercase());
    if text.iter().any(|g| g.char == '_')
        || (inner_capital && begins_small && small > 4 && spaces == 0)
    {
        return Shape::Identifier;
    }
    Shape::Words
}

/// Words in capitals, not initials: B CLASS. Many a word is an acronym, too, but not beside another word.
fn is_title(text: &[Glyph]) -> bool {
    text.split(|g| g.char == ' ').any(|word| {
        let lower: String = word.iter().flat_map(|g| g.char.to_lowercase()).collect();
        word.len() >= 4 && Lexicon::knows(&lower)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    #[test]
    fn shapes() {
        for (text, expected) in [
            ("UNESCO", Shape::Acronym),
            ("M&A", Shape::Acronym),
            ("tRNA", Shape::Acronym),
            ("USB 3", Shape::Acronym),
            ("MERS-CoV", Shape::Acronym),
            ("PhD", Shape::Acronym),
            ("OPEN DAY", Shape::Words),
            ("SAFE 25", Shape::Words),
            ("OECD 2030", Shape::Acronym),
            ("YouTube", Shape::Words),
            ("binary search tree", Shape::Words),
            ("Unesco", Shape::Words),
            ("iPad", Shape::Words),
            ("INTERNATIONAL", Shape::Words),
            ("useEffect", Shape::Identifier),
            ("max_length", Shape::Identifier),
        ] {
            assert_eq!(shape(Window::of(text).glyphs()), expected, "{text}");
        }
    }
}
