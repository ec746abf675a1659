//! What a place may give, as the ledger keeps it: mining decides anew as evidence grows.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::choice::{Candidate, Choice, Gloss};
use crate::notation::Notation;
use crate::{Error, Result};

/// The candidates of one place with their scores.
///
/// In the ledger it is one cell, tab-separated: a hash of the surroundings (and `acronym` behind it for one), the score
/// of "renders nothing", that of all that is not kept, then each candidate with its score, and `~` between the two where it
/// is the sound of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Undecided {
    surroundings: u32,
    acronym: bool,
    none: f32,
    rest: f32,
    candidates: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq)]
struct Term {
    score: f32,
    heard: bool,
    korean: String,
}

impl Undecided {
    /// What a choice leaves open for one of its forms.
    #[must_use]
    pub fn of(choice: &Choice, form: usize) -> Self {
        let candidates = choice.candidates.iter().map(|candidate| Term {
            score: candidate.score,
            heard: candidate.is_heard(form),
            korean: candidate.text.clone(),
        });
        Self {
            surroundings: choice.surroundings,
            acronym: choice.forms[form].acronym,
            none: choice.none,
            rest: choice.rest,
            candidates: candidates.collect(),
        }
    }

    /// Whether two are of one choice: they give the same thing.
    pub(super) fn belongs(&self, other: &Self) -> bool {
        let terms = |one: &Self| one.candidates.len();
        self.surroundings == other.surroundings
            && self.none.to_bits() == other.none.to_bits()
            && terms(self) == terms(other)
            && self
                .candidates
                .iter()
                .zip(&other.candidates)
                .all(|(a, b)| a.score.to_bits() == b.score.to_bits() && a.korean == b.korean)
    }

    /// The choice that several forms leave, each with its text.
    pub(super) fn choice(forms: &[(&Self, &str)]) -> Choice {
        let (first, _) = forms[0];
        let heard = |at: usize| {
            let bits = forms.iter().enumerate();
            bits.fold(0, |bits, (index, (form, _))| {
                bits | u16::from(form.candidates[at].heard) << index.min(15)
            })
        };
        let candidates = first.candidates.iter().enumerate();
        Choice {
            offset: 0,
            notation: Notation::Parentheses,
            forms: forms
                .iter()
                .map(|(form, text)| Gloss {
                    english: 0..0,
                    text: (*text).to_owned(),
                    language: "en",
                    acronym: form.acronym,
                })
                .collect(),
            candidates: candidates
                .map(|(at, term)| Candidate {
                    korean: 0..0,
                    text: term.korean.clone(),
                    score: term.score,
                    heard: heard(at),
                })
                .collect(),
            none: first.none,
            rest: first.rest,
            habit: 1.0,
            surroundings: first.surroundings,
        }
    }

    /// The Korean that is best by the scores alone.
    pub(super) fn best(&self) -> &str {
        let terms = self.candidates.iter();
        let best = terms.reduce(|a, b| if b.score > a.score { b } else { a });
        best.map_or("", |term| &term.korean)
    }

    /// Whether this Korean is the sound of the form.
    pub(super) fn is_sound(&self, korean: &str) -> bool {
        let mut terms = self.candidates.iter();
        terms.any(|term| term.heard && term.korean == korean)
    }

    /// Whether the form is an acronym by its looks.
    pub(super) fn is_acronym(&self) -> bool {
        self.acronym
    }

    /// A candidate: the Korean, and whether it makes an abbreviation of the form.
    pub(super) fn term(&self, at: usize) -> (&str, bool) {
        let term = &self.candidates[at];
        (&term.korean, self.acronym && !term.heard)
    }
}

impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.surroundings)?;
        if self.acronym {
            f.write_str(" acronym")?;
        }
        write!(f, "\t{:.2}\t", self.none)?;
        if self.rest.is_finite() {
            write!(f, "{:.2}", self.rest)?;
        }
        for term in &self.candidates {
            write!(f, "\t{:.2}", term.score)?;
            f.write_char(if term.heard { '~' } else { ' ' })?;
            f.write_str(&term.korean)?;
        }
        Ok(())
    }
}

impl FromStr for Undecided {
    type Err = Error;

    fn from_str(cell: &str) -> Result<Self> {
        let bad = || Error::new(format!("{cell:?} names no candidates with scores"));
        let number = |text: &str| text.parse::<f32>().ok().filter(|number| number.is_finite());
        let mut fields = cell.split('\t');
        let head = fields.next().unwrap_or_default();
        let (hash, acronym) = match head.split_once(' ') {
            Some((hash, "acronym")) => (hash, true),
            Some(_) => return Err(bad()),
            None => (head, false),
        };
        let surroundings = u32::from_str_radix(hash, 16).map_err(|_| bad())?;
        let none = fields.next().and_then(number).ok_or_else(bad)?;
        let rest = match fields.next() {
            Some("") => f32::NEG_INFINITY,
            rest => rest.and_then(number).ok_or_else(bad)?,
        };
        let mut candidates = Vec::new();
        for field in fields {
            let at = field.find([' ', '~']).ok_or_else(bad)?;
            let korean = field[at + 1..].to_owned();
            if korean.is_empty() {
                return Err(bad());
            }
            candidates.push(Term {
                score: number(&field[..at]).ok_or_else(bad)?,
                heard: field.as_bytes()[at] == b'~',
                korean,
            });
        }
        if candidates.is_empty() {
            return Err(bad());
        }
        Ok(Self {
            surroundings,
            acronym,
            none,
            rest,
            candidates,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_reads_as_it_was_written() {
        for cell in [
            "0012abff\t-0.47\t\t1.75 한국어 개체명 인식\t5.54 개체명 인식",
            "0012abff acronym\t1.00\t-8.10\t2.50~나토",
        ] {
            let read: Undecided = cell.parse().unwrap();
            assert_eq!(read.to_string(), cell);
        }
    }

    #[test]
    fn what_is_no_such_cell_is_refused() {
        for cell in [
            "",
            "12",
            "xyz\t0\t\t1.0 나토",
            "12\tNaN\t\t1.0 나토",
            "12\t0\t\t",
            "12\t0\t\t1.0",
            "12\t0\t\t1.0 ",
            "12 word\t0\t\t1.0 나토",
        ] {
            assert!(cell.parse::<Undecided>().is_err(), "{cell:?}");
        }
    }

    #[test]
    fn forms_of_one_choice_are_put_together_again() {
        let full: Undecided = "12\t0.00\t\t1.00 새 북대서양조약기구\t3.00 북대서양조약기구"
            .parse()
            .unwrap();
        let short: Undecided =
            "12 acronym\t0.00\t\t1.00 새 북대서양조약기구\t3.00 북대서양조약기구"
                .parse()
                .unwrap();
        let other: Undecided = "12\t0.00\t\t3.00 기구".parse().unwrap();
        assert!(full.belongs(&short) && !full.belongs(&other));
        let choice = Undecided::choice(&[
            (&full, "North Atlantic Treaty Organization"),
            (&short, "NATO"),
        ]);
        assert_eq!(choice.forms.len(), 2);
        assert!(choice.forms[1].acronym && !choice.forms[0].acronym);
        assert_eq!(choice.candidates[1].text, "북대서양조약기구");
        assert_eq!(short.term(1), ("북대서양조약기구", true));
    }
}
