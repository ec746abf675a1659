//! How much of both sides the links of a candidate cover.

use super::{Feature, Setting, Values};
use crate::align::link::{Link, Source, foreign_runs};
use crate::gloss::Shape;
use crate::morphology::Tag;

/// What a link counts that covers nothing but an affix of a word.
const AFFIX: f32 = 0.4;

/// What the links cover of a candidate.
#[derive(Default)]
pub(super) struct Cover {
    /// Covered characters, as bits counted from the first character looked at.
    pub(super) chars: u64,
    /// Letters of the form, and how many of them are covered.
    pub(super) weight: f32,
    pub(super) covered: f32,
    /// Words of the form, how many have a link here, and the sum of the strengths.
    pub(super) words: f32,
    pub(super) linked: f32,
    pub(super) strong: f32,
    /// Strength of the last link, for the further words of its phrase.
    pub(super) phrase: f32,
    /// Characters covered by meaning.
    pub(super) meaning: u64,
    /// Strength of the best link of a word without one here that reaches out to the left.
    pub(super) left_out: f32,
    /// Strength of the best link of another part of a covered word that stands before the candidate.
    pub(super) affix_left_out: f32,
}

impl Setting<'_> {
    /// The best links within a candidate: at most one a word, not overlapping.
    pub(super) fn cover(&self, start: usize, end: usize) -> Cover {
        let mut cover = Cover::default();
        let solid = self.solid(end);
        let mask = |from: usize, to: usize| solid & bits(to - self.from) & !bits(from - self.from);
        let mut done = 0;
        for word in 0..self.links.words.len() {
            let weight = self.links.weight(word);
            if weight == 0.0 {
                continue;
            }
            cover.weight += weight;
            cover.words += 1.0;
            if word < done {
                cover.covered += weight * cover.phrase;
                cover.linked += 1.0;
                cover.strong += cover.phrase;
                continue;
            }
            let best = self
                .links
                .links
                .iter()
                .filter(|l| l.word == word && l.start >= start && l.end <= end)
                .filter(|l| cover.chars & mask(l.start, l.end) == 0)
                .max_by(|a, b| {
                    // Among the sure, the longer one; a phrase before its words; affixes last.
                    let key = |l: &Link| {
                        let affix = if l.source == Source::Affix { 2.0 } else { 0.0 };
                        l.strength
                            + 0.01 * (l.end - l.start) as f32
                            + 0.5 * (l.upto - l.word) as f32
                            - affix
                    };
                    key(a).total_cmp(&key(b))
                });
            if let Some(link) = best {
                cover.chars |= mask(link.start, link.end);
                // An affix is not the word.
                let strength = if link.source == Source::Affix {
                    AFFIX * link.strength
                } else {
                    link.strength
                };
                cover.covered += weight * strength;
                cover.linked += 1.0;
                cover.strong += strength;
                cover.phrase = strength;
                done = link.upto;
                if link.source == Source::Meaning {
                    cover.meaning |= mask(link.start, link.end);
                }
                // What else of the word stands beside it: an affix, the other half of a compound.
                for more in self.links.links.iter().filter(|l| l.word == word) {
                    if !self.beside(more, link) || more.end > end {
                        continue;
                    }
                    if more.start < start {
                        let out = &mut cover.affix_left_out;
                        *out = out.max(more.strength);
                    } else if cover.chars & mask(more.start, more.end) == 0 {
                        cover.chars |= mask(more.start, more.end);
                    }
                }
            } else {
                let outside = self
                    .links
                    .links
                    .iter()
                    .filter(|l| l.word == word && l.start < start && l.end <= end)
                    .map(|l| l.strength)
                    .fold(0.0, f32::max);
                cover.left_out = cover.left_out.max(outside);
            }
        }
        cover
    }

    /// The characters up to `end` that are no spaces, as bits from the first character looked at.
    fn solid(&self, end: usize) -> u64 {
        let text = self.text()[self.from..end].iter().enumerate();
        text.fold(0, |bits, (at, glyph)| {
            bits | u64::from(glyph.char != ' ') << at.min(63)
        })
    }

    /// Whether two stretches touch, a space aside: 하위 클래스.
    fn beside(&self, one: &Link, other: &Link) -> bool {
        let meets = |end: usize, start: usize| {
            end == start || end + 1 == start && self.text()[end].char == ' '
        };
        meets(one.end, other.start) || meets(other.end, one.start)
    }

    pub(super) fn coverage(&self, start: usize, end: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let mut set = |f: F, v: f32| values[f as usize] = v;
        let form = if cover.weight > 0.0 {
            cover.covered / cover.weight
        } else {
            0.0
        };
        set(F::FormCovered, form);
        set(
            F::FormUncoveredWords,
            (cover.words - cover.linked).min(4.0) / 4.0,
        );
        set(
            F::FormAllCovered,
            f32::from(cover.words > 0.0 && cover.strong > 0.7 * cover.words),
        );
        let letters = self.text()[start..end]
            .iter()
            .filter(|g| g.char != ' ')
            .count() as f32;
        let covered = cover.chars.count_ones() as f32;
        set(F::KoreanCovered, (covered / letters).min(1.0));
        if covered == 0.0 {
            set(F::NothingLinked, 1.0);
            return;
        }
        set(
            F::KoreanUncovered,
            (letters - covered).clamp(0.0, 8.0) / 8.0,
        );
        let first = (start..end)
            .find(|&at| cover.chars & (1 << (at - self.from)) != 0)
            .unwrap_or(end);
        set(F::BeginsWithLink, f32::from(first == start));
        let text = &self.text()[start..end];
        set(
            F::MeaningCovered,
            cover.meaning.count_ones() as f32 / letters,
        );
        set(
            F::BeginsWithMeaning,
            f32::from(cover.meaning & (1 << (start - self.from)) != 0),
        );
        let lead = self.text()[start..first]
            .iter()
            .filter(|g| g.char != ' ')
            .count();
        set(F::LeadUncovered, form * lead.min(6) as f32 / 6.0);
        let word = text
            .iter()
            .position(|g| g.char == ' ')
            .unwrap_or(text.len());
        let rest = text[word..].iter().filter(|g| g.char != ' ').count() as f32;
        let words = self.form.shape != Shape::Acronym;
        if words && rest > 0.0 && first >= start + word {
            set(F::FirstWordUncovered, 1.0);
            if form > 0.7 {
                set(F::FirstWordUncoveredFormDone, 1.0);
                if self.covering(start).is_some_and(|m| m.first == Tag::Place) {
                    set(F::FirstPlaceUncoveredFormDone, 1.0);
                }
            }
            if covered > 0.85 * rest {
                set(F::OnlyFirstWordUncovered, 1.0);
                if self.covering(start).is_some_and(|m| m.first == Tag::Place) {
                    set(F::OnlyFirstWordUncoveredPlace, 1.0);
                }
            }
        }
        set(
            F::EndsWithLink,
            f32::from(cover.chars & (1 << (end - 1 - self.from)) != 0),
        );
        set(F::LinkLeftOut, cover.left_out);
        set(F::AffixLeftOut, cover.affix_left_out);
        set(
            F::WholeInOneLink,
            f32::from(cover.linked < 1.5 && covered >= letters) * form,
        );
    }

    /// Words that the lexicon knows, and that the form nevertheless does not render.
    pub(super) fn known(&self, start: usize, end: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let first = self
            .passage
            .morphemes
            .partition_point(|m| (m.end as usize) <= start);
        let mut known = 0.0;
        for (index, m) in self.passage.morphemes[first..].iter().enumerate() {
            let (from, to) = (m.start as usize, m.end as usize);
            if to > end {
                break;
            }
            if from < start || to - from < 2 || !m.first.is_nominal() {
                continue;
            }
            if cover.chars & (1 << (from - self.from)) != 0 {
                continue;
            }
            if self.links.knows(from) {
                known += 1.0;
                if index == 0 {
                    values[F::FirstKnownUncovered as usize] = 1.0;
                }
            } else if index == 0 {
                values[F::FirstUnknownUncovered as usize] = 1.0;
            }
        }
        values[F::KnownUncovered as usize] = f32::min(known, 3.0) / 3.0;
    }

    /// Latin letters and digits of the Korean side: the form has them too, or it does not.
    pub(super) fn copied(&self, start: usize, end: usize, values: &mut Values) {
        let text = self.text();
        let form = self.form_text();
        for run in foreign_runs(&text[..end], start) {
            let word = &text[run];
            let stands = form.windows(word.len()).any(|w| {
                w.iter()
                    .zip(word)
                    .all(|(a, b)| a.char.eq_ignore_ascii_case(&b.char))
            });
            let feature = if stands {
                Feature::ForeignCopied
            } else if word.iter().all(|g| g.char.is_ascii_digit()) {
                Feature::DigitsNotCopied
            } else {
                Feature::ForeignNotCopied
            };
            values[feature as usize] = 1.0;
        }
    }
}

/// The lowest `count` bits.
pub(super) fn bits(count: usize) -> u64 {
    if count >= 64 {
        u64::MAX
    } else {
        (1 << count) - 1
    }
}
