//! A glossary as a person sees it: columns, and rows of cells, read and written without us.

use std::collections::BTreeMap;

/// Filled cells by column.
pub type Row = BTreeMap<String, String>;

/// Fills a cell, or empties it.
pub fn set(row: &mut Row, column: &str, cell: &str) {
    if cell.is_empty() {
        row.remove(column);
    } else {
        row.insert(column.to_owned(), cell.to_owned());
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub header: Vec<String>,
    pub rows: Vec<Row>,
}

impl Sheet {
    pub fn read(csv: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(csv);
        let header = reader.headers().unwrap().iter().map(str::to_owned);
        let header: Vec<String> = header.collect();
        let row = |record: csv::StringRecord| {
            let mut row = Row::new();
            for (column, cell) in header.iter().zip(&record) {
                set(&mut row, column, cell);
            }
            row
        };
        let rows = reader.records().map(|record| row(record.unwrap()));
        Self {
            rows: rows.collect(),
            header: header.clone(),
        }
    }

    pub fn csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header).unwrap();
        for row in &self.rows {
            let cell = |column: &String| row.get(column).map_or("", String::as_str);
            writer.write_record(self.header.iter().map(cell)).unwrap();
        }
        writer.into_inner().unwrap()
    }

    /// The same with its rows in one order.
    pub fn sorted(mut self) -> Self {
        self.rows.sort();
        self
    }
}
