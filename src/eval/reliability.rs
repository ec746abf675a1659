//! Is a pair with confidence 0.9 right nine times of ten?

use std::fmt;

/// A found pair: how sure the aligner was, and whether it is right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Its confidence, 0 to 1.
    pub confidence: f32,
    /// Whether it is among the annotated pairs.
    pub right: bool,
    /// Whether its parenthesis gave other pairs as well.
    pub shared: bool,
}

/// The lower ends of the bins that confidences are counted in; the last one ends at 1.
const BINS: [f32; 7] = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
/// Where a pair counts as sure.
const SURE: f32 = 0.9;

/// The pairs of one bin.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// Pairs.
    pub pairs: usize,
    /// Those that are right.
    pub right: usize,
    /// Sum of their confidences.
    confidence: f64,
}

impl Bin {
    fn of(judged: impl Iterator<Item = Judged>) -> Self {
        judged.fold(Self::default(), |bin, one| Self {
            pairs: bin.pairs + 1,
            right: bin.right + usize::from(one.right),
            confidence: bin.confidence + f64::from(one.confidence),
        })
    }

    /// The share of the pairs that are right; 0 if there are none.
    #[must_use]
    pub fn share_right(&self) -> f64 {
        self.right as f64 / self.pairs.max(1) as f64
    }

    /// The mean confidence; 0 if there are no pairs.
    #[must_use]
    pub fn mean_confidence(&self) -> f64 {
        self.confidence / self.pairs.max(1) as f64
    }
}

/// A reliability table: confidence against the share that is right, bin by bin. Displays as a table
/// in Markdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// From the least sure pairs to the surest.
    pub bins: [Bin; BINS.len()],
    /// The pairs with confidence 0.9 or more.
    pub sure: Bin,
    /// The pairs of parentheses that gave several.
    pub shared: Bin,
    /// All pairs.
    pub all: Bin,
}

impl Reliability {
    /// Counts pairs by their confidence.
    #[must_use]
    pub fn new(judged: &[Judged]) -> Self {
        let bin = |low: f32, high: f32| {
            let within = |one: &Judged| (low..high).contains(&one.confidence);
            Bin::of(judged.iter().copied().filter(within))
        };
        Self {
            bins: std::array::from_fn(|i| {
                bin(BINS[i], BINS.get(i + 1).copied().unwrap_or(f32::INFINITY))
            }),
            sure: bin(SURE, f32::INFINITY),
            shared: Bin::of(judged.iter().copied().filter(|one| one.shared)),
            all: Bin::of(judged.iter().copied()),
        }
    }

    /// Expected calibration error (Naeini et al. 2015): how far the confidence is from the share that
    /// is right, averaged over the pairs, bin by bin.
    #[must_use]
    pub fn error(&self) -> f64 {
        let gap = |bin: &Bin| (bin.confidence - bin.right as f64).abs();
        self.bins.iter().map(gap).sum::<f64>() / self.all.pairs.max(1) as f64
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| confidence | pairs | mean confidence | right | share right |"
        )?;
        writeln!(f, "|---|---:|---:|---:|---:|")?;
        let ends = BINS[1..].iter().copied().chain([1.0]);
        let names = BINS
            .iter()
            .zip(ends)
            .map(|(low, high)| format!("{low} to {high}"));
        let rows = names.zip(&self.bins).chain([
            ("0.9 and more".to_owned(), &self.sure),
            ("several forms in one parenthesis".to_owned(), &self.shared),
            ("all".to_owned(), &self.all),
        ]);
        for (name, bin) in rows {
            writeln!(
                f,
                "| {name} | {} | {:.3} | {} | {:.3} |",
                bin.pairs,
                bin.mean_confidence(),
                bin.right,
                bin.share_right()
            )?;
        }
        writeln!(f, "\nExpected calibration error {:.4}.", self.error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(confidence: f32, right: usize, wrong: usize) -> Vec<Judged> {
        let one = |right| Judged {
            confidence,
            right,
            shared: confidence > 0.99,
        };
        [vec![one(true); right], vec![one(false); wrong]].concat()
    }

    #[test]
    fn pairs_fall_into_the_bins_of_their_confidence() {
        let all = [
            judged(0.25, 1, 3),
            judged(0.5, 1, 1),
            judged(0.9, 3, 1),
            judged(1.0, 8, 0),
        ]
        .concat();
        let table = Reliability::new(&all);
        let pairs = table.bins.map(|bin| (bin.pairs, bin.right));
        assert_eq!(
            pairs,
            [(4, 1), (2, 1), (0, 0), (0, 0), (4, 3), (0, 0), (8, 8)]
        );
        assert_eq!((table.sure.pairs, table.sure.right), (12, 11));
        assert_eq!((table.shared.pairs, table.shared.right), (8, 8));
        assert_eq!((table.all.pairs, table.all.right), (18, 13));
        // Only the bin of 0.9 is off: by 0.15 for 4 of 18.
        assert!((table.error() - 0.15 * 4.0 / 18.0).abs() < 1e-6);
    }

    #[test]
    fn the_table_is_markdown() {
        let shown = Reliability::new(&judged(0.97, 3, 1)).to_string();
        assert!(
            shown.contains("\n| 0.95 to 0.99 | 4 | 0.970 | 3 | 0.750 |\n"),
            "{shown}"
        );
        assert!(
            shown.contains("\n| 0.99 to 1 | 0 | 0.000 | 0 | 0.000 |\n"),
            "{shown}"
        );
        assert!(
            shown.contains("\n| 0.9 and more | 4 | 0.970 | 3 | 0.750 |\n"),
            "{shown}"
        );
    }
}
