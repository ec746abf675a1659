//! Looking a term up, however it is spelt.

use std::collections::BTreeSet;

use strsim::normalized_damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;

use crate::glossary::{Concept, Glossary};
use crate::variant::{english_key, korean_key};

/// Terms less alike than this are no slip of the keyboard.
const ALIKE: f64 = 0.6;

/// How many terms are suggested.
const SUGGESTED: usize = 3;

/// The concepts that have a term.
#[derive(Debug, Clone)]
pub struct Hits<'g> {
    /// The concepts, in the order of the glossary.
    pub concepts: Vec<Concept<'g>>,
    /// Whether a term of each is the one that was looked up; otherwise it contains it.
    pub exact: bool,
}

/// The concepts with a row whose English or Korean term is this one, but for spelling ([`english_key`],
/// [`korean_key`]), or whose identifier it is; where there is none, those with a term that contains it.
#[must_use]
pub fn find<'g>(glossary: &'g Glossary, term: &str) -> Hits<'g> {
    let term = term.trim();
    let (english, korean) = (english_key(term), korean_key(term));
    let having = |test: &dyn Fn(&str, &str) -> bool| -> Vec<Concept<'g>> {
        let concepts = glossary.concepts();
        concepts
            .filter(|concept| {
                let mut rows = concept.rows().iter();
                rows.any(|row| test(&english_key(row.english()), &korean_key(row.korean())))
            })
            .collect()
    };
    let mut exact = having(&|e, k| e == english || k == korean);
    if exact.is_empty() {
        let named = |concept: &Concept<'_>| concept.id() == term;
        exact = glossary.concepts().filter(named).collect();
    }
    if !exact.is_empty() || term.is_empty() {
        return Hits {
            concepts: exact,
            exact: true,
        };
    }
    Hits {
        concepts: having(&|e, k| e.contains(&english) || k.contains(&korean)),
        exact: false,
    }
}

/// Terms of the glossary that are spelt much like this one, the nearest first; three at most.
#[must_use]
pub fn near<'g>(glossary: &'g Glossary, term: &str) -> Vec<&'g str> {
    // By jamo: 텐사 is one off from 텐서.
    let letters = |key: String| key.nfd().collect::<String>();
    let (english, korean) = (letters(english_key(term)), letters(korean_key(term)));
    let mut terms = BTreeSet::new();
    for row in glossary.rows() {
        let like = |a: &str, b: &str| (normalized_damerau_levenshtein(a, b) * 1000.0) as u32;
        terms.extend([
            (
                like(&letters(english_key(row.english())), &english),
                row.english(),
            ),
            (
                like(&letters(korean_key(row.korean())), &korean),
                row.korean(),
            ),
        ]);
    }
    let mut near: Vec<(u32, &str)> = terms
        .into_iter()
        .filter(|&(alike, _)| f64::from(alike) >= ALIKE * 1000.0)
        .collect();
    near.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.cmp(y)));
    near.truncate(SUGGESTED);
    near.into_iter().map(|(_, term)| term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::entry::tests::glossary;

    const ROWS: &str = "concept,english,korean\n\
        learning-rate,learning rate,학습률\n\
        shell,shell,셸\n\
        shell,shell,쉘\n\
        tensor,tensor,텐서\n\
        tensorflow,TensorFlow,텐서플로\n\
        tensorflow,TensorFlow,텐서플로우\n";

    fn found(term: &str) -> (Vec<String>, bool) {
        let glossary = glossary(ROWS);
        let hits = find(&glossary, term);
        let ids = hits.concepts.iter().map(|c| c.id().to_owned()).collect();
        (ids, hits.exact)
    }

    #[test]
    fn a_term_is_found_however_it_is_spelt() {
        for (term, concept) in [
            ("텐서", "tensor"),
            ("Tensors", "tensor"),
            ("학습 률", "learning-rate"),
            ("Learning-Rates", "learning-rate"),
            ("쉘", "shell"),
            // Decomposed, as macOS hands it over.
            ("\u{1110}\u{1166}\u{11ab}\u{1109}\u{1165}", "tensor"),
        ] {
            assert_eq!(found(term), (vec![concept.to_owned()], true), "{term}");
        }
    }

    #[test]
    fn otherwise_terms_that_contain_it() {
        assert_eq!(found("플로"), (vec!["tensorflow".to_owned()], false));
        assert_eq!(
            found("tens"),
            (vec!["tensor".to_owned(), "tensorflow".to_owned()], false)
        );
        assert_eq!(found("양자"), (vec![], false));
        assert_eq!(found(" "), (vec![], true));
    }

    #[test]
    fn near_terms_are_suggested() {
        let glossary = glossary(ROWS);
        assert_eq!(near(&glossary, "텐사")[0], "텐서");
        assert_eq!(near(&glossary, "tensro")[0], "tensor");
        assert_eq!(near(&glossary, "텐서플루"), ["텐서플로", "텐서플로우"]);
        assert!(near(&glossary, "양자 컴퓨터").is_empty());
    }
}
