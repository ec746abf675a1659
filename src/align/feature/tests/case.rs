//! A row of the tables: a sentence, candidates of its first parenthesis, and features that they have or lack.
//!
//! The sentence takes the way of any text, from the scan to the candidates.

use crate::Document;
use crate::align::feature::{Feature, Values};
use crate::align::{Aligner, Scratch};
use crate::morphology::{Analyser, Worker};
use crate::scan;
use crate::seen::Seen;

/// A sentence and what is to be seen in it.
pub struct Case {
    pub sentence: &'static str,
    pub candidates: &'static [Candidate],
}

/// A candidate, or "renders nothing", and what its features must be.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    term: Option<&'static str>,
    form: usize,
    has: &'static [Feature],
    measures: &'static [(Feature, f32)],
    lacks: &'static [Feature],
}

/// The candidate that reads so.
pub const fn term(text: &'static str) -> Candidate {
    Candidate {
        term: Some(text),
        ..nothing()
    }
}

/// "Renders nothing".
pub const fn nothing() -> Candidate {
    Candidate {
        term: None,
        form: 0,
        has: &[],
        measures: &[],
        lacks: &[],
    }
}

impl Candidate {
    /// Against a later form of the parenthesis; the first is 0.
    pub const fn of_form(self, form: usize) -> Self {
        Self { form, ..self }
    }

    /// Features that are 1.
    pub const fn has(self, has: &'static [Feature]) -> Self {
        Self { has, ..self }
    }

    /// Features that are another number.
    pub const fn measures(self, measures: &'static [(Feature, f32)]) -> Self {
        Self { measures, ..self }
    }

    /// Features that are 0.
    pub const fn lacks(self, lacks: &'static [Feature]) -> Self {
        Self { lacks, ..self }
    }

    /// Whether it is "renders nothing".
    pub fn is_nothing(&self) -> bool {
        self.term.is_none()
    }

    /// The features it tells of, and what they must be.
    pub fn expected(&self) -> impl Iterator<Item = (Feature, f32)> {
        let all = |features: &'static [Feature], value| features.iter().map(move |&f| (f, value));
        all(self.has, 1.0)
            .chain(self.measures.iter().copied())
            .chain(all(self.lacks, 0.0))
    }
}

/// Reads the sentences of a table and compares.
pub fn check(cases: &[Case]) {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    for case in cases {
        for candidate in case.candidates {
            let values = reader.values(case.sentence, candidate);
            for (feature, expected) in candidate.expected() {
                let value = values[feature as usize];
                if (value - expected).abs() > 1e-3 {
                    let whose = candidate.term.unwrap_or("(renders nothing)");
                    wrong.push(format!(
                        "{}\n    {whose}: {feature:?} is {value}, not {expected}",
                        case.sentence
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Reads sentences as the tool does.
struct Reader {
    aligner: Aligner,
    worker: Worker,
    scratch: Scratch,
    seen: Seen,
}

impl Reader {
    fn new() -> Self {
        let analyser = Analyser::new(None).expect("the built-in dictionary");
        Self {
            aligner: Aligner::new(),
            worker: analyser.worker(),
            scratch: Scratch::default(),
            seen: Seen::default(),
        }
    }

    /// The values of a candidate, which must be there, and only once.
    fn values(&mut self, sentence: &str, candidate: &Candidate) -> Values {
        let document = Document::plain("t", sentence);
        let found = scan::parentheticals(&document)
            .next()
            .unwrap_or_else(|| panic!("{sentence}: no parenthesis"));
        if let Err(reason) = self.seen.read(&document, &found) {
            panic!("{sentence}: {reason:?}");
        }
        let (passage, forms) = self.seen.analysed(&mut self.worker);
        let form = &forms[candidate.form];
        let examples = self.aligner.examples(passage, form, &mut self.scratch);
        let terms: Vec<Option<String>> = examples
            .iter()
            .map(|example| {
                let chars = example.chars.clone()?;
                let glyphs = &self.seen.left.glyphs()[chars];
                Some(glyphs.iter().map(|g| g.char).collect())
            })
            .collect();
        let mut same = (0..terms.len()).filter(|&at| terms[at].as_deref() == candidate.term);
        match (same.next(), same.next()) {
            (Some(at), None) => examples[at].values,
            _ => panic!("{sentence}: {:?} among {terms:?}", candidate.term),
        }
    }
}
