//! `yongeo eval`

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
    let mut text = String::new();
    if arguments.errors {
        for miss in &scores.misses {
            text.push_str(&format!("{miss}\n"));
        }
    }
    text.push_str(&scores.to_string());
    output::print(text.as_bytes())?;
    Ok(status)
}
