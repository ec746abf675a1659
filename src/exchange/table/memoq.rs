//! Rows of memoQ: a concept each, with three columns for each of its terms (`Korean,Term_Info,Term_Example`), under the same names again and
//! again.

use std::borrow::Cow;

use super::cells::Row;
use super::columns::Columns;
use super::doubtful::{is_several, turned};
use super::passed::{Doubts, Why};
use super::role::{Role, Side};
use super::rows::{Said, Taken};
use super::term_cells::is_same;
use crate::exchange::cell::{composed, one_line};
use crate::exchange::entry::{Entry, Link, Term, add};
use crate::exchange::imported::{Imported, rows};
use crate::glossary::Status;

/// Takes a row in.
pub(super) fn take(
    imported: &mut Imported,
    row: Row<'_>,
    columns: &Columns,
    taken: &mut Taken<'_>,
) {
    let mut entry = Entry::default();
    let mut said = Said::default();
    // Of which side the last term is that stands in the row.
    let mut last: Option<(Side, usize)> = None;
    let mut number = "";
    let mut doubts = Doubts::default();
    for (at, cell, _) in row.cells() {
        match &columns.roles[at] {
            Role::Term(side, _) => {
                let text = one_line(cell);
                doubts.add(turned(cell));
                if is_several(cell) {
                    doubts.name(Why::Several, cell);
                }
                let terms = match side {
                    Side::Korean => &mut entry.korean,
                    Side::English => &mut entry.english,
                };
                let language = match side {
                    Side::Korean => "ko",
                    Side::English => "en",
                };
                terms.push(Term {
                    text,
                    language: language.into(),
                    ..Term::default()
                });
                last = Some((*side, at));
            }
            Role::TermInfo => {
                let terms = match last {
                    Some((Side::Korean, of)) if of + 1 == at => &mut entry.korean,
                    Some((Side::English, of)) if of + 1 == at => &mut entry.english,
                    _ => continue,
                };
                let infos = || cell.split(';').map(str::trim);
                if infos().any(|info| info == "NonTerm")
                    && let Some(term) = terms.last_mut()
                {
                    term.status = Some(Status::Deprecated);
                }
                if infos().any(|info| info == "CaseSense") {
                    said.add("case", "yes");
                }
            }
            Role::Column(name) => {
                let text = composed(cell);
                match &**name {
                    "note" => add(&mut entry.notes, text),
                    "definition" => add(&mut entry.definitions, text),
                    "domain" => add(&mut entry.domains, text),
                    // Whose example it is stands left of it.
                    "Term_Example" => {
                        let is_ours = last.is_some_and(|(_, of)| of + 2 == at);
                        if is_ours {
                            said.add("example", &text);
                        }
                    }
                    name => said.add(name, &text),
                }
            }
            Role::Entry => number = cell.trim(),
            _ => {}
        }
    }
    if entry.korean.is_empty() {
        return taken.passed.count(Why::NoKorean, row.line);
    }
    if entry.english.is_empty() {
        return taken.passed.count(Why::NoEnglish, row.line);
    }
    if let ([korean], [english]) = (&*entry.korean, &*entry.english)
        && is_same(&korean.text, &english.text)
    {
        return taken.passed.count(Why::Same, row.line);
    }
    taken.passed.count_all(&doubts, row.line);
    if !said.0.is_empty() {
        let pairs = (0..entry.korean.len())
            .flat_map(|korean| (0..entry.english.len()).map(move |english| (korean, english)));
        let cells = || {
            let cells = said.0.iter();
            cells.map(|(name, cell)| (name.clone(), Cow::Owned(cell.clone())))
        };
        entry.links = pairs
            .map(|(korean, english)| Link {
                korean,
                english,
                cells: cells().collect(),
            })
            .collect();
    }
    let number = taken.number(number);
    imported.rows.extend(rows(number, &entry, &mut taken.same));
}
