//! A spelling of a term, and what the concepts that have it say of it.

use smallvec::SmallVec;

use super::columns::Columns;
use super::side::Rows;
use crate::Kind;
use crate::check::find::{Gaps, Script};
use crate::glossary::{Row, Status};
use crate::glossary::{is_no, is_yes};

/// The number of a [`Form`].
pub(in crate::check) type FormId = u32;

/// Some of them: a concept has one term or a few.
pub(super) type FormIds = SmallVec<[FormId; 4]>;

/// What has to be known of a form at every place where it stands.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and all are asked of every hit"
)]
pub(in crate::check) struct Traits {
    /// Where it has gaps between its letters.
    pub(in crate::check) gaps: Gaps,
    /// Whether it may be used in all of its concepts.
    pub(in crate::check) fine: bool,
    /// A row says how it is read.
    pub(in crate::check) read: bool,
    /// As [`Form::inside`], [`Form::case`] and [`Form::ends_in`].
    pub(in crate::check) inside: bool,
    pub(in crate::check) case: bool,
    pub(in crate::check) ends_in: Script,
}

impl Traits {
    pub(super) fn of(form: &Form, gaps: Gaps) -> Self {
        let may_be_used =
            |sense: &Sense| matches!(sense.standing, Standing::Preferred | Standing::Admitted);
        Self {
            gaps,
            fine: form.senses.iter().all(may_be_used),
            read: form.reading.is_some(),
            inside: form.inside,
            case: form.case,
            ends_in: form.ends_in,
        }
    }
}

/// One spelling of a term, Korean or English.
#[derive(Debug, Clone)]
pub(in crate::check) struct Form {
    pub(in crate::check) text: Box<str>,
    /// The script of its last letter: what may stand behind it.
    pub(in crate::check) ends_in: Script,
    /// Whether it is in the Korean column of a row.
    pub(in crate::check) korean: bool,
    /// Capitals and small letters are told apart.
    pub(in crate::check) case: bool,
    /// It counts inside longer words.
    pub(in crate::check) inside: bool,
    /// How it is read in Korean, where a row says so.
    pub(in crate::check) reading: Option<Box<str>>,
    /// Its concepts, with what each says of it.
    pub(in crate::check) senses: SmallVec<[Sense; 1]>,
}

/// What a concept says of one of its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Sense {
    /// The number of the [`Meaning`].
    pub(in crate::check) concept: u32,
    pub(in crate::check) standing: Standing,
    /// In how many documents it was found.
    pub(in crate::check) documents: u32,
}

/// How a term stands in its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Standing {
    /// The one to use.
    Preferred,
    /// May be used.
    Admitted,
    /// Another one is to be used, and of this one nothing was decided.
    Other,
    /// Not to be used.
    Deprecated,
}

/// A concept.
#[derive(Debug, Clone)]
pub(in crate::check) struct Meaning {
    pub(in crate::check) id: Box<str>,
    /// The Korean term to use.
    pub(in crate::check) preferred: Option<FormId>,
    /// Whether a person chose it.
    pub(in crate::check) chosen: bool,
    /// Whether a person decided anything on its terms.
    pub(in crate::check) decided: bool,
    /// Its Korean terms and its English ones, but for rejected rows.
    pub(in crate::check) koreans: FormIds,
    pub(in crate::check) englishes: FormIds,
}

impl Meaning {
    /// What the rows of a concept say of it; its terms come later.
    pub(super) fn of(concept: &Rows<'_>) -> Self {
        let mut statuses = concept.terms.iter().map(|(_, status)| *status);
        Self {
            id: concept.id.into(),
            preferred: None,
            chosen: concept.preferred.is_some_and(|preferred| preferred.chosen),
            decided: statuses.any(|status| status != Status::Proposed),
            koreans: FormIds::new(),
            englishes: FormIds::new(),
        }
    }
}

impl Form {
    pub(super) fn new(text: &str, korean: bool, ends_in: Script) -> Self {
        Self {
            text: text.into(),
            ends_in,
            korean,
            case: false,
            inside: false,
            reading: None,
            senses: SmallVec::new(),
        }
    }

    /// Whether a concept says that it is not to be used.
    pub(in crate::check) fn is_deprecated_in(&self, concept: u32) -> bool {
        let mut senses = self.senses.iter();
        senses.any(|sense| sense.concept == concept && sense.standing == Standing::Deprecated)
    }

    /// Takes in what a row says of it beyond its standing.
    pub(super) fn learn(&mut self, row: Row<'_>, columns: &Columns) {
        let says = |column, what: fn(&str) -> bool| columns.cell(row, column).is_some_and(what);
        let capitals = || row.kind() == Kind::Abbreviation && is_capitals(&self.text);
        self.case |= says("case", is_yes) || !self.korean && capitals() && !says("case", is_no);
        self.inside |= self.korean && says("compounds", is_yes);
        // How what is not written in Hangul is read.
        if self.ends_in != Script::Hangul && self.reading.is_none() {
            let reading = columns.cell(row, "reading").map(str::trim);
            self.reading = reading.filter(|text| !text.is_empty()).map(Into::into);
        }
    }
}

/// Whether the letters are capitals, as those of AWS and unlike those of kubelet.
pub(in crate::check) fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}
