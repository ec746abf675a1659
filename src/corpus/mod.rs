//! What the text being read itself shows: the same English stands behind the same Korean elsewhere,
//! with other neighbours, and there its left edge is plain; a Korean word and an English one that keep
//! meeting in different terms are translations of each other.
//!
//! [`Usage`] is gathered from the [`Choice`]s of a document, of many, or of a ledger: a few rounds in
//! which every place votes for its candidates by their probabilities, and hears the votes of the others. It then tells for any
//! choice how the others vote, as [`Values`] that [`Decider`] weighs on top of the aligner's scores. Without
//! other places there is nothing to hear, and the aligner's scores stand.
//!
//! Mining parentheses with what other parentheses teach is from Lin et al. (ACL 2008); that a term
//! is what its contexts share is an old idea of term extraction (Frantzi, Ananiadou and Mima 2000).

mod key;
mod usage;
mod value;
mod word;

pub use usage::{Heard, Usage};
pub use value::{COUNT, NAMES, Values};

use crate::align::calibration::Calibration;
use crate::choice::{self, Choice};

/// Weighs how words are used elsewhere against what the aligner sees at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Decider {
    weights: Values,
    calibration: Calibration,
}

impl Default for Decider {
    fn default() -> Self {
        Self::read(include_str!("../align/weights.tsv"))
    }
}

impl Decider {
    /// Reads the weights of [`NAMES`] and the calibration in a table of `name, tab, weight` lines. What is
    /// not in it weighs nothing.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let mut weights = [0.0; COUNT];
        for (name, weight) in table.lines().filter_map(|line| line.split_once('\t')) {
            if let Some(at) = NAMES.iter().position(|n| *n == name)
                && let Ok(weight) = weight.trim().parse()
            {
                weights[at] = weight;
            }
        }
        Self {
            weights,
            calibration: Calibration::read(table),
        }
    }

    /// The weights in use.
    #[must_use]
    pub fn weights(&self) -> &Values {
        &self.weights
    }

    /// The same with other weights.
    #[must_use]
    pub fn with_weights(self, weights: Values) -> Self {
        Self { weights, ..self }
    }

    /// The same with another calibration of the confidences.
    #[must_use]
    pub fn with_calibration(self, calibration: Calibration) -> Self {
        Self {
            calibration,
            ..self
        }
    }

    /// What a choice comes to, given how its words are used elsewhere: the index of the best candidate and how sure
    /// it is (0 to 1), or nothing.
    #[must_use]
    pub fn decide(&self, choice: &Choice, usage: &Usage) -> Option<(usize, f32)> {
        let (scores, none) = self.scores(choice, usage);
        choice::best(&scores, none, choice.rest, self.calibration)
    }

    /// The scores of the candidates and of "renders nothing".
    fn scores(&self, choice: &Choice, usage: &Usage) -> (Vec<f32>, f32) {
        let mut scores: Vec<f32> = choice.candidates.iter().map(|c| c.score).collect();
        let mut none = choice.none;
        if let Some(heard) = usage.values(choice) {
            none += self.weigh(&heard.none);
            for (score, values) in scores.iter_mut().zip(&heard.candidates) {
                *score += self.weigh(values);
            }
        }
        (scores, none)
    }

    fn weigh(&self, values: &Values) -> f32 {
        values.iter().zip(&self.weights).map(|(v, w)| v * w).sum()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::choice::{Candidate, Gloss};
    use crate::notation::Notation;

    /// A choice between Korean terms with their scores, and nothing; `place` tells places apart.
    pub fn choice(english: &str, candidates: &[(&str, f32)], none: f32, place: u32) -> Choice {
        Choice {
            offset: place as usize,
            notation: Notation::Parentheses,
            forms: vec![Gloss {
                english: 0..english.len(),
                text: english.to_owned(),
                language: "en",
                acronym: !english.contains(char::is_lowercase),
            }],
            candidates: candidates
                .iter()
                .map(|&(text, score)| Candidate {
                    korean: 0..text.len(),
                    text: text.to_owned(),
                    score,
                    heard: 0,
                })
                .collect(),
            none,
            rest: f32::NEG_INFINITY,
            habit: 1.0,
            surroundings: place,
        }
    }

    /// What a choice comes to beside others, with the built-in weights.
    fn decided<'c>(choice: &'c Choice, others: &[Choice]) -> Option<&'c str> {
        let decider = Decider::default();
        let usage = Usage::of(others.iter().chain([choice]), &decider);
        let (at, _) = decider.decide(choice, &usage)?;
        Some(&choice.candidates[at].text)
    }

    #[test]
    fn alone_a_choice_is_the_aligners() {
        let alone = choice("test set", &[("평가 세트", 1.0), ("세트", 1.4)], -2.0, 1);
        assert_eq!(decided(&alone, &[]), Some("세트"));
        // The same sentence once more says nothing more.
        assert_eq!(decided(&alone, std::slice::from_ref(&alone)), Some("세트"));
    }

    #[test]
    fn other_contexts_show_the_left_edge() {
        let doubtful = choice(
            "test set",
            &[("새로운 평가 세트", 0.6), ("평가 세트", 1.0), ("세트", 1.4)],
            -2.0,
            1,
        );
        let others = [
            choice("test set", &[("평가 세트", 3.0), ("세트", 1.0)], -2.0, 2),
            choice("test sets", &[("평가세트", 3.0), ("세트", 1.5)], -2.0, 3),
        ];
        assert_eq!(decided(&doubtful, &others), Some("평가 세트"));
    }

    #[test]
    fn words_that_meet_in_other_terms_go_together() {
        let doubtful = choice(
            "residual block",
            &[("잔차 블록", 1.0), ("블록", 1.3)],
            -2.0,
            1,
        );
        let others = [
            choice("residual", &[("잔차", 3.0)], -2.0, 2),
            choice("residual network", &[("잔차 네트워크", 3.0)], -2.0, 3),
            choice("residual connection", &[("잔차 연결", 3.0)], -2.0, 4),
        ];
        assert_eq!(decided(&doubtful, &[]), Some("블록"));
        assert_eq!(decided(&doubtful, &others), Some("잔차 블록"));
    }

    #[test]
    fn a_term_with_an_english_of_its_own_is_not_given_another() {
        let doubtful = choice("meetup", &[("객체", 0.2)], 0.0, 1);
        let others: Vec<Choice> = (2..8)
            .map(|place| choice("object", &[("객체", 3.0)], -2.0, place))
            .collect();
        assert_eq!(decided(&doubtful, &[]), Some("객체"));
        assert_eq!(decided(&doubtful, &others), None);
    }
}
