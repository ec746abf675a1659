//! How much a Parquet file may hold. A page of a few bytes can stand for a billion values, and any number of pages can be read twice.

use super::super::package::{Limits, too_large};
use crate::{Error, Result};

/// So many times what a file may unpack to is looked at: pages as they are packed, and what comes out of them.
const PAGES: u64 = 2;
/// So many times the same may be kept beside the text: where each value stands. A file of short values has more of that than of text.
const BESIDE: u64 = 4;
/// So many bytes may be kept beside the text of any file, unless it is said what it may unpack to: a hundred thousand rows of five labels are some kilobytes
/// in a file, with a dictionary for each column, and take 74 MB beside 4 MB of text.
const FREE: u64 = 256 << 20;

/// What a value takes beside its text: the line before it, where it stands, and what the place is called but for the column.
const VALUE: u64 = 96;
/// What a line takes beside its text: what it is in the file, and that a paragraph ends before it.
const LINE: u64 = 48;
/// What a row of a table takes, and a cell of it, be it empty.
const ROW: u64 = 24;
const CELL: u64 = 16;

/// What may yet come out of a file.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    /// How much may be kept beside the text.
    most_beside: u64,
    /// Bytes of pages, which are in memory one at a time for each column.
    pages: u64,
    /// Bytes of text, which stay.
    text: u64,
    /// Bytes of what stays beside it.
    beside: u64,
    /// Bytes that the text may yet have with what parts it, so that places in it fit 32 bits.
    places: u64,
    /// Levels that have not been counted among the pages yet: two are a byte.
    levels: u64,
}

impl Budget {
    /// For the file with these bytes.
    pub(super) fn new(bytes: &[u8], limits: Limits) -> Self {
        let limit = limits.of(bytes, 1);
        let free = FREE.min(limits.unpacked.saturating_mul(BESIDE));
        let most_beside = limit.saturating_mul(BESIDE).max(free);
        Self {
            limit,
            most_beside,
            pages: limit.saturating_mul(PAGES),
            text: limit,
            beside: most_beside,
            places: u64::from(u32::MAX),
            levels: 0,
        }
    }

    /// So many bytes of the file, or of a page once it is unpacked, are looked at.
    pub(super) fn page(&mut self, bytes: u64) -> Result<()> {
        spend(&mut self.pages, bytes, self.limit)
    }

    /// A place for a value is looked at, which may have none.
    pub(super) fn level(&mut self) -> Result<()> {
        self.levels += 1;
        if self.levels == 2 {
            self.levels = 0;
            self.page(1)?;
        }
        Ok(())
    }

    /// A text is kept, in a column whose name has so many bytes.
    pub(super) fn value(&mut self, text: &str, name: usize) -> Result<()> {
        let (size, name) = (text.len() as u64, name as u64);
        let (mut lines, mut start) = (1, 0);
        for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()) {
            lines += u64::from(end > start);
            start = end + 1;
        }
        spend(&mut self.text, size, self.limit)?;
        spend(&mut self.places, size + lines + VALUE, self.limit)?;
        self.beside(VALUE + name + lines * LINE)
    }

    /// A row of a table is kept that has so many cells.
    pub(super) fn row(&mut self, cells: usize) -> Result<()> {
        self.beside(ROW + cells as u64 * CELL)
    }

    /// So many bytes are kept that are no text.
    pub(super) fn beside(&mut self, bytes: u64) -> Result<()> {
        let left = self.beside.checked_sub(bytes);
        self.beside = left.ok_or_else(|| {
            let most = self.most_beside >> 20;
            Error::new(format!("takes more than {most} MB beside its text"))
                .hint("if it is to be trusted, say --max-unpacked with more")
        })?;
        Ok(())
    }
}

fn spend(left: &mut u64, bytes: u64, limit: u64) -> Result<()> {
    *left = left.checked_sub(bytes).ok_or_else(|| too_large(limit))?;
    Ok(())
}
