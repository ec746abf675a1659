//! The tables of a document, of which some list terms.

use super::cells::Cells;
use super::columns::Columns;
use super::rows::take;
use crate::exchange::imported::Imported;
use crate::exchange::reading::Reading;
use crate::{Error, Result};

/// All tables whose first row names a Korean and an English column, as pairs; which ones are passed over is noted.
///
/// # Errors
///
/// There is no such table.
pub(super) fn take_all(tables: &[Cells], reading: &Reading) -> Result<Imported> {
    let mut imported = Imported::default();
    let (mut taken, mut others) = (0, Vec::new());
    for cells in tables {
        let columns =
            Columns::known(cells, reading).map(|_| Columns::of(cells, reading, false, "line"));
        if let Some(Ok(columns)) = columns {
            take(&mut imported, cells, &columns, "line");
            taken += 1;
        } else {
            others.push(cells.row(0).line);
        }
    }
    if taken == 0 {
        return Err(Error::new("has no table with a Korean and an English column").hint(
            "the first row of such a table names the languages; --map korean=NAME --map english=NAME says what it calls them",
        ));
    }
    if !others.is_empty() {
        let lines: Vec<String> = others.iter().map(ToString::to_string).collect();
        let (tables, were, s) = if others.len() == 1 {
            ("table", "was", "")
        } else {
            ("tables", "were", "s")
        };
        imported.notes.push(format!(
            "{} {tables} without a Korean and an English column {were} passed over: line{s} {}",
            others.len(),
            lines.join(", ")
        ));
    }
    Ok(imported)
}
