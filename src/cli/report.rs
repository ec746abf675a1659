//! `yongeo report`

use std::fs::File;
use std::io::Read;
use std::path::Path;

use yongeo::Error;
use yongeo::glossary::{Glossary, atomic};
use yongeo::report::html;
use yongeo::source::is_ours;

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
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    let glossary = Glossary::read(&path)?;
    check(file)?;
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

/// Refuses names that a page cannot have, since under them it would be mined as a document, and files that are something
/// else: people's work, which a slip must not replace.
fn check(file: &Path) -> Result<(), Error> {
    if file == Path::new("-") {
        return Ok(());
    }
    let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
    if ending != "html" && ending != "htm" {
        return Err(Error::new("is not the name of a page")
            .in_file(file)
            .hint("give the report a name that ends in .html"));
    }
    let mut head = Vec::new();
    let Ok(there) = File::open(atomic::follow(file)?) else {
        return Ok(());
    };
    let read = there.take(0x2000).read_to_end(&mut head);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if read.is_ok() && !head.is_empty() && !is_ours(&name, &head) {
        return Err(Error::new("is there and is not a page of yongeo's")
            .in_file(file)
            .hint("delete it, or give the report another name"));
    }
    Ok(())
}
