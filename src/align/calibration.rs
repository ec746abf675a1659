//! How sure is the aligner, as a share of the times it is right?
//!
//! The probabilities of a log-linear model fit the text it was learned from; on other text they are
//! mostly too high. Platt scaling (Platt 1999; with a temperature in place of the slope, Guo et al.
//! 2017) corrects the log-odds of a decision by two numbers, which the trainer learns from
//! decisions on text that the weights were learned without. It changes no decision.

/// The correction of confidences: two lines of `weights.tsv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// What the log-odds are divided by: above 1 where the model is too sure of itself.
    pub temperature: f32,
    /// What is added to them then.
    pub offset: f32,
}

impl Default for Calibration {
    /// Leaves the model's own probabilities as they are.
    fn default() -> Self {
        Self {
            temperature: 1.0,
            offset: 0.0,
        }
    }
}

impl Calibration {
    /// The name of the temperature in the table of weights.
    pub const TEMPERATURE: &str = "Temperature";
    /// The name of the offset in the table of weights.
    pub const OFFSET: &str = "Offset";

    /// Reads its two lines in the table of weights: name, tab, number. What is not there stays as
    /// [`Self::default`] has it.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut calibration = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, Ok(number))) = line
                .split_once('\t')
                .map(|(name, number)| (name, number.trim().parse()))
            else {
                continue;
            };
            match name {
                Self::TEMPERATURE if number > 0.0 => calibration.temperature = number,
                Self::OFFSET => calibration.offset = number,
                _ => {}
            }
        }
        calibration
    }

    /// The probability, 0 to 1, of a decision for which the model gives these log-odds.
    #[must_use]
    pub fn probability(self, log_odds: f32) -> f32 {
        1.0 / (1.0 + (-(log_odds / self.temperature + self.offset)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_its_lines_changes_nothing() {
        let calibration = Calibration::read("# Weights\nNone\t-0.434\n");
        assert_eq!(calibration, Calibration::default());
        assert!((calibration.probability(0.0) - 0.5).abs() < 1e-6);
        assert!((calibration.probability(9.0_f32.ln()) - 0.9).abs() < 1e-6);
        assert!((calibration.probability(f32::INFINITY) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_temperature_makes_less_sure_and_an_offset_shifts() {
        let calibration = Calibration::read("None\t-0.434\nTemperature\t2.0\nOffset\t0.5\n");
        assert!((calibration.temperature - 2.0).abs() < 1e-6);
        let halved = Calibration {
            offset: 0.0,
            ..calibration
        };
        // Odds of 81 to 1 become 9 to 1.
        assert!((halved.probability(81.0_f32.ln()) - 0.9).abs() < 1e-6);
        assert!(calibration.probability(1.0) > halved.probability(1.0));
    }
}
