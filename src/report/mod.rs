//! Occurrences and glossaries as people and programs read them: text, JSON lines, CSV, HTML.
//!
//! A [`Record`] is what all formats say about one occurrence; [`records`] makes them for a document.
//! One file per format turns records into bytes: [`json_lines`], [`csv`], [`text`]. [`table`] lines
//! up columns for a terminal. [`explanation`] shows what decided on a parenthesis. [`entry`] is all that
//! a glossary knows of a term, with its [`concordance`], and [`html`] the whole glossary as a page.

pub mod concordance;
pub mod csv;
pub mod entry;
pub mod explanation;
pub mod html;
pub mod json_lines;
pub mod table;
pub mod text;

mod context;
mod marked;
mod places;
mod record;
mod styles;

pub use context::context;
pub use marked::{Marked, Piece};
pub use places::{Places, sample};
pub use record::{Record, records};
