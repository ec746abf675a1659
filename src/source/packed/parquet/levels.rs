//! Small numbers in runs: either one many times, or each in as many bits as the largest takes («RLE/bit-packing hybrid» of `Encodings.md`).

use super::bits::{bits, varint};

/// Numbers that lie in a page, which is given to each call.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Runs {
    /// Where the next run begins.
    at: usize,
    end: usize,
    /// How many bits a number has.
    width: u32,
    /// How many are left of this run.
    left: u64,
    run: Run,
}

#[derive(Debug, Clone, Copy)]
enum Run {
    /// This one all along.
    Same(u32),
    /// Those that begin at this bit of the page.
    Packed(u64),
}

impl Default for Run {
    fn default() -> Self {
        Self::Same(0)
    }
}

impl Runs {
    /// Numbers of so many bits, at most 32, in these bytes of a page.
    pub(super) fn new(at: usize, end: usize, width: u32) -> Self {
        Self {
            at,
            end,
            width,
            ..Self::default()
        }
    }

    /// The next one; nothing behind the last.
    pub(super) fn next(&mut self, page: &[u8]) -> Option<u32> {
        if self.width == 0 {
            return Some(0);
        }
        while self.left == 0 {
            let (head, length) = varint(page.get(self.at..self.end)?)?;
            self.at += length;
            let count = head >> 1;
            if head & 1 == 1 {
                self.run = Run::Packed(self.at as u64 * 8);
                self.left = count.checked_mul(8)?;
                let length = count.checked_mul(u64::from(self.width))?;
                // The last run may be cut behind its last number.
                let next = (self.at as u64).checked_add(length)?;
                self.at = next.min(self.end as u64) as usize;
            } else {
                let length = self.width.div_ceil(8) as usize;
                let bytes = page.get(self.at..(self.at + length).min(self.end))?;
                if bytes.len() < length {
                    return None;
                }
                self.run = Run::Same(bits(bytes, 0, self.width)?);
                self.left = count;
                self.at += length;
            }
        }
        self.left -= 1;
        match &mut self.run {
            Run::Same(number) => Some(*number),
            Run::Packed(bit) => {
                let number = bits(page.get(..self.end)?, *bit, self.width)?;
                *bit += u64::from(self.width);
                Some(number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_read_one_behind_the_other() {
        // Three times 4 in three bits; then 0 to 7, as `Encodings.md` has them.
        let page = [0x06, 4, 0x03, 0b1000_1000, 0b1100_0110, 0b1111_1010];
        let mut runs = Runs::new(0, page.len(), 3);
        let found: Vec<u32> = std::iter::from_fn(|| runs.next(&page)).collect();
        assert_eq!(found, [4, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn numbers_without_bits_are_zeros() {
        assert_eq!(Runs::new(0, 0, 0).next(&[]), Some(0));
    }

    #[test]
    fn what_is_cut_has_an_end() {
        for page in [
            &[0x06][..],
            &[0x03],
            &[0x03, 0xff],
            &[0x80],
            &[0x00, 1, 0x00],
        ] {
            let mut runs = Runs::new(0, page.len(), 9);
            let found = std::iter::from_fn(|| runs.next(page)).count();
            assert_eq!(found, 0, "{page:?}");
        }
    }
}
