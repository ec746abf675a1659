//! `yongeo report`

use std::path::Path;

use yongeo::Error;
use yongeo::glossary::{Glossary, atomic};
use yongeo::report::html;

use super::definitions::Report;
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// Writes the glossary as a page.
pub fn run(arguments: &Report) -> Result<Status, Stop> {
    let Some(file) = &arguments.html else {
        return Err(Error::new("which report?")
            .hint(
                "`--html FILE` writes a page for the browser and for paper; `-` is standard output",
            )
            .into());
    };
    let path = which_glossary(arguments.glossary.as_deref())?;
    let glossary = Glossary::read(&path)?;
    if is_of(file, &glossary)? {
        return Err(Error::new("is the glossary or its ledger")
            .in_file(file)
            .hint("give the report a name of its own: `--html glossary.html`")
            .into());
    }
    let mut page = Vec::new();
    html::write(&mut page, &glossary, arguments.contexts)?;
    if file == Path::new("-") {
        output::print(&page)?;
    } else {
        atomic::replace(file, &page)?;
        messages::say(format_args!("{} shows {}", file.display(), path.display()));
    }
    Ok(Status::Done)
}

/// Whether a file is what the report is made from: people's work, which a slip must not replace.
fn is_of(file: &Path, glossary: &Glossary) -> Result<bool, Error> {
    let target = atomic::follow(file)?;
    let Ok(target) = target.canonicalize() else {
        return Ok(false);
    };
    Ok([glossary.path(), glossary.ledger_path()]
        .iter()
        .any(|own| own.canonicalize().is_ok_and(|own| own == target)))
}
