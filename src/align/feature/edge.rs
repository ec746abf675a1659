//! What stands at the left edge of a candidate: before it, at its beginning, and quotation marks.

use super::cover::{Cover, bits};
use super::{Feature, Setting, Values};
use crate::align::candidate::is_opening;
use crate::morphology::Tag;
use crate::scan::Break;

impl Setting<'_> {
    pub(super) fn left_edge(&self, start: usize, values: &mut Values) {
        use Feature as F;
        let text = self.text();
        let mut set = |f: F| values[f as usize] = 1.0;
        if self
            .covering(start)
            .is_some_and(|m| (m.start as usize) < start)
        {
            set(F::InsideMorpheme);
        }
        let Some(before) = start.checked_sub(1).map(|i| text[i].char) else {
            set(if self.passage.left.left() == Break::Start {
                F::AfterStart
            } else {
                F::AfterCut
            });
            return;
        };
        if before != ' ' {
            let Some(morpheme) = self.before(start) else {
                set(F::InsideWord);
                return;
            };
            if is_opening(before) {
                set(F::AfterOpening);
                return;
            }
            set(match morpheme.last {
                Tag::Sign => F::InsideWordAfterSign,
                Tag::Prefix | Tag::Determiner => F::InsideWordAfterPrefix,
                Tag::Foreign | Tag::Number => F::InsideWordAfterForeign,
                t if t.is_nominal() => F::InsideWordAfterNoun,
                _ => F::InsideWord,
            });
            return;
        }
        let word_end = text[..start]
            .iter()
            .rposition(|g| g.char != ' ')
            .map_or(0, |i| i + 1);
        let Some(morpheme) = self.before(word_end) else {
            set(F::AfterStart);
            return;
        };
        set(match morpheme.last {
            Tag::Noun | Tag::Root | Tag::Prefix => F::AfterNoun,
            Tag::ProperNoun => F::AfterProperNoun,
            Tag::Person => F::AfterPerson,
            Tag::Place => F::AfterPlace,
            Tag::BoundNoun => F::AfterBoundNoun,
            Tag::Number => F::AfterNumber,
            Tag::Pronoun => F::AfterPronoun,
            Tag::Verb | Tag::Adjective | Tag::VerbSuffix => F::AfterVerb,
            Tag::Determiner => F::AfterDeterminer,
            Tag::Adverb | Tag::Interjection => F::AfterAdverb,
            Tag::Possessive => F::AfterPossessive,
            Tag::Conjunctive => F::AfterConjunctive,
            Tag::Object => F::AfterObject,
            Tag::Subject => F::AfterSubject,
            Tag::Particle => F::AfterParticle,
            Tag::Adnominal => F::AfterAdnominal,
            Tag::Ending => F::AfterEnding,
            Tag::Suffix => F::AfterSuffix,
            Tag::Foreign => F::AfterForeign,
            Tag::Hanja => F::AfterHanja,
            Tag::Sign => F::AfterSign,
            Tag::Unknown => F::AfterUnknown,
        });
    }

    pub(super) fn beginning(&self, start: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let Some(first) = self.covering(start) else {
            return;
        };
        let mut set = |f: F, v: f32| values[f as usize] = v;
        let covered = cover.chars & (1 << (start - self.from)) != 0;
        if covered && first.first.is_nominal() {
            set(F::CoveredNoun, 1.0);
        }
        match first.first {
            Tag::Place if !covered => set(F::FirstPlaceUncovered, 1.0),
            Tag::Person if !covered => set(F::FirstPersonUncovered, 1.0),
            _ => {}
        }
        let feature = match first.first {
            Tag::Noun => F::FirstNoun,
            Tag::ProperNoun => F::FirstProperNoun,
            Tag::Person => F::FirstPerson,
            Tag::Place => F::FirstPlace,
            Tag::Prefix => F::FirstPrefix,
            Tag::Root => F::FirstRoot,
            Tag::Verb | Tag::Adjective => F::FirstVerb,
            Tag::Adverb | Tag::Interjection => F::FirstAdverb,
            Tag::Determiner => F::FirstDeterminer,
            Tag::Number => F::FirstNumber,
            Tag::Foreign | Tag::Hanja => F::FirstForeign,
            Tag::BoundNoun => F::FirstBoundNoun,
            Tag::Pronoun => F::FirstPronoun,
            Tag::Unknown => F::FirstUnknown,
            _ => F::FirstLoose,
        };
        set(feature, 1.0);
    }

    pub(super) fn quotes(&self, start: usize, end: usize, values: &mut Values) {
        use Feature as F;
        let quotes = &self.quotes;
        let mut set = |f: F| values[f as usize] = 1.0;
        if let Some(at) = quotes.closed {
            set(if at + 1 == start {
                F::QuoteMatched
            } else {
                F::QuoteMissed
            });
        }
        if let Some(at) = quotes.open {
            match (at + 1 == start, quotes.around) {
                (true, true) => set(F::QuoteAroundMatched),
                (true, false) => set(F::QuoteOpenMatched),
                (false, true) => set(F::QuoteAroundMissed),
                (false, false) => set(F::QuoteOpenMissed),
            }
        }
        // A quotation that opens or closes in the middle of the candidate.
        let within = bits(end - self.from) & !bits(start - self.from);
        if quotes.marks & within != 0 {
            set(F::QuoteCrossed);
        }
    }
}
