//! Scientific names of living things: genus, species and subspecies, and who described them.
//!
//! `Gobius cobitis Pallas, 1814` is told by its form: a genus with a capital, one or two small
//! epithets, then the author. An epithet is an adjective in the nominative or a noun in the genitive
//! (International Code of Zoological Nomenclature, 4th edition, articles 11.9.1 and 31.1; the other
//! nouns it allows have no form of their own), so it has an ending of Latin declension. English words
//! have the same letters at their ends (`Zika virus`, `Hidden area`): the last epithet must be
//! unknown to the English side of the lexicons, or an adjective in the gender of a genus that is
//! (`Coffea arabica`; article 31.2), or the genus abbreviated (`E. coli`). So a name whose noun English
//! has taken over (`Canis lupus`) is known only with its author and year or a label.

use crate::gloss::script::is_latin;
use crate::lexicon::{Lexicon, lemmas};
use crate::scan::Glyph;

/// The last letters of a genus, which is a Latin or latinized noun in the nominative. A handful of nouns
/// end in -c, -l and -t; the English adjectives before medical Latin do (gastric, renal, malignant).
const GENUS_ENDS: &str = "aeimnorsuxyë";

/// Those of a genus that is an English word too (Bison, Iris): the adjectives in -e and -y are none.
const ENGLISH_GENUS_ENDS: &str = "aimnorsux";

/// Letters before an ending or a suffix, at least.
const STEM: usize = 2;

/// Endings of epithets (Stearn, Botanical Latin:
/// adjectives of groups A to C, participles, comparatives; genitives of nouns).
const EPITHET: [&[&str]; 4] = [
    // First and second declension, and the stems in -er that end so in the masculine.
    &["us", "a", "um", "fer", "ger", "ter", "ber"],
    // Third declension: two endings, neuters of the common suffixes, one ending; comparatives.
    &[
        "is", "ale", "are", "ile", "ense", "estre", "ens", "ans", "ax", "ex", "ix", "ox", "ior",
    ],
    // Greek: like something.
    &["oides", "odes", "opsis"],
    // Genitives: of a man or a thing, of a woman, of several.
    &["i", "ae", "orum", "arum"],
];

/// What stands before an epithet of lower rank, or before that of a hybrid.
const RANKS: [&str; 6] = ["subsp.", "ssp.", "var.", "f.", "x", "×"];

/// What stands where the species is not said.
const SOME_SPECIES: [&str; 2] = ["sp.", "spp."];

/// How much of a text is a scientific name, in characters, if it begins with one and goes on with
/// nothing but its author.
///
/// `sure`: something else says that it is one, a label or the year behind the author; then English
/// words do not speak against it.
pub fn read(text: &[Glyph], sure: bool) -> Option<usize> {
    let mut words = text
        .split(|g| g.char == ' ')
        .scan(0, |next, word| {
            let start = *next;
            *next += word.len() + 1;
            Some((start, word))
        })
        .filter(|(_, word)| !word.is_empty());
    let (_, genus) = words.next().filter(|(_, word)| is_genus(word))?;

    let mut end = None;
    // An initial before a small word is no English.
    let abbreviated = genus.last().is_some_and(|g| g.char == '.');
    let mut latin = false;
    let mut author = false;
    for (start, word) in words.by_ref() {
        let is = |s: &&str| s.chars().eq(word.iter().map(|g| g.char));
        if RANKS.iter().any(&is) {
            continue;
        }
        if end.is_none() && SOME_SPECIES.iter().any(is) {
            latin = true;
        } else if is_epithet(word) {
            latin = abbreviated
                || repeats(genus, word)
                || !is_english(word)
                || agrees(genus, word) && !is_english(genus);
        } else {
            author = is_of_author(word);
            if !author {
                return None;
            }
            break;
        }
        end = Some(start + word.len());
    }
    let all_author = words.all(|(_, word)| is_of_author(word));
    end.filter(|_| all_author && (latin || sure && author))
}

/// Whether a text can be the author of a name: capitals, and what joins several.
pub fn is_author(text: &[Glyph]) -> bool {
    text.split(|g| g.char == ' ')
        .filter(|word| !word.is_empty())
        .all(is_of_author)
}

fn is_of_author(word: &[Glyph]) -> bool {
    const JOINS: [&str; 9] = ["&", "et", "ex", "in", "and", "de", "von", "van", "f."];
    word[0].char.is_uppercase()
        || word[0].char.is_ascii_digit()
        || JOINS
            .iter()
            .any(|s| s.chars().eq(word.iter().map(|g| g.char)))
}

/// `Gobius`, or abbreviated `G.`, `Ph.`
fn is_genus(word: &[Glyph]) -> bool {
    let Some((first, rest)) = word.split_first() else {
        return false;
    };
    if !is_latin(first.char) || !first.char.is_uppercase() {
        return false;
    }
    match rest.split_last() {
        Some((last, within)) if last.char == '.' => within.len() < 2 && are_small(within),
        Some((last, _)) if word.len() > 2 && are_small(rest) => {
            GENUS_ENDS.contains(last.char)
                && (ENGLISH_GENUS_ENDS.contains(last.char) || !is_english(word))
        }
        _ => false,
    }
}

fn is_epithet(word: &[Glyph]) -> bool {
    let has = |ending: &&str| without(word, ending).is_some_and(|stem| stem.len() >= STEM);
    are_small(word) && EPITHET.iter().copied().flatten().any(has)
}

/// Small Latin letters, and hyphens between them.
fn are_small(word: &[Glyph]) -> bool {
    word.iter()
        .all(|g| is_latin(g.char) && g.char.is_lowercase() || g.char == '-')
}

/// Gorilla gorilla.
fn repeats(genus: &[Glyph], epithet: &[Glyph]) -> bool {
    genus
        .iter()
        .skip(1)
        .map(|g| g.char)
        .eq(epithet.iter().skip(1).map(|g| g.char))
        && genus[0]
            .char
            .to_lowercase()
            .eq(epithet[0].char.to_lowercase())
}

/// Whether an epithet is made by a suffix of adjectives and ends in the gender that the genus shows.
fn agrees(genus: &[Glyph], epithet: &[Glyph]) -> bool {
    const SUFFIXES: [&str; 6] = ["ic", "in", "an", "at", "os", "ace"];
    const GENDERS: [&str; 3] = ["us", "a", "um"];
    let stem = |gender: &str| without(epithet, gender).filter(|_| without(genus, gender).is_some());
    GENDERS
        .iter()
        .find_map(|gender| stem(gender))
        .is_some_and(|stem| {
            let derived =
                |suffix: &&str| without(stem, suffix).is_some_and(|root| root.len() >= STEM);
            SUFFIXES.iter().any(derived)
        })
}

/// A word without its ending, if it has that.
fn without<'a>(word: &'a [Glyph], ending: &str) -> Option<&'a [Glyph]> {
    let (stem, end) = word.split_at(word.len().checked_sub(ending.len())?);
    ending
        .chars()
        .eq(end.iter().map(|g| g.char))
        .then_some(stem)
}

/// Whether a word is known as English, in this form or as a form of a known word.
fn is_english(word: &[Glyph]) -> bool {
    let word: String = word.iter().flat_map(|g| g.char.to_lowercase()).collect();
    let mut known = false;
    lemmas(&word, &mut String::new(), |form| {
        known |= Lexicon::knows(form);
    });
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    /// The scientific name that a text begins with.
    fn name(text: &str, sure: bool) -> Option<&str> {
        let window = Window::of(text);
        let length = read(window.glyphs(), sure)?;
        Some(&text[window.bytes(0..length)])
    }

    #[test]
    fn names_are_told_from_their_authors() {
        for (text, expected) in [
            ("Gobius cobitis", "Gobius cobitis"),
            ("Gobius cobitis Pallas", "Gobius cobitis"),
            (
                "Panthera tigris altaica Temminck",
                "Panthera tigris altaica",
            ),
            ("Pinus densiflora Siebold & Zucc.", "Pinus densiflora"),
            ("Abies koreana E.H.Wilson 1920", "Abies koreana"),
            ("Hibiscus syriacus L.", "Hibiscus syriacus"),
            ("Salix pierotii Miq.", "Salix pierotii"),
            ("Forsythia ovata Nakai", "Forsythia ovata"),
            ("Cervus elaphus xanthopygus", "Cervus elaphus xanthopygus"),
            (
                "Prunus serrulata var. spontanea",
                "Prunus serrulata var. spontanea",
            ),
            ("Coffea arabica", "Coffea arabica"),
            ("Helleborus orientalis", "Helleborus orientalis"),
            ("Fragaria x ananassa", "Fragaria x ananassa"),
            (
                "Symphyotrichum novae-angliae",
                "Symphyotrichum novae-angliae",
            ),
            ("Pica pica", "Pica pica"),
            ("Lactobacillus sp.", "Lactobacillus sp."),
            ("E. coli", "E. coli"),
            ("H. pylori", "H. pylori"),
            ("Ph. vivax", "Ph. vivax"),
        ] {
            assert_eq!(name(text, false), Some(expected), "{text}");
        }
    }

    #[test]
    fn english_with_latin_endings_is_no_name() {
        for text in [
            "Zika virus",
            "Hidden area",
            "Tesla area",
            "Lambda replica",
            "Federal reserve",
            "Solar plexus",
            "Gamma globulin",
            "Renal adenocarcinoma epithelium",
            "Severe thrombocytopenia",
            "Gastric adenocarcinoma",
            "Gross domestic product",
            "Gobius cobitis genome",
            "Charles Darwin",
            "C. Darwin",
            "Gobius",
            "gobius cobitis",
            "E. coli strain",
            "McDonald vulgaris",
        ] {
            assert_eq!(name(text, false), None, "{text}");
        }
    }

    #[test]
    fn a_year_behind_the_author_outweighs_english() {
        assert_eq!(name("Canis lupus Linnaeus", false), None);
        assert_eq!(name("Canis lupus Linnaeus", true), Some("Canis lupus"));
        assert_eq!(name("Canis lupus", true), None);
    }
}
