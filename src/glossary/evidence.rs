//! What extraction hands over: one pair, and where it stands.

use super::undecided::Undecided;
use crate::Kind;
use crate::gloss::is_hangul;

/// One pair found at one place of one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The document's name: its path with `/`, relative to the glossary's folder
    /// ([`Glossary::document_name`](super::Glossary::document_name)).
    pub document: String,
    /// Byte offset of the opening parenthesis in the document's text.
    pub offset: usize,
    /// Line of the parenthesis, counted from 1.
    pub line: usize,
    /// What people call the place where the file has no lines, as [`Places::name`](crate::source::Places::name) says it: `slide 3`. Empty where the line
    /// says it all.
    pub place: String,
    /// The Korean term: as in the text, or where something was left open as its reader sees it. Empty if it
    /// was decided that the place gives none. Where a text explains an abbreviation in Latin script,
    /// `AWS(Amazon Web Services)`, the full form.
    pub korean: String,
    /// The Latin-script form exactly as in the text.
    pub english: String,
    /// How the two relate.
    pub kind: Kind,
    /// Language of the Latin-script form (ISO 639 code).
    pub language: String,
    /// How sure the aligner is, 0 to 1. Kept to three decimals.
    pub confidence: f32,
    /// The text around the place, for people and for finding attested words.
    pub context: String,
    /// What the place may give: which of it is for mining to decide, by all places it knows of.
    pub undecided: Option<Undecided>,
}

impl Evidence {
    /// Whether it says, in Latin script, what an abbreviation stands for.
    #[must_use]
    pub fn is_expansion(&self) -> bool {
        // A text may be decomposed: its syllables are jamo.
        let korean = |c| is_hangul(c) || matches!(c, '\u{1100}'..='\u{11ff}');
        !self.korean.is_empty() && self.undecided.is_none() && !self.korean.chars().any(korean)
    }
}

/// An English and a Korean term as the glossary spells them: what a row is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The English term, clean.
    pub english: String,
    /// The Korean term, clean.
    pub korean: String,
}

/// One piece of evidence, and the row that it is counted for, if it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The evidence as extraction gave it.
    pub evidence: Evidence,
    /// The pair as the glossary spells it.
    pub pair: Pair,
    /// The concept that the pair is in.
    pub concept: String,
}

impl Found {
    /// Whether it counts for a row: a place that gives no pair counts for none.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.pair.english.is_empty() && !self.pair.korean.is_empty()
    }
}

/// A confidence as the ledger keeps it.
pub(super) fn thousandths(confidence: f32) -> f32 {
    if confidence.is_nan() {
        0.0
    } else {
        (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
    }
}
