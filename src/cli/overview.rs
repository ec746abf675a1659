//! `yongeo status`

use std::io::{BufWriter, Write};

use yongeo::glossary::Glossary;
use yongeo::report::overview;

use super::definitions::{Overview, OverviewFormat};
use super::which_glossary::which_glossary;
use super::{Status, Stop, output};

/// Prints how the glossary stands.
pub fn run(arguments: &Overview) -> Result<Status, Stop> {
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    let glossary = Glossary::read(&path)?;
    let (standing, committed) = (glossary.overview(), glossary.committed());
    let name = path.display().to_string();
    let mut out = BufWriter::new(output::open());
    match arguments.format {
        OverviewFormat::Text => overview::write_text(
            &mut out,
            &name,
            &standing,
            committed.as_ref(),
            arguments.examples,
            output::is_coloured(),
        )?,
        OverviewFormat::Json => {
            overview::write_json(&mut out, &name, &standing, committed.as_ref())?;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}
