//! Which concept each place counts for: what ties its pair to others, from all places together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::clean::strip;
use super::evidence::Pair;
use super::group::group;
use super::ledger::Baseline;
use super::places::{Name, Place, Places};
use super::tie::{Known, Ties};
use crate::Kind;
use crate::variant::{english_key, korean_key};

/// Gives every place its concept. The places are sorted by document and offset.
pub(super) fn assign(
    places: &mut Places,
    baseline: &Baseline,
    lexicon: &(dyn Fn(&str) -> bool + Sync),
) {
    let counted = places.all.iter().filter(|place| place.counts());
    let named: HashSet<[Name; 2]> = counted.map(|place| place.pair).collect();
    let mut pairs: Vec<Pair> = named.iter().map(|&pair| places.pair(pair)).collect();
    pairs.extend(baseline.kept.keys().cloned());
    pairs.sort_unstable();
    pairs.dedup();
    let number = |name: &[Name; 2]| pairs.binary_search(&places.pair(*name)).ok();
    let numbers: HashMap<[Name; 2], usize> = named
        .iter()
        .filter_map(|name| Some((*name, number(name)?)))
        .collect();
    let number = |place: &Place| numbers.get(&place.pair).copied();

    let votes = Votes::of(places, &number, pairs.len());
    let ties = Ties::of(
        &pairs,
        &Known {
            read_out: &|at| votes.read_out[at] > 0,
            sound: &|at| votes.sound[at] > 0,
            links: &links(places, &number, &pairs),
            expansions: &expansions(places),
            word: lexicon,
            contexts: &|visit| {
                for portion in places.read_all() {
                    for (_, place, text) in portion.iter() {
                        if let Some(at) = number(place)
                            && place.quoted
                        {
                            visit(at, &text.context);
                        }
                    }
                }
            },
        },
    );
    let concepts = group(&pairs, &baseline.kept, &ties);
    let concepts: Vec<Name> = concepts
        .iter()
        .map(|concept| places.names.name(concept))
        .collect();
    for place in &mut places.all {
        if let Some(&at) = numbers.get(&place.pair) {
            place.concept = concepts[at];
        }
    }
    abbreviate(places);
}

/// What most places say of a pair, as a balance of those for and against.
struct Votes {
    /// That the Korean renders the English, and is no abbreviation's full form: of an acronym, its letters read out.
    read_out: Vec<i32>,
    /// That the Korean is the sound of the English.
    sound: Vec<i32>,
}

impl Votes {
    fn of(places: &Places, number: &dyn Fn(&Place) -> Option<usize>, pairs: usize) -> Self {
        let mut votes = Self {
            read_out: vec![0; pairs],
            sound: vec![0; pairs],
        };
        let sign = |yes| if yes { 1 } else { -1 };
        for place in &places.all {
            let Some(at) = number(place) else { continue };
            votes.read_out[at] += sign(place.kind != Kind::Abbreviation);
            if place.undecided {
                votes.sound[at] += sign(place.heard);
            }
        }
        votes
    }
}

/// Abbreviations and what texts say in Latin script that they stand for.
fn expansions(places: &Places) -> BTreeSet<(String, String)> {
    let expansions = places.all.iter().filter(|place| places.is_expansion(place));
    let clean = |name| strip(places.text(name));
    expansions
        .map(|place| (clean(place.english), clean(place.korean)))
        .collect()
}

/// The pairs that one parenthesis gives for one Korean term.
fn links(
    places: &Places,
    number: &dyn Fn(&Place) -> Option<usize>,
    pairs: &[Pair],
) -> Vec<(usize, usize)> {
    let mut links = BTreeSet::new();
    for forms in places.all.chunk_by(Place::is_beside) {
        if forms.len() == 1 {
            continue;
        }
        let given: Vec<usize> = forms.iter().filter_map(number).collect();
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
fn abbreviate(places: &mut Places) {
    let expansions: Vec<usize> = (0..places.len())
        .filter(|&at| places.is_expansion(&places.all[at]))
        .collect();
    if expansions.is_empty() {
        return;
    }
    let mut times: HashMap<([Name; 2], Name), usize> = HashMap::new();
    for place in places.all.iter().filter(|place| place.counts()) {
        *times.entry((place.pair, place.concept)).or_default() += 1;
    }
    // By the key of the English: its concepts, each with its Korean terms and their places.
    let mut terms: BTreeMap<String, BTreeMap<&str, BTreeMap<&str, usize>>> = BTreeMap::new();
    for (([english, korean], concept), times) in times {
        let [english, korean, concept] = [english, korean, concept].map(|name| places.text(name));
        let concepts = terms.entry(english_key(english)).or_default();
        let koreans = concepts.entry(concept).or_default();
        *koreans.entry(korean).or_default() += times;
    }
    let row = |place: &Place| {
        let [acronym, full] = [place.english, place.korean].map(|name| strip(places.text(name)));
        let concepts = terms.get(&english_key(&full))?;
        let (concept, koreans) = concepts.first_key_value().filter(|_| concepts.len() == 1)?;
        let known = terms
            .get(&english_key(&acronym))
            .is_some_and(|others| others.contains_key(concept));
        let most = koreans.iter().rev().max_by_key(|&(_, places)| places)?.0;
        (!known).then(|| [(*concept).to_owned(), acronym, (*most).to_owned()])
    };
    let rows: Vec<(usize, [String; 3])> = expansions
        .into_iter()
        .filter_map(|at| Some((at, row(&places.all[at])?)))
        .collect();
    for (at, row) in rows {
        let [concept, english, korean] = row.map(|text| places.names.name(&text));
        let place = &mut places.all[at];
        place.concept = concept;
        place.pair = [english, korean];
    }
}
