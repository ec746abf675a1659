//! `yongeo extract`

use std::io::{self, Write};

use yongeo::report::{csv, json_lines, records, text};
use yongeo::{Document, Occurrence};

use super::definitions::{Extract, Format};
use super::{Status, Stop, inputs, output};

/// Prints the pairs of all documents, document by document in the order of their paths.
pub fn run(arguments: &Extract) -> Result<Status, Stop> {
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
    inputs::extract(
        &arguments.paths,
        &arguments.reading,
        output::is_terminal(),
        print,
        |printed| Ok(out.write_all(&printed?)?),
    )
}
