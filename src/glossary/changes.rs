//! What is different between two states of a glossary, row by row and cell by cell.

use super::merge::matching::matched;
use super::merge::side::{Content, Side, Union, status};
use super::row::{Row, Status, word};
use super::table::Table;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Cells of it have changed.
    Changed,
    /// It is gone.
    Removed,
    /// It is new.
    Added,
}

/// One cell that is different. A row with several has them one after the other; one that was added or removed
/// with nothing in it but its terms has one without a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of the row.
    pub fate: Fate,
    /// The row's concept, as it was if it changed.
    pub concept: String,
    /// The row's English term.
    pub english: String,
    /// The row's Korean term.
    pub korean: String,
    /// The column, as the header names it.
    pub column: String,
    /// What stood there; empty where nothing did.
    pub old: String,
    /// What stands there now; empty where nothing does.
    pub new: String,
}

impl Change {
    /// A change of this row: in a column what it said and says, or with none of the row as a whole.
    pub(super) fn of(fate: Fate, row: Row<'_>, [column, old, new]: [&str; 3]) -> Self {
        Self {
            fate,
            concept: row.concept().to_owned(),
            english: row.english().to_owned(),
            korean: row.korean().to_owned(),
            column: column.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
        }
    }
}

/// What is different, by concept, English and Korean. Figures, which every mining computes anew, are left out, and of rows
/// that were added or removed what mining fills by itself.
pub(super) fn changes(before: &Table, after: &Table) -> Vec<Change> {
    differences(before, after, false)
}

/// The same, and how often the pair of a row is found, where that has changed.
pub(super) fn changes_and_growth(before: &Table, after: &Table) -> Vec<Change> {
    differences(before, after, true)
}

fn differences(before: &Table, after: &Table, growth: bool) -> Vec<Change> {
    let union = Union::of(&[after, before]);
    let (old, new) = (Side::new(before, &union), Side::new(after, &union));
    let nobody = Table::default();
    // What was before is the base, so that moves are followed.
    let mut rows: Vec<_> = matched(&union, &old, &new, &Side::new(&nobody, &union))
        .into_iter()
        .filter_map(|row| {
            let (fate, shown) = match (row.base, row.ours) {
                (Some(was), Some(_)) => (Fate::Changed, before.row(&before.rows[was])),
                (Some(was), None) => (Fate::Removed, before.row(&before.rows[was])),
                (None, is) => (Fate::Added, after.row(&after.rows[is?])),
            };
            Some((row, fate, shown))
        })
        .collect();
    rows.sort_by_key(|(_, fate, shown)| (shown.concept(), shown.english(), shown.korean(), *fate));
    let mut changes = Vec::new();
    for (row, fate, shown) in rows {
        let change = |column, old, new| Change::of(fate, shown, [column, old, new]);
        let first = changes.len();
        for (at, name, content) in union.columns() {
            let was = row
                .base
                .and_then(|row| old.cell(row, at))
                .unwrap_or_default();
            let is = row
                .ours
                .and_then(|row| new.cell(row, at))
                .unwrap_or_default();
            if was != is
                && (content != Content::Figure
                    || growth && fate == Fate::Changed && word(name) == "occurrences")
                && (fate == Fate::Changed || is_told(content, name, was, is))
            {
                changes.push(change(name.trim(), was, is));
            }
        }
        if changes.len() == first && fate != Fate::Changed {
            changes.push(change("", "", ""));
        }
    }
    changes
}

/// Whether a cell of a row that was added or removed says more than that the row is there.
fn is_told(content: Content, name: &str, was: &str, is: &str) -> bool {
    match content {
        Content::Figure | Content::Word | Content::Term => false,
        Content::Status => [was, is]
            .iter()
            .any(|cell| status(cell) != Status::Proposed.as_str()),
        Content::Mark => true,
        Content::Text => word(name) != "concept",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::table;

    fn shown(before: &str, after: &str) -> Vec<String> {
        let [before, after] = [before, after].map(|rows| {
            table(&format!(
                "concept,english,korean,kind,status,occurrences,note\n{rows}"
            ))
        });
        changes(&before, &after)
            .into_iter()
            .map(|change| {
                let Change {
                    fate,
                    concept,
                    korean,
                    column,
                    old,
                    new,
                    ..
                } = change;
                format!("{fate:?} {concept} {korean} {column} {old:?} {new:?}")
            })
            .collect()
    }

    #[test]
    fn cells_that_changed_are_told_row_by_row() {
        assert_eq!(
            shown(
                "fog,fog,안개,term,proposed,1,\ncell,cell,세포,term,proposed,1,옛말\nlake,lake,호수,term,rejected,1,틀림\n",
                "cell,cell,세포,term,preferred,7,새말\nfog,fog,안개,term,proposed,2,\nrain,rain,비,term,proposed,1,\nwind,wind,바람,,admitted,,\n"
            ),
            [
                "Changed cell 세포 status \"proposed\" \"preferred\"",
                "Changed cell 세포 note \"옛말\" \"새말\"",
                "Removed lake 호수 status \"rejected\" \"\"",
                "Removed lake 호수 note \"틀림\" \"\"",
                "Added rain 비  \"\" \"\"",
                "Added wind 바람 status \"\" \"admitted\"",
            ]
        );
    }

    #[test]
    fn a_move_is_a_change_and_another_term_another_row() {
        assert_eq!(
            shown(
                "cell,cell,셀,term,proposed,1,\nc,consortium,콘소시엄,term,proposed,1,\n",
                "sheet,cell,셀,term,proposed,1,\nc,consortium,컨소시엄,term,proposed,1,\n"
            ),
            [
                "Added c 컨소시엄  \"\" \"\"",
                "Removed c 콘소시엄  \"\" \"\"",
                "Changed cell 셀 concept \"cell\" \"sheet\"",
            ]
        );
    }
}
