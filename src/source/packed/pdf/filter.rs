//! What the streams of a PDF hold once they are unpacked, within a limit: the filters of ISO 32000-1, 7.4, but for those of pictures.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use lopdf::{Dictionary, Document as Pdf, Object, Stream};

/// More than it may hold comes out of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

/// What a stream unpacks to, if it is at most so many bytes, and nothing on the way was more. What is broken gives what stands before; filters of
/// pictures, and unknown ones, give nothing.
pub(super) fn unpacked(pdf: &Pdf, stream: &Stream, most: usize) -> Result<Vec<u8>, TooLarge> {
    let filters = each(pdf, entry(pdf, &stream.dict, [b"Filter", b"F"]));
    let parameters = each(pdf, entry(pdf, &stream.dict, [b"DecodeParms", b"DP"]));
    if filters.is_empty() {
        let is_small = stream.content.len() <= most;
        return is_small.then(|| stream.content.clone()).ok_or(TooLarge);
    }
    let mut bytes: Option<Vec<u8>> = None;
    for (at, filter) in filters.iter().enumerate() {
        let input = bytes.as_deref().unwrap_or(&stream.content);
        let parameters = parameters.get(at).and_then(|object| object.as_dict().ok());
        let number = |key: &[u8], default: i64| {
            let found = parameters.and_then(|parameters| parameters.get(key).ok());
            found
                .and_then(|number| number.as_i64().ok())
                .unwrap_or(default)
        };
        let output = match filter.as_name().unwrap_or_default() {
            b"FlateDecode" | b"Fl" => predicted(flate(input, most)?, &number),
            b"LZWDecode" | b"LZW" => {
                predicted(lzw(input, number(b"EarlyChange", 1) != 0, most)?, &number)
            }
            b"RunLengthDecode" | b"RL" => run_length(input, most)?,
            b"ASCII85Decode" | b"A85" => ascii85(input, most)?,
            b"ASCIIHexDecode" | b"AHx" => ascii_hex(input),
            _ => Vec::new(),
        };
        bytes = Some(output);
    }
    Ok(bytes.unwrap_or_default())
}

/// The value of the first of these keys that is there.
fn entry<'p>(pdf: &'p Pdf, dictionary: &'p Dictionary, keys: [&[u8]; 2]) -> Option<&'p Object> {
    let found = keys.iter().find_map(|key| dictionary.get(key).ok())?;
    Some(pdf.dereference(found).ok()?.1)
}

/// The objects of an array, or the one that stands in its place.
fn each<'p>(pdf: &'p Pdf, object: Option<&'p Object>) -> Vec<&'p Object> {
    let meant = |object: &'p Object| pdf.dereference(object).map_or(&Object::Null, |it| it.1);
    match object {
        // No file has a reason for more than two or three.
        Some(Object::Array(objects)) => objects.iter().take(8).map(meant).collect(),
        Some(object) => vec![object],
        None => Vec::new(),
    }
}

fn flate(input: &[u8], most: usize) -> Result<Vec<u8>, TooLarge> {
    let mut output = Vec::new();
    let limit = most as u64 + 1;
    let read = ZlibDecoder::new(input).take(limit).read_to_end(&mut output);
    if read.is_err() && output.is_empty() && input.len() > 2 {
        // The head is broken, but what is behind it may not be.
        let _ = DeflateDecoder::new(&input[2..])
            .take(limit)
            .read_to_end(&mut output);
    }
    within(output, most)
}

fn within(output: Vec<u8>, most: usize) -> Result<Vec<u8>, TooLarge> {
    (output.len() <= most).then_some(output).ok_or(TooLarge)
}

/// Codes of 9 to 12 bits (ISO 32000-1, 7.4.4.2). Each stands for bytes that came before: those of the code before it, and the one behind them.
fn lzw(input: &[u8], early: bool, most: usize) -> Result<Vec<u8>, TooLarge> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const FIRST: usize = 258;
    let mut output: Vec<u8> = Vec::new();
    // Where the bytes of each code from FIRST on begin in the output, and how many they are.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut previous: Option<(usize, usize)> = None;
    let mut bits = input
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    loop {
        let known = FIRST + table.len() + usize::from(early);
        let width = (usize::BITS - known.leading_zeros()).clamp(9, 12);
        let mut code = 0_usize;
        for _ in 0..width {
            let Some(bit) = bits.next() else {
                return within(output, most);
            };
            code = code << 1 | usize::from(bit);
        }
        let start = output.len();
        if code == CLEAR {
            table.clear();
            previous = None;
            continue;
        }
        // The bytes of the code before, and the first of this one, which stands behind them.
        if let Some((begin, length)) = previous
            && code != END
            && FIRST + table.len() < 4096
        {
            table.push((begin, length + 1));
        }
        match code {
            0..=255 => output.push(code as u8),
            END => return within(output, most),
            _ => {
                let Some(&(begin, length)) = table.get(code - FIRST) else {
                    return within(output, most);
                };
                // One by one: the last may be the first of those just written.
                for at in begin..begin + length {
                    output.push(output[at]);
                }
            }
        }
        if output.len() > most {
            return Err(TooLarge);
        }
        previous = Some((start, output.len() - start));
    }
}

/// A length below 128 and a byte more than that many bytes, or one above and a byte to be said 257 less that often (ISO 32000-1, 7.4.5).
fn run_length(input: &[u8], most: usize) -> Result<Vec<u8>, TooLarge> {
    let mut output = Vec::new();
    let mut rest = input;
    while let [length, behind @ ..] = rest {
        let length = usize::from(*length);
        match (length, behind) {
            (128, _) | (_, []) => break,
            (0..128, _) => {
                let (bytes, after) = behind.split_at((length + 1).min(behind.len()));
                output.extend_from_slice(bytes);
                rest = after;
            }
            (_, [byte, after @ ..]) => {
                output.resize(output.len() + 257 - length, *byte);
                rest = after;
            }
        }
        if output.len() > most {
            return Err(TooLarge);
        }
    }
    Ok(output)
}

/// Five letters for four bytes, `z` for four of zero (ISO 32000-1, 7.4.3).
fn ascii85(input: &[u8], most: usize) -> Result<Vec<u8>, TooLarge> {
    let mut output = Vec::new();
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let bytes = |group: &[u8]| {
        let digit = |value: u64, digit: &u8| value * 85 + u64::from(*digit);
        let value = group.iter().chain(&[84; 4]).take(5).fold(0, digit);
        (value as u32).to_be_bytes()
    };
    for &letter in input {
        match letter {
            b'z' if group.is_empty() => output.extend([0; 4]),
            b'!'..=b'u' => group.push(letter - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            output.extend(bytes(&group));
            group.clear();
        }
        if output.len() > most {
            return Err(TooLarge);
        }
    }
    if group.len() > 1 {
        output.extend(&bytes(&group)[..group.len() - 1]);
    }
    within(output, most)
}

/// Two hexadecimal digits for a byte (ISO 32000-1, 7.4.2).
fn ascii_hex(input: &[u8]) -> Vec<u8> {
    let digits = input.iter().take_while(|&&letter| letter != b'>');
    let digits: Vec<u8> = digits
        .filter_map(|&letter| char::from(letter).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    let byte = |pair: &[u8]| pair[0] << 4 | pair.get(1).unwrap_or(&0);
    digits.chunks(2).map(byte).collect()
}

/// What stands for the differences to the bytes on the left and above (ISO 32000-1, 7.4.4.4): those of PNG.
fn predicted(bytes: Vec<u8>, number: &dyn Fn(&[u8], i64) -> i64) -> Vec<u8> {
    if number(b"Predictor", 1) < 10 {
        return bytes;
    }
    let count = |key: &[u8], default: i64, most: i64| number(key, default).clamp(1, most) as usize;
    let pixel = count(b"Colors", 1, 32) * count(b"BitsPerComponent", 8, 16);
    let row = (pixel * count(b"Columns", 1, 1 << 20)).div_ceil(8);
    let left = pixel.div_ceil(8);
    let mut output: Vec<u8> = Vec::with_capacity(bytes.len());
    for line in bytes.chunks(row + 1) {
        let above = output.len().checked_sub(row);
        let start = output.len();
        for (at, &byte) in line[1..].iter().enumerate() {
            let before = |back: usize| (at >= back).then(|| output[start + at - back]);
            let a = before(left).unwrap_or(0);
            let b = above.map_or(0, |above| output[above + at]);
            let c = above
                .filter(|_| at >= left)
                .map_or(0, |above| output[above + at - left]);
            let guess = match line[0] {
                1 => a,
                2 => b,
                3 => u16::midpoint(u16::from(a), u16::from(b)) as u8,
                4 => paeth(a, b, c),
                _ => 0,
            };
            output.push(byte.wrapping_add(guess));
        }
    }
    output
}

/// Of the bytes on the left, above, and above on the left, the nearest to what they promise (PNG, 9.4).
fn paeth(a: u8, b: u8, c: u8) -> u8 {
    let promised = i16::from(a) + i16::from(b) - i16::from(c);
    let far = |byte: u8| (promised - i16::from(byte)).abs();
    if far(a) <= far(b) && far(a) <= far(c) {
        a
    } else if far(b) <= far(c) {
        b
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use lopdf::dictionary;

    const MOST: usize = 1 << 20;

    fn through(filters: &[&str], bytes: &[u8]) -> Result<Vec<u8>, TooLarge> {
        let filters: Vec<Object> = filters.iter().map(|&name| name.into()).collect();
        let stream = Stream::new(dictionary! { "Filter" => filters }, bytes.to_vec());
        unpacked(&Pdf::new(), &stream, MOST)
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn what_was_packed_comes_out() {
        for (filters, packed, plain) in [
            // The example of ISO 32000-1, 7.4.4.2.
            (
                &["LZWDecode"][..],
                &b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"[..],
                &b"-----A---B"[..],
            ),
            (&["RunLengthDecode"], b"\x02abc\xfez\x80rest", b"abczzz"),
            (&["ASCII85Decode"], b"87cUR\nD]j7BEbo80~>", b"Hello world!"),
            (&["A85"], b"z!!~>", b"\0\0\0\0\0"),
            (&["ASCIIHexDecode"], b"48 65 6C6c 6F7>", b"Hellop"),
            (&["AHx", "RL"], b"fd 41 80>", b"AAAA"),
            (&["DCTDecode"], b"\xff\xd8", b""),
            (&["FlateDecode"], b"", b""),
        ] {
            assert_eq!(
                through(filters, packed).as_deref(),
                Ok(plain),
                "{filters:?}"
            );
        }
        let text = "텐서(tensor)는 배열이다. ".repeat(9);
        let cut = &deflated(text.as_bytes())[2..];
        // Without its head, and cut.
        for packed in [&[&[0, 0], cut].concat()[..], &deflated(text.as_bytes())] {
            let unpacked = through(&["Fl"], &packed[..packed.len() - 4]).unwrap();
            assert!(text.as_bytes().starts_with(&unpacked) && unpacked.len() > 30);
        }
    }

    #[test]
    fn codes_grow_as_the_table_does() {
        // As a writer packs who never looks anything up: each byte a code of its own, until the table is full.
        let plain: Vec<u8> = (0..3000_u32).map(|at| (at * at % 251) as u8).collect();
        let (mut packed, mut left, mut room) = (Vec::new(), 0_u32, 0);
        let mut write = |code: u32, width: u32| {
            (left, room) = (left << width | code, room + width);
            while room >= 8 {
                room -= 8;
                packed.push((left >> room) as u8);
                left &= (1 << room) - 1;
            }
        };
        write(256, 9);
        for (at, &byte) in plain.iter().enumerate() {
            let known = 258 + at.saturating_sub(1) as u32 + 1;
            write(
                u32::from(byte),
                (u32::BITS - known.leading_zeros()).clamp(9, 12),
            );
        }
        write(257, 12);
        write(0, 8);
        assert_eq!(through(&["LZWDecode"], &packed), Ok(plain));
    }

    #[test]
    fn differences_are_added_up() {
        let rows = [
            [0, 1, 2, 3],
            [1, 1, 1, 1],
            [2, 1, 1, 1],
            [3, 2, 2, 2],
            [4, 1, 1, 1],
        ]
        .concat();
        let parms = dictionary! { "Predictor" => 15, "Columns" => 3 };
        let dict = dictionary! { "Filter" => "FlateDecode", "DecodeParms" => parms };
        let stream = Stream::new(dict, deflated(&rows));
        let plain = [[1, 2, 3], [1, 2, 3], [2, 3, 4], [3, 5, 6], [4, 6, 7]].concat();
        assert_eq!(unpacked(&Pdf::new(), &stream, MOST), Ok(plain));
    }

    #[test]
    fn no_more_comes_out_than_may() {
        let zeros = vec![0; MOST + 1];
        let runs = [0x81_u8, b' '].repeat(MOST / 128 + 1);
        for (filters, packed) in [
            (&["FlateDecode"][..], deflated(&zeros)),
            (&["FlateDecode", "FlateDecode"], deflated(&deflated(&zeros))),
            (&["RunLengthDecode"], runs.clone()),
            (&["FlateDecode", "RunLengthDecode"], deflated(&runs)),
            (&["ASCII85Decode"], vec![b'z'; MOST / 4 + 1]),
            (&[], zeros),
        ] {
            assert_eq!(through(filters, &packed), Err(TooLarge), "{filters:?}");
        }
    }
}
