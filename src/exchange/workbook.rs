//! Workbooks (XLSX) with one sheet of text, as tools read them.

use std::io::Write;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::export::unwritten;
use crate::Result;

/// Rows of a sheet, without its header: Excel takes so many.
pub(super) const MOST_ROWS: usize = 1_048_575;
/// Characters of a cell: Excel takes so many (UTF-16 units).
pub(super) const MOST_CHARS: usize = 32_767;

/// A sheet that is being written, row by row.
pub(super) struct Sheet<'b> {
    sheet: &'b mut Worksheet,
    row: u32,
}

impl<'b> Sheet<'b> {
    /// A sheet of this name.
    pub(super) fn new(book: &'b mut Workbook, name: &str) -> Result<Self> {
        let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        Ok(Self { sheet, row: 0 })
    }

    /// A row of text.
    pub(super) fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<()> {
        for (column, cell) in (0..).zip(cells) {
            let cell = cell.as_ref();
            if !cell.is_empty() {
                self.sheet
                    .write_string(self.row, column, shortened(cell))
                    .map_err(failed)?;
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// Writes a workbook out.
pub(super) fn save(book: &mut Workbook, out: &mut dyn Write) -> Result<()> {
    let bytes = book.save_to_buffer().map_err(failed)?;
    out.write_all(&bytes).map_err(unwritten)
}

/// A workbook that says nothing of when it was made, so that the same glossary gives the same bytes.
pub(super) fn book() -> Workbook {
    let mut book = Workbook::new();
    let then = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1);
    if let Ok(then) = then {
        let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&then);
        book.set_properties(&properties);
    }
    book
}

/// What a cell of a workbook can hold of a text.
pub(super) fn shortened(cell: &str) -> &str {
    if cell.len() <= MOST_CHARS {
        return cell;
    }
    let mut units = 0;
    for (at, c) in cell.char_indices() {
        units += c.len_utf16();
        if units > MOST_CHARS {
            return &cell[..at];
        }
    }
    cell
}

pub(super) fn failed(error: XlsxError) -> crate::Error {
    unwritten(error)
}
