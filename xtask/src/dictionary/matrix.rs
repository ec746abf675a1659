//! `matrix.bin`: MeCab's compiled connection costs, back to `matrix.def`.
//!
//! Layout (MeCab 0.996, `connector.cpp`): u16 left size, u16 right size, then one i16 for each pair, the cost of
//! `left` before `right` at `left + left size * right`.

use std::io::Write;

use anyhow::Result;

use super::binary::Binary;

const HEADER: usize = 4;

/// Writes the sizes and then `left right cost` for every pair; gives the number of pairs.
pub(super) fn decode(binary: &Binary, out: &mut dyn Write) -> Result<usize> {
    let (lefts, rights) = (binary.u16(0)?, binary.u16(2)?);
    let pairs = usize::from(lefts) * usize::from(rights);
    let costs = binary.slice(HEADER, 2 * pairs)?;
    if binary.len() != HEADER + costs.len() {
        let place = HEADER + costs.len();
        return Err(binary.error(place, "more costs than pairs"));
    }
    writeln!(out, "{lefts} {rights}")?;
    for right in 0..rights {
        for left in 0..lefts {
            let pair = usize::from(left) + usize::from(lefts) * usize::from(right);
            let cost = binary.i16(HEADER + 2 * pair)?;
            writeln!(out, "{left} {right} {cost}")?;
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three left contexts, two right ones.
    fn compiled() -> Vec<u8> {
        [3, 2, 10, -11, 12, 20, 21, i16::MIN]
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect()
    }

    fn decoded(bytes: Vec<u8>) -> Result<String> {
        let mut out = Vec::new();
        decode(&Binary::new("matrix.bin", bytes), &mut out)?;
        Ok(String::from_utf8(out)?)
    }

    #[test]
    fn every_pair_is_a_line() {
        assert_eq!(
            decoded(compiled()).expect("a whole matrix"),
            "3 2\n0 0 10\n1 0 -11\n2 0 12\n0 1 20\n1 1 21\n2 1 -32768\n"
        );
    }

    #[test]
    fn a_matrix_of_another_length_is_refused_with_file_and_place() {
        let whole = compiled();
        for length in 0..whole.len() {
            let error = decoded(whole[..length].to_vec())
                .expect_err("it is not whole")
                .to_string();
            assert!(error.starts_with("matrix.bin, byte "), "{length}: {error}");
        }
        let error = decoded([whole, vec![0, 0]].concat())
            .expect_err("it is too long")
            .to_string();
        assert!(error.starts_with("matrix.bin, byte 16: "), "{error}");
    }
}
