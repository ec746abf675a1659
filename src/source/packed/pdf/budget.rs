//! How much a PDF may unpack to.

use lopdf::{Document as Pdf, Stream};

use super::super::package::too_large;
use super::filter;
use crate::{Error, Result};

/// How much may yet come out of a file.
#[derive(Debug)]
pub(super) struct Budget {
    left: u64,
    limit: u64,
    /// How much may come out of one stream.
    pub(super) stream: usize,
}

impl Budget {
    /// A file may unpack to so many bytes; one stream of it to an eighth.
    pub(super) fn new(limit: u64) -> Self {
        Self {
            left: limit,
            limit,
            stream: (limit / 8).max(8 << 20) as usize,
        }
    }

    /// Takes so many bytes from it.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<()> {
        let left = self.left.checked_sub(bytes as u64);
        self.left = left.ok_or_else(|| too_large(self.limit))?;
        Ok(())
    }

    /// Unpacks a stream, which counts as often as it is looked at.
    pub(super) fn unpack(&mut self, pdf: &Pdf, stream: &Stream) -> Result<Vec<u8>> {
        let most = self.stream.min(self.left as usize);
        let Ok(bytes) = filter::unpacked(pdf, stream, most) else {
            let limit = if most < self.stream {
                self.limit
            } else {
                self.stream as u64
            };
            return Err(too_much(limit, most < self.stream));
        };
        self.spend(bytes.len() + 64)?;
        Ok(bytes)
    }
}

/// More comes out of one stream than may, or out of all of them.
pub(super) fn too_much(limit: u64, of_all: bool) -> Error {
    if of_all {
        return too_large(limit);
    }
    let megabytes = limit >> 20;
    Error::new(format!("unpacks to more than {megabytes} MB in one piece"))
        .hint("if it is to be trusted, say --max-unpacked with eight times as much")
}
