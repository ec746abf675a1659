//! Occurrences and glossaries as people and programs read them: text, JSON lines, CSV, HTML.
//!
//! A [`Record`] is what all formats say about one occurrence; [`records`] makes them for a document.
//! One file per format turns records into bytes: [`json_lines`], [`csv`], [`text`]. [`table`] lines
//! up columns for a terminal, [`rows`] those of a glossary. [`explanation`] shows what decided on a parenthesis. Of the glossary,
//! [`findings`] shows what to put right, [`overview`] how it stands, and [`diff`] what became of rows; [`entry`] is all that
//! it knows of a term, with its [`concordance`], and [`html`] the whole of it as a page.
//! [`diagnostic`] is what is wrong in documents, and [`patch`] what mending would change in them.

pub mod concordance;
pub mod csv;
pub mod diagnostic;
pub mod diff;
pub mod entry;
pub mod explanation;
pub mod findings;
pub mod html;
pub mod json_lines;
pub mod overview;
pub mod patch;
pub mod rows;
pub mod rule;
pub mod table;
pub mod text;

mod context;
mod count;
mod marked;
mod places;
mod record;
mod styles;

pub use context::context;
pub use count::count;
pub use marked::{Marked, Piece};
pub use places::{Places, sample};
pub use record::{Record, records};
