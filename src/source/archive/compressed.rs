//! Files that are compressed as a whole.

use std::io::{self, Read};

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;

/// How much memory the dictionary of an `.xz` may take, in KB: as much as `xz -9` needs.
const XZ_MEMORY: u32 = 65 << 10;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Compression {
    Gzip,
    Bzip2,
    Xz,
    Zstd,
}

impl Compression {
    /// That of a file, by its name; and its name without.
    pub(in crate::source) fn of(path: &str) -> Option<(Self, &str)> {
        let (stem, suffix) = path.rsplit_once('.')?;
        let compression = match &*suffix.to_ascii_lowercase() {
            "gz" => Self::Gzip,
            "bz2" => Self::Bzip2,
            "xz" => Self::Xz,
            "zst" => Self::Zstd,
            _ => return None,
        };
        Some((compression, stem))
    }

    /// What is compressed, as it comes.
    pub(in crate::source) fn reader<'r>(self, packed: impl Read + 'r) -> Box<dyn Read + 'r> {
        match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Self::Bzip2 => Box::new(MultiBzDecoder::new(packed)),
            Self::Xz => Box::new(XzReader::new_mem_limit(packed, true, XZ_MEMORY)),
            Self::Zstd => Box::new(Frames {
                packed: Some(io::BufReader::new(packed)),
                frame: None,
            }),
        }
    }
}

/// Frames of Zstandard, one behind the other.
struct Frames<R: Read> {
    /// What has not been begun.
    packed: Option<io::BufReader<R>>,
    frame: Option<StreamingDecoder<io::BufReader<R>, ruzstd::decoding::FrameDecoder>>,
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.packed = self.frame.take().map(StreamingDecoder::into_inner);
            }
            let Some(mut packed) = self.packed.take() else {
                return Ok(0);
            };
            if io::BufRead::fill_buf(&mut packed)?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(StreamingDecoder::new(packed).map_err(io::Error::other)?);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_suffix() {
        assert_eq!(
            Compression::of("글.txt.GZ"),
            Some((Compression::Gzip, "글.txt"))
        );
        assert_eq!(
            Compression::of("a.b/글.zst"),
            Some((Compression::Zstd, "a.b/글"))
        );
        assert_eq!(Compression::of("글.gzip"), None);
    }

    #[test]
    fn streams_behind_one_another_are_one() {
        use std::io::Write;
        let mut two = Vec::new();
        for text in ["텐서", "(tensor)"] {
            let mut gzip =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            gzip.write_all(text.as_bytes()).unwrap();
            two.extend(gzip.finish().unwrap());
        }
        let read = |compression: Compression, bytes: &[u8]| {
            let mut text = String::new();
            compression
                .reader(bytes)
                .read_to_string(&mut text)
                .map(|_| text)
        };
        assert_eq!(read(Compression::Gzip, &two).unwrap(), "텐서(tensor)");
        let frame = |text: &str| {
            ruzstd::encoding::compress_to_vec(
                text.as_bytes(),
                ruzstd::encoding::CompressionLevel::Fastest,
            )
        };
        let two = [frame("텐서"), frame("(tensor)")].concat();
        assert_eq!(read(Compression::Zstd, &two).unwrap(), "텐서(tensor)");
        for compression in [
            Compression::Gzip,
            Compression::Bzip2,
            Compression::Xz,
            Compression::Zstd,
        ] {
            assert!(
                read(compression, b"no such thing").is_err(),
                "{compression:?}"
            );
        }
    }
}
