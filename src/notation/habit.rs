//! How much a document's way of writing is worth, as far as the document itself shows it.
//!
//! The aligner weighs English in parentheses, most of which is a gloss. Of English in other places a smaller share is, which differs from
//! document to document: in one `[…]` always holds the English of the word before it, in the next a number of a source. So the share is
//! learned: it is the one that makes what the aligner sees at all places of one kind most likely, given what such places are in general (a
//! mixture of glosses and other things, fitted by expectation maximisation with a Beta prior: Dempster, Laird and Rubin 1977). No place
//! speaks for itself: its own share is learned from the others.

use std::collections::HashMap;

use super::{Prior, Site};
use crate::choice::{self, Choice};

/// The share of forms in annotated parentheses that are glosses of the words before: what the aligner takes for granted, since it was learned from
/// them. `cargo xtask train weights` prints it.
const GRANTED: f32 = 0.876;

/// Shares are between these: nothing is ever certain.
const SHARES: [f32; 2] = [0.005, 0.99];

/// Rounds of learning.
const ROUNDS: usize = 8;

/// Sites of one group to learn from: more of them would say the same.
const ENOUGH: usize = 16_384;

/// The shares of the groups of a document.
#[derive(Debug, Default)]
pub(crate) struct Habit {
    groups: HashMap<u32, Group>,
}

#[derive(Debug)]
struct Group {
    prior: Prior,
    /// How much less likely "renders nothing" is than at a parenthesis, in nats, at each site as the aligner sees it.
    odds: Vec<f32>,
    /// How many of them have been learned from.
    learned: usize,
    /// How many of them are glosses, as it is thought.
    glosses: f32,
}

impl Habit {
    /// Learns from more sites of the document and what the aligner makes of each.
    pub(crate) fn learn<'c>(&mut self, sites: impl Iterator<Item = (&'c Site, &'c [Choice])>) {
        for (site, choices) in sites {
            let group = self.groups.entry(site.group).or_insert_with(|| Group {
                prior: site.prior,
                odds: Vec::new(),
                learned: 0,
                glosses: 0.0,
            });
            if group.odds.len() < ENOUGH {
                group.odds.push(odds(choices));
            }
        }
        let groups = self.groups.values_mut();
        for group in groups.filter(|group| group.learned < group.odds.len()) {
            group.fit();
        }
    }

    /// The choices of a site as the document writes: "renders nothing" is as likely as it is at places like this one.
    pub(crate) fn apply(&self, site: &Site, choices: &mut [Choice]) {
        let Some(group) = self.groups.get(&site.group) else {
            return;
        };
        let own = sigmoid(odds(choices) + shift(group.share(0.0, 0.0)));
        let habit = group.share(own, 1.0);
        let shift = shift(habit);
        for choice in choices {
            choice.habit = habit;
            choice.none = choice::hundredths(choice.none - shift);
        }
    }
}

impl Group {
    /// Finds how many of its sites are glosses.
    fn fit(&mut self) {
        for round in 0..ROUNDS {
            let shift = match round {
                0 => shift(self.prior.share),
                _ => shift(self.share(0.0, 0.0)),
            };
            let glosses = self.odds.iter().map(|odds| sigmoid(odds + shift));
            self.glosses = glosses.sum();
        }
        self.learned = self.odds.len();
    }

    /// The share of glosses, some of the sites left out, with those of them that are glosses.
    fn share(&self, glosses: f32, sites: f32) -> f32 {
        let Prior { share, weight } = self.prior;
        let glosses = share * weight + self.glosses - glosses;
        glosses / (weight + self.odds.len() as f32 - sites)
    }
}

/// The log-odds of a share over those of parentheses.
fn shift(share: f32) -> f32 {
    let [least, most] = SHARES;
    let logit = |share: f32| (share / (1.0 - share)).ln();
    logit(share.clamp(least, most)) - logit(GRANTED)
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
    };

    /// Which of some sites are glosses, by how much the aligner prefers each to be one.
    fn glosses(odds: &[f32]) -> Vec<bool> {
        let site = Site {
            offset: 0,
            korean: Side::Before(0),
            english: 0..0,
            notation: Notation::Brackets,
            group: 0,
            prior: PRIOR,
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
    fn no_site_speaks_for_itself() {
        // One and the same, alone and among three of its like.
        assert_eq!(glosses(&[3.0]), [false]);
        assert_eq!(glosses(&[3.0, 6.0, 6.0, 6.0]), [true; 4]);
    }
}
