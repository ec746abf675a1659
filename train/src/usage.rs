//! The weights of what the text itself shows ([`yongeo::corpus`]), learned on top of the other
//! weights, and what they add on annotated parentheses that stand among other texts.

use std::path::{Path, PathBuf};

use yongeo::align::Aligner;
use yongeo::align::weights::Weights;
use yongeo::corpus::{COUNT, Decider, Usage};
use yongeo::eval::{Gold, Item, Pair, Scores};
use yongeo::source::{Reader, Reading, Walk};
use yongeo::{Choice, Document, Extractor, Finding};

use crate::fit::{self, Example, fit};

/// Rounds in which usage is gathered anew by the weights learned from it.
const ROUNDS: usize = 2;

/// How much evidence it takes to move a weight from nothing.
const PRIOR: f64 = 0.5;

/// The texts below a folder.
pub fn texts(folder: &str) -> Result<Vec<Document>, String> {
    let found = Walk::default().files(&[PathBuf::from(folder)]);
    if let Some(error) = found.errors.first() {
        return Err(error.to_string());
    }
    let reader = Reader::new(None);
    let mut texts = Vec::new();
    for input in &found.inputs {
        match reader.read(input).map_err(|e| e.to_string())? {
            Reading::Document { document, .. } => texts.push(document),
            Reading::Skipped { .. } => {}
        }
    }
    Ok(texts)
}

/// What was learned: the weights, and how words are used.
pub struct Learned {
    /// The weights.
    pub weights: [f32; COUNT],
    /// How the words of the texts and of all items are used.
    pub usage: Usage,
}

/// Learns on top of `weights` from the items that `learn` says. The others are read, too, but not
/// their answers.
pub fn learn(
    weights: Weights,
    texts: &[Document],
    gold: &Gold,
    learn: impl Fn(&Item) -> bool,
) -> Result<Learned, String> {
    let extractor = extractor(weights)?;
    let choices = |document: &Document| -> Vec<Choice> {
        let findings = extractor.findings(document);
        findings.filter_map(Finding::into_choice).collect()
    };
    let (document, offsets) = gold.document();
    let own = choices(&document);
    let others: Vec<Choice> = texts.iter().flat_map(choices).collect();
    let mut decider = Decider::default().with_weights([0.0; COUNT]);
    let mut learned = [0.0; COUNT];
    for _ in 0..ROUNDS {
        let usage = Usage::of(own.iter().chain(&others), &decider);
        let mut lessons = Vec::new();
        for (item, offset) in gold.items.iter().zip(&offsets) {
            if item.optional || !learn(item) {
                continue;
            }
            let at = own.partition_point(|choice| choice.offset < *offset);
            let here = own[at..]
                .iter()
                .take_while(|choice| choice.offset == *offset);
            lessons.extend(here.filter_map(|choice| lesson(item, choice, &usage)));
        }
        learned = fit(&lessons.iter(), PRIOR, &[0.0; COUNT], &[true; COUNT]);
        decider = decider.with_weights(learned);
    }
    Ok(Learned {
        weights: learned,
        usage: Usage::of(own.iter().chain(&others), &decider),
    })
}

/// What a choice has to teach; nothing if the right candidate is not among those kept.
fn lesson(item: &Item, choice: &Choice, usage: &Usage) -> Option<fit::Choice<COUNT>> {
    let heard = usage.values(choice)?;
    let pairs = || {
        let forms = choice.forms.iter();
        forms.filter_map(|form| item.pairs.iter().find(|pair| pair.has_english(&form.text)))
    };
    let accepts = |pair: &Pair, at: usize| pair.accepts(&choice.candidates[at].text);
    let right: Vec<usize> = if pairs().next().is_none() {
        vec![0]
    } else {
        let is_right = |at: &usize| pairs().any(|pair| accepts(pair, *at));
        (0..choice.candidates.len())
            .filter(is_right)
            .map(|at| at + 1)
            .collect()
    };
    let none = Example {
        values: heard.none,
        base: choice.none,
    };
    let candidates = choice.candidates.iter().zip(heard.candidates);
    let examples = candidates.map(|(candidate, values)| Example {
        values,
        base: candidate.score,
    });
    (!right.is_empty()).then(|| fit::Choice {
        examples: [none].into_iter().chain(examples).collect(),
        right,
    })
}

/// The scores of some items that were not learned from, with the usage and without it.
pub fn scores(weights: &Weights, learned: Learned, part: &Gold) -> Result<[Scores; 2], String> {
    let (document, offsets) = part.document();
    let score = |extractor: Extractor| {
        Scores::new(part, &document, &offsets, &extractor.extract(&document))
    };
    let decider = Decider::default().with_weights(learned.weights);
    let aligner = Aligner::new().with_weights(weights.clone());
    let with = extractor(weights.clone())?
        .with_aligner(aligner, decider)
        .with_usage(learned.usage);
    let without = extractor(weights.clone())?.with_usage(Usage::default());
    Ok([score(without), score(with)])
}

fn extractor(weights: Weights) -> Result<Extractor, String> {
    let aligner = Aligner::new().with_weights(weights);
    let decider = Decider::default().with_weights([0.0; COUNT]);
    Ok(Extractor::new(None::<&Path>)
        .map_err(|e| e.to_string())?
        .with_aligner(aligner, decider))
}
