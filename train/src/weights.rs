//! Weights of the features, learned from annotated parentheses: a log-linear model over the
//! candidates of each form (conditional maximum likelihood with a Gaussian prior), fitted by
//! gradient steps in a fixed order, so that the same files give the same table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use yongeo::Extractor;
use yongeo::align::Aligner;
use yongeo::align::calibration::Calibration;
use yongeo::align::feature::{COUNT, NAMES};
use yongeo::align::lexicon::Knowledge;
use yongeo::align::weights::Weights;
use yongeo::eval::{Gold, Judged, Scores};
use yongeo::morphology::Analyser;

use crate::calibration;
use crate::gold::{Lesson, Reader};

/// Strength of the prior: how much evidence it takes to move a weight from nothing.
const PRIOR: f64 = 0.5;
/// Steps of the fit; the loss stands still to four digits by then.
const STEPS: usize = 400;
/// Parts that documents are dealt into for cross-validation.
const FOLDS: usize = 5;

/// The table learned from all items.
pub fn learn(analyser: &Analyser, gold: &Gold) -> Result<String, String> {
    let lessons = lessons(analyser, &Aligner::new(), gold);
    report(&lessons);
    let lessons: Vec<&Lesson> = lessons.iter().collect();
    let weights = fit(&lessons, &[true; COUNT]);
    let calibration = calibrate(gold, &lessons, Model::ALL)?;
    let mut out = format!(
        "# Weights of the features in feature/, learned from {} annotated parentheses by `cargo xtask train weights`.\n",
        gold.items.len()
    );
    for (name, weight) in NAMES.iter().zip(weights.0) {
        let _ = writeln!(out, "{name}\t{weight:.3}");
    }
    out.push_str("# What corrects the confidences, see calibration.rs.\n");
    for (name, number) in [
        (Calibration::TEMPERATURE, calibration.temperature),
        (Calibration::OFFSET, calibration.offset),
    ] {
        let _ = writeln!(out, "{name}\t{number:.3}");
    }
    Ok(out)
}

/// What a measured model may use.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// The features.
    pub features: &'a [bool; COUNT],
    /// A source of knowledge that is left out.
    pub without: Option<Knowledge>,
}

impl Model<'_> {
    /// All there is.
    pub const ALL: Self = Model {
        features: &[true; COUNT],
        without: None,
    };

    fn aligner(&self) -> Aligner {
        let aligner = Aligner::new();
        match self.without {
            Some(source) => aligner.without(source),
            None => aligner,
        }
    }

    /// Scores weights on items.
    fn scores(
        &self,
        gold: &Gold,
        weights: Weights,
        calibration: Calibration,
    ) -> Result<Scores, String> {
        let aligner = self.aligner().with_weights(weights);
        let extractor = Extractor::new(None)
            .map_err(|e| e.to_string())?
            .with_aligner(aligner.with_calibration(calibration));
        let (document, offsets) = gold.document();
        let found = extractor.extract(&document);
        Ok(Scores::new(gold, &document, &offsets, &found))
    }
}

/// The parts that a gold set is dealt into, and what there is to learn for each from the other
/// parts and from further gold sets.
pub struct Folds {
    parts: Vec<Gold>,
    /// The items, and what they give to learn from, with the part that must not learn it.
    items: Gold,
    lessons: Vec<Lesson>,
    own: Vec<Option<usize>>,
    without: Option<Knowledge>,
}

impl Folds {
    /// Deals the items of `measured` out by document. `without` is a source of knowledge that is
    /// left out.
    pub fn new(
        analyser: &Analyser,
        measured: &Gold,
        others: &Gold,
        without: Option<Knowledge>,
    ) -> Self {
        let fold_of = deal(measured);
        let mut parts = vec![Gold::default(); FOLDS];
        for item in &measured.items {
            parts[fold_of[item.doc.as_str()]].items.push(item.clone());
        }
        let items = Gold {
            items: [&measured.items[..], &others.items[..]].concat(),
        };
        let own = |doc: &str| fold_of.get(doc).copied();
        Self {
            own: items.items.iter().map(|item| own(&item.doc)).collect(),
            lessons: lessons(
                analyser,
                &Model {
                    without,
                    ..Model::ALL
                }
                .aligner(),
                &items,
            ),
            items,
            parts,
            without,
        }
    }

    /// The scores of all parts, each judged by weights that were learned without it, from the
    /// `features` that are said; their confidences `calibrated` likewise, or as the weights give them.
    pub fn scores(&self, features: &[bool; COUNT], calibrated: bool) -> Result<Scores, String> {
        let model = Model {
            features,
            without: self.without,
        };
        let parts: Vec<Result<Scores, String>> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..FOLDS)
                .map(|fold| scope.spawn(move || self.part(fold, model, calibrated)))
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

    fn part(&self, fold: usize, model: Model, calibrated: bool) -> Result<Scores, String> {
        let learning = || (0..self.own.len()).filter(|&at| self.own[at] != Some(fold));
        let lessons: Vec<&Lesson> = learning().map(|at| &self.lessons[at]).collect();
        let calibration = if calibrated {
            let items = learning().map(|at| self.items.items[at].clone()).collect();
            calibrate(&Gold { items }, &lessons, model)?
        } else {
            Calibration::default()
        };
        model.scores(
            &self.parts[fold],
            fit(&lessons, model.features),
            calibration,
        )
    }
}

/// The part that each document of a gold set is dealt to.
fn deal(gold: &Gold) -> BTreeMap<&str, usize> {
    let mut fold_of = BTreeMap::new();
    for item in &gold.items {
        let next = fold_of.len() % FOLDS;
        fold_of.entry(item.doc.as_str()).or_insert(next);
    }
    fold_of
}

/// The calibration learned from items, by cross-validation within them: how sure a model is of what
/// it was learned from says nothing.
fn calibrate(gold: &Gold, lessons: &[&Lesson], model: Model) -> Result<Calibration, String> {
    let fold_of = deal(gold);
    let mut judged: Vec<Judged> = Vec::new();
    for fold in 0..FOLDS {
        let own = |doc: &str| fold_of.get(doc) == Some(&fold);
        let items = gold.items.iter().filter(|item| own(&item.doc));
        let part = Gold {
            items: items.cloned().collect(),
        };
        let others = lessons.iter().filter(|lesson| !own(&lesson.doc));
        let weights = fit(&others.copied().collect::<Vec<_>>(), model.features);
        judged.extend(model.scores(&part, weights, Calibration::default())?.judged);
    }
    Ok(calibration::fit(&judged))
}

fn lessons(analyser: &Analyser, aligner: &Aligner, gold: &Gold) -> Vec<Lesson> {
    let mut reader = Reader::new(analyser);
    gold.items
        .iter()
        .map(|item| reader.lesson(aligner, item))
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
