//! What stands behind a noun in its word.

use std::borrow::Cow;

use super::alternation::Alternation;
use super::known::KNOWN;
use super::{Final, chain, copula, light_verb, noun_end};

/// What stands behind a noun in its word: particles, the copula, the plural 들, or a light verb with its ending.
///
/// ```
/// use yongeo::particle::{Tail, final_of};
///
/// let tail = Tail::read("를").unwrap(); // of 버퍼를
/// let end = final_of("완충 공간").unwrap();
/// assert!(!tail.agrees(end));
/// assert_eq!(tail.behind(end), "을");
/// assert!(Tail::read("링").is_none()); // of 버퍼링, another noun
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tail<'t> {
    text: &'t str,
    kind: TailKind,
    alternation: Alternation,
}

/// What a [`Tail`] begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TailKind {
    /// Particles: 를, 에서는. Those that are forms of the copula, too (이며, 이나, 이든), are told as particles.
    Particle,
    /// The copula 이다 in any form: 입니다, 라는, 였으며.
    Copula,
    /// The plural 들, with or without particles.
    Plural,
    /// 하다, 되다, 시키다, 당하다 or 받다 in any form. 하고 is told as a verb, as it mostly is.
    LightVerb,
}

/// The longest that is read, in bytes: 40 syllables, as a line of 시 without end would be read syllable by syllable.
const LONGEST: usize = 120;

impl<'t> Tail<'t> {
    /// Reads all of `text`, the composed Hangul (NFC) behind a noun up to the end of its word. `None` if it is anything
    /// else, or empty.
    #[must_use]
    pub fn read(text: &'t str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (kind, alternation) = KNOWN.of(text, || parse(text))?;
        Some(Self {
            text,
            kind,
            alternation,
        })
    }

    /// Whether it may stand behind a word that ends so. Where two forms are right, as in 서버이다 and 서버다, both may.
    #[must_use]
    pub fn agrees(&self, end: Final) -> bool {
        self.alternation.agrees(self.text, end)
    }

    /// The same as it stands behind a word that ends so; borrowed where nothing changes.
    ///
    /// What agrees is left alone, but for five: 이나, 이며, 이든, 이었 and 이어 become 나, 며, 든, 였 and 여 behind a vowel,
    /// as is usual there. Written out (서버이며) they are right, too, so leave a tail alone where the new word ends like
    /// the old one.
    #[must_use]
    pub fn behind(&self, end: Final) -> Cow<'t, str> {
        let written = self.alternation.written(self.text);
        let form = self.alternation.form(end);
        if written == form || self.alternation == Alternation::Copula && self.agrees(end) {
            return Cow::Borrowed(self.text);
        }
        let rest = &self.text[written.len()..];
        // 이나 behind a vowel is a part of what is there already.
        if form.is_empty() {
            return Cow::Borrowed(rest);
        }
        Cow::Owned([form, rest].concat())
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> TailKind {
        self.kind
    }

    /// Whether its beginning may as well be the end of a longer noun (구조+도 and 구조도, 전문+가 and 전문가, 고양+이라는
    /// and 고양이+라는), so that a dictionary should be asked.
    #[must_use]
    pub fn may_end_noun(&self) -> bool {
        noun_end::is_possible(self.text)
    }
}

/// What a tail is, and how it changes with the noun.
fn parse(text: &str) -> Option<(TailKind, Alternation)> {
    if let Some(rest) = text.strip_prefix("들") {
        return chain::follows(rest, "들", chain::NOUN)
            .then_some((TailKind::Plural, Alternation::Fixed));
    }
    if light_verb::reads(text) {
        return Some((TailKind::LightVerb, Alternation::Fixed));
    }
    if let Some(alternation) = chain::read(text) {
        return Some((TailKind::Particle, alternation));
    }
    Some((TailKind::Copula, copula::read(text)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    use Final::{Consonant, Rieul, Vowel};
    use TailKind::{Copula, LightVerb, Particle, Plural};

    fn read(text: &str) -> Tail<'_> {
        Tail::read(text).unwrap_or_else(|| panic!("{text} is a tail"))
    }

    /// Behind a consonant, behind ㄹ, and behind a vowel.
    const PAIRS: &[(&str, &str, &str)] = &[
        ("을", "을", "를"),
        ("이", "이", "가"),
        ("은", "은", "는"),
        ("과", "과", "와"),
        ("과의", "과의", "와의"),
        ("과는", "과는", "와는"),
        ("으로", "로", "로"),
        ("으로는", "로는", "로는"),
        ("으로의", "로의", "로의"),
        ("으로서", "로서", "로서"),
        ("으로서의", "로서의", "로서의"),
        ("으로써", "로써", "로써"),
        ("으로부터", "로부터", "로부터"),
        ("으로부터의", "로부터의", "로부터의"),
        ("으로선", "로선", "로선"),
        ("으로썬", "로썬", "로썬"),
        ("이나", "이나", "나"),
        ("이나마", "이나마", "나마"),
        ("이라", "이라", "라"),
        ("이라는", "이라는", "라는"),
        ("이라고", "이라고", "라고"),
        ("이라고는", "이라고는", "라고는"),
        ("이라면", "이라면", "라면"),
        ("이라서", "이라서", "라서"),
        ("이라도", "이라도", "라도"),
        ("이라며", "이라며", "라며"),
        ("이라든가", "이라든가", "라든가"),
        ("이란", "이란", "란"),
        ("이랑", "이랑", "랑"),
        ("이며", "이며", "며"),
        ("이든", "이든", "든"),
        ("이든지", "이든지", "든지"),
        ("이야", "이야", "야"),
        ("이야말로", "이야말로", "야말로"),
        ("이여", "이여", "여"),
        ("이에요", "이에요", "예요"),
        ("이었다", "이었다", "였다"),
        ("이었던", "이었던", "였던"),
        ("이었으며", "이었으며", "였으며"),
        ("이었습니다", "이었습니다", "였습니다"),
        ("이어서", "이어서", "여서"),
        ("이어야", "이어야", "여야"),
        ("은커녕", "은커녕", "는커녕"),
    ];

    #[test]
    fn each_pair_agrees_where_it_should() {
        for &(consonant, rieul, vowel) in PAIRS {
            for (end, right) in [(Consonant, consonant), (Rieul, rieul), (Vowel, vowel)] {
                for from in [consonant, rieul, vowel] {
                    assert_eq!(read(from).behind(end), right, "{from} {end:?}");
                }
                assert!(read(right).agrees(end), "{right} {end:?}");
            }
            assert!(!read(vowel).agrees(Consonant), "{vowel}");
        }
    }

    #[test]
    fn a_consonant_form_is_wrong_behind_a_vowel_unless_it_is_the_copula_written_out() {
        for tail in [
            "을",
            "이",
            "은",
            "과",
            "으로",
            "으로써",
            "이라",
            "이라는",
            "이란",
            "이랑",
            "이야",
            "이여",
            "이에요",
            "이라도",
        ] {
            assert!(!read(tail).agrees(Vowel), "{tail}");
        }
        for tail in [
            "이다",
            "이고",
            "이면",
            "이지만",
            "이며",
            "이나",
            "이든",
            "이었다",
            "이어서",
        ] {
            assert!(read(tail).agrees(Vowel), "{tail}");
        }
        assert!(!read("으로").agrees(Rieul) && read("로").agrees(Rieul));
        assert!(!read("를").agrees(Rieul) && read("을").agrees(Rieul));
    }

    #[test]
    fn the_copula_is_put_in_where_it_must_be_and_left_where_it_may_be() {
        for (from, end, to) in [
            ("라는", Consonant, "이라는"),
            ("였다", Consonant, "이었다"),
            ("예요", Rieul, "이에요"),
            ("로써", Consonant, "으로써"),
            ("다", Consonant, "이다"),
            ("면", Rieul, "이면"),
            ("지만", Consonant, "이지만"),
            ("이다", Vowel, "이다"),
            ("이면", Vowel, "이면"),
            ("다", Vowel, "다"),
            ("입니다", Vowel, "입니다"),
            ("인", Vowel, "인"),
        ] {
            assert_eq!(read(from).behind(end), to, "{from} {end:?}");
        }
    }

    /// As they stand behind a consonant.
    const TAILS: &str = "
        이 을 은 의 에 도 만 과 으로 이나 이랑 이야 이여 이란 이든 이며 하고 까지 부터 조차 마저 밖에 뿐 마다 대로
        보다 처럼 만큼 같이 에게 한테 께서 에게서 한테서 에서 으로서 으로써 으로부터 이나마 이든지 이라도 이야말로 은커녕
        치고 따라 요 에는 에도 에만 에의 에서는 에서도 에서의 에서만 에서부터 에까지 에서처럼 에서보다 에게는 에게도
        에게서는 으로는 으로도 으로의 으로만 으로부터의 으로서의 으로서는 으로써는 으로까지 과의 과는 과도 까지도 까지의
        까지는 까지만 까지가 까지를 부터는 부터의 부터가 만의 만을 만이 만은 만으로 만으로도 만이라도 뿐만 뿐이다 뿐이며
        조차도 마저도 밖에는 마다의 대로의 처럼은 보다는 보다도 만큼은 만큼이나 이다 입니다 입니까 이에요 이었다 이었던
        이었으며 이었습니다 이고 이면 이라 이라서 이니까 이지만 이던 인 일 임 임을 임에도 인지 인지를 인지는 일까 이라면
        이므로 이기 이기도 이자 이어서 이어야 이군요 이네요 인데 인데도 이라는 이라고 이라고는 이라며 이거나 인가 인가요
        에선 엔 에겐 에게선 한텐 한테선 께선 으로선 으로썬 까진 부턴 보단 밖엔 들에선 이라곤 하곤
        일지라도 일수록 이라든가 이라기보다는 이겠지만 이십니다 에서입니다 까지다 들 들이 들은 들의 들에게 들을 들이다
        하는 한 할 합니다 해서 했다 함 함으로써 하기 하며 되는 된 됩니다 됐다 되었습니다 시킨 시켜 당한 받은 받아서
    ";

    #[test]
    fn tails_come_back_from_behind_a_vowel() {
        assert!(TAILS.split_whitespace().count() >= 150);
        for text in TAILS.split_whitespace() {
            let tail = read(text);
            assert!(tail.agrees(Consonant), "{text}");
            assert!(matches!(tail.behind(Consonant), Cow::Borrowed(same) if same == text));
            let vowel = tail.behind(Vowel);
            assert_eq!(read(&vowel).behind(Consonant), text, "{text} {vowel}");
        }
    }

    #[test]
    fn what_has_been_changed_is_not_changed_again() {
        for text in TAILS.split_whitespace() {
            for end in [Consonant, Rieul, Vowel] {
                let once = read(text).behind(end);
                let tail = read(&once);
                assert!(tail.agrees(end), "{text} {once} {end:?}");
                assert!(
                    matches!(tail.behind(end), Cow::Borrowed(twice) if twice == once),
                    "{text} {once} {end:?}"
                );
            }
        }
    }

    #[test]
    fn nouns_go_on_with_what_is_no_tail() {
        let words = "
            대 수 체 성 화 적 용 형 실 판 망 값 함수 스크립트 닷컴 시스템 대학교 도를 가는 은은 기 자 지 링 율 률 력 부 식
            법 론 학 계 물 권 층 점 선 면적 고유 기능 서버 스키마 로그 에러 라벨 인식 인증 인터페이스 인스턴스 일정 일반 일치
            임시 이름 이미지 이동 이상 이전 이후 이력 이벤트 가상 가능 가중치 도구 도메인 과정 과학 의존 의미 만료 나무 나열
            다수 다음 야간 여부 여유 요청 든든 한국 한계 한글 한정 할인 할당 합계 합성 해외 해석 해시 해제 하드 하위 하드웨어
            되돌림 시작 시키 당시 당사자 받침 들판 들여쓰기 까 서 니 였 이었 됐 했 마다가는 은를 을이 에서가 적인 적으로
            화하다 성은 님 씨 별 간 쯤 로드 로더 로케일 보안 보고서 처리 처럼가 고도화 며칠 예외 예약 라이브러리
        ";
        assert!(words.split_whitespace().count() >= 100);
        for text in words.split_whitespace() {
            assert_eq!(Tail::read(text), None, "{text}");
        }
        for text in ["", " ", "를 ", "a", "를.", "3", "를a", "ㄹ", "(를)"] {
            assert_eq!(Tail::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_melted_into_one_syllable_comes_apart_where_it_would_be_another_word() {
        assert_eq!(read("으론").behind(Vowel), "로는");
        assert_eq!(read("으론").behind(Rieul), "로는");
        assert_eq!(read("으론").behind(Consonant), "으론");
        assert!(read("으론").agrees(Consonant) && !read("으론").agrees(Rieul));
    }

    #[test]
    fn endings_without_end_are_none() {
        let endless = |syllable: &str| format!("하{}다", syllable.repeat(1_000_000));
        for syllable in ["시", "겠", "었", "지"] {
            assert_eq!(Tail::read(&endless(syllable)), None, "{syllable}");
        }
    }

    #[test]
    fn tails_are_told_apart() {
        for (text, kind) in [
            ("를", Particle),
            ("에서는", Particle),
            ("이며", Particle),
            ("하고의", Particle),
            ("한테", Particle),
            ("라는", Copula),
            ("입니다", Copula),
            ("면", Copula),
            ("들", Plural),
            ("들에게서", Plural),
            ("들입니다", Plural),
            ("하는", LightVerb),
            ("하고", LightVerb),
            ("시켰다", LightVerb),
        ] {
            assert_eq!(read(text).kind(), kind, "{text}");
        }
        assert_eq!(Tail::read("들를"), None);
    }
}
