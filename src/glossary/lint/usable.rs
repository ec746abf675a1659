//! Concepts that forbid everything.

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::{Concept, Status};

pub(super) const NO_USABLE_TERM: Rule = Rule {
    name: "no-usable-term",
    level: Level::Warning,
    explanation: "All Korean terms of a concept are deprecated, or rejected: writers learn what not to write, and not what to \
                  write instead. A concept of rejected rows only is no concept and passes.",
    bad: "concept,english,korean,status\nshell,shell,쉘,deprecated\n",
    good: "concept,english,korean,status\nshell,shell,쉘,deprecated\nshell,shell,셸,preferred\n",
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for concept in &draft.concepts {
        let rows: Vec<_> = concept.iter().map(|&at| draft.row(at)).collect();
        let deprecated = |row: &crate::glossary::Row<'_>| row.status() == Status::Deprecated;
        let Some(first) = rows.iter().find(|row| deprecated(row)) else {
            continue;
        };
        let what = format!(
            "no term of {} may be used: {} is deprecated",
            first.concept().trim(),
            quote(first.korean())
        );
        if Concept::of(rows.into()).preferred().is_none() {
            let hint = "add the term to use, or set one to admitted";
            findings.add(concept[0], Some("status"), what, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn rejected_rows_are_no_terms() {
        let rules = |status: &str| {
            found(&format!(
                "concept,english,korean,status\n\
                 shell,shell,쉘,{status}\n\
                 shell,shell,조개,rejected\n"
            ))
        };
        assert_eq!(rules("deprecated"), ["2 no-usable-term"]);
        assert_eq!(rules("rejected"), [""; 0]);
        assert_eq!(rules("proposed"), [""; 0]);
    }
}
