//! What a row with a conflict waits for, and what a person does about it.

use std::collections::{BTreeSet, HashMap};

use crate::glossary::evidence::Pair;
use crate::glossary::row::Row;

/// What a person has to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsettled {
    /// The row is there in two versions.
    Versions,
    /// Each side prefers another Korean term of the concept.
    Rivals,
    /// One side has changed the row, and the other has deleted it.
    Deletion,
}

impl Unsettled {
    /// What to do about it.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::Versions => "delete the row you don't want, empty the cell of the other",
            Self::Rivals => "of two preferred terms make one admitted, and empty the cells of both",
            Self::Deletion => "of a row that one side deleted, delete it or empty its cell",
        }
    }
}

/// What to do about all of these.
#[must_use]
pub fn advice(kinds: impl IntoIterator<Item = Unsettled>) -> String {
    let kinds: BTreeSet<Unsettled> = kinds.into_iter().collect();
    let advice: Vec<&str> = kinds.into_iter().map(Unsettled::advice).collect();
    advice.join("; ")
}

/// What each of the rows of a glossary waits for, in their order; `None` for one without a conflict.
pub fn unsettled<'t>(rows: impl Iterator<Item = Row<'t>>) -> Vec<Option<Unsettled>> {
    let marked: Vec<Option<(Mark<'t>, &str, Pair)>> = rows
        .map(|row| Some((Mark::of(row.conflict()?), row.concept(), row.pair())))
        .collect();
    let mut statuses: HashMap<&str, Vec<(Mark<'t>, &Pair)>> = HashMap::new();
    for (mark, concept, pair) in marked.iter().flatten() {
        if mark.columns == "status" {
            statuses.entry(concept).or_default().push((*mark, pair));
        }
    }
    let kind = |(mark, concept, pair): &(Mark<'t>, &str, Pair)| {
        if mark.columns.starts_with("deleted in ") {
            return Unsettled::Deletion;
        }
        let others = statuses.get(concept).into_iter().flatten();
        let mut others = others.filter(|(other, _)| other.side != mark.side);
        let is_rival = mark.columns == "status"
            && others.clone().all(|(_, other)| *other != pair)
            && others.any(|(_, other)| other.korean != pair.korean);
        if is_rival {
            Unsettled::Rivals
        } else {
            Unsettled::Versions
        }
    };
    marked
        .iter()
        .map(|marked| marked.as_ref().map(kind))
        .collect()
}

/// A cell of the column as merging writes it: `ours: note, status`, with the words of a person behind a semicolon.
#[derive(Debug, Clone, Copy)]
struct Mark<'t> {
    side: &'t str,
    columns: &'t str,
}

impl<'t> Mark<'t> {
    fn of(cell: &'t str) -> Self {
        let (side, rest) = cell.split_once(": ").unwrap_or_default();
        let columns = rest.split_once("; ").map_or(rest, |(columns, _)| columns);
        Self {
            side,
            columns: columns.trim(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::table;

    #[test]
    fn each_kind_of_conflict_is_told_by_its_marks() {
        use Unsettled::{Deletion, Rivals, Versions};
        let table = table(
            "concept,english,korean,status,conflict\n\
             fog,fog,안개,preferred,ours: deleted in theirs\n\
             lake,lake,호수,preferred,ours: status\n\
             lake,lake,호수,deprecated,theirs: status\n\
             pod,pod,파드,preferred,의견 갈림\n\
             shell,shell,셸,preferred,ours: status; 의견 갈림\n\
             shell,shell,쉘,preferred,theirs: status\n\
             tide,tide,조수,preferred,ours: status\n\
             weight,weight,가중치,preferred,\"ours: korean, status\"\n\
             weight,weight,무게,preferred,\"theirs: korean, status\"\n",
        );
        assert_eq!(
            unsettled(table.rows()),
            [
                Some(Deletion),
                Some(Versions),
                Some(Versions),
                None,
                Some(Rivals),
                Some(Rivals),
                // Its other version was deleted, and nobody emptied the cell.
                Some(Versions),
                Some(Versions),
                Some(Versions),
            ]
        );
    }

    #[test]
    fn advice_is_given_once_for_each_kind() {
        assert_eq!(
            advice([Unsettled::Rivals, Unsettled::Versions, Unsettled::Rivals]),
            "delete the row you don't want, empty the cell of the other; \
             of two preferred terms make one admitted, and empty the cells of both"
        );
    }
}
