//! Learns the tables of the aligner from data. `cargo xtask train` calls it.

mod gold;
mod transliteration;
mod weights;

use std::path::Path;
use std::process::ExitCode;

use yongeo::morphology::Analyser;

const USAGE: &str = "usage:
  yongeo-train transliteration [--evaluate] LIST.tsv
      foreign word, tab, Hangul a line; prints the table for src/align/transliteration.tsv
  yongeo-train weights GOLD.jsonl…
      prints the table for src/align/weights.tsv
  yongeo-train weights --cross-validate MEASURED.jsonl [OTHERS.jsonl…]
      prints F1 on the first file in five folds by document, learning from the rest of it and the others
  yongeo-train weights --errors MEASURED.jsonl [OTHERS.jsonl…]
      prints what is not right in that measurement";

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
        ["weights", "--errors", measured, others @ ..] => {
            let analyser = Analyser::new(None).map_err(|e| e.to_string())?;
            let measured = gold::read(Path::new(measured))?;
            weights::cross_validate(&analyser, &measured, &items(others)?, |e| println!("{e}"));
        }
        ["weights", "--cross-validate", measured, others @ ..] => {
            let analyser = Analyser::new(None).map_err(|e| e.to_string())?;
            let measured = gold::read(Path::new(measured))?;
            let tally = weights::cross_validate(&analyser, &measured, &items(others)?, |_| ());
            println!(
                "cross-validated: precision {:.4}  recall {:.4}  F1 {:.4}",
                tally.right as f64 / tally.got.max(1) as f64,
                tally.right as f64 / tally.want.max(1) as f64,
                tally.f1()
            );
        }
        ["weights", files @ ..] if !files.is_empty() => {
            let analyser = Analyser::new(None).map_err(|e| e.to_string())?;
            print!("{}", weights::learn(&analyser, &items(files)?));
        }
        _ => return Err(USAGE.to_string()),
    }
    Ok(())
}

fn text(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

fn items(paths: &[&str]) -> Result<Vec<gold::Item>, String> {
    let mut items = Vec::new();
    for path in paths {
        items.extend(gold::read(Path::new(path))?);
    }
    Ok(items)
}
