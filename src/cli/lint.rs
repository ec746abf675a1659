//! `yongeo lint`

use std::io::{BufWriter, Write};

use yongeo::Level;
use yongeo::glossary::lint::{self, RULES};
use yongeo::report::{count, findings, rule};

use super::definitions::{Lint, LintFormat};
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// Prints what is to be put right in the glossary, or explains the rules.
pub fn run(arguments: &Lint) -> Result<Status, Stop> {
    if arguments.list || arguments.explain.is_some() {
        return explain(arguments.explain.as_deref());
    }
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    let linted = lint::file(&path)?;
    let name = path.display().to_string();
    let mut out = BufWriter::new(output::open());
    match arguments.format {
        LintFormat::Text => {
            findings::write_text(&mut out, &name, &linted.findings, output::is_coloured())?;
        }
        LintFormat::Jsonl => findings::write_json(&mut out, &name, &linted.findings)?,
    }
    out.flush()?;
    let of = |level: Level| {
        let findings = linted.findings.iter();
        findings.filter(|one| one.level == level).count()
    };
    let (errors, warnings, infos) = (of(Level::Error), of(Level::Warning), of(Level::Info));
    messages::say(format_args!(
        "{}: {}, {}, {infos} to look at",
        count(linted.rows, "row"),
        count(errors, "error"),
        count(warnings, "warning"),
    ));
    if let Some(error) = &linted.ledger {
        messages::error(error);
        return Ok(Status::Failed);
    }
    Ok(if errors + warnings > 0 {
        Status::Left
    } else {
        Status::Done
    })
}

/// Prints one rule, or all.
fn explain(name: Option<&str>) -> Result<Status, Stop> {
    let mut out = BufWriter::new(output::open());
    let asked = RULES
        .iter()
        .filter(|rule| name.is_none_or(|name| name == rule.name));
    for (number, one) in asked.enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        rule::write(&mut out, one.into(), output::is_coloured())?;
    }
    out.flush()?;
    Ok(Status::Done)
}
