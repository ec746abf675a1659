//! Where the terms of a glossary stand in a text.

mod beginnings;
mod deverbal;
mod index;
mod letter;
mod no_prose;
mod pairs;
mod part;
mod path;
mod place;
mod runs;
mod tail;
mod words;

pub(in crate::check) use beginnings::Beginnings;
pub(in crate::check) use index::{Gaps, Index, Match};
pub(in crate::check) use letter::{Script, Sign, is_syllable, script, sign};
pub(in crate::check) use place::{Finder, Hit};
pub(in crate::check) use tail::is_section;
pub(in crate::check) use words::Words;
