//! What may be decided of one parenthesis, before the rest of the text has its say.
//!
//! The aligner looks at one parenthesis alone and weighs what it may render. How the same words are
//! used elsewhere is for [`corpus`](crate::corpus); then the choice becomes [`Occurrence`]s.

use std::ops::Range;

use crate::align::calibration::Calibration;
use crate::notation::Notation;
use crate::{Kind, Occurrence};

/// How far below the best score a candidate may lie and still be kept, in nats. Evidence from the rest
/// of a text moves scores by 2 or 3; at a distance of 7 the odds are a thousand to one.
const KEPT: f32 = 7.0;

/// Forms of one parenthesis that give the same thing, and the terms that they may render.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Byte offset of the opening parenthesis in the document, or of what stands for one.
    pub offset: usize,
    /// How the document says it.
    pub notation: Notation,
    /// The forms, in the order of the text; at most twelve.
    pub forms: Vec<Gloss>,
    /// The terms they may render, those that begin first first. Never empty.
    pub candidates: Vec<Candidate>,
    /// The score of "renders nothing".
    pub none: f32,
    /// The logarithm of the summed exponentials of the scores that are too low to be kept.
    pub rest: f32,
    /// The share of glosses among the places of its document that are written like this one, 0 to 1, as far as the document shows; 1 of
    /// parentheses, of which the scores take it for granted.
    pub habit: f32,
    /// Tells apart places: a hash of what stands before the parenthesis.
    pub surroundings: u32,
}

/// A form as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gloss {
    /// Where it stands, in bytes of the document.
    pub english: Range<usize>,
    /// The form as a reader sees it: composed, half-width, on one line.
    pub text: String,
    /// Its language (ISO 639 code).
    pub language: &'static str,
    /// It is an acronym by its looks.
    pub acronym: bool,
}

/// A Korean term that the forms may render.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Where it stands, in bytes of the document.
    pub korean: Range<usize>,
    /// The term as a reader sees it.
    pub text: String,
    /// The score the aligner gives it.
    pub score: f32,
    /// Which of the forms it is the sound of, as bits.
    pub heard: u16,
}

impl Gloss {
    /// How the form relates to a term, of which it is the sound or not.
    #[must_use]
    pub fn kind(&self, heard: bool) -> Kind {
        Kind::of(self.language, self.acronym, heard)
    }
}

/// A score as a choice keeps it, and the ledger: to two decimals, so that both decide alike.
#[must_use]
pub fn hundredths(score: f32) -> f32 {
    (score * 100.0).round() / 100.0
}

impl Candidate {
    /// Whether it is the sound of a form.
    #[must_use]
    pub fn is_heard(&self, form: usize) -> bool {
        self.heard >> form & 1 == 1
    }
}

/// The lowest score that is kept, of these.
#[must_use]
pub fn least(scores: impl Iterator<Item = f32>, none: f32) -> f32 {
    scores.fold(none, f32::max) - KEPT
}

/// The index of the highest score, the first of those that share it.
#[must_use]
pub fn highest(scores: &[f32]) -> Option<usize> {
    (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a })
}

/// What a choice comes to: the index of the best candidate and how sure it is (0 to 1, calibrated), or nothing.
/// `scores` are those of the candidates; rather nothing is taken than an equal candidate.
#[must_use]
pub fn best(
    scores: &[f32],
    none: f32,
    rest: f32,
    calibration: Calibration,
) -> Option<(usize, f32)> {
    let at = highest(scores)?;
    let score = scores[at];
    if score <= none {
        return None;
    }
    let others = (0..scores.len()).filter(|&other| other != at);
    let others: f32 = others.map(|other| (scores[other] - score).exp()).sum();
    let odds = -(others + (none - score).exp() + (rest - score).exp()).ln();
    Some((at, calibration.probability(odds)))
}

impl Choice {
    /// Whether it renders something by what the aligner sees.
    #[must_use]
    pub fn renders(&self) -> bool {
        self.candidates.iter().any(|c| c.score > self.none)
    }

    /// The occurrences of a candidate, one for each form.
    pub fn occurrences(&self, at: usize, confidence: f32) -> impl Iterator<Item = Occurrence> {
        let candidate = &self.candidates[at];
        self.forms
            .iter()
            .enumerate()
            .map(move |(index, form)| Occurrence {
                offset: self.offset,
                notation: self.notation,
                korean: candidate.korean.clone(),
                english: form.english.clone(),
                kind: form.kind(candidate.is_heard(index)),
                language: form.language,
                confidence,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_taken_of_equal_ones_the_first_and_rather_nothing() {
        let best = |scores: &[f32], none| {
            best(scores, none, f32::NEG_INFINITY, Calibration::default()).map(|(at, _)| at)
        };
        assert_eq!(best(&[1.0, 3.0, 2.0], 0.0), Some(1));
        assert_eq!(best(&[3.0, 3.0], 0.0), Some(0));
        assert_eq!(best(&[3.0, 1.0], 3.0), None);
        assert_eq!(best(&[], -1.0), None);
    }

    #[test]
    fn whatever_else_may_be_makes_less_sure() {
        let sure = |scores: &[f32], none, rest| {
            best(scores, none, rest, Calibration::default()).map_or(0.0, |(_, sure)| sure)
        };
        let alone = sure(&[2.0], 0.0, f32::NEG_INFINITY);
        assert!((alone - 1.0 / (1.0 + (-2.0_f32).exp())).abs() < 1e-6);
        assert!(sure(&[2.0, 0.0], 0.0, f32::NEG_INFINITY) < alone);
        assert!(sure(&[2.0], 0.0, 0.0) < alone);
    }
}
