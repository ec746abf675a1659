//! Tables of text: cells between commas, semicolons or tabs.

use std::io::Write;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::export::unwritten;
use crate::Result;

/// A table that is being written.
pub(super) struct Table<'w>(Writer<&'w mut dyn Write>);

impl<'w> Table<'w> {
    /// Cells between these, in double quotes where they need it, and lines that end in `\n`.
    pub(super) fn new(out: &'w mut dyn Write, separator: u8) -> Self {
        Self::with(out, separator, QuoteStyle::Necessary)
    }

    /// Cells between tabs as they are: for readers that know no quotes.
    pub(super) fn bare(out: &'w mut dyn Write) -> Self {
        Self::with(out, b'\t', QuoteStyle::Never)
    }

    /// Lines that end in `\r\n`, as Excel writes them.
    pub(super) fn for_excel(out: &'w mut dyn Write, separator: u8) -> Self {
        Self(
            WriterBuilder::new()
                .delimiter(separator)
                .terminator(Terminator::CRLF)
                .from_writer(out),
        )
    }

    fn with(out: &'w mut dyn Write, separator: u8, quotes: QuoteStyle) -> Self {
        Self(
            WriterBuilder::new()
                .delimiter(separator)
                .quote_style(quotes)
                .terminator(Terminator::Any(b'\n'))
                .flexible(true)
                .from_writer(out),
        )
    }

    /// A line of cells.
    pub(super) fn row<C: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<()> {
        self.0.write_record(cells).map_err(unwritten)
    }

    /// Writes what is left.
    pub(super) fn end(mut self) -> Result<()> {
        self.0.flush().map_err(unwritten)
    }
}
