//! Where documents disagree with what a person prefers.

use std::collections::BTreeMap;

use super::concept::Concept;
use super::row::Status;
use super::table::Table;

/// Documents that another term is in, before anything is said.
const FEWEST: usize = 3;
/// How many times as many documents the other term must be in.
const TIMES: usize = 3;

/// A term that a person prefers, and another of the same concept that nearly all documents have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The concept's identifier.
    pub concept: String,
    /// The term that a person prefers, and in how many documents it is.
    pub preferred: (String, usize),
    /// The other one.
    pub other: (String, usize),
}

/// What the documents have instead of the term that a person prefers in a concept, if nearly all do. What people have
/// deprecated or rejected is as they want it, and so is what they have admitted, as long as some document has the other.
pub(super) fn disagreement(concept: &Concept<'_>) -> Option<Disagreement> {
    let preferred = concept.preferred().filter(|preferred| preferred.chosen)?;
    let terms = concept.koreans();
    let mut named = terms.iter().filter(|term| term.0 == preferred.korean);
    let own = named.next()?.1.documents;
    let is_open = |status| match status {
        Status::Proposed => true,
        Status::Admitted => own == 0,
        Status::Preferred | Status::Deprecated | Status::Rejected => false,
    };
    let (other, documents) = terms
        .iter()
        .filter(|(korean, term)| *korean != preferred.korean && is_open(term.status))
        .map(|(korean, term)| (*korean, term.documents))
        .max_by_key(|&(_, documents)| documents)?;
    (documents >= FEWEST && documents >= TIMES * own.max(1)).then(|| Disagreement {
        concept: concept.id().to_owned(),
        preferred: (preferred.korean.to_owned(), own),
        other: (other.to_owned(), documents),
    })
}

/// The disagreements that are news: the other term is in more documents than before.
pub(super) fn disagreements(before: &Table, after: &Table) -> Vec<Disagreement> {
    let mut found: Vec<Disagreement> = Concept::all(after)
        .filter_map(|concept| disagreement(&concept))
        .collect();
    if found.is_empty() {
        return found;
    }
    let mut earlier: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in before.rows() {
        let most = earlier.entry((row.concept(), row.korean())).or_default();
        *most = row.documents().max(*most);
    }
    found.retain(|one| {
        let (other, documents) = &one.other;
        let then = earlier.get(&(one.concept.as_str(), other.as_str()));
        then.is_none_or(|then| documents > then)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example;

    fn table(rows: &str) -> Table {
        let header = "concept,english,korean,status,documents\n";
        example::table(&format!("{header}{rows}"))
    }

    #[test]
    fn nearly_all_documents_have_another_term() {
        let before = table("p,parameter,파라미터,preferred,1\np,parameter,매개변수,,2\n");
        let after = table("p,parameter,파라미터,preferred,1\np,parameter,매개변수,,5\n");
        assert_eq!(
            disagreements(&before, &after),
            [Disagreement {
                concept: "p".into(),
                preferred: ("파라미터".into(), 1),
                other: ("매개변수".into(), 5),
            }]
        );
        // It is said once, not at every mining.
        assert_eq!(disagreements(&after, &after), []);
    }

    #[test]
    fn what_a_person_decided_on_is_no_news() {
        let before = table("");
        for rows in [
            "p,parameter,파라미터,,1\np,parameter,매개변수,,9\n",
            "p,parameter,파라미터,preferred,4\np,parameter,매개변수,,9\n",
            "p,parameter,파라미터,preferred,1\np,parameter,매개변수,deprecated,9\n",
            "p,parameter,파라미터,preferred,1\np,parameter,매개변수,admitted,9\n",
            "p,parameter,파라미터,preferred,0\np,parameter,매개변수,,2\n",
        ] {
            assert_eq!(disagreements(&before, &table(rows)), [], "{rows}");
        }
    }
}
