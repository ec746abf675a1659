//! A glossary of OmegaT: source, target and comment between tabs, without a header, which would become an entry.
//!
//! The first line tells the encoding (OmegaT looks for it). OmegaT splits at every tab, knows no quotes, drops lines that begin
//! with `#`, and trims cells: a term that begins with `#` is written behind a space.

use std::io::Write;

use super::delimited::Table;
use super::export::{Export, unwritten};
use super::format::{Carries, Format};
use crate::Result;

/// Tab-separated text for the folder `glossary` of a project.
pub(super) const OMEGAT: Format = Format {
    name: "omegat",
    about: "OmegaT: tab-separated text for the folder glossary of a project",
    extension: "txt",
    carries: Carries::Only(&["note", "domain"]),
    write,
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let direction = export.options.direction.as_str();
    writeln!(
        out,
        "# Glossary, {direction}, exported by yongeo -*- coding: utf-8 -*-"
    )
    .map_err(unwritten)?;
    let mut table = Table::bare(out);
    for pair in &export.pairs {
        let source = if pair.source.starts_with('#') {
            format!(" {}", pair.source)
        } else {
            pair.source.to_string()
        };
        let comment = pair.comment();
        if comment.is_empty() {
            table.row([&*source, &*pair.target])?;
        } else {
            table.row([&*source, &*pair.target, &*comment])?;
        }
    }
    table.end()
}
