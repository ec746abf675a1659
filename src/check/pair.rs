//! A text with its translation: which terms it has, and how the translation renders them.

use std::ops::Range;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::find::{Finder, Hit, Script, Sign, script, sign};
use super::terms::{Form, FormId, Standing, Terms, is_capitals};
use crate::Document;
use crate::source::{Language, Segment, Visible};

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
pub(super) fn pairs<'d>(
    document: &'d Document,
    terms: &Terms,
    finder: impl Fn() -> Finder<'d> + Sync,
) -> Vec<Pair<'d>> {
    let batches: Vec<_> = document
        .segments
        .par_chunks(BATCH)
        .map(|some| {
            let mut finder = finder();
            let pairs = some.iter();
            let pairs = pairs.filter_map(|one| Pair::of(&document.text, one, terms, &mut finder));
            pairs.collect::<Vec<_>>()
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
            let document = Document::plain("", own);
            finder.find(&document, 0..own.len(), &mut hits);
            hits.retain(|hit| {
                terms.form(hit.form).korean == korean
                    && !is_option(own, hit.range.start)
                    && !is_in_name(own, &hit.range, other)
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

/// Whether a place is in an option of a command: `--buffer`.
fn is_option(text: &str, at: usize) -> bool {
    let word = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1);
    let word = text[word..at].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '-');
    word.starts_with('-')
}

/// Whether a term is part of a name that both texts have: of Cloud Storage, storage is no term.
fn is_in_name(text: &str, range: &Range<usize>, other: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital(&text[range.clone()]) {
        return false;
    }
    let latin = |c: char| script(c) == Some(Script::Latin);
    let before = text[..range.start].strip_suffix(' ').unwrap_or_default();
    let before = before.trim_end_matches(latin).len()..before.len();
    let after = text[range.end..].strip_prefix(' ').unwrap_or_default();
    let after = &after[..after.find(|c| !latin(c)).unwrap_or(after.len())];
    capital(&text[before.clone()]) && other.contains(&text[before.start..range.end])
        || capital(after) && other.contains(&text[range.start..=range.end + after.len()])
}

/// Whether a term stands in quotes, and in the other text as well: it is what something is called, not a word.
fn is_cited(text: &str, range: &Range<usize>, other: &str) -> bool {
    let quote = |c: char| {
        matches!(
            c,
            '"' | '\'' | '`' | ':' | '‘' | '’' | '“' | '”' | '「' | '」'
        )
    };
    let is_quoted = |text: &str, range: &Range<usize>| {
        text[..range.start].ends_with(quote) && text[range.end..].starts_with(quote)
    };
    let word = &text[range.clone()];
    let mut others = other.match_indices(word);
    is_quoted(text, range) && others.any(|(at, _)| is_quoted(other, &(at..at + word.len())))
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

/// The letters of a text, and before which of them a word begins.
#[derive(Debug, Default)]
struct Letters {
    letters: Vec<char>,
    begins: Vec<bool>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut all = Self::default();
        let mut before = None;
        for c in text.nfc() {
            match sign(c) {
                // What is a sign between words for some is part of C++ for others.
                Sign::Letter(letter) if script(c).is_some() || matches!(c, '+' | '#') => {
                    let own = script(c);
                    all.begins.push(own != before);
                    all.letters.push(letter);
                    before = own;
                }
                Sign::Nothing => {}
                _ => before = None,
            }
        }
        all
    }

    /// Whether a term is among them: a Latin one as a word, in the singular or the plural; a Korean one also within a longer
    /// word, unless it is a single syllable, and a predicate with any ending.
    fn have(&self, term: &str) -> bool {
        let term = Self::of(term).letters;
        self.find(&term)
            || match &*term {
                // queries
                [stem @ .., before, 'y'] if !"aeiou".contains(*before) => {
                    self.find(&[stem, &[*before, 'i', 'e', 's']].concat())
                }
                [stem @ .., '습' | '입', '니', '다']
                | [stem @ .., '하' | '되', '다']
                | [stem @ .., '다'] => stem.len() > 1 && self.find(stem),
                _ => false,
            }
    }

    fn find(&self, term: &[char]) -> bool {
        let (Some(&first), Some(&last)) = (term.first(), term.last()) else {
            return false;
        };
        let latin = |c| script(c) == Some(Script::Latin);
        let begins = latin(first) || term.len() == 1;
        let ends = |at: usize| self.begins.get(at).is_none_or(|begins| *begins);
        let mut starts = 0..=self.letters.len().saturating_sub(term.len());
        starts.any(|start| {
            let rest = &self.letters[start..];
            let end = start + term.len();
            rest.starts_with(term)
                && (!begins || self.begins[start])
                && (!latin(last)
                    || ends(end)
                    || self.letters[end..].starts_with(&['s']) && ends(end + 1)
                    || self.letters[end..].starts_with(&['e', 's']) && ends(end + 2))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_however_it_is_written() {
        for (text, term, found) in [
            ("완충공간을 비운다", "완충 공간", true),
            ("링버퍼를 비운다", "버퍼", true),
            ("Empty the Buffers.", "buffer", true),
            ("Empty the rebuffered one.", "buffer", false),
            ("The queries' buses", "query", true),
            ("The queries' buses", "bus", true),
            ("C++를 쓴다", "C++", true),
            ("C를 쓴다", "C++", false),
            ("값을 정규화한다", "정규화하다", true),
            ("열거할 수 없는 속성", "열거할 수 없습니다", true),
            ("셸을 연다", "셸", true),
            ("파셸을 연다", "셸", false),
            ("\u{1107}\u{1165}\u{1111}\u{1165}를 비운다", "버퍼", true),
            ("", "버퍼", false),
        ] {
            assert_eq!(Letters::of(text).have(term), found, "{term} in {text}");
        }
    }

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

    #[test]
    fn names_and_options_are_no_terms() {
        let text = "Use Cloud Storage with --storage or -storage-size, not storage";
        let mut all = text.match_indices("torage").map(|(at, _)| at - 1..at + 6);
        let name = all.next().unwrap();
        assert!(is_in_name(text, &name, "Cloud Storage를 쓴다"));
        assert!(!is_in_name(text, &name, "클라우드 저장소를 쓴다"));
        let cited = "Call it \"index\".";
        assert!(is_cited(cited, &(9..14), "이름은 ‘index’입니다."));
        assert!(!is_cited(cited, &(9..14), "이름은 index입니다."));
        let options: Vec<bool> = all.map(|range| is_option(text, range.start)).collect();
        assert_eq!(options, [true, true, false]);
    }
}
