//! `yongeo forget`

use std::collections::BTreeSet;
use std::io::Write;

use yongeo::Error;
use yongeo::glossary::Glossary;
use yongeo::lexicon::Lexicon;
use yongeo::report::{count, diff};

use super::definitions::Forget;
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// Takes documents out of the glossary.
pub fn run(arguments: &Forget) -> Result<Status, Stop> {
    if arguments.paths.is_empty() && !arguments.missing {
        return Err(Error::new("which documents?")
            .hint(
                "name them, or folders of them; `--missing` forgets those that are no longer there",
            )
            .into());
    }
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    let mut glossary =
        Glossary::open_existing(&path, &mut messages::waiting)?.knowing(Lexicon::knows);
    let mut status = Status::Done;
    let mut documents: BTreeSet<String> = BTreeSet::new();
    if arguments.missing {
        documents.extend(glossary.missing().into_iter().map(str::to_owned));
    }
    for path in &arguments.paths {
        let mut found = glossary.documents_at(&glossary.document_name(path));
        if found.is_empty() {
            // As the ledger and `status` name it.
            found = glossary.documents_at(&path.to_string_lossy());
        }
        if found.is_empty() {
            messages::error(
                &Error::new("is not a document of the glossary, nor a folder of one")
                    .in_file(path)
                    .hint("the first column of the ledger names the documents"),
            );
            status = Status::Failed;
        }
        documents.extend(found);
    }
    let documents: Vec<String> = documents.into_iter().collect();
    let rows = glossary.rows().count();
    if !documents.is_empty() {
        glossary.forget(&documents);
    }
    let mut out = output::open();
    for name in &documents {
        writeln!(out, "{name}")?;
    }
    let left = glossary.rows().count();
    if arguments.dry_run {
        diff::write(&mut out, &glossary.changes(), "", output::is_coloured())?;
        out.flush()?;
        messages::say(format_args!(
            "{} would be forgotten, and {} with them; nothing was written",
            count(documents.len(), "document"),
            count(rows.saturating_sub(left), "row"),
        ));
        return Ok(status);
    }
    if !documents.is_empty() {
        glossary.save()?;
    }
    glossary.take_notes().iter().for_each(messages::note);
    messages::say(format_args!(
        "{} forgotten; {} has {}: {} gone",
        count(documents.len(), "document"),
        path.display(),
        count(left, "row"),
        rows.saturating_sub(left),
    ));
    Ok(status)
}
