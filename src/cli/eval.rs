//! `yongeo eval`

use std::io::{BufWriter, Write};

use yongeo::eval::{Gold, Scores};

use super::definitions::Eval;
use super::{Status, Stop, inputs, messages, output};

/// Prints the scores of the extraction on gold files, and with `--errors` the items it gets wrong.
pub fn run(arguments: &Eval) -> Result<Status, Stop> {
    let mut status = Status::Done;
    let mut gold = Gold::default();
    for path in &arguments.gold {
        if let Err(error) = gold.read(path) {
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
