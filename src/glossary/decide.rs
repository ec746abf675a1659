//! Deciding on every place by all that the ledger holds.

use rayon::prelude::*;

use super::evidence::Found;
use super::store::thousandths;
use super::undecided::Undecided;
use crate::Kind;
use crate::choice::Choice;
use crate::corpus::{Decider, Usage};

/// Decides which Korean each place gives, or none. `found` is sorted by document and offset; places
/// that leave nothing open stay as they are.
pub(super) fn decide(found: &mut [Found], decider: &Decider) {
    let groups = groups(found);
    // Made one after another, and again: all of them together take more memory than the ledger.
    let usage = {
        let found = &*found;
        Usage::of(groups.iter().map(|group| choice(found, group)), decider)
    };
    let outcomes: Vec<Option<(usize, f32)>> = {
        let found = &*found;
        groups
            .par_iter()
            .map(|group| decider.decide(&choice(found, group), &usage))
            .collect()
    };
    for (group, outcome) in groups.iter().zip(outcomes) {
        for &at in group {
            settle(&mut found[at], outcome);
        }
    }
}

/// Decides on every place by itself, once and for all: nothing of what else it may give is kept, since that is text of the
/// document, too.
pub(super) fn close(found: &mut [Found], decider: &Decider) {
    let alone = Usage::default();
    for group in groups(found) {
        let outcome = decider.decide(&choice(found, &group), &alone);
        for at in group {
            settle(&mut found[at], outcome);
            found[at].evidence.undecided = None;
        }
    }
}

/// What the forms of a place leave open together.
fn choice(found: &[Found], group: &[usize]) -> Choice {
    let forms: Vec<(&Undecided, &str)> = group
        .iter()
        .filter_map(|&at| {
            let evidence = &found[at].evidence;
            Some((evidence.undecided.as_ref()?, evidence.english.as_str()))
        })
        .collect();
    Undecided::choice(&forms)
}

/// Writes down what was decided: the index of a candidate and how sure it is.
fn settle(found: &mut Found, outcome: Option<(usize, f32)>) {
    let evidence = &mut found.evidence;
    let Some(undecided) = &evidence.undecided else {
        return;
    };
    // Nothing of an earlier decision is left, so that all follows from what there is now.
    let (korean, abbreviation, confidence) = match outcome {
        Some((at, confidence)) => {
            let (korean, abbreviation) = undecided.term(at);
            (korean, abbreviation, thousandths(confidence))
        }
        None => ("", undecided.is_acronym(), 0.0),
    };
    korean.clone_into(&mut evidence.korean);
    evidence.confidence = confidence;
    evidence.kind = match evidence.kind {
        Kind::Foreign => Kind::Foreign,
        _ if abbreviation => Kind::Abbreviation,
        _ => Kind::Term,
    };
}

/// The places, each with the indices of the forms that give the same thing there.
fn groups(found: &[Found]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut first = 0;
    for at in 0..found.len() {
        let evidence = &found[at].evidence;
        let Some(undecided) = &evidence.undecided else {
            continue;
        };
        let same_place = |other: &Found| {
            (&other.evidence.document, other.evidence.offset)
                == (&evidence.document, evidence.offset)
        };
        while groups
            .get(first)
            .is_some_and(|group| !same_place(&found[group[0]]))
        {
            first += 1;
        }
        let own = groups[first..].iter_mut().find(|group| {
            let other = &found[group[0]].evidence.undecided;
            other.as_ref().is_some_and(|other| other.belongs(undecided))
        });
        match own {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}
