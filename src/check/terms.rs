//! What the glossaries say of every term, laid out for looking up.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::columns::ADDED;
use super::find::{Index, Script, script};
use crate::Kind;
use crate::glossary::{Concept, Figures, Preferred, Row, Sheet, Status};
use crate::variant::{changed_plural, english_key, korean_key};

/// All that is known of terms.
#[derive(Debug, Default)]
pub struct Terms {
    concepts: Vec<Meaning>,
    forms: Vec<Form>,
    pub(super) index: Index,
    /// What is asked of every form that is found, by its number: forms themselves lie far apart.
    traits: Vec<Traits>,
    /// Likewise, whether it may be used in all of its concepts.
    fine: Vec<bool>,
    /// Whether there is no glossary at all, not even an empty one.
    pub(super) none: bool,
    /// Some term counts inside longer words.
    pub(super) inside: bool,
    /// The signs that terms begin with: those of .NET and (주).
    pub(super) signs: Vec<char>,
    /// Pairs that are none, by their keys.
    rejected: HashSet<(String, String)>,
    /// Concepts by the keys of their English, made when an English is met that is spelled like none.
    by_english_key: OnceLock<HashMap<String, Vec<u32>>>,
}

/// The forms of some glossaries by their texts.
#[derive(Default)]
struct Known<'s> {
    koreans: HashMap<Cow<'s, str>, FormId>,
    englishes: HashMap<Cow<'s, str>, FormId>,
}

impl Known<'_> {
    /// Makes room for the terms of some concepts, which mostly have an English one and one or two Korean ones.
    fn reserve(&mut self, concepts: usize) {
        self.koreans.reserve(2 * concepts);
        self.englishes.reserve(concepts);
    }
}

/// What the rows of a concept say of its Korean terms together.
struct Figured<'s> {
    preferred: Option<Preferred<'s>>,
    koreans: BTreeMap<&'s str, Figures>,
}

impl<'s> Figured<'s> {
    fn of(concept: &Concept<'s>) -> Self {
        let koreans = concept.koreans();
        Self {
            preferred: concept.preferred_of(&koreans),
            koreans,
        }
    }
}

/// The number of a [`Form`].
pub(super) type FormId = u32;

/// What has to be known of a form at every place where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// A row says how it is read.
    pub(super) read: bool,
    /// As [`Form::inside`], [`Form::case`] and [`Form::ends_in`].
    pub(super) inside: bool,
    pub(super) case: bool,
    pub(super) ends_in: Script,
}

impl Traits {
    fn of(form: &Form) -> Self {
        Self {
            read: form.reading.is_some(),
            inside: form.inside,
            case: form.case,
            ends_in: form.ends_in,
        }
    }
}

/// One spelling of a term, Korean or English.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) text: Box<str>,
    /// The script of its last letter: what may stand behind it.
    pub(super) ends_in: Script,
    /// Whether it is in the Korean column of a row.
    pub(super) korean: bool,
    /// Capitals and small letters are told apart.
    pub(super) case: bool,
    /// It counts inside longer words.
    pub(super) inside: bool,
    /// How it is read in Korean, where a row says so.
    pub(super) reading: Option<Box<str>>,
    /// Its concepts, with what each says of it.
    pub(super) senses: Vec<Sense>,
}

/// What a concept says of one of its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    /// The number of the [`Meaning`].
    pub(super) concept: u32,
    pub(super) standing: Standing,
    /// In how many documents it was found.
    pub(super) documents: usize,
}

/// How a term stands in its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The one to use.
    Preferred,
    /// May be used.
    Admitted,
    /// Another one is to be used, and of this one nothing was decided.
    Other,
    /// Not to be used.
    Deprecated,
}

/// A concept.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub(super) id: Box<str>,
    /// The Korean term to use.
    pub(super) preferred: Option<FormId>,
    /// Whether a person chose it.
    pub(super) chosen: bool,
    /// Whether a person decided anything on its terms.
    pub(super) decided: bool,
    /// Its Korean terms and its English ones, but for rejected rows.
    pub(super) koreans: Vec<FormId>,
    pub(super) englishes: Vec<FormId>,
}

impl Form {
    fn new(text: &str, korean: bool, ends_in: Script) -> Self {
        Self {
            text: text.into(),
            ends_in,
            korean,
            case: false,
            inside: false,
            reading: None,
            senses: Vec::new(),
        }
    }

    /// Takes in what a row says of it beyond its standing.
    fn learn(&mut self, row: Row<'_>, columns: &Added) {
        let says = |column, what: fn(&str) -> bool| columns.cell(row, column).is_some_and(what);
        let capitals = row.kind() == Kind::Abbreviation && is_capitals(&self.text);
        self.case |= says("case", is_yes) || !self.korean && capitals && !says("case", is_no);
        self.inside |= self.korean && says("compounds", is_yes);
        // How what is not written in Hangul is read.
        if self.ends_in != Script::Hangul && self.reading.is_none() {
            let reading = columns.cell(row, "reading").map(str::trim);
            self.reading = reading.filter(|text| !text.is_empty()).map(Into::into);
        }
    }
}

impl Terms {
    /// The terms of some glossaries. What an earlier one says of a Korean term hides what later ones say of it.
    ///
    /// Without any, no pair is called unknown. Rows of domains (column `domain`) that are not taken count for nothing.
    #[must_use]
    pub fn new(glossaries: &[Sheet], takes: impl Fn(&str) -> bool) -> Self {
        let mut terms = Self {
            none: glossaries.is_empty(),
            ..Self::default()
        };
        let mut known = Known::default();
        for sheet in glossaries {
            let earlier = terms.concepts.len() as u32;
            let columns = Added::of(sheet);
            let concepts: Vec<Concept<'_>> = sheet.concepts().collect();
            let figures = concepts.par_iter().map(Figured::of);
            let figures: Vec<Figured<'_>> = figures.collect();
            known.reserve(concepts.len());
            for (concept, figures) in concepts.iter().zip(figures) {
                terms.add(concept, &figures, &columns, &takes, earlier, &mut known);
            }
        }
        terms.add_plurals(&known);
        terms.lay_out();
        terms
    }

    /// Makes what is asked of terms from what is known of them.
    fn lay_out(&mut self) {
        self.inside = self.forms.iter().any(|form| form.inside);
        let all = self.forms.iter();
        let firsts = all.filter_map(|form| form.text.chars().next());
        self.signs = firsts.filter(|&c| script(c).is_none()).collect();
        self.signs.sort_unstable();
        self.signs.dedup();
        self.traits = self.forms.iter().map(Traits::of).collect();
        let may_be_used =
            |sense: &Sense| matches!(sense.standing, Standing::Preferred | Standing::Admitted);
        let fine = |form: &Form| form.senses.iter().all(may_be_used);
        self.fine = self.forms.iter().map(fine).collect();
        self.index = Index::new(self.forms.iter().map(|form| &*form.text));
    }

    /// Adds the plurals of English terms in which more changes than the ending: queries. Others are found by what stands behind the term.
    fn add_plurals(&mut self, known: &Known<'_>) {
        let english = self.forms.iter().filter(|form| !form.korean && !form.case);
        let plurals = english.filter_map(|form| {
            let plural = changed_plural(&form.text)?;
            (!known.englishes.contains_key(&*plural)).then(|| Form {
                text: plural.into(),
                ..form.clone()
            })
        });
        let plurals: Vec<Form> = plurals.collect();
        self.forms.extend(plurals);
    }

    /// Terms of which nothing is known but how they are spelled.
    pub(super) fn spelled<'t>(spellings: impl IntoIterator<Item = &'t str>) -> Self {
        let mut terms = Self::default();
        for text in spellings {
            if let Some(ends_in) = text.chars().rev().find_map(script) {
                terms.forms.push(Form::new(text, true, ends_in));
            }
        }
        terms.lay_out();
        terms
    }

    fn add<'s>(
        &mut self,
        concept: &Concept<'s>,
        Figured { preferred, koreans }: &Figured<'s>,
        columns: &Added,
        takes: &dyn Fn(&str) -> bool,
        earlier: u32,
        known: &mut Known<'s>,
    ) {
        let mut rows = Vec::with_capacity(concept.rows().len());
        for row in concept.rows() {
            let status = row.status();
            if status == Status::Rejected {
                let keys = (korean_key(row.korean()), english_key(row.english()));
                self.rejected.insert(keys);
            } else if columns.cell(*row, "domain").is_none_or(takes) {
                rows.push((row, status));
            }
        }
        if rows.is_empty() {
            return;
        }
        let number = self.concepts.len() as u32;
        let mut meaning = Meaning {
            id: concept.id().into(),
            preferred: None,
            chosen: preferred.is_some_and(|preferred| preferred.chosen),
            decided: rows.iter().any(|(_, status)| *status != Status::Proposed),
            koreans: Vec::new(),
            englishes: Vec::new(),
        };
        for (row, status) in rows {
            // What is inflected stands in as many forms as there are endings: none of them is another term.
            let inflected = row.lemma().is_some() && status == Status::Proposed;
            for (text, korean) in [(row.korean(), true), (row.english(), false)] {
                if korean && inflected {
                    continue;
                }
                // As documents are read.
                let spelled = composed(text);
                let Some(ends_in) = spelled.chars().rev().find_map(script) else {
                    continue;
                };
                let known = if korean {
                    &mut known.koreans
                } else {
                    &mut known.englishes
                };
                let id = *known.entry(spelled.clone()).or_insert_with(|| {
                    self.forms.push(Form::new(&spelled, korean, ends_in));
                    self.forms.len() as u32 - 1
                });
                let form = &mut self.forms[id as usize];
                // An earlier glossary has had its say.
                let mut senses = form.senses.iter();
                if senses.next().is_some_and(|sense| sense.concept < earlier) {
                    continue;
                }
                form.learn(*row, columns);
                let standing = if korean {
                    let is_preferred = preferred.is_some_and(|preferred| preferred.korean == text);
                    if is_preferred {
                        meaning.preferred = Some(id);
                    }
                    match koreans.get(text).map(|figures| figures.status) {
                        _ if is_preferred => Standing::Preferred,
                        Some(Status::Deprecated) => Standing::Deprecated,
                        Some(Status::Preferred | Status::Admitted) => Standing::Admitted,
                        _ => Standing::Other,
                    }
                } else if columns
                    .cell(*row, "english_status")
                    .is_some_and(is_deprecated)
                {
                    Standing::Deprecated
                } else {
                    Standing::Admitted
                };
                // A term in several rows of a concept is one.
                if form
                    .senses
                    .last()
                    .is_none_or(|sense| sense.concept != number)
                {
                    let list = if korean {
                        &mut meaning.koreans
                    } else {
                        &mut meaning.englishes
                    };
                    list.push(id);
                    form.senses.push(Sense {
                        concept: number,
                        standing,
                        documents: koreans.get(text).map_or(0, |figures| figures.documents),
                    });
                }
            }
        }
        self.concepts.push(meaning);
    }

    pub(super) fn form(&self, id: FormId) -> &Form {
        &self.forms[id as usize]
    }

    /// Whether a form may be used in all of its concepts.
    pub(super) fn is_fine(&self, id: FormId) -> bool {
        self.fine[id as usize]
    }

    pub(super) fn traits(&self, id: FormId) -> Traits {
        self.traits[id as usize]
    }

    pub(super) fn meaning(&self, concept: u32) -> &Meaning {
        &self.concepts[concept as usize]
    }

    /// The concepts that have a term, Korean or English, whatever its spaces and case.
    pub(super) fn concepts_of(&self, text: &str, korean: bool) -> Vec<u32> {
        let mut matches = Vec::new();
        self.index.at(text, 0, &mut matches);
        let whole = matches
            .last()
            .filter(|found| text[found.end..].trim().is_empty());
        let mut concepts: Vec<u32> = whole
            .into_iter()
            .flat_map(|&found| self.index.terms(found))
            .map(|&(id, _)| self.form(id))
            .filter(|form| form.korean == korean)
            .flat_map(|form| form.senses.iter().map(|sense| sense.concept))
            .collect();
        if concepts.is_empty() && !korean {
            let by_key = self.by_english_key.get_or_init(|| {
                let mut by_key: HashMap<String, Vec<u32>> = HashMap::new();
                for form in self.forms.iter().filter(|form| !form.korean) {
                    let concepts = form.senses.iter().map(|sense| sense.concept);
                    by_key
                        .entry(english_key(&form.text))
                        .or_default()
                        .extend(concepts);
                }
                by_key
            });
            concepts.extend(by_key.get(&english_key(text)).into_iter().flatten());
        }
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    /// Whether an English term of a concept is an abbreviation.
    pub(super) fn is_abbreviated(&self, concept: u32) -> bool {
        let mut englishes = self.meaning(concept).englishes.iter();
        englishes.any(|&id| is_capitals(&self.form(id).text))
    }

    /// Whether the English terms of a concept belong to no other concept.
    pub(super) fn is_unshared(&self, concept: u32) -> bool {
        let mut englishes = self.meaning(concept).englishes.iter();
        englishes.all(|&id| self.form(id).senses.len() == 1)
    }

    /// Whether a concept has an English term that is spelled so, spaces included.
    pub(super) fn is_spelled_so(&self, concept: u32, english: &str) -> bool {
        let words = || english.split_whitespace();
        let mut all = self.meaning(concept).englishes.iter();
        all.any(|&id| {
            let known = self.form(id).text.split_whitespace();
            known
                .map(str::to_lowercase)
                .eq(words().map(str::to_lowercase))
        })
    }

    /// Whether somebody said that two terms are no pair.
    pub(super) fn is_rejected(&self, korean: &str, english: &str) -> bool {
        !self.rejected.is_empty()
            && self
                .rejected
                .contains(&(korean_key(korean), english_key(english)))
    }

    /// Whether a person decided anything on a concept of a term.
    pub(super) fn is_decided(&self, id: FormId) -> bool {
        let mut senses = self.form(id).senses.iter();
        senses.any(|sense| self.meaning(sense.concept).decided)
    }

    /// How many concepts there are.
    #[must_use]
    pub fn concepts(&self) -> usize {
        self.concepts.len()
    }
}

/// Those of the columns that people may add which a glossary has: to look for one that is not there takes time in each row.
struct Added(Vec<&'static str>);

impl Added {
    fn of(sheet: &Sheet) -> Self {
        Self(
            ADDED
                .into_iter()
                .filter(|column| sheet.has(column))
                .collect(),
        )
    }

    fn cell<'r>(&self, row: Row<'r>, column: &str) -> Option<&'r str> {
        if self.0.contains(&column) {
            row.cell(column)
        } else {
            None
        }
    }
}

/// A term whose Hangul is composed; borrowed where it is already.
fn composed(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii() || matches!(c, '가'..='힣');
    if text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

fn is_deprecated(cell: &str) -> bool {
    cell.trim().eq_ignore_ascii_case("deprecated")
}

/// A cell that says yes in one of the ways people do.
fn is_yes(cell: &str) -> bool {
    matches!(
        &*cell.trim().to_lowercase(),
        "yes" | "y" | "true" | "1" | "x" | "o" | "예" | "네"
    )
}

fn is_no(cell: &str) -> bool {
    matches!(
        &*cell.trim().to_lowercase(),
        "no" | "n" | "false" | "0" | "아니요" | "아니오"
    )
}

/// Whether the letters are capitals, as those of AWS and unlike those of kubelet.
pub(super) fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}
