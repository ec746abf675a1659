//! The columns that people may add, and what they say in them.

use crate::check::columns::added;
use crate::glossary::{Row, Sheet};

/// Those of the columns that people may add which a glossary has: to look for one that is not there takes time in each row.
pub(super) struct Columns(Vec<&'static str>);

impl Columns {
    pub(super) fn of(sheet: &Sheet) -> Self {
        Self(added().filter(|column| sheet.has(column)).collect())
    }

    pub(super) fn cell<'r>(&self, row: Row<'r>, column: &str) -> Option<&'r str> {
        if self.0.contains(&column) {
            row.cell(column)
        } else {
            None
        }
    }
}

pub(super) fn is_deprecated(cell: &str) -> bool {
    cell.trim().eq_ignore_ascii_case("deprecated")
}
