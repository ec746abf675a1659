//! What a file holds: text, or what a program has packed.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Format;
use super::archive::{Compression, too_much};
use super::encoding::Encoding;
use super::packed::{instead, is_packed};
use super::read::Reader;
use super::utf8::{self, Contents};
use crate::Error;

/// The largest document, in bytes: offsets into one fit 32 bits.
pub(super) const LARGEST: u64 = u32::MAX as u64;

/// What an input holds.
pub(super) struct Held {
    pub(super) what: What,
    /// How many bytes came out of it, if it is compressed as a whole, whatever it is called.
    pub(super) unpacked: Option<u64>,
}

/// What an input holds once it is unpacked.
pub(super) enum What {
    Text(Contents),
    /// Nothing that is read, and why.
    Foreign(Error),
    /// All bytes of a packed file.
    Packed(&'static Format, Vec<u8>),
}

impl What {
    /// Bytes that are neither a text nor of any format.
    fn unknown(bytes: &[u8]) -> Self {
        match instead(None, bytes) {
            Some(error) => Self::Foreign(error),
            None => Self::Text(Contents::Binary(Vec::new())),
        }
    }
}

impl From<What> for Held {
    fn from(what: What) -> Self {
        Self {
            what,
            unpacked: None,
        }
    }
}

impl Reader {
    /// What a file of this name holds, or standard input.
    pub(super) fn contents(&self, file: Option<&Path>, name: &str) -> io::Result<Held> {
        let Some(path) = file else {
            return self.held(io::stdin().lock(), 0, name);
        };
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        let size = if metadata.is_file() {
            metadata.len()
        } else {
            0
        };
        self.held(file, size, name)
    }

    /// What a file of this name holds, whose bytes these are, so many of them if that is known.
    pub(super) fn held(&self, source: impl Read, size: u64, name: &str) -> io::Result<Held> {
        match Compression::of(name) {
            Some((compression, _)) => self.decompressed(compression, source, size, name),
            None => self.uncompressed(source, size, name, false),
        }
    }

    /// What a compressed file holds, of which there are so many bytes.
    fn decompressed(
        &self,
        compression: Compression,
        source: impl Read,
        size: u64,
        name: &str,
    ) -> io::Result<Held> {
        let limit = self.limits().of_size(size, 1);
        let mut unpacked = compression.reader(source).take(limit + 1);
        let held = self.uncompressed(&mut unpacked, 0, name, true)?;
        if unpacked.limit() == 0 {
            return Err(too_much());
        }
        Ok(Held {
            unpacked: Some(limit + 1 - unpacked.limit()),
            ..held
        })
    }

    /// What these bytes are, which may have come out of a compressed file: then they are no compressed file again.
    fn uncompressed(
        &self,
        mut source: impl Read,
        size: u64,
        name: &str,
        unpacked: bool,
    ) -> io::Result<Held> {
        let format = self.format_of(name);
        let is_text = !format.is_packed();
        if is_text && self.encoding().is_none_or(Encoding::is_utf8) {
            let contents = utf8::read(&mut source, size, LARGEST, self.encoding().is_none())?;
            // The name of a file may say nothing, or something else.
            return match contents {
                Contents::Binary(head) if self.format().is_none() => {
                    self.binary(head, source, size, name, unpacked)
                }
                contents => Ok(What::Text(contents).into()),
            };
        }
        if size > LARGEST {
            return Ok(What::Text(Contents::TooLarge).into());
        }
        let Some(bytes) = rest(Vec::with_capacity(size as usize), &mut source)? else {
            return Ok(What::Text(Contents::TooLarge).into());
        };
        if is_text {
            return Ok(What::Text(Contents::Bytes(bytes)).into());
        }
        // HWPX is often called .hwp.
        let found = Format::of_packed(&bytes).filter(|_| self.format().is_none());
        Ok(What::Packed(found.unwrap_or(format), bytes).into())
    }

    /// What a file is that begins so and is no text, whatever it is called.
    fn binary(
        &self,
        head: Vec<u8>,
        mut source: impl Read,
        size: u64,
        name: &str,
        unpacked: bool,
    ) -> io::Result<Held> {
        if is_packed(&head) {
            let Some(bytes) = rest(head, &mut source)? else {
                return Ok(What::Text(Contents::TooLarge).into());
            };
            return Ok(match Format::of_packed(&bytes) {
                Some(format) => What::Packed(format, bytes).into(),
                None => What::unknown(&bytes).into(),
            });
        }
        match Compression::within(&head) {
            // What is compressed twice can go on without end.
            Some(compression) if !unpacked => {
                self.decompressed(compression, (&*head).chain(source), size, name)
            }
            _ => Ok(What::unknown(&head).into()),
        }
    }
}

/// All bytes of a file, or of standard input.
pub(super) fn raw(file: Option<&Path>) -> io::Result<Vec<u8>> {
    let bytes = match file {
        Some(path) => rest(Vec::new(), &mut File::open(path)?)?,
        None => rest(Vec::new(), &mut io::stdin().lock())?,
    };
    bytes.ok_or_else(|| io::ErrorKind::FileTooLarge.into())
}

/// All of an input of which some was read; nothing where that is too much.
fn rest(mut bytes: Vec<u8>, source: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let left = (LARGEST + 1).saturating_sub(bytes.len() as u64);
    source.take(left).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}
