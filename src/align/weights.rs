//! The weights of the features, learned from annotated text by `cargo xtask train weights`.

use crate::align::feature::{COUNT, NAMES, Values};

/// A weight for every feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(pub [f32; COUNT]);

impl Weights {
    /// Reads a table of `name, tab, weight` lines; lines starting with `#` are remarks. Features
    /// that are not in it weigh nothing.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut weights = [0.0; COUNT];
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, weight)) = line.split_once('\t')
                && let Some(index) = NAMES.iter().position(|n| *n == name)
                && let Ok(weight) = weight.trim().parse()
            {
                weights[index] = weight;
            }
        }
        Self(weights)
    }

    /// The sum of the values, weighted.
    #[must_use]
    pub fn score(&self, values: &Values) -> f32 {
        self.0.iter().zip(values).map(|(w, v)| w * v).sum()
    }
}
