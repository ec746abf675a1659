//! How much a document's way of writing is worth, as far as the document itself shows it.
//!
//! The aligner weighs English in parentheses, most of which is a gloss. Of English in other places a smaller share is, which differs from
//! document to document: in one `[…]` always holds the English of the word before it, in the next a number of a source. So the share is
//! learned: how likely each share is follows from what the aligner sees at all places of one kind, and from what such places are in general (a
//! mixture of glosses and other things with a Beta prior on its share, integrated numerically). Columns of a table may besides be all glosses,
//! but for slips. No place speaks for itself: its own share is learned from the others.
//!
//! Where the text says where both sides begin and end, the aligner's doubt says little: it has found no word of one in the other, but it knows
//! few words of any trade.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Prior, Side, Site};
use crate::choice::{self, Choice};

/// The share of forms in annotated parentheses that are glosses of the words before: what the aligner takes for granted, since it was learned from
/// them. `cargo xtask train weights` prints it.
const GRANTED: f32 = 0.876;

/// How many shares are told apart.
const SHARES: usize = 48;

/// The log-odds of the least and of the greatest of them: nothing is ever certain.
const RANGE: [f32; 2] = [-12.0, 5.0];

/// The share where all are glosses, but for slips.
const ALL: f32 = 0.99;

/// How much of a gloss whose two sides are set apart looks to the aligner as other things do, since it knows neither word.
const UNKNOWN: f32 = 0.05;

/// The shares of the groups of a document.
#[derive(Debug, Default)]
pub(crate) struct Habit {
    groups: HashMap<u32, Group>,
}

/// How likely each share is, as logarithms up to a constant, the last of which is [`ALL`].
#[derive(Debug)]
struct Group {
    shares: [f64; SHARES + 1],
}

impl Habit {
    /// Learns from more sites of the document and what the aligner makes of each.
    pub(crate) fn learn<'c>(&mut self, sites: impl Iterator<Item = (&'c Site, &'c [Choice])>) {
        for (site, choices) in sites {
            let group = self.groups.entry(site.group);
            let group = group.or_insert_with(|| Group::new(site.prior));
            let ratio = ratio(odds_at(site, choices));
            for (likely, share) in group.shares.iter_mut().zip(&*TOLD_APART) {
                *likely += likelihood(*share, ratio);
            }
        }
    }

    /// The choices of a site as the document writes: "renders nothing" is as likely as it is at places like this one.
    pub(crate) fn apply(&self, site: &Site, choices: &mut [Choice]) {
        let Some(group) = self.groups.get(&site.group) else {
            return;
        };
        let seen = odds(choices);
        let odds = odds_at(site, choices);
        let habit = group.share(ratio(odds));
        let shift = logit(habit) - logit(GRANTED);
        for choice in choices {
            choice.habit = habit;
            choice.none = choice::hundredths(choice.none - shift - (odds - seen));
        }
    }
}

impl Group {
    /// What is known before any site is read.
    fn new(prior: Prior) -> Self {
        let Prior {
            share,
            weight,
            together,
        } = prior;
        // The density of log-odds whose shares have a Beta distribution.
        let beta = |one: f32| {
            let glosses = share * weight * one.ln();
            let others = (1.0 - share) * weight * (1.0 - one).ln();
            f64::from(glosses + others)
        };
        let mut likely = [0.0; SHARES + 1];
        for (likely, share) in likely.iter_mut().zip(&*TOLD_APART).take(SHARES) {
            *likely = beta(*share);
        }
        let sum: f64 = likely[..SHARES].iter().map(|one| one.exp()).sum();
        let mixed = f64::from(1.0 - together).ln() - sum.ln();
        for one in &mut likely[..SHARES] {
            *one += mixed;
        }
        likely[SHARES] = f64::from(together).ln();
        Self { shares: likely }
    }

    /// The share of glosses that is to be expected at a site, by the others: this one's likelihood ratio is taken out.
    fn share(&self, ratio: f32) -> f32 {
        let mut others = self.shares;
        for (likely, share) in others.iter_mut().zip(&*TOLD_APART) {
            *likely -= likelihood(*share, ratio);
        }
        let most = others.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut sum, mut glosses) = (0.0, 0.0);
        for (likely, share) in others.iter().zip(&*TOLD_APART) {
            let likely = (likely - most).exp();
            sum += likely;
            glosses += likely * f64::from(*share);
        }
        (glosses / sum) as f32
    }
}

/// The shares that are told apart, evenly on the scale of log-odds, and [`ALL`].
static TOLD_APART: LazyLock<[f32; SHARES + 1]> = LazyLock::new(|| {
    let [least, most] = RANGE;
    let step = (most - least) / (SHARES - 1) as f32;
    let mut shares = [ALL; SHARES + 1];
    for (at, share) in shares.iter_mut().take(SHARES).enumerate() {
        *share = sigmoid(least + step * at as f32);
    }
    shares
});

/// How likely a site is where a share are glosses, as a logarithm up to a constant: from how much more likely it is as a gloss than as something else.
fn likelihood(share: f32, ratio: f32) -> f64 {
    f64::from(share * ratio + (1.0 - share)).ln()
}

/// How much more likely a site with these odds is as a gloss than as something else.
fn ratio(odds: f32) -> f32 {
    // Beyond this nothing changes but that numbers run over.
    (odds - logit(GRANTED)).min(60.0).exp()
}

/// The log-odds, at a parenthesis, that the best of some choices renders anything.
fn odds(choices: &[Choice]) -> f32 {
    let odds = choices.iter().map(|choice| {
        let scores = choice.candidates.iter().map(|one| one.score);
        let best = scores.fold(f32::NEG_INFINITY, f32::max);
        best - choice.none
    });
    odds.fold(f32::NEG_INFINITY, f32::max)
}

/// The same of a site.
fn odds_at(site: &Site, choices: &[Choice]) -> f32 {
    let odds = odds(choices);
    match site.korean {
        // What holds of both is not more likely for it.
        Side::Whole(_) if odds.is_finite() => {
            ((1.0 - UNKNOWN) * ratio(odds) + UNKNOWN).ln() + logit(GRANTED)
        }
        _ => odds,
    }
}

fn logit(share: f32) -> f32 {
    (share / (1.0 - share)).ln()
}

fn sigmoid(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::tests::choice;
    use crate::notation::{Notation, Side};

    const PRIOR: Prior = Prior {
        share: 0.1,
        weight: 4.0,
        together: 0.0,
    };

    /// Which of some sites are glosses, by how much the aligner prefers each to be one.
    fn glosses(odds: &[f32]) -> Vec<bool> {
        glosses_of(Side::Before(0), PRIOR, odds)
    }

    fn glosses_of(korean: Side, prior: Prior, odds: &[f32]) -> Vec<bool> {
        let site = Site {
            offset: 0,
            korean,
            english: 0..0,
            notation: Notation::Brackets,
            group: 0,
            prior,
        };
        let mut choices: Vec<[Choice; 1]> = odds
            .iter()
            .map(|&odds| [choice("linter", &[("린터", odds)], 0.0, 0)])
            .collect();
        let mut habit = Habit::default();
        habit.learn(choices.iter().map(|one| (&site, &one[..])));
        let mut renders = |one: &mut [Choice; 1]| {
            habit.apply(&site, one);
            one[0].renders()
        };
        choices.iter_mut().map(&mut renders).collect()
    }

    #[test]
    fn what_is_sure_elsewhere_is_taken_where_it_is_not() {
        assert_eq!(glosses(&[2.0]), [false]);
        assert_eq!(glosses(&[6.0]), [true]);
        assert_eq!(glosses(&[6.0, 6.0, 5.0, 6.0, 5.0, 6.0, 2.0]), [true; 7]);
        assert_eq!(
            glosses(&[6.0, -9.0, -9.0, -9.0, -9.0, 2.0]),
            [true, false, false, false, false, false]
        );
    }

    #[test]
    fn columns_stand_or_fall_together() {
        let rows = |together, odds: &[f32]| {
            let prior = Prior { together, ..PRIOR };
            glosses_of(Side::Whole(0..0), prior, odds)
        };
        let sure = [6.0, 5.0, 7.0, 3.0, 6.0, 4.0, 6.0];
        let unsure = [-3.0, -1.0, -4.0, 1.0, -2.0];
        // One that the aligner doubts is what the others are.
        assert_eq!(rows(0.2, &[&sure[..], &[-3.0]].concat()), [true; 8]);
        assert_eq!(rows(0.2, &[&unsure[..], &[-3.0]].concat()), [false; 6]);
        // A chance pair among others makes none of them one.
        assert_eq!(rows(0.2, &[&unsure[..], &[6.0]].concat())[..5], [false; 5]);
        // The header said what they are.
        assert_eq!(rows(1.0, &[&unsure[..], &[-6.0]].concat()), [true; 6]);
        assert_eq!(rows(1.0, &[-7.0, 90.0]), [true; 2]);
    }

    #[test]
    fn no_site_speaks_for_itself() {
        // One and the same, alone and among three of its like.
        assert_eq!(glosses(&[3.0]), [false]);
        assert_eq!(glosses(&[3.0, 6.0, 6.0, 6.0]), [true; 4]);
    }
}
