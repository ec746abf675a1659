//! Of the Korean terms of a concept one is preferred: where somebody says of a whole file that its terms are, the first of each concept is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::known::{Known, is_decided};
use super::{Incoming, pair};
use crate::glossary::row::{Status, word};

/// Gives the rows that say no status, and would be a second preferred term of their concept, the status of one that may be used as well. How many
/// Korean terms those are. Rows have their concepts already; what a person has decided is no longer to be said.
pub(super) fn prefer_first(rows: &mut [Incoming], known: &Known<'_>) -> usize {
    // What people have decided goes before what the file says itself, and that before what is said of all.
    let mut preferred: HashMap<Box<str>, String> = known.preferred().collect();
    for row in rows.iter() {
        if said(row).is_some_and(|status| *word(status) == *Status::Preferred.as_str()) {
            let korean = || pair(row).korean;
            preferred.entry(row.concept.clone()).or_insert_with(korean);
        }
    }
    let admitted: Arc<str> = Status::Admitted.as_str().into();
    let mut second: HashSet<(Box<str>, String)> = HashSet::new();
    for row in rows.iter_mut().filter(|row| said(row).is_none()) {
        let own = pair(row);
        let key = (row.concept.as_ref().to_owned(), own);
        let is_own = known.row(&key).is_some_and(is_decided);
        let korean = key.1.korean;
        let first = preferred.entry(row.concept.clone());
        if is_own || *first.or_insert_with(|| korean.clone()) == korean {
            continue;
        }
        let cells = std::mem::take(&mut row.cells).into_iter();
        let cells = cells.filter(|(column, _)| *word(column) != *STATUS);
        let status = (Cow::Borrowed(STATUS), Arc::clone(&admitted));
        row.cells = cells.chain([status]).collect();
        second.insert((row.concept.clone(), korean));
    }
    second.len()
}

const STATUS: &str = "status";

/// The status that a row says.
fn said(row: &Incoming) -> Option<&str> {
    let mut cells = row.cells.iter();
    let (_, cell) = cells.find(|(column, _)| *word(column) == *STATUS)?;
    Some(cell.trim()).filter(|cell| !cell.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::table::Table;

    fn row(korean: &str, status: Option<&str>) -> Incoming {
        let cells = status.map(|status| (Cow::Borrowed(STATUS), status.into()));
        Incoming {
            concept: "shell".into(),
            korean: korean.into(),
            english: "shell".into(),
            cells: cells.into_iter().collect(),
            ..Incoming::default()
        }
    }

    /// The statuses of some rows afterwards.
    fn statuses(mut rows: Vec<Incoming>, ours: &str) -> (Vec<String>, usize) {
        let ours = Table::parse(ours.as_bytes()).unwrap();
        let second = prefer_first(&mut rows, &Known::of(&ours));
        let said = rows.iter().map(|row| said(row).unwrap_or("-").to_owned());
        (said.collect(), second)
    }

    #[test]
    fn one_term_of_a_concept_is_preferred() {
        const NONE: &str = "concept,english,korean,status\n";
        for (rows, told, second) in [
            (
                vec![row("셸", None), row("쉘", None)],
                vec!["-", "admitted"],
                1,
            ),
            // What the file prefers goes before what comes first.
            (
                vec![row("쉘", None), row("셸", Some("preferred"))],
                vec!["admitted", "preferred"],
                1,
            ),
            // Twice, with another English.
            (vec![row("셸", None), row("셸", None)], vec!["-", "-"], 0),
            (
                vec![
                    row("셸", None),
                    row("쉘", Some("deprecated")),
                    row("쉘", Some(" ")),
                ],
                vec!["-", "deprecated", "admitted"],
                1,
            ),
        ] {
            let told = told.into_iter().map(str::to_owned).collect();
            assert_eq!(statuses(rows, NONE), (told, second));
        }
        // What a person has decided stays, and what is preferred there has the place.
        for (decided, korean, told, second) in [
            ("쉘,deprecated", ["셸", "쉘"], ["-", "-"], 0),
            ("셸,preferred", ["쉘", "셸"], ["admitted", "-"], 1),
            ("명령 셸,preferred", ["쉘", "셸"], ["admitted"; 2], 2),
        ] {
            let ours = format!("concept,english,korean,status\nshell,shell,{decided}\n");
            let rows = korean.map(|korean| row(korean, None));
            let told = told.map(str::to_owned);
            assert_eq!(
                statuses(rows.into(), &ours),
                (told.into(), second),
                "{decided}"
            );
        }
    }
}
