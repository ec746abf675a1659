//! One concept as people see it: its rows, and which of its terms is to be used.

use std::collections::BTreeSet;

use smallvec::SmallVec;

use super::row::{Row, Status};
use super::table::Table;
use crate::lexicon::{Lexicon, lemmas};
use crate::variant::korean_key;

/// The rows that share an identifier.
#[derive(Debug, Clone)]
pub struct Concept<'a> {
    rows: Rows<'a>,
}

/// Most concepts have one row or two.
type Rows<'a> = SmallVec<[Row<'a>; 2]>;

/// The Korean term to use in a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferred<'a> {
    /// The term.
    pub korean: &'a str,
    /// Whether a person chose it; otherwise it is computed, and may change as evidence grows.
    pub chosen: bool,
}

/// The Korean terms of a concept, with what is said of each.
pub(crate) type Koreans<'a> = SmallVec<[(&'a str, Figures); 2]>;

/// What the rows of one Korean term say of it together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) status: Status,
    pub(crate) documents: usize,
    occurrences: usize,
}

impl<'a> Concept<'a> {
    /// A concept of rows, of which there is one at least.
    pub(super) fn of(rows: Rows<'a>) -> Self {
        debug_assert!(!rows.is_empty(), "a concept has rows");
        Self { rows }
    }

    /// The concepts of a table, which is sorted.
    pub(super) fn all(table: &'a Table) -> impl Iterator<Item = Self> {
        let mut rows = table.rows().peekable();
        std::iter::from_fn(move || {
            let first = rows.next()?;
            let mut members = Rows::new();
            members.push(first);
            while let Some(row) = rows.next_if(|row| row.concept() == first.concept()) {
                members.push(row);
            }
            Some(Self::of(members))
        })
    }

    /// The concept with some of its rows, if any are left.
    #[must_use]
    pub fn only(&self, mut keep: impl FnMut(Row<'a>) -> bool) -> Option<Self> {
        let rows = self.rows.iter().copied().filter(|&row| keep(row));
        let rows: Rows<'a> = rows.collect();
        (!rows.is_empty()).then(|| Self::of(rows))
    }

    /// The identifier.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.rows[0].concept()
    }

    /// The rows, sorted by English and Korean.
    #[must_use]
    pub fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// The effective preferred Korean term: the one that a person chose, else of those that nobody has deprecated or
    /// rejected the one in most documents, then at most places, then the one with most words that the curated word
    /// list has, then the one with words that the lists have in more places, since mostly they spell loanwords by the standard
    /// orthography, then the first in the alphabet. `None` where all are deprecated or rejected.
    ///
    /// It is computed whenever it is asked for and never stored. A term in several rows (인공지능 for AI and for artificial
    /// intelligence) has the documents of the row with most of them, and the places of all.
    #[must_use]
    pub fn preferred(&self) -> Option<Preferred<'a>> {
        self.preferred_of(&self.koreans())
    }

    /// The same, where what is said of each Korean term is known.
    pub(crate) fn preferred_of(&self, koreans: &[(&'a str, Figures)]) -> Option<Preferred<'a>> {
        let usable = |status| !matches!(status, Status::Deprecated | Status::Rejected);
        let figures = |f: &Figures| (f.status == Status::Preferred, f.documents, f.occurrences);
        let usable = koreans.iter().filter(|(_, term)| usable(term.status));
        let best = usable.clone().map(|(_, term)| figures(term)).max()?;
        let mut tied = usable.filter(|(_, term)| figures(term) == best);
        let mut others = tied.clone().skip(1);
        let korean = if others.next().is_none() {
            tied.next()?.0
        } else {
            // In the order of the alphabet, of which the last is taken.
            let tied = tied.rev().map(|&(korean, _)| korean);
            let englishes: BTreeSet<&str> = self.rows.iter().map(|row| row.english()).collect();
            tied.max_by_key(|korean| standard_words(korean, &englishes))?
        };
        Some(Preferred {
            korean,
            chosen: best.0,
        })
    }

    /// What is said of each Korean term, in the order of the alphabet. The status is that of the row a person decided on, the strictest of several;
    /// rejected rows count only where there is no other.
    pub(crate) fn koreans(&self) -> Koreans<'a> {
        let weight = |status| match status {
            Status::Rejected => 0,
            Status::Proposed => 1,
            Status::Admitted => 2,
            Status::Preferred => 3,
            Status::Deprecated => 4,
        };
        let own = |row: &Row<'a>| Figures {
            status: row.status(),
            documents: row.documents(),
            occurrences: row.occurrences(),
        };
        let terms = self.rows.iter().map(|row| (row.korean(), own(row)));
        let mut terms: Koreans<'_> = terms.collect();
        terms.sort_by_key(|term| term.0);
        terms.dedup_by(|(korean, own), (before, figures)| {
            let same = korean == before;
            if same {
                if weight(own.status) > weight(figures.status) {
                    figures.status = own.status;
                }
                figures.documents = figures.documents.max(own.documents);
                figures.occurrences += own.occurrences;
            }
            same
        });
        terms
    }
}

/// How many words of one of the English terms the Korean renders as the curated word list does, which has 메시지 for message
/// and no 메세지; and how often the lists have those renderings, 콘텐츠 and 컨텐츠 for content.
///
/// The sound of the English does not tell: it takes the standard one of two spellings hardly more often than the other.
fn standard_words(korean: &str, englishes: &BTreeSet<&str>) -> (usize, usize) {
    let key = korean_key(korean);
    let mut buffer = String::new();
    let mut renders = |word: &str| {
        let mut most = None;
        lemmas(&word.to_lowercase(), &mut buffer, |lemma| {
            for (rendering, _) in Lexicon::curated().renderings(lemma) {
                // 한 and the like stand in many words.
                if rendering.chars().nth(1).is_some() && key.contains(&rendering.replace('_', "")) {
                    let words = rendering.split('_').map(Lexicon::times_written);
                    most = most.max(words.min());
                }
            }
        });
        most
    };
    let counts = englishes.iter().map(|english| {
        let words = english.split([' ', '-']);
        let found = words.filter_map(&mut renders);
        found.fold((0, 0), |(words, times), found| (words + 1, times + found))
    });
    counts.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::table;

    /// The preferred term of rows `korean,english,status,documents,occurrences`, with a mark where a person chose it.
    fn preferred(rows: &str) -> String {
        let csv = format!("concept,korean,english,status,documents,occurrences\n{rows}");
        let lines: String = csv
            .lines()
            .enumerate()
            .map(|(at, line)| match at {
                0 => format!("{line}\n"),
                _ => format!("c,{line}\n"),
            })
            .collect();
        let table = table(&lines);
        let concept = Concept::of(table.rows().collect());
        match concept.preferred() {
            Some(Preferred { korean, chosen }) => {
                format!("{korean}{}", if chosen { "!" } else { "" })
            }
            None => "none".to_owned(),
        }
    }

    #[test]
    fn a_persons_choice_wins() {
        assert_eq!(
            preferred("매개변수,parameter,,9,90\n파라미터,parameter,preferred,1,1\n"),
            "파라미터!"
        );
    }

    #[test]
    fn otherwise_documents_decide_then_places() {
        assert_eq!(
            preferred("매개변수,parameter,,3,5\n파라미터,parameter,admitted,2,80\n"),
            "매개변수"
        );
        assert_eq!(
            preferred("매개변수,parameter,,3,5\n인자,parameter,,3,6\n"),
            "인자"
        );
        // Of one term all rows count.
        assert_eq!(
            preferred(
                "인공지능,AI,,3,4\n인공지능,artificial intelligence,,2,4\n에이아이,AI,,3,7\n"
            ),
            "인공지능"
        );
    }

    #[test]
    fn then_the_standard_orthography() {
        assert_eq!(
            preferred("메세지,message,,1,1\n메시지,Messages,,1,1\n"),
            "메시지"
        );
        // Both are in the list.
        assert_eq!(
            preferred("컨텐츠,content,,1,1\n콘텐츠,contents,,1,1\n"),
            "콘텐츠"
        );
        assert_eq!(
            preferred(
                "컨텐츠 관리 시스템,content management system,,1,1\n콘텐츠 관리 시스템,content management system,,1,1\n"
            ),
            "콘텐츠 관리 시스템"
        );
        assert_eq!(
            preferred(
                "고성능 컨소시엄,High Performance Consortium,,1,1\n고성능 콘소시엄,High Performance Consortium,,1,1\n"
            ),
            "고성능 컨소시엄"
        );
    }

    #[test]
    fn what_people_put_aside_is_never_preferred() {
        assert_eq!(
            preferred("쉘,shell,deprecated,9,9\n셸,shell,,1,1\n조개,shell,rejected,8,8\n"),
            "셸"
        );
        assert_eq!(preferred("쉘,shell,deprecated,9,9\n"), "none");
    }
}
