//! A document read with a glossary, and looked at by the rules.

use std::collections::HashSet;
use std::ops::Range;
use std::ptr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::across::Renderings;
use super::bilingual;
use super::cell::keep_whole;
use super::code;
use super::decomposed::Composed;
use super::diagnostic::Diagnostic;
use super::directive::Directives;
use super::find::{Finder, Hit, Words};
use super::frame::keep_framed;
use super::front_matter;
use super::gloss::Gloss;
use super::heading::keep_linked;
use super::label::keep_found;
use super::lines::keep_lines;
use super::name::keep_names;
use super::notations::{beside, keep_sure};
use super::once::once;
use super::pair::pairs;
use super::reading::{Reading, gloss_at};
use super::replace::join;
use super::rule::{Findings, Levels, RULES};
use super::strings;
use super::terms::Terms;
use super::verdict::{Verdict, verdict};
use super::written;
use crate::config::Config;
use crate::morphology::Nouns;
use crate::notation::Notation;
use crate::source::Format;
use crate::{Choice, Document, Extractor, Finding};

/// The least that is worth a task of its own, in bytes.
const PART: usize = 1 << 18;

/// How many glosses at least are worth one.
const GLOSSES: usize = 256;

/// Checks documents; one for all threads.
pub struct Checker {
    terms: Terms,
    extractor: Extractor,
    config: Config,
    /// What is known of words, while no thread uses it: it grows with what was asked.
    idle: Mutex<Vec<(Nouns, Words)>>,
    looked_up: AtomicUsize,
    analysed: AtomicUsize,
}

/// What a document gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// What is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of rules in switches of the text that are no rules, with where they stand in bytes.
    pub unknown: Vec<(Range<usize>, String)>,
    /// What it says together with other documents: see [`Checker::across`].
    pub renderings: Renderings,
    /// How many terms of the glossary were found.
    pub terms: usize,
    /// How many more diagnostics would have a fix if the file could be written.
    pub withheld: usize,
}

impl Checker {
    /// A checker of documents against some terms, as strict as a configuration says.
    #[must_use]
    pub fn new(terms: Terms, extractor: Extractor, config: Config) -> Self {
        Self {
            terms,
            extractor,
            config,
            idle: Mutex::default(),
            looked_up: AtomicUsize::default(),
            analysed: AtomicUsize::default(),
        }
    }

    /// Looks at a document. Large ones are worked on by all threads of rayon's pool.
    #[must_use]
    pub fn check(&self, document: &Document) -> Checked {
        let mut checked = self.look(document);
        checked.withheld = written::withhold(document, &mut checked.diagnostics);
        let fixes = checked.diagnostics.iter_mut();
        let fixes = fixes.filter_map(|one| one.fix.as_mut());
        fixes.for_each(|fix| join(document, fix));
        checked
    }

    fn look(&self, document: &Document) -> Checked {
        if let Some(composed) = Composed::of(document) {
            let mut checked = composed.restore(self.look(&composed.document));
            written::settle(document, &mut checked.diagnostics);
            if document.origin.is_some() {
                // They stand between the pieces that were composed.
                let directives = Directives::read(document);
                let speaks = |one: &Diagnostic| directives.allows(one.rule, one.range.start);
                checked.diagnostics.retain(speaks);
            }
            return checked;
        }
        let levels = Levels::of(&self.config.levels(document.path.as_ref()));
        let parts = parts(&document.text);
        let found: (Vec<Vec<Hit>>, Vec<Vec<Hit>>) = parts
            .into_par_iter()
            .map(|part| {
                self.with_finder(&self.terms, document.format, |finder| {
                    let mut hits = Vec::new();
                    finder.find(&document.text, &document.masks, part, &mut hits);
                    (hits, finder.take_parts())
                })
            })
            .unzip();
        let hits = joined(found.0);
        let hits = strings::find(document, self, hits);
        let parts = joined(found.1);
        let findings: Vec<Finding> = self.extractor.findings_everywhere(document).collect();
        let mut occurrences = self.extractor.decide(&findings);
        let ambiguous = keep_sure(document, &mut occurrences);
        let mut glosses: Vec<Gloss> = occurrences
            .par_iter()
            .with_min_len(GLOSSES)
            .map_init(
                || self.extractor.worker(),
                |worker, occurrence| {
                    let end = occurrence.korean.end;
                    let hit = hits.binary_search_by_key(&end, |hit| hit.range.end);
                    let hit = hit.ok().map(|at| &hits[at]);
                    let mut inflected = |korean: &str| worker.citation(korean).is_some();
                    Gloss::of(&self.terms, document, occurrence, hit, &mut inflected)
                },
            )
            .collect();
        // In a bilingual file what stands side by side is a text and its translation.
        let is_looked_at = |choice: &&Choice| {
            choice.notation == Notation::Parentheses || document.segments.is_empty()
        };
        let choices = findings.iter().filter_map(Finding::choice);
        let choices = choices.filter(is_looked_at);
        let mut seen = ambiguous;
        seen.extend(glosses.iter().map(|gloss| gloss.english.start));
        glosses.extend(unseen(&self.terms, document, &hits, choices, &seen));
        glosses.sort_by_key(|gloss| (gloss.korean.end, gloss.english.start));
        let judged = hits.iter().enumerate().filter_map(|(number, hit)| {
            if hit.exact && self.terms.is_fine(hit.form) {
                return None;
            }
            let verdict = verdict(&self.terms, hit, gloss_at(&glosses, hit));
            (verdict != Verdict::Fine).then_some((number, verdict))
        });
        let judged: Vec<_> = judged.collect();
        let pairs = pairs(document, self);
        let reading = Reading {
            document,
            terms: &self.terms,
            style: &self.config.gloss,
            hits: &hits,
            judged: &judged,
            parts: &parts,
            glosses: &glosses,
            pairs: &pairs,
        };
        let mut diagnostics = Findings::of(&reading, &levels);
        keep_lines(document, &mut diagnostics);
        bilingual::settle(document, &mut diagnostics);
        written::settle(document, &mut diagnostics);
        code::settle(document, &mut diagnostics);
        front_matter::settle(document, &mut diagnostics);
        // What looks like prose in a program may be a name in it.
        if !document.format.is_prose && document.segments.is_empty() && document.origin.is_none() {
            for one in &mut diagnostics {
                one.doubt("it may be a name in the program");
            }
        }
        keep_linked(document, &mut diagnostics);
        keep_found(document, &mut diagnostics);
        keep_names(document, &mut diagnostics);
        keep_framed(document, &mut diagnostics);
        keep_whole(document, &mut diagnostics);
        let directives = Directives::read(document);
        diagnostics.retain(|one| directives.allows(one.rule, one.range.start));
        once(&document.text, &mut diagnostics);
        diagnostics.sort_by_key(|one| (one.range.start, one.range.end, one.rule));
        Checked {
            diagnostics,
            renderings: Renderings::of(&reading, &directives),
            unknown: directives.unknown(&RULES.map(|rule| rule.name)),
            terms: hits.len(),
            withheld: 0,
        }
    }

    pub(super) fn terms(&self) -> &Terms {
        &self.terms
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// The terms in a part of a document, which begins and ends with paragraphs.
    pub(super) fn find(&self, terms: &Terms, document: &Document, part: Range<usize>) -> Vec<Hit> {
        self.with_finder(terms, document.format, |finder| {
            let mut hits = Vec::new();
            finder.find(&document.text, &document.masks, part, &mut hits);
            hits
        })
    }

    /// Lends a finder of terms in texts of a format, which knows of words what was asked before.
    pub(super) fn with_finder<T>(
        &self,
        terms: &Terms,
        format: &'static Format,
        work: impl FnOnce(&mut Finder<'_>) -> T,
    ) -> T {
        let idle = self.idle.lock().map_or(None, |mut idle| idle.pop());
        let (nouns, own) =
            idle.unwrap_or_else(|| (Nouns::new(self.extractor.worker()), Words::default()));
        // What words are is known of one list of terms.
        let is_own = ptr::eq(terms, &raw const self.terms);
        let (words, kept) = if is_own {
            (Some(own), None)
        } else {
            (None, Some(own))
        };
        let mut finder = Finder::new(terms, format, nouns, words);
        let done = work(&mut finder);
        let (mut nouns, words) = finder.into_known();
        let (looked_up, analysed) = nouns.take_counts();
        self.looked_up.fetch_add(looked_up, Ordering::Relaxed);
        self.analysed.fetch_add(analysed, Ordering::Relaxed);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push((nouns, words.or(kept).unwrap_or_default()));
        }
        done
    }

    /// How many words a dictionary was asked for so far, since what stands behind a term left it open. No thread asks twice, so it
    /// differs with their number.
    #[must_use]
    pub fn looked_up(&self) -> usize {
        self.looked_up.load(Ordering::Relaxed)
    }

    /// How many of them had to be analysed.
    #[must_use]
    pub fn analysed(&self) -> usize {
        self.analysed.load(Ordering::Relaxed)
    }
}

/// Forms behind terms of the glossary that mining takes for no rendering of them: misspelt, or of another concept.
fn unseen<'c>(
    terms: &Terms,
    document: &Document,
    hits: &[Hit],
    choices: impl Iterator<Item = &'c Choice>,
    seen: &HashSet<usize>,
) -> Vec<Gloss> {
    let mut found = Vec::new();
    for choice in choices {
        let Some(hit) = beside(document, hits, choice) else {
            continue;
        };
        for form in &choice.forms {
            if !seen.contains(&form.english.start) {
                found.extend(Gloss::behind(terms, document, hit, choice, &form.english));
            }
        }
    }
    found
}

/// The hits of all parts.
fn joined(parts: Vec<Vec<Hit>>) -> Vec<Hit> {
    let all: usize = parts.iter().map(Vec::len).sum();
    let mut parts = parts.into_iter();
    let mut hits = parts.next().unwrap_or_default();
    hits.reserve_exact(all - hits.len());
    parts.for_each(|mut part| hits.append(&mut part));
    hits
}

/// A text in parts that end with paragraphs, or where there are none, with lines.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let least = start + PART;
        let end = if least >= text.len() {
            text.len()
        } else {
            let rest = &text.as_bytes()[least..];
            let paragraph = memchr::memmem::find(&rest[..rest.len().min(PART)], b"\n\n");
            let line = || memchr::memchr(b'\n', rest);
            let end = paragraph
                .map(|at| at + 2)
                .or_else(|| line().map(|at| at + 1));
            end.map_or(text.len(), |at| least + at)
        };
        parts.push(start..end);
        start = end;
    }
    parts
}
