//! A document read with a glossary, and looked at by the rules.

use std::collections::HashSet;

use rayon::prelude::*;

use super::behind::is_closing;
use super::decomposed::Composed;
use super::diagnostic::Diagnostic;
use super::directive::Directives;
use super::find::{Finder, Hit};
use super::gloss::Gloss;
use super::reading::{Reading, gloss_at};
use super::rule::{Findings, Levels, RULES};
use super::terms::Terms;
use super::verdict::verdict;
use crate::config::Config;
use crate::morphology::Nouns;
use crate::{Document, Extractor, Finding};

/// The least that is worth a task of its own, in bytes.
const PART: usize = 1 << 18;

/// Checks documents; one for all threads.
pub struct Checker {
    terms: Terms,
    extractor: Extractor,
    config: Config,
}

/// What a document gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// What is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of rules in switches of the text that are no rules, with where they stand in bytes.
    pub unknown: Vec<(std::ops::Range<usize>, String)>,
    /// How many terms of the glossary were found.
    pub terms: usize,
    /// How many words a dictionary was asked for, since what stands behind a term left it open.
    pub asked: usize,
}

impl Checker {
    /// A checker of documents against some terms, as strict as a configuration says.
    #[must_use]
    pub fn new(terms: Terms, extractor: Extractor, config: Config) -> Self {
        Self {
            terms,
            extractor,
            config,
        }
    }

    /// Looks at a document. Large ones are worked on by all threads of rayon's pool.
    #[must_use]
    pub fn check(&self, document: &Document) -> Checked {
        if let Some(composed) = Composed::of(document) {
            return composed.restore(self.check(&composed.document));
        }
        let levels = Levels::of(&self.config.levels(document.path.as_ref()));
        let parts = parts(&document.text);
        let found: Vec<(Vec<Hit>, usize)> = parts
            .into_par_iter()
            .map(|part| {
                let mut finder = Finder::new(&self.terms, self.nouns());
                let mut hits = Vec::new();
                finder.find(document, part, &mut hits);
                (hits, finder.asked())
            })
            .collect();
        let asked = found.iter().map(|(_, asked)| asked).sum();
        let hits: Vec<Hit> = found.into_iter().flat_map(|(hits, _)| hits).collect();
        let mut worker = self.extractor.worker();
        let mut inflected = |korean: &str| worker.citation(korean).is_some();
        let findings: Vec<Finding> = self.extractor.findings(document).collect();
        let occurrences = self.extractor.decide(&findings);
        let mut glosses: Vec<Gloss> = occurrences
            .iter()
            .map(|occurrence| {
                let hit = hits.binary_search_by_key(&occurrence.korean.end, |hit| hit.range.end);
                let hit = hit.ok().map(|at| &hits[at]);
                Gloss::of(&self.terms, document, occurrence, hit, &mut inflected)
            })
            .collect();
        glosses.extend(unseen(&self.terms, document, &hits, &findings, &glosses));
        glosses.sort_by_key(|gloss| (gloss.korean.end, gloss.english.start));
        let judged: Vec<_> = hits
            .iter()
            .map(|hit| {
                let gloss = gloss_at(&glosses, hit).map(|gloss| &*gloss.concepts);
                verdict(
                    &self.terms,
                    hit,
                    gloss.filter(|concepts| !concepts.is_empty()),
                )
            })
            .collect();
        let mut findings = Findings::new(&levels);
        findings.look_at(&Reading {
            document,
            terms: &self.terms,
            style: &self.config.gloss,
            hits: &hits,
            judged: &judged,
            glosses: &glosses,
        });
        let mut diagnostics = findings.list;
        let directives = Directives::read(document);
        diagnostics.retain(|one| directives.allows(one.rule, one.range.start));
        diagnostics.sort_by_key(|one| (one.range.start, one.range.end, one.rule));
        Checked {
            diagnostics,
            unknown: directives.unknown(&RULES.map(|rule| rule.name)),
            terms: hits.len(),
            asked,
        }
    }

    fn nouns(&self) -> Nouns {
        Nouns::new(self.extractor.worker())
    }
}

/// Forms behind terms of the glossary that mining takes for no rendering of them: misspelt, or of another concept.
fn unseen(
    terms: &Terms,
    document: &Document,
    hits: &[Hit],
    findings: &[Finding],
    glosses: &[Gloss],
) -> Vec<Gloss> {
    let seen: HashSet<usize> = glosses.iter().map(|gloss| gloss.english.start).collect();
    let mut found = Vec::new();
    for choice in findings.iter().filter_map(Finding::choice) {
        let before = hits.partition_point(|hit| hit.range.end <= choice.offset);
        let Some(hit) = before.checked_sub(1).map(|at| &hits[at]) else {
            continue;
        };
        let between = &document.text[hit.range.end..choice.offset];
        if !between.chars().all(|c| c == ' ' || is_closing(c)) {
            continue;
        }
        for form in &choice.forms {
            if !seen.contains(&form.english.start) {
                found.extend(Gloss::behind(terms, document, hit, &form.english));
            }
        }
    }
    found
}

/// A text in parts that end with paragraphs, or where there are none, with lines.
fn parts(text: &str) -> Vec<std::ops::Range<usize>> {
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
