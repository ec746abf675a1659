//! `yongeo check --fix`, and the texts that `--diff` shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use yongeo::check::{Checked, Checker, Diagnostic, Fixes, mended};
use yongeo::glossary::atomic;
use yongeo::report::count;
use yongeo::source::encode_as;
use yongeo::{Document, Error, Result};

use super::definitions::{Check, Repair};
use super::{Status, messages};

/// How often a document is looked at again: a fix may make room for another.
const ROUNDS: usize = 8;

impl Repair {
    /// Which fixes are to be made.
    pub fn fixes(&self) -> Fixes {
        if self.r#unsafe {
            Fixes::All
        } else {
            Fixes::Safe
        }
    }
}

/// What mending came to, document by document.
#[derive(Default)]
pub struct Mendings {
    paths: BTreeSet<String>,
    /// Whether something that was to be mended could not be.
    pub status: Status,
}

impl Mendings {
    /// Adds what came of one document, and gives it back; why it could not be mended is said.
    pub fn add<T>(&mut self, path: &str, mended: Result<T>) -> Option<T> {
        match mended {
            Ok(mended) => {
                self.paths.insert(path.to_owned());
                Some(mended)
            }
            Err(error) => {
                messages::error(&error);
                self.status = Status::Failed;
                None
            }
        }
    }

    /// Whether a document is among those that were mended.
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Says how many documents were mended, or whatever was `done` to them.
    pub fn say(&self, done: &str) {
        if !self.paths.is_empty() {
            let documents = count(self.paths.len(), "document");
            messages::say(format_args!("{documents} {done}"));
        }
    }
}

/// Why nothing is mended in a document, if its file is one that can't be written.
pub fn unwritten(document: &Document) -> Option<Error> {
    if document.is_written() {
        return None;
    }
    let what = if document.sealed {
        "is compressed or in an archive, where nothing is mended".to_owned()
    } else {
        format!("nothing can be mended in {}", document.format.about)
    };
    Some(Error::new(what).in_file(&document.path))
}

/// Mends a document and writes it, if that is asked for and there is anything to mend: the document then, and what is wrong with it.
pub fn fix(
    checker: &Checker,
    document: &Document,
    found: &Checked,
    arguments: &Check,
) -> Option<Result<(Document, Checked)>> {
    if !arguments.repair.fix {
        return None;
    }
    let (mended, left) = mend(checker, document, found, arguments.repair.fixes())?;
    Some(write(document, &mended, arguments).map(|()| (mended, left)))
}

/// Mends in a document what documents tell together, and writes it, likewise.
pub fn fix_across(
    document: &Document,
    diagnostics: &[Diagnostic],
    arguments: &Check,
) -> Option<Result<(Document, Vec<Diagnostic>)>> {
    if !arguments.repair.fix {
        return None;
    }
    let mended = mended(&document.text, diagnostics, arguments.repair.fixes())?;
    let now = document.edited(mended.edits())?;
    let written = write(document, &now, arguments);
    Some(written.map(|()| (now, mended.left(diagnostics))))
}

/// A document as it is once everything that was found and may be mended is, if anything is, and what is wrong with it then.
pub fn mend(
    checker: &Checker,
    document: &Document,
    found: &Checked,
    fixes: Fixes,
) -> Option<(Document, Checked)> {
    let mut done: Option<(Document, Checked)> = None;
    for _ in 0..ROUNDS {
        let (document, found) = match &done {
            Some((document, found)) => (document, found),
            None => (document, found),
        };
        let mended = mended(&document.text, &found.diagnostics, fixes);
        let Some(document) = mended.and_then(|mended| document.edited(mended.edits())) else {
            break;
        };
        let found = checker.check(&document);
        done = Some((document, found));
    }
    done
}

/// Writes what a document is now in place of what it was, in the encoding that the file has.
fn write(document: &Document, now: &Document, arguments: &Check) -> Result<()> {
    if arguments.is_stdin(&document.path) {
        return Err(Error::new("is standard input, which can't be written")
            .in_file(&document.path)
            .hint("give --fix the path of a file, or say --diff and apply what it prints"));
    }
    let bytes = bytes(document)?;
    atomic::replace(
        Path::new(&document.path),
        &new_bytes(document, &bytes, now)?,
    )
}

/// The bytes of the file of a document.
pub fn bytes(document: &Document) -> Result<Vec<u8>> {
    fs::read(&document.path)
        .map_err(|error| Error::new(format!("cannot be read: {error}")).in_file(&document.path))
}

/// The bytes of the file of a document, once it is as it is now.
pub fn new_bytes(document: &Document, bytes: &[u8], now: &Document) -> Result<Vec<u8>> {
    if let Some(packed) = document.repacked(bytes, now) {
        return packed;
    }
    encode_as(bytes, document.source(), now.source()).ok_or_else(|| {
        let reason = if document.source().contains(char::REPLACEMENT_CHARACTER) {
            "can't be written, as what could not be read in it would be lost"
        } else {
            "can't be written in its encoding"
        };
        Error::new(reason)
            .in_file(&document.path)
            .hint("save it as UTF-8, and run the command again")
    })
}
