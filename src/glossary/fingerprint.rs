//! A number by which the ledger knows whether somebody has changed the glossary.

use std::borrow::Cow;

use super::row::word;
use super::row_cells::RowCells;
use super::table::Table;
use crate::fnv::{EMPTY, step};

impl Table {
    /// A number that changes when a cell does, but not with the order of rows or columns, line ends
    /// or quoting, nor when a spreadsheet has `0.9` for `0.90`: FNV-1a over each row's
    /// filled cells, summed.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut order: Vec<usize> = (0..self.header.len()).collect();
        order.sort_by_key(|&at| word(&self.header[at]));
        let row_hash = |cells: &RowCells| {
            let filled = order.iter().filter(|&&at| !cells[at].is_empty());
            filled.fold(EMPTY, |hash, &at| {
                let name = word(&self.header[at]);
                let cell = if at == self.columns.confidence {
                    hundredths(&cells[at])
                } else {
                    Cow::Borrowed(&cells[at])
                };
                // 0xff is in no UTF-8 text, so it parts name and cell.
                let bytes = name.bytes().chain([0xff]).chain(cell.bytes()).chain([0xff]);
                bytes.map(u64::from).fold(hash, step)
            })
        };
        self.rows.iter().map(row_hash).fold(0, u64::wrapping_add)
    }
}

/// A confidence as mining writes it, where it is one.
fn hundredths(cell: &str) -> Cow<'_, str> {
    match cell.trim().parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Cow::Owned(format!("{value:.2}")),
        _ => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprint_sees_cells_and_nothing_else() {
        let of = |source: &str| Table::parse(source.as_bytes()).unwrap().fingerprint();
        let first = of("concept,english,korean,note\na,b,다,\nc,d,라,x\n");
        assert_eq!(
            first,
            of("\u{feff}concept,note,english,korean\r\nc,x,d,라\r\na,,\"b\",다\r\n")
        );
        assert_eq!(
            first,
            of("concept;english;korean;note\r\na;b;다;\r\nc;d;라;x\r\n")
        );
        assert_ne!(
            first,
            of("concept,english,korean,note\na,b,다,\nc,d,라,y\n")
        );
        let figures = |confidence: &str| {
            of(&format!(
                "concept,english,korean,confidence\na,b,다,{confidence}\n"
            ))
        };
        assert_eq!(figures("0.90"), figures("0.9"));
        assert_eq!(figures("1.00"), figures("1"));
        assert_ne!(figures("0.90"), figures("0.91"));
        assert_ne!(figures("0.90"), figures("9"));
        assert_ne!(first, of("concept,english,korean,note\na,b,다,\n"));
        assert_ne!(
            of("concept,english,korean\nab,c,다\n"),
            of("concept,english,korean\na,bc,다\n")
        );
    }
}
