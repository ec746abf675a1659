//! What the glossary says of a term at a place.

use super::find::{Hit, Sign, sign};
use super::gloss::Gloss;
use super::terms::{Form, FormId, Sense, Standing, Terms};
use crate::variant::{korean_key, spelled_alike};

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A term that may be used as it is.
    Fine,
    /// The preferred term, with other spaces.
    Spaced(Instead),
    /// A term in place of which another one is preferred.
    Unpreferred(Instead),
    /// A term that was decided against; nothing may be preferred in its place.
    Forbidden(u32, Option<FormId>),
}

/// The term to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Instead {
    pub(super) concept: u32,
    pub(super) form: FormId,
    /// Whether a person chose it.
    pub(super) chosen: bool,
}

/// What the glossary says of a hit. Where a parenthesis behind it names a concept by its English, that concept alone is asked.
///
/// A term that may be used in one of its concepts is fine: only a reader could tell which one is meant.
pub(super) fn verdict(terms: &Terms, hit: &Hit, gloss: Option<&Gloss>) -> Verdict {
    let form = terms.form(hit.form);
    let named = gloss.map(|gloss| &*gloss.concepts);
    let named = named.filter(|concepts| !concepts.is_empty());
    let meant = |sense: &&Sense| {
        let glossed = named.filter(|concepts| {
            form.senses
                .iter()
                .any(|sense| concepts.contains(&sense.concept))
        });
        glossed.is_none_or(|concepts| concepts.contains(&sense.concept))
    };
    let senses = || form.senses.iter().filter(meant);
    let of = |standing| senses().find(move |sense| sense.standing == standing);
    if let Some(sense) = of(Standing::Preferred) {
        return if hit.exact {
            Verdict::Fine
        } else {
            Verdict::Spaced(Instead {
                concept: sense.concept,
                form: hit.form,
                chosen: terms.meaning(sense.concept).chosen,
            })
        };
    }
    if of(Standing::Admitted).is_some() {
        return Verdict::Fine;
    }
    if let Some(sense) = of(Standing::Deprecated) {
        let mut others = senses().filter_map(|sense| terms.meaning(sense.concept).preferred);
        let first = others.next();
        let only = first.filter(|first| others.all(|other| other == *first));
        return Verdict::Forbidden(sense.concept, only);
    }
    // Of two concepts that prefer two terms, only a reader could tell.
    let mut all = senses().filter_map(|sense| {
        let meaning = terms.meaning(sense.concept);
        Some(Instead {
            concept: sense.concept,
            form: meaning.preferred?,
            chosen: meaning.chosen,
        })
    });
    let Some(instead) = all.next() else {
        return Verdict::Fine;
    };
    if all.any(|other| other.form != instead.form) {
        return Verdict::Fine;
    }
    let preferred = &terms.form(instead.form).text;
    if letters(&form.text).eq(letters(preferred)) {
        let parted = || parts_prefix(preferred) && !parts_prefix(&form.text);
        if instead.chosen || leads(terms, form, instead) && !parted() {
            Verdict::Spaced(instead)
        } else {
            Verdict::Fine
        }
    } else if instead.chosen || is_believed(terms, form, instead, gloss) {
        Verdict::Unpreferred(instead)
    } else {
        Verdict::Fine
    }
}

/// How many documents have to speak for a term, and how many times as many as for the other, before it counts as preferred in
/// place of another word.
const DOCUMENTS: u32 = 3;
const TIMES: u32 = 2;

/// Whether a clear majority uses the one term in place of the other: of two that are about as frequent every house has its own.
fn leads(terms: &Terms, form: &Form, instead: Instead) -> bool {
    let [own, most] = figures(terms, form, instead);
    most > 0 && most >= own.saturating_mul(TIMES)
}

/// Whether the figures alone are enough to prefer another term. Another spelling of a word is the same word. Another word may mean another
/// thing, so it takes some documents, and the one must be no part of the other: 코드 is no 상용구 코드. Where the English has another concept as
/// well (목표 for target, which is 정답 elsewhere), it has to stand behind the word. What is abbreviated in English may have a name and a short
/// one in Korean, too: 북대서양조약기구 and 나토.
fn is_believed(terms: &Terms, form: &Form, instead: Instead, gloss: Option<&Gloss>) -> bool {
    if !leads(terms, form, instead) {
        return false;
    }
    let concept = instead.concept;
    let [_, most] = figures(terms, form, instead);
    let [own, other] = [form, terms.form(instead.form)].map(|form| korean_key(&form.text));
    let is_meant = || gloss.is_some_and(|gloss| gloss.concepts.contains(&concept));
    spelled_alike(&own, &other)
        || most >= DOCUMENTS
            && !terms.is_abbreviated(concept)
            && (terms.is_unshared(concept) || is_meant())
            && !own.contains(&other)
            && !other.contains(&own)
}

/// Whether a space stands behind a prefix, as many write, and nobody should (한글 맞춤법 knows prefixes only as parts of words): 비 정형, 역 직렬화.
fn parts_prefix(term: &str) -> bool {
    // Of the prefixes those that are no words of their own, as 총, 전 and 대 are.
    let is_prefix = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .is_some_and(|c| "역비재초탈무반부불미준신고저최과몰범친항".contains(c))
            && letters.next().is_none()
    };
    let mut words = term.split(' ').rev();
    words.next();
    words.any(is_prefix)
}

/// In how many documents a term is found, and the one to use instead.
fn figures(terms: &Terms, form: &Form, instead: Instead) -> [u32; 2] {
    [form, terms.form(instead.form)].map(|form| {
        let mut senses = form.senses.iter();
        let sense = senses.find(|sense| sense.concept == instead.concept);
        sense.map_or(0, |sense| sense.documents)
    })
}

/// The letters of a term, as terms are compared by.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match sign(c) {
        Sign::Letter(letter) => Some(letter),
        _ => None,
    })
}
