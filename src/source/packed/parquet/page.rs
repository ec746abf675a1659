//! Pages, which the values of a column come in.

use std::borrow::Cow;
use std::io::Read;

use super::budget::Budget;
use super::thrift::Thrift;
use super::{broken, unread};
use crate::Result;
use crate::source::archive::Compression;

/// What stands in a page before its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Values that others refer to by their numbers.
    Dictionary,
    /// Levels of repetition and of definition, each with how many bytes they have before them.
    Data,
    /// The same without: how many bytes each has.
    Data2([usize; 2]),
    /// An index, of which nothing is read.
    Other,
}

/// A page once it is unpacked.
#[derive(Debug)]
pub(super) struct Page<'b> {
    pub(super) kind: Kind,
    /// How many values and places without one there are.
    pub(super) count: u64,
    /// How the values are written, by the number that Parquet has for it.
    pub(super) encoding: i64,
    /// Whether the levels of repetition and of definition are written as `BIT_PACKED`, the way of old. Where there are none, some programs say so.
    pub(super) is_bit_packed: [bool; 2],
    pub(super) bytes: Cow<'b, [u8]>,
}

const BIT_PACKED: i64 = 4;

#[derive(Default)]
struct Head {
    kind: i64,
    unpacked: i64,
    packed: i64,
    count: i64,
    encoding: i64,
    /// How many bytes the levels of repetition and of definition have, where that is said here.
    levels: Option<[i64; 2]>,
    is_bit_packed: [bool; 2],
    is_packed: bool,
}

impl<'b> Page<'b> {
    /// Reads the page that begins here, and says what stands behind it.
    pub(super) fn read(
        bytes: &'b [u8],
        codec: i64,
        budget: &mut Budget,
    ) -> Result<(Self, &'b [u8])> {
        let mut thrift = Thrift::new(bytes);
        let head = Head::read(&mut thrift)?;
        let behind = thrift.rest();
        budget.page((bytes.len() - behind.len()) as u64)?;
        // Sizes are of 32 bits, with a sign.
        let size = |size: i64| {
            let size = i32::try_from(size).ok().map(usize::try_from);
            size.and_then(std::result::Result::ok)
                .ok_or_else(|| broken("a page has no size"))
        };
        let (packed, rest) = behind
            .split_at_checked(size(head.packed)?)
            .ok_or_else(|| broken("it ends within a page"))?;
        budget.page(packed.len() as u64)?;
        let kind = match (head.kind, head.levels) {
            (0, _) => Kind::Data,
            (2, _) => Kind::Dictionary,
            (3, Some([repetition, definition])) => {
                Kind::Data2([size(repetition)?, size(definition)?])
            }
            _ => Kind::Other,
        };
        let bytes = match kind {
            Kind::Other => Cow::Borrowed(&[][..]),
            // The levels are not compressed with the values.
            Kind::Data2([repetition, definition]) if head.is_packed => {
                let levels = repetition.saturating_add(definition);
                let (levels, values) = packed
                    .split_at_checked(levels)
                    .ok_or_else(|| broken("a page has less in it than it says"))?;
                let size = size(head.unpacked)?.checked_sub(levels.len());
                let size = size.ok_or_else(|| broken("a page has no size"))?;
                let values = unpack(values, size, codec, budget)?;
                Cow::Owned([levels, &values].concat())
            }
            Kind::Data2(_) => Cow::Borrowed(packed),
            Kind::Data | Kind::Dictionary => unpack(packed, size(head.unpacked)?, codec, budget)?,
        };
        let page = Self {
            kind,
            count: u64::try_from(head.count).map_err(|_| broken("a page has no size"))?,
            encoding: head.encoding,
            is_bit_packed: head.is_bit_packed,
            bytes,
        };
        Ok((page, rest))
    }
}

impl Head {
    fn read(thrift: &mut Thrift<'_>) -> Result<Self> {
        let mut head = Self {
            is_packed: true,
            ..Self::default()
        };
        thrift.fields(|thrift, number| {
            match number {
                1 => head.kind = thrift.int()?,
                2 => head.unpacked = thrift.int()?,
                3 => head.packed = thrift.int()?,
                5 => thrift.fields(|thrift, number| {
                    match number {
                        1 => head.count = thrift.int()?,
                        2 => head.encoding = thrift.int()?,
                        3 => head.is_bit_packed[1] = thrift.int()? == BIT_PACKED,
                        4 => head.is_bit_packed[0] = thrift.int()? == BIT_PACKED,
                        _ => thrift.skip()?,
                    }
                    Ok(())
                })?,
                7 => thrift.fields(|thrift, number| {
                    match number {
                        1 => head.count = thrift.int()?,
                        2 => head.encoding = thrift.int()?,
                        _ => thrift.skip()?,
                    }
                    Ok(())
                })?,
                8 => head.read_v2(thrift)?,
                _ => thrift.skip()?,
            }
            Ok(())
        })?;
        Ok(head)
    }

    /// What is said of a data page of version 2.
    fn read_v2(&mut self, thrift: &mut Thrift<'_>) -> Result<()> {
        let mut levels = [0; 2];
        thrift.fields(|thrift, number| {
            match number {
                1 => self.count = thrift.int()?,
                4 => self.encoding = thrift.int()?,
                5 => levels[1] = thrift.int()?,
                6 => levels[0] = thrift.int()?,
                7 => self.is_packed = thrift.truth()?,
                _ => thrift.skip()?,
            }
            Ok(())
        })?;
        self.levels = Some(levels);
        Ok(())
    }
}

/// What to do about pages that are not unpacked.
const OTHERWISE: &str =
    "write it again with Snappy, gzip, Zstandard or LZ4, or without compression";

/// Unpacks LZ4 as Hadoop frames it, into so much room; says how many bytes came out. Each frame has how many bytes it comes to, then blocks, each
/// behind how many bytes it has (`BlockCompressorStream` of Hadoop; the highest byte first).
fn in_frames(mut packed: &[u8], room: &mut [u8]) -> Option<usize> {
    let number = |packed: &mut &[u8]| {
        let (number, rest) = packed.split_first_chunk::<4>()?;
        *packed = rest;
        Some(u32::from_be_bytes(*number) as usize)
    };
    let mut at = 0_usize;
    while !packed.is_empty() {
        let end = at.checked_add(number(&mut packed)?)?;
        room.get(at..end)?;
        while at < end {
            let length = number(&mut packed)?;
            let (block, rest) = packed.split_at_checked(length)?;
            at += lz4_flex::block::decompress_into(block, &mut room[at..end]).ok()?;
            packed = rest;
        }
    }
    (at == room.len()).then_some(at)
}

/// Unpacks what comes to so many bytes.
fn unpack<'b>(
    packed: &'b [u8],
    size: usize,
    codec: i64,
    budget: &mut Budget,
) -> Result<Cow<'b, [u8]>> {
    if codec == 0 {
        return Ok(Cow::Borrowed(packed));
    }
    budget.page(size as u64)?;
    // Some writers leave nothing of a page without values.
    if size == 0 {
        return Ok(Cow::Borrowed(&[]));
    }
    let stream = |compression: Compression| {
        let mut bytes = Vec::new();
        let mut reader = compression.reader(packed).take(size as u64 + 1);
        reader.read_to_end(&mut bytes).map_err(broken)?;
        Ok(bytes)
    };
    let bytes = match codec {
        1 => {
            let length = snap::raw::decompress_len(packed).map_err(broken)?;
            if length != size {
                return Err(broken("a page is not as large as it says"));
            }
            snap::raw::Decoder::new()
                .decompress_vec(packed)
                .map_err(broken)?
        }
        2 => stream(Compression::Gzip)?,
        6 => stream(Compression::Zstd)?,
        7 => {
            let mut bytes = vec![0; size];
            let length = lz4_flex::block::decompress_into(packed, &mut bytes).map_err(broken)?;
            bytes.truncate(length);
            bytes
        }
        5 => {
            let mut bytes = vec![0; size];
            // Writers that knew of no frames called their plain blocks the same.
            let whole = in_frames(packed, &mut bytes)
                .or_else(|| lz4_flex::block::decompress_into(packed, &mut bytes).ok());
            let length = whole.ok_or_else(|| broken("a page in LZ4 does not unpack"))?;
            bytes.truncate(length);
            bytes
        }
        3 => return Err(unread("pages in LZO", OTHERWISE)),
        4 => return Err(unread("pages in Brotli", OTHERWISE)),
        _ => {
            return Err(unread(
                "pages compressed in a way that is not known",
                OTHERWISE,
            ));
        }
    };
    if bytes.len() != size {
        return Err(broken("a page is not as large as it says"));
    }
    Ok(Cow::Owned(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::sample::{File, field, head_of, inner, int, page, plain};
    use crate::source::packed::Limits;
    use crate::source::{Document, Format};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn snappy(bytes: &[u8]) -> Vec<u8> {
        snap::raw::Encoder::new().compress_vec(bytes).unwrap()
    }

    /// LZ4 as Hadoop frames it: frames of so many bytes, in blocks of so many.
    fn hadoop(bytes: &[u8], frame: usize, block: usize) -> Vec<u8> {
        let mut packed = Vec::new();
        let number = |length: usize| (length as u32).to_be_bytes();
        for frame in bytes.chunks(frame) {
            packed.extend(number(frame.len()));
            for block in frame.chunks(block) {
                let block = lz4_flex::block::compress(block);
                packed.extend(number(block.len()));
                packed.extend(block);
            }
        }
        packed
    }

    #[test]
    fn pages_are_unpacked_however_they_are_packed() {
        let text = "린터(linter)를 쓴다. ".repeat(9);
        let bytes = plain(&[&text]);
        let length = bytes.len();
        for (codec, packed) in [
            (1, snappy(&bytes)),
            (2, gzip(&bytes)),
            (5, hadoop(&bytes, length, length)),
            (5, hadoop(&bytes, length, 100)),
            (5, hadoop(&bytes, 120, 50)),
            (5, lz4_flex::block::compress(&bytes)),
            (6, zstd(&bytes)),
            (7, lz4_flex::block::compress(&bytes)),
        ] {
            let pages = page(0, 1, 0, length, &packed);
            let file = File {
                codec,
                ..File::of(&pages, 1)
            };
            assert_eq!(file.read().unwrap().text, text, "{codec}");
        }
    }

    #[test]
    fn pages_hold_no_more_than_they_say() {
        let bytes = vec![0; 4 << 20];
        for (codec, packed) in [
            (1, snappy(&bytes)),
            (2, gzip(&bytes)),
            (5, hadoop(&bytes, 4 << 20, 4 << 20)),
            (5, hadoop(&bytes, 64 << 10, 64 << 10)),
            (5, lz4_flex::block::compress(&bytes)),
            (6, zstd(&bytes)),
            (7, lz4_flex::block::compress(&bytes)),
        ] {
            for size in [10, 1 << 20, (4 << 20) + 1] {
                let pages = page(0, 1, 0, size, &packed);
                let file = File {
                    codec,
                    ..File::of(&pages, 1)
                };
                // That is less than the file may unpack to, and not what comes out.
                let error = Document::unpacked(
                    Format::PARQUET,
                    "글.parquet",
                    &file.bytes(),
                    Limits::default(),
                );
                let error = error.unwrap_err().to_string();
                let is_broken = error.starts_with("글.parquet: column 글: is broken: ");
                assert!(is_broken, "{codec}, {size}: {error}");
            }
        }
    }

    #[test]
    fn pages_of_version_2_may_be_packed_but_for_their_levels_or_not_at_all() {
        // One value, one without: a run of eight levels of one bit.
        let levels = [0x03, 0b01];
        let value = plain(&["린터(linter)"]);
        let head = |is_packed: u8| {
            let counts = [int(1, 2), int(1, 1), int(1, 2), int(1, 0)].concat();
            let lengths = [int(1, levels.len() as u64), int(1, 0)].concat();
            inner(5, &[counts, lengths, field(1, is_packed, &[])])
        };
        let size = levels.len() + value.len();
        for (is_packed, value) in [(1, snappy(&value)), (2, value.clone())] {
            let own = head_of(3, size, levels.len() + value.len(), head(is_packed));
            let file = File {
                codec: 1,
                optional: 1,
                ..File::of(&[&own[..], &levels, &value].concat(), 2)
            };
            assert_eq!(file.read().unwrap().text, "린터(linter)", "{is_packed}");
        }
    }

    #[test]
    fn levels_of_old_are_refused_where_there_are_any() {
        let value = plain(&["린터(linter)"]);
        let head = [int(1, 1), int(1, 0), int(1, 4), int(1, 4)];
        let head = head_of(0, value.len(), value.len(), inner(2, &head));
        let pages = [head, value].concat();
        let file = File::of(&pages, 1);
        assert_eq!(file.read().unwrap().text, "린터(linter)");
        let file = File {
            optional: 1,
            ..file
        };
        assert!(
            file.refused().starts_with(
                "글.parquet: column 글: has levels in BIT_PACKED, which are not read (write it again with another program"
            ),
            "{}",
            file.refused()
        );
    }
}
