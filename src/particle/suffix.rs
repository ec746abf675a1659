//! Suffixes that go with nouns of any sort and make no other thing of them: 서버용, 사용자님, 버퍼별로.

use super::first_syllable::{Row, sorted, starting};
use super::{Final, Tail, TailKind, final_sound};

/// What may stand behind a suffix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Another suffix, or a particle.
    More,
    /// A particle, in whatever form.
    Any,
    /// A particle that agrees: 내 with 과 is 내과. Some that do not are no end of any noun.
    Agreeing,
}

/// Suffixes of 표준국어대사전 that leave the noun what it is, and what many write to the noun before it against 한글 맞춤법, articles 2 and 42:
/// bound nouns (배포시, 서버내에서), 같다, and nouns that are used like those (배포이후). Not what makes another noun of it (구조적, 표준화, 유동성,
/// 서버실), nor what is a noun as often (경고등, 정보전, 서버하): of those a particle has to follow (정보전에).
///
/// Behind 님, 분 and 들 another one may stand, and behind no other: 형식, 상용 and 식당 are words.
const SUFFIXES: &[Row<Then>] = &[
    ("님", Then::More),
    ("분", Then::More),
    ("들", Then::More),
    ("끼리", Then::Any),
    ("용", Then::Any),
    ("별", Then::Any),
    ("간", Then::Any),
    ("당", Then::Any),
    ("쯤", Then::Any),
    ("씩", Then::Any),
    ("형", Then::Any),
    ("식", Then::Any),
    ("상", Then::Any),
    ("급", Then::Any),
    ("측", Then::Any),
    ("쪽", Then::Any),
    ("류", Then::Agreeing),
    ("수", Then::Agreeing),
    ("투성이", Then::Agreeing),
    // Bound nouns, and nouns that stand in the same place.
    ("시", Then::Agreeing),
    ("중", Then::Agreeing),
    ("내", Then::Agreeing),
    ("외", Then::Agreeing),
    ("후", Then::Agreeing),
    ("전에", Then::Agreeing),
    ("전까지", Then::Agreeing),
    ("전부터", Then::Agreeing),
    ("하에", Then::Agreeing),
    ("하에서", Then::Agreeing),
    ("하의", Then::Agreeing),
    ("때", Then::Agreeing),
    ("때문", Then::Agreeing),
    ("등등", Then::Agreeing),
    ("따위", Then::Agreeing),
    ("정도", Then::Agreeing),
    ("이외", Then::Agreeing),
    ("이전", Then::Agreeing),
    ("이후", Then::Agreeing),
    // 같다.
    ("같은", Then::Agreeing),
    ("같다", Then::Agreeing),
    ("같고", Then::Agreeing),
    ("같아", Then::Agreeing),
    ("같아서", Then::Agreeing),
    ("같지만", Then::Agreeing),
    ("같은데", Then::Agreeing),
    ("같습니다", Then::Agreeing),
];

static TABLE: [Row<Then>; SUFFIXES.len()] = sorted(SUFFIXES);

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
    starting(&TABLE, text).iter().find_map(|(suffix, then)| {
        let rest = text.strip_prefix(suffix)?;
        let last = suffix
            .chars()
            .next_back()
            .and_then(final_sound::of_hangul)?;
        if rest.is_empty() || goes_with(rest, last, *then) {
            return Some(suffix.len());
        }
        (*then == Then::More)
            .then(|| up_to(rest, most - 1))
            .flatten()
            .map(|more| suffix.len() + more)
    })
}

/// Whether a tail may stand behind a suffix that ends so.
fn goes_with(text: &str, last: Final, then: Then) -> bool {
    Tail::read(text).is_some_and(|tail| match tail.kind() {
        // 중요, 수요, 내요.
        TailKind::Particle if then == Then::Agreeing => {
            text != "요" && (tail.agrees(last) || matches!(text, "을" | "를" | "는" | "으로"))
        }
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
            ("분들께", "분들"),
            ("수를", "수"),
            ("시에는", "시"),
            ("중이다", "중"),
            ("내에서만", "내"),
            ("이후의", "이후"),
            ("전에는", "전에"),
            ("하에서도", "하에서"),
            ("같은", "같은"),
            ("때문이다", "때문"),
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
            "시스템",
            "시간",
            "중요",
            "수집",
            "내부",
            "외부",
            "후보",
            "전",
            "전을",
            "하",
            "등을",
            "때리다",
            "분석",
            "내과",
            "수은",
        ] {
            assert_eq!(suffixes(text), None, "{text}");
        }
    }
}
