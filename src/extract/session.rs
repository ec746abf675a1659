//! One parenthesis after another, on one thread.

use std::ops::Range;

use super::Finding;
use crate::align::expansion::expansion;
use crate::align::explain::{Explanation, Reading};
use crate::align::reversed::Reversed;
use crate::align::{self, Aligner};
use crate::choice::Choice;
use crate::gloss;
use crate::morphology::Worker;
use crate::notation::{Notation, Side, Site};
use crate::scan::Parenthetical;
use crate::seen::Seen;
use crate::{Document, Kind, Occurrence};

/// What one thread needs, with buffers that are reused from one parenthesis to the next.
pub(super) struct Session<'a> {
    aligner: &'a Aligner,
    worker: Worker,
    seen: Seen,
    scratch: align::Scratch,
    korean: Vec<Range<usize>>,
    found: Vec<Reversed>,
    choices: Vec<Choice>,
}

impl<'a> Session<'a> {
    pub(super) fn new(aligner: &'a Aligner, worker: Worker) -> Self {
        Self {
            aligner,
            worker,
            seen: Seen::default(),
            scratch: align::Scratch::default(),
            korean: Vec::new(),
            found: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// Adds what a parenthesis gives.
    pub(super) fn read(
        &mut self,
        document: &Document,
        parenthetical: &Parenthetical,
        findings: &mut Vec<Finding>,
    ) {
        let mut renders = false;
        if parenthetical.latin {
            renders = self.read_gloss(document, parenthetical, findings);
        } else {
            self.seen
                .inner
                .read_plain(document, parenthetical.inner.clone());
        }
        // What renders Korean before the parenthesis is no rendering of English there.
        if parenthetical.reversed && !renders {
            self.read_reversed(document, parenthetical, findings);
        }
    }

    /// Reads what a parenthesis behind Latin script says of an abbreviation, once its forms are read.
    fn read_expansion(&self, parenthetical: &Parenthetical, findings: &mut Vec<Finding>) {
        let seen = &self.seen;
        let Some(found) = expansion(&seen.left, &seen.inner, &seen.forms) else {
            return;
        };
        let (before, inside) = (
            seen.left.bytes(found.before),
            seen.inner.bytes(found.inside),
        );
        let (english, korean) = if found.abbreviation_first {
            (before, inside)
        } else {
            (inside, before)
        };
        findings.push(Finding::Expansion(Occurrence {
            offset: parenthetical.open,
            notation: Notation::Parentheses,
            korean,
            english,
            kind: Kind::Abbreviation,
            language: "en",
            confidence: 1.0,
        }));
    }

    /// Reads a parenthesis that may be a gloss, and says whether by itself it is one.
    fn read_gloss(
        &mut self,
        document: &Document,
        parenthetical: &Parenthetical,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let seen = &mut self.seen;
        if seen.read(document, parenthetical).is_err() {
            return false;
        }
        if align::may_end_in_term(&seen.left) {
            let (passage, forms) = seen.analysed(&mut self.worker);
            self.aligner.weigh(
                parenthetical.open,
                passage,
                forms,
                &mut self.scratch,
                &mut self.choices,
            );
        }
        let renders = self.choices.iter().any(Choice::renders);
        if parenthetical.expansion && !renders {
            self.read_expansion(parenthetical, findings);
        }
        findings.extend(self.choices.drain(..).map(Finding::Choice));
        renders
    }

    /// What a place may give that is no parenthesis, as if it were one.
    pub(super) fn read_site(&mut self, document: &Document, site: &Site) -> Vec<Choice> {
        let seen = &mut self.seen;
        if seen.read_site(document, site).is_err() || !align::may_end_in_term(&seen.left) {
            return Vec::new();
        }
        let (passage, forms) = seen.analysed(&mut self.worker);
        self.aligner.weigh(
            site.offset,
            passage,
            forms,
            &mut self.scratch,
            &mut self.choices,
        );
        for choice in &mut self.choices {
            choice.notation = site.notation;
            if let Side::Whole(whole) = &site.korean {
                choice.candidates.retain(|one| one.korean == *whole);
                choice.rest = f32::NEG_INFINITY;
            }
        }
        self.choices.retain(|choice| !choice.candidates.is_empty());
        std::mem::take(&mut self.choices)
    }

    /// What is to be seen of a parenthesis that may be a gloss.
    pub(super) fn explain(
        &mut self,
        document: &Document,
        parenthetical: &Parenthetical,
    ) -> Explanation {
        let seen = &mut self.seen;
        let read = seen.read(document, parenthetical);
        if read.is_err() {
            seen.read_left(document, parenthetical);
        }
        let (passage, forms) = seen.analysed(&mut self.worker);
        let reading = match read {
            Err(reason) => Reading::NoGloss(reason),
            Ok(()) => Reading::Gloss(self.aligner.explain(passage, forms, &mut self.scratch)),
        };
        Explanation {
            offset: parenthetical.open,
            left: seen.left.text(),
            inner: seen.inner.text(),
            morphemes: seen.morphemes.clone(),
            reading,
        }
    }

    fn read_reversed(
        &mut self,
        document: &Document,
        parenthetical: &Parenthetical,
        findings: &mut Vec<Finding>,
    ) {
        let seen = &mut self.seen;
        gloss::reversed::read(&seen.inner, &mut self.korean);
        if self.korean.is_empty() {
            return;
        }
        seen.left.read_before(document, parenthetical.open);
        self.worker
            .analyse(seen.inner.glyphs(), &mut seen.morphemes);
        self.aligner.align_reversed(
            &seen.left,
            &seen.inner,
            &self.korean,
            &seen.morphemes,
            &mut self.scratch,
            &mut self.found,
        );
        findings.extend(self.found.iter().map(|found| {
            Finding::Reversed(Occurrence {
                offset: parenthetical.open,
                notation: Notation::Parentheses,
                korean: seen.inner.bytes(found.korean.clone()),
                english: seen.left.bytes(found.english.clone()),
                kind: found.kind,
                language: found.language,
                confidence: found.confidence,
            })
        }));
    }
}
