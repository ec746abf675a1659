//! What the glossary says of a Korean term with English in a parenthesis behind it, or in another place that says what it is in English.

use std::ops::Range;

use super::find::Hit;
use super::reading::as_read;
use super::terms::{FormId, Terms};
use crate::lexicon::{Lexicon, lemmas};
use crate::notation::Notation;
use crate::variant::{abbreviates, english_key, is_misspelt, korean_key};
use crate::{Choice, Document, Kind, Occurrence};

/// How sure mining has to be that the English renders the Korean for the glossary to be held against it; and what share of the places that are written alike
/// have to be glosses for that.
pub(super) const SURE: f32 = 0.8;

/// A Korean term with its English.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gloss {
    /// In bytes of the text.
    pub(super) korean: Range<usize>,
    pub(super) english: Range<usize>,
    pub(super) kind: Kind,
    /// How the document says it.
    pub(super) notation: Notation,
    /// The concepts that have both; a place without any is judged.
    pub(super) concepts: Vec<u32>,
    pub(super) judgement: Judgement,
    /// How sure mining is that one renders the other, 0 to 1.
    pub(super) confidence: f32,
}

/// What is to be said of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// The glossary has the pair, or somebody said that it is none.
    Known,
    /// The English is the one that the glossary has for the Korean, torn or misspelt.
    Broken(FormId),
    /// The glossary has another English for the Korean.
    OtherEnglish(FormId),
    /// The glossary has another Korean for the English.
    OtherKorean(FormId),
    /// The Korean is a predicate with an ending, of which there are as many forms as endings.
    Inflected,
    /// It has neither of the two, or can't be held against the pair.
    Unknown,
}

impl Gloss {
    /// What the glossary says of an occurrence in a document.
    ///
    /// `inflected` tells of a Korean term whether it is a predicate: 순회하며 is no other rendering than 순회.
    pub(super) fn of(
        terms: &Terms,
        document: &Document,
        occurrence: &Occurrence,
        hit: Option<&Hit>,
        inflected: &mut dyn FnMut(&str) -> bool,
    ) -> Self {
        let both = [&occurrence.korean, &occurrence.english];
        let both = both.map(|range| as_read(document, range));
        let [korean, english] = both.each_ref().map(String::as_str);
        let mut by_korean = terms.concepts_of(korean, true);
        let is_whole = !by_korean.is_empty();
        // 메시지들(messages).
        if let Some(one) = singular(korean).filter(|_| by_korean.is_empty()) {
            by_korean = terms.concepts_of(one, true);
        }
        // Of what stands there the glossary may know a shorter or a longer term.
        let known = hit.map(|hit| terms.form(hit.form));
        if let Some(form) = known.filter(|form| form.korean && by_korean.is_empty()) {
            by_korean.extend(form.senses.iter().map(|sense| sense.concept));
        }
        let by_english = terms.concepts_of(english, false);
        let concepts: Vec<u32> = by_korean
            .iter()
            .copied()
            .filter(|concept| by_english.contains(concept))
            .collect();
        let judgement = if terms.is_rejected(korean, english)
            || concepts
                .iter()
                .any(|&concept| terms.is_spelled_so(concept, english))
        {
            Judgement::Known
        } else if let Some(broken) = broken(terms, &by_korean, english) {
            Judgement::Broken(broken)
        } else if !concepts.is_empty() {
            Judgement::Known
        } else if inflected(korean) {
            Judgement::Inflected
        } else {
            judge(
                terms,
                document,
                occurrence,
                [korean, english],
                [&by_korean, &by_english],
                is_whole,
            )
        };
        Self {
            korean: occurrence.korean.clone(),
            english: occurrence.english.clone(),
            kind: occurrence.kind,
            notation: occurrence.notation,
            concepts,
            judgement,
            confidence: occurrence.confidence,
        }
    }

    /// What the glossary says of a form of a choice behind a term of its own, or beside it, that mining takes for no rendering of it: nothing, unless the
    /// form is its English misspelt, or that of another concept.
    pub(super) fn behind(
        terms: &Terms,
        document: &Document,
        hit: &Hit,
        choice: &Choice,
        english: &Range<usize>,
    ) -> Option<Self> {
        let form = terms.form(hit.form);
        let by_korean: Vec<u32> = form.senses.iter().map(|sense| sense.concept).collect();
        let written = &*as_read(document, english);
        let by_english = terms.concepts_of(written, false);
        if !form.korean || by_english.iter().any(|concept| by_korean.contains(concept)) {
            return None;
        }
        let judgement = if let Some(known) = broken(terms, &by_korean, written) {
            Judgement::Broken(known)
        } else if by_english.is_empty()
            || !decides(terms, &by_korean)
            || !is_meant(&document.text, choice, english)
        {
            return None;
        } else {
            let mut englishes = by_korean
                .iter()
                .flat_map(|&concept| &terms.meaning(concept).englishes);
            Judgement::OtherEnglish(*englishes.next()?)
        };
        Some(Self {
            korean: hit.range.clone(),
            english: english.clone(),
            kind: Kind::Term,
            notation: choice.notation,
            concepts: Vec::new(),
            judgement,
            confidence: 0.0,
        })
    }
}

/// What a Korean term with the suffix of the plural is the plural of; 아들 is one of nothing.
fn singular(korean: &str) -> Option<&str> {
    let one = korean.strip_suffix('들')?.trim_end();
    one.chars().nth(1).map(|_| one)
}

/// Whether a person decided anything on one of some concepts.
fn decides(terms: &Terms, concepts: &[u32]) -> bool {
    let mut all = concepts.iter();
    all.any(|&concept| terms.meaning(concept).decided)
}

/// Whether a form stands where nothing but what the Korean is in English would.
fn is_meant(text: &str, choice: &Choice, form: &Range<usize>) -> bool {
    match choice.notation {
        Notation::Parentheses => is_alone(text, form),
        _ => choice.forms.len() == 1 && choice.habit >= SURE,
    }
}

/// Whether a form is all there is in its parenthesis, without quotes: what stands in quotes, in code or in a list may be an example of the
/// thing, 프로토타입(`animal`) and 속성(name, age), and behind Korean (모듈(계층; layer)) it renders that.
fn is_alone(text: &str, form: &Range<usize>) -> bool {
    let before = text[..form.start].trim_end_matches(' ');
    let behind = text[form.end..].trim_start_matches(' ');
    before.ends_with(['(', '（']) && behind.starts_with([')', '）'])
}

/// The English of one of the concepts that a form is torn or misspelt from.
fn broken(terms: &Terms, concepts: &[u32], english: &str) -> Option<FormId> {
    let all = concepts.iter().flat_map(|&concept| {
        let meaning = terms.meaning(concept);
        meaning.englishes.iter().map(|&id| (id, meaning.decided))
    });
    let mut all = all.filter(|&(id, decided)| {
        let known = &*terms.form(id).text;
        // Of two spellings a glossary that nobody has read may have the wrong one.
        (decided || known.split([' ', '-']).all(is_word))
            && (is_torn(terms, concepts, known, english, decided)
                || is_misspelt(known, english, Lexicon::knows))
    });
    all.next().map(|(id, _)| id)
}

/// Whether a word is one of the lists', in whatever number.
fn is_word(word: &str) -> bool {
    let word = word.to_lowercase();
    let mut known = false;
    lemmas(&word, &mut String::new(), |lemma| {
        known |= Lexicon::knows(lemma);
    });
    known || Lexicon::knows(&word)
}

/// Whether a form is the known one with a space in a word: `Comput ing`. Two words that are words are no torn one unless somebody decided how
/// it is written (data base), or they are words by chance only.
fn is_torn(terms: &Terms, concepts: &[u32], known: &str, form: &str, decided: bool) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(form) > words(known)
        && english_key(known) == english_key(form)
        && (decided || !form.split([' ', '-']).all(is_word) || {
            let ids = concepts
                .iter()
                .flat_map(|&concept| &terms.meaning(concept).koreans);
            let koreans: Vec<&str> = ids.map(|&id| &*terms.form(id).text).collect();
            are_by_chance(form, &koreans)
        })
}

/// Whether the parts of a word only happen to be words (`thresh old`): one is no word of any field, and no Korean term renders either of them,
/// as 데이터베이스 does `data base`.
fn are_by_chance(form: &str, koreans: &[&str]) -> bool {
    let lists = [Lexicon::curated(), Lexicon::learned()];
    let words: Vec<String> = form.split([' ', '-']).map(str::to_lowercase).collect();
    let is_rendered = |word: &String| {
        let mut all = lists.iter().flat_map(|list| list.renderings(word));
        all.any(|(korean, _)| koreans.iter().any(|term| term.contains(korean)))
    };
    words
        .iter()
        .any(|word| Lexicon::curated().cell(word).is_none())
        && !words.iter().any(is_rendered)
}

/// What is to be said of a pair that no concept has. `is_whole` if the glossary has all of the Korean as a term.
fn judge(
    terms: &Terms,
    document: &Document,
    occurrence: &Occurrence,
    [korean, english]: [&str; 2],
    [by_korean, by_english]: [&[u32]; 2],
    is_whole: bool,
) -> Judgement {
    let text = &document.text;
    // Where the glossary knows both, and a person decided on the Korean, it knows better than mining whether one renders the other.
    let are_known = || {
        is_whole
            && !by_english.is_empty()
            && decides(terms, by_korean)
            && is_alone(text, &occurrence.english)
    };
    if occurrence.kind == Kind::Foreign || occurrence.confidence < SURE && !are_known() {
        return Judgement::Unknown;
    }
    let englishes = || {
        by_korean
            .iter()
            .flat_map(|&concept| terms.meaning(concept).englishes.iter().copied())
    };
    if let Some(first) = englishes().next() {
        let goes_with = |known: &str| {
            abbreviates(english, known)
                || abbreviates(known, english)
                || has_words(english, known)
                || has_words(known, english)
        };
        // An abbreviation that nobody has seen yet may be one of this term; so may what it stands for.
        if occurrence.kind == Kind::Abbreviation
            || englishes().any(|id| goes_with(&terms.form(id).text))
            || by_english.is_empty() && may_be_one(korean, english)
        {
            return Judgement::Unknown;
        }
        return Judgement::OtherEnglish(first);
    }
    // IP is a lot of things.
    if occurrence.kind == Kind::Abbreviation {
        return Judgement::Unknown;
    }
    let key = korean_key(korean);
    let koreans = || {
        by_english
            .iter()
            .flat_map(|&concept| terms.meaning(concept).koreans.iter().copied())
    };
    // A word more or less in front, which mining may have read as part of the term.
    let part = |id: FormId| {
        let known = korean_key(&terms.form(id).text);
        key.ends_with(&known) || known.ends_with(&key) || key.starts_with(&known)
    };
    match koreans().next() {
        Some(_) if koreans().any(part) => Judgement::Unknown,
        Some(first) => {
            let preferred = by_english
                .iter()
                .find_map(|&concept| terms.meaning(concept).preferred);
            Judgement::OtherKorean(preferred.unwrap_or(first))
        }
        None => Judgement::Unknown,
    }
}

/// Whether a word may be the name or the value of one of the things that the Korean is a word for: 함수(main), 상태(pending).
fn may_be_one(korean: &str, english: &str) -> bool {
    let last = korean.rsplit(' ').next().unwrap_or(korean);
    let is_kind = |word| Lexicon::kinds().cell(word).is_some();
    !english.contains([' ', '-']) && (is_kind(korean) || is_kind(last))
}

/// Whether all words of the second are in the first.
fn has_words(long: &str, short: &str) -> bool {
    let words: Vec<String> = long.split([' ', '-']).map(english_key).collect();
    short
        .split([' ', '-'])
        .map(english_key)
        .all(|word| words.contains(&word))
}
