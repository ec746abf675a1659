//! A zip in which some members hold other data, and every other byte stays: names, times, attributes, extra fields, comments, members that nobody
//! reads, and what stands before the first one. All of the layout is that of APPNOTE.TXT of PKWARE, version 6.3.10, whose sections are named.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::ops::Range;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::package::broken;
use crate::source::opened;
use crate::{Error, Result};

/// What stands in 32 bits where the number itself stands in the extra field of Zip64: 4.4.8.
const ELSEWHERE: u32 = u32::MAX;
/// The header of the extra field of Zip64: 4.5.3.
const ZIP64: u16 = 1;

/// Bytes of the archive, and what stands there instead.
type Edit = (Range<usize>, Vec<u8>);

/// The archive with other texts in some of its members, which are known by their names; of members of the same name, in the one that is read.
/// Each stays as it was compressed: stored, or deflated.
///
/// # Errors
///
/// It is broken, or a member is compressed otherwise, encrypted, or shares its bytes with another one.
pub(in crate::source) fn repack(bytes: &[u8], changed: &BTreeMap<&str, &str>) -> Result<Vec<u8>> {
    let mut zip = opened(Cursor::new(bytes)).map_err(broken)?;
    let mut texts = BTreeMap::new();
    for (&name, &text) in changed {
        let index = zip.index_for_name(name);
        let index = index.ok_or_else(|| broken("a part of it is gone").at(name))?;
        let member = zip.by_index_raw(index).map_err(broken)?;
        texts.insert(member.central_header_start() as usize, (name, text));
    }
    let archive = Archive {
        bytes,
        base: zip.offset() as usize,
    };
    let (members, end) = archive.members(zip.central_directory_start() as usize)?;
    let mut edits = Vec::new();
    for member in &members {
        if let Some((name, text)) = texts.remove(&member.header) {
            let replaced = archive.replace(member, text.as_bytes(), &members);
            edits.extend(replaced.map_err(|error| error.at(name))?);
        }
    }
    archive.move_offsets(&members, end, &mut edits)?;
    Ok(spliced(bytes, edits))
}

/// A member as the central directory has it: 4.3.12.
struct Member {
    /// Where its header begins in the central directory, in bytes of the archive.
    header: usize,
    /// Where its local header begins.
    local: usize,
    /// How many bytes it is packed.
    packed: u64,
    /// Where the numbers stand that change: size, packed size, offset of the local header; each has four bytes, or eight in Zip64.
    numbers: [Range<usize>; 3],
}

struct Archive<'b> {
    bytes: &'b [u8],
    /// How many bytes stand before the archive that its own offsets do not count.
    base: usize,
}

impl Archive<'_> {
    /// The number in at most eight bytes, the lowest first: 4.4.1.1.
    fn number(&self, range: Range<usize>) -> Result<u64> {
        let bytes = self.bytes.get(range).ok_or_else(cut)?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// The same, of `size` bytes.
    fn at(&self, at: usize, size: usize) -> Result<usize> {
        Ok(self.number(at..at.saturating_add(size))? as usize)
    }

    fn is(&self, at: usize, signature: &[u8]) -> bool {
        self.bytes
            .get(at..)
            .is_some_and(|rest| rest.starts_with(signature))
    }

    /// The members in the order of the central directory that begins here, and where it ends.
    fn members(&self, mut at: usize) -> Result<(Vec<Member>, usize)> {
        let mut members = Vec::new();
        while self.is(at, b"PK\x01\x02") {
            let name = at + 46;
            let extra = name + self.at(at + 28, 2)?;
            let comment = extra + self.at(at + 30, 2)?;
            let numbers = [at + 24, at + 20, at + 42];
            let numbers = self.wide(numbers, extra..comment)?;
            members.push(Member {
                header: at,
                local: self.place(self.number(numbers[2].clone())?),
                packed: self.number(numbers[1].clone())?,
                numbers,
            });
            at = comment + self.at(at + 32, 2)?;
        }
        Ok((members, at))
    }

    /// Where numbers of four bytes stand, those that have no room there in the extra field of Zip64, in which they follow one another: 4.5.3.
    fn wide<const N: usize>(
        &self,
        numbers: [usize; N],
        extra: Range<usize>,
    ) -> Result<[Range<usize>; N]> {
        let mut at = extra.start;
        while at < extra.end && self.at(at, 2)? != usize::from(ZIP64) {
            at += 4 + self.at(at + 2, 2)?;
        }
        let (mut next, end) = (at + 4, extra.end);
        let mut found = numbers.map(|at| at..at + 4);
        for range in &mut found {
            if self.number(range.clone())? == u64::from(ELSEWHERE) {
                *range = next..next + 8;
                next += 8;
                if next > end {
                    return Err(broken("a number of Zip64 is not there"));
                }
            }
        }
        Ok(found)
    }

    /// Where something is whose offset this is.
    fn place(&self, offset: u64) -> usize {
        (offset as usize).saturating_add(self.base)
    }

    /// Puts other data into a member: into its local header, behind that, into the data descriptor if there is one, and into the central directory.
    fn replace(&self, member: &Member, data: &[u8], members: &[Member]) -> Result<Vec<Edit>> {
        let local = member.local;
        if !self.is(local, b"PK\x03\x04") {
            return Err(broken("a member has no header"));
        }
        // 4.4.4: encrypted, and whether size and checksum follow behind the data.
        let flags = self.at(member.header + 8, 2)?;
        let (is_encrypted, has_descriptor) = (flags & 1 != 0, flags & 1 << 3 != 0);
        let packed = match self.at(member.header + 10, 2)? {
            _ if is_encrypted => return Err(super::package::locked()),
            0 => data.to_vec(),
            8 => deflated(data)?,
            method => {
                let reason = format!("is compressed by method {method}, which is not written");
                return Err(Error::new(reason).hint("save it in its program"));
            }
        };
        let extra = local + 30 + self.at(local + 26, 2)?;
        let start = extra + self.at(local + 28, 2)?;
        let end = start.saturating_add(member.packed as usize);
        let sizes = self.wide([local + 22, local + 18], extra..start)?;
        let checksum = member.header + 16..member.header + 20;
        let old = [
            self.number(checksum.clone())?,
            member.packed,
            self.number(member.numbers[0].clone())?,
        ];
        if data.len().max(packed.len()) >= ELSEWHERE as usize {
            return Err(too_long());
        }
        let mut crc = Crc::new();
        crc.update(data);
        let new = [u64::from(crc.sum()), packed.len() as u64, data.len() as u64];
        let descriptor = if has_descriptor {
            self.descriptor(end, old)
        } else {
            None
        };
        let last = descriptor.as_ref().map_or(end, |[.., last]| last.end);
        let mut others = members.iter().filter(|one| one.header != member.header);
        if last > self.bytes.len() || others.any(|one| (local..last).contains(&one.local)) {
            return Err(broken("two members lie in one another"));
        }
        let [size, packed_size] = sizes;
        let here = [local + 14..local + 18, packed_size, size];
        let directory = [
            checksum,
            member.numbers[1].clone(),
            member.numbers[0].clone(),
        ];
        let mut edits = vec![(start..end, packed)];
        for (range, number) in here.into_iter().zip(new) {
            // With a descriptor behind the data there are zeros, which stay, or what the descriptor says.
            if !has_descriptor || self.number(range.clone())? != 0 {
                edits.push(written(range, number));
            }
        }
        for place in [descriptor, Some(directory)].into_iter().flatten() {
            let numbers = place.into_iter().zip(new);
            edits.extend(numbers.map(|(range, number)| written(range, number)));
        }
        Ok(edits)
    }

    /// Checksum, packed size and size in the data descriptor that begins here: 4.3.9. It may have a signature, its sizes may have four bytes or eight, and
    /// nothing but what it says tells which; some programs announce one and write none.
    fn descriptor(&self, at: usize, old: [u64; 3]) -> Option<[Range<usize>; 3]> {
        let begin = if self.is(at, b"PK\x07\x08") {
            [at + 4, at]
        } else {
            [at, at]
        };
        let shapes = begin.into_iter().flat_map(|begin| [(begin, 4), (begin, 8)]);
        let mut shapes = shapes.map(|(at, wide)| {
            let sizes = at + 4;
            [
                at..sizes,
                sizes..sizes + wide,
                sizes + wide..sizes + 2 * wide,
            ]
        });
        shapes.find(|shape| {
            let mut pairs = shape.iter().zip(old);
            pairs.all(|(range, number)| self.number(range.clone()) == Ok(number))
        })
    }

    /// Moves every offset over what became longer or shorter before it: of the local headers, and of the central directory in the records behind it,
    /// which begin here (4.3.13 to 4.3.16).
    fn move_offsets(&self, members: &[Member], end: usize, edits: &mut Vec<Edit>) -> Result<()> {
        let mut offsets: Vec<Range<usize>> =
            (members.iter().map(|member| member.numbers[2].clone())).collect();
        let mut at = end;
        loop {
            at += if self.is(at, b"PK\x05\x05") {
                6 + self.at(at + 4, 2)?
            } else if self.is(at, b"PK\x06\x06") {
                offsets.push(at + 48..at + 56);
                self.at(at + 4, 8)?.saturating_add(12)
            } else if self.is(at, b"PK\x06\x07") {
                offsets.push(at + 8..at + 16);
                20
            } else if self.is(at, b"PK\x05\x06") {
                break;
            } else {
                return Err(broken("its directory does not end as that of a zip"));
            };
        }
        let directory = at + 16..at + 20;
        if self.number(directory.clone())? != u64::from(ELSEWHERE) {
            offsets.push(directory);
        }
        let by: Vec<(usize, i64)> = (edits.iter())
            .map(|(range, new)| (range.end, new.len() as i64 - range.len() as i64))
            .filter(|(_, by)| *by != 0)
            .collect();
        for range in offsets {
            let old = self.number(range.clone())?;
            let place = self.place(old);
            let before = by.iter().filter(|(end, _)| *end <= place);
            let new = old.saturating_add_signed(before.map(|(_, by)| by).sum());
            if range.len() == 4 && new >= u64::from(ELSEWHERE) && new != old {
                return Err(too_long());
            }
            edits.push(written(range, new));
        }
        Ok(())
    }
}

/// A number in the place of another one.
fn written(range: Range<usize>, number: u64) -> Edit {
    let bytes = number.to_le_bytes()[..range.len()].to_vec();
    (range, bytes)
}

fn deflated(data: &[u8]) -> Result<Vec<u8>> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    let packed = packed.write_all(data).and_then(|()| packed.finish());
    packed.map_err(broken)
}

/// The bytes with all edits made, which are apart.
fn spliced(bytes: &[u8], mut edits: Vec<Edit>) -> Vec<u8> {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for (range, new) in edits {
        out.extend_from_slice(&bytes[at..range.start]);
        out.extend(new);
        at = range.end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

fn cut() -> Error {
    broken("it is cut")
}

fn too_long() -> Error {
    Error::new("would be larger than 4 GiB").hint("split it")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a zip is put together, all by hand.
    #[derive(Debug, Clone, Copy, Default)]
    struct Shape {
        /// Before the first member; whether offsets count it.
        prefix: &'static [u8],
        counts_prefix: bool,
        /// Sizes and offsets stand in extra fields and records of Zip64.
        zip64: bool,
        /// Bit 3 of the flags, and what stands behind the data: with a signature, or without.
        descriptor: Option<bool>,
        /// Though there is a descriptor, the local header has the numbers.
        filled: bool,
        /// Stored, or deflated: 0 or 8.
        method: u64,
    }

    fn number(out: &mut Vec<u8>, number: u64, size: usize) {
        out.extend(&number.to_le_bytes()[..size]);
    }

    /// A zip of these members: odd versions, flags, times, attributes, extra fields and comments.
    fn zip(shape: Shape, members: &[(&str, &str)]) -> Vec<u8> {
        let mut out = shape.prefix.to_vec();
        let base = if shape.counts_prefix { 0 } else { out.len() };
        let mut directory = Vec::new();
        let wide = if shape.zip64 { 8 } else { 4 };
        let narrow = |number: u64| if shape.zip64 { 0xffff_ffff } else { number };
        for (at, (name, text)) in members.iter().enumerate() {
            let packed = if shape.method == 0 {
                text.as_bytes().to_vec()
            } else {
                deflated(text.as_bytes()).unwrap()
            };
            let mut crc = Crc::new();
            crc.update(text.as_bytes());
            let numbers = [u64::from(crc.sum()), packed.len() as u64, text.len() as u64];
            let is_here = shape.descriptor.is_none() || shape.filled;
            let here = numbers.map(|number| if is_here { number } else { 0 });
            let local = (out.len() - base) as u64;
            let flags = 0x0806 | u64::from(shape.descriptor.is_some()) << 3;
            let time = 0x5a21_7bcf + at as u64;
            out.extend(b"PK\x03\x04");
            for (value, size) in [
                (45, 2),
                (flags, 2),
                (shape.method, 2),
                (time, 4),
                (here[0], 4),
            ] {
                number(&mut out, value, size);
            }
            number(&mut out, narrow(here[1]), 4);
            number(&mut out, narrow(here[2]), 4);
            let mut extra = b"UT\x05\0\x01abcd".to_vec();
            if shape.zip64 {
                extra.extend(b"\x01\0\x10\0");
                number(&mut extra, here[2], 8);
                number(&mut extra, here[1], 8);
            }
            number(&mut out, name.len() as u64, 2);
            number(&mut out, extra.len() as u64, 2);
            out.extend(name.as_bytes());
            out.extend(extra);
            out.extend(packed);
            if let Some(signed) = shape.descriptor {
                out.extend(if signed { &b"PK\x07\x08"[..] } else { b"" });
                number(&mut out, numbers[0], 4);
                number(&mut out, numbers[1], wide);
                number(&mut out, numbers[2], wide);
            }
            // Between members.
            out.extend(b"\0\0\0");
            let mut extra = b"ux\x0b\0\x01\x04\xe8\x03\0\0\x04\xe8\x03\0\0".to_vec();
            if shape.zip64 {
                extra.extend(b"\x01\0\x18\0");
                for value in [numbers[2], numbers[1], local] {
                    number(&mut extra, value, 8);
                }
            }
            let comment = format!("설명 {at}");
            directory.extend(b"PK\x01\x02");
            for (value, size) in [
                (0x0b1f, 2),
                (45, 2),
                (flags, 2),
                (shape.method, 2),
                (time, 4),
                (numbers[0], 4),
                (narrow(numbers[1]), 4),
                (narrow(numbers[2]), 4),
                (name.len() as u64, 2),
                (extra.len() as u64, 2),
                (comment.len() as u64, 2),
                (0, 2),
                (1, 2),
                (0x81a4_0021, 4),
                (narrow(local), 4),
            ] {
                number(&mut directory, value, size);
            }
            directory.extend(name.as_bytes());
            directory.extend(extra);
            directory.extend(comment.as_bytes());
        }
        let start = (out.len() - base) as u64;
        out.extend(&directory);
        let signature = b"PK\x05\x05\x03\0sig";
        out.extend(signature);
        let size = (directory.len() + signature.len()) as u64;
        end(&mut out, shape, [members.len() as u64, size, start]);
        out
    }

    /// The records behind the central directory: how many members it has, how many bytes, and where it begins.
    fn end(out: &mut Vec<u8>, shape: Shape, [count, size, start]: [u64; 3]) {
        if shape.zip64 {
            let record = start + size;
            out.extend(b"PK\x06\x06");
            for (value, size) in [(47, 8), (45, 2), (45, 2), (0, 4), (0, 4)] {
                number(out, value, size);
            }
            for value in [count, count, size, start] {
                number(out, value, 8);
            }
            out.extend(b"abc");
            out.extend(b"PK\x06\x07\0\0\0\0");
            number(out, record, 8);
            number(out, 1, 4);
        }
        let start = if shape.zip64 { 0xffff_ffff } else { start };
        out.extend(b"PK\x05\x06\0\0\0\0");
        for (value, size) in [(count, 2), (count, 2), (size, 4), (start, 4)] {
            number(out, value, size);
        }
        out.extend(b"\x07\0comment");
    }

    /// All shapes there are.
    fn shapes() -> Vec<Shape> {
        let mut shapes = Vec::new();
        for bits in 0..8 {
            for descriptor in [None, Some(false), Some(true)] {
                for (prefix, counts_prefix) in [("", false), ("#!앞", false), ("#!앞", true)] {
                    shapes.push(Shape {
                        prefix: prefix.as_bytes(),
                        counts_prefix,
                        zip64: bits & 1 != 0,
                        descriptor,
                        filled: bits & 2 != 0,
                        method: (bits & 4) << 1,
                    });
                }
            }
        }
        shapes
    }

    #[test]
    fn every_byte_stays_but_the_data_and_what_is_said_of_it() {
        let long = "말뭉치를 모은다. ".repeat(99);
        let (old, new) = ("쉘을 쓴다.".repeat(9), "셸을 쓴다.");
        let before = [
            ("가.xml", &*old),
            ("b.xml", "하나"),
            ("그림", "점"),
            ("가.xml", &*old),
            ("b.xml", &*old),
            ("끝", "끝"),
        ];
        // Of members of the same name the last one is read.
        let mut after = before;
        (after[3].1, after[4].1) = (new, &*long);
        for shape in shapes() {
            let before = zip(shape, &before);
            let changed = BTreeMap::from([("가.xml", new), ("b.xml", &*long)]);
            let found =
                repack(&before, &changed).unwrap_or_else(|error| panic!("{shape:?}: {error}"));
            assert!(found == zip(shape, &after), "{shape:?}");
            assert!(
                repack(&before, &BTreeMap::new()).unwrap() == before,
                "{shape:?}"
            );
        }
    }

    #[test]
    fn what_can_not_be_written_is_refused() {
        let whole = zip(Shape::default(), &[("가", "쉘"), ("나", "쉘")]);
        let with = |at: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            bytes
        };
        let directory = |number: usize| {
            let starts = whole.windows(4).enumerate();
            let mut starts = starts.filter(|(_, four)| four == b"PK\x01\x02");
            starts.nth(number).unwrap().0
        };
        for (bytes, reason) in [
            (with(directory(0) + 10, 12), "compressed by method 12"),
            (with(directory(0) + 8, 1), "password"),
            (with(directory(1) + 42, 0), "lie in one another"),
            (with(2, 9), "is broken"),
            (with(directory(0) + 20, 99), "lie in one another"),
            (whole[..whole.len() - 9].to_vec(), "is broken"),
        ] {
            let error = repack(&bytes, &BTreeMap::from([("가", "셸")])).unwrap_err();
            assert!(error.to_string().contains(reason), "{reason}: {error}");
        }
        let error = repack(&whole, &BTreeMap::from([("다", "셸")])).unwrap_err();
        assert!(error.to_string().contains("gone"), "{error}");
    }
}
