//! One pair found in a document.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::notation::Notation;

/// How the Latin-script form relates to the Korean term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The English renders the term in full, by sound or by meaning.
    Term,
    /// The English is an acronym or abbreviation of the term: 인공지능(AI).
    Abbreviation,
    /// The form is not English: labelled so, or a Latin binomial and the like.
    Foreign,
}

impl Kind {
    /// How a form relates to a term: by its language, then by its shape. An acronym whose sound the Korean is (나토
    /// for NATO, 피투피 for P2P) is no abbreviation of it.
    #[must_use]
    pub fn of(language: &str, acronym: bool, heard: bool) -> Self {
        match (language, acronym && !heard) {
            ("en", true) => Self::Abbreviation,
            ("en", false) => Self::Term,
            _ => Self::Foreign,
        }
    }

    /// The word used in files: `term`, `abbreviation`, `foreign`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Abbreviation => "abbreviation",
            Self::Foreign => "foreign",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "term" => Ok(Self::Term),
            "abbreviation" | "abbr" => Ok(Self::Abbreviation),
            "foreign" => Ok(Self::Foreign),
            other => Err(crate::Error::new(format!("unknown kind {other:?}"))
                .hint("term, abbreviation or foreign")),
        }
    }
}

/// A Korean term and one Latin-script form of it, where a parenthesis gives them.
///
/// All positions are byte offsets into [`Document::text`](crate::Document), which is never changed,
/// so `&document.text[occurrence.korean.clone()]` is the term exactly as it stands there.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// Byte offset of the opening parenthesis, or of what stands for one.
    pub offset: usize,
    /// How the document says it.
    pub notation: Notation,
    /// The Korean term (bytes).
    pub korean: Range<usize>,
    /// The Latin-script form (bytes).
    pub english: Range<usize>,
    /// How the two relate.
    pub kind: Kind,
    /// Language of the Latin-script form (ISO 639 code), `en` unless the text says otherwise.
    pub language: &'static str,
    /// How sure the aligner is, 0 to 1.
    pub confidence: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_that_is_heard_is_no_abbreviation() {
        assert_eq!(Kind::of("en", true, false), Kind::Abbreviation);
        assert_eq!(Kind::of("en", true, true), Kind::Term);
        assert_eq!(Kind::of("en", false, false), Kind::Term);
        assert_eq!(Kind::of("fr", true, false), Kind::Foreign);
    }
}
