//! The records of a CSV file, read by all threads: where each begins is known, so any thread can begin with any.

use csv::StringRecord;
use rayon::prelude::*;

use super::row_cells::RowCells;
use super::spreadsheet::formula::unguard;
use super::spreadsheet::{Form, Lengths};
use super::strict::{Begin, at_line};
use crate::{Error, Result};

/// A record that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Its place among all records, counted from 0.
    pub(super) at: usize,
    /// The line on which it begins.
    pub(super) line: usize,
    pub(super) cells: RowCells,
}

/// How many records one thread takes at a time.
const BATCH: usize = 4096;

/// The records of a text that begin at these places, but for the empty ones that spreadsheets leave behind; and how many cells
/// each has, the empty ones too.
pub(super) fn read(text: &str, form: Form, begins: &[Begin]) -> Result<(Vec<Record>, Lengths)> {
    let batches: Vec<Result<Vec<Record>>> = begins
        .par_chunks(BATCH)
        .enumerate()
        .map(|(number, some)| {
            let first = number * BATCH;
            let start = some.first().map_or(0, |begin| begin.offset);
            let end = begins.get(first + some.len());
            let end = end.map_or(text.len(), |begin| begin.offset);
            batch(&text[start..end], form, some, first)
        })
        .collect();
    let mut records = Vec::with_capacity(begins.len());
    let mut lengths = Lengths::default();
    for batch in batches {
        for record in batch? {
            lengths.push(record.cells.len());
            if !record.cells.are_blank() {
                records.push(record);
            }
        }
    }
    Ok((records, lengths))
}

/// Neighbouring records, of which the first is the one at `first`.
fn batch(text: &str, form: Form, begins: &[Begin], first: usize) -> Result<Vec<Record>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(form.separator)
        .from_reader(text.as_bytes());
    let guarded = form.is_guarded();
    let mut records = Vec::with_capacity(begins.len());
    let mut found = StringRecord::new();
    loop {
        // The last line stands in should the two readers ever count differently: no row is dropped.
        let begin = begins.get(records.len()).or(begins.last());
        let line = begin.map_or(1, |begin| begin.line);
        let more = reader.read_record(&mut found);
        if !more.map_err(|error| Error::new(error.to_string()).at(at_line(line)))? {
            return Ok(records);
        }
        records.push(Record {
            at: first + records.len(),
            line,
            cells: if guarded {
                found.iter().map(unguard).collect()
            } else {
                RowCells::from(&found)
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::strict::records;

    #[test]
    fn many_records_are_those_of_one_reader_in_their_order() {
        let rows = |number: usize| match number % 5 {
            0 => format!("{number},셸,\"두\n줄\"\n"),
            1 => format!("{number},버퍼\r\n\n"),
            2 => ",,\n".to_owned(),
            _ => format!("{number},\"큐, 대기열\",\n"),
        };
        let text: String = (0..3 * BATCH + 7).map(rows).collect();
        let begins = records(&text, b',', 1).unwrap();
        let (found, _) = read(&text, Form::PLAIN, &begins).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut one = Vec::new();
        for (at, (record, begin)) in reader.records().zip(&begins).enumerate() {
            let cells: RowCells = record.unwrap().iter().collect();
            if !cells.are_blank() {
                let line = begin.line;
                one.push(Record { at, line, cells });
            }
        }
        assert_eq!(found, one);
        assert_eq!(found[1].line, 3);
    }
}
