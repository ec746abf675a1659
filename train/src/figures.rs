//! The figures of docs/alignment.md, cross-validated, as tables in Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use yongeo::align::feature::{COUNT, GROUPS};
use yongeo::eval::{Gold, Miss, Reliability, Score, Scores, Slip};
use yongeo::lexicon::Knowledge;
use yongeo::morphology::Analyser;
use yongeo::{Document, Extractor};

use crate::weights::Folds;

/// The sources of knowledge that are left out in turn.
const SOURCES: [(&str, Knowledge); 6] = [
    ("transliteration", Knowledge::Transliteration),
    ("curated lexicon", Knowledge::Curated),
    ("learned lexicon", Knowledge::Learned),
    ("names of acronyms", Knowledge::Acronyms),
    ("initials", Knowledge::Initials),
    ("proper names, countries", Knowledge::Names),
];

/// All tables, under the headings of docs/alignment.md.
pub fn all(measured: &Gold, others: &Gold, texts: &[Document]) -> Result<String, String> {
    let folds = Folds::new(&analyser()?, measured, others, None);
    let scores = folds.scores(&[true; COUNT], false)?;
    Ok(format!(
        "### Scores\n\n{}\n### Reliability\n\n{}\n### Mistakes\n\n{}\n### Ablation\n\n{}\n\
         ### Among other texts\n\n{}",
        overview(measured, &scores)?,
        reliability(&folds)?,
        mistakes(&scores.misses),
        ablation(measured, others)?,
        usage(&folds, texts)?
    ))
}

/// What is gained by how words are used in some texts, by domain.
pub fn usage(folds: &Folds, texts: &[Document]) -> Result<String, String> {
    let mut out = String::from(
        "| | F1 alone | F1 among the texts | left edge alone | among the texts | rejected alone | among the texts |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
    );
    let [alone, among] = folds.usage(texts)?;
    for (name, a) in &alone.groups {
        let b = &among.groups[name];
        let _ = writeln!(
            out,
            "| {name} | {:.4} | {:.4} | {:.4} | {:.4} | {:.4} | {:.4} |",
            a.f1(),
            b.f1(),
            a.left_edge(),
            b.left_edge(),
            a.rejection(),
            b.rejection()
        );
    }
    Ok(out)
}

/// The scores by domain, and of the built-in weights, which have seen the items.
fn overview(measured: &Gold, scores: &Scores) -> Result<String, String> {
    let mut out = String::from(
        "| | items | pairs | precision | recall | F1 | left edge | rejected | kind |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    let extractor = Extractor::new(None).map_err(|e| e.to_string())?;
    let (document, offsets) = measured.document();
    let plain = Scores::new(measured, &document, &offsets, &extractor.extract(&document));
    let rows = scores
        .groups
        .iter()
        .map(|(group, score)| (group.clone(), score))
        .chain([("all, built-in weights".to_owned(), &plain.groups["all"])]);
    for (name, s) in rows {
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {:.4} | {:.4} | {:.4} | {:.4} | {:.4} | {:.4} |",
            s.items,
            s.wanted,
            s.precision(),
            s.recall(),
            s.f1(),
            s.left_edge(),
            s.rejection(),
            s.kind()
        );
    }
    Ok(out)
}

/// How often pairs are right by how sure the aligner is, as the weights have it and calibrated.
pub fn reliability(folds: &Folds) -> Result<String, String> {
    let table = |calibrated: bool| -> Result<Reliability, String> {
        Ok(Reliability::new(
            &folds.scores(&[true; COUNT], calibrated)?.judged,
        ))
    };
    Ok(format!(
        "Calibrated:\n\n{}\nAs the weights alone have it:\n\n{}",
        table(true)?,
        table(false)?
    ))
}

/// The mistakes by kind and by kind of pair.
fn mistakes(misses: &[Miss]) -> String {
    const KINDS: [&str; 3] = ["term", "abbr", "foreign"];
    let mut counts: BTreeMap<(Slip, &str), usize> = BTreeMap::new();
    for (slip, kind) in misses.iter().flat_map(Miss::slips) {
        *counts.entry((slip, kind)).or_default() += 1;
    }
    let mut out =
        String::from("| | term | abbreviation | foreign | all |\n|---|---:|---:|---:|---:|\n");
    for slip in Slip::ALL {
        let of = KINDS.map(|kind| counts.get(&(slip, kind)).copied().unwrap_or(0));
        let [term, abbr, foreign] = of;
        let all = term + abbr + foreign;
        let _ = writeln!(out, "| {slip} | {term} | {abbr} | {foreign} | {all} |");
    }
    out
}

/// What is lost without each source of knowledge and each group of features.
pub fn ablation(measured: &Gold, others: &Gold) -> Result<String, String> {
    let analyser = analyser()?;
    let folds = Folds::new(&analyser, measured, others, None);
    let all = folds.scores(&[true; COUNT], false)?.groups["all"];
    let mut out = String::from(
        "| without | F1 | change | left edge | rejected |\n|---|---:|---:|---:|---:|\n",
    );
    let mut row = |name: &str, score: Score| {
        let _ = writeln!(
            out,
            "| {name} | {:.4} | {:+.4} | {:.4} | {:.4} |",
            score.f1(),
            score.f1() - all.f1(),
            score.left_edge(),
            score.rejection()
        );
    };
    row("(nothing)", all);
    for (name, source) in SOURCES {
        let without = Folds::new(&analyser, measured, others, Some(source));
        row(name, without.scores(&[true; COUNT], false)?.groups["all"]);
    }
    for (group, features) in GROUPS {
        let mut used = [true; COUNT];
        for feature in *features {
            used[*feature as usize] = false;
        }
        let score = folds.scores(&used, false)?.groups["all"];
        row(&format!("features: {group}"), score);
    }
    Ok(out)
}

fn analyser() -> Result<Analyser, String> {
    Analyser::new(None).map_err(|e| e.to_string())
}
