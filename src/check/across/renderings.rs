//! What a document leaves behind once it is checked: its renderings of English that the glossary lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rayon::prelude::*;

use super::{inconsistent, minority_variant};
use crate::check::directive::Directives;
use crate::check::gloss::{Gloss, Judgement};
use crate::check::reading::{Reading, as_read};
use crate::source::Places;
use crate::variant::english_key;
use crate::{Document, Kind};

/// How sure mining has to be of a rendering for other documents to be held against it. More than within a document: of one cut too
/// long or too short (`와 이언 폴터`) every document that has it right would be told.
const SURE: f32 = 0.9;

/// Letters that an abbreviation has at least for two renderings of it in one document to be held against each other: of two, many things
/// are called.
const LETTERS: usize = 3;

/// How many renderings it has at most: what has more stands for more than one thing.
const MOST: usize = 50;

/// The bytes of a text in which one thread counts at a time.
const PART: usize = 1 << 18;

/// Up to how many bytes of spellings are looked for with a table of all steps.
const DENSE: usize = 1 << 15;

/// The renderings of a document that the glossary lacks. It holds no text but theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renderings {
    /// How the document is called in output.
    pub path: String,
    /// By English, then in the order of the text.
    pub(super) list: Vec<Rendering>,
}

/// One English in one Korean spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rendering {
    /// The [key](english_key) of the English.
    pub(super) key: Box<str>,
    /// Both as they are written, on one line.
    pub(super) english: Box<str>,
    pub(super) korean: Box<str>,
    /// Where they stand together.
    pub(super) places: Vec<Place>,
    /// How often the Korean is written in the document; where it has no rival there, only with the English.
    pub(super) mentions: usize,
    /// Whether mining is sure that one renders the other, anywhere in the document.
    pub(super) sure: bool,
}

/// A place of Korean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// From 1.
    pub(super) line: usize,
    /// What the text itself lets be said of it.
    pub(super) inconsistent: bool,
    pub(super) minority: bool,
}

impl Place {
    pub(super) fn new(
        range: Range<usize>,
        lines: &mut Places<'_>,
        directives: &Directives,
    ) -> Self {
        let allows = |rule| directives.allows(rule, range.start);
        Self {
            line: lines.position(range.start).line,
            inconsistent: allows(inconsistent::RULE.name),
            minority: allows(minority_variant::RULE.name),
            range,
        }
    }
}

impl Renderings {
    /// Those of a document without any.
    fn none(document: &Document) -> Self {
        Self {
            path: document.path.clone(),
            list: Vec::new(),
        }
    }

    /// Puts every place somewhere else.
    pub(in crate::check) fn move_places(&mut self, to: impl Fn(&Range<usize>) -> Range<usize>) {
        let places = self.list.iter_mut().flat_map(|one| &mut one.places);
        places.for_each(|place| place.range = to(&place.range));
    }

    pub(in crate::check) fn of(reading: &Reading<'_>, directives: &Directives) -> Self {
        let text = reading.text();
        let mut found = Self::none(reading.document);
        let mut lines = Places::of(reading.document);
        let mut by_english: BTreeMap<String, Vec<(&Gloss, String, Place)>> = BTreeMap::new();
        let is_unknown =
            |gloss: &&Gloss| gloss.judgement == Judgement::Unknown && gloss.kind != Kind::Foreign;
        let mut glosses: Vec<&Gloss> = reading.glosses.iter().filter(is_unknown).collect();
        glosses.sort_by_key(|gloss| gloss.korean.start);
        for gloss in glosses {
            let english = as_read(reading.document, &gloss.english);
            let place = Place::new(gloss.korean.clone(), &mut lines, directives);
            let written = by_english.entry(english_key(&english)).or_default();
            written.push((gloss, english, place));
        }
        let mut rivals: Vec<usize> = Vec::new();
        for (key, mut glosses) in by_english {
            // What is abbreviated may stand for many things, rendered in as many ways.
            if glosses.iter().any(|(gloss, ..)| gloss.kind != Kind::Term) {
                let korean = |gloss: &Gloss| &text[gloss.korean.clone()];
                let all: BTreeSet<&str> = glosses.iter().map(|(gloss, ..)| korean(gloss)).collect();
                let is_rival = |one: &str| all.iter().any(|other| are_one_thing(one, other));
                let is_one = key.len() >= LETTERS && all.len() <= MOST;
                let rivals = all.iter().filter(|one| is_one && is_rival(one));
                let rivals: BTreeSet<&str> = rivals.copied().collect();
                glosses.retain(|(gloss, ..)| rivals.contains(korean(gloss)));
            }
            let first = found.list.len();
            for (gloss, english, place) in glosses {
                let korean = as_read(reading.document, &gloss.korean);
                let mut known = found.list[first..].iter_mut();
                if let Some(rendering) = known.find(|one| *one.korean == *korean) {
                    rendering.places.push(place);
                    rendering.mentions += 1;
                    rendering.sure |= gloss.confidence >= SURE;
                    continue;
                }
                found.list.push(Rendering {
                    key: key.as_str().into(),
                    english: english.into(),
                    korean: korean.into(),
                    places: vec![place],
                    mentions: 1,
                    sure: gloss.confidence >= SURE,
                });
            }
            let all = found.list.len();
            if all - first > 1 {
                rivals.extend(first..all);
            }
        }
        found.count_mentions(&rivals, text);
        found
    }

    /// Counts how often renderings are written: of two, the one that a document uses more often is meant, and mentions without the English
    /// count as well.
    fn count_mentions(&mut self, rivals: &[usize], text: &str) {
        if rivals.is_empty() {
            return;
        }
        let spellings: Vec<&str> = rivals.iter().map(|&at| &*self.list[at].korean).collect();
        // All steps in one table are taken three times as fast, but for each byte of a spelling there is half a kilobyte of them.
        let bytes: usize = spellings.iter().map(|one| one.len()).sum();
        let kind = (bytes <= DENSE).then_some(AhoCorasickKind::DFA);
        let Ok(all) = AhoCorasick::builder().kind(kind).build(&spellings) else {
            return;
        };
        let longest = spellings
            .iter()
            .map(|one| one.len())
            .max()
            .unwrap_or_default();
        let parts = (0..text.len()).into_par_iter().step_by(PART);
        let counts = parts.map(|start| {
            let mut counts = vec![0; rivals.len()];
            // What begins in the part may reach beyond it.
            let part = &text.as_bytes()[start..text.len().min(start + PART + longest)];
            let all = all.find_overlapping_iter(part);
            for found in all.filter(|found| found.start() < PART) {
                counts[found.pattern()] += 1;
            }
            counts
        });
        let counts = counts.reduce(
            || vec![0; rivals.len()],
            |mut counts, more| {
                counts
                    .iter_mut()
                    .zip(more)
                    .for_each(|(count, more)| *count += more);
                counts
            },
        );
        for (&at, count) in rivals.iter().zip(counts) {
            self.list[at].mentions = count.max(1);
        }
    }
}

/// How many syllables two words for one thing have in common in front and at the end.
const BORDER: usize = 2;

/// Whether two renderings of an abbreviation look like two words for one thing: as long, with one end, and different only in between or in
/// front. 다중 인증 and 다요소 인증, 국제통화기금 and 국제화폐기금.
fn are_one_thing(one: &str, other: &str) -> bool {
    let [words, others] = [one, other].map(|term| term.split_whitespace().collect::<Vec<_>>());
    if words.len() != others.len() || words == others {
        return false;
    }
    let differing = words.iter().zip(&others).filter(|(a, b)| a != b).count();
    if words.len() > 1 {
        return differing == 1 && words.last() == others.last();
    }
    let [letters, others] = [one, other].map(|term| term.chars().collect::<Vec<_>>());
    let long = letters.len() == others.len() && letters.len() > 2 * BORDER;
    long && letters[..BORDER] == others[..BORDER]
        && letters.ends_with(&others[others.len() - BORDER..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_one_word_in_front_is_one_thing() {
        for (one, other) in [
            ("다중 인증", "다요소 인증"),
            ("국제통화기금", "국제화폐기금"),
        ] {
            assert!(are_one_thing(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("다중 인증", "다중 인증"),
            ("다중 인증", "다중 확인"),
            ("다중 인증", "인증"),
            ("중앙은행", "중앙정부"),
            ("국제 올림픽 위원회", "세계 육상 위원회"),
        ] {
            assert!(!are_one_thing(one, other), "{one} {other}");
        }
    }
}
