//! A text with its translation: which terms it has, and how the translation renders them.

mod letters;
mod name;

use std::ops::Range;

use rayon::prelude::*;

use super::checker::Checker;
use super::find::{Finder, Hit, Script};
use super::terms::{Form, FormId, Standing, Terms, is_capitals};
use crate::Document;
use crate::source::{Format, Language, Segment, Visible};
use letters::Letters;
use name::{is_cited, is_filled_in, is_in_header, is_in_name, is_option};

/// The longest text of a segment, in bytes. In what is longer, such as a whole book in a cell, some word is anywhere.
const LONGEST: usize = 1 << 15;

/// Segments that one thread takes at a time.
const BATCH: usize = 256;

/// A segment with terms in its source.
pub(super) struct Pair<'d> {
    pub(super) segment: &'d Segment,
    /// The terms of the source in its own language, in bytes of what is seen of it.
    pub(super) source: Vec<Hit>,
    /// Terms of the language of the source that stand in the target outside of parentheses, in bytes of what is seen of it.
    pub(super) left: Vec<Hit>,
    pub(super) seen: [Visible; 2],
    /// The letters of the target, with and without what is in parentheses.
    letters: [Letters; 2],
}

/// The segments of a document that have terms in their source. What is the same in both languages is left out.
pub(super) fn pairs<'d>(document: &'d Document, checker: &Checker) -> Vec<Pair<'d>> {
    let terms = checker.terms();
    let batches: Vec<_> = document
        .segments
        .par_chunks(BATCH)
        .map(|some| {
            checker.with_finder(terms, Format::OTHER, |finder| {
                let pairs = some.iter();
                let pairs = pairs.filter_map(|one| Pair::of(&document.text, one, terms, finder));
                pairs.collect::<Vec<_>>()
            })
        })
        .collect();
    batches.into_iter().flatten().collect()
}

impl<'d> Pair<'d> {
    fn of(
        text: &str,
        segment: &'d Segment,
        terms: &Terms,
        finder: &mut Finder<'_>,
    ) -> Option<Self> {
        let sides = [&segment.source, &segment.target];
        if sides.iter().any(|side| side.range.len() > LONGEST) {
            return None;
        }
        let seen = sides.map(|side| Visible::of(text, side));
        let [source, target] = seen.each_ref().map(|side| &*side.text);
        let korean = segment.source.language == Language::Korean;
        let mut hits = |own: &str, other: &str| {
            let mut hits = Vec::new();
            finder.find(own, &[], 0..own.len(), &mut hits);
            hits.retain(|hit| {
                terms.form(hit.form).korean == korean
                    && !is_option(own, hit.range.start)
                    && !is_in_name(own, &hit.range, other)
                    && !is_in_header(own, &hit.range, other)
                    && !is_filled_in(own, &hit.range, other)
                    && !is_cited(own, &hit.range, other)
            });
            hits
        };
        let found = hits(source, target);
        let letters = [Letters::of(target), Letters::of(&outside(target))];
        if found.is_empty() || Letters::of(source).letters == letters[0].letters {
            return None;
        }
        let mut left = hits(target, source);
        left.retain(|hit| !is_in_parentheses(target, hit.range.start));
        Some(Self {
            segment,
            source: found,
            left,
            seen,
            letters,
        })
    }

    /// Whether the target has a term, however it is spaced, inflected or compounded.
    pub(super) fn has(&self, form: &Form) -> bool {
        self.letters.iter().any(|letters| letters.have(&form.text))
    }

    /// A term of the source, or with `true` of the target, in bytes of the document's text.
    pub(super) fn in_file(&self, hit: &Hit, of_target: bool) -> Range<usize> {
        self.seen[usize::from(of_target)].in_file(&hit.range)
    }

    /// A term of the source, or with `true` of the target, as it is seen.
    pub(super) fn written(&self, hit: &Hit, of_target: bool) -> &str {
        &self.seen[usize::from(of_target)].text[hit.range.clone()]
    }

    /// Terms that render one of the source's: those of all its concepts that nobody decided against, what is to be used first.
    pub(super) fn renderings(&self, terms: &Terms, form: &Form) -> Vec<FormId> {
        let korean = self.segment.target.language == Language::Korean;
        let mut all: Vec<FormId> = Vec::new();
        for sense in &form.senses {
            let meaning = terms.meaning(sense.concept);
            let list = if korean {
                all.extend(meaning.preferred);
                &meaning.koreans
            } else {
                &meaning.englishes
            };
            all.extend(list.iter().filter(|&&id| {
                let mut senses = terms.form(id).senses.iter();
                let sense = senses.find(|other| other.concept == sense.concept);
                sense.is_some_and(|sense| sense.standing != Standing::Deprecated)
            }));
        }
        let mut kept = Vec::with_capacity(all.len());
        for id in all {
            if !kept.contains(&id) {
                kept.push(id);
            }
        }
        kept
    }

    /// The first of them for each concept.
    pub(super) fn first_renderings(&self, terms: &Terms, form: &Form) -> Vec<FormId> {
        let all = self.renderings(terms, form);
        let of = |concept| {
            let mut some = all.iter().copied();
            some.find(|&id| {
                terms
                    .form(id)
                    .senses
                    .iter()
                    .any(|one| one.concept == concept)
            })
        };
        let mut first: Vec<FormId> = Vec::new();
        for id in form.senses.iter().filter_map(|sense| of(sense.concept)) {
            if !first.contains(&id) {
                first.push(id);
            }
        }
        first
    }
}

/// Whether a term of the target is one of the source's, left as it is.
pub(super) fn is_left(terms: &Terms, form: &Form, hit: &Hit) -> bool {
    let left = terms.form(hit.form);
    shares_concept(form, left) && !is_kept(left)
}

/// Whether two terms have a concept in common.
pub(super) fn shares_concept(one: &Form, other: &Form) -> bool {
    let mut senses = one.senses.iter();
    senses.any(|sense| other.senses.iter().any(|its| its.concept == sense.concept))
}

/// Whether texts of the other language keep a term as it is, whatever else the glossary has for it: an abbreviation.
pub(super) fn is_kept(form: &Form) -> bool {
    form.ends_in == Script::Latin && is_capitals(&form.text)
}

/// Whether two terms are written alike: a name that is Latin in Korean as well.
pub(super) fn is_same(one: &Form, other: &Form) -> bool {
    Letters::of(&one.text).letters == Letters::of(&other.text).letters
}

/// A text without what stands in parentheses.
fn outside(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|&c| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    outside.collect()
}

fn is_in_parentheses(text: &str, at: usize) -> bool {
    let depth = text[..at].chars().fold(0_usize, |depth, c| match c {
        '(' | '（' => depth + 1,
        ')' | '）' => depth.saturating_sub(1),
        _ => depth,
    });
    depth > 0 && text[at..].contains([')', '）'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_parentheses_is_told_from_what_is_not() {
        let text = "버퍼(buffer)와 큐(queue";
        assert_eq!(outside(text), "버퍼와 큐");
        for (word, inside) in [
            ("버퍼", false),
            ("buffer", true),
            ("큐", false),
            ("queue", false),
        ] {
            assert_eq!(
                is_in_parentheses(text, text.find(word).unwrap()),
                inside,
                "{word}"
            );
        }
    }
}
