//! `yongeo explain`

use std::io::Write;
use std::path::PathBuf;

use yongeo::report::explanation;
use yongeo::source::{Reader, Reading, Walk};
use yongeo::{Document, Extractor};

use super::definitions::{Explain, ExplainFormat};
use super::{Status, Stop, messages, output};

/// Prints what decides on every parenthesis of the sentences.
pub fn run(arguments: &Explain) -> Result<Status, Stop> {
    let extractor = Extractor::new(arguments.dictionary.as_deref())?;
    let coloured = output::is_coloured();
    let mut out = output::open();
    let mut first = true;
    for argument in &arguments.sentences {
        for sentence in sentences(argument)? {
            let explanations = extractor.explain(&Document::plain("-", sentence.clone()));
            match arguments.format {
                ExplainFormat::Text => {
                    if !first {
                        writeln!(out)?;
                    }
                    explanation::write_text(&mut out, &sentence, &explanations, coloured)?;
                }
                ExplainFormat::Jsonl => {
                    for one in &explanations {
                        explanation::write_json(&mut out, &sentence, one)?;
                    }
                }
            }
            first = false;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}

/// A sentence as it was typed; for `-` those of standard input, one a line.
fn sentences(argument: &str) -> Result<Vec<String>, Stop> {
    if argument != "-" {
        return Ok(vec![argument.to_owned()]);
    }
    let mut sentences = Vec::new();
    for input in &Walk::default().files(&[PathBuf::from(argument)]).inputs {
        match Reader::new(None).read(input)? {
            Reading::Document { document, notes } => {
                notes.iter().for_each(messages::note);
                let lines = document.text.lines().filter(|line| !line.trim().is_empty());
                sentences.extend(lines.map(str::to_owned));
            }
            Reading::Skipped { note } => note.iter().for_each(messages::note),
        }
    }
    Ok(sentences)
}
