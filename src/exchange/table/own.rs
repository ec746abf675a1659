//! Rows of a glossary of ours: every cell stays as it is, but for statuses and kinds that no glossary may have.

use super::cells::{Kind, Row};
use super::columns::Columns;
use super::doubtful::turned;
use super::passed::Why;
use super::role::Role;
use super::rows::{Said, Taken, figure, truth};
use crate::Kind as TermKind;
use crate::exchange::imported::{Imported, ImportedRow, known};
use crate::glossary::{Status, word};

/// Takes a row in.
pub(super) fn take(
    imported: &mut Imported,
    row: Row<'_>,
    columns: &Columns,
    taken: &mut Taken<'_>,
) {
    let mut of = ImportedRow::default();
    let mut cells = Vec::new();
    let mut noted = Said::default();
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
            "status" | "english_status" if word(&cell).parse::<Status>().is_err() => {
                if let Some(status) = taken.status(&mut noted, at, &cell, row.line) {
                    cells.push((known(name), taken.same.share(status.as_str())));
                }
            }
            "kind" if !cell.trim().is_empty() && word(&cell).parse::<TermKind>().is_err() => {
                taken.note(Why::Kind, &mut noted, at, &cell, row.line);
            }
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
    for (_, text) in noted.0 {
        let note = cells.iter_mut().find(|(column, _)| word(column) == "note");
        match note {
            Some((_, cell)) if !cell.trim().is_empty() => {
                *cell = taken.same.share(&format!("{cell}; {text}"));
            }
            Some((_, cell)) => *cell = taken.same.share(&text),
            None => cells.push((known("note"), taken.same.share(&text))),
        }
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
