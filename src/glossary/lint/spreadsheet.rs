//! What a spreadsheet shows in place of a term.

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::spreadsheet::shown;

pub(super) const SPREADSHEET: Rule = Rule {
    name: "spreadsheet",
    level: Level::Warning,
    explanation: "A term looks as a spreadsheet shows what it took for a date (01월 02일, 19-Nov), for a number (1.23E+10) or \
                  for a formula (#NAME?). What was typed is not in the file any more.",
    bad: "concept,english,korean\ncovid-19,19-Nov,코로나19\n",
    good: "concept,english,korean\ncovid-19,COVID-19,코로나19\n",
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        for (column, cell) in [("english", row.english()), ("korean", row.korean())] {
            if shown(cell, false).is_some() {
                findings.add(
                    at,
                    Some(column),
                    format!("{column} {} is what a spreadsheet shows", quote(cell)),
                    "type the term again; format the column as text before that",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn terms_that_a_spreadsheet_took_for_something_else_are_found() {
        assert_eq!(
            found(
                "concept,english,korean,note\nfirst,first,01월 02일,\nindex,1.23E+10,색인,2-Jan\nten,10,열,\n"
            ),
            ["2 spreadsheet", "3 spreadsheet"]
        );
    }
}
