//! Whether a large file is still as it was, without keeping its bytes.

use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};

/// What tells one state of a file from another: its length in bytes and a hash. Never stored, since the hash may be another
/// in another build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    length: u64,
    hash: u64,
}

impl Version {
    /// That of a file as `write` would write it.
    pub(super) fn of_written(
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Self> {
        let mut counted = Counted::default();
        write(&mut counted)?;
        Ok(counted.version())
    }
}

/// Takes bytes in, in whatever portions.
#[derive(Default)]
pub(super) struct Counted {
    length: u64,
    hasher: DefaultHasher,
}

impl Counted {
    pub(super) fn take(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.hasher.write(bytes);
    }

    /// The version of a file with all of them.
    pub(super) fn version(&self) -> Version {
        Version {
            length: self.length,
            hash: self.hasher.finish(),
        }
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_make_no_difference_and_bytes_do() {
        let of = |text: &str| Version::of_written(|out| out.write_all(text.as_bytes())).unwrap();
        let version = of("용어집의 근거");
        for size in [1, 3, 7] {
            let portions = Version::of_written(|out| {
                let mut portions = "용어집의 근거".as_bytes().chunks(size);
                portions.try_for_each(|portion| out.write_all(portion))
            });
            assert_eq!(portions.unwrap(), version);
        }
        assert_ne!(of("용어집의 근거 "), version);
        assert_ne!(of("용어집의 증거"), version);
    }
}
