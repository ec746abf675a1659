//! The fit of a log-linear model over candidates: conditional maximum likelihood with a Gaussian
//! prior, by gradient steps in a fixed order, so that the same examples give the same weights.

/// Steps of the fit; the loss stands still to four digits by then.
const STEPS: usize = 400;

/// A candidate: the values of its features, and what it scores without them.
pub struct Example<const N: usize> {
    /// The values.
    pub values: [f32; N],
    /// The score that weights are added to.
    pub base: f32,
}

/// Candidates, and which of them are right.
pub struct Choice<const N: usize> {
    /// All candidates, "renders nothing" first.
    pub examples: Vec<Example<N>>,
    /// Indices of the right ones.
    pub right: Vec<usize>,
}

/// The weights that make the right candidates most probable. `prior` is how much evidence it takes to move
/// a weight from what is `expected` of it; those of features that are not `used` stay 0.
pub fn fit<'c, const N: usize>(
    choices: &(impl Iterator<Item = &'c Choice<N>> + Clone),
    prior: f64,
    expected: &[f64; N],
    used: &[bool; N],
) -> [f32; N] {
    let mut weights = *expected;
    for at in (0..N).filter(|&at| !used[at]) {
        weights[at] = 0.0;
    }
    // Adam, over all examples at every step.
    let (mut mean, mut square) = ([0.0_f64; N], [0.0_f64; N]);
    for step in 1..=STEPS {
        let mut gradient = [0.0_f64; N];
        for choice in choices.clone() {
            let score = |e: &Example<N>| -> f64 {
                let weighed = e.values.iter().zip(&weights);
                f64::from(e.base) + weighed.map(|(v, w)| f64::from(*v) * w).sum::<f64>()
            };
            let scores: Vec<f64> = choice.examples.iter().map(score).collect();
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
        for at in (0..N).filter(|&at| used[at]) {
            let g = gradient[at] - prior * (weights[at] - expected[at]);
            mean[at] = 0.9 * mean[at] + 0.1 * g;
            square[at] = 0.999 * square[at] + 0.001 * g * g;
            let m = mean[at] / (1.0 - 0.9_f64.powi(step as i32));
            let s = square[at] / (1.0 - 0.999_f64.powi(step as i32));
            weights[at] += rate * m / (s.sqrt() + 1e-8);
        }
    }
    weights.map(|w| w as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNT: usize = 6;
    const NOTHING: [f64; COUNT] = [0.0; COUNT];

    /// Two candidates, of which the second is right: each with the value of one feature.
    fn choice(wrong: (usize, f32), right: (usize, f32)) -> Choice<COUNT> {
        let example = |(feature, value): (usize, f32)| {
            let mut values = [0.0; COUNT];
            values[feature] = value;
            Example { values, base: 0.0 }
        };
        Choice {
            examples: vec![example(wrong), example(right)],
            right: vec![1],
        }
    }

    #[test]
    fn what_can_be_told_apart_is() {
        // Feature 0 speaks for a candidate, 1 against it, more of 2 is better.
        let choices = [
            choice((1, 1.0), (0, 1.0)),
            choice((3, 1.0), (0, 0.5)),
            choice((1, 1.0), (3, 1.0)),
            choice((2, 0.2), (2, 0.9)),
        ];
        let weights = fit(&choices.iter(), 0.5, &NOTHING, &[true; COUNT]);
        assert!(weights[0] > 0.0 && weights[1] < 0.0 && weights[2] > 0.0);
        let score = |example: &Example<COUNT>| -> f32 {
            example.values.iter().zip(weights).map(|(v, w)| v * w).sum()
        };
        for choice in &choices {
            assert!(score(&choice.examples[1]) > score(&choice.examples[0]));
        }
        assert_eq!(weights[4..], [0.0; 2], "nothing speaks of these");
        let again = fit(&choices.iter(), 0.5, &NOTHING, &[true; COUNT]).map(f32::to_bits);
        assert_eq!(again, weights.map(f32::to_bits), "the same every time");
    }

    #[test]
    fn the_prior_holds_weights_back_where_evidence_is_thin() {
        let one = choice((1, 1.0), (0, 1.0));
        let thin = fit(&[&one].into_iter(), 0.5, &NOTHING, &[true; COUNT]);
        let ample = fit(&[&one; 50].into_iter(), 0.5, &NOTHING, &[true; COUNT]);
        assert!(thin[0] < 1.0 && ample[0] > 1.0, "{} {}", thin[0], ample[0]);
    }

    #[test]
    fn what_is_expected_holds_until_evidence_moves_it() {
        let mut expected = NOTHING;
        expected[0] = -2.0;
        expected[2] = 2.0;
        let one = choice((1, 1.0), (0, 1.0));
        let thin = fit(&[&one].into_iter(), 0.5, &expected, &[true; COUNT]);
        let ample = fit(&[&one; 50].into_iter(), 0.5, &expected, &[true; COUNT]);
        assert!(thin[0] < 0.0 && ample[0] > 0.0, "{} {}", thin[0], ample[0]);
        assert!(
            (thin[2] - 2.0).abs() < 0.01,
            "nothing speaks of it: {}",
            thin[2]
        );
    }

    #[test]
    fn what_the_scores_explain_already_needs_no_weight() {
        let mut explained = choice((1, 1.0), (0, 1.0));
        explained.examples[1].base = 5.0;
        let open = choice((1, 1.0), (0, 1.0));
        let weigh =
            |one: &Choice<COUNT>| fit(&[one; 10].into_iter(), 0.5, &NOTHING, &[true; COUNT])[0];
        assert!(weigh(&explained) < 0.3 * weigh(&open));
    }
}
