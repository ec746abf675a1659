//! Two preferred terms of one concept, one by each side: no cell has two values, but a person has to choose.

use std::collections::BTreeMap;

use crate::glossary::clean::tidy;

use super::is_mark;
use super::merged_row::{Mark, Row};
use super::side::{self, Content, Union};

/// Korean terms of which a person has to choose one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rivals {
    /// The concept.
    pub concept: String,
    /// What only we prefer.
    pub ours: Vec<String>,
    /// What only they prefer.
    pub theirs: Vec<String>,
}

/// Marks the rows in which each side has made another Korean term the preferred one of a concept, where nothing else is to be
/// settled in them.
pub(super) fn mark(union: &Union, rows: &mut [Row]) -> Vec<Rivals> {
    let marks = union
        .columns()
        .find(|(.., content)| *content == Content::Mark)
        .map(|(at, ..)| at);
    // What an earlier merge left of other cells is still to be settled.
    let is_left = |row: &Row| {
        marks.is_some_and(|at| is_mark(&row.cells[at]) && !row.cells[at].ends_with(": status"))
    };
    let mut found = Vec::new();
    let [concept, korean, status] = ["concept", "korean", "status"].map(|name| union.place(name));
    let mut preferred: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if row.mark.is_none() && side::status(&row.cells[status]) == "preferred" {
            let concept = row.cells[concept].clone();
            preferred.entry(concept).or_default().push(at);
        }
    }
    for (concept, candidates) in preferred {
        let only = |by: [bool; 2]| {
            let of = candidates.iter().copied();
            of.filter(|&at| rows[at].preferred_by == by)
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (only([true, false]), only([false, true]));
        let term = |at: usize| tidy(&rows[at].cells[korean]);
        let agree = ours
            .iter()
            .all(|&a| theirs.iter().all(|&b| term(a) == term(b)));
        if agree {
            continue;
        }
        let terms = |of: &[usize]| {
            let mut terms: Vec<String> = of.iter().map(|&at| term(at)).collect();
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        found.push(Rivals {
            concept,
            ours: terms(&ours),
            theirs: terms(&theirs),
        });
        let mut first = true;
        for (side, at) in [("ours", ours), ("theirs", theirs)] {
            for at in at {
                if !is_left(&rows[at]) {
                    rows[at].mark = Some(Mark {
                        text: format!("{side}: status"),
                        first: std::mem::take(&mut first),
                    });
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::glossaries::tests::merged;

    #[test]
    fn two_preferred_terms_of_one_concept_are_for_a_person() {
        let rows = |first: &str, second: &str| {
            format!(
                "concept,english,korean,status\nshell,shell,셸,{first}\nshell,shell,쉘,{second}\n"
            )
        };
        let base = rows("proposed", "proposed");
        let ours = rows("preferred", "proposed");
        let theirs = rows("proposed", "preferred");
        assert_eq!(
            merged(&base, &ours, &theirs),
            [
                "concept,english,korean,status,conflict",
                "shell,shell,셸,preferred,ours: status",
                "shell,shell,쉘,preferred,theirs: status"
            ]
        );
        // What is left of other cells stays to be settled.
        assert_eq!(
            merged(
                "",
                "concept,english,korean,status,note,conflict\nshell,shell,셸,preferred,짧게,ours: note\nshell,shell,셸,preferred,길게,theirs: note\n",
                "concept,english,korean,status\nshell,shell,쉘,preferred\n"
            ),
            [
                "concept,english,korean,status,note,conflict",
                "shell,shell,셸,preferred,길게,theirs: note",
                "shell,shell,셸,preferred,짧게,ours: note",
                "shell,shell,쉘,preferred,,theirs: status"
            ]
        );
        // One of them gave way.
        let swapped = rows("admitted", "preferred");
        assert_eq!(
            merged(&ours, &ours, &swapped),
            [
                "concept,english,korean,status",
                "shell,shell,셸,admitted",
                "shell,shell,쉘,preferred"
            ]
        );
    }
}
