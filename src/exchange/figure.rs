//! Mining's figures as numbers, for formats that know numbers.

use crate::glossary::word;

/// A cell as a number, if writing that number again gives the cell: so much is a figure.
pub(super) fn number(column: &str, cell: &str) -> Option<f64> {
    let number: f64 = cell.parse().ok()?;
    (written(column, number).as_deref() == Some(cell)).then_some(number)
}

/// A number as mining writes it in this column; of other columns none.
pub(super) fn written(column: &str, number: f64) -> Option<String> {
    match &*word(column) {
        "occurrences" | "documents" if number.fract() == 0.0 && (0.0..1e15).contains(&number) => {
            Some(format!("{number:.0}"))
        }
        "confidence" => Some(format!("{number:.2}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_what_mining_writes() {
        assert_eq!(number("occurrences", "12"), Some(12.0));
        assert_eq!(number("confidence", "0.90"), Some(0.9));
        for (column, cell) in [
            ("occurrences", "012"),
            ("occurrences", "1e3"),
            ("confidence", "0.9"),
            ("note", "12"),
            ("documents", ""),
        ] {
            assert_eq!(number(column, cell), None, "{column} {cell}");
        }
    }
}
