//! Numbers as what each is more than the one before it (`DELTA_BINARY_PACKED` of `Encodings.md`), for lengths.

use super::bits::{varint, wide, zigzag};
use super::broken;
use super::budget::Budget;
use crate::Result;

/// What begins there is no such list.
const NONE: &str = "the lengths of its values are not written as Parquet has it";

/// Reads the lengths that begin at this byte of a page; says where they end.
pub(super) fn lengths(page: &[u8], at: &mut usize, budget: &mut Budget) -> Result<Vec<u32>> {
    let mut next = || {
        let (number, length) = varint(page.get(*at..)?)?;
        *at += length;
        Some(number)
    };
    let head = (|| Some([next()?, next()?, next()?, next()?]))();
    let [size, parts, count, first] = head.ok_or_else(|| broken(NONE))?;
    // Without any deltas, a part may still be as long as it likes; no writer makes any so long.
    let part = size.checked_div(parts).unwrap_or_default();
    if part == 0 || part % 8 != 0 || part > 1 << 20 || parts > 1 << 10 {
        return Err(broken(NONE));
    }
    budget.page(count.saturating_mul(size_of::<u32>() as u64))?;
    let mut lengths = Vec::new();
    if count == 0 {
        return Ok(lengths);
    }
    let mut last = zigzag(first);
    let mut push = |last: i64| -> Result<()> {
        // Numbers of 32 bits wrap around; a length is never below zero.
        let length = u32::try_from(last).or_else(|_| u32::try_from(last as i32));
        lengths.push(length.map_err(|_| broken(NONE))?);
        Ok(())
    };
    push(last)?;
    let mut left = count - 1;
    while left > 0 {
        let (floor, length) = page
            .get(*at..)
            .and_then(varint)
            .ok_or_else(|| broken(NONE))?;
        *at += length;
        let floor = zigzag(floor);
        let widths = page.get(*at..).and_then(|rest| rest.get(..parts as usize));
        let widths = widths.ok_or_else(|| broken(NONE))?;
        *at += widths.len();
        for width in widths {
            // Parts without a number are not there.
            if left == 0 {
                break;
            }
            let width = u32::from(*width);
            let start = *at as u64 * 8;
            for number in 0..part.min(left) {
                let delta = (width <= 64)
                    .then(|| wide(page, start + number * u64::from(width), width))
                    .flatten()
                    .ok_or_else(|| broken(NONE))?;
                last = last.wrapping_add(floor).wrapping_add(delta.cast_signed());
                push(last)?;
            }
            *at += (part / 8) as usize * width as usize;
            left -= part.min(left);
        }
    }
    Ok(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::packed::Limits;
    use proptest::prelude::*;

    fn read(page: &[u8]) -> Result<(Vec<u32>, usize)> {
        let mut at = 0;
        let lengths = lengths(page, &mut at, &mut Budget::new(page, Limits::default()))?;
        Ok((lengths, at))
    }

    #[test]
    fn lengths_are_added_up() {
        // Blocks of 128 in four parts; 5 numbers from 7 on, by -2 and what stands in two bits: 3, 1, 0, 2.
        let mut page = b"\x80\x01\x04\x05\x0e\x03\x02\x00\x00\x00".to_vec();
        page.push(0b1000_0111);
        page.resize(page.len() + 7, 0);
        page.extend(b"rest");
        assert_eq!(read(&page).unwrap(), (vec![7, 8, 7, 5, 5], page.len() - 4));
    }

    #[test]
    fn more_lengths_than_there_is_memory_are_too_many() {
        // The same head with as many numbers as fit 63 bits.
        let page = b"\x80\x01\x04\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x0e";
        let error = read(page).unwrap_err().to_string();
        assert!(error.starts_with("unpacks to more than 16 MB"), "{error}");
    }

    proptest! {
        #[test]
        fn any_bytes_do(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = read(&bytes);
            let _ = read(&[b"\x80\x01\x04\x05\x0e", &*bytes].concat());
        }
    }
}
