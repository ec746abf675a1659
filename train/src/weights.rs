//! Weights of the features, learned from annotated parentheses: a log-linear model over the
//! candidates of each form (conditional maximum likelihood with a Gaussian prior), fitted by
//! gradient steps in a fixed order, so that the same files give the same table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use yongeo::Extractor;
use yongeo::align::Aligner;
use yongeo::align::feature::{COUNT, GROUPS, NAMES};
use yongeo::align::weights::Weights;
use yongeo::eval::{Gold, Scores};
use yongeo::morphology::Analyser;

use crate::gold::{Lesson, Reader};

/// Strength of the prior: how much evidence it takes to move a weight from nothing.
const PRIOR: f64 = 0.5;
/// Steps of the fit; the loss stands still to four digits by then.
const STEPS: usize = 400;
/// Parts that documents are dealt into for cross-validation.
const FOLDS: usize = 5;

/// The table learned from all items.
pub fn learn(analyser: &Analyser, gold: &Gold) -> String {
    let lessons = lessons(analyser, gold);
    report(&lessons);
    let weights = fit(&lessons.iter().collect::<Vec<_>>(), &[true; COUNT]);
    let mut out = format!(
        "# Weights of the features in feature/, learned from {} annotated parentheses by `cargo xtask train weights`.\n",
        gold.items.len()
    );
    for (name, weight) in NAMES.iter().zip(weights.0) {
        let _ = writeln!(out, "{name}\t{weight:.3}");
    }
    out
}

/// The parts that a gold set is dealt into, and what there is to learn for each from the other
/// parts and from further gold sets.
pub struct Folds {
    parts: Vec<Gold>,
    /// What the items give to learn from, and the part that must not learn it.
    lessons: Vec<(Lesson, Option<usize>)>,
}

impl Folds {
    /// Deals the items of `measured` out by document.
    pub fn new(analyser: &Analyser, measured: &Gold, others: &Gold) -> Self {
        let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut parts = vec![Gold::default(); FOLDS];
        for item in &measured.items {
            let next = fold_of.len() % FOLDS;
            let fold = *fold_of.entry(&item.doc).or_insert(next);
            parts[fold].items.push(item.clone());
        }
        let lessons = lessons(analyser, measured)
            .into_iter()
            .chain(lessons(analyser, others))
            .map(|lesson| {
                let fold = fold_of.get(lesson.doc.as_str()).copied();
                (lesson, fold)
            })
            .collect();
        Self { parts, lessons }
    }

    /// The scores of all parts, each judged by weights that were learned without it, from the
    /// features that `used` says.
    pub fn scores(&self, used: &[bool; COUNT]) -> Result<Scores, String> {
        let parts: Vec<Result<Scores, String>> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..FOLDS)
                .map(|fold| scope.spawn(move || self.part(fold, used)))
                .collect();
            running
                .into_iter()
                .map(|part| part.join().expect("a fold does not panic"))
                .collect()
        });
        let mut scores = Scores::default();
        for part in parts {
            scores += part?;
        }
        Ok(scores)
    }

    fn part(&self, fold: usize, used: &[bool; COUNT]) -> Result<Scores, String> {
        let learned: Vec<&Lesson> = self
            .lessons
            .iter()
            .filter(|(_, own)| *own != Some(fold))
            .map(|(lesson, _)| lesson)
            .collect();
        let extractor = Extractor::new(None)
            .map_err(|e| e.to_string())?
            .with_weights(fit(&learned, used));
        let (document, offsets) = self.parts[fold].document();
        let found = extractor.extract(&document);
        Ok(Scores::new(&self.parts[fold], &document, &offsets, &found))
    }
}

/// F1 without each group of features in turn, and what the loss is.
pub fn ablate(folds: &Folds) -> Result<String, String> {
    let all = folds.scores(&[true; COUNT])?.groups["all"];
    let mut out = format!(
        "{:24} F1 {:.4}  left edge {:.4}  rejected {:.4}\n",
        "all",
        all.f1(),
        all.left_edge(),
        all.rejection()
    );
    for (group, features) in GROUPS {
        let mut used = [true; COUNT];
        for feature in *features {
            used[*feature as usize] = false;
        }
        let score = folds.scores(&used)?.groups["all"];
        let _ = writeln!(
            out,
            "without {group:16} F1 {:.4}  left edge {:.4}  rejected {:.4}  ({:+.4})",
            score.f1(),
            score.left_edge(),
            score.rejection(),
            score.f1() - all.f1()
        );
    }
    Ok(out)
}

fn lessons(analyser: &Analyser, gold: &Gold) -> Vec<Lesson> {
    let aligner = Aligner::new();
    let mut reader = Reader::new(analyser);
    gold.items
        .iter()
        .map(|item| reader.lesson(&aligner, item))
        .collect()
}

/// What is lost before the weights come in.
fn report(lessons: &[Lesson]) {
    let sum = |f: fn(&Lesson) -> usize| lessons.iter().map(f).sum::<usize>();
    let (pairs, forms, reachable) = (sum(|l| l.pairs), sum(|l| l.forms), sum(|l| l.reachable));
    eprintln!(
        "{pairs} pairs; form found {forms}; right span among the candidates of those {reachable} ({:.4})",
        reachable as f64 / forms.max(1) as f64
    );
}

/// The weights that make the right candidates most probable; those of features that are not `used`
/// stay 0.
fn fit(lessons: &[&Lesson], used: &[bool; COUNT]) -> Weights {
    let mut weights = [0.0_f64; COUNT];
    // Adam, over all examples at every step.
    let (mut mean, mut square) = ([0.0_f64; COUNT], [0.0_f64; COUNT]);
    for step in 1..=STEPS {
        let mut gradient = [0.0_f64; COUNT];
        for choice in lessons.iter().flat_map(|l| &l.choices) {
            let scores: Vec<f64> = choice
                .examples
                .iter()
                .map(|e| {
                    e.values
                        .iter()
                        .zip(&weights)
                        .map(|(v, w)| f64::from(*v) * w)
                        .sum()
                })
                .collect();
            let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let all: f64 = scores.iter().map(|s| (s - top).exp()).sum();
            let right: f64 = choice.right.iter().map(|&i| (scores[i] - top).exp()).sum();
            for (index, example) in choice.examples.iter().enumerate() {
                let p = (scores[index] - top).exp();
                let wanted = if choice.right.contains(&index) {
                    p / right
                } else {
                    0.0
                };
                let push = wanted - p / all;
                if push.abs() > 1e-9 {
                    for (g, v) in gradient.iter_mut().zip(&example.values) {
                        *g += push * f64::from(*v);
                    }
                }
            }
        }
        let rate = 0.1 * (1.0 - step as f64 / (STEPS + 1) as f64);
        for at in (0..COUNT).filter(|&at| used[at]) {
            let g = gradient[at] - PRIOR * weights[at];
            mean[at] = 0.9 * mean[at] + 0.1 * g;
            square[at] = 0.999 * square[at] + 0.001 * g * g;
            let m = mean[at] / (1.0 - 0.9_f64.powi(step as i32));
            let s = square[at] / (1.0 - 0.999_f64.powi(step as i32));
            weights[at] += rate * m / (s.sqrt() + 1e-8);
        }
    }
    Weights(weights.map(|w| w as f32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gold::Choice;
    use yongeo::align::Example;

    /// A form with two candidates, of which the second is right: each with the value of one feature.
    fn lesson(wrong: (usize, f32), right: (usize, f32)) -> Lesson {
        let example = |(feature, value): (usize, f32)| {
            let mut values = [0.0; COUNT];
            values[feature] = value;
            Example {
                chars: None,
                values,
            }
        };
        Lesson {
            choices: vec![Choice {
                examples: vec![example(wrong), example(right)],
                right: vec![1],
            }],
            ..Lesson::default()
        }
    }

    #[test]
    fn what_can_be_told_apart_is() {
        // Feature 0 speaks for a candidate, 1 against it, more of 2 is better.
        let lessons = [
            lesson((1, 1.0), (0, 1.0)),
            lesson((3, 1.0), (0, 0.5)),
            lesson((1, 1.0), (3, 1.0)),
            lesson((2, 0.2), (2, 0.9)),
        ];
        let lessons: Vec<&Lesson> = lessons.iter().collect();
        let weights = fit(&lessons, &[true; COUNT]);
        assert!(weights.0[0] > 0.0 && weights.0[1] < 0.0 && weights.0[2] > 0.0);
        for choice in lessons.iter().flat_map(|lesson| &lesson.choices) {
            let [wrong, right] = &choice.examples[..] else {
                panic!("two candidates");
            };
            assert!(weights.score(&right.values) > weights.score(&wrong.values));
        }
        assert_eq!(weights.0[4..], [0.0; COUNT - 4], "nothing speaks of these");
        let again = fit(&lessons, &[true; COUNT]).0.map(f32::to_bits);
        assert_eq!(again, weights.0.map(f32::to_bits), "the same every time");
    }

    #[test]
    fn the_prior_holds_weights_back_where_evidence_is_thin() {
        let one = lesson((1, 1.0), (0, 1.0));
        let (thin, ample) = (
            fit(&[&one], &[true; COUNT]),
            fit(&[&one; 50], &[true; COUNT]),
        );
        assert!(
            thin.0[0] < 1.0 && ample.0[0] > 1.0,
            "{} {}",
            thin.0[0],
            ample.0[0]
        );
    }
}
