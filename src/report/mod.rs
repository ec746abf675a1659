//! Occurrences as people and programs read them: text, JSON lines, CSV.
//!
//! A [`Record`] is what all formats say about one occurrence; [`records`] makes them for a document.
//! One file per format turns records into bytes: [`json_lines`], [`csv`], [`text`]. [`table`] lines
//! up columns for a terminal. [`explanation`] shows what decided on a parenthesis. Of the glossary,
//! [`findings`] shows what to put right, [`overview`] how it stands, and [`changes`] what became of rows.

pub mod csv;
pub mod diff;
pub mod explanation;
pub mod findings;
pub mod json_lines;
pub mod overview;
pub mod table;
pub mod text;

mod context;
mod record;
mod styles;

pub use context::context;
pub use record::{Record, records};
