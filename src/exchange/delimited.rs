//! Tables of text: cells between commas, semicolons or tabs.

use std::io::Write;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::export::unwritten;
use crate::Result;

const LINE_FEED: Terminator = Terminator::Any(b'\n');

/// A table that is being written.
pub(super) struct Table<'w>(Writer<&'w mut dyn Write>);

impl<'w> Table<'w> {
    /// Cells between these, in double quotes where they need it, and lines that end in `\n`.
    pub(super) fn new(out: &'w mut dyn Write, separator: u8) -> Self {
        Self::with(out, separator, QuoteStyle::Necessary, LINE_FEED)
    }

    /// Cells between tabs as they are: for readers that know no quotes.
    pub(super) fn bare(out: &'w mut dyn Write) -> Self {
        Self::with(out, b'\t', QuoteStyle::Never, LINE_FEED)
    }

    /// As Excel writes them: behind a byte order mark, with lines that end in `\r\n`.
    pub(super) fn for_excel(out: &'w mut dyn Write, separator: u8) -> Result<Self> {
        out.write_all("\u{feff}".as_bytes()).map_err(unwritten)?;
        let table = Self::with(out, separator, QuoteStyle::Necessary, Terminator::CRLF);
        Ok(table)
    }

    fn with(
        out: &'w mut dyn Write,
        separator: u8,
        quotes: QuoteStyle,
        terminator: Terminator,
    ) -> Self {
        Self(
            WriterBuilder::new()
                .delimiter(separator)
                .quote_style(quotes)
                .terminator(terminator)
                .flexible(true)
                .from_writer(out),
        )
    }

    /// A line of cells.
    pub(super) fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<()> {
        for cell in cells {
            self.0.write_field(cell.as_ref()).map_err(unwritten)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(unwritten)
    }

    /// Writes what is left.
    pub(super) fn end(mut self) -> Result<()> {
        self.0.flush().map_err(unwritten)
    }
}
