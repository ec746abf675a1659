//! Rows of a glossary of ours: every cell stays as it is.

use super::cells::{Kind, Row};
use super::columns::Columns;
use super::doubtful::turned;
use super::passed::Why;
use super::role::Role;
use super::rows::{Taken, figure, truth};
use crate::exchange::imported::{Imported, ImportedRow, known};
use crate::glossary::word;

/// Takes a row in.
pub(super) fn take(
    imported: &mut Imported,
    row: Row<'_>,
    columns: &Columns,
    taken: &mut Taken<'_>,
) {
    let mut of = ImportedRow::default();
    let mut cells = Vec::new();
    for (at, cell, kind) in row.cells() {
        let name = columns.names[at].trim();
        let cell = match kind {
            Kind::Truth if !matches!(columns.roles[at], Role::Term(..)) => truth(cell).to_owned(),
            // A sheet knows `0.9` where mining wrote `0.90`.
            Kind::Number => figure(name, cell).into_owned(),
            Kind::Text | Kind::Truth => cell.to_owned(),
        };
        match &*word(name) {
            "concept" => of.concept = cell.into(),
            "korean" => of.korean = cell.into(),
            "english" => of.english = cell.into(),
            _ => cells.push((known(name), taken.same.share(&cell))),
        }
    }
    if of.korean.is_empty() || of.english.is_empty() {
        let why = if of.korean.is_empty() {
            Why::NoKorean
        } else {
            Why::NoEnglish
        };
        return taken.passed.count(why, row.line);
    }
    let doubts = [&of.korean, &of.english]
        .into_iter()
        .filter_map(|term| turned(term));
    taken
        .passed
        .count_all(&doubts.collect::<Vec<_>>(), row.line);
    of.cells = cells.into();
    of.entry = taken.number(of.concept.trim());
    imported.rows.push(of);
}
