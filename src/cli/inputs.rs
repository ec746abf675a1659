//! The documents of a command line: found, read and worked on, in order.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use yongeo::source::{self, Input, Reader, Walk};
use yongeo::{Document, Error, Extractor};

use super::definitions::{Analysis, Reading};
use super::ordered::{self, Taken, Wanted};
use super::progress::Progress;
use super::{Status, Stop, messages};

/// Sets the number of threads and loads the dictionary.
pub fn extractor(analysis: &Analysis) -> yongeo::Result<Extractor> {
    if let Some(jobs) = analysis.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.into())
            .build_global()
            .map_err(|error| Error::new(format!("--jobs {jobs}: {error}")))?;
    }
    Extractor::new(analysis.dictionary.as_deref())
}

/// What a document gives, piece by piece.
enum Piece<T> {
    /// It was read, as a document of this format.
    Read(&'static str),
    Note(String),
    Made(T),
    /// It was not read, for this reason.
    Skipped(String),
    Failed(Error),
}

/// What is said on standard error while documents are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// What can't be read, and how far it is on a terminal.
    Progress,
    /// What can't be read: results scroll by on a terminal.
    Messages,
    /// Only what was asked for by name and can't be read.
    Errors,
    /// Nothing: the same documents have been read before.
    Nothing,
}

impl Telling {
    fn notes(self) -> bool {
        matches!(self, Self::Progress | Self::Messages)
    }

    /// A note, unless none are wanted.
    pub fn note(self, note: impl Display) {
        if self.notes() {
            messages::note(note);
        }
    }

    fn error(self, error: &Error) {
        if self != Self::Nothing {
            messages::error(error);
        }
    }
}

/// What was found below the paths of a command line.
#[derive(Debug)]
pub struct Found {
    /// What is to be read.
    pub inputs: Vec<Input>,
    /// Whether all that was asked for by name is there.
    pub status: Status,
}

/// How reading went.
#[derive(Debug, Clone)]
pub struct Read {
    /// Whether all that was asked for by name was found and read.
    pub status: Status,
    /// How many files were passed over, with a note each: no text, broken, a glossary.
    pub skipped: usize,
    /// How many were asked for by name and could not be read.
    failed: usize,
    /// How many documents of each format were read.
    formats: BTreeMap<&'static str, usize>,
}

impl Read {
    /// `5 plain, 2 docx; 3 files were not read`: what was read and what was not, where that is more than texts.
    pub fn summary(&self) -> Option<String> {
        let not_read = self.skipped + self.failed;
        // Text and Markdown lie side by side everywhere.
        let is_usual = |name: &&str| matches!(*name, "plain" | "markdown");
        if not_read == 0 && self.formats.keys().all(is_usual) {
            return None;
        }
        let read = self.formats.iter();
        let mut read: Vec<(&str, usize)> = read.map(|(name, count)| (*name, *count)).collect();
        read.sort_by_key(|(name, count)| (Reverse(*count), *name));
        let read: Vec<String> = read
            .into_iter()
            .map(|(name, count)| format!("{count} {name}"))
            .collect();
        let mut parts = vec![read.join(", ")];
        match not_read {
            0 => {}
            1 => parts.push("1 file was not read".to_owned()),
            many => parts.push(format!("{many} files were not read")),
        }
        parts.retain(|part| !part.is_empty());
        Some(parts.join("; "))
    }
}

impl Reading {
    /// What reads the documents.
    fn reader(&self) -> Reader {
        let limits = self.max_unpacked.map(source::Limits::absolute);
        let limits = limits.unwrap_or_default();
        Reader::new(self.encoding)
            .with_format(self.read_as)
            .with_limits(limits)
            .with_fields(self.fields.clone())
    }
}

/// Finds the documents below the paths.
pub fn find(paths: &[PathBuf], reading: &Reading, telling: Telling) -> Found {
    let walk = Walk {
        no_ignore: reading.no_ignore,
        hidden: reading.hidden,
    };
    let found = walk.files(paths);
    for error in &found.errors {
        telling.error(error);
    }
    for note in &found.notes {
        telling.note(note);
    }
    Found {
        inputs: found.inputs,
        status: if found.errors.is_empty() {
            Status::Done
        } else {
            Status::Failed
        },
    }
}

/// Reads all documents below the paths, as [`read_found`] does.
pub fn read<T: Send>(
    paths: &[PathBuf],
    reading: &Reading,
    telling: Telling,
    work: impl Fn(&Document, &mut dyn FnMut(T) -> Wanted) + Sync,
    take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<Read, Stop> {
    let found = find(paths, reading, telling);
    read_found(found, reading, telling, work, take)
}

/// Reads documents that were found. `work` is called with each document, by many threads at a time, and
/// gives what it makes of it in as many pieces as it likes; `take` gets the pieces in the order of the
/// documents.
///
/// What can't be read is said, and is a failure if it was asked for by name.
pub fn read_found<T: Send>(
    found: Found,
    reading: &Reading,
    telling: Telling,
    work: impl Fn(&Document, &mut dyn FnMut(T) -> Wanted) + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<Read, Stop> {
    let reader = reading.reader();
    let (mut status, mut skipped, mut failed) = (found.status, 0, 0);
    let mut formats: BTreeMap<&'static str, usize> = BTreeMap::new();
    let inputs: Vec<(Input, u64)> = found.inputs.into_iter().map(sized).collect();
    let size = inputs.iter().map(|(_, size)| size).sum();
    let progress = Progress::new(size, telling != Telling::Progress);
    let document = |read: yongeo::Result<source::Reading>,
                    give: &mut dyn FnMut(Piece<T>) -> Wanted| match read {
        Ok(source::Reading::Document { document, notes }) => {
            give(Piece::Read(document.format.name));
            for note in notes {
                give(Piece::Note(note));
            }
            work(&document, &mut |made| give(Piece::Made(made)));
        }
        Ok(source::Reading::Skipped { note }) => {
            if let Some(note) = note {
                give(Piece::Skipped(note));
            }
        }
        Err(error) => {
            give(Piece::Failed(error));
        }
    };
    let one = |(input, _): &(Input, u64), give: &mut dyn FnMut(Piece<T>) -> Wanted| {
        reader.each(input, &mut |read| document(read, give));
    };
    let taken = ordered::each(
        &inputs,
        |(_, size)| *size,
        one,
        |piece| {
            match piece {
                Taken::Piece(Piece::Made(made)) => {
                    if let Err(stop) = take(made) {
                        return ControlFlow::Break(stop);
                    }
                }
                Taken::Piece(Piece::Read(format)) => *formats.entry(format).or_default() += 1,
                Taken::Piece(Piece::Note(note)) => progress.suspend(|| telling.note(&note)),
                Taken::Piece(Piece::Skipped(note)) => {
                    progress.suspend(|| telling.note(&note));
                    skipped += 1;
                }
                Taken::Piece(Piece::Failed(error)) => {
                    progress.suspend(|| telling.error(&error));
                    status = Status::Failed;
                    failed += 1;
                }
                Taken::End((_, size)) => progress.advance(*size),
            }
            ControlFlow::Continue(())
        },
        || progress.tick(),
    );
    match taken {
        ControlFlow::Continue(()) => Ok(Read {
            status,
            skipped,
            failed,
            formats,
        }),
        ControlFlow::Break(stop) => Err(stop),
    }
}

/// An input with its size in bytes; nothing is known of standard input's, nor of a pipe's.
fn sized(input: Input) -> (Input, u64) {
    let file = input.file.as_ref().and_then(|path| fs::metadata(path).ok());
    let size = file.map_or(0, |metadata| metadata.len());
    (input, size)
}
