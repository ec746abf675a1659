//! What the glossaries say of every term, laid out for looking up.

mod columns;
mod english_keys;
mod form;
mod misspelt;
mod side;

use std::collections::HashSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::find::{Beginnings, Index, script};
use crate::glossary::{Concept, Row, Sheet};
use crate::variant::{changed_plural, english_key, korean_key};
use columns::Columns;
use english_keys::EnglishKeys;
use form::Traits;
pub(super) use form::{Form, FormId, Meaning, Sense, Standing, is_capitals};
use side::{Rows, Side};

/// All that is known of terms.
#[derive(Debug, Default)]
pub struct Terms {
    concepts: Vec<Meaning>,
    forms: Vec<Form>,
    pub(super) index: Index,
    /// What is asked of every form that is found, by its number, close together: forms themselves lie far apart.
    traits: Vec<Traits>,
    /// How those begin that are only another spelling of the one to use.
    misspelt: Beginnings,
    /// Whether there is no glossary at all, not even an empty one.
    pub(super) none: bool,
    /// Some term counts inside longer words.
    pub(super) inside: bool,
    /// The signs that terms begin with: those of .NET and (주).
    pub(super) signs: Vec<char>,
    /// Pairs that are none, by their keys.
    rejected: HashSet<(String, String)>,
    /// Made when an English is met that is spelled like none.
    english_keys: OnceLock<EnglishKeys>,
}

impl Terms {
    /// The terms of some glossaries. What an earlier one says of a Korean term hides what later ones say of it.
    ///
    /// Without any, no pair is called unknown. Rows of domains (column `domain`) that are not taken count for nothing.
    #[must_use]
    pub fn new(glossaries: &[Sheet], takes: impl Fn(&str) -> bool + Sync) -> Self {
        let mut terms = Self {
            none: glossaries.is_empty(),
            ..Self::default()
        };
        let [mut koreans, mut englishes] = [true, false].map(Side::new);
        for sheet in glossaries {
            let columns = Columns::of(sheet);
            let concepts: Vec<Concept<'_>> = sheet.concepts().collect();
            let concepts = concepts.par_iter();
            let mut concepts: Vec<Rows<'_>> = concepts
                .map(|concept| Rows::of(concept, &columns, &takes))
                .collect();
            let rejected = concepts.iter().flat_map(|concept| &concept.rejected);
            let keys = |row: &Row<'_>| (korean_key(row.korean()), english_key(row.english()));
            terms.rejected.extend(rejected.map(keys));
            concepts.retain(|concept| !concept.terms.is_empty());
            rayon::join(
                || koreans.add(&concepts, &columns),
                || englishes.add(&concepts, &columns),
            );
            terms.concepts.extend(concepts.iter().map(Meaning::of));
        }
        terms.take(koreans, englishes);
        terms.lay_out();
        terms
    }

    /// Takes the terms of both languages, the Korean ones first, and the plurals of English terms in which more changes than the
    /// ending: queries. Others are found by what stands behind the term.
    fn take(&mut self, koreans: Side<'_>, englishes: Side<'_>) {
        let first = koreans.forms.len() as FormId;
        let english = englishes.forms.iter().filter(|form| !form.case);
        let plurals = english.filter_map(|form| {
            let plural = changed_plural(&form.text)?;
            (!englishes.has(&plural)).then(|| Form {
                text: plural.into(),
                ..form.clone()
            })
        });
        let plurals: Vec<Form> = plurals.collect();
        let lists = koreans.lists.into_iter().zip(englishes.lists);
        let lists = lists.zip(koreans.preferred);
        let concepts = self.concepts.iter_mut().enumerate();
        for ((number, meaning), ((koreans, mut list), preferred)) in concepts.zip(lists) {
            // What is not to be used comes last, so that the first is one to name.
            list.sort_by_key(|&id| englishes.forms[id as usize].is_deprecated_in(number as u32));
            for id in &mut list {
                *id += first;
            }
            meaning.koreans = koreans;
            meaning.englishes = list;
            meaning.preferred = preferred;
        }
        self.forms = koreans.forms;
        self.forms.extend(englishes.forms);
        self.forms.extend(plurals);
    }

    /// Makes what is asked of terms from what is known of them.
    fn lay_out(&mut self) {
        self.inside = self.forms.iter().any(|form| form.inside);
        let all = self.forms.iter();
        let firsts = all.filter_map(|form| form.text.chars().next());
        self.signs = firsts.filter(|&c| script(c).is_none()).collect();
        self.signs.sort_unstable();
        self.signs.dedup();
        self.number();
        self.gather_misspelt();
    }

    /// Makes the index, and puts the forms into its order: what is found one after another then lies side by side. Likewise what is asked of
    /// them most.
    fn number(&mut self) {
        let (index, order) = Index::new(self.forms.iter().map(|form| &*form.text));
        self.index = index;
        let mut numbers: Vec<FormId> = vec![0; order.len()];
        for (number, &(old, _)) in order.iter().enumerate() {
            numbers[old as usize] = number as FormId;
        }
        let forms = std::mem::take(&mut self.forms);
        let mut forms: Vec<Option<Form>> = forms.into_iter().map(Some).collect();
        let in_order = order.iter();
        let in_order = in_order.filter_map(|&(old, _)| forms[old as usize].take());
        self.forms = in_order.collect();
        let with_gaps = self.forms.iter().zip(&order);
        let traits = with_gaps.map(|(form, &(_, gaps))| Traits::of(form, gaps));
        self.traits = traits.collect();
        for meaning in &mut self.concepts {
            let lists = meaning.koreans.iter_mut().chain(&mut meaning.englishes);
            for id in lists.chain(&mut meaning.preferred) {
                *id = numbers[*id as usize];
            }
        }
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

    pub(super) fn form(&self, id: FormId) -> &Form {
        &self.forms[id as usize]
    }

    /// Whether a form may be used in all of its concepts.
    pub(super) fn is_fine(&self, id: FormId) -> bool {
        self.traits[id as usize].fine
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
            .map(|id| self.form(id))
            .filter(|form| form.korean == korean)
            .flat_map(|form| form.senses.iter().map(|sense| sense.concept))
            .collect();
        if concepts.is_empty() && !korean {
            let keys = self
                .english_keys
                .get_or_init(|| EnglishKeys::of(&self.forms));
            let same = keys.get(text, &self.forms);
            concepts.extend(same.flat_map(|form| form.senses.iter().map(|sense| sense.concept)));
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
