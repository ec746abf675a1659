//! What speaks for no candidate at all.

use super::case::{Case, check, nothing, term};
use crate::align::feature::Feature as F;

/// Where in its parenthesis the form stands.
pub const PLACES: &[Case] = &[
    Case {
        sentence: "은하(galaxy)를 찍었다.",
        candidates: &[
            nothing()
                .has(&[F::None, F::NoneAlone, F::NoneBeforeHangul])
                .lacks(&[F::NoneFirst, F::NoneListed, F::OpenBeforeHangul]),
            term("은하").lacks(&[F::None]),
        ],
    },
    Case {
        sentence: "세계보건기구(World Health Organization, WHO)에서 일했다.",
        candidates: &[
            nothing()
                .has(&[F::NoneFirst])
                .lacks(&[F::NoneAlone, F::NoneSecond, F::OpenFirst]),
            nothing()
                .of_form(1)
                .has(&[F::NoneSecond])
                .lacks(&[F::NoneFirst, F::NoneListed]),
        ],
    },
    Case {
        sentence: "찻집(Blue Door, 2층)에서 만났다.",
        candidates: &[nothing()
            .has(&[F::NoneFirst, F::OpenFirst])
            .lacks(&[F::NoneAlone])],
    },
    Case {
        sentence: "인공지능(人工知能, artificial intelligence)을 연구한다.",
        candidates: &[nothing()
            .has(&[F::NoneBehindScript])
            .lacks(&[F::NoneAlone, F::NoneBehindKorean])],
    },
    Case {
        sentence: "고라니(사슴과 동물, water deer)가 나타났다.",
        candidates: &[nothing()
            .has(&[F::NoneBehindKorean])
            .lacks(&[F::NoneBehindScript, F::NoneLabelled])],
    },
    Case {
        sentence: "은하(영어: galaxy)를 찍었다.",
        candidates: &[nothing()
            .has(&[F::NoneLabelled])
            .lacks(&[F::NoneBehindKorean, F::OpenLabelled])],
    },
    Case {
        sentence: "찻집(일명 Blue Door)에서 만났다.",
        candidates: &[nothing()
            .has(&[F::NoneLabelled, F::OpenLabelled])
            .lacks(&[F::NoneAlone])],
    },
    Case {
        sentence: "두 도시(Paris, Berlin)에 머물렀다.",
        candidates: &[nothing()
            .has(&[F::NoneListed])
            .lacks(&[F::NoneFirst, F::NoneSecond])],
    },
];

/// Words for kinds of things, and one of the kind.
pub const KINDS: &[Case] = &[
    Case {
        sentence: "내가 즐겨 쓰는 글꼴(Garamond)로 찍었다.",
        candidates: &[nothing()
            .has(&[F::OpenAfterKind])
            .lacks(&[F::OpenAfterKindOfNoun, F::OpenAcronymAfterKind])],
    },
    Case {
        sentence: "목록에 낯선 검색 엔진(Qwant)을 더했다.",
        candidates: &[nothing().has(&[F::OpenAfterKind])],
    },
    Case {
        sentence: "산돌 글꼴(Garamond)로 찍었다.",
        candidates: &[nothing()
            .has(&[F::OpenAfterKindOfNoun])
            .lacks(&[F::OpenAfterKind])],
    },
    Case {
        sentence: "그는 그 대학교(KPU)를 다녔다.",
        candidates: &[nothing()
            .has(&[F::OpenAcronymAfterKind])
            .lacks(&[F::OpenAfterKind, F::OpenAfterKindOfNoun])],
    },
    Case {
        sentence: "내가 즐겨 쓰는 글꼴(font)로 찍었다.",
        candidates: &[nothing().lacks(&[F::OpenAfterKind])],
    },
    Case {
        sentence: "내가 즐겨 쓰는 방식(Garamond)으로 찍었다.",
        candidates: &[nothing().lacks(&[F::OpenAfterKind, F::OpenAfterKindOfNoun])],
    },
];

/// What the form looks like.
pub const LOOKS: &[Case] = &[
    Case {
        sentence: "무인 점포(ATM)에서 돈을 찾았다.",
        candidates: &[nothing()
            .has(&[F::NoneAcronym, F::OpenAcronym])
            .lacks(&[F::NoneCapital, F::NoneIdentifier])],
    },
    Case {
        sentence: "자유무역협정(FTA)을 맺었다.",
        candidates: &[nothing()
            .has(&[F::NoneAcronym])
            .lacks(&[F::OpenAcronym, F::NoneAcronymAfterPerson])],
    },
    Case {
        sentence: "박지성(MVP)이 상을 받았다.",
        candidates: &[nothing().has(&[
            F::NoneAcronym,
            F::NoneAcronymAfterPerson,
            F::NoneAfterPerson,
            F::OpenAfterPerson,
        ])],
    },
    Case {
        sentence: "슈베르트(Schubert)가 곡을 썼다.",
        candidates: &[nothing().has(&[F::NoneAfterPerson]).lacks(&[
            F::NoneAcronymAfterPerson,
            F::NoneAcronym,
            F::OpenAfterPerson,
        ])],
    },
    Case {
        sentence: "대기 시간(retryDelay)을 늘린다.",
        candidates: &[nothing()
            .has(&[
                F::NoneIdentifier,
                F::OpenIdentifier,
                F::NoneIdentifierAfterKnown,
            ])
            .lacks(&[F::NoneAcronym, F::NoneCode])],
    },
    Case {
        sentence: "최대 길이(maxLength)를 늘린다.",
        candidates: &[nothing()
            .has(&[F::NoneIdentifier])
            .lacks(&[F::OpenIdentifier, F::NoneIdentifierAfterKnown])],
    },
    Case {
        sentence: "대기 시간(delay)을 늘린다.",
        candidates: &[nothing()
            .has(&[F::NoneSmall])
            .lacks(&[F::NoneIdentifier, F::NoneIdentifierAfterKnown])],
    },
    Case {
        sentence: "저장소를 복제(`clone`)한다.",
        candidates: &[nothing()
            .has(&[F::NoneCode, F::NoneCodeWords])
            .lacks(&[F::NoneCodeSpaced, F::OpenCode])],
    },
    Case {
        sentence: "저장소를 내려받는 명령(`git pull`)이다.",
        candidates: &[nothing()
            .has(&[F::NoneCode, F::NoneCodeSpaced, F::OpenCode])
            .lacks(&[F::NoneCodeWords])],
    },
    Case {
        sentence: "저장소를 복제(clone)한다.",
        candidates: &[nothing().has(&[F::NoneSmall]).lacks(&[
            F::NoneCode,
            F::NoneCodeWords,
            F::NoneCodeSpaced,
            F::NoneCapital,
        ])],
    },
    Case {
        sentence: "북두칠성(Big Dipper)이 보인다.",
        candidates: &[nothing()
            .has(&[F::NoneCapital])
            .lacks(&[F::NoneSmall, F::NoneWords3])],
    },
    Case {
        sentence: "바다 살리기(#SaveTheSea) 운동이다.",
        candidates: &[nothing()
            .has(&[F::NoneHash])
            .lacks(&[F::NoneCapital, F::NoneSmall])],
    },
    Case {
        sentence: "새 노래(Quiet Silver Road Back Home)를 불렀다.",
        candidates: &[nothing().has(&[F::NoneWords3, F::NoneWords5])],
    },
    Case {
        sentence: "국립공원(national park service)을 찾았다.",
        candidates: &[nothing().has(&[F::NoneWords3]).lacks(&[F::NoneWords5])],
    },
    Case {
        sentence: "코로나19(COVID-19)가 번졌다.",
        candidates: &[nothing()
            .has(&[F::NoneDigit, F::NoneAfterNumber])
            .lacks(&[F::OpenDigit, F::NoneAfterForeign])],
    },
    Case {
        sentence: "관객은 야외무대(Area 7)에 모였다.",
        candidates: &[nothing()
            .has(&[F::NoneDigit, F::OpenDigit])
            .lacks(&[F::NoneAfterNumber])],
    },
    Case {
        sentence: "은행나무(학명: Ginkgo biloba)가 물든다.",
        candidates: &[nothing()
            .has(&[F::NoneForeign])
            .lacks(&[F::NoneDigit, F::NoneHash])],
    },
    Case {
        sentence: "은행나무(Ginkgo tree)가 물든다.",
        candidates: &[nothing().lacks(&[F::NoneForeign])],
    },
];

/// What stands around the parenthesis.
pub const AROUND: &[Case] = &[
    Case {
        sentence: "찻집이 어제 열렸다(Blue Door).",
        candidates: &[nothing()
            .has(&[
                F::NoneAfterEnding,
                F::OpenAfterEnding,
                F::NoneBeforeStop,
                F::OpenBeforeStop,
            ])
            .lacks(&[F::NoneAfterParticle, F::NoneBeforeHangul])],
    },
    Case {
        sentence: "회의는 서울에서(Zoom) 열렸다.",
        candidates: &[nothing()
            .has(&[
                F::NoneAfterParticle,
                F::OpenAfterParticle,
                F::NoneBeforeSpace,
            ])
            .lacks(&[F::NoneAfterEnding, F::NoneAfterPlace, F::NoneBeforeStop])],
    },
    Case {
        sentence: "비타민 C(vitamin C)가 많다.",
        candidates: &[nothing().has(&[F::NoneAfterForeign]).lacks(&[
            F::OpenAfterForeign,
            F::NoneAfterNumber,
            F::NoneSpaceBefore,
        ])],
    },
    Case {
        sentence: "가수 BTS(Grammy)가 노래했다.",
        candidates: &[nothing().has(&[F::NoneAfterForeign, F::OpenAfterForeign])],
    },
    Case {
        sentence: "독도(Dokdo)를 지킨다.",
        candidates: &[nothing()
            .has(&[F::NoneAfterPlace])
            .lacks(&[F::OpenAfterPlace, F::NoneAfterPerson])],
    },
    Case {
        sentence: "부산(Team Blue)이 이겼다.",
        candidates: &[nothing().has(&[F::NoneAfterPlace, F::OpenAfterPlace])],
    },
    Case {
        sentence: "야후!(Yahoo!)에서 일했다.",
        candidates: &[nothing()
            .has(&[F::NoneAfterSign])
            .lacks(&[F::NoneAfterForeign])],
    },
    Case {
        sentence: "해 질 무렵(dusk)에 만났다.",
        candidates: &[nothing()
            .has(&[F::NoneAfterBoundNoun])
            .lacks(&[F::NoneAfterSign])],
    },
    Case {
        sentence: "큰 곰(bear)을 보았다.",
        candidates: &[nothing()
            .has(&[F::NoneShortWord, F::NoneBeforeHangul])
            .measures(&[(F::NoneBestLink, 0.7)])
            .lacks(&[F::NoneSpaceBefore, F::NoneAcronymBestLink])],
    },
    Case {
        sentence: "찻집 (Blue Door) 앞에서 만났다.",
        candidates: &[nothing()
            .has(&[F::NoneSpaceBefore, F::NoneBeforeSpace])
            .lacks(&[F::NoneShortWord, F::NoneBestLink])],
    },
    Case {
        sentence: "자유무역협정(FTA), 관세, 환율을 다룬다.",
        candidates: &[nothing()
            .has(&[F::NoneAcronymBestLink, F::NoneBeforeComma])
            .lacks(&[F::NoneBestLink, F::NoneBeforeSpace])],
    },
    Case {
        sentence: "밤하늘의 은하(galaxy)",
        candidates: &[nothing()
            .has(&[F::NoneBeforeStop])
            .lacks(&[F::OpenBeforeStop, F::NoneBeforeComma])],
    },
    Case {
        sentence: "은하(galaxy) 사진을 찍었다.",
        candidates: &[nothing()
            .has(&[F::NoneBeforeSpace])
            .lacks(&[F::OpenBeforeSpace, F::NoneAfterBoundNoun])],
    },
    Case {
        sentence: "찻집(Blue Door)을 열었다.",
        candidates: &[nothing()
            .has(&[F::OpenBeforeHangul])
            .lacks(&[F::OpenBeforeSpace])],
    },
    Case {
        sentence: "찻집(Blue Door) 앞에서 만났다.",
        candidates: &[nothing()
            .has(&[F::OpenBeforeSpace])
            .lacks(&[F::OpenBeforeHangul])],
    },
    Case {
        sentence: "‘학교에서(at school)’는 부사어이다.",
        candidates: &[nothing()
            .has(&[F::NoneAfterParticle])
            .lacks(&[F::OpenAfterParticle, F::NoneBeforeHangul])],
    },
    Case {
        sentence: "읽기(reading)를 가르친다.",
        candidates: &[nothing()
            .has(&[F::NoneAfterEnding])
            .lacks(&[F::OpenAfterEnding])],
    },
];

/// Names of what has a name of its own.
pub const NAMES: &[Case] = &[
    Case {
        sentence: "새 운영체제(Android)를 깔았다.",
        candidates: &[nothing().has(&[F::OpenName]).lacks(&[F::OpenAcronymName])],
    },
    Case {
        sentence: "휴대전화에 안드로이드(Android)를 깔았다.",
        candidates: &[nothing().lacks(&[F::OpenName])],
    },
    Case {
        sentence: "이 자동차 회사(BMW)는 뮌헨에 있다.",
        candidates: &[nothing()
            .has(&[F::OpenAcronymName])
            .lacks(&[F::OpenName, F::OpenAfterCountry])],
    },
    Case {
        sentence: "독일의 비엠더블유(BMW)는 뮌헨에 있다.",
        candidates: &[nothing().lacks(&[F::OpenAcronymName])],
    },
    Case {
        sentence: "음반은 벨기에(Zomerhit)에서도 상을 받았다.",
        candidates: &[nothing().has(&[F::OpenAfterCountry])],
    },
    Case {
        sentence: "음반은 벨기에 (Zomerhit)에서도 상을 받았다.",
        candidates: &[nothing().has(&[F::OpenAfterCountry])],
    },
    Case {
        sentence: "음반은 벨기에(Belgium)에서도 상을 받았다.",
        candidates: &[nothing().lacks(&[F::OpenAfterCountry])],
    },
    Case {
        sentence: "결승 골을 넣은 박민호(FW)가 뽑혔다.",
        candidates: &[nothing()
            .has(&[F::NoneAcronymAfterName])
            .lacks(&[F::NoneAfterAdnominal])],
    },
    Case {
        sentence: "결승 골을 넣은 공격수(FW)가 뽑혔다.",
        candidates: &[nothing().lacks(&[F::NoneAcronymAfterName])],
    },
    Case {
        sentence: "학습된(trained) 모델을 쓴다.",
        candidates: &[nothing()
            .has(&[F::NoneAfterAdnominal])
            .lacks(&[F::NoneAfterEnding])],
    },
];

#[test]
fn what_has_a_name_of_its_own() {
    check(NAMES);
}

#[test]
fn what_is_one_of_a_kind() {
    check(KINDS);
}

#[test]
fn where_in_the_parenthesis_the_form_stands() {
    check(PLACES);
}

#[test]
fn what_the_form_looks_like() {
    check(LOOKS);
}

#[test]
fn what_stands_around_the_parenthesis() {
    check(AROUND);
}
