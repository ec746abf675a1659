//! What the rules look at: a document, the terms in it and its glosses.

use std::ops::Range;

use super::alone::{is_sure, may_change};
use super::diagnostic::Fix;
use super::english_behind::particle_of;
use super::find::Hit;
use super::gap::behind_break;
use super::gloss::Gloss;
use super::mention::is_mentioned;
use super::pair::Pair;
use super::replace::replace;
use super::strings;
use super::terms::{FormId, Terms};
use super::verdict::{Verdict, verdict};
use crate::Document;
use crate::config::GlossStyle;
use crate::variant::is_invisible;

/// A document as it was read with a glossary.
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document,
    pub(super) terms: &'a Terms,
    /// What the house wants of glosses.
    pub(super) style: &'a GlossStyle,
    /// The terms in it, in their order, none overlapping another.
    pub(super) hits: &'a [Hit],
    /// What those of them are that are not [fine](Verdict::Fine), by their numbers.
    pub(super) judged: &'a [(usize, Verdict)],
    /// Other spellings of preferred terms in longer words: 캐쉬 in 캐쉬서버 and 응답캐쉬.
    pub(super) parts: &'a [Hit],
    /// The Korean terms with English in parentheses, or in other places that are sure enough, in their order.
    pub(super) glosses: &'a [Gloss],
    /// The texts with their translations, where it is bilingual.
    pub(super) pairs: &'a [Pair<'a>],
}

impl<'a> Reading<'a> {
    pub(super) fn text(&self) -> &'a str {
        &self.document.text
    }

    /// The hits that are not fine, with what they are.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = (&'a Hit, Verdict)> {
        let of = |&(number, verdict): &(usize, Verdict)| (&self.hits[number], verdict);
        self.judged.iter().map(of)
    }

    /// The same of those that begin within a stretch of the text.
    pub(super) fn verdicts_within(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (&'a Hit, Verdict)> {
        let [first, last] = [range.start, range.end].map(|at| {
            let is_before = |one: &(usize, Verdict)| self.hits[one.0].range.start < at;
            self.judged.partition_point(is_before)
        });
        let of = |&(number, verdict): &(usize, Verdict)| (&self.hits[number], verdict);
        self.judged[first..last].iter().map(of)
    }

    /// The hits that are not fine with their verdicts, then the [parts](Self::parts) of longer words, of which nobody is sure.
    pub(super) fn verdicts_and_parts(&self) -> impl Iterator<Item = (&'a Hit, Verdict, bool)> {
        let parts = self
            .parts
            .iter()
            .map(|hit| (hit, verdict(self.terms, hit, None), false));
        self.verdicts()
            .map(|(hit, verdict)| (hit, verdict, true))
            .chain(parts)
    }

    /// A term as readers see it, on one line.
    pub(super) fn written(&self, hit: &Hit) -> String {
        match strings::seen(self.document, hit) {
            Some((seen, there)) => one_line(&seen.text[there.range]),
            None => as_read(self.document, &hit.range),
        }
    }

    /// The edits that put another term in the place of a hit; they are not safe where the text speaks of the word.
    ///
    /// # Errors
    ///
    /// Something else would be lost by it: what.
    pub(super) fn replaced(
        &self,
        hit: &Hit,
        by: FormId,
        chosen: bool,
    ) -> Result<Fix, &'static str> {
        let form = self.terms.form(by);
        let of = |text: &str, hit: &Hit| {
            let safe = chosen && !is_mentioned(text, hit, &form.text);
            replace(text, hit, &form.text, form.reading.as_deref(), safe)
        };
        if let Some((seen, there)) = strings::seen(self.document, hit) {
            let fix = of(&seen.text, &there);
            return strings::fix_in_file(self.document, &seen, &fix);
        }
        let (text, end) = (self.text(), hit.range.end);
        // 버퍼[buffer]를 becomes 완충 공간[buffer]을.
        let gloss = self.gloss_of(hit).filter(|_| hit.tail.is_empty());
        if let Some(tail) = gloss.and_then(|gloss| particle_of(text, gloss)) {
            let hit = Hit {
                tail,
                ..hit.clone()
            };
            return Ok(of(text, &hit));
        }
        let run = behind_break(self.document, end).filter(|_| hit.tail.is_empty());
        let Some(run) = run else {
            return Ok(of(text, hit));
        };
        if is_sure(text, end, &run) {
            let tail = run;
            return Ok(of(
                text,
                &Hit {
                    tail,
                    ..hit.clone()
                },
            ));
        }
        let mut fix = of(text, hit);
        fix.safe &= !may_change(text, end, &run);
        Ok(fix)
    }

    /// The gloss behind a hit.
    pub(super) fn gloss_of(&self, hit: &Hit) -> Option<&'a Gloss> {
        gloss_at(self.glosses, hit)
    }
}

/// The gloss whose Korean ends where a hit does.
pub(super) fn gloss_at<'g>(glosses: &'g [Gloss], hit: &Hit) -> Option<&'g Gloss> {
    let end = hit.range.end;
    let first = glosses.partition_point(|gloss| gloss.korean.end < end);
    glosses.get(first).filter(|gloss| gloss.korean.end == end)
}

/// A stretch of a document as its readers see it, on one line.
pub(super) fn as_read(document: &Document, range: &Range<usize>) -> String {
    one_line(&document.shown(range))
}

/// A stretch of text with single spaces, without what takes no room.
pub(super) fn one_line(text: &str) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains(is_invisible) {
        words(&text.replace(is_invisible, ""))
    } else {
        words(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_do_not_see_is_left_out() {
        for (path, text, read) in [
            ("글.md", "**데이터** _호수_", "데이터 호수"),
            ("글.adoc", "*데이터* 호수", "데이터 호수"),
            ("글.json", "\"데이터</b>\u{a0} 호\u{ad}수\"", "데이터 호수"),
            ("글.txt", "데이터 \u{200b} 호수", "데이터 호수"),
            ("글.txt", "_이름_과 3 * 4", "_이름_과 3 * 4"),
        ] {
            let document = Document::new(path, text);
            assert_eq!(
                as_read(&document, &(0..document.text.len())),
                read,
                "{text}"
            );
        }
    }
}
