//! Two glossaries that grew out of one.

use crate::glossary::row::Status;
use crate::glossary::table::Table;

use super::matching::{Matched, matched};
use super::merged_row::{Mark, Row};
use super::rivals::{self, Rivals};
use super::side::{self, Content, Side, Union};
use super::{CONFLICT, cell, is_mark, settled};

/// What a person has to settle of a merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::glossary) struct Conflicts {
    /// How many rows, two versions of one counted once, and two preferred terms of a concept once.
    pub(in crate::glossary) count: usize,
    /// Of these the preferred terms.
    pub(in crate::glossary) rivals: Vec<Rivals>,
}

/// The glossary that both become, and what of it a person has to settle now. An empty `base` stands for none.
///
/// The columns and the byte order mark are ours; new columns of theirs come behind. Where nothing has to be settled,
/// the rows are the same for either side called ours.
pub(super) fn merge(ours: &Table, theirs: &Table, base: &Table) -> (Table, Conflicts) {
    let mut union = Union::of(&[ours, theirs]);
    let mut merging = Merging::new(&union, [base, ours, theirs]);
    let matched = matched(&union, &merging.base, &merging.ours, &merging.theirs);
    let deleted = merging.deleted_columns(&union, &matched);
    if deleted.contains(&true) {
        union.without(&deleted);
        merging = Merging::new(&union, [base, ours, theirs]);
    }
    let mut rows = Vec::with_capacity(matched.len());
    for &row in &matched {
        merging.row(&union, row, &mut rows);
    }
    let mut conflicts = Conflicts {
        count: 0,
        rivals: rivals::mark(&union, &mut rows),
    };

    let mut header = union.header.clone();
    let mut mark_column = None;
    if rows.iter().any(|row| row.mark.is_some()) {
        let there = union
            .columns()
            .find(|(.., content)| *content == Content::Mark);
        mark_column = Some(there.map_or(header.len(), |(at, ..)| at));
        if there.is_none() {
            header.push(CONFLICT.to_owned());
        }
    }
    let mut merged = ours.with_header(header);
    let width = merged.header().len();
    for Row {
        mut cells, mark, ..
    } in rows
    {
        cells.resize(width, String::new());
        if let (Some(mark), Some(at)) = (mark, mark_column) {
            conflicts.count += usize::from(mark.first);
            set_mark(&mut cells[at], mark.text);
        }
        merged.rows.push(cells.into_iter().collect());
    }
    settled::take_out(&mut merged);
    merged.sort();
    (merged, conflicts)
}

/// Marks left by an earlier merge are replaced; what a person wrote there stays behind ours.
fn set_mark(cell: &mut String, mark: String) {
    if cell.trim().is_empty() || is_mark(cell) {
        *cell = mark;
    } else {
        *cell = format!("{mark}; {cell}");
    }
}

/// A version of a row in the columns of the union, and what of it is to be settled.
type Version = (Vec<String>, Option<Mark>);

struct Merging<'a> {
    base: Side<'a>,
    ours: Side<'a>,
    theirs: Side<'a>,
}

impl<'a> Merging<'a> {
    fn new(union: &Union, tables: [&'a Table; 3]) -> Self {
        let [base, ours, theirs] = tables.map(|table| Side::new(table, union));
        Self { base, ours, theirs }
    }

    /// Which columns one side has deleted, and the other has not written in since.
    fn deleted_columns(&self, union: &Union, rows: &[Matched]) -> Vec<bool> {
        let is_deleted = |column: usize| {
            let untouched = |side: &Side<'_>, row: fn(&Matched) -> Option<usize>| {
                rows.iter().all(|matched| {
                    let cell = row(matched)
                        .and_then(|row| side.cell(row, column))
                        .unwrap_or_default();
                    let before = matched.base.and_then(|base| self.base.cell(base, column));
                    cell.is_empty() || before == Some(cell)
                })
            };
            let [base, ours, theirs] =
                [&self.base, &self.ours, &self.theirs].map(|side| side.has(column));
            base && !(ours && theirs)
                && untouched(&self.ours, |row| row.ours)
                && untouched(&self.theirs, |row| row.theirs)
        };
        union
            .columns()
            .map(|(column, ..)| is_deleted(column))
            .collect()
    }

    /// What becomes of one row: nothing, one, or both versions.
    fn row(&self, union: &Union, row: Matched, out: &mut Vec<Row>) {
        let prefers = |(side, at): (&Side<'_>, Option<usize>)| {
            at.is_some_and(|at| side.row(at).status() == Status::Preferred)
        };
        let preferred_by = [(&self.ours, row.ours), (&self.theirs, row.theirs)].map(prefers);
        let mut versions = Vec::new();
        self.versions(union, row, &mut versions);
        out.extend(versions.into_iter().map(|(cells, mark)| Row {
            cells,
            mark,
            preferred_by,
        }));
    }

    fn versions(&self, union: &Union, row: Matched, out: &mut Vec<Version>) {
        match (row.ours, row.theirs) {
            (None, None) => {}
            (Some(ours), Some(theirs)) => self.both(union, row.base, ours, theirs, out),
            (Some(ours), None) => self.one(
                union,
                row.base,
                (&self.ours, ours),
                "ours: deleted in theirs",
                out,
            ),
            (None, Some(theirs)) => self.one(
                union,
                row.base,
                (&self.theirs, theirs),
                "theirs: deleted in ours",
                out,
            ),
        }
    }

    /// A row that only one side has: it was added there, or deleted on the other side.
    fn one(
        &self,
        union: &Union,
        base: Option<usize>,
        (side, row): (&Side<'_>, usize),
        mark: &str,
        out: &mut Vec<Version>,
    ) {
        if base.is_some_and(|base| !self.is_changed(union, base, (side, row))) {
            return;
        }
        let mark = base.map(|_| Mark {
            text: mark.to_owned(),
            first: true,
        });
        out.push((side.cells(row), mark));
    }

    /// Whether anything but mining's figures is not as it was.
    fn is_changed(&self, union: &Union, base: usize, (side, row): (&Side<'_>, usize)) -> bool {
        union
            .columns()
            .filter(|(.., content)| !matches!(content, Content::Figure | Content::Mark))
            .any(|(at, ..)| {
                let before = self.base.cell(base, at).unwrap_or_default();
                side.cell(row, at).is_some_and(|cell| cell != before)
            })
    }

    fn both(
        &self,
        union: &Union,
        base: Option<usize>,
        ours: usize,
        theirs: usize,
        out: &mut Vec<Version>,
    ) {
        let mut cells = Vec::with_capacity(union.header.len());
        // Where they differ: the column, and what they have there.
        let mut differing: Vec<(usize, &str, &str)> = Vec::new();
        let three = |at: usize| {
            let before = base
                .and_then(|base| self.base.cell(base, at))
                .unwrap_or_default();
            (
                before,
                self.ours.cell(ours, at),
                self.theirs.cell(theirs, at),
            )
        };
        // What one decided about their term was not said of the other.
        let two_terms = union.columns().any(|(at, _, content)| {
            content == Content::Term
                && matches!(three(at), (before, Some(ours), Some(theirs)) if cell::merge(content, before, ours, theirs).is_none())
        });
        for (at, name, content) in union.columns() {
            let merged = match three(at) {
                (before, Some(ours), Some(theirs)) => {
                    let apart = two_terms
                        && content == Content::Status
                        && !side::same(content, ours, theirs);
                    cell::merge(content, before, ours, theirs)
                        .filter(|_| !apart)
                        .unwrap_or_else(|| {
                            differing.push((at, name, theirs));
                            ours
                        })
                }
                // A column that is not there says nothing about its cells.
                (_, one, other) => one.or(other).unwrap_or_default(),
            };
            cells.push(merged.to_owned());
        }
        if differing.is_empty() {
            out.push((cells, None));
            return;
        }
        let mut columns: Vec<&str> = differing.iter().map(|&(_, name, _)| name.trim()).collect();
        // The two may have their new columns in different orders.
        columns.sort_unstable();
        let columns = columns.join(", ");
        let mut others = cells.clone();
        for (at, _, theirs) in differing {
            theirs.clone_into(&mut others[at]);
        }
        for (cells, side, first) in [(cells, "ours", true), (others, "theirs", false)] {
            let text = format!("{side}: {columns}");
            out.push((cells, Some(Mark { text, first })));
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::glossary::example::table;
    use crate::glossary::row_cells::RowCells;

    /// The columns and rows of the merged glossary, without those of mining's columns that no source has.
    pub(in crate::glossary::merge) fn merged(base: &str, ours: &str, theirs: &str) -> Vec<String> {
        let (table, _) = merge(&table(ours), &table(theirs), &table(base));
        let shown: Vec<usize> = (0..table.header().len())
            .filter(|&at| {
                let name = table.header()[at].as_str();
                let header =
                    |source: &str| source.lines().next().unwrap_or_default().contains(name);
                name == CONFLICT || header(ours) || header(theirs)
            })
            .collect();
        let line = |cells: &RowCells| {
            let shown: Vec<&str> = shown.iter().map(|&at| &cells[at]).collect();
            shown.join(",")
        };
        std::iter::once(line(&table.header().iter().collect()))
            .chain(table.rows.iter().map(line))
            .collect()
    }

    const HEAD: &str = "concept,english,korean,status,note\n";

    fn rows(base: &str, ours: &str, theirs: &str) -> Vec<String> {
        let [base, ours, theirs] = [base, ours, theirs].map(|rows| format!("{HEAD}{rows}"));
        merged(&base, &ours, &theirs).split_off(1)
    }

    #[test]
    fn what_each_did_to_other_cells_and_rows_is_all_there() {
        assert_eq!(
            rows(
                "cell,cell,세포,proposed,\nfog,fog,안개,proposed,\nlake,lake,호수,proposed,\n",
                "cell,cell,세포,preferred,\nlake,lake,호수,proposed,\nrain,rain,비,proposed,\n",
                "cell,cell,세포,proposed,의학\nfog,fog,안개,proposed,\nlake,lake,호수,proposed,\nwind,wind,바람,admitted,\n"
            ),
            [
                "cell,cell,세포,preferred,의학",
                "lake,lake,호수,proposed,",
                "rain,rain,비,proposed,",
                "wind,wind,바람,admitted,"
            ]
        );
    }

    #[test]
    fn two_choices_stay_as_two_rows_each_a_whole_merge() {
        assert_eq!(
            rows(
                "cell,cell,세포,proposed,\n",
                "cell,cell,세포,preferred,생물학\n",
                "cell,cell,세포,deprecated,생물학\n"
            ),
            [
                "cell,cell,세포,deprecated,생물학,theirs: status",
                "cell,cell,세포,preferred,생물학,ours: status"
            ]
        );
        let (_, conflicts) = merge(
            &table("concept,english,korean,note\ncell,cell,세포,가\nfog,fog,안개,다\n"),
            &table("concept,english,korean,note\ncell,cell,세포,나\nfog,fog,안개,라\n"),
            &Table::default(),
        );
        assert_eq!(conflicts.count, 2);
    }

    #[test]
    fn columns_of_a_conflict_are_named_in_one_order_whoever_added_them_first() {
        let ours = "concept,english,korean,담당,domain\ncell,cell,세포,가온,생물\n";
        let theirs = "concept,english,korean,domain,담당\ncell,cell,세포,화학,다온\n";
        let marks = |ours: &str, theirs: &str| {
            let mut rows = merged("", ours, theirs).split_off(1);
            for row in &mut rows {
                row.drain(..row.rfind("s: ").unwrap() + 3);
            }
            rows
        };
        assert_eq!(marks(ours, theirs), ["domain, 담당"; 2]);
        assert_eq!(marks(theirs, ours), ["domain, 담당"; 2]);
    }

    #[test]
    fn a_change_wins_over_a_deletion_and_says_so() {
        let base = "cell,cell,세포,proposed,\n";
        let changed = "cell,cell,세포,preferred,\n";
        assert_eq!(
            rows(base, changed, ""),
            ["cell,cell,세포,preferred,,ours: deleted in theirs"]
        );
        assert_eq!(
            rows(base, "", changed),
            ["cell,cell,세포,preferred,,theirs: deleted in ours"]
        );
        assert!(rows(base, base, "").is_empty());
        assert!(rows(base, "", "").is_empty());
    }

    #[test]
    fn figures_alone_are_no_change() {
        let head = "concept,english,korean,occurrences,confidence\n";
        let at = |figures: &str| format!("{head}cell,cell,세포,{figures}\n");
        assert_eq!(
            merged(&at("1,0.50"), head, &at("2,0.60")),
            [head.trim_end()]
        );
        assert_eq!(
            merged(&at("3,0.90"), &at("12,0.60"), &at("4,0.70"))[1],
            "cell,cell,세포,12,0.70"
        );
    }

    #[test]
    fn a_move_and_a_decision_meet_in_one_row() {
        assert_eq!(
            rows(
                "cell,cell,셀,proposed,\n",
                "sheet,cell,셀,proposed,\n",
                "cell,cell,셀,rejected,\n"
            ),
            ["sheet,cell,셀,rejected,"]
        );
        // To two places: that is for a person.
        assert_eq!(
            rows(
                "cell,cell,셀,proposed,\n",
                "sheet,cell,셀,proposed,\n",
                "table,cell,셀,proposed,메모\n"
            ),
            [
                "sheet,cell,셀,proposed,메모,ours: concept",
                "table,cell,셀,proposed,메모,theirs: concept"
            ]
        );
    }

    #[test]
    fn a_corrected_spelling_is_another_row() {
        // What they decided about 콘소시엄 was not said of 컨소시엄.
        assert_eq!(
            rows(
                "c,consortium,콘소시엄,proposed,\n",
                "c,consortium,컨소시엄,proposed,\n",
                "c,consortium,콘소시엄,deprecated,\n"
            ),
            [
                "c,consortium,컨소시엄,proposed,,",
                "c,consortium,콘소시엄,deprecated,,theirs: deleted in ours"
            ]
        );
    }

    #[test]
    fn two_corrections_of_one_cell_are_for_a_person() {
        assert_eq!(
            rows(
                "w,weight,가중값,proposed,\n",
                "w,weight,가중치,preferred,\n",
                "w,weight,무게값,proposed,확인함\n"
            ),
            [
                "w,weight,가중치,preferred,확인함,ours: korean, status",
                "w,weight,무게값,proposed,확인함,theirs: korean, status"
            ]
        );
    }

    #[test]
    fn columns_of_either_stay_unless_one_side_deleted_them() {
        let base = "concept,english,korean,note\ncell,cell,세포,생물\n";
        let without = "concept,english,korean\ncell,cell,세포\n";
        assert_eq!(
            merged(base, without, base),
            ["concept,english,korean", "cell,cell,세포"]
        );
        assert_eq!(
            merged(base, base, without),
            ["concept,english,korean", "cell,cell,세포"]
        );
        assert_eq!(
            merged(
                base,
                without,
                "concept,english,korean,note,domain\ncell,cell,세포,생물학,과학\n"
            ),
            [
                "concept,english,korean,note,domain",
                "cell,cell,세포,생물학,과학"
            ]
        );
        assert_eq!(
            merged(
                "",
                "korean,concept,english,담당\n세포,cell,cell,가온\n",
                "concept,english,korean,note\ncell,cell,세포,생물\n"
            ),
            [
                "korean,note,concept,english,담당",
                "세포,생물,cell,cell,가온"
            ]
        );
    }

    #[test]
    fn the_byte_order_mark_is_ours() {
        let plain = "concept,english,korean\ncell,cell,세포\n";
        let marked = format!("\u{feff}{plain}");
        let bytes = |ours: &str, theirs: &str| {
            merge(&table(ours), &table(theirs), &Table::default())
                .0
                .to_bytes()
        };
        assert!(bytes(&marked, plain).starts_with("\u{feff}".as_bytes()));
        assert!(bytes(plain, &marked).starts_with(b"concept"));
    }

    #[test]
    fn marks_of_an_earlier_merge_are_replaced_and_a_persons_words_stay() {
        let head = "concept,english,korean,note,conflict\n";
        let at = |note: &str, conflict: &str| format!("{head}cell,cell,세포,{note},{conflict}\n");
        let conflicts = |ours: &str| {
            merged(&at("", ""), &at("가", ours), &at("나", ""))
                .into_iter()
                .map(|line| line.rsplit_once(',').unwrap().1.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            conflicts("theirs: status"),
            ["conflict", "ours: note", "theirs: note"]
        );
        assert_eq!(
            conflicts("의견 갈림"),
            [
                "conflict",
                "ours: note; 의견 갈림",
                "theirs: note; 의견 갈림"
            ]
        );
    }
}
