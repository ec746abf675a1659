//! Scientific names of living things: genus and species, and who described them.

use super::Form;
use super::no_gloss::ends_with;
use crate::scan::{Glyph, Window};

/// Genus and species, with the endings that Latin names have: Quercus mongolica.
pub fn is_binomial(text: &[Glyph]) -> bool {
    const ENDINGS: [&str; 20] = [
        "ba", "ri", "ni", "ta", "gaster", "ensis", "us", "um", "is", "ii", "ae", "ens", "ana",
        "ica", "ina", "ata", "osa", "oides", "ea", "ax",
    ];
    let mut words = text.split(|g| g.char == ' ');
    let (Some(genus), Some(species)) = (words.next(), words.next()) else {
        return false;
    };
    let small = |w: &[Glyph]| !w.is_empty() && w.iter().all(|g| g.char.is_ascii_lowercase());
    genus.len() > 3
        && genus[0].char.is_ascii_uppercase()
        && small(&genus[1..])
        && species.len() > 3
        && small(species)
        && words
            .next()
            .is_none_or(|w| w.first().is_some_and(|g| g.char.is_uppercase()))
        && ENDINGS.iter().any(|e| ends_with(species, e))
        && [
            "us", "is", "a", "um", "os", "on", "ops", "ys", "er", "ax", "as", "yx", "ex", "ia",
        ]
        .iter()
        .any(|e| ends_with(genus, e))
}

/// A binomial without the author that a year follows: Quercus mongolica Fischer.
pub fn without_author(window: &Window, form: &mut Form) {
    let text = &window.glyphs()[form.chars.clone()];
    if form.language == "la" && text.iter().filter(|g| g.char == ' ').count() >= 2 {
        let mut spaces = text.iter().enumerate().filter(|(_, g)| g.char == ' ');
        if let Some((second, _)) = spaces.nth(1) {
            form.chars.end = form.chars.start + second;
        }
    }
}
