//! Weights of the features, learned from annotated parentheses, and measured in cross-validation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use yongeo::align::Aligner;
use yongeo::align::calibration::Calibration;
use yongeo::align::feature::{COUNT, Feature, NAMES};
use yongeo::align::weights::Weights;
use yongeo::corpus::{self, Decider};
use yongeo::eval::{Gold, Judged, Scores};
use yongeo::lexicon::Knowledge;
use yongeo::morphology::Analyser;
use yongeo::{Document, Extractor};

use crate::calibration;
use crate::fit::fit;
use crate::gold::{Lesson, Reader};
use crate::usage;

/// How much evidence it takes to move a weight from nothing.
const PRIOR: f64 = 1.0;
/// What is clear to whoever knows the words, and too rare in annotated texts to be learned from them: a country, a word
/// that a lexicon knows, or the word for a kind of things, and behind it a form that is not its English. The form names
/// something else: the country's chart, a variable, one of the kind.
const CLEAR: [Feature; 3] = [
    Feature::OpenAfterCountry,
    Feature::OpenAfterKind,
    Feature::NoneIdentifierAfterKnown,
];
/// The weight that these have before any text is read: twelve to one. The annotated texts move it.
const EXPECTED: f64 = 2.5;
/// Parts that documents are dealt into for cross-validation.
const FOLDS: usize = 5;

/// The table learned from all items. The weights of how words are used elsewhere are learned among `texts`; without
/// any they stay as they are built in.
pub fn learn(
    analyser: &Analyser,
    gold: &Gold,
    texts: Option<&[Document]>,
) -> Result<String, String> {
    let lessons = lessons(analyser, &Aligner::new(), gold);
    report(&lessons);
    let lessons: Vec<&Lesson> = lessons.iter().collect();
    let weights = weights(&lessons, &[true; COUNT]);
    let calibration = calibrate(gold, &lessons, Model::ALL)?;
    let usage = match texts {
        Some(texts) => usage::learn(weights.clone(), texts, gold, |_| true)?.weights,
        None => *Decider::default().weights(),
    };
    let mut out = format!(
        "# Weights of the features in feature/, learned from {} annotated parentheses by `cargo xtask train weights`.\n",
        gold.items.len()
    );
    for (name, weight) in NAMES.iter().zip(weights.0) {
        let _ = writeln!(out, "{name}\t{weight:.3}");
    }
    out.push_str("# What is added by how words are used elsewhere, see corpus/value.rs.\n");
    for (name, weight) in corpus::NAMES.iter().zip(usage) {
        let _ = writeln!(out, "{name}\t{weight:.3}");
    }
    out.push_str("# What corrects the confidences, see calibration.rs.\n");
    for (name, number) in [
        (Calibration::TEMPERATURE, calibration.temperature),
        (Calibration::OFFSET, calibration.offset),
    ] {
        let _ = writeln!(out, "{name}\t{number:.3}");
    }
    Ok(out)
}

/// What a measured model may use.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// The features.
    pub features: &'a [bool; COUNT],
    /// A source of knowledge that is left out.
    pub without: Option<Knowledge>,
}

impl Model<'_> {
    /// All there is.
    pub const ALL: Self = Model {
        features: &[true; COUNT],
        without: None,
    };

    fn aligner(&self) -> Aligner {
        let aligner = Aligner::new();
        match self.without {
            Some(source) => aligner.without(source),
            None => aligner,
        }
    }

    /// Scores weights on items.
    fn scores(
        &self,
        gold: &Gold,
        weights: Weights,
        calibration: Calibration,
    ) -> Result<Scores, String> {
        let aligner = self.aligner().with_weights(weights);
        // What the items show of each other is measured by itself, see usage.rs.
        let alone = Decider::default().with_weights([0.0; corpus::COUNT]);
        let extractor = Extractor::new(None)
            .map_err(|e| e.to_string())?
            .with_aligner(aligner, alone.with_calibration(calibration));
        let (document, offsets) = gold.document();
        let found = extractor.extract(&document);
        Ok(Scores::new(gold, &document, &offsets, &found))
    }
}

/// The parts that a gold set is dealt into, and what there is to learn for each from the other
/// parts and from further gold sets.
pub struct Folds {
    parts: Vec<Gold>,
    /// The items, and what they give to learn from, with the part that must not learn it.
    items: Gold,
    lessons: Vec<Lesson>,
    own: Vec<Option<usize>>,
    without: Option<Knowledge>,
}

impl Folds {
    /// Deals the items of `measured` out by document. `without` is a source of knowledge that is
    /// left out.
    pub fn new(
        analyser: &Analyser,
        measured: &Gold,
        others: &Gold,
        without: Option<Knowledge>,
    ) -> Self {
        let fold_of = deal(measured);
        let mut parts = vec![Gold::default(); FOLDS];
        for item in &measured.items {
            parts[fold_of[item.doc.as_str()]].items.push(item.clone());
        }
        let items = Gold {
            items: [&measured.items[..], &others.items[..]].concat(),
        };
        let own = |doc: &str| fold_of.get(doc).copied();
        Self {
            own: items.items.iter().map(|item| own(&item.doc)).collect(),
            lessons: lessons(
                analyser,
                &Model {
                    without,
                    ..Model::ALL
                }
                .aligner(),
                &items,
            ),
            items,
            parts,
            without,
        }
    }

    /// The scores of all parts, each judged by weights that were learned without it, from the
    /// `features` that are said; their confidences `calibrated` likewise, or as the weights give them.
    pub fn scores(&self, features: &[bool; COUNT], calibrated: bool) -> Result<Scores, String> {
        let model = Model {
            features,
            without: self.without,
        };
        let parts: Vec<Result<Scores, String>> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..FOLDS)
                .map(|fold| scope.spawn(move || self.part(fold, model, calibrated)))
                .collect();
            running
                .into_iter()
                .map(|part| part.join().expect("a fold does not panic"))
                .collect()
        });
        let mut scores = Scores::default();
        for part in parts {
            scores += part?;
        }
        Ok(scores)
    }

    /// The scores of all parts with how words are used in some texts and in all items, and without, first;
    /// all weights learned without the part.
    pub fn usage(&self, texts: &[Document]) -> Result<[Scores; 2], String> {
        let mut sum = [Scores::default(), Scores::default()];
        let items = |fold| (0..self.own.len()).filter(move |&at| self.own[at] != Some(fold));
        for (fold, part) in self.parts.iter().enumerate() {
            let lessons: Vec<&Lesson> = items(fold).map(|at| &self.lessons[at]).collect();
            let weights = weights(&lessons, &[true; COUNT]);
            let held: BTreeSet<&str> = part.items.iter().map(|item| item.doc.as_str()).collect();
            let learned = usage::learn(weights.clone(), texts, &self.items, |item| {
                !held.contains(item.doc.as_str())
            })?;
            for (sum, scores) in sum.iter_mut().zip(usage::scores(&weights, learned, part)?) {
                *sum += scores;
            }
        }
        Ok(sum)
    }

    fn part(&self, fold: usize, model: Model, calibrated: bool) -> Result<Scores, String> {
        let learning = || (0..self.own.len()).filter(|&at| self.own[at] != Some(fold));
        let lessons: Vec<&Lesson> = learning().map(|at| &self.lessons[at]).collect();
        let calibration = if calibrated {
            let items = learning().map(|at| self.items.items[at].clone()).collect();
            calibrate(&Gold { items }, &lessons, model)?
        } else {
            Calibration::default()
        };
        model.scores(
            &self.parts[fold],
            weights(&lessons, model.features),
            calibration,
        )
    }
}

/// The part that each document of a gold set is dealt to.
fn deal(gold: &Gold) -> BTreeMap<&str, usize> {
    let mut fold_of = BTreeMap::new();
    for item in &gold.items {
        let next = fold_of.len() % FOLDS;
        fold_of.entry(item.doc.as_str()).or_insert(next);
    }
    fold_of
}

/// The calibration learned from items, by cross-validation within them: how sure a model is of what
/// it was learned from says nothing.
fn calibrate(gold: &Gold, lessons: &[&Lesson], model: Model) -> Result<Calibration, String> {
    let fold_of = deal(gold);
    let mut judged: Vec<Judged> = Vec::new();
    for fold in 0..FOLDS {
        let own = |doc: &str| fold_of.get(doc) == Some(&fold);
        let items = gold.items.iter().filter(|item| own(&item.doc));
        let part = Gold {
            items: items.cloned().collect(),
        };
        let others = lessons.iter().filter(|lesson| !own(&lesson.doc));
        let weights = weights(&others.copied().collect::<Vec<_>>(), model.features);
        judged.extend(model.scores(&part, weights, Calibration::default())?.judged);
    }
    Ok(calibration::fit(&judged))
}

fn lessons(analyser: &Analyser, aligner: &Aligner, gold: &Gold) -> Vec<Lesson> {
    let mut reader = Reader::new(analyser);
    gold.items
        .iter()
        .map(|item| reader.lesson(aligner, item))
        .collect()
}

/// What is lost before the weights come in.
fn report(lessons: &[Lesson]) {
    let sum = |f: fn(&Lesson) -> usize| lessons.iter().map(f).sum::<usize>();
    let (pairs, forms, reachable) = (sum(|l| l.pairs), sum(|l| l.forms), sum(|l| l.reachable));
    eprintln!(
        "{pairs} pairs; form found {forms}; right span among the candidates of those {reachable} ({:.4})",
        reachable as f64 / forms.max(1) as f64
    );
    // What `src/notation/habit.rs` compares other places than parentheses with.
    let choices = lessons.iter().flat_map(|lesson| &lesson.choices);
    let (mut all, mut glosses) = (0_usize, 0_usize);
    for choice in choices {
        all += 1;
        glosses += usize::from(choice.right != [0]);
    }
    eprintln!(
        "{all} forms in parentheses, of which {glosses} are glosses ({:.4})",
        glosses as f64 / all.max(1) as f64
    );
}

/// The weights learned from lessons; those of features that are not `used` stay 0.
fn weights(lessons: &[&Lesson], used: &[bool; COUNT]) -> Weights {
    let mut expected = [0.0; COUNT];
    for feature in CLEAR {
        expected[feature as usize] = EXPECTED;
    }
    let choices = lessons.iter().flat_map(|l| &l.choices);
    Weights(fit(&choices, PRIOR, &expected, used))
}
