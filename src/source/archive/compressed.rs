//! Files that are compressed as a whole.

use std::io::{self, BufRead, BufReader, Read};

use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

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

    /// That of a file that begins so (RFC 1952, 2.3.1; RFC 8878, 3.1.1; the format of XZ, 2.1.1.1; of bzip2, the size of blocks and the first of them).
    pub(in crate::source) fn within(head: &[u8]) -> Option<Self> {
        let is_bzip2 = || {
            head.starts_with(b"BZh")
                && head.get(3).is_some_and(u8::is_ascii_digit)
                && head.get(4..10) == Some(b"1AY&SY")
        };
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            _ => is_bzip2().then_some(Self::Bzip2),
        }
    }

    /// What is compressed, as it comes.
    pub(in crate::source) fn reader<'r>(self, packed: impl Read + 'r) -> Box<dyn Read + 'r> {
        match self {
            Self::Gzip => Box::new(Streams {
                packed: Some(BufReader::new(packed)),
                stream: None,
                begin: GzDecoder::new,
                end: GzDecoder::into_inner,
            }),
            Self::Bzip2 => Box::new(Streams {
                packed: Some(BufReader::new(packed)),
                stream: None,
                begin: BzDecoder::new,
                end: BzDecoder::into_inner,
            }),
            Self::Xz => Box::new(XzReader::new_mem_limit(packed, true, XZ_MEMORY)),
            Self::Zstd => Box::new(Frames {
                packed: BufReader::new(packed),
                frame: FrameDecoder::new(),
                begun: false,
            }),
        }
    }
}

/// Streams one behind the other, whose contents are one. Zeros may stand behind each, as tapes and block devices leave them: `gzip` ignores them, too.
struct Streams<P, S> {
    /// What has not been begun, while no stream is open.
    packed: Option<P>,
    stream: Option<S>,
    begin: fn(P) -> S,
    end: fn(S) -> P,
}

impl<P: BufRead, S: Read> Read for Streams<P, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(stream) = &mut self.stream {
                let read = stream.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                let mut packed = self.stream.take().map(self.end);
                let has_more = packed.as_mut().map(skip_zeros).transpose()?;
                self.packed = packed.filter(|_| has_more == Some(true));
            }
            // A file without any stream is broken, and the first one says so.
            let Some(packed) = self.packed.take() else {
                return Ok(0);
            };
            self.stream = Some((self.begin)(packed));
        }
    }
}

/// Passes over zeros; says whether anything else follows.
fn skip_zeros(packed: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let bytes = packed.fill_buf()?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        if zeros < bytes.len() || bytes.is_empty() {
            let has_more = !bytes.is_empty();
            packed.consume(zeros);
            return Ok(has_more);
        }
        packed.consume(zeros);
    }
}

/// Frames of Zstandard one behind the other, whose contents are one; those to be skipped have none (RFC 8878, 3.1.2).
struct Frames<R> {
    packed: BufReader<R>,
    frame: FrameDecoder,
    /// Whether any frame was met.
    begun: bool,
}

impl<R: Read> Frames<R> {
    /// Begins the next frame; says whether there is one.
    fn next(&mut self) -> io::Result<bool> {
        while !self.begun || !self.packed.fill_buf()?.is_empty() {
            let begun = self.frame.init(&mut self.packed);
            self.begun = true;
            match begun {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let frame = &mut (&mut self.packed).take(length);
                    if io::copy(frame, &mut io::sink())? < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(broken(error)),
            }
        }
        Ok(false)
    }

    /// Compares the checksum that the frame has, if it has any, with that of what was in it.
    fn verify(&self) -> io::Result<()> {
        let said = self.frame.get_checksum_from_data();
        if said.is_some() && said != self.frame.get_calculated_checksum() {
            return Err(broken("its checksum is not that of what is in it"));
        }
        Ok(())
    }
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if self.frame.can_collect() > 0 {
                return self.frame.read(buffer);
            }
            if !self.frame.is_finished() {
                let block = BlockDecodingStrategy::UptoBlocks(1);
                let decoded = self.frame.decode_blocks(&mut self.packed, block);
                decoded.map_err(broken)?;
                continue;
            }
            self.verify()?;
            if !self.next()? {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// The lowest four bytes of XXH64 of `term`.
    const CHECKSUM: &[u8] = b"\xb6\xb4\x36\xc0";

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

    /// A text as each program writes it.
    fn packed(compression: Compression, text: &str) -> Vec<u8> {
        let text = text.as_bytes();
        match compression {
            Compression::Gzip => {
                let level = flate2::Compression::default();
                let mut gzip = flate2::write::GzEncoder::new(Vec::new(), level);
                gzip.write_all(text).unwrap();
                gzip.finish().unwrap()
            }
            Compression::Bzip2 => {
                let level = bzip2::Compression::default();
                let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), level);
                bzip2.write_all(text).unwrap();
                bzip2.finish().unwrap()
            }
            Compression::Xz => {
                let options = lzma_rust2::XzOptions::default();
                let mut xz = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
                xz.write_all(text).unwrap();
                xz.finish().unwrap()
            }
            Compression::Zstd => {
                ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
            }
        }
    }

    fn read(compression: Compression, bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        let mut reader = compression.reader(bytes);
        reader.read_to_string(&mut text).map(|_| text)
    }

    const ALL: [Compression; 4] = [
        Compression::Gzip,
        Compression::Bzip2,
        Compression::Xz,
        Compression::Zstd,
    ];

    #[test]
    fn streams_behind_one_another_are_one() {
        for compression in ALL {
            let packed = |text: &str| packed(compression, text);
            let two = [packed("텐서"), packed(""), packed("(tensor)")].concat();
            let whole = read(compression, &two).unwrap();
            assert_eq!(whole, "텐서(tensor)", "{compression:?}");
            for broken in [&two[..two.len() - 3], &two[..5], b"", b"no such thing"] {
                assert!(read(compression, broken).is_err(), "{compression:?}");
            }
            let behind = [&*two, b"more"].concat();
            assert!(read(compression, &behind).is_err(), "{compression:?}");
            // A bit of what is in it is another one.
            let mut spoilt = packed(&"말뭉치(corpus)를 모은다. ".repeat(9));
            let at = spoilt.len() / 2;
            spoilt[at] ^= 1;
            assert!(read(compression, &spoilt).is_err(), "{compression:?}");
        }
    }

    #[test]
    fn zeros_behind_streams_are_nothing() {
        for compression in [Compression::Gzip, Compression::Bzip2, Compression::Xz] {
            let packed = |text: &str| packed(compression, text);
            let padded = [&*packed("텐서"), &[0; 4], &packed("(tensor)"), &[0; 9_000]].concat();
            let whole = read(compression, &padded).unwrap();
            assert_eq!(whole, "텐서(tensor)", "{compression:?}");
        }
        // Padding of streams of XZ is a multiple of four bytes.
        let odd = [&*packed(Compression::Xz, "텐서"), &[0; 3]].concat();
        assert!(read(Compression::Xz, &odd).is_err());
    }

    #[test]
    fn frames_to_be_skipped_are_and_checksums_are_compared() {
        let skipped = |length: u32, bytes: &[u8]| {
            [&b"\x5a\x2a\x4d\x18"[..], &length.to_le_bytes(), bytes].concat()
        };
        let frame = packed(Compression::Zstd, "텐서(tensor)");
        let whole = [&*skipped(4, b"\x28\xb5\x2f\xfd"), &frame, &skipped(0, b"")].concat();
        let text = read(Compression::Zstd, &whole).unwrap();
        assert_eq!(text, "텐서(tensor)");
        let cut = [&*frame, &skipped(9, b"four")].concat();
        let error = read(Compression::Zstd, &cut).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        // A raw block with a checksum, as RFC 8878 has it, and the same with another letter.
        let raw = |text: &[u8; 4]| {
            let head = b"\x28\xb5\x2f\xfd\x24\x04\x21\x00\x00";
            [&head[..], text, CHECKSUM].concat()
        };
        assert_eq!(read(Compression::Zstd, &raw(b"term")).unwrap(), "term");
        let error = read(Compression::Zstd, &raw(b"tern")).unwrap_err();
        assert!(error.to_string().contains("checksum"), "{error}");
    }
}
