//! The terms of a concept, with what its rows say of each.

use std::borrow::Cow;

use super::cell::composed;
use super::entry::{Term, add};
use super::pair::english_status;
use crate::Kind;
use crate::glossary::{Concept, Row, Status};

/// Puts what a cell says behind the others, unless it says nothing, or nothing new.
pub(super) fn push<'a>(texts: &mut Vec<Cow<'a, str>>, cell: Option<&'a str>) {
    add(texts, composed(cell.unwrap_or_default()));
}

/// The Korean terms of a concept, the one to use first, those not to be used last.
pub(super) fn korean_terms<'a>(concept: &Concept<'a>) -> Vec<Term<'a>> {
    let preferred = concept
        .preferred()
        .map(|preferred| composed(preferred.korean));
    let mut terms: Vec<Term<'a>> = Vec::new();
    for &row in concept.rows() {
        let text = composed(row.korean());
        let decided = Some(row.status()).filter(|status| *status != Status::Proposed);
        let at = terms
            .iter()
            .position(|term| term.text == text)
            .unwrap_or_else(|| {
                let language = "ko".into();
                terms.push(Term {
                    text,
                    language,
                    ..Term::default()
                });
                terms.len() - 1
            });
        let term = &mut terms[at];
        push(&mut term.notes, row.cell("note"));
        term.status = stricter(term.status, decided);
    }
    terms.sort_by_key(|term| {
        (
            Some(&term.text) != preferred.as_ref(),
            term.status == Some(Status::Deprecated),
        )
    });
    terms
}

/// The English terms of rows, full forms before abbreviations.
pub(super) fn english_terms<'a>(rows: &[Row<'a>]) -> Vec<Term<'a>> {
    let mut terms: Vec<Term<'a>> = Vec::new();
    for &row in rows {
        let text = composed(row.english());
        let language = row.language();
        let decided = Some(english_status(row)).filter(|status| *status != Status::Proposed);
        let is_same = |term: &Term<'_>| term.text == text && term.language == language;
        let at = terms.iter().position(is_same).unwrap_or_else(|| {
            let language = language.into();
            let kind = Some(row.kind()).filter(|kind| *kind == Kind::Abbreviation);
            terms.push(Term {
                text,
                language,
                kind,
                ..Term::default()
            });
            terms.len() - 1
        });
        let term = &mut terms[at];
        term.status = stricter(term.status, decided);
    }
    let rank = |term: &Term<'_>| {
        (
            term.language != "en",
            term.status == Some(Status::Deprecated),
            term.status != Some(Status::Preferred),
            term.kind == Some(Kind::Abbreviation),
        )
    };
    terms.sort_by_key(rank);
    terms
}

/// The stricter of two decisions, as the glossary counts them: deprecated before preferred before admitted.
fn stricter(one: Option<Status>, other: Option<Status>) -> Option<Status> {
    let weight = |status| match status {
        None | Some(Status::Proposed | Status::Rejected) => 0,
        Some(Status::Admitted) => 1,
        Some(Status::Preferred) => 2,
        Some(Status::Deprecated) => 3,
    };
    if weight(other) > weight(one) {
        other
    } else {
        one
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Sheet;

    #[test]
    fn the_term_to_use_comes_first_and_the_one_not_to_be_used_last() {
        let csv = "concept,english,korean,kind,language,status,note,english_status\n\
            ai,AI,인공지능,abbreviation,en,proposed,첫 언급에는 풀어 쓴다,\n\
            ai,artificial intelligence,에이아이,term,en,deprecated,,\n\
            ai,artificial intelligence,인공 지능,term,en,admitted,,\n\
            ai,artificial intelligence,인공지능,term,en,preferred,,preferred\n";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        std::fs::write(&path, csv).unwrap();
        let sheet = Sheet::read(&path).unwrap();
        let concept = sheet.concepts().next().unwrap();
        let korean = korean_terms(&concept);
        let told: Vec<_> = korean.iter().map(|it| (&*it.text, it.status)).collect();
        assert_eq!(
            told,
            [
                ("인공지능", Some(Status::Preferred)),
                ("인공 지능", Some(Status::Admitted)),
                ("에이아이", Some(Status::Deprecated)),
            ]
        );
        assert_eq!(korean[0].notes, ["첫 언급에는 풀어 쓴다"]);
        let english = english_terms(concept.rows());
        let told = english.iter().map(|it| (&*it.text, it.status, it.kind));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                ("artificial intelligence", Some(Status::Preferred), None),
                ("AI", None, Some(Kind::Abbreviation)),
            ]
        );
    }
}
