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
    /// Whether the levels of repetition and of definition are written in the way of old. Where there are none, some programs say so.
    pub(super) is_old: [bool; 2],
    pub(super) bytes: Cow<'b, [u8]>,
}

/// The encoding of levels of old, by its number.
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
    is_old: [bool; 2],
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
        let size = |size: i64| usize::try_from(size).map_err(|_| broken("a page has no size"));
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
            is_old: head.is_old,
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
                        3 => head.is_old[1] = thrift.int()? == BIT_PACKED,
                        4 => head.is_old[0] = thrift.int()? == BIT_PACKED,
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
                8 => head.second(thrift)?,
                _ => thrift.skip()?,
            }
            Ok(())
        })?;
        Ok(head)
    }

    fn second(&mut self, thrift: &mut Thrift<'_>) -> Result<()> {
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
        3 => return Err(unread("pages in LZO")),
        4 => return Err(unread("pages in Brotli")),
        5 => return Err(unread("pages in LZ4 as Hadoop frames it")),
        _ => return Err(unread("pages compressed in a way that is not known")),
    };
    if bytes.len() != size {
        return Err(broken("a page is not as large as it says"));
    }
    Ok(Cow::Owned(bytes))
}
