//! `yongeo check --diff`

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use yongeo::check::Checker;
use yongeo::report::diagnostic::Counts;
use yongeo::report::{count, patch};
use yongeo::{Document, Error};

use super::across::{Left, kept};
use super::check::{mend, mend_across, new_bytes, say, status_of, unknown_rules};
use super::definitions::Check;
use super::inputs::{self, Found, Telling};
use super::{Status, Stop, messages, output};

/// What a document is now, and what it would be.
type Sides = [Vec<u8>; 2];

/// Shows what mending would change, and changes nothing. What is counted, and tells the status, is what is wrong now.
pub fn run(
    arguments: &Check,
    found: Found,
    telling: Telling,
    checker: &Checker,
) -> Result<Status, Stop> {
    let here = env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let coloured = output::is_coloured();
    let mut out = BufWriter::new(output::open());
    let (mut counts, mut differ, mut failed) = (Counts::default(), BTreeSet::new(), Status::Done);
    let mut left = Left::default();
    let read = inputs::read_found(
        found,
        &arguments.reading,
        telling,
        |document, give| {
            let found = checker.check(document);
            let unknown = unknown_rules(document, &found.unknown);
            let diagnostics = found.diagnostics.clone();
            let is_stdin = arguments.is_stdin(&document.path);
            let left = (found.renderings.clone(), kept(document, is_stdin));
            let (mended, _) = mend(checker, document, found, arguments);
            let sides = mended.map(|mended| sides(document, &mended.text, is_stdin));
            give((document.path.clone(), diagnostics, sides, unknown, left));
        },
        |(path, diagnostics, sides, unknown, (renderings, kept))| {
            left.add(renderings, kept, !diagnostics.is_empty());
            for one in &unknown {
                telling.note(one);
            }
            counts.add(&diagnostics);
            match sides {
                Some(Ok([old, new])) => {
                    let sides = [&*old, &*new];
                    patch::write(&mut out, Path::new(&path), &here, sides, coloured)?;
                    differ.insert(path);
                }
                Some(Err(error)) => {
                    messages::error(&error);
                    failed = Status::Failed;
                }
                None => {}
            }
            Ok(())
        },
    )?;
    left.held(
        checker,
        &arguments.reading,
        |document, diagnostics, faulty| {
            counts.add_more(diagnostics, faulty);
            let path = &document.path;
            // Of a document with a diff of its own the next one shows the rest.
            let mended = mend_across(document, diagnostics, arguments);
            let mended = mended.filter(|_| !differ.contains(path));
            match mended.map(|(text, _)| sides(document, &text, arguments.is_stdin(path))) {
                Some(Ok([old, new])) => {
                    let sides = [&*old, &*new];
                    patch::write(&mut out, Path::new(path), &here, sides, coloured)?;
                    differ.insert(path.clone());
                }
                Some(Err(error)) => {
                    messages::error(&error);
                    failed = Status::Failed;
                }
                None => {}
            }
            Ok(())
        },
    )?;
    out.flush()?;
    if !arguments.quiet {
        if !differ.is_empty() {
            messages::say(format_args!(
                "{} would be mended",
                count(differ.len(), "document")
            ));
        }
        say(&counts, &read);
    }
    Ok(read.status.max(failed).max(status_of(&counts)))
}

/// The two sides of a diff: the bytes of the file, so that it can be applied, and on a terminal the text that they mean.
fn sides(document: &Document, text: &str, is_stdin: bool) -> yongeo::Result<Sides> {
    let plain = || [&*document.text, text].map(|side| side.as_bytes().to_vec());
    if is_stdin {
        return Ok(plain());
    }
    let path = Path::new(&document.path);
    let old = fs::read(path)
        .map_err(|error| Error::new(format!("cannot be read: {error}")).in_file(path))?;
    let new = new_bytes(document, &old, text)?;
    Ok(if output::is_terminal() {
        plain()
    } else {
        [old, new]
    })
}
