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
mod status;

pub(super) use delimited::read_delimited;

#[cfg(test)]
mod samples;
