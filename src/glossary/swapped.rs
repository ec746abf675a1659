//! A header that names the columns of the terms the wrong way round.

use unicode_normalization::UnicodeNormalization;

use super::row::{Row, Status};
use crate::gloss::is_hangul;

/// In fewer rows it is their cells that were mistaken, not the header.
const FEWEST: usize = 2;
/// Of so many rows one may be in order: somebody has put it right by hand, or mining has added it.
const ROWS_TO_EXCEPTION: usize = 10;

/// What to do about it.
pub(super) const HINT: &str = "change the names english and korean in the header over";

/// What is wrong where all rows, or nearly all, have Hangul under `english` and none under `korean`. Rejected rows are not
/// looked at.
pub(super) fn swapped<'t>(rows: impl Iterator<Item = Row<'t>>) -> Option<String> {
    let (mut all, mut wrong) = (0, 0);
    for row in rows.filter(|row| row.status() != Status::Rejected) {
        all += 1;
        wrong += usize::from(has_hangul(row.english()) && !has_hangul(row.korean()));
    }
    let is_swapped = wrong >= FEWEST && (all - wrong) * ROWS_TO_EXCEPTION <= all;
    is_swapped.then(|| {
        let many = if wrong == all {
            "all rows".to_owned()
        } else {
            format!("{wrong} of {all} rows")
        };
        format!("{many} have Hangul under english and none under korean")
    })
}

/// Whether there is Hangul, composed or not.
pub(crate) fn has_hangul(cell: &str) -> bool {
    cell.nfc()
        .any(|c| is_hangul(c) || matches!(c, '\u{1100}'..='\u{11ff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::table::Table;

    fn said(rows: &str) -> Option<String> {
        let text = format!("concept,korean,english,status\n{rows}");
        let table = Table::parse(text.as_bytes()).unwrap();
        swapped(table.rows())
    }

    #[test]
    fn all_or_nearly_all_rows_are_the_other_way_round() {
        let wrong = |rows: usize| "c,tensor,텐서,\n".repeat(rows);
        for (rows, start) in [
            (wrong(2), "all rows have Hangul under english"),
            (wrong(3) + "c,벡터,벡터,rejected\n", "all rows have"),
            (wrong(9) + "c,벡터,vector,\n", "9 of 10 rows have"),
        ] {
            let said = said(&rows).unwrap();
            assert!(said.starts_with(start), "{said}");
        }
    }

    #[test]
    fn some_rows_are_no_header() {
        let wrong = "c,tensor,텐서,\n".repeat(8);
        for rows in [
            String::new(),
            "c,텐서,tensor,\n".to_owned(),
            "c,tensor,텐서,\n".to_owned(),
            "c,tensor,tensor,\n".to_owned(),
            "c,AI 윤리,AI 윤리,\n".to_owned(),
            "c,tensor,텐서,rejected\n".to_owned(),
            wrong + "c,벡터,vector,\n",
        ] {
            assert_eq!(said(&rows), None, "{rows}");
        }
    }
}
