//! One document from text to occurrences.

use std::path::Path;

use rayon::prelude::*;

use crate::align::{self, Aligned, Aligner};
use crate::gloss::{self, Form};
use crate::morphology::{Analyser, Morpheme, Worker};
use crate::scan::{self, Parenthetical, Window};
use crate::{Document, Occurrence, Result};

/// Finds the pairs of a document. Made once, shared by all threads.
pub struct Extractor {
    analyser: Analyser,
    aligner: Aligner,
}

/// Parentheses that one thread takes at a time; fewer than this are not worth a second thread.
const BATCH: usize = 64;
/// Parentheses held at a time: bounds the memory of a text that is made of nothing else.
const BLOCK: usize = 65_536;

impl Extractor {
    /// Loads the dictionary: the built-in one, or the one in a folder.
    pub fn new(dictionary: Option<&Path>) -> Result<Self> {
        Ok(Self {
            analyser: Analyser::new(dictionary)?,
            aligner: Aligner::new(),
        })
    }

    /// The pairs of a document in the order of the text. Large documents are worked on by all
    /// threads of rayon's pool.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Vec<Occurrence> {
        let mut scanned = scan::parentheticals(document);
        let mut found: Vec<Parenthetical> = Vec::new();
        let mut occurrences = Vec::new();
        loop {
            found.clear();
            found.extend(scanned.by_ref().take(BLOCK));
            if found.is_empty() {
                return occurrences;
            }
            if found.len() <= BATCH {
                let mut session = self.session();
                for parenthetical in &found {
                    session.read(document, parenthetical, &mut occurrences);
                }
                continue;
            }
            let chunks: Vec<Vec<Occurrence>> = found
                .par_chunks(BATCH)
                .map_init(
                    || self.session(),
                    |session, chunk| {
                        let mut occurrences = Vec::new();
                        for parenthetical in chunk {
                            session.read(document, parenthetical, &mut occurrences);
                        }
                        occurrences
                    },
                )
                .collect();
            occurrences.extend(chunks.into_iter().flatten());
        }
    }

    fn session(&self) -> Session<'_> {
        Session {
            aligner: &self.aligner,
            worker: self.analyser.worker(),
            left: Window::default(),
            inner: Window::default(),
            forms: Vec::new(),
            morphemes: Vec::new(),
            scratch: align::Scratch::default(),
            aligned: Vec::new(),
        }
    }
}

/// What one thread needs, with buffers that are reused from one parenthesis to the next.
struct Session<'a> {
    aligner: &'a Aligner,
    worker: Worker,
    left: Window,
    inner: Window,
    forms: Vec<Form>,
    morphemes: Vec<Morpheme>,
    scratch: align::Scratch,
    aligned: Vec<Aligned>,
}

impl Session<'_> {
    fn read(
        &mut self,
        document: &Document,
        parenthetical: &Parenthetical,
        occurrences: &mut Vec<Occurrence>,
    ) {
        self.inner.read(document, parenthetical.inner.clone());
        if gloss::read(&self.inner, &mut self.forms).is_err() {
            return;
        }
        self.left.read_before(document, parenthetical.open);
        self.worker.analyse(self.left.glyphs(), &mut self.morphemes);
        self.aligner.align(
            &self.left,
            &self.morphemes,
            &self.inner,
            &self.forms,
            &mut self.scratch,
            &mut self.aligned,
        );
        occurrences.extend(self.aligned.iter().map(|aligned| {
            let form = &self.forms[aligned.form];
            Occurrence {
                offset: parenthetical.open,
                korean: self.left.bytes(aligned.chars.clone()),
                english: self.inner.bytes(form.chars.clone()),
                kind: aligned.kind,
                language: form.language,
                confidence: aligned.confidence,
            }
        }));
    }
}
