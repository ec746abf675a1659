//! `yongeo formats`

use std::io::{BufWriter, Write};

use yongeo::report::table;
use yongeo::source::Format;

use super::{Status, Stop, output};

/// Lists the kinds of files that are read.
pub fn run() -> Result<Status, Stop> {
    let rows = Format::ALL.map(|format| {
        [
            format.name.to_owned(),
            format.suffixes.join(" "),
            if format.is_written() { "yes" } else { "no" }.to_owned(),
            format.about.to_owned(),
        ]
    });
    let mut out = BufWriter::new(output::open());
    table::write(
        &mut out,
        ["format", "suffixes", "--fix", "what it is"],
        &[rows.to_vec()],
    )?;
    out.flush()?;
    Ok(Status::Done)
}
