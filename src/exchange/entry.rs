//! A concept as terminology tools have it: terms of either language, and what is said of the concept and of each term.
//!
//! A glossary has pairs, and says what it says of pairs. Most of that is about the concept or one of its terms, and tools have
//! a place for it there; what is about neither (how often a pair was found, columns that people added) stays with the
//! [`Link`] of the two. What a link has to hold is what reading the rest would not give again, so a format that keeps the
//! links keeps the glossary.

use std::borrow::Cow;

use super::cell::composed;
use super::terms::{english_terms, korean_terms, push};
use crate::Kind;
use crate::glossary::{Concept, Row, Status, word};

/// Terms of one concept are no more than this on either side where every one is paired with every other.
const MOST: usize = 50;

/// Cells by the names of their columns.
type Cells<'a> = [(Cow<'a, str>, Cow<'a, str>)];

/// A concept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The glossary's own identifier; empty where a file has none of ours.
    pub id: Cow<'a, str>,
    /// Subjects that it belongs to.
    pub domains: Vec<Cow<'a, str>>,
    /// What it is.
    pub definitions: Vec<Cow<'a, str>>,
    /// What else is said of it.
    pub notes: Vec<Cow<'a, str>>,
    /// Its Korean terms, the one to use first, deprecated ones last.
    pub korean: Vec<Term<'a>>,
    /// Its terms in English, and those in other languages that the text gives for the Korean ones.
    pub english: Vec<Term<'a>>,
    /// Which of them are pairs; empty where a file does not say.
    pub links: Vec<Link<'a>>,
}

/// A term of a concept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term<'a> {
    /// As it is written, in NFC.
    pub text: Cow<'a, str>,
    /// A code of its language, as the glossary has it: `ko`, `en`, `la`.
    pub language: Cow<'a, str>,
    /// What people decided on it; nothing where nobody has. [`Status::Proposed`] where a file says so.
    pub status: Option<Status>,
    /// Whether it is an abbreviation: other kinds follow from the language, or stand with the link.
    pub kind: Option<Kind>,
    /// What else is said of it.
    pub notes: Vec<Cow<'a, str>>,
}

/// A pair of terms, by their places in [`Entry::korean`] and [`Entry::english`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    /// Place of the Korean term.
    pub korean: usize,
    /// Place of the English one.
    pub english: usize,
    /// Columns of the row, with what they hold, where the concept and its terms do not tell it.
    pub cells: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// A row for a glossary: its terms, and the cells of other columns by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'e> {
    /// The Korean term.
    pub korean: &'e str,
    /// The English term.
    pub english: &'e str,
    /// Columns that hold something.
    pub cells: Vec<(&'e str, Cow<'e, str>)>,
    /// Whether a status is said of the pair: it may be proposed only since nothing is.
    pub is_status_said: bool,
}

impl<'a> Entry<'a> {
    /// The concept that these rows make; `header` names the columns of their glossary.
    #[must_use]
    pub fn of(concept: &Concept<'a>, header: &'a [String]) -> Self {
        Self::with(concept, header, true)
    }

    /// The same for a format without places for definitions and kinds of terms.
    #[must_use]
    pub(super) fn minimal(concept: &Concept<'a>, header: &'a [String]) -> Self {
        Self::with(concept, header, false)
    }

    fn with(concept: &Concept<'a>, header: &'a [String], full: bool) -> Self {
        let rows = concept.rows();
        let mut entry = Self {
            id: concept.id().into(),
            ..Self::default()
        };
        for &row in rows {
            push(&mut entry.domains, row.cell("domain"));
            push(
                &mut entry.definitions,
                row.cell("definition").filter(|_| full),
            );
        }
        entry.korean = korean_terms(concept);
        entry.english = english_terms(rows);
        for term in entry.english.iter_mut().filter(|_| !full) {
            term.kind = None;
        }
        for &row in rows {
            let (korean, english) = (composed(row.korean()), composed(row.english()));
            let language = row.language();
            let at = |terms: &[Term<'_>], is: &dyn Fn(&Term<'_>) -> bool| terms.iter().position(is);
            let korean = at(&entry.korean, &|term| term.text == korean);
            let english = at(&entry.english, &|term| {
                term.text == english && term.language == language
            });
            if let (Some(korean), Some(english)) = (korean, english) {
                let cells = entry.not_told(row, header, korean, english);
                entry.links.push(Link {
                    korean,
                    english,
                    cells,
                });
            }
        }
        entry
    }

    /// The cells of a row that the rest of the entry does not tell.
    fn not_told(
        &self,
        row: Row<'a>,
        header: &'a [String],
        korean: usize,
        english: usize,
    ) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let told = self.told(korean, english);
        let mut cells = Vec::new();
        for (name, cell) in header.iter().zip(row.cells()) {
            let column = word(name);
            if matches!(&*column, "concept" | "english" | "korean" | "") {
                continue;
            }
            let said = told.iter().find(|(told, _)| *told == column);
            let said = said.map_or("", |(_, cell)| cell);
            let cell = match &*column {
                "status" => row.status().as_str().into(),
                "english_status" if cell.trim() == "proposed" => "".into(),
                _ => composed(cell),
            };
            if cell != said {
                cells.push((Cow::Borrowed(name.trim()), cell));
            }
        }
        cells
    }

    /// What the entry tells of a pair of its terms, by columns of a glossary.
    fn told(&self, korean: usize, english: usize) -> Vec<(&'static str, Cow<'_, str>)> {
        let (korean, english) = (&self.korean[korean], &self.english[english]);
        let is_english = english.language == "en";
        let kind = english.kind.unwrap_or(if is_english {
            Kind::Term
        } else {
            Kind::Foreign
        });
        let notes = self.notes.iter().chain(&korean.notes).chain(&english.notes);
        let decided = english.status.filter(|it| *it != Status::Proposed);
        let mut told = vec![
            ("kind", kind.as_str().into()),
            ("language", Cow::Borrowed(&*english.language)),
            (
                "status",
                korean.status.unwrap_or(Status::Proposed).as_str().into(),
            ),
        ];
        for (column, cell) in [
            ("note", joined(notes)),
            ("domain", joined(&self.domains)),
            ("definition", joined(&self.definitions)),
            (
                "english_status",
                decided.map_or("", Status::as_str).to_owned(),
            ),
        ] {
            if !cell.is_empty() {
                told.push((column, cell.into()));
            }
        }
        told
    }

    /// The rows that the entry makes in a glossary: its links; of terms that are in none every Korean one with every English one.
    #[must_use]
    pub fn rows(&self) -> Vec<Told<'_>> {
        let fits =
            |link: &&Link<'_>| link.korean < self.korean.len() && link.english < self.english.len();
        let links: Vec<&Link<'_>> = self.links.iter().filter(fits).collect();
        let mut pairs: Vec<(usize, usize, &Cells<'_>)> = links
            .iter()
            .map(|link| (link.korean, link.english, &*link.cells))
            .collect();
        for korean in 0..self.korean.len().min(MOST) {
            for english in 0..self.english.len().min(MOST) {
                let is_linked = links.iter().any(|link| link.korean == korean)
                    && links.iter().any(|link| link.english == english);
                if !is_linked {
                    pairs.push((korean, english, &[]));
                }
            }
        }
        let row = |(korean, english, cells)| self.row(korean, english, cells);
        pairs.into_iter().map(row).collect()
    }

    /// The row of a pair: what is told of it, and what its link says instead.
    fn row<'e>(&'e self, korean: usize, english: usize, cells: &'e Cells<'_>) -> Told<'e> {
        let mut told: Vec<(&'e str, Cow<'e, str>)> = self.told(korean, english);
        let mut is_status_said = self.korean[korean].status.is_some();
        for (name, cell) in cells {
            let name = &**name;
            is_status_said |= word(name) == "status";
            told.retain(|(known, _)| *known != word(name));
            if !cell.is_empty() {
                told.push((name, Cow::Borrowed(&**cell)));
            }
        }
        Told {
            korean: &self.korean[korean].text,
            english: &self.english[english].text,
            cells: told,
            is_status_said,
        }
    }
}

/// Texts one behind the other, each once.
pub(super) fn joined<'t>(texts: impl IntoIterator<Item = &'t Cow<'t, str>>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for text in texts {
        if !once.contains(&&**text) {
            once.push(text);
        }
    }
    once.join("; ")
}

/// Puts a text behind the others, unless it says nothing, or nothing new.
pub(super) fn add<'a>(texts: &mut Vec<Cow<'a, str>>, text: Cow<'a, str>) {
    if !text.is_empty() && !texts.contains(&text) {
        texts.push(text);
    }
}
