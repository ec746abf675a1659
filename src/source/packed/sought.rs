//! Words in the cells of a workbook that its formulas, filters, lists of choices and tables look for: they are found no more once only one of the two is
//! changed.

use std::collections::HashSet;

use crate::source::Unwritable;
use crate::source::tie::Tie;

/// What a formula gives is computed anew whenever the workbook is opened.
pub(super) const RESULT: Tie = Tie::Fixed(Unwritable(
    "it is the result of a formula: change the formula",
));

/// A table is broken whose columns have other names than their cells say: ECMA-376, part 1, 18.5.1.3.
const COLUMN: Tie = Tie::Fixed(Unwritable(
    "a table of the workbook knows its column by these words: change them in the program that it is of",
));

const USED: Tie =
    Tie::Used("a formula, a filter or a list of choices of the workbook looks for these words");

/// What is looked for in a workbook.
#[derive(Default)]
pub(super) struct Sought {
    words: HashSet<String>,
    columns: HashSet<String>,
}

impl Sought {
    /// Takes the words between double quotes of a formula, or of a list of choices, which has commas between them.
    pub(super) fn formula(&mut self, formula: &str) {
        // Two quotes in a row are one that is meant.
        let mut rest = formula;
        while let Some(open) = rest.find('"') {
            let mut words = String::new();
            rest = &rest[open + 1..];
            while let Some(close) = rest.find('"') {
                words.push_str(&rest[..close]);
                rest = &rest[close + 1..];
                if !rest.starts_with('"') {
                    break;
                }
                words.push('"');
                rest = &rest[1..];
            }
            for one in words.split(',') {
                self.words(one);
            }
            self.words(&words);
        }
    }

    /// Takes words that are looked for, with signs that compare them or stand for others: `<>캐시*`.
    pub(super) fn words(&mut self, words: &str) {
        let words = words.trim_matches(|c: char| "=<>*?~ ".contains(c));
        if !words.is_empty() {
            self.words.insert(words.to_lowercase());
        }
    }

    /// Takes the name of a column of a table.
    pub(super) fn column(&mut self, name: &str) {
        self.columns.insert(name.trim().to_owned());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.columns.is_empty()
    }

    /// What goes by the text of a cell, of a sheet with tables or of one without.
    pub(super) fn of(&self, cell: &str, has_tables: bool) -> Option<Tie> {
        let cell = cell.trim();
        if has_tables && self.columns.contains(cell) {
            Some(COLUMN)
        } else {
            self.words.contains(&cell.to_lowercase()).then_some(USED)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_formulas_are_sought() {
        let mut sought = Sought::default();
        sought.formula("IF(A1=\"버퍼\",\"\",COUNTIF(B:B,\"<>큐*\"))&\"그는 \"\"네\"\"라고\"");
        sought.formula("\"Stack,힙\"");
        sought.formula("닫지 않은 \"따옴표");
        sought.column("이름");
        for (cell, tie) in [
            ("버퍼", Some(USED)),
            (" 큐", Some(USED)),
            ("그는 \"네\"라고", Some(USED)),
            ("stack", Some(USED)),
            ("힙", Some(USED)),
            ("이름", Some(COLUMN)),
            ("버퍼를 비운다", None),
            ("A1", None),
            ("", None),
        ] {
            assert_eq!(sought.of(cell, true), tie, "{cell}");
        }
        assert_eq!(sought.of("이름", false), None);
    }
}
