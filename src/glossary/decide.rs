//! Deciding on every place by all that the ledger holds.

use super::evidence::thousandths;
use super::places::{Name, Place, Places, Portion};
use super::undecided::Undecided;
use crate::Kind;
use crate::choice::Choice;
use crate::corpus::{Decider, Usage};

/// Decides which Korean each place gives, or none. The places are sorted by document and offset; those
/// that leave nothing open stay as they are.
pub(super) fn decide(places: &mut Places, decider: &Decider) {
    let usage = Usage::of(
        places
            .in_portions(|portion| choices(places, &portion))
            .flatten(),
        decider,
    );
    settle_all(places, decider, &usage);
}

/// Decides on every place by itself, once and for all: nothing of what else it may give is kept, since that is text of the
/// document, too.
pub(super) fn close(places: &mut Places, decider: &Decider) {
    settle_all(places, decider, &Usage::default());
    for place in &mut places.all {
        place.undecided = false;
    }
}

/// What was decided of one form.
struct Settled {
    at: usize,
    /// The name that the Korean has, if it has one.
    name: Option<Name>,
    korean: String,
    kind: Kind,
    confidence: f32,
    heard: bool,
}

fn settle_all(places: &mut Places, decider: &Decider, usage: &Usage) {
    let settled: Vec<Vec<Settled>> = places
        .in_portions(|portion| {
            let undecided = portion.undecided();
            let mut settled = Vec::new();
            for group in groups(&portion, &undecided) {
                let outcome = decider.decide(&choice(places, &portion, &undecided, &group), usage);
                for at in group {
                    if let Some(undecided) = &undecided[at] {
                        let place = &portion.places[at];
                        settled.extend(settle(places, place, undecided, outcome).map(|one| {
                            let at = portion.first + at;
                            Settled { at, ..one }
                        }));
                    }
                }
            }
            settled
        })
        .collect();
    for one in settled.into_iter().flatten() {
        let korean = one.name.unwrap_or_else(|| places.names.name(&one.korean));
        let place = &mut places.all[one.at];
        place.korean = korean;
        place.kind = one.kind;
        place.confidence = one.confidence;
        place.heard = one.heard;
    }
}

/// What each place of a portion leaves open.
fn choices(places: &Places, portion: &Portion<'_>) -> Vec<Choice> {
    let undecided = portion.undecided();
    groups(portion, &undecided)
        .iter()
        .map(|group| choice(places, portion, &undecided, group))
        .collect()
}

/// What the forms of a place leave open together.
fn choice(
    places: &Places,
    portion: &Portion<'_>,
    undecided: &[Option<Undecided>],
    group: &[usize],
) -> Choice {
    let forms: Vec<(&Undecided, &str)> = group
        .iter()
        .filter_map(|&at| {
            let english = places.text(portion.places[at].english);
            Some((undecided[at].as_ref()?, english))
        })
        .collect();
    Undecided::choice(&forms)
}

/// What becomes of a place by what was decided, the index of a candidate and how sure it is; `None` if it stays as it is.
fn settle(
    places: &Places,
    place: &Place,
    undecided: &Undecided,
    outcome: Option<(usize, f32)>,
) -> Option<Settled> {
    // Nothing of an earlier decision is left, so that all follows from what there is now.
    let (korean, abbreviation, confidence) = match outcome {
        Some((at, confidence)) => {
            let (korean, abbreviation) = undecided.term(at);
            (korean, abbreviation, thousandths(confidence))
        }
        None => ("", undecided.is_acronym(), 0.0),
    };
    let name = places.names.find(korean);
    let kind = match place.kind {
        Kind::Foreign => Kind::Foreign,
        _ if abbreviation => Kind::Abbreviation,
        _ => Kind::Term,
    };
    let heard = undecided.is_sound(korean);
    let stays = name == Some(place.korean)
        && kind == place.kind
        && confidence.to_bits() == place.confidence.to_bits()
        && heard == place.heard;
    (!stays).then(|| Settled {
        at: 0,
        name,
        korean: if name.is_none() {
            korean.to_owned()
        } else {
            String::new()
        },
        kind,
        confidence,
        heard,
    })
}

/// The places of a portion, each with the indices in it of the forms that give the same thing there.
fn groups(portion: &Portion<'_>, undecided: &[Option<Undecided>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut first = 0;
    for (at, open) in undecided.iter().enumerate() {
        let Some(open) = open else {
            continue;
        };
        let same_place = |other: usize| portion.places[other].is_beside(&portion.places[at]);
        while groups.get(first).is_some_and(|group| !same_place(group[0])) {
            first += 1;
        }
        let own = groups[first..].iter_mut().find(|group| {
            let other = &undecided[group[0]];
            other.as_ref().is_some_and(|other| other.belongs(open))
        });
        match own {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}
