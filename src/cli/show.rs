//! `yongeo show`

use std::io::{BufWriter, Write};

use yongeo::Error;
use yongeo::glossary::Glossary;
use yongeo::report::{Places, concordance, entry};

use super::definitions::{ExplainFormat, Show};
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// Places of a row that are shown unless all are asked for.
const PLACES: usize = 10;

/// Prints what the glossary has on each term.
pub fn run(arguments: &Show) -> Result<Status, Stop> {
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    let glossary = Glossary::read(&path)?;
    let places = Places::of(&glossary);
    let layout = entry::Layout {
        lines: concordance::Layout {
            width: output::width(),
            coloured: output::is_coloured(),
        },
        places: if arguments.all { usize::MAX } else { PLACES },
    };
    let mut status = Status::Done;
    let mut first = true;
    let mut out = BufWriter::new(output::open());
    for term in &arguments.terms {
        let hits = entry::find(&glossary, term);
        if hits.concepts.is_empty() {
            status = Status::Failed;
            messages::error(&not_found(&glossary, term).in_file(&path));
            continue;
        }
        if !hits.exact {
            messages::note(format_args!("no term is {term}; these contain it"));
        }
        for concept in &hits.concepts {
            match arguments.format {
                ExplainFormat::Text => {
                    if !first {
                        writeln!(out)?;
                    }
                    entry::write_text(&mut out, concept, &places, layout)?;
                }
                ExplainFormat::Jsonl => entry::write_json(&mut out, concept, &places)?,
            }
            first = false;
        }
    }
    out.flush()?;
    Ok(status)
}

fn not_found(glossary: &Glossary, term: &str) -> Error {
    let error = Error::new(format!("no term is {term}, nor contains it"));
    match entry::near(glossary, term).as_slice() {
        [] => error.hint("`yongeo mine --print` shows all terms"),
        near => error.hint(format!("did you mean {}?", near.join(", "))),
    }
}
