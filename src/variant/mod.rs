//! Which spellings are one term?
//!
//! English is compared by words: [`english_key`] is equal for spellings nobody would call two terms (case, plural,
//! hyphen, space, British and American, possessive), [`is_slip`] tells a misspelt word from another word, and
//! [`abbreviates`] an acronym of a full form, or a [`Numeronym`]. Korean is compared by jamo: [`related`] knows which differences are
//! spelling (the variants of loanwords), which are more or fewer words, and which are meaning (a negation, a number,
//! a direction).
//!
//! Keys are for comparing only; they are never shown.

mod acronym;
mod british;
mod english;
mod korean;
mod numeronym;
mod opposite;
mod plural;
mod slip;

pub use acronym::abbreviates;
pub(crate) use acronym::is_x;
pub use english::english_key;
pub(crate) use english::is_invisible;
pub use korean::{apart, korean_key, related, skeleton, spelled_alike};
pub use numeronym::Numeronym;
pub use opposite::opposed;
pub(crate) use plural::{changed_plural, plural_endings};
pub use slip::{is_misspelt, is_slip};
