//! How English forms and Korean terms are used across many parentheses.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::HashMap;

use rayon::prelude::*;

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
    /// The candidate that most places vote for, if they are sure of it: the place, which of its candidates, and how sure.
    sure: Option<(usize, usize, f32)>,
}

/// A place where a form stands in parentheses, or is to be decided on.
#[derive(Debug, Clone)]
struct Place {
    surroundings: u32,
    spans: Box<[Span]>,
    none: f32,
    rest: f32,
    /// Probability of "renders nothing", as things stand.
    nothing: f32,
}

/// A candidate.
#[derive(Debug, Clone)]
struct Span {
    term: Key,
    pieces: Box<[Key]>,
    score: f32,
    /// Its probability, as things stand.
    probability: f32,
}

/// Forms as they are gathered, with more places than will be kept.
#[derive(Default)]
struct Gathered {
    forms: KeyMap<Vec<Seen>>,
    /// The texts of forms, each once.
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// A place, and the form as it stands there.
struct Seen {
    place: Place,
    acronym: bool,
    text: u32,
}

impl Gathered {
    fn take(&mut self, choice: &Choice) {
        let place = Place::of(choice);
        for form in &choice.forms {
            let text = self.number(&form.text);
            let seen = self.forms.entry(key::form(&form.text)).or_default();
            seen.push(Seen {
                place: place.clone(),
                acronym: form.acronym,
                text,
            });
            // What will not be kept is let go on the way.
            if seen.len() >= 2 * PLACES {
                keep(seen, &self.texts);
            }
        }
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The forms, sorted, each with the places that are kept.
    fn forms(self) -> Vec<Form> {
        let mut forms: Vec<Form> = self
            .forms
            .into_iter()
            .map(|(key, mut seen)| {
                keep(&mut seen, &self.texts);
                Form {
                    key,
                    acronym: seen[0].acronym,
                    words: key::words(&self.texts[seen[0].text as usize]),
                    places: seen.into_iter().map(|seen| seen.place).collect(),
                    sure: None,
                }
            })
            .collect();
        forms.sort_unstable_by_key(|form| form.key);
        forms
    }
}

/// Keeps the first places in an order that depends on nothing but what there is: of those that are one, the same each
/// time.
fn keep(seen: &mut Vec<Seen>, texts: &[String]) {
    let text = |seen: &Seen| texts[seen.text as usize].as_str();
    seen.sort_by(|a, b| {
        a.place
            .surroundings
            .cmp(&b.place.surroundings)
            .then_with(|| a.place.order(&b.place))
            .then_with(|| (a.acronym, text(a)).cmp(&(b.acronym, text(b))))
    });
    seen.dedup_by_key(|seen| seen.place.surroundings);
    seen.truncate(PLACES);
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
    /// Gathers how the words of these choices are used, deciding on each with `decider`. Choices are looked at one after
    /// another: they need not be in memory together.
    pub fn of<C: Borrow<Choice>>(choices: impl IntoIterator<Item = C>, decider: &Decider) -> Self {
        let mut gathered = Gathered::default();
        for choice in choices {
            gathered.take(choice.borrow());
        }
        let mut usage = Self {
            forms: gathered.forms(),
            ..Self::default()
        };
        usage.learn();
        for _ in 0..ROUNDS {
            usage.hear(decider);
            usage.learn();
        }
        usage
    }

    /// Lets every place hear the others.
    fn hear(&mut self, decider: &Decider) {
        let now = &*self;
        let votes: Vec<Vec<f32>> = now
            .forms
            .par_iter()
            .map(|form| {
                let mut votes = Vec::new();
                for place in &form.places {
                    let heard = now.heard(&[Some(form)], place);
                    place.vote(
                        |values| decider.weigh(values),
                        Some(&heard),
                        |vote| votes.push(vote),
                    );
                }
                votes
            })
            .collect();
        for (form, votes) in self.forms.iter_mut().zip(votes) {
            let mut votes = votes.into_iter();
            for place in &mut form.places {
                place.take(&mut votes);
            }
        }
    }

    /// Counts the votes, and learns words from the terms that are sure.
    fn learn(&mut self) {
        self.votes.clear();
        self.forms.par_iter_mut().for_each(Form::count);
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
        self.sure.map(|(place, span, weight)| Term {
            words: &self.words,
            pieces: &self.places[place].spans[span].pieces,
            weight: f64::from(weight),
        })
    }

    /// Counts the votes of the places anew: of equal terms, the one of fewer pieces is taken.
    fn count(&mut self) {
        let mut votes: Vec<(Key, f32)> = Vec::new();
        for span in self.places.iter().flat_map(|place| &place.spans) {
            match votes.iter_mut().find(|(term, _)| *term == span.term) {
                Some((_, votes)) => *votes += span.probability,
                None => votes.push((span.term, span.probability)),
            }
        }
        let of = |span: &Span| {
            let own = votes.iter().find(|(term, _)| *term == span.term);
            own.map_or(0.0, |&(_, votes)| votes)
        };
        let spans = self.places.iter().enumerate().flat_map(|(at, place)| {
            let spans = place.spans.iter().enumerate();
            spans.map(move |(index, span)| (at, index, span))
        });
        let best = spans.max_by(|(_, _, a), (_, _, b)| {
            of(a)
                .total_cmp(&of(b))
                .then_with(|| (b.pieces.len(), b.term).cmp(&(a.pieces.len(), a.term)))
        });
        self.sure = best.and_then(|(place, index, span)| {
            let weight = of(span) / self.places.len() as f32;
            (weight > SURE).then_some((place, index, weight))
        });
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
                pieces: key::pieces(choice, at).into(),
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
        let mut votes = Vec::with_capacity(place.spans.len() + 1);
        place.vote(|_| 0.0, None, |vote| votes.push(vote));
        place.take(&mut votes.into_iter());
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

    /// Probabilities from the scores and what is heard: of "renders nothing", then of each candidate.
    fn vote(
        &self,
        weigh: impl Fn(&Values) -> f32,
        heard: Option<&Heard>,
        mut give: impl FnMut(f32),
    ) {
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
        give((none - top).exp() / all);
        for score in scores {
            give((score - top).exp() / all);
        }
    }

    /// Takes the probabilities over.
    fn take(&mut self, votes: &mut impl Iterator<Item = f32>) {
        self.nothing = votes.next().unwrap_or_default();
        for (span, vote) in self.spans.iter_mut().zip(votes) {
            span.probability = vote;
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
