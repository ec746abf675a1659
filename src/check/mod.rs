//! Documents compared with a glossary.
//!
//! A [`Checker`] finds the terms of the glossary in a document, works out what the glossary says of each, and
//! lets the rules look at them and at the glosses. A [`Diagnostic`] says what is wrong at one place, by which [`Rule`],
//! and how to put it right. What takes more than one document is told by [`Across`], once all of them are checked.

mod across;
mod alone;
mod behind;
mod bilingual;
mod cell;
mod checker;
mod code;
mod columns;
mod decomposed;
mod diagnostic;
mod directive;
mod english_behind;
mod find;
mod frame;
mod front_matter;
mod gap;
mod gloss;
mod heading;
mod inline;
mod kept;
mod label;
mod lines;
mod mend;
mod mention;
mod name;
mod notations;
mod once;
mod pair;
mod reading;
mod replace;
mod rule;
mod scope;
mod strings;
mod terms;
mod verdict;
mod written;

pub use across::{Across, Counted, Found, Mentions, Renderings, Spellings};
pub use checker::{Checked, Checker};
pub use columns::misspelt_columns;
pub use diagnostic::{Diagnostic, Edit, Fix};
pub use directive::Directives;
pub use mend::{Fixes, Mended, mended};
pub use rule::{EXAMPLE, RULES, Rule};
pub use terms::Terms;
