//! How much a Parquet file may hold. A page of a few bytes can stand for a billion values, and any number of pages can be read twice.

use super::super::package::{Limits, too_large};
use crate::Result;

/// What a value takes beside its text: where it stands, and what the place is called.
const VALUE: u64 = 48;
/// What a line takes beside its text.
const LINE: u64 = 16;

/// What may yet come out of a file.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    /// Bytes of pages, which are in memory one at a time for each column.
    pages: u64,
    /// Bytes of text, which stay.
    text: u64,
    /// Levels that have not been counted among the pages yet: four are a byte.
    levels: u64,
}

impl Budget {
    /// For the file with these bytes.
    pub(super) fn new(bytes: &[u8], limits: Limits) -> Self {
        let limit = limits.of(bytes, 1);
        Self {
            limit,
            pages: limit,
            text: limit,
            levels: 0,
        }
    }

    /// So many bytes of the file, or of a page once it is unpacked, are looked at.
    pub(super) fn page(&mut self, bytes: u64) -> Result<()> {
        let left = self.pages.checked_sub(bytes);
        self.pages = left.ok_or_else(|| too_large(self.limit))?;
        Ok(())
    }

    /// A place for a value is looked at, which may have none.
    pub(super) fn level(&mut self) -> Result<()> {
        self.levels += 1;
        if self.levels == 4 {
            self.levels = 0;
            self.page(1)?;
        }
        Ok(())
    }

    /// A text is kept, in a column whose name has so many bytes.
    pub(super) fn value(&mut self, text: &str, name: usize) -> Result<()> {
        let lines = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).count() as u64;
        let size = text.len() as u64 + name as u64 + VALUE + lines * LINE;
        let left = self.text.checked_sub(size);
        self.text = left.ok_or_else(|| too_large(self.limit))?;
        Ok(())
    }
}
