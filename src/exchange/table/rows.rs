//! The rows of a table as pairs of a glossary.

use std::borrow::Cow;

use super::cells::{Cells, Kind as Held, Row};
use super::columns::{Columns, Layout};
use super::decided::{Decided, statuses};
use super::passed::{Doubts, Passed, Why};
use super::role::Role;
use super::sides::{is_number, says_something};
use super::term_cells::{again_of, is_same, take_cell};
use super::{memoq, own};
use crate::Kind;
use crate::exchange::cell::composed;
use crate::exchange::figure::written;
use crate::exchange::imported::{Imported, ImportedRow, Same, known};
use crate::exchange::status::{is_proposed, status};
use crate::glossary::has_hangul;
use crate::glossary::{Status, is_no, is_yes};

/// A table as pairs, behind those of others. `place` is what a line is called in notes.
pub(super) fn take(imported: &mut Imported, cells: &Cells, columns: &Columns, place: &str) {
    let mut taken = Taken {
        columns,
        entry: imported.rows.last().map_or(0, |row| row.entry + 1),
        passed: Passed::default(),
        same: Same::default(),
        seen: vec![false; columns.roles.len()],
        beyond: false,
        entries: std::collections::HashMap::new(),
    };
    if columns.names.is_empty() && columns.begin > 0 {
        let header: Vec<&str> = cells
            .row(0)
            .cells()
            .map(|(_, name, _)| name.trim())
            .collect();
        imported.notes.push(format!(
            "the first {place} was taken for a header: {}",
            header.join(", ")
        ));
    }
    for at in columns.begin..cells.len() {
        let row = cells.row(at);
        if row.width() > columns.roles.len() && !columns.names.is_empty() {
            taken.passed.count(Why::TooLong, row.line);
            continue;
        }
        match columns.layout {
            Layout::Own => own::take(imported, row, columns, &mut taken),
            Layout::Terms => memoq::take(imported, row, columns, &mut taken),
            Layout::Rows => taken.row(imported, row),
        }
    }
    imported.is_flat = columns.layout == Layout::Rows
        && !columns
            .roles
            .iter()
            .any(|role| matches!(role, Role::Concept | Role::Entry));
    if columns.layout == Layout::Own {
        imported.columns.clone_from(&columns.names);
    }
    imported.notes.extend(taken.passed.notes(place));
    imported.notes.extend(taken.columns_passed());
}

/// What has been taken of a table.
pub(super) struct Taken<'c> {
    columns: &'c Columns,
    /// Number of the next concept.
    pub(super) entry: usize,
    pub(super) passed: Passed,
    /// Cells that many rows have.
    pub(super) same: Same,
    /// Columns that held something.
    seen: Vec<bool>,
    /// Whether there was something right of all columns of a table without a header.
    beyond: bool,
    /// Concepts by the numbers that a tool gave them.
    entries: std::collections::HashMap<String, usize>,
}

/// Cells of a row, by columns of a glossary.
#[derive(Debug, Default)]
pub(super) struct Said(pub(super) Vec<(Cow<'static, str>, String)>);

impl Said {
    /// Puts a text behind what the column holds, unless it says the same.
    pub(super) fn add(&mut self, column: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(known, _)| known == column) {
            Some((_, cell)) => append(cell, text),
            None => self.0.push((known(column), text.to_owned())),
        }
    }
}

/// Puts a text behind what a cell holds, unless that says the same.
pub(super) fn append(cell: &mut String, text: &str) {
    if !cell.split("; ").any(|part| part == text) {
        cell.push_str("; ");
        cell.push_str(text);
    }
}

impl Taken<'_> {
    /// A row whose columns are told apart by their headers.
    fn row(&mut self, imported: &mut Imported, row: Row<'_>) {
        let columns = self.columns;
        let mut terms: [Vec<Cow<'_, str>>; 2] = Default::default();
        let mut abbreviation = None;
        let mut again = "";
        let mut doubts = Doubts::default();
        let (mut said, mut notes) = (Said::default(), Vec::new());
        let (mut decided, mut forbidden) = ([Decided::default(); 2], None);
        let (mut concept, mut entry) = ("", "");
        for (at, cell, held) in row.cells() {
            let Some(role) = columns.roles.get(at) else {
                self.beyond = true;
                continue;
            };
            self.seen[at] = true;
            match role {
                Role::Term(side, bars) => {
                    let short =
                        take_cell(&mut terms[*side as usize], cell, *side, *bars, &mut doubts);
                    abbreviation = abbreviation.or(short);
                }
                Role::Source | Role::Target if is_number(cell) || !says_something(cell) => {}
                Role::Source | Role::Target => again = cell,
                Role::Column(name) => {
                    let cell = composed(cell);
                    match (&**name, held) {
                        ("kind", _) if cell.to_lowercase().parse::<Kind>().is_err() => {
                            notes.push(self.noted(at, &cell));
                            doubts.name(Why::Kind, cell);
                        }
                        ("language", _) if !is_code(&cell) => {
                            notes.push(self.noted(at, &cell));
                            doubts.name(Why::Language, cell);
                        }
                        (_, Held::Truth) => said.add(name, truth(&cell)),
                        (_, Held::Number) => said.add(name, &figure(name, &cell)),
                        _ => said.add(name, &cell),
                    }
                }
                Role::Status(side) => {
                    let decided = &mut decided[*side as usize];
                    match self.status(at, composed(cell), &mut doubts, &mut notes) {
                        Some(status) => decided.status = Some(status),
                        None => decided.is_unknown = true,
                    }
                }
                Role::Forbidden(side) if is_yes(cell) => forbidden = Some(*side),
                Role::Preferred(side) if is_yes(cell) => {
                    decided[*side as usize].is_preferred = true;
                }
                Role::Case if is_yes(cell) => said.add("case", "yes"),
                Role::Translatable if is_no(cell) => said.add("translatable", "no"),
                Role::Concept => concept = cell.trim(),
                Role::Entry => entry = cell.trim(),
                Role::Forbidden(_)
                | Role::Preferred(_)
                | Role::Case
                | Role::Translatable
                | Role::TermInfo
                | Role::Foreign
                | Role::Bookkeeping
                | Role::Unknown => {}
            }
        }
        let source = again_of(&mut terms, again);
        if !self.has_both(&mut terms, row.line) {
            return;
        }
        self.passed.count_all(&doubts, row.line);
        if let Some(side) = forbidden {
            decided[side.or(source).unwrap_or(columns.source) as usize].is_forbidden = true;
        }
        for note in &notes {
            said.add("note", note);
        }
        let number = self.number(entry);
        let [korean, english] = &terms;
        let cells = said.0.into_iter();
        let cells = cells.map(|(column, cell)| (column, self.same.share(&cell)));
        let cells: Vec<_> = cells.collect();
        for (korean_at, korean) in korean.iter().enumerate() {
            for (english_at, english) in english.iter().enumerate() {
                let mut cells = cells.clone();
                let is_short = abbreviation.as_ref() == Some(english);
                if is_short && !cells.iter().any(|(column, _)| column == "kind") {
                    let kind = self.same.share(Kind::Abbreviation.as_str());
                    cells.push((known("kind"), kind));
                }
                for (column, status) in statuses(decided, [korean_at, english_at]) {
                    cells.push((known(column), self.same.share(status.as_str())));
                }
                imported.rows.push(ImportedRow {
                    concept: concept.into(),
                    entry: number,
                    korean: (**korean).into(),
                    english: (**english).into(),
                    cells: cells.into(),
                });
            }
        }
    }

    /// The status that a cell means. One that is not known goes into the note, and one of somebody else's that decides nothing is named.
    pub(super) fn status<'r>(
        &self,
        column: usize,
        cell: Cow<'r, str>,
        doubts: &mut Doubts<'r>,
        notes: &mut Vec<String>,
    ) -> Option<Status> {
        let status = status(&cell);
        match status {
            None => {
                notes.push(self.noted(column, &cell));
                doubts.name(Why::Status, cell);
            }
            Some(Status::Proposed) if !is_proposed(&cell) => doubts.name(Why::Undecided, cell),
            Some(_) => {}
        }
        status
    }

    /// What a glossary has no word for, as it stands in the note.
    pub(super) fn noted(&self, column: usize, cell: &str) -> String {
        match self.columns.names.get(column).map(|name| name.trim()) {
            None | Some("") => cell.to_owned(),
            Some(name) => format!("{name}: {cell}"),
        }
    }

    /// Whether there are terms of both sides that say something; turned where they must be.
    fn has_both(&mut self, terms: &mut [Vec<Cow<'_, str>>; 2], line: usize) -> bool {
        let [korean, english] = terms;
        let why = if korean.is_empty() {
            Some(Why::NoKorean)
        } else if english.is_empty() {
            Some(Why::NoEnglish)
        } else if let ([korean], [english]) = (&**korean, &**english)
            && is_same(korean, english)
        {
            Some(Why::Same)
        } else {
            None
        };
        if let Some(why) = why {
            self.passed.count(why, line);
            return false;
        }
        let hangul = |terms: &[Cow<'_, str>]| terms.iter().any(|term| has_hangul(term));
        if self.columns.by_content && !hangul(korean) && hangul(english) {
            std::mem::swap(korean, english);
            self.passed.count(Why::Turned, line);
        }
        true
    }

    /// The number of a concept: a new one, unless a tool gave it a number that was there before.
    pub(super) fn number(&mut self, entry: &str) -> usize {
        let next = self.entry;
        let number = if entry.is_empty() {
            next
        } else if let Some(&known) = self.entries.get(entry) {
            known
        } else {
            self.entries.insert(entry.to_owned(), next);
            next
        };
        self.entry = next.max(number + 1);
        number
    }

    /// The columns that hold something and were passed over.
    fn columns_passed(&self) -> Vec<String> {
        let named = |wanted: Role| {
            let columns = self.columns.roles.iter().zip(&self.seen).enumerate();
            let columns = columns.filter(|(_, (role, seen))| **role == wanted && **seen);
            let name = |(at, _)| match self.columns.names.get::<usize>(at) {
                Some(name) => name.trim().to_owned(),
                None => (at + 1).to_string(),
            };
            columns.map(name).collect::<Vec<String>>().join(", ")
        };
        let mut notes = Vec::new();
        let foreign = named(Role::Foreign);
        if !foreign.is_empty() {
            notes.push(format!("other languages were passed over: {foreign}"));
        }
        let passed = named(Role::Bookkeeping);
        if !passed.is_empty() {
            notes.push(format!(
                "columns that only the tool needs were passed over: {passed}"
            ));
        }
        if self.beyond {
            let last = self.columns.roles.len();
            notes.push(format!(
                "columns behind the first {last} were passed over: there is no header that says what they hold"
            ));
        }
        notes
    }
}

/// A truth value of a sheet, as a glossary says it.
pub(super) fn truth(cell: &str) -> &'static str {
    if cell == "TRUE" { "yes" } else { "no" }
}

/// A number of a sheet, as mining writes it where it is one of its figures.
pub(super) fn figure<'c>(column: &str, cell: &'c str) -> Cow<'c, str> {
    let number = cell.parse().ok();
    let figure = number.and_then(|number| written(column, number));
    figure.map_or(Cow::Borrowed(cell), Cow::Owned)
}

/// Whether a cell is a code of a language, as `en`, `la`, `zh-Hans`.
fn is_code(cell: &str) -> bool {
    let mut parts = cell.split('-');
    let first = parts.next().unwrap_or_default();
    let is_small = |byte: u8| byte.is_ascii_lowercase();
    matches!(first.len(), 2 | 3)
        && first.bytes().all(is_small)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
