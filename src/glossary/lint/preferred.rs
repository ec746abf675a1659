//! Two terms of one concept that are both the one to use.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::Status;
use crate::glossary::row::word;

pub(super) const TWO_PREFERRED: Rule = Rule {
    name: "two-preferred",
    level: Level::Error,
    explanation: "Two Korean terms of one concept are preferred, or two English terms of one language (english_status). Who asks \
                  the glossary for the term to use gets two.",
    bad: "concept,english,korean,status\nweight,weight,가중치,preferred\nweight,weight,웨이트,preferred\n",
    good: "concept,english,korean,status\nweight,weight,가중치,preferred\nweight,weight,웨이트,admitted\n",
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for concept in &draft.concepts {
        let mut korean = Rivals::default();
        // By language.
        let mut english: BTreeMap<&str, Rivals> = BTreeMap::new();
        for &at in concept {
            let (row, pair) = (draft.row(at), &draft.keys[at].pair);
            if row.status() == Status::Preferred
                && let Some(first) = korean.meet(at, &pair.korean)
            {
                add(draft, findings, "korean", first, at);
            }
            let status = row.cell("english_status").map(word);
            if status.as_deref() == Some("preferred")
                && let Some(first) = english
                    .entry(row.language())
                    .or_default()
                    .meet(at, &pair.english)
            {
                add(draft, findings, "english", first, at);
            }
        }
    }
}

/// Preferred terms of one concept and language.
#[derive(Default)]
struct Rivals<'d> {
    first: Option<usize>,
    terms: BTreeSet<&'d str>,
}

impl<'d> Rivals<'d> {
    /// The row of the first term, if this row has another that was not met yet.
    fn meet(&mut self, at: usize, term: &'d str) -> Option<usize> {
        let first = *self.first.get_or_insert(at);
        (self.terms.insert(term) && first != at).then_some(first)
    }
}

fn add(draft: &Draft, findings: &mut Findings, column: &'static str, first: usize, at: usize) {
    let cell = |at| quote(draft.row(at).cell(column).unwrap_or_default());
    let what = format!(
        "{} is preferred, and so is {} on line {}",
        cell(at),
        cell(first),
        draft.line(first)
    );
    findings.add(at, Some(column), what, "set one of the two to admitted");
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn one_korean_term_may_be_preferred_in_several_rows() {
        assert_eq!(
            found(
                "concept,english,korean,status\n\
                 ai,AI,인공지능,preferred\n\
                 ai,artificial intelligence,인공지능,preferred\n"
            ),
            [""; 0]
        );
    }

    #[test]
    fn english_terms_of_two_languages_are_no_rivals() {
        let rules = |language: &str| {
            found(&format!(
                "concept,english,korean,language,english_status\n\
                 antarctica,Antarctica,남극 대륙,en,preferred\n\
                 antarctica,Antarctique,남극 대륙,{language},Preferred\n"
            ))
        };
        assert_eq!(rules("fr"), [""; 0]);
        assert_eq!(rules("en"), ["3 two-preferred"]);
    }
}
