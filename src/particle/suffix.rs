//! Suffixes that go with nouns of any sort and make no other thing of them: 서버용, 사용자님, 버퍼별로.

use super::first_syllable::{Row, sorted, starting};
use super::{Final, Tail, TailKind, final_sound};

/// Suffixes of 표준국어대사전 that leave the noun what it is, with 측 and 쪽, nouns that are mostly written to the one before.
/// Not those that make another noun of it: 구조적, 표준화, 유동성, 서버실.
///
/// Behind 님 and 들 another one may stand, and behind no other: 형식, 상용 and 식당 are words.
const SUFFIXES: &[Row<bool>] = &[
    ("님", true),
    ("들", true),
    ("끼리", false),
    ("용", false),
    ("별", false),
    ("간", false),
    ("당", false),
    ("쯤", false),
    ("씩", false),
    ("형", false),
    ("식", false),
    ("상", false),
    ("급", false),
    ("측", false),
    ("쪽", false),
];

static TABLE: [Row<bool>; SUFFIXES.len()] = sorted(SUFFIXES);

/// The most that stand behind one noun: 사용자님들끼리.
const MOST: usize = 3;

/// How many bytes at the beginning of `text`, the Hangul behind a noun up to the end of its word, are such suffixes, with
/// nothing behind them but what [`Tail`] reads. A particle may disagree (들를), and the copula must not: what looks like
/// one is another word then. `None` if the word goes on otherwise, or has no suffix.
///
/// ```
/// use yongeo::particle::suffixes;
///
/// assert_eq!(suffixes("용으로"), Some("용".len())); // of 서버용으로
/// assert_eq!(suffixes("용지"), None);
/// ```
#[must_use]
pub fn suffixes(text: &str) -> Option<usize> {
    up_to(text, MOST)
}

fn up_to(text: &str, most: usize) -> Option<usize> {
    if most == 0 {
        return None;
    }
    starting(&TABLE, text).iter().find_map(|(suffix, takes)| {
        let rest = text.strip_prefix(suffix)?;
        let last = suffix
            .chars()
            .next_back()
            .and_then(final_sound::of_hangul)?;
        if rest.is_empty() || goes_with(rest, last) {
            return Some(suffix.len());
        }
        takes
            .then(|| up_to(rest, most - 1))
            .flatten()
            .map(|more| suffix.len() + more)
    })
}

/// Whether a tail may stand behind a suffix that ends so.
fn goes_with(text: &str, last: Final) -> bool {
    Tail::read(text).is_some_and(|tail| match tail.kind() {
        TailKind::Particle => true,
        TailKind::Copula => tail.agrees(last),
        TailKind::Plural | TailKind::LightVerb => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_are_told_from_what_stands_behind_them() {
        for (text, suffix) in [
            ("용", "용"),
            ("용으로", "용"),
            ("별로는", "별"),
            ("님께서는", "님"),
            ("님들끼리만", "님들끼리"),
            ("들를", "들"),
            ("끼리는", "끼리"),
            ("간의", "간"),
            ("당", "당"),
            ("측이다", "측"),
            ("쪽에서도", "쪽"),
        ] {
            assert_eq!(suffixes(text), Some(suffix.len()), "{text}");
        }
    }

    #[test]
    fn what_goes_on_otherwise_has_none() {
        for text in [
            "",
            "용지",
            "별장",
            "간호사",
            "당하는",
            "형식",
            "형식을",
            "상승",
            "급락",
            "님비",
            "식당",
            "들판",
            "쪽지",
            "를",
            "별다",
            "간고등어",
            "상하다",
        ] {
            assert_eq!(suffixes(text), None, "{text}");
        }
    }
}
