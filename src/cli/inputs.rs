//! The documents of a command line: found, read and worked on, in order.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use yongeo::source::{self, Input, Reader, Walk};
use yongeo::{Document, Error, Extractor, Occurrence};

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
    Note(String),
    Made(T),
    Failed(Error),
}

/// Extracts from all documents below the paths. `work` is called with each document and its pairs,
/// by many threads at a time, and gives what it makes of them in as many pieces as it likes; `take`
/// gets the pieces in the order of the documents.
///
/// What can't be read is said, and is a failure if it was asked for by name. `reversed`: reversed glosses as well. `quiet`: results scroll
/// by on a terminal, so there is no progress bar.
pub fn extract<T: Send>(
    paths: &[PathBuf],
    reading: &Reading,
    reversed: bool,
    quiet: bool,
    work: impl Fn(&Document, &mut dyn Iterator<Item = Occurrence>, &mut dyn FnMut(T) -> Wanted) + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<Status, Stop> {
    let extractor = extractor(&reading.analysis)?.with_reversed(reversed);
    let reader = Reader::new(reading.encoding);
    let walk = Walk {
        no_ignore: reading.no_ignore,
        hidden: reading.hidden,
    };
    let found = walk.files(paths);
    let mut status = Status::Done;
    for error in &found.errors {
        messages::error(error);
        status = Status::Failed;
    }
    for note in &found.notes {
        messages::note(note);
    }

    let inputs: Vec<(Input, u64)> = found.inputs.into_iter().map(sized).collect();
    let progress = Progress::new(inputs.iter().map(|(_, size)| size).sum(), quiet);
    let one = |(input, _): &(Input, u64), give: &mut dyn FnMut(Piece<T>) -> Wanted| match reader
        .read(input)
    {
        Ok(source::Reading::Document { document, notes }) => {
            for note in notes {
                give(Piece::Note(note));
            }
            work(
                &document,
                &mut extractor.occurrences(&document),
                &mut |made| give(Piece::Made(made)),
            );
        }
        Ok(source::Reading::Skipped { note }) => {
            if let Some(note) = note {
                give(Piece::Note(note));
            }
        }
        Err(error) => {
            give(Piece::Failed(error));
        }
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
                Taken::Piece(Piece::Note(note)) => progress.suspend(|| messages::note(&note)),
                Taken::Piece(Piece::Failed(error)) => {
                    progress.suspend(|| messages::error(&error));
                    status = Status::Failed;
                }
                Taken::End((_, size)) => progress.advance(*size),
            }
            ControlFlow::Continue(())
        },
        || progress.tick(),
    );
    match taken {
        ControlFlow::Continue(()) => Ok(status),
        ControlFlow::Break(stop) => Err(stop),
    }
}

/// An input with its size in bytes; nothing is known of standard input's, nor of a pipe's.
fn sized(input: Input) -> (Input, u64) {
    let file = input.file.as_ref().and_then(|path| fs::metadata(path).ok());
    let size = file.map_or(0, |metadata| metadata.len());
    (input, size)
}
