//! `yongeo extract`

use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};

use yongeo::corpus::Usage;
use yongeo::report::{csv, json_lines, records, text};
use yongeo::{Choice, Error, Extractor, Finding};

use super::definitions::{Extract, Format};
use super::inputs::{self, Telling};
use super::ordered::Wanted;
use super::{Status, Stop, messages, output};

/// Prints the pairs of all documents, document by document in the order of their paths.
pub fn run(arguments: &Extract) -> Result<Status, Stop> {
    let layout = text::Layout {
        grouped: output::is_terminal(),
        coloured: output::is_coloured(),
    };

    let mut out = output::open();
    if arguments.format == Format::Csv {
        out.write_all(csv::HEADER.as_bytes())?;
    }
    let (paths, refused) = paths(arguments);
    let mut extractor = inputs::extractor(&arguments.reading.analysis)?
        .with_reversed(arguments.reversed)
        .with_notations(!arguments.places.only_parentheses);
    let mut telling = if output::is_terminal() {
        Telling::Messages
    } else {
        Telling::Progress
    };
    if arguments.corpus_evidence {
        let usage = usage(&paths, arguments, &extractor, telling)?;
        extractor = extractor.with_usage(usage);
        telling = Telling::Nothing;
    }
    let read = inputs::read(
        &paths,
        &arguments.reading,
        telling,
        |document, give| {
            let mut records = records(document, extractor.occurrences(document));
            let mut printed = Pieces::new(give);
            // The one error of `Pieces` is that nobody wants more.
            let _ = match arguments.format {
                Format::Text => text::write(&mut printed, records, layout),
                Format::Jsonl => {
                    records.try_for_each(|record| json_lines::write(&mut printed, &record))
                }
                Format::Csv => csv::write(&mut printed, records),
            }
            .and_then(|()| printed.flush());
        },
        |piece: Vec<u8>| Ok(out.write_all(&piece)?),
    )?;
    Ok(if refused { Status::Failed } else { read.status })
}

/// The documents, without standard input where documents are to be read twice; whether it was asked for.
fn paths(arguments: &Extract) -> (Vec<PathBuf>, bool) {
    let twice = |path: &&PathBuf| !arguments.corpus_evidence || *path != Path::new("-");
    let paths: Vec<PathBuf> = arguments.paths.iter().filter(twice).cloned().collect();
    let refused = paths.len() < arguments.paths.len();
    if refused {
        let error = Error::new("--corpus-evidence reads documents twice").in_file("-");
        messages::error(&error.hint("save standard input as a file"));
    }
    (paths, refused)
}

/// How words are used in all documents.
fn usage(
    paths: &[PathBuf],
    arguments: &Extract,
    extractor: &Extractor,
    telling: Telling,
) -> Result<Usage, Stop> {
    let mut choices: Vec<Choice> = Vec::new();
    inputs::read(
        paths,
        &arguments.reading,
        telling,
        |document, give| {
            let findings = extractor.findings(document);
            give(
                findings
                    .filter_map(Finding::into_choice)
                    .collect::<Vec<_>>(),
            );
        },
        |mut some| {
            choices.append(&mut some);
            Ok(())
        },
    )?;
    Ok(Usage::of(&choices, extractor.decider()))
}

/// Hands on what is written in pieces, so that no document's output is held as a whole: where a text
/// is made of nothing but glosses, it is several times as long as the text.
struct Pieces<'g> {
    piece: Vec<u8>,
    give: &'g mut dyn FnMut(Vec<u8>) -> Wanted,
}

impl<'g> Pieces<'g> {
    /// Bytes of a piece.
    const SIZE: usize = 64 << 10;

    fn new(give: &'g mut dyn FnMut(Vec<u8>) -> Wanted) -> Self {
        let piece = Vec::new();
        Self { piece, give }
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= Self::SIZE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        match (self.give)(mem::take(&mut self.piece)) {
            Wanted::More => Ok(()),
            Wanted::NoMore => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}
