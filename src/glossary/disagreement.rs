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

/// The disagreements that are news: the other term is in more documents than before. What people have deprecated or
/// rejected is as they want it.
pub(super) fn disagreements(before: &Table, after: &Table) -> Vec<Disagreement> {
    let documents = |table: &Table| -> BTreeMap<(String, String), usize> {
        let mut documents = BTreeMap::new();
        for row in table.rows() {
            let most: &mut usize = documents
                .entry((row.concept().to_owned(), row.korean().to_owned()))
                .or_default();
            *most = row.documents().max(*most);
        }
        documents
    };
    let chosen = |table: &Table| table.rows().any(|row| row.status() == Status::Preferred);
    if !chosen(after) {
        return Vec::new();
    }
    let (old, new) = (documents(before), documents(after));
    Concept::all(after)
        .filter_map(|concept| {
            let preferred = concept.preferred().filter(|preferred| preferred.chosen)?;
            let key = |korean: &str| (concept.id().to_owned(), korean.to_owned());
            let own = new.get(&key(preferred.korean)).copied().unwrap_or(0);
            let others = concept
                .rows()
                .iter()
                .filter(|row| matches!(row.status(), Status::Proposed | Status::Admitted))
                .filter(|row| row.korean() != preferred.korean);
            let (count, other) = others
                .map(|row| {
                    (
                        new.get(&key(row.korean())).copied().unwrap_or(0),
                        row.korean(),
                    )
                })
                .max()?;
            let grown = count > old.get(&key(other)).copied().unwrap_or(0);
            (grown && count >= FEWEST && count >= TIMES * own.max(1)).then(|| Disagreement {
                concept: concept.id().to_owned(),
                preferred: (preferred.korean.to_owned(), own),
                other: (other.to_owned(), count),
            })
        })
        .collect()
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
            "p,parameter,파라미터,preferred,0\np,parameter,매개변수,,2\n",
        ] {
            assert_eq!(disagreements(&before, &table(rows)), [], "{rows}");
        }
    }
}
