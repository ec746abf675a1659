//! Rows of a glossary of ours: every cell stays as it is, but for statuses and kinds that no glossary may have.

use std::borrow::Cow;

use super::cells::{Kind, Row};
use super::columns::Columns;
use super::doubtful::turned;
use super::passed::{Doubts, Why};
use super::role::Role;
use super::rows::{Taken, append, figure, truth};
use crate::Kind as TermKind;
use crate::exchange::cell::composed;
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
    let (mut doubts, mut notes) = (Doubts::default(), Vec::new());
    for (at, cell, kind) in row.cells() {
        let name = columns.names[at].trim();
        let cell: Cow<'_, str> = match kind {
            Kind::Truth if !matches!(columns.roles[at], Role::Term(..)) => truth(cell).into(),
            // A sheet knows `0.9` where mining wrote `0.90`.
            Kind::Number => figure(name, cell),
            Kind::Text | Kind::Truth => cell.into(),
        };
        match &*word(name) {
            "concept" => of.concept = cell.into(),
            "korean" => of.korean = cell.into(),
            "english" => of.english = cell.into(),
            "status" | "english_status" if word(&cell).parse::<Status>().is_err() => {
                let cell = composed(&cell).into_owned().into();
                let status = taken.status(at, cell, &mut doubts, &mut notes);
                let status = status.unwrap_or(Status::Proposed).as_str();
                cells.push((known(name), taken.same.share(status)));
            }
            "kind" if word(&cell).parse::<TermKind>().is_err() => {
                notes.push(taken.noted(at, &cell));
                doubts.name(Why::Kind, cell);
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
    for text in &notes {
        match cells.iter_mut().find(|(column, _)| word(column) == "note") {
            Some((_, cell)) => {
                let mut more = cell.to_string();
                append(&mut more, text);
                *cell = taken.same.share(&more);
            }
            None => cells.push((known("note"), taken.same.share(text))),
        }
    }
    for term in [&of.korean, &of.english] {
        doubts.add(turned(term));
    }
    taken.passed.count_all(&doubts, row.line);
    of.cells = cells.into();
    of.entry = taken.number(of.concept.trim());
    imported.rows.push(of);
}
