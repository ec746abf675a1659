//! A compiled file as bytes whose every read can fail with the file and the place.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

/// A file in memory, little endian. Places are byte offsets from its start.
pub(super) struct Binary {
    name: String,
    bytes: Vec<u8>,
}

impl Binary {
    /// Reads the whole file.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let bytes = fs::read(path).with_context(|| name.clone())?;
        Ok(Self { name, bytes })
    }

    /// The same from memory, for tests.
    #[cfg(test)]
    pub(super) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            bytes,
        }
    }

    /// Length of the file in bytes.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// An error about this place of the file.
    pub(super) fn error(&self, place: usize, reason: &str) -> anyhow::Error {
        anyhow!(
            "{}, byte {place}: {reason} (the wheel is not the one this decoder was written for)",
            self.name
        )
    }

    /// `length` bytes from `place` on.
    pub(super) fn slice(&self, place: usize, length: usize) -> Result<&[u8]> {
        place
            .checked_add(length)
            .and_then(|end| self.bytes.get(place..end))
            .ok_or_else(|| {
                let reason = format!(
                    "{length} bytes expected, but the file ends at {}",
                    self.len()
                );
                self.error(place, &reason)
            })
    }

    pub(super) fn u16(&self, place: usize) -> Result<u16> {
        self.array(place).map(u16::from_le_bytes)
    }

    pub(super) fn i16(&self, place: usize) -> Result<i16> {
        self.array(place).map(i16::from_le_bytes)
    }

    pub(super) fn u32(&self, place: usize) -> Result<u32> {
        self.array(place).map(u32::from_le_bytes)
    }

    pub(super) fn i32(&self, place: usize) -> Result<i32> {
        self.array(place).map(i32::from_le_bytes)
    }

    /// A count, size or offset.
    pub(super) fn size(&self, place: usize) -> Result<usize> {
        Ok(self.u32(place)? as usize)
    }

    /// The text from `place` to the first NUL, which must come before `end`.
    pub(super) fn text(&self, place: usize, end: usize) -> Result<&str> {
        let bytes = self.slice(place, end.saturating_sub(place))?;
        let length = bytes
            .iter()
            .position(|&byte| byte == 0)
            .ok_or_else(|| self.error(place, "a text without an end"))?;
        str::from_utf8(&bytes[..length]).map_err(|_| self.error(place, "a text that is not UTF-8"))
    }

    fn array<const N: usize>(&self, place: usize) -> Result<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.slice(place, N)?);
        Ok(array)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_little_endian() {
        let binary = Binary::new("x", vec![0xfe, 0xff, 0xff, 0xff, 1, 0]);
        assert_eq!(binary.i32(0).expect("inside"), -2);
        assert_eq!(binary.i16(0).expect("inside"), -2);
        assert_eq!(binary.u16(4).expect("inside"), 1);
    }

    #[test]
    fn reading_past_the_end_names_file_and_place() {
        let binary = Binary::new("sys.dic", vec![0; 6]);
        let error = binary.u32(4).expect_err("two bytes are left").to_string();
        assert!(
            error.starts_with("sys.dic, byte 4: 4 bytes expected, but the file ends at 6"),
            "{error}"
        );
        assert!(binary.slice(usize::MAX, 2).is_err());
    }

    #[test]
    fn texts_end_at_nul_and_within_their_part() {
        let binary = Binary::new("x", "한국\0어\0".into());
        assert_eq!(binary.text(0, 11).expect("ends at byte 6"), "한국");
        assert_eq!(binary.text(7, 11).expect("ends at byte 10"), "어");
        assert!(binary.text(7, 10).is_err());
        assert!(binary.text(1, 11).is_err());
    }
}
