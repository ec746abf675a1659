//! `yongeo eval`

use std::io::{self, BufWriter, Write};
use std::path::Path;

use yongeo::Error;
use yongeo::eval::{Gold, Scores};

use super::definitions::Eval;
use super::{Status, Stop, inputs, messages, output};

/// Prints the scores of the extraction on gold files, and with `--errors` the items it gets wrong.
pub fn run(arguments: &Eval) -> Result<Status, Stop> {
    let mut status = Status::Done;
    let mut gold = Gold::default();
    for path in &arguments.gold {
        let read = if path == Path::new("-") {
            standard_input().and_then(|text| gold.parse(&text).map_err(|error| error.in_file(path)))
        } else {
            gold.read(path)
        };
        if let Err(error) = read {
            messages::error(&error);
            status = Status::Failed;
        }
    }
    let extractor = inputs::extractor(&arguments.analysis)?;
    let (document, offsets) = gold.document();
    let scores = Scores::new(&gold, &document, &offsets, &extractor.extract(&document));
    let mut out = BufWriter::new(output::open());
    if arguments.errors {
        for miss in &scores.misses {
            writeln!(out, "{miss}")?;
        }
    }
    write!(out, "{scores}")?;
    out.flush()?;
    Ok(status)
}

fn standard_input() -> yongeo::Result<String> {
    io::read_to_string(io::stdin())
        .map_err(|error| Error::new(format!("cannot be read: {error}")).in_file("-"))
}
