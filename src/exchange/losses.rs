//! What a format has no place for, told before a byte is written.

use std::borrow::Cow;

use super::cell::is_xml;
use super::format::{Carries, DEPRECATED, Format};
use super::workbook::shortened;
use crate::glossary::{Concept, word};
use crate::report::count;

/// What of these rows the format has no place for, in words: columns, characters, ends of long cells.
pub(super) fn losses(header: &[String], concepts: &[Concept<'_>], format: &Format) -> Vec<String> {
    let mut losses = Vec::new();
    let columns = columns(header, concepts, format);
    if !columns.is_empty() {
        losses.push(format!(
            "{} has no place for {}",
            format.name,
            columns.join(", ")
        ));
    }
    let cells = || {
        concepts
            .iter()
            .flat_map(Concept::rows)
            .flat_map(|row| row.cells())
    };
    let unprintable = match format.extension {
        "tbx" | "tmx" | "xml" => cells().filter(|cell| !cell.chars().all(is_xml)).count(),
        _ => 0,
    };
    if unprintable > 0 {
        let cells = count(unprintable, "cell");
        losses.push(format!(
            "{cells} with control characters, which XML can't hold: they are left out"
        ));
    }
    let long = match format.extension {
        "xlsx" => cells().filter(|cell| shortened(cell) != *cell).count(),
        _ => 0,
    };
    if long > 0 {
        let cells = count(long, "cell");
        losses.push(format!(
            "{cells} longer than a workbook holds (32,767 characters): cut off there"
        ));
    }
    losses
}

/// Columns that hold something which the format has no place for.
fn columns(header: &[String], concepts: &[Concept<'_>], format: &Format) -> Vec<String> {
    let carried = match format.carries {
        Carries::All => return Vec::new(),
        Carries::Named => None,
        Carries::Only(carried) => Some(carried),
    };
    let names: Vec<Cow<'_, str>> = header.iter().map(|name| word(name)).collect();
    // Of each column: whether it says something, and whether that is more than that a term is deprecated.
    let mut says = vec![(false, false); header.len()];
    for row in concepts.iter().flat_map(Concept::rows) {
        for ((says, cell), name) in says.iter_mut().zip(row.cells()).zip(&names) {
            let cell = word(cell);
            let usual = matches!(
                (&**name, &*cell),
                (_, "")
                    | ("status" | "english_status", "proposed")
                    | ("kind", "term")
                    | ("language", "en")
            );
            says.0 |= !usual;
            says.1 |= !usual && cell != DEPRECATED;
        }
    }
    let lost = |((shown, name), (says, more)): ((&String, &Cow<'_, str>), (bool, bool))| {
        let shown = if name.is_empty() {
            "a column without a name"
        } else {
            shown.trim()
        };
        let Some(carried) = carried else {
            return (says && name.is_empty()).then(|| shown.to_owned());
        };
        if matches!(&**name, "english" | "korean") || carried.contains(&&**name) {
            return None;
        }
        let is_status = matches!(&**name, "status" | "english_status");
        if is_status && carried.contains(&DEPRECATED) {
            return more.then(|| format!("{shown} (but for {DEPRECATED})"));
        }
        says.then(|| shown.to_owned())
    };
    header
        .iter()
        .zip(&names)
        .zip(says)
        .filter_map(lost)
        .collect()
}
