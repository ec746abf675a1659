//! `yongeo rules`

use std::io::{BufWriter, Write};

use yongeo::check::{EXAMPLE, RULES};
use yongeo::report::rule;

use super::definitions::Rules;
use super::{Status, Stop, output};

/// Explains one rule of `check`, or all, and the glossary that the examples are about.
pub fn run(arguments: &Rules) -> Result<Status, Stop> {
    let name = arguments.name.as_deref();
    let asked: Vec<_> = RULES
        .iter()
        .filter(|rule| name.is_none_or(|name| name == rule.name))
        .collect();
    let mut out = BufWriter::new(output::open());
    for one in asked {
        rule::write(&mut out, one.into(), output::is_coloured())?;
        writeln!(out)?;
    }
    writeln!(out, "The examples are about this glossary:\n")?;
    for row in EXAMPLE.lines() {
        writeln!(out, "    {row}")?;
    }
    out.flush()?;
    Ok(Status::Done)
}
