//! The places of a ledger, compactly: of a million of them a few dozen megabytes are in memory, whatever they quote.
//!
//! Strings that many places share are [names](names); contexts, candidates and what people call a place are
//! [read](texts) where they lie, a portion of places at a time.

pub(super) mod names;
pub(super) mod texts;

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

pub(super) use names::{Name, Names};
pub(super) use texts::{Excerpt, Rows, Text, Texts};

use super::evidence::{Evidence, Found, Pair};
use super::undecided::Undecided;
use crate::Kind;
use crate::gloss::is_hangul;

/// Places that are read at a time; a few more where one site has several.
const PORTION: usize = 4_096;

/// One place, and the row that it counts for, if it does.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether something lies elsewhere, and a byte is enough for it"
)]
pub(super) struct Place {
    pub(super) document: Name,
    /// Byte offset of the opening parenthesis in the document's text.
    pub(super) offset: usize,
    /// Line of the parenthesis, counted from 1.
    pub(super) line: u32,
    /// The Korean term, empty where the place gives none.
    pub(super) korean: Name,
    /// The Latin-script form exactly as in the text.
    pub(super) english: Name,
    pub(super) kind: Kind,
    pub(super) language: Name,
    /// How sure the aligner is, 0 to 1.
    pub(super) confidence: f32,
    /// The English and Korean of the row.
    pub(super) pair: [Name; 2],
    pub(super) concept: Name,
    /// It quotes the text around it.
    pub(super) quoted: bool,
    /// People call it something else than its line.
    pub(super) placed: bool,
    /// What it gives is for mining to decide.
    pub(super) undecided: bool,
    /// Its Korean is the sound of the form, as far as candidates tell: known once it was decided.
    pub(super) heard: bool,
    pub(super) text: Excerpt,
}

impl Place {
    /// Whether it counts for a row: a place that gives no pair counts for none.
    pub(super) fn counts(&self) -> bool {
        self.pair.iter().all(|&name| name != Name::EMPTY)
    }

    /// Whether both are forms of one parenthesis.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        (self.document, self.offset) == (other.document, other.offset)
    }

    /// Every name in it.
    fn names_mut(&mut self) -> [&mut Name; 7] {
        let [english, korean] = &mut self.pair;
        [
            &mut self.document,
            &mut self.korean,
            &mut self.english,
            &mut self.language,
            english,
            korean,
            &mut self.concept,
        ]
    }
}

/// All places of a ledger.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) all: Vec<Place>,
    pub(super) names: Names,
    pub(super) texts: Texts,
}

/// Some places that follow each other, with their texts.
pub(super) struct Portion<'p> {
    /// The index of the first.
    pub(super) first: usize,
    pub(super) places: &'p [Place],
    /// Of each.
    pub(super) texts: Vec<Text>,
}

impl Portion<'_> {
    /// The places with their indices and texts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Place, &Text)> {
        let places = self.places.iter().zip(&self.texts).enumerate();
        places.map(|(at, (place, text))| (self.first + at, place, text))
    }

    /// What is open at each place.
    pub(super) fn undecided(&self) -> Vec<Option<Undecided>> {
        let places = self.places.iter().zip(&self.texts);
        places
            .map(|(place, text)| {
                place
                    .undecided
                    .then(|| text.candidates.parse().ok())
                    .flatten()
            })
            .collect()
    }
}

impl Places {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The string of a name.
    pub(super) fn text(&self, name: Name) -> &str {
        self.names.text(name)
    }

    /// The pair that a place counts for, two empty strings where it counts for none.
    pub(super) fn pair(&self, [english, korean]: [Name; 2]) -> Pair {
        Pair {
            english: self.text(english).to_owned(),
            korean: self.text(korean).to_owned(),
        }
    }

    /// Whether the place says, in Latin script, what an abbreviation stands for: see [`Evidence::is_expansion`].
    pub(super) fn is_expansion(&self, place: &Place) -> bool {
        // A text may be decomposed: its syllables are jamo.
        let korean = |c| is_hangul(c) || matches!(c, '\u{1100}'..='\u{11ff}');
        place.korean != Name::EMPTY
            && !place.undecided
            && !self.text(place.korean).chars().any(korean)
    }

    /// Adds a place; its texts are held in memory.
    pub(super) fn push(&mut self, found: &Found) {
        let Found {
            evidence,
            pair,
            concept,
        } = found;
        let undecided = evidence.undecided.as_ref();
        let candidates = undecided.map_or_else(String::new, ToString::to_string);
        let place = Place {
            document: self.names.name(&evidence.document),
            offset: evidence.offset,
            line: u32::try_from(evidence.line).unwrap_or(u32::MAX),
            korean: self.names.name(&evidence.korean),
            english: self.names.name(&evidence.english),
            kind: evidence.kind,
            language: self.names.name(&evidence.language),
            confidence: evidence.confidence,
            pair: [&pair.english, &pair.korean].map(|text| self.names.name(text)),
            concept: self.names.name(concept),
            quoted: !evidence.context.is_empty(),
            placed: !evidence.place.is_empty(),
            undecided: undecided.is_some(),
            heard: undecided.is_some_and(|undecided| undecided.is_sound(&evidence.korean)),
            text: self
                .texts
                .hold(&evidence.context, &candidates, &evidence.place),
        };
        self.all.push(place);
    }

    /// Takes in places of others behind all there are. Their texts stay where they lie.
    pub(super) fn take<'o>(&mut self, others: &Self, places: impl Iterator<Item = &'o Place>) {
        let names = self.names.take(&others.names);
        let first = self.texts.take(&others.texts);
        self.all.extend(places.map(|&place| {
            let mut place = place;
            for name in place.names_mut() {
                *name = names[name.number()];
            }
            place.text = Texts::moved(place.text, first);
            place
        }));
    }

    /// Appends places whose texts lie in sources that are here already, with the names that they have.
    pub(super) fn append(&mut self, places: Vec<Place>, names: &Names) {
        let names = self.names.take(names);
        self.all.extend(places.into_iter().map(|mut place| {
            for name in place.names_mut() {
                *name = names[name.number()];
            }
            place
        }));
    }

    /// One place, whole.
    pub(super) fn found(&self, place: &Place, text: Text) -> Found {
        Found {
            evidence: Evidence {
                document: self.text(place.document).to_owned(),
                offset: place.offset,
                line: place.line as usize,
                place: if place.placed {
                    text.place
                } else {
                    String::new()
                },
                korean: self.text(place.korean).to_owned(),
                english: self.text(place.english).to_owned(),
                kind: place.kind,
                language: self.text(place.language).to_owned(),
                confidence: place.confidence,
                context: if place.quoted {
                    text.context
                } else {
                    String::new()
                },
                undecided: place
                    .undecided
                    .then(|| text.candidates.parse().ok())
                    .flatten(),
            },
            pair: self.pair(place.pair),
            concept: self.text(place.concept).to_owned(),
        }
    }

    /// Some places, whole.
    pub(super) fn found_at(&self, places: &[usize]) -> Vec<Found> {
        let excerpts: Vec<Excerpt> = places.iter().map(|&at| self.all[at].text).collect();
        let texts = self.texts.read(&excerpts).into_iter();
        let places = places.iter().zip(texts);
        places
            .map(|(&at, text)| self.found(&self.all[at], text))
            .collect()
    }

    /// All places, whole, one after another.
    pub(super) fn iter(&self) -> impl Iterator<Item = Found> {
        self.read_all().flat_map(|portion| {
            let Portion { places, texts, .. } = portion;
            let places = places.iter().zip(texts);
            places.map(|(place, text)| self.found(place, text))
        })
    }

    /// Where the portions are that places are read in; the forms of a parenthesis are in one.
    fn portions(&self) -> Vec<Range<usize>> {
        let mut portions = Vec::with_capacity(self.len() / PORTION + 1);
        let mut start = 0;
        while start < self.len() {
            let mut end = (start + PORTION).min(self.len());
            while end < self.len() && self.all[end].is_beside(&self.all[end - 1]) {
                end += 1;
            }
            portions.push(start..end);
            start = end;
        }
        portions
    }

    /// Reads the texts of some places.
    pub(super) fn read(&self, range: Range<usize>) -> Portion<'_> {
        let places = &self.all[range.clone()];
        let excerpts: Vec<Excerpt> = places
            .iter()
            .map(|place| {
                let read = place.quoted || place.undecided || place.placed;
                if read { place.text } else { Excerpt::NONE }
            })
            .collect();
        Portion {
            first: range.start,
            places,
            texts: self.texts.read(&excerpts),
        }
    }

    /// What `of` makes of each portion, in their order: some portions at a time are read on all threads.
    pub(super) fn in_portions<'p, T: Send>(
        &'p self,
        of: impl Fn(Portion<'p>) -> T + Sync,
    ) -> impl Iterator<Item = T> {
        let portions = self.portions();
        let at_a_time = 2 * rayon::current_num_threads();
        let mut next = 0;
        std::iter::from_fn(move || {
            let some = &portions[next..(next + at_a_time).min(portions.len())];
            next += some.len();
            let made: Vec<T> = some
                .par_iter()
                .map(|range| of(self.read(range.clone())))
                .collect();
            (!made.is_empty()).then_some(made)
        })
        .flatten()
    }

    /// All portions.
    pub(super) fn read_all(&self) -> impl Iterator<Item = Portion<'_>> {
        self.in_portions(|portion| portion)
    }

    /// Sorts by document and offset; total, so that a ledger can be written in one way only.
    pub(super) fn sort(&mut self) {
        let mut all = std::mem::take(&mut self.all);
        if !all.is_sorted_by(|a, b| self.order(a, b).is_le()) {
            all.sort_by(|a, b| self.order(a, b));
        }
        self.all = all;
    }

    /// By document and offset, then by all the rest.
    fn order(&self, a: &Place, b: &Place) -> Ordering {
        let by = |one: fn(&Place) -> Name| match (one(a), one(b)) {
            (x, y) if x == y => Ordering::Equal,
            (x, y) => self.text(x).cmp(self.text(y)),
        };
        by(|place| place.document)
            .then_with(|| a.offset.cmp(&b.offset))
            .then_with(|| by(|place| place.english))
            .then_with(|| by(|place| place.korean))
            .then_with(|| by(|place| place.language))
            .then_with(|| (a.line, a.kind).cmp(&(b.line, b.kind)))
            .then_with(|| a.confidence.total_cmp(&b.confidence))
            .then_with(|| {
                let [a, b] = [a, b].map(|place| self.texts_of(place));
                (a.context, a.candidates, a.place).cmp(&(b.context, b.candidates, b.place))
            })
    }

    /// The texts of one place, as far as they count.
    fn texts_of(&self, place: &Place) -> Text {
        let read = self.texts.read(&[place.text]);
        let read = read.into_iter().next().unwrap_or_default();
        let of = |counts: bool, text: String| if counts { text } else { String::new() };
        Text {
            context: of(place.quoted, read.context),
            candidates: of(place.undecided, read.candidates),
            place: of(place.placed, read.place),
        }
    }

    /// Drops places that say what the place before says. They are sorted.
    pub(super) fn dedup(&mut self) {
        let mut all = std::mem::take(&mut self.all);
        all.dedup_by(|a, b| self.order(a, b).is_eq());
        self.all = all;
    }

    /// The names of those documents that are among `names`.
    pub(super) fn named(&self, names: impl Fn(&str) -> bool) -> HashSet<Name> {
        let documents: HashSet<Name> = self.all.iter().map(|place| place.document).collect();
        let mut documents = documents;
        documents.retain(|&document| names(self.text(document)));
        documents
    }
}

/// As many places, each with the same in it.
impl PartialEq for Places {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<'f> FromIterator<&'f Found> for Places {
    fn from_iter<I: IntoIterator<Item = &'f Found>>(found: I) -> Self {
        let mut places = Self::default();
        for one in found {
            places.push(one);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example;

    /// A place in a document with what it may give.
    fn place(document: &str, offset: usize, korean: &str) -> Found {
        let mut found = example::found("sea", "sea", korean);
        found.evidence.document = document.into();
        found.evidence.offset = offset;
        found.evidence.place = format!("slide {offset}");
        found.evidence.context = format!("{korean}(sea)에서 \"파도\"를 보았다");
        found.evidence.undecided = format!("12\t0.00\t\t3.00 {korean}").parse().ok();
        found
    }

    fn whole(places: &Places) -> Vec<Found> {
        places.iter().collect()
    }

    #[test]
    fn what_is_put_in_comes_out_sorted_and_once() {
        let all = [
            place("나.txt", 3, "바다"),
            place("가.txt", 9, "바다"),
            place("가.txt", 2, "해양"),
            place("가.txt", 2, "바다"),
            place("가.txt", 9, "바다"),
        ];
        let mut places: Places = all.iter().collect();
        assert_eq!(whole(&places), all);
        places.sort();
        places.dedup();
        let [a, b, c, d, _] = all;
        assert_eq!(whole(&places), [d.clone(), c, b.clone(), a]);
        assert_eq!(places.found_at(&[2, 0]), [b, d]);
    }

    #[test]
    fn places_that_differ_in_a_context_only_are_two_in_a_settled_order() {
        let mut other = place("가.txt", 2, "바다");
        other.evidence.context = "가까운 바다(sea)".into();
        let one = place("가.txt", 2, "바다");
        let mut forth: Places = [&one, &other].into_iter().collect();
        let mut back: Places = [&other, &one].into_iter().collect();
        for places in [&mut forth, &mut back] {
            places.sort();
            places.dedup();
            assert_eq!(places.len(), 2);
        }
        assert!(forth == back);
    }

    #[test]
    fn others_are_taken_in_with_their_texts() {
        let mut places: Places = [&place("가.txt", 1, "해양")].into_iter().collect();
        let others: Places = [
            &place("나.txt", 1, "바다"),
            &place("다.txt", 1, "해양"),
            &place("라.txt", 1, "바다"),
        ]
        .into_iter()
        .collect();
        places.take(&others, others.all[1..].iter());
        places.push(&place("마.txt", 1, "바다"));
        assert_eq!(
            whole(&places),
            [
                place("가.txt", 1, "해양"),
                place("다.txt", 1, "해양"),
                place("라.txt", 1, "바다"),
                place("마.txt", 1, "바다"),
            ]
        );
    }

    #[test]
    fn what_a_place_does_not_quote_any_more_is_not_read() {
        let mut places: Places = [&place("가.txt", 1, "해양")].into_iter().collect();
        places.all[0].quoted = false;
        places.all[0].undecided = false;
        places.all[0].placed = false;
        let found = &whole(&places)[0];
        assert_eq!(found.evidence.context, "");
        assert_eq!(found.evidence.place, "");
        assert_eq!(found.evidence.undecided, None);
    }

    #[test]
    fn the_forms_of_a_parenthesis_are_read_together() {
        // Three at each place, so that a portion would end between them.
        let places: Places = (0..2 * PORTION)
            .map(|at| place("가.txt", at / 3, "바다"))
            .collect::<Vec<_>>()
            .iter()
            .collect();
        let ends: Vec<usize> = places
            .read_all()
            .map(|portion| portion.first + portion.places.len())
            .collect();
        assert!(ends.len() > 1 && ends.last() == Some(&places.len()));
        for &end in &ends[..ends.len() - 1] {
            assert!(!places.all[end].is_beside(&places.all[end - 1]));
        }
    }
}
