//! Spaces that nobody sees and every search stumbles over.

use super::draft::Draft;
use super::quote::{code, quote};
use super::{Findings, Rule};
use crate::Level;

pub(super) const SPACES: Rule = Rule {
    name: "spaces",
    level: Level::Warning,
    explanation: "A cell begins or ends with a space, has two in a row, or another white space than the ordinary one (a line \
                  end, a tab, a no-break or a full-width space). The term then looks as it should and is not found by \
                  programs that compare letter by letter.",
    bad: "concept,english,korean\ndata-lake,data  lake,데이터 호수 \n",
    good: "concept,english,korean\ndata-lake,data lake,데이터 호수\n",
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        for (column, cell) in [
            ("concept", row.concept()),
            ("english", row.english()),
            ("korean", row.korean()),
        ] {
            if let Some(fault) = fault(cell) {
                let what = format!("{column} {} {fault}", quote(cell));
                findings.add(
                    at,
                    Some(column),
                    what,
                    "write single spaces, and none at the ends",
                );
            }
        }
    }
}

/// What is wrong with the spaces of a cell. One that is empty is another rule's.
fn fault(cell: &str) -> Option<String> {
    if cell.trim().is_empty() {
        return None;
    }
    if let Some(strange) = cell.chars().find(|&c| c.is_whitespace() && c != ' ') {
        return Some(format!("holds {}, no ordinary space", code(strange)));
    }
    let fault = if cell.starts_with(' ') {
        "begins with a space"
    } else if cell.ends_with(' ') {
        "ends with a space"
    } else if cell.contains("  ") {
        "has two spaces in a row"
    } else {
        return None;
    };
    Some(fault.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_at_the_ends_in_a_row_and_strange_ones() {
        for (cell, said) in [
            (" 텐서", "begins with"),
            ("텐서 ", "ends with"),
            ("데이터  호수", "two spaces"),
            ("데이터\u{a0}호수", "<U+00A0>"),
            ("데이터\u{3000}호수", "<U+3000>"),
            ("데이터\n호수", "<U+000A>"),
        ] {
            let fault = fault(cell).unwrap();
            assert!(fault.contains(said), "{cell:?}: {fault}");
        }
        for cell in ["데이터 호수", "텐서", "", "  "] {
            assert_eq!(fault(cell), None, "{cell:?}");
        }
    }
}
