//! Tails that may as well be the end of a longer noun: 구조+도 or 구조도.

use super::first_syllable::{Row, sorted, starting};
use super::{Final, Tail, final_sound};

/// Beginnings of tails with which many nouns end. What is left out ends none (를, 는, 에, 까, 였) or so few that asking
/// costs more than it finds (은: 지은; 와: 기와; 하: 이하; 보: 정보, which 보다 would always ask for).
const ENDS: &[Row<()>] = &[
    // Particles that are syllables of nouns: 고양이, 전문가, 구조도, 경로, 결과, 정의, 불만, 안테나, 분야, 참여, 수요,
    // 사랑, 논란, 가든, 나라. And 대로: 도로 beside 시대+로.
    ("이", ()),
    ("가", ()),
    ("도", ()),
    ("로", ()),
    ("과", ()),
    ("의", ()),
    ("만", ()),
    ("나", ()),
    ("야", ()),
    ("여", ()),
    ("요", ()),
    ("랑", ()),
    ("란", ()),
    ("든", ()),
    ("라", ()),
    ("대로", ()),
    ("대", ()),
    // 배치+고 beside 치고, 이미지+만 beside 지만.
    ("치", ()),
    ("지", ()),
    // The copula: 법인, 객체 인지, 사용자 인가, 파일, 작업일지, 책임, 대출이자, 바다, 창고, 화면.
    ("인", ()),
    ("인지", ()),
    ("인가", ()),
    ("일", ()),
    ("일지", ()),
    ("임", ()),
    ("이자", ()),
    ("다", ()),
    ("고", ()),
    ("면", ()),
    // Light verbs: 권한, 역할, 포함, 이해, 정당+한, 하자.
    ("한", ()),
    ("할", ()),
    ("함", ()),
    ("해", ()),
    ("당", ()),
    ("하자", ()),
    // The plural: 아들.
    ("들", ()),
];

static SORTED: [Row<()>; ENDS.len()] = sorted(ENDS);

/// Whether the tail is one of [`ENDS`], or one with a tail behind it that agrees with it.
pub(super) fn is_possible(text: &str) -> bool {
    starting(&SORTED, text).iter().any(|(end, ())| {
        text.strip_prefix(end).is_some_and(|rest| {
            rest.is_empty()
                || Tail::read(rest).is_some_and(|tail| {
                    let last = end.chars().next_back().and_then(final_sound::of_hangul);
                    last.is_some_and(|last: Final| tail.agrees(last))
                })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_asked_where_a_noun_may_end() {
        for tail in "
            이 가 도 로 과 의 만 나 인 라 대로 고 야 랑 란 여 요 든 일 임 한 할 함 해 들 로는 로의 로부터
            과의 만으로 이라는 이고 라도 인지 인가 임을 함을 해도 들의 지만 다 면
        "
        .split_whitespace()
        {
            assert!(Tail::read(tail).is_some_and(|t| t.may_end_noun()), "{tail}");
        }
        for tail in "
            를 을 는 은 에 에서 으로 와 부터 까지 처럼 하는 했다 로서 로써 만큼 였다 이었다 입니다 예요
            합니다 한다 되는 된 이어서 인데 에서는 보다 라서 마다 조차
        "
        .split_whitespace()
        {
            assert!(
                Tail::read(tail).is_some_and(|t| !t.may_end_noun()),
                "{tail}"
            );
        }
    }
}
