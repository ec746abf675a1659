//! How English forms and Korean terms are used across many parentheses.

use std::cmp::Ordering;

use super::Decider;
use super::key::{self, Key, KeyMap, both};
use super::value::{COUNT, Value, Values};
use super::word::{Term, Words};
use crate::choice::Choice;

/// Rounds in which every place hears the votes of the others; a third one changes next to nothing.
const ROUNDS: usize = 2;
/// Places of a form that are kept: more say nothing new, and this bounds what each place hears.
const PLACES: usize = 64;
/// A term is one that words are learned from if its places give it this probability, on average.
const SURE: f32 = 0.6;

/// How the words of many choices are used. The order of the choices does not matter.
#[derive(Debug, Default)]
pub struct Usage {
    /// Sorted by form.
    forms: Vec<Form>,
    /// Votes for a term by any form of a kind (an acronym or not).
    votes: KeyMap<f32>,
    words: Words,
}

/// An English form and the places where it stands.
#[derive(Debug)]
struct Form {
    key: Key,
    acronym: bool,
    words: Vec<Key>,
    /// Each in surroundings of its own.
    places: Vec<Place>,
}

/// A place where a form stands in parentheses, or is to be decided on.
#[derive(Debug, Clone)]
struct Place {
    surroundings: u32,
    spans: Vec<Span>,
    none: f32,
    rest: f32,
    /// Probability of "renders nothing", as things stand.
    nothing: f32,
}

/// A candidate.
#[derive(Debug, Clone)]
struct Span {
    term: Key,
    pieces: Vec<Key>,
    score: f32,
    /// Its probability, as things stand.
    probability: f32,
}

/// What is to be seen of one choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Of "renders nothing".
    pub none: Values,
    /// Of its candidates.
    pub candidates: Vec<Values>,
}

impl Usage {
    /// Gathers how the words of these choices are used, deciding on each with `decider`.
    pub fn of<'c>(choices: impl IntoIterator<Item = &'c Choice>, decider: &Decider) -> Self {
        let mut all: Vec<(Key, bool, &str, Place)> = Vec::new();
        for choice in choices {
            let place = Place::of(choice);
            for form in &choice.forms {
                all.push((
                    key::form(&form.text),
                    form.acronym,
                    &form.text,
                    place.clone(),
                ));
            }
        }
        // In an order that depends on nothing but what there is: of places that are one, the same is kept each time.
        all.sort_by(|a, b| {
            (a.0, a.3.surroundings)
                .cmp(&(b.0, b.3.surroundings))
                .then_with(|| a.3.order(&b.3))
                .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
        });
        all.dedup_by(|a, b| (a.0, a.3.surroundings) == (b.0, b.3.surroundings));
        let mut usage = Self::default();
        for (key, acronym, text, place) in all {
            match usage.forms.last_mut().filter(|form| form.key == key) {
                Some(form) if form.places.len() < PLACES => form.places.push(place),
                Some(_) => {}
                None => usage.forms.push(Form {
                    key,
                    acronym,
                    words: key::words(text),
                    places: vec![place],
                }),
            }
        }
        usage.learn();
        for _ in 0..ROUNDS {
            usage.hear(decider);
            usage.learn();
        }
        usage
    }

    /// Lets every place hear the others.
    fn hear(&mut self, decider: &Decider) {
        let heard: Vec<Vec<Heard>> = self
            .forms
            .iter()
            .map(|form| {
                let places = form.places.iter();
                places
                    .map(|place| self.heard(&[Some(form)], place))
                    .collect()
            })
            .collect();
        for (form, heard) in self.forms.iter_mut().zip(&heard) {
            for (place, heard) in form.places.iter_mut().zip(heard) {
                place.vote(|values| decider.weigh(values), Some(heard));
            }
        }
    }

    /// Counts the votes, and learns words from the terms that are sure.
    fn learn(&mut self) {
        self.votes.clear();
        let mut terms = Vec::new();
        for form in &self.forms {
            for span in form.places.iter().flat_map(|place| &place.spans) {
                *self.votes.entry(kind(form, span)).or_default() += span.probability;
            }
            terms.extend(form.term());
        }
        self.words = Words::of(&terms);
    }

    /// What is to be seen of a choice. `None` if no other place says anything.
    #[must_use]
    pub fn values(&self, choice: &Choice) -> Option<Heard> {
        if self.forms.is_empty() {
            return None;
        }
        let forms: Vec<Option<&Form>> = choice
            .forms
            .iter()
            .map(|form| self.form(&form.text))
            .collect();
        Some(self.heard(&forms, &Place::of(choice)))
    }

    fn form(&self, text: &str) -> Option<&Form> {
        let key = key::form(text);
        let at = self.forms.binary_search_by_key(&key, |form| form.key);
        at.ok().map(|at| &self.forms[at])
    }

    /// What a place of some forms hears from the others; of several forms, the most.
    fn heard(&self, forms: &[Option<&Form>], place: &Place) -> Heard {
        let mut heard = Heard {
            none: [0.0; COUNT],
            candidates: vec![[0.0; COUNT]; place.spans.len()],
        };
        for form in forms.iter().copied().flatten() {
            self.votes(form, place, &mut heard);
            self.links(form, place, &mut heard);
        }
        heard
    }

    /// What the other places of the form say.
    fn votes(&self, form: &Form, place: &Place, heard: &mut Heard) {
        let others = || {
            form.places
                .iter()
                .filter(|other| other.surroundings != place.surroundings)
        };
        let count = others().count() as f32;
        let raise = |values: &mut Values, value: Value, to: f32| {
            let at = &mut values[value as usize];
            *at = at.max(to);
        };
        let vote = |span: &Span| others().map(|o| o.probability(span.term)).sum::<f32>();
        let votes: Vec<f32> = place.spans.iter().map(vote).collect();
        for (span, (&v, values)) in place
            .spans
            .iter()
            .zip(votes.iter().zip(&mut heard.candidates))
        {
            let here: f32 = form.places.iter().map(|o| o.probability(span.term)).sum();
            let any = self.votes.get(&kind(form, span)).copied().unwrap_or(0.0);
            let rival = (any - here).max(0.0);
            raise(values, Value::UsageRival, rival / (rival + v + 1.0));
        }
        if count == 0.0 {
            return;
        }
        let support = |span: &Span| others().filter(|o| o.has(span.term)).count() as f32;
        let supports: Vec<f32> = place.spans.iter().map(support).collect();
        let all: f32 = others().map(|o| 1.0 - o.nothing).sum();
        for (at, values) in heard.candidates.iter_mut().enumerate() {
            raise(values, Value::UsageVotes, votes[at] / (votes[at] + 1.0));
            raise(values, Value::UsageShare, votes[at] / all.max(1.0));
            let longer = (0..place.spans.len())
                .filter(|&other| place.spans[other].pieces.len() > place.spans[at].pieces.len())
                .map(|other| supports[other])
                .fold(0.0, f32::max);
            if longer > 0.0 {
                raise(
                    values,
                    Value::UsageShorter,
                    longer / supports[at].max(longer),
                );
            }
        }
        let nothing = others().map(|o| o.nothing).sum::<f32>() / (count + 1.0);
        raise(&mut heard.none, Value::UsageNothing, nothing);
    }

    /// What the words of the form go with in other terms.
    fn links(&self, form: &Form, place: &Place, heard: &mut Heard) {
        let own = form.term();
        let strength = |piece: Key| self.words.strength(&form.words, piece, own.as_ref());
        for (span, values) in place.spans.iter().zip(&mut heard.candidates) {
            let longer = place.spans.iter().filter(|other| {
                other.pieces.len() == span.pieces.len() + 1 && other.pieces.ends_with(&span.pieces)
            });
            for other in longer {
                let linked = &mut values[Value::UsageLeftLinked as usize];
                *linked = linked.max(strength(other.pieces[0]));
            }
        }
    }
}

/// A term as forms of a kind give it.
fn kind(form: &Form, span: &Span) -> Key {
    both(Key::from(form.acronym), span.term)
}

impl Form {
    /// The term that most places vote for, if they are sure of it.
    fn term(&self) -> Option<Term<'_>> {
        let spans = || self.places.iter().flat_map(|place| &place.spans);
        let votes =
            |span: &Span| -> f32 { self.places.iter().map(|p| p.probability(span.term)).sum() };
        let best = spans().max_by(|a, b| {
            votes(a)
                .total_cmp(&votes(b))
                .then_with(|| (b.pieces.len(), b.term).cmp(&(a.pieces.len(), a.term)))
        })?;
        let weight = votes(best) / self.places.len() as f32;
        (weight > SURE).then(|| Term {
            words: &self.words,
            pieces: &best.pieces,
            weight: f64::from(weight),
        })
    }
}

impl Place {
    fn of(choice: &Choice) -> Self {
        let spans = choice
            .candidates
            .iter()
            .enumerate()
            .map(|(at, candidate)| Span {
                term: key::key(&candidate.text),
                pieces: key::pieces(choice, at),
                score: candidate.score,
                probability: 0.0,
            });
        let mut place = Self {
            surroundings: choice.surroundings,
            spans: spans.collect(),
            none: choice.none,
            rest: choice.rest,
            nothing: 0.0,
        };
        place.vote(|_| 0.0, None);
        place
    }

    /// By all that is known of a place.
    fn order(&self, other: &Self) -> Ordering {
        let spans = |place: &Self| -> Vec<(Key, u32)> {
            let spans = place.spans.iter();
            spans
                .map(|span| (span.term, span.score.to_bits()))
                .collect()
        };
        self.none
            .total_cmp(&other.none)
            .then_with(|| self.rest.total_cmp(&other.rest))
            .then_with(|| spans(self).cmp(&spans(other)))
    }

    /// Probabilities from the scores and what is heard.
    fn vote(&mut self, weigh: impl Fn(&Values) -> f32, heard: Option<&Heard>) {
        let none = self.none + heard.map_or(0.0, |heard| weigh(&heard.none));
        let scores: Vec<f32> = self
            .spans
            .iter()
            .enumerate()
            .map(|(at, span)| span.score + heard.map_or(0.0, |heard| weigh(&heard.candidates[at])))
            .collect();
        let top = scores.iter().copied().fold(none.max(self.rest), f32::max);
        let all: f32 = scores
            .iter()
            .chain([&none, &self.rest])
            .map(|s| (s - top).exp())
            .sum();
        self.nothing = (none - top).exp() / all;
        for (span, score) in self.spans.iter_mut().zip(scores) {
            span.probability = (score - top).exp() / all;
        }
    }

    fn probability(&self, term: Key) -> f32 {
        let spans = self.spans.iter().filter(|span| span.term == term);
        spans.map(|span| span.probability).sum()
    }

    fn has(&self, term: Key) -> bool {
        self.spans.iter().any(|span| span.term == term)
    }
}
