//! Singular and plural of English words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Plurals that no ending tells, and their singulars. Sorted by the plural. Written down from general knowledge of
/// English; where the plural has a life of its own (media, data, agenda), it is not here.
const IRREGULAR: [(&str, &str); 73] = [
    ("algae", "alga"),
    ("alumni", "alumnus"),
    ("analyses", "analysis"),
    ("antennae", "antenna"),
    ("apices", "apex"),
    ("appendices", "appendix"),
    ("axes", "axis"),
    ("bacilli", "bacillus"),
    ("bacteria", "bacterium"),
    ("cacti", "cactus"),
    ("calculi", "calculus"),
    ("calves", "calf"),
    ("children", "child"),
    ("codices", "codex"),
    ("consortia", "consortium"),
    ("corpora", "corpus"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("curricula", "curriculum"),
    ("diagnoses", "diagnosis"),
    ("elves", "elf"),
    ("errata", "erratum"),
    ("feet", "foot"),
    ("firemen", "fireman"),
    ("foci", "focus"),
    ("formulae", "formula"),
    ("fungi", "fungus"),
    ("ganglia", "ganglion"),
    ("geese", "goose"),
    ("genera", "genus"),
    ("halves", "half"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("larvae", "larva"),
    ("leaves", "leaf"),
    ("lice", "louse"),
    ("lives", "life"),
    ("loaves", "loaf"),
    ("loci", "locus"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("metamorphoses", "metamorphosis"),
    ("metastases", "metastasis"),
    ("mice", "mouse"),
    ("mitochondria", "mitochondrion"),
    ("nebulae", "nebula"),
    ("neuroses", "neurosis"),
    ("nuclei", "nucleus"),
    ("oases", "oasis"),
    ("optima", "optimum"),
    ("ova", "ovum"),
    ("oxen", "ox"),
    ("parentheses", "parenthesis"),
    ("phenomena", "phenomenon"),
    ("phyla", "phylum"),
    ("prostheses", "prosthesis"),
    ("quanta", "quantum"),
    ("radii", "radius"),
    ("selves", "self"),
    ("shelves", "shelf"),
    ("spectra", "spectrum"),
    ("stimuli", "stimulus"),
    ("strata", "stratum"),
    ("synopses", "synopsis"),
    ("syntheses", "synthesis"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("thieves", "thief"),
    ("vertebrae", "vertebra"),
    ("vertices", "vertex"),
    ("wolves", "wolf"),
    ("women", "woman"),
];

/// Turns the word at `key[start..]` (already in lower case) into its singular. `word` is the word as written: the S
/// of `AWS` is no plural, that of `APIs` is.
///
/// Both numbers of a word must get one key; the key itself need not be a word (`bias` becomes `bia`).
pub(super) fn fold(key: &mut String, start: usize, word: &str) {
    if let Ok(at) = IRREGULAR.binary_search_by_key(&&key[start..], |(plural, _)| plural) {
        key.truncate(start);
        key.push_str(IRREGULAR[at].1);
        return;
    }
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

/// The endings that make a regular plural of an English term: buffers, switches; either of two where letters do not tell (epochs,
/// photos, heroes). None where the last letter changes in it, nor behind what is no letter.
pub(crate) fn plural_endings(term: &str) -> &'static [&'static str] {
    let ends = |some: &[&str]| some.iter().any(|end| term.ends_with(end));
    if !term.ends_with(|c: char| c.is_ascii_alphabetic()) {
        &[]
    } else if ends(&["s", "x", "z", "sh"]) {
        &["es"]
    } else if ends(&["ch", "o"]) {
        &["s", "es"]
    } else {
        &["s"]
    }
}

/// The plural of an English term in which more changes than its ending: queries, matrices.
pub(crate) fn changed_plural(term: &str) -> Option<String> {
    static PLURALS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        IRREGULAR
            .iter()
            .map(|&(plural, word)| (word, plural))
            .collect()
    });
    let start = term.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (before, word) = term.split_at(start);
    if let Some(plural) = PLURALS.get(word) {
        return Some(format!("{before}{plural}"));
    }
    let stem = word.strip_suffix('y')?;
    let consonant = |c: char| c.is_ascii_alphabetic() && !"aeiou".contains(c);
    stem.ends_with(consonant)
        .then(|| format!("{before}{stem}ies"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_made_and_come_back() {
        for (word, plurals) in [
            ("buffer", &["buffers"][..]),
            ("switch", &["switchs", "switches"]),
            ("box", &["boxes"]),
            ("epoch", &["epochs", "epoches"]),
            ("search query", &["search querys", "search queries"]),
            ("key", &["keys"]),
            (
                "confusion matrix",
                &["confusion matrixes", "confusion matrices"],
            ),
            ("C++", &[]),
            ("S3", &[]),
        ] {
            let made = plural_endings(word)
                .iter()
                .map(|end| format!("{word}{end}"));
            let made: Vec<String> = made.chain(changed_plural(word)).collect();
            assert_eq!(made, plurals);
        }
    }

    fn singular(word: &str) -> String {
        let mut key = word.to_lowercase();
        fold(&mut key, 0, word);
        key
    }

    #[test]
    fn the_irregular_are_sorted() {
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn both_numbers_come_out_alike() {
        for (plural, word) in [
            ("criteria", "criterion"),
            ("matrices", "matrix"),
            ("analyses", "analysis"),
            ("classes", "class"),
            ("libraries", "library"),
            ("APIs", "API"),
            ("children", "child"),
        ] {
            assert_eq!(singular(plural), singular(word), "{plural} ~ {word}");
        }
    }

    #[test]
    fn an_s_that_makes_no_plural_stays() {
        for word in ["AWS", "gas", "analysis", "virus", "class"] {
            assert_eq!(singular(word), word.to_lowercase());
        }
    }
}
