//! The column `lemma`: the citation form of a Korean term that is an inflected predicate.
//!
//! Most glossaries are all nouns and need none, so mining adds the column when it has the first lemma to write, and
//! takes it away when it holds none any more: both follow from the documents, not from their order. A
//! column that a person added or moved is theirs and stays where it is.
//!
//! The cells are treated like those of `kind`: whoever fills, changes or empties one makes the row theirs. What mining wrote is in
//! the [ledger](super::ledger), by Korean term, since another dictionary may say otherwise. A glossary that is opened
//! without citation forms keeps those it has.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::clean::tidy;
use super::columns::complete;
use super::ledger::{Baseline, Lemmas};
use super::people::is_persons;
use super::places::{Name, Places};
use super::row::word;
use super::table::Table;

/// The citation form of a Korean term, if it has one.
pub(super) type Cite = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Writes the lemmas of all rows that are mining's, with the column for them if there is one to write. `before` is
/// what mining had written into the glossary that the table follows from; given back is what it writes now.
pub(super) fn write(
    table: &mut Table,
    baseline: &Baseline,
    places: &Places,
    before: &Lemmas,
    cite: Option<&Cite>,
) -> Lemmas {
    let mut lemmas = Lemmas {
        written: written(places, &before.written, cite),
        added: before.added,
    };
    let minings: Vec<(usize, Option<&String>)> = table
        .rows()
        .enumerate()
        .filter(|&(_, row)| !is_persons(row, baseline))
        .map(|(index, row)| (index, lemmas.written.get(row.korean())))
        .collect();
    if table.columns.lemma.is_none() {
        if minings.iter().all(|(_, lemma)| lemma.is_none()) {
            lemmas.added = false;
            return lemmas;
        }
        add(table);
        lemmas.added = true;
    }
    let at = table.columns.lemma.expect("it was added where it lacked");
    for (index, lemma) in minings {
        table.rows[index].set(at, lemma.map_or("", String::as_str));
    }
    if lemmas.added && table.rows.iter().all(|cells| cells[at].trim().is_empty()) {
        table.remove_column(at);
        lemmas.added = false;
    }
    // Rows that are the same otherwise are in the order of their lemmas.
    table.sort();
    lemmas
}

/// The lemmas of all Korean terms found: by `cite`, or those that are `known`.
fn written(
    places: &Places,
    known: &BTreeMap<String, String>,
    cite: Option<&Cite>,
) -> BTreeMap<String, String> {
    let counted = places.all.iter().filter(|place| place.counts());
    let terms: HashSet<Name> = counted.map(|place| place.pair[1]).collect();
    let terms: BTreeSet<&str> = terms.into_iter().map(|term| places.text(term)).collect();
    let lemma = |term: &str| match cite {
        Some(cite) => cite(term).map(|lemma| tidy(&lemma)),
        None => known.get(term).cloned(),
    };
    terms
        .into_iter()
        .filter_map(|term| Some((term.to_owned(), lemma(term).filter(|l| !l.is_empty())?)))
        .collect()
}

/// Whether the column is where mining puts it, so that it may be mining's.
pub(super) fn is_in_place(table: &Table) -> bool {
    table.columns.lemma.is_some_and(|at| {
        let mut others = table.emptied();
        others.remove_column(at);
        table.header[at] == "lemma" && place(&others) == at
    })
}

/// Where mining puts the column: between `confidence` and `note` where these stand side by side, as in a file that
/// mining began, else at the end. The other columns alone decide: whichever document brings the first lemma, the file is the same.
fn place(table: &Table) -> usize {
    let behind = table.columns.confidence + 1;
    match table.header.get(behind) {
        Some(column) if word(column) == "note" => behind,
        _ => table.header.len(),
    }
}

fn add(table: &mut Table) {
    let at = place(table);
    table.header.insert(at, "lemma".to_owned());
    for cells in &mut table.rows {
        cells.insert(at, "");
    }
    table.columns = complete(&mut table.header);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::table;

    const REST: &str = "kind,language,status,occurrences,documents,confidence";

    #[test]
    fn the_column_comes_before_the_note_or_last_and_goes_again() {
        for (before, after) in [
            (
                format!("concept,english,korean,{REST},note"),
                format!("concept,english,korean,{REST},lemma,note"),
            ),
            (
                format!("concept,english,korean,{REST},note,담당"),
                format!("concept,english,korean,{REST},lemma,note,담당"),
            ),
            (
                format!("concept,english,korean,note,{REST}"),
                format!("concept,english,korean,note,{REST},lemma"),
            ),
            (
                format!("concept,english,korean,{REST},담당,note"),
                format!("concept,english,korean,{REST},담당,note,lemma"),
            ),
        ] {
            let mut table = table(&format!("{before}\n"));
            add(&mut table);
            assert_eq!(table.header.join(","), after);
            assert!(is_in_place(&table), "{after}");
            let at = table.columns.lemma.unwrap();
            table.remove_column(at);
            assert_eq!(table.header.join(","), before);
        }
    }

    #[test]
    fn a_column_that_stands_elsewhere_or_is_spelled_otherwise_is_a_persons() {
        for header in [
            format!("concept,english,korean,lemma,{REST},note"),
            format!("concept,english,korean,{REST},note,lemma"),
            format!("concept,english,korean,{REST},Lemma,note"),
            format!("concept,english,korean,{REST},note"),
        ] {
            assert!(!is_in_place(&table(&format!("{header}\n"))), "{header}");
        }
    }
}
