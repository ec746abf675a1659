//! `yongeo status`

use std::io::{BufWriter, Write};

use rayon::prelude::*;
use yongeo::glossary::{Glossary, content};
use yongeo::report::overview;
use yongeo::source::{Input, Reader, Reading};

use super::definitions::{Overview, OverviewFormat};
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// Prints how the glossary stands.
pub fn run(arguments: &Overview) -> Result<Status, Stop> {
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    let glossary = Glossary::read(&path)?;
    let (standing, committed) = (glossary.overview(changed(&glossary)), glossary.committed());
    let name = path.display().to_string();
    let mut out = BufWriter::new(output::open());
    match arguments.format {
        OverviewFormat::Text => overview::write_text(
            &mut out,
            &name,
            &standing,
            committed.as_ref(),
            arguments.examples,
            output::is_coloured(),
        )?,
        OverviewFormat::Json => {
            overview::write_json(&mut out, &name, &standing, committed.as_ref())?;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}

/// The documents that have another text than when they were mined.
fn changed(glossary: &Glossary) -> Vec<String> {
    let reader = Reader::default();
    let documents: Vec<_> = glossary.contents().collect();
    let texts: Vec<_> = documents
        .into_par_iter()
        .map(|(name, file, hash)| {
            let input = Input {
                name: name.to_owned(),
                file: Some(file),
                named: true,
            };
            let changed = reader.read(&input).map(|reading| match reading {
                Reading::Document { document, .. } => content(&document.text) != hash,
                Reading::Skipped { .. } => true,
            });
            (input.name, changed)
        })
        .collect();
    let texts = texts.into_iter();
    texts
        .filter_map(|(name, changed): (String, yongeo::Result<bool>)| {
            // What can't be read any more has not the text it had.
            let changed = changed.inspect_err(messages::error).unwrap_or(true);
            changed.then_some(name)
        })
        .collect()
}
