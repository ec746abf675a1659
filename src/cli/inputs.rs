//! The documents of a command line: found, read and worked on, in order.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use yongeo::source::{self, Input, Reader, Walk};
use yongeo::{Document, Error, Extractor, Occurrence};

use super::definitions::{Analysis, Reading};
use super::progress::Progress;
use super::{Status, Stop, messages, ordered};

/// Sets the number of threads and loads the dictionary.
pub fn extractor(analysis: &Analysis) -> yongeo::Result<Extractor> {
    if let Some(jobs) = analysis.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .build_global()
            .map_err(|error| Error::new(format!("--jobs {jobs}: {error}")))?;
    }
    Extractor::new(analysis.dictionary.as_deref())
}

/// Extracts from all documents below the paths. `work` is called with each document and its pairs,
/// by many threads at a time; `take` with what it made of them, in the order of the documents.
///
/// What can't be read is said, and is a failure if it was asked for by name. `quiet`: results scroll
/// by on a terminal, so there is no progress bar.
pub fn extract<T: Send>(
    paths: &[PathBuf],
    reading: &Reading,
    quiet: bool,
    work: impl Fn(&Document, &[Occurrence]) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<Status, Stop> {
    let extractor = extractor(&reading.analysis)?;
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
    let one = |(input, size): &(Input, u64)| {
        let (made, notes) = match reader.read(input) {
            Ok(source::Reading::Document { document, notes }) => {
                let made = work(&document, &extractor.extract(&document));
                (Ok(Some(made)), notes)
            }
            Ok(source::Reading::Skipped { note }) => (Ok(None), note.into_iter().collect()),
            Err(error) => (Err(error), Vec::new()),
        };
        (made, notes, *size)
    };
    let taken = ordered::each(
        &inputs,
        |(_, size)| *size,
        one,
        |(made, notes, size)| {
            for note in &notes {
                progress.suspend(|| messages::note(note));
            }
            progress.advance(size);
            match made {
                Ok(Some(made)) => {
                    if let Err(stop) = take(made) {
                        return ControlFlow::Break(stop);
                    }
                }
                Ok(None) => {}
                Err(error) => {
                    progress.suspend(|| messages::error(&error));
                    status = Status::Failed;
                }
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
