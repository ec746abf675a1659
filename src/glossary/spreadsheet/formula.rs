//! Cells that a spreadsheet would run as a formula.
//!
//! `-성` is a good Korean affix, and Excel makes `#NAME?` of it; `=HYPERLINK(…)` in somebody's document makes it do worse. In
//! files for spreadsheets such a cell begins with an apostrophe, [which OWASP advises][owasp]. A cell that would be taken for
//! one with an apostrophe of ours gets one more, so that every cell is read as it was.
//!
//! [owasp]: https://owasp.org/www-community/attacks/CSV_Injection

use std::borrow::Cow;

const MARK: char = '\'';

/// What makes a spreadsheet compute. The full-width forms count where the system is Korean, Japanese or Chinese; line
/// ends and tabs, since some spreadsheets skip them.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet may take the cell for a formula.
#[must_use]
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(BEGINS)
}

/// The cell as it is written for a spreadsheet: no formula.
///
/// ```
/// use yongeo::glossary::spreadsheet::formula::{guard, unguard};
///
/// assert_eq!(guard("-성"), "'-성");
/// assert_eq!(guard("'-성"), "''-성");
/// assert_eq!(guard("'90s"), "'90s");
/// assert_eq!(unguard("''-성"), "'-성");
/// ```
#[must_use]
pub fn guard(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches(MARK)) {
        Cow::Owned(format!("{MARK}{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell that was written so: without the apostrophe that [`guard`] put before it, if it did.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix(MARK) {
        Some(rest) if is_formula(rest.trim_start_matches(MARK)) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_formulas_and_what_would_be_taken_for_a_marked_one() {
        for (cell, written) in [
            ("=1+2", "'=1+2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1+2", "'＝1+2"),
            ("\t=1", "'\t=1"),
            ("+82", "'+82"),
            ("'=x", "''=x"),
            ("''－성", "'''－성"),
            ("'90s", "'90s"),
            ("'", "'"),
            ("", ""),
            ("사스코로나바이러스-2", "사스코로나바이러스-2"),
        ] {
            assert_eq!(guard(cell), written);
            assert_eq!(unguard(written), cell);
        }
    }

    #[test]
    fn what_a_person_types_without_a_mark_is_itself() {
        assert_eq!(unguard("-성"), "-성");
        assert_eq!(unguard("'cloud'"), "'cloud'");
    }

    proptest! {
        #[test]
        fn every_cell_is_read_as_it_was_and_none_is_a_formula(cell in "['=+@＝－\t\r\na가-]{0,4}|.*") {
            let written = guard(&cell);
            prop_assert!(!is_formula(&written), "{written:?}");
            prop_assert_eq!(unguard(&written), cell.as_str());
        }
    }
}
