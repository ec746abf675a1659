//! Numbers as Parquet and Thrift write them: in as many bytes as they take, with their sign in the lowest bit, or in a few bits each.

/// The number that begins here, seven bits a byte, the lowest first; and how many bytes it takes.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (at, byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, at + 1));
        }
    }
    None
}

/// A number with its sign, which is the lowest bit.
pub(super) fn zigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// The number of so many bits, at most 32, that begins at a bit of these bytes, the lowest first.
pub(super) fn bits(bytes: &[u8], bit: u64, width: u32) -> Option<u32> {
    wide(bytes, bit, width.min(32)).map(|number| number as u32)
}

/// The same, of at most 64 bits.
pub(super) fn wide(bytes: &[u8], bit: u64, width: u32) -> Option<u64> {
    if width == 0 {
        return Some(0);
    }
    let width = width.min(64);
    let shift = (bit % 8) as u32;
    let length = (shift + width).div_ceil(8) as usize;
    let bytes = bytes.get(usize::try_from(bit / 8).ok()?..)?;
    let mut low = [0; 8];
    if let Some(eight) = bytes.first_chunk() {
        low = *eight;
    } else {
        low.get_mut(..length)?.copy_from_slice(bytes.get(..length)?);
    }
    let mut number = u64::from_le_bytes(low) >> shift;
    if length > 8 {
        // As its first byte is not all its own, neither is it in eight.
        number |= u64::from(*bytes.get(8)?) << (64 - shift);
    }
    Some(number & (u64::MAX >> (64 - width)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_of_seven_bits_a_byte_have_an_end() {
        assert_eq!(varint(b"\xac\x02rest"), Some((300, 2)));
        assert_eq!(varint(&[0xff; 10]), None);
        assert_eq!(varint(b"\x80"), None);
    }

    #[test]
    fn signs_are_the_lowest_bit() {
        let numbers = [0, 1, 2, 3, u64::MAX].map(zigzag);
        assert_eq!(numbers, [0, -1, 1, -2, i64::MIN]);
    }

    proptest! {
        #[test]
        fn numbers_of_any_bits_are_those_bits(
            bytes in prop::collection::vec(any::<u8>(), 0..20),
            bit in 0_u64..170,
            width in 0_u32..=64,
        ) {
            let one = |bit: u64| {
                let byte = bytes.get(bit as usize / 8)?;
                Some(u64::from(byte >> (bit % 8) & 1))
            };
            let all: Option<Vec<u64>> = (bit..bit + u64::from(width)).map(one).collect();
            let number = all.map(|all| all.iter().rev().fold(0, |number, one| number << 1 | one));
            prop_assert_eq!(wide(&bytes, bit, width), number);
            if width <= 32 {
                prop_assert_eq!(bits(&bytes, bit, width).map(u64::from), number);
            }
        }
    }
}
