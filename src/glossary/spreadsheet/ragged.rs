//! Rows that Excel saved with fewer cells than the header, or with more.
//!
//! Excel saves 16 rows at a time, and each time leaves out the columns at the end that are empty in all of the 16; where a
//! cell further right was once filled, it writes separators up to there. A row of another length may as well be one
//! with a separator forgotten or too many, and then all cells behind it are in the wrong column. So it is taken only where
//! that cannot be.

use crate::Kind;
use crate::glossary::columns::Columns;
use crate::glossary::row::{Status, word};
use crate::glossary::row_cells::RowCells;

/// How many rows Excel saves at a time.
const BLOCK: usize = 16;

/// How many cells each record of a file has, the header first.
#[derive(Debug, Default)]
pub(in crate::glossary) struct Lengths(Vec<usize>);

impl Lengths {
    /// Counts the next record.
    pub(in crate::glossary) fn push(&mut self, length: usize) {
        self.0.push(length);
    }

    /// Whether the record, counted from 0, is as long as all others that Excel saved with it, and they are several: nobody
    /// forgets the same separator in every row.
    fn agree_around(&self, record: usize) -> bool {
        let start = record / BLOCK * BLOCK;
        let block = &self.0[start..self.0.len().min(start + BLOCK)];
        block.len() > 1 && block.iter().all(|length| *length == self.0[record])
    }

    /// Whether empty cells can be added to the end of a record, or taken off, until it is as long as the header,
    /// `given` cells.
    pub(in crate::glossary) fn allow(
        &self,
        record: usize,
        cells: &RowCells,
        given: usize,
        columns: Columns,
    ) -> bool {
        let is_blank = |cell: &str| cell.trim().is_empty();
        cells.iter().skip(given).all(is_blank)
            && (self.agree_around(record) || are_in_place(cells, given, columns))
    }
}

/// Whether mining's words and figures are where they belong, the figures last but for empty cells: had a separator
/// been forgotten or too many before them, they would not be, and behind them is nothing to be parted.
fn are_in_place(cells: &RowCells, given: usize, columns: Columns) -> bool {
    let fits = |at: usize| {
        let cell = cells.get(at).map_or("", str::trim);
        if at == columns.kind {
            // A person's row may lack it, and the status.
            cell.is_empty() || word(cell).parse::<Kind>().is_ok()
        } else if at == columns.status {
            cell.is_empty() || word(cell).parse::<Status>().is_ok()
        } else if at == columns.confidence {
            cell.parse::<f32>()
                .is_ok_and(|sure| (0.0..=1.0).contains(&sure))
        } else {
            cell.parse::<u32>().is_ok()
        }
    };
    let figures = [columns.occurrences, columns.documents, columns.confidence];
    let given = [columns.kind, columns.status]
        .into_iter()
        .chain(figures)
        .filter(|&at| at < given);
    given.clone().max().is_some_and(|last| {
        figures.contains(&last)
            && given.clone().all(fits)
            && cells
                .iter()
                .skip(last + 1)
                .all(|cell| cell.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use crate::glossary::row_cells::RowCells;
    use crate::glossary::table::Table;

    const HEADER: &str =
        "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,담당";

    /// What becomes of rows below the header, in a file with `\r\n`.
    fn read(header: &str, rows: &[&str]) -> Result<Vec<RowCells>, String> {
        let text = format!("{header}\r\n{}\r\n", rows.join("\r\n"));
        let table = Table::parse(text.as_bytes());
        table
            .map(|table| table.rows)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_row_that_ends_with_its_figures_is_whole() {
        for row in [
            "cloud,cloud,클라우드,term,en,proposed,3,2,0.91",
            "cloud,cloud,클라우드,Term,en,PREFERRED,3,2,1,",
            "cloud,cloud,클라우드,,,,0,0,0",
            "cloud,cloud,클라우드,term,en,proposed,3,2,0.91,,,,",
        ] {
            let rows = read(HEADER, &[row]).unwrap();
            assert_eq!(rows[0].len(), 11, "{row}");
            assert!(rows[0].iter().skip(9).eq(["", ""]), "{row}");
        }
    }

    #[test]
    fn where_a_comma_may_be_missing_or_too_many_it_is_refused() {
        for (row, cells) in [
            ("cloud,cloud 클라우드,term,en,proposed,3,2,0.91,,", 10),
            ("cloud,cloud,클라우드,term,en,proposed,32,0.91,,", 10),
            ("cloud,cloud,클라우드,term,en,proposed,3,2,0.91메모", 9),
            (
                "cloud,cloud,클라우드,term,en,proposed,3,2,0.91,메모 김하늘",
                10,
            ),
            ("cloud,cloud,클라우드,,term,en,proposed,3,2,0.91,,", 12),
            (
                "cloud,cloud,클라우드,term,en,proposed,3,2,0.91,메모, 둘째,",
                12,
            ),
            ("cloud,cloud,클라우드,term,en,proposed,3,2,0.91,,,메모", 12),
            ("cloud,cloud 클라우드,,,,0,0,0,0", 9),
            ("cloud,cloud,클라우드,,,,,0,0,0,,", 12),
            ("cloud,cloud,클라우드", 3),
        ] {
            let error = read(HEADER, &[row]).unwrap_err();
            let said = format!("line 2: {cells} cells where the header has 11 columns");
            assert!(error.starts_with(&said), "{row}: {error}");
        }
        let error = read("concept,english,korean,note", &["cloud,cloud,클라우드메모"]).unwrap_err();
        assert!(error.starts_with("line 2: 3 cells"), "{error}");
    }

    #[test]
    fn a_block_of_excel_that_is_short_throughout_is_whole() {
        let header = "concept,english,korean,note";
        let long = ["cloud,cloud,클라우드,메모"; 15];
        let short = ["cloud,cloud,클라우드"; 2];
        let rows = read(header, &[&long[..], &short].concat()).unwrap();
        assert_eq!(rows.len(), 17);
        assert!(
            rows[16]
                .iter()
                .take(4)
                .eq(["cloud", "cloud", "클라우드", ""])
        );
        // One short row among others, or a single one, shows nothing.
        for rows in [
            [&long[..14], &short, &long[..3]].concat(),
            [&long[..], &short[..1]].concat(),
            [&long[..], &short[..1], &long[..1]].concat(),
        ] {
            let error = read(header, &rows).unwrap_err();
            assert!(error.contains("3 cells where the header has 4"), "{error}");
        }
    }

    #[test]
    fn a_file_of_no_spreadsheet_writes_every_comma() {
        let text = format!("{HEADER}\ncloud,cloud,클라우드,term,en,proposed,3,2,0.91\n");
        assert!(Table::parse(text.as_bytes()).is_err());
    }
}
