//! Rows from elsewhere as a glossary of their own.

use std::borrow::Cow;

use rayon::prelude::*;

use super::first::prefer_first;
use super::known::{Key, Known, is_decided};
use super::{Intake, header, name_concepts};
use crate::glossary::clean::tidy;
use crate::glossary::columns::{Columns, check_header};
use crate::glossary::evidence::Pair;
use crate::glossary::merge::CONFLICT;
use crate::glossary::row::{Row, Status, word};
use crate::glossary::row_cells::RowCells;
use crate::glossary::table::Table;
use crate::{Kind, Result};

/// The rows of a file, with the concepts of ours where these are the same.
pub(super) struct Said {
    pub(super) table: Table,
    /// Pairs that are there twice, and not the same.
    pub(super) contradicted: Vec<Pair>,
    /// Korean terms that are not preferred, though the file's are to be: their concepts have one.
    pub(super) second: usize,
}

/// Makes them.
pub(super) fn said(known: &Known<'_>, mut intake: Intake) -> Result<Said> {
    name_concepts(&mut intake, known);
    let second = if intake.status == Some(Status::Preferred) {
        prefer_first(&mut intake.rows, known)
    } else {
        0
    };
    let header = header(&intake);
    check_header(&header)?;
    let mut table = Table::default().with_header(header);
    let names = names(&table);
    let columns = table.columns;
    table.rows.reserve(intake.rows.len());
    for row in intake.rows {
        let mut cells = vec![""; names.len()];
        for (column, cell) in &row.cells {
            let name = word(column);
            // What a merge of somebody else left is theirs to settle.
            if *name != *CONFLICT
                && let Some(at) = names.iter().position(|known| *known == *name)
            {
                cells[at] = cell;
            }
        }
        cells[columns.concept] = &row.concept;
        cells[columns.english] = &row.english;
        cells[columns.korean] = &row.korean;
        table
            .rows
            .push(cells.iter().map(|cell| cell.trim()).collect());
    }
    let contradicted = join_same(&mut table);
    Ok(Said {
        table,
        contradicted,
        second,
    })
}

/// What of these rows the glossary does not say yet, and how many were left out since a person has yet to settle what it says of them.
pub(super) fn news(known: &Known<'_>, mut said: Table, status: Option<Status>) -> (Table, usize) {
    let names = names(&said);
    let columns = said.columns;
    let mut waiting = 0;
    let rows = std::mem::take(&mut said.rows);
    said.rows = rows
        .into_iter()
        .filter_map(|cells| {
            let key = (!known.is_empty()).then(|| key(&cells, columns));
            if key.as_ref().is_some_and(|key| known.is_unsettled(key)) {
                waiting += 1;
                return None;
            }
            let own = key.and_then(|key| known.row(&key));
            Some(news_of(&cells, &names, columns, known, own, status))
        })
        .collect();
    said.sort();
    (said, waiting)
}

fn names(table: &Table) -> Vec<String> {
    let names = table.header().iter();
    names.map(|name| word(name).into_owned()).collect()
}

fn key(cells: &RowCells, columns: Columns) -> Key {
    let [english, korean] = [columns.english, columns.korean].map(|at| tidy(&cells[at]));
    (cells[columns.concept].to_owned(), Pair { english, korean })
}

/// What a row says that the glossary, where it has its `own` of the pair, does not say yet.
fn news_of(
    cells: &RowCells,
    names: &[String],
    columns: Columns,
    known: &Known<'_>,
    own: Option<Row<'_>>,
    status: Option<Status>,
) -> RowCells {
    let mut new: Vec<Cow<'_, str>> = cells.iter().map(Cow::Borrowed).collect();
    if let Some(own) = own {
        let about = [columns.concept, columns.english, columns.korean];
        for (at, name) in names
            .iter()
            .enumerate()
            .filter(|(at, _)| !about.contains(at))
        {
            if known.says(own, name, &cells[at]) {
                new[at] = "".into();
            }
        }
    }
    // A file that says of a term that nobody has decided on it says a status.
    let is_open = cells[columns.status].trim().is_empty();
    fill(&mut new, columns, own, status.filter(|_| is_open));
    if !known.is_empty() {
        // Figures are of the texts that this glossary was mined from, unless it is begun with these rows.
        for at in [columns.occurrences, columns.documents, columns.confidence] {
            new[at] = "".into();
        }
    }
    new.iter().collect()
}

/// A file may say a pair twice: what the first row leaves open the second may say. The pairs of which it says something else.
fn join_same(table: &mut Table) -> Vec<Pair> {
    let columns = table.columns;
    let about = |cells: &RowCells| {
        [columns.concept, columns.english, columns.korean].map(|at| cells[at].to_owned())
    };
    let compare = |a: &RowCells, b: &RowCells| {
        let of = |cells: &RowCells, at: usize| cells[at].cmp(&b[at]);
        of(a, columns.concept)
            .then_with(|| of(a, columns.english))
            .then_with(|| of(a, columns.korean))
    };
    // Stable: of one pair the first stays first.
    table.rows.par_sort_by(compare);
    let mut contradicted = Vec::new();
    if !table
        .rows
        .windows(2)
        .any(|two| compare(&two[0], &two[1]).is_eq())
    {
        return contradicted;
    }
    let mut rows: Vec<RowCells> = Vec::with_capacity(table.rows.len());
    for cells in std::mem::take(&mut table.rows) {
        match rows.last_mut() {
            Some(first) if compare(first, &cells).is_eq() => {
                let usual = |at: usize, cell: &str| {
                    cell.is_empty() || at == columns.status && cell == Status::Proposed.as_str()
                };
                let differs = (0..cells.len()).any(|at| {
                    !usual(at, &first[at]) && !usual(at, &cells[at]) && first[at] != cells[at]
                });
                if differs {
                    let [_, english, korean] = about(&cells);
                    contradicted.push(Pair { english, korean });
                }
                let both = (0..cells.len()).map(|at| {
                    if usual(at, &first[at]) && !cells[at].is_empty() {
                        &cells[at]
                    } else {
                        &first[at]
                    }
                });
                *first = both.collect();
            }
            _ => rows.push(cells),
        }
    }
    table.rows = rows;
    contradicted
}

/// What a row says that everybody says of a new row is no news of one that is there; a new one has it.
fn fill(
    cells: &mut [Cow<'_, str>],
    columns: Columns,
    own: Option<Row<'_>>,
    status: Option<Status>,
) {
    let says = |cells: &[Cow<'_, str>], at: usize, what: &str| word(&cells[at]) == what;
    let is_english = says(cells, columns.language, "") || says(cells, columns.language, "en");
    let usual = if is_english {
        Kind::Term
    } else {
        Kind::Foreign
    };
    if own.is_some() {
        if says(cells, columns.kind, usual.as_str()) {
            cells[columns.kind] = "".into();
        }
        if is_english {
            cells[columns.language] = "".into();
        }
    } else {
        if says(cells, columns.language, "") {
            cells[columns.language] = "en".into();
        }
        if says(cells, columns.kind, "") {
            cells[columns.kind] = usual.as_str().into();
        }
    }
    if says(cells, columns.status, "") {
        // Nobody said it of this pair: no reason to decide anew.
        let status = status.filter(|_| !own.is_some_and(is_decided));
        cells[columns.status] = status.unwrap_or(Status::Proposed).as_str().into();
    }
}
