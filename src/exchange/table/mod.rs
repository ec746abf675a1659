//! Tables of other tools and of people: text between separators, workbooks, Markdown, HTML.
//!
//! ```text
//! bytes ──delimited · workbook · markdown · html──▶ Cells ──columns (header, or where the Hangul is)──▶ rows ──▶ Imported
//! ```

mod cells;
mod columns;
mod decided;
mod delimited;
mod documents;
mod doubtful;
mod header;
mod html;
mod language;
mod markdown;
mod memoq;
mod other_files;
mod own;
mod passed;
mod role;
mod rows;
mod sides;
mod split;
mod term_cells;
mod unpacked;
mod workbook;

pub(super) use delimited::read_delimited;
pub(super) use html::read_html;
pub(super) use language::key;
pub(super) use markdown::read_markdown;
pub(super) use workbook::read_workbook;

#[cfg(test)]
mod round_trips;
#[cfg(test)]
mod samples;
