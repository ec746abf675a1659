//! What is found at one place of a document, before the rest of the text is heard.

use crate::Occurrence;
use crate::choice::Choice;

/// What a parenthesis gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// A gloss, on which the rest of the text has not been heard.
    Choice(Choice),
    /// A reversed gloss.
    Reversed(Occurrence),
    /// What an abbreviation stands for, said in Latin script only: `korean` is where the full form stands, `english`
    /// where the abbreviation does.
    Expansion(Occurrence),
}

impl Finding {
    /// The choice, if it is one.
    #[must_use]
    pub fn choice(&self) -> Option<&Choice> {
        match self {
            Self::Choice(choice) => Some(choice),
            Self::Reversed(_) | Self::Expansion(_) => None,
        }
    }

    /// Where it stands, in bytes of the document: that of its parenthesis, or of what stands for one.
    #[must_use]
    pub fn offset(&self) -> usize {
        match self {
            Self::Choice(choice) => choice.offset,
            Self::Reversed(occurrence) | Self::Expansion(occurrence) => occurrence.offset,
        }
    }

    /// The same, owned.
    #[must_use]
    pub fn into_choice(self) -> Option<Choice> {
        match self {
            Self::Choice(choice) => Some(choice),
            Self::Reversed(_) | Self::Expansion(_) => None,
        }
    }
}
