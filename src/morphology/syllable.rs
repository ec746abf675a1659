//! Hangul syllables taken apart: 쓴 is ㅆ, ㅡ and ㄴ.

// Vowels, final consonants, and the initial ㅇ that is silent, by their place in Unicode's order of syllables.
pub(super) const SILENT: u32 = 11;
pub(super) const A: u32 = 0;
pub(super) const AE: u32 = 1;
pub(super) const YA: u32 = 2;
pub(super) const EO: u32 = 4;
pub(super) const YEO: u32 = 6;
pub(super) const O: u32 = 8;
pub(super) const WA: u32 = 9;
pub(super) const WAE: u32 = 10;
pub(super) const OE: u32 = 11;
pub(super) const U: u32 = 13;
pub(super) const WEO: u32 = 14;
pub(super) const WI: u32 = 16;
pub(super) const EU: u32 = 18;
pub(super) const UI: u32 = 19;
pub(super) const I: u32 = 20;
pub(super) const N: u32 = 4;
pub(super) const L: u32 = 8;
pub(super) const LM: u32 = 10;
pub(super) const B: u32 = 17;
pub(super) const SS: u32 = 20;

/// Initial consonant, vowel and final consonant (0 if there is none) of a Hangul syllable.
pub(super) fn jamo(char: char) -> Option<(u32, u32, u32)> {
    let at = u32::from(char)
        .checked_sub(0xac00)
        .filter(|&at| at < 11_172)?;
    Some((at / 588, at / 28 % 21, at % 28))
}

pub(super) fn syllable(initial: u32, vowel: u32, last: u32) -> char {
    char::from_u32(0xac00 + (initial * 21 + vowel) * 28 + last)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether `closed` is `open` with ㄹ at its end.
pub(super) fn is_with_l(open: &str, closed: &str) -> bool {
    let (mut open, mut closed) = (open.chars().rev(), closed.chars().rev());
    let with_l = match (open.next().and_then(jamo), closed.next().and_then(jamo)) {
        (Some((initial, vowel, 0)), Some(other)) => other == (initial, vowel, L),
        _ => false,
    };
    with_l && open.eq(closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_put_together_again() {
        for char in ['가', '쓴', '뷁', '힣'] {
            let (initial, vowel, last) = jamo(char).unwrap();
            assert_eq!(syllable(initial, vowel, last), char);
        }
        assert_eq!(jamo('a'), None);
        assert_eq!(jamo('ㄴ'), None);
        assert_eq!(
            jamo('쓴').map(|(_, vowel, last)| (vowel, last)),
            Some((EU, N))
        );
    }

    #[test]
    fn a_stem_with_l_is_told_from_others() {
        assert!(is_with_l("쓰", "쓸") && is_with_l("만드", "만들"));
        assert!(!is_with_l("쓰", "슬") && !is_with_l("쓸", "쓰") && !is_with_l("", "을"));
    }
}
