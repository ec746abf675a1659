//! `yongeo extract`

use std::io::{self, Write};
use std::ops::ControlFlow;

use yongeo::report::{csv, json_lines, records, text};
use yongeo::{Document, Occurrence};

use super::definitions::{Extract, Format};
use super::progress::Progress;
use super::{Status, Stop, inputs, ordered, output};

/// Prints the pairs of all documents, document by document in the order of their paths.
pub fn run(arguments: &Extract) -> Result<Status, Stop> {
    let reading = &arguments.reading;
    let extractor = inputs::extractor(&reading.analysis)?;
    let inputs = inputs::find(&arguments.paths, reading);
    let layout = text::Layout {
        grouped: output::is_terminal(),
        coloured: output::is_coloured(),
    };
    let print = |document: &Document, occurrences: &[Occurrence]| -> io::Result<Vec<u8>> {
        let mut printed = Vec::new();
        let mut records = records(document, occurrences);
        match arguments.format {
            Format::Text => text::write(&mut printed, records, layout)?,
            Format::Jsonl => {
                records.try_for_each(|record| json_lines::write(&mut printed, &record))?;
            }
            Format::Csv => csv::write(&mut printed, records)?,
        }
        Ok(printed)
    };

    let mut out = output::open();
    if arguments.format == Format::Csv {
        out.write_all(csv::HEADER.as_bytes())?;
    }
    let mut status = Status::Done;
    let mut progress = Progress::new(
        inputs.iter().map(|(_, size)| size).sum(),
        output::is_terminal(),
    );
    let done = ordered::each(
        &inputs,
        |input| {
            let document = input.read(reading).map_err(|error| (input.named, error))?;
            Ok(print(&document, &extractor.extract(&document)))
        },
        |result| match result {
            Ok(printed) => match printed.and_then(|printed| out.write_all(&printed)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => ControlFlow::Break(error),
            },
            Err((named, error)) => {
                status = status.max(inputs::refuse(named, &error));
                ControlFlow::Continue(())
            }
        },
        || (),
    );
    progress.tick();
    match done {
        ControlFlow::Continue(()) => Ok(status),
        ControlFlow::Break(error) => Err(error.into()),
    }
}
