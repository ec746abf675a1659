//! Conflicts that nobody has to look at: a person has said which side is right.

use std::collections::HashMap;

use super::{CONFLICT, settled};
use crate::glossary::row::Status;
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

/// Settles the conflicts of a merge, but for the rows that `is_older` knows: of two versions of a row the one of the preferred side stays, and of two
/// preferred terms of a concept the other one becomes admitted.
pub(in crate::glossary) fn settle(
    table: &mut Table,
    prefer: Prefer,
    is_older: impl Fn(&RowCells) -> bool,
) {
    let Some(mark) = table.header().iter().position(|name| name == CONFLICT) else {
        return;
    };
    let columns = table.columns;
    let (wins, loses) = match prefer {
        Prefer::Ours => ("ours: ", "theirs: "),
        Prefer::Theirs => ("theirs: ", "ours: "),
    };
    let key = |cells: &RowCells| {
        [columns.concept, columns.english, columns.korean].map(|at| cells[at].to_owned())
    };
    let is_new = |cells: &RowCells, side: &str| cells[mark].starts_with(side) && !is_older(cells);
    let mut versions: HashMap<[String; 3], usize> = HashMap::new();
    for cells in table.rows.iter().filter(|cells| is_new(cells, wins)) {
        *versions.entry(key(cells)).or_default() += 1;
    }
    let rows = std::mem::take(&mut table.rows);
    table.rows = rows
        .into_iter()
        .filter_map(|cells| {
            let (won, lost) = (is_new(&cells, wins), is_new(&cells, loses));
            if !won && !lost {
                return Some(cells);
            }
            if lost && versions.contains_key(&key(&cells)) {
                return None;
            }
            let rest = cells[mark].split_once("; ").map_or("", |(_, rest)| rest);
            let cell = |at: usize| match at {
                _ if at == mark => rest,
                _ if lost && at == columns.status => Status::Admitted.as_str(),
                _ => &cells[at],
            };
            Some((0..cells.len()).map(cell).collect())
        })
        .collect();
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
        settle(&mut merged, prefer, |_| false);
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
    fn what_was_left_earlier_is_left() {
        let text = "concept,english,korean,status,conflict\n\
            shell,shell,셸,preferred,ours: status\nshell,shell,셸,deprecated,theirs: status\n";
        let mut table = Table::parse(text.as_bytes()).unwrap();
        let before = table.clone();
        settle(&mut table, Prefer::Ours, |_| true);
        assert_eq!(table, before);
    }
}
