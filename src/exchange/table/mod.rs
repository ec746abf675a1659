//! Tables of other tools and of people: text between separators, workbooks, Markdown.
//!
//! ```text
//! bytes ──delimited · workbook · markdown──▶ Cells ──columns (header, or where the Hangul is)──▶ rows ──▶ Imported
//! ```

mod cells;
mod columns;
mod delimited;
mod language;
mod memoq;
mod own;
mod passed;
mod role;
mod rows;
mod split;

pub(super) use delimited::read_delimited;
pub(super) use language::key;

#[cfg(test)]
mod samples;
