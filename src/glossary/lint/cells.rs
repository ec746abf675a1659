//! What mining refuses: rows of another length, empty cells, words that it does not know.

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Kind;
use crate::Level;
use crate::glossary::Status;
use crate::glossary::row::word;
use crate::glossary::strict::cells as count;

pub(super) const CELLS: Rule = Rule {
    name: "cells",
    level: Level::Error,
    explanation: "A row has more or fewer cells than the header has columns, so that nobody knows which cell is which. \
                  Mining refuses the file. Most often a comma is missing, or one stands in a cell without quotes.",
    bad: "concept,english,korean,note\nsao-tome,São Tomé,상투메,섬, 나라 이름\n",
    good: "concept,english,korean,note\nsao-tome,São Tomé,상투메,\"섬, 나라 이름\"\n",
    check: check_cells,
};

pub(super) const EMPTY: Rule = Rule {
    name: "empty",
    level: Level::Error,
    explanation: "The concept, the English or the Korean of a row is empty. Mining refuses the file.",
    bad: "concept,english,korean\ntensor,,텐서\n",
    good: "concept,english,korean\ntensor,tensor,텐서\n",
    check: check_empty,
};

pub(super) const UNKNOWN_KIND: Rule = Rule {
    name: "unknown-kind",
    level: Level::Error,
    explanation: "The kind is none of term, abbreviation and foreign. Mining refuses the file.",
    bad: "concept,english,korean,kind\ntensor,tensor,텐서,noun\n",
    good: "concept,english,korean,kind\ntensor,tensor,텐서,term\n",
    check: check_kind,
};

pub(super) const UNKNOWN_STATUS: Rule = Rule {
    name: "unknown-status",
    level: Level::Error,
    explanation: "The status, or the english_status, is none of proposed, preferred, admitted, deprecated and rejected. \
                  Mining refuses the file.",
    bad: "concept,english,korean,status\ntensor,tensor,텐서,확정\n",
    good: "concept,english,korean,status\ntensor,tensor,텐서,preferred\n",
    check: check_status,
};

fn check_cells(draft: &Draft, findings: &mut Findings) {
    for row in &draft.uneven {
        findings.add_line(
            row.line,
            format!(
                "{} where the header has {} columns",
                count(row.cells),
                row.columns
            ),
            "put cells that hold a comma in double quotes, and write every comma",
        );
    }
}

fn check_empty(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        for (column, cell) in [
            ("concept", row.concept()),
            ("english", row.english()),
            ("korean", row.korean()),
        ] {
            if cell.trim().is_empty() {
                let what = format!("{column} is empty");
                findings.add(at, Some(column), what, "fill it or delete the row");
            }
        }
    }
}

fn check_kind(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        let cell = row.cell("kind").unwrap_or_default();
        if !cell.trim().is_empty() && word(cell).parse::<Kind>().is_err() {
            findings.add(
                at,
                Some("kind"),
                format!("unknown kind {}", quote(cell)),
                "term, abbreviation or foreign",
            );
        }
    }
}

fn check_status(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        for column in ["status", "english_status"] {
            let cell = row.cell(column).unwrap_or_default();
            if !cell.trim().is_empty() && word(cell).parse::<Status>().is_err() {
                findings.add(
                    at,
                    Some(column),
                    format!("unknown {column} {}", quote(cell)),
                    "proposed, preferred, admitted, deprecated or rejected",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn all_places_are_told_and_not_only_the_first() {
        assert_eq!(
            found(
                "concept,english,korean,kind,status,english_status\n\
                 a,b,\n\
                 ,tensor,텐서,term,good,fine\n\
                 cloud,cloud,클라우드,noun,Preferred,\n\
                 fog,fog,포그,Term , proposed ,admitted\n\
                 mist,mist,,,,,\n"
            ),
            [
                "2 cells",
                "3 empty",
                "3 unknown-status",
                "3 unknown-status",
                "4 unknown-kind",
                "6 cells",
            ]
        );
    }
}
