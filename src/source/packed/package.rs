//! A zip of parts, opened within limits.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::source::opened;
use crate::{Error, Result};

/// How much a packed file may unpack to: a few kilobytes can hold terabytes of the same letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// All that is read of one file, in bytes; places in one fit 32 bits, so that more than 4 GiB are none.
    pub unpacked: u64,
    /// The same as a multiple of the packed file, once it is more than [`Limits::FREE`].
    pub ratio: u64,
}

impl Limits {
    /// So many bytes may come out of any file.
    pub const FREE: u64 = 16 << 20;

    /// So many times as much may come out of an archive as out of one file in it.
    pub(in crate::source) const MEMBERS: u64 = 16;

    /// So many megabytes may come out of a file that is trusted, however small it is.
    #[must_use]
    pub const fn absolute(megabytes: u64) -> Self {
        Self {
            unpacked: megabytes.saturating_mul(1 << 20),
            ratio: u64::MAX,
        }
    }

    /// How many bytes may come out of a packed file, so many times what may come out of one.
    pub(in crate::source) fn of(self, packed: &[u8], times: u64) -> u64 {
        self.of_size(packed.len() as u64, times)
    }

    /// The same, by how many bytes it has.
    pub(in crate::source) fn of_size(self, packed: u64, times: u64) -> u64 {
        let by_ratio = packed.saturating_mul(self.ratio).max(Self::FREE);
        let most = self.unpacked.min(u64::from(u32::MAX));
        most.min(by_ratio).saturating_mul(times)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            unpacked: 512 << 20,
            ratio: 200,
        }
    }
}

/// The parts of a packed file that are read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Parts {
    /// Their texts, one behind the other.
    pub(in crate::source) source: String,
    /// Where each begins, with its name.
    pub(in crate::source) begins: Vec<(usize, Box<str>)>,
    /// What of it is not read, and what to do about it.
    pub(in crate::source) notes: Vec<Error>,
}

impl Parts {
    pub(super) fn push(&mut self, name: &str, text: &str) {
        self.begins.push((self.source.len(), name.into()));
        self.source.push_str(text);
    }
}

/// A zip of parts.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may yet be unpacked.
    left: u64,
    limit: u64,
    parts: Parts,
    /// Those that were taken, by their places in the zip.
    taken: HashSet<usize>,
}

impl<'b> Package<'b> {
    /// Opens it.
    ///
    /// # Errors
    ///
    /// It is no zip, or protected by a password.
    pub(super) fn open(bytes: &'b [u8], limits: Limits) -> Result<Self> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(locked());
        }
        let zip = opened(Cursor::new(bytes)).map_err(|error| {
            broken(error).hint(
                "it may be incomplete: copy or download it again; else open it in its program, and save it again",
            )
        })?;
        let limit = limits.of(bytes, 1);
        Ok(Self {
            zip,
            left: limit,
            limit,
            parts: Parts::default(),
            taken: HashSet::new(),
        })
    }

    /// The names of its parts, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().flatten();
        names.map(std::borrow::Cow::into_owned).collect()
    }

    /// The text of a part that need not be there.
    ///
    /// # Errors
    ///
    /// It is broken, no UTF-8, or unpacks to more than it may.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>> {
        let Some(index) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let part = self
            .zip
            .by_index(index)
            .map_err(|error| broken(error).at(name))?;
        let mut bytes = Vec::new();
        let mut part = part.take(self.left + 1);
        part.read_to_end(&mut bytes)
            .map_err(|error| broken(error).at(name))?;
        let size = bytes.len() as u64;
        let Some(left) = self.left.checked_sub(size) else {
            return Err(too_large(self.limit).at(name));
        };
        self.left = left;
        let text =
            String::from_utf8(bytes).map_err(|_| broken("a part of it is not UTF-8").at(name))?;
        Ok(Some(text))
    }

    /// The text of a part that has to be there.
    ///
    /// # Errors
    ///
    /// The same, or it is not.
    pub(super) fn need(&mut self, name: &str) -> Result<String> {
        let text = self.text(name)?;
        text.ok_or_else(|| broken("it is not there").at(name))
    }

    /// Takes a part among those that are read, if it is there. One that is named twice is taken once, as it is mended once.
    pub(super) fn take(&mut self, name: &str) -> Result<()> {
        let index = self.zip.index_for_name(name);
        if index.is_some_and(|index| self.taken.insert(index))
            && let Some(text) = self.text(name)?
        {
            self.parts.push(name, &text);
        }
        Ok(())
    }

    /// Takes a text that was read among those that are read.
    pub(super) fn push(&mut self, name: &str, text: &str) {
        self.parts.push(name, text);
    }

    /// The parts that were taken.
    pub(super) fn parts(self) -> Parts {
        self.parts
    }
}

/// A file out of which more comes than may.
pub(super) fn too_large(limit: u64) -> Error {
    Error::new(format!("unpacks to more than {} MB", limit >> 20))
        .hint("if it is to be trusted, say --max-unpacked with more")
}

/// A file that only its password opens.
pub(super) fn locked() -> Error {
    Error::new("is protected by a password, or of a program of before 2007")
        .hint("open it in its program, and save it without a password in the format of today")
}

/// A file that is not put together as its format has it.
pub(super) fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(format!("is broken: {error}")).hint("open it in its program, and save it again")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_part_is_taken_once() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("slide1.xml", "<a>가</a>"), ("slide2.xml", "<a>나</a>")] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let mut package = Package::open(&bytes, Limits::default()).unwrap();
        for name in ["slide2.xml", "slide1.xml", "slide2.xml", "slide3.xml"] {
            package.take(name).unwrap();
        }
        let names = package.parts().begins.into_iter().map(|(_, name)| name);
        assert_eq!(names.collect::<Vec<_>>().concat(), "slide2.xmlslide1.xml");
    }
}
