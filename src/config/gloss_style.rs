//! The house style of glosses: how often the English behind a term is wanted.

use serde::Deserialize;

/// What the rules of house style (`missing-gloss`, `repeated-gloss`) go by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GlossStyle {
    /// How much of a text gives the gloss of a term once.
    pub per: Per,
    /// What holds for titles.
    pub titles: Titles,
    /// Terms that need no gloss, as they are written: Korean or English.
    pub exempt: Vec<String>,
}

/// How much of a text gives the gloss of a term once, at the first place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// The whole document.
    #[default]
    Document,
    /// A page: a heading of level 1 begins one.
    Page,
    /// A section: a heading of any level begins one.
    Section,
}

/// What holds for titles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Titles {
    /// Title and body are counted separately: a gloss in a title does not save that in the body.
    #[default]
    Apart,
    /// A title is text like any other.
    Same,
    /// Nothing is asked of titles.
    Exempt,
}
