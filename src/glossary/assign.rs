//! Which concept each place counts for: what ties its pair to others, from all places together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::clean::strip;
use super::evidence::{Found, Pair};
use super::group::group;
use super::ledger::Baseline;
use super::tie::{Known, Ties};
use crate::Kind;
use crate::variant::{english_key, korean_key};

/// Gives every piece of evidence its concept. `found` is sorted by document and offset.
pub(super) fn assign(
    found: &mut [Found],
    baseline: &Baseline,
    lexicon: &(dyn Fn(&str) -> bool + Sync),
) {
    let mut pairs: HashSet<&Pair> = baseline.kept.keys().collect();
    pairs.extend(found.iter().filter(|one| one.counts()).map(|one| &one.pair));
    let mut pairs: Vec<Pair> = pairs.into_iter().cloned().collect();
    pairs.sort_unstable();
    let numbers: HashMap<&Pair, usize> = pairs.iter().zip(0..).collect();
    let places: Vec<Option<usize>> = found
        .iter()
        .map(|one| one.counts().then(|| numbers[&one.pair]))
        .collect();
    let votes = Votes::of(found, &places, pairs.len());
    let expansions: BTreeSet<(String, String)> = found
        .iter()
        .filter(|one| one.evidence.is_expansion())
        .map(|one| (strip(&one.evidence.english), strip(&one.evidence.korean)))
        .collect();
    let ties = Ties::of(
        &pairs,
        &Known {
            read_out: &|at| votes.read_out[at] > 0,
            sound: &|at| votes.sound[at] > 0,
            links: &links(found, &places, &pairs),
            expansions: &expansions,
            word: lexicon,
            contexts: &|visit| {
                for (one, at) in found.iter().zip(&places) {
                    if let Some(at) = at
                        && !one.evidence.context.is_empty()
                    {
                        visit(*at, &one.evidence.context);
                    }
                }
            },
        },
    );
    let concepts = group(&pairs, &baseline.kept, &ties);
    for (one, at) in found.iter_mut().zip(&places) {
        if let Some(at) = at {
            one.concept.clone_from(&concepts[*at]);
        }
    }
    abbreviate(found);
}

/// What most places say of a pair, as a balance of those for and against.
struct Votes {
    /// That the Korean renders the English, and is no abbreviation's full form: of an acronym, its letters read out.
    read_out: Vec<i32>,
    /// That the Korean is the sound of the English.
    sound: Vec<i32>,
}

impl Votes {
    fn of(found: &[Found], places: &[Option<usize>], pairs: usize) -> Self {
        let mut votes = Self {
            read_out: vec![0; pairs],
            sound: vec![0; pairs],
        };
        let sign = |yes| if yes { 1 } else { -1 };
        for (one, at) in found.iter().zip(places) {
            let Some(at) = *at else { continue };
            let evidence = &one.evidence;
            votes.read_out[at] += sign(evidence.kind != Kind::Abbreviation);
            if let Some(undecided) = &evidence.undecided {
                votes.sound[at] += sign(undecided.is_sound(&evidence.korean));
            }
        }
        votes
    }
}

/// The pairs that one parenthesis gives for one Korean term.
fn links(found: &[Found], places: &[Option<usize>], pairs: &[Pair]) -> Vec<(usize, usize)> {
    let mut links = BTreeSet::new();
    let mut start = 0;
    for forms in found.chunk_by(|a, b| {
        (&a.evidence.document, a.evidence.offset) == (&b.evidence.document, b.evidence.offset)
    }) {
        let own = &places[start..start + forms.len()];
        start += forms.len();
        let given: Vec<usize> = own.iter().copied().flatten().collect();
        for (at, &a) in given.iter().enumerate() {
            let same = |b: &&usize| korean_key(&pairs[a].korean) == korean_key(&pairs[**b].korean);
            if let Some(&b) = given[at + 1..].iter().find(same)
                && a != b
            {
                links.insert((a.min(b), a.max(b)));
            }
        }
    }
    links.into_iter().collect()
}

/// What a text says of an acronym in Latin script, `AWS(Amazon Web Services)`, gives the concept of the full form a row for
/// the acronym, unless it has one: the Korean is the one that most places give for the full form.
fn abbreviate(found: &mut [Found]) {
    if !found.iter().any(|one| one.evidence.is_expansion()) {
        return;
    }
    // By the key of the English: its concepts, each with its Korean terms and their places.
    let mut terms: BTreeMap<String, BTreeMap<&str, BTreeMap<&str, usize>>> = BTreeMap::new();
    for one in found.iter().filter(|one| one.counts()) {
        let concepts = terms.entry(english_key(&one.pair.english)).or_default();
        let koreans = concepts.entry(&one.concept).or_default();
        *koreans.entry(&one.pair.korean).or_default() += 1;
    }
    let row = |one: &Found| {
        let acronym = strip(&one.evidence.english);
        let concepts = terms.get(&english_key(&strip(&one.evidence.korean)))?;
        let (concept, koreans) = concepts.first_key_value().filter(|_| concepts.len() == 1)?;
        let known = terms
            .get(&english_key(&acronym))
            .is_some_and(|others| others.contains_key(concept));
        let most = koreans.iter().rev().max_by_key(|&(_, places)| places)?.0;
        (!known).then(|| ((*concept).to_owned(), acronym, (*most).to_owned()))
    };
    let rows: Vec<Option<(String, String, String)>> = found
        .iter()
        .map(|one| one.evidence.is_expansion().then(|| row(one)).flatten())
        .collect();
    for (one, row) in found.iter_mut().zip(rows) {
        if let Some((concept, english, korean)) = row {
            one.concept = concept;
            one.pair = Pair { english, korean };
        }
    }
}
