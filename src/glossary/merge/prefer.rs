//! Conflicts that nobody has to look at: a person has said which side is right.

use std::collections::HashSet;

use super::{CONFLICT, settled};
use crate::glossary::clean::tidy;
use crate::glossary::row::{Row, Status};
use crate::glossary::row_cells::RowCells;
use crate::glossary::table::Table;

/// The side that is right where two say something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefer {
    /// What stands in the glossary.
    Ours,
    /// What comes.
    Theirs,
}

/// Which Korean terms theirs prefers.
#[derive(Debug, Default)]
pub(in crate::glossary) struct Chosen<'t> {
    /// By concept and term.
    terms: HashSet<(&'t str, String)>,
    /// Concepts in which ours did not prefer one of them.
    anew: HashSet<&'t str>,
}

impl<'t> Chosen<'t> {
    /// Of the rows that theirs prefers. What it left in ours earlier is not ours.
    pub(in crate::glossary) fn of(
        ours: &'t Table,
        preferred: impl Iterator<Item = Row<'t>>,
    ) -> Self {
        let terms: HashSet<_> = preferred.map(term).collect();
        let is_ours = |row: &Row<'_>| {
            row.status() == Status::Preferred
                && !row
                    .conflict()
                    .is_some_and(|mark| mark.starts_with("theirs: "))
        };
        let known: HashSet<_> = ours.rows().filter(is_ours).map(term).collect();
        let anew = terms.difference(&known).map(|&(concept, _)| concept);
        Self {
            anew: anew.collect(),
            terms,
        }
    }

    /// Whether a preferred term makes room for another one.
    fn replaces(&self, row: Row<'_>) -> bool {
        row.status() == Status::Preferred
            && self.anew.contains(row.concept())
            && !self.terms.contains(&term(row))
    }
}

fn term(row: Row<'_>) -> (&str, String) {
    (row.concept(), tidy(row.korean()))
}

/// Settles the conflicts of a merge, but for the rows that `is_older` knows: of two versions of a row the one of the preferred side stays, and
/// of two preferred terms of a concept the other one becomes admitted.
pub(in crate::glossary) fn settle(
    table: &mut Table,
    prefer: Prefer,
    chosen: &Chosen<'_>,
    is_older: impl Fn(Row<'_>) -> bool,
) {
    let columns = table.columns;
    let mark = table.header().iter().position(|name| name == CONFLICT);
    let (wins, loses) = match prefer {
        Prefer::Ours => ("ours: ", "theirs: "),
        Prefer::Theirs => ("theirs: ", "ours: "),
    };
    let about = |cells: &RowCells| {
        [columns.concept, columns.english, columns.korean].map(|at| cells[at].to_owned())
    };
    let is_new = |cells: &RowCells, side: &str| {
        mark.is_some_and(|mark| cells[mark].starts_with(side)) && !is_older(table.row(cells))
    };
    let winners = table.rows.iter().filter(|cells| is_new(cells, wins));
    let versions: HashSet<[String; 3]> = winners.map(about).collect();
    let settled = table.rows.iter().filter_map(|cells| {
        let (won, lost) = (is_new(cells, wins), is_new(cells, loses));
        if lost && versions.contains(&about(cells)) {
            return None;
        }
        let row = table.row(cells);
        let gives_way = match prefer {
            Prefer::Ours => lost,
            // Ours may prefer a term of which theirs knows nothing.
            Prefer::Theirs => chosen.replaces(row) && !is_older(row),
        };
        if !won && !lost && !gives_way {
            return Some(cells.clone());
        }
        let cell = |at: usize| match at {
            // Behind the mark stands what a person wrote.
            _ if Some(at) == mark && (won || lost) => {
                cells[at].split_once("; ").map_or("", |(_, rest)| rest)
            }
            _ if gives_way && at == columns.status => Status::Admitted.as_str(),
            _ => &cells[at],
        };
        Some((0..cells.len()).map(cell).collect())
    });
    table.rows = settled.collect();
    settled::take_out(table);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::merge::merged_without_base;

    const OURS: &str = "concept,english,korean,status,note,conflict\n\
        pod,pod,파드,admitted,확인함,\nshell,shell,셸,preferred,짧게 쓴다,의견 갈림\nweight,weight,가중치,preferred,,\n";
    const THEIRS: &str = "concept,english,korean,status,note\n\
        pod,pod,파드,admitted,새 말\nshell,shell,셸,deprecated,짧게 쓴다\nweight,weight,무게,preferred,\n";

    fn settled(prefer: Prefer) -> Vec<String> {
        let [ours, theirs] = [OURS, THEIRS].map(|text| Table::parse(text.as_bytes()).unwrap());
        let (mut merged, conflicts) = merged_without_base(&ours, &theirs);
        assert_eq!(conflicts.count, 3);
        let preferred = theirs
            .rows()
            .filter(|row| row.status() == Status::Preferred);
        settle(&mut merged, prefer, &Chosen::of(&ours, preferred), |_| {
            false
        });
        let text = String::from_utf8(merged.to_bytes()).unwrap();
        // Without the columns that are always there, and empty here.
        let lines = text.lines().map(|line| line.split(',').take(6));
        lines
            .map(|cells| cells.collect::<Vec<_>>().join(","))
            .collect()
    }

    #[test]
    fn one_side_is_right() {
        assert_eq!(
            settled(Prefer::Ours),
            [
                "concept,english,korean,status,note,conflict",
                "pod,pod,파드,admitted,확인함,",
                "shell,shell,셸,preferred,짧게 쓴다,의견 갈림",
                "weight,weight,가중치,preferred,,",
                "weight,weight,무게,admitted,,",
            ]
        );
        assert_eq!(
            settled(Prefer::Theirs),
            [
                "concept,english,korean,status,note,conflict",
                "pod,pod,파드,admitted,새 말,",
                "shell,shell,셸,deprecated,짧게 쓴다,의견 갈림",
                "weight,weight,가중치,admitted,,",
                "weight,weight,무게,preferred,,",
            ]
        );
    }

    #[test]
    fn a_term_makes_room_for_the_one_that_theirs_prefers_instead() {
        let after = |theirs: &str| {
            let ours = "concept,english,korean,status\n\
                shell,shell,셸,preferred\nshell,shell,쉘,deprecated\ntensor,tensor,텐서,preferred\n";
            let [ours, theirs] = [ours, &format!("concept,english,korean,status\n{theirs}")]
                .map(|text| Table::parse(text.as_bytes()).unwrap());
            let (mut merged, _) = merged_without_base(&ours, &theirs);
            let preferred = theirs
                .rows()
                .filter(|row| row.status() == Status::Preferred);
            let chosen = Chosen::of(&ours, preferred);
            settle(&mut merged, Prefer::Theirs, &chosen, |_| false);
            let statuses = merged.rows().map(|row| row.status().as_str().to_owned());
            statuses.collect::<Vec<_>>()
        };
        assert_eq!(
            after("shell,shell,쉘,preferred\n"),
            ["admitted", "preferred", "preferred"]
        );
        // Theirs prefers both, which is theirs to put right.
        assert_eq!(
            after("shell,shell,쉘,preferred\nshell,shell,셸,preferred\n"),
            ["preferred", "preferred", "preferred"]
        );
        assert_eq!(
            after("shell,shell,쉘,admitted\n"),
            ["preferred", "admitted", "preferred"]
        );
    }

    #[test]
    fn what_was_left_earlier_is_left() {
        let text = "concept,english,korean,status,conflict\n\
            shell,shell,셸,preferred,ours: status\nshell,shell,셸,deprecated,theirs: status\n";
        let mut table = Table::parse(text.as_bytes()).unwrap();
        let before = table.clone();
        settle(&mut table, Prefer::Ours, &Chosen::default(), |_| true);
        assert_eq!(table, before);
    }
}
