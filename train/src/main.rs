//! Learns the tables of the aligner from data. `cargo xtask train` calls it.

mod calibration;
mod figures;
mod fit;
mod gold;
mod lexicon;
mod transliteration;
mod usage;
mod weights;

use std::path::Path;
use std::process::ExitCode;

use yongeo::align::feature::COUNT;
use yongeo::eval::Gold;
use yongeo::morphology::Analyser;

use crate::weights::Folds;

const USAGE: &str = "usage:
  yongeo-train transliteration [--evaluate] LIST.tsv
      foreign word, tab, Hangul a line; prints the table for src/align/transliteration.tsv
  yongeo-train lexicon learned PARALLEL.tsv CURATED.tsv
      English, Korean, kind, sources a line, and a lexicon whose words are left out; prints
      src/lexicon/learned.tsv
  yongeo-train lexicon curated LIST.tsv…
      English, Korean a line; prints src/lexicon/curated.tsv
  yongeo-train lexicon initials LEXICON.tsv…
      lexicons as they are stored; prints src/lexicon/initials.tsv
  yongeo-train lexicon acronyms LIST.tsv
      acronym, expansion, Korean | Korean a line; prints src/lexicon/acronyms.tsv
  yongeo-train lexicon names LIST.tsv
      a name, or a name, Korean a line; prints src/lexicon/names.tsv or src/lexicon/kinds.tsv
  yongeo-train weights [--texts FOLDER] GOLD.jsonl…
      prints the table for src/align/weights.tsv; the weights of how words are used elsewhere are learned
      among the texts, or kept
  yongeo-train weights --cross-validate MEASURED.jsonl [OTHERS.jsonl…]
      prints the scores on the first file in five folds by document, learning from the rest of it
      and the others
  yongeo-train weights --errors MEASURED.jsonl [OTHERS.jsonl…]
      prints what is not right in that measurement
  yongeo-train weights --ablate MEASURED.jsonl [OTHERS.jsonl…]
      prints what that measurement gives without each source of knowledge and each group of features
  yongeo-train weights --reliability MEASURED.jsonl [OTHERS.jsonl…]
      prints how often pairs are right by how sure the aligner is, without and with calibration
  yongeo-train weights --usage FOLDER MEASURED.jsonl [OTHERS.jsonl…]
      prints what that measurement gives where the items stand among the texts of a folder
  yongeo-train weights --figures FOLDER MEASURED.jsonl [OTHERS.jsonl…]
      prints all of it in Markdown, for docs/alignment.md";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &[&str]) -> Result<(), String> {
    match args {
        ["transliteration", list] => print!("{}", transliteration::learn(&text(list)?)),
        ["transliteration", "--evaluate", list] => transliteration::evaluate(&text(list)?),
        ["lexicon", "learned", rows, curated] => {
            let analyser = Analyser::new(None).map_err(|e| e.to_string())?;
            print!(
                "{}",
                lexicon::learn(&analyser, &text(rows)?, &text(curated)?)
            );
        }
        ["lexicon", "initials", lexicons @ ..] if !lexicons.is_empty() => {
            let lexicons: Result<Vec<_>, _> = lexicons.iter().map(|list| text(list)).collect();
            print!("{}", lexicon::initials(&lexicons?));
        }
        ["lexicon", "acronyms", list] => print!("{}", lexicon::acronyms(&text(list)?)),
        ["lexicon", "names", list] => print!("{}", lexicon::names(&text(list)?)),
        ["lexicon", "curated", lists @ ..] if !lists.is_empty() => {
            let lists: Result<Vec<_>, _> = lists.iter().map(|list| text(list)).collect();
            print!("{}", lexicon::curate(&lists?));
        }
        ["weights", "--errors", measured, others @ ..] => {
            for miss in folds(measured, others)?
                .scores(&[true; COUNT], false)?
                .misses
            {
                println!("{miss}");
            }
        }
        ["weights", "--cross-validate", measured, others @ ..] => {
            print!(
                "{}",
                folds(measured, others)?.scores(&[true; COUNT], false)?
            );
        }
        ["weights", "--usage", folder, measured, others @ ..] => {
            print!(
                "{}",
                figures::usage(&folds(measured, others)?, &usage::texts(folder)?)?
            );
        }
        ["weights", "--ablate", measured, others @ ..] => {
            print!(
                "{}",
                figures::ablation(&gold(&[measured])?, &gold(others)?)?
            );
        }
        ["weights", "--reliability", measured, others @ ..] => {
            print!("{}", figures::reliability(&folds(measured, others)?)?);
        }
        ["weights", "--figures", folder, measured, others @ ..] => {
            let texts = usage::texts(folder)?;
            print!(
                "{}",
                figures::all(&gold(&[measured])?, &gold(others)?, &texts)?
            );
        }
        ["weights", "--texts", folder, files @ ..] if !files.is_empty() => {
            let analyser = Analyser::new(None).map_err(|e| e.to_string())?;
            let texts = usage::texts(folder)?;
            print!(
                "{}",
                weights::learn(&analyser, &gold(files)?, Some(&texts))?
            );
        }
        ["weights", files @ ..] if !files.is_empty() => {
            let analyser = Analyser::new(None).map_err(|e| e.to_string())?;
            print!("{}", weights::learn(&analyser, &gold(files)?, None)?);
        }
        _ => return Err(USAGE.to_string()),
    }
    Ok(())
}

fn text(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

fn gold(paths: &[&str]) -> Result<Gold, String> {
    let mut gold = Gold::default();
    for path in paths {
        gold.read(Path::new(path)).map_err(|e| e.to_string())?;
    }
    Ok(gold)
}

fn folds(measured: &str, others: &[&str]) -> Result<Folds, String> {
    let analyser = Analyser::new(None).map_err(|e| e.to_string())?;
    Ok(Folds::new(
        &analyser,
        &gold(&[measured])?,
        &gold(others)?,
        None,
    ))
}
