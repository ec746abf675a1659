//! What a candidate holds, how it ends, and how long it is.

use super::case::{Case, check, term};
use crate::align::feature::Feature as F;

/// What a candidate holds.
pub const CONTENTS: &[Case] = &[
    Case {
        sentence: "미지의 입자(unknown particle)를 찾는다.",
        candidates: &[
            term("미지의 입자")
                .has(&[F::HasPossessive])
                .lacks(&[F::HasPossessiveWithOf, F::HasParticle]),
            term("입자").lacks(&[F::HasPossessive]),
        ],
    },
    Case {
        sentence: "예술로서의 사진(photography as a form of art)을 논한다.",
        candidates: &[term("예술로서의 사진").has(&[F::HasPossessive, F::HasPossessiveWithOf])],
    },
    Case {
        sentence: "연구와 개발(research and development)에 힘쓴다.",
        candidates: &[
            term("연구와 개발")
                .has(&[F::HasConjunctive, F::HasConjunctiveWithAnd])
                .lacks(&[F::HasParticle]),
            term("개발").lacks(&[F::HasConjunctive, F::HasConjunctiveWithAnd]),
        ],
    },
    Case {
        sentence: "밀물과 썰물(tide)은 달이 일으킨다.",
        candidates: &[term("밀물과 썰물")
            .has(&[F::HasConjunctive])
            .lacks(&[F::HasConjunctiveWithAnd])],
    },
    Case {
        sentence: "농부는 밭에 퇴비(compost)를 뿌렸다.",
        candidates: &[
            term("밭에 퇴비").has(&[F::HasParticle]).lacks(&[
                F::HasObject,
                F::HasSubject,
                F::PhraseParticle,
            ]),
            term("퇴비").lacks(&[F::HasParticle]),
        ],
    },
    Case {
        sentence: "접고 펴는 화면(foldable screen)을 만든다.",
        candidates: &[
            term("접고 펴는 화면").has(&[F::HasEnding, F::HasAdnominal, F::HasVerb]),
            term("펴는 화면")
                .has(&[F::HasAdnominal, F::HasVerb])
                .lacks(&[F::HasEnding]),
            term("화면").lacks(&[F::HasAdnominal, F::HasVerb]),
        ],
    },
    Case {
        sentence: "빛을 모으는 거울(concave mirror)을 쓴다.",
        candidates: &[
            term("빛을 모으는 거울")
                .has(&[F::HasObject, F::HasParticle])
                .lacks(&[F::HasSubject]),
            term("모으는 거울").lacks(&[F::HasObject, F::HasParticle]),
        ],
    },
    Case {
        sentence: "별이 태어나는 성운(nebula)을 찍었다.",
        candidates: &[
            term("별이 태어나는 성운")
                .has(&[F::HasSubject, F::HasParticle])
                .lacks(&[F::HasObject]),
            term("태어나는 성운").lacks(&[F::HasSubject]),
        ],
    },
    Case {
        sentence: "첫째, 산화 환원 반응(redox reaction)이 일어난다.",
        candidates: &[
            term("첫째, 산화 환원 반응")
                .has(&[F::HasComma, F::HasNumber])
                .lacks(&[F::HasSign, F::HasClauseEnd]),
            term("산화 환원 반응").lacks(&[F::HasComma, F::HasNumber]),
        ],
    },
    Case {
        sentence: "날이 풀리면, 해빙(thaw)이 시작된다.",
        candidates: &[term("풀리면, 해빙").has(&[F::HasComma, F::HasClauseEnd, F::HasEnding])],
    },
    Case {
        sentence: "겨울에는, 난방(heating)이 필요하다.",
        candidates: &[term("겨울에는, 난방").has(&[F::HasComma, F::HasClauseEnd, F::HasParticle])],
    },
    Case {
        sentence: "연극·무용 축제(dance festival)가 열렸다.",
        candidates: &[
            term("연극·무용 축제")
                .has(&[F::HasSign])
                .lacks(&[F::HasComma, F::HasClauseEnd]),
            term("무용 축제").lacks(&[F::HasSign]),
        ],
    },
    Case {
        sentence: "그들은 물에 뜬 집(house on the water)에 산다.",
        candidates: &[
            term("물에 뜬 집").has(&[F::PhraseParticle, F::HasParticle]),
            term("뜬 집").lacks(&[F::PhraseParticle]),
        ],
    },
    Case {
        sentence: "그들은 물에 뜬 집(House on the Water)에 산다.",
        candidates: &[term("물에 뜬 집")
            .has(&[F::HasParticle])
            .lacks(&[F::PhraseParticle])],
    },
];

/// How it ends.
pub const ENDING: &[Case] = &[
    Case {
        sentence: "‘숲에서는(in the forest)’이라는 시를 썼다.",
        candidates: &[
            term("숲에서는")
                .has(&[F::ParticleLeft])
                .lacks(&[F::Stripped, F::StrippedMore]),
            term("숲에서")
                .has(&[F::Stripped, F::ParticleLeft])
                .lacks(&[F::StrippedMore]),
            term("숲")
                .has(&[F::Stripped, F::StrippedMore])
                .lacks(&[F::ParticleLeft]),
        ],
    },
    Case {
        sentence: "학습된(trained) 모델을 내려받는다.",
        candidates: &[
            term("학습된")
                .has(&[F::EndingLeft, F::LastVerbal, F::LastVerbalWithParticiple])
                .lacks(&[F::ParticleLeft]),
            term("학습").has(&[F::Stripped]).lacks(&[
                F::EndingLeft,
                F::LastVerbal,
                F::LastVerbalWithParticiple,
            ]),
        ],
    },
    Case {
        sentence: "‘걷다(walk)’의 과거형이다.",
        candidates: &[
            term("걷다")
                .has(&[F::EndingLeft, F::LastVerbal])
                .lacks(&[F::LastVerbalWithParticiple]),
            term("걷").has(&[F::LastVerbal]).lacks(&[F::EndingLeft]),
        ],
    },
];

/// How long it is against the form.
pub const LENGTH: &[Case] = &[
    Case {
        sentence: "다들 그해 여름에 나온 노래 푸른 대문(Quiet Silver Road Home)을 불렀다.",
        candidates: &[
            term("대문")
                .has(&[F::WordsFewerBy3])
                .measures(&[(F::NounsFewer, 0.75), (F::UncoveredShort, 1.4)])
                .lacks(&[F::WordsFewerBy2, F::UncoveredLong, F::NounsMore]),
            term("푸른 대문")
                .has(&[F::WordsFewerBy2])
                .measures(&[(F::NounsFewer, 0.5)])
                .lacks(&[F::WordsFewerBy1, F::WordsFewerBy3]),
            term("노래 푸른 대문")
                .has(&[F::WordsFewerBy1])
                .measures(&[(F::NounsFewer, 0.25)])
                .lacks(&[F::WordsSame]),
            term("나온 노래 푸른 대문").has(&[F::WordsSame]).lacks(&[
                F::WordsFewerBy1,
                F::WordsMoreBy1,
                F::NounsFewer,
            ]),
            term("여름에 나온 노래 푸른 대문")
                .has(&[F::WordsMoreBy1])
                .measures(&[(F::NounsMore, 1.0 / 6.0), (F::NounsMoreOpen, 1.0 / 6.0)])
                .lacks(&[F::WordsMoreBy2]),
            term("그해 여름에 나온 노래 푸른 대문")
                .has(&[F::WordsMoreBy2])
                .measures(&[(F::NounsMore, 1.0 / 3.0)])
                .lacks(&[F::WordsMoreBy3]),
            term("다들 그해 여름에 나온 노래 푸른 대문")
                .has(&[F::WordsMoreBy3])
                .measures(&[(F::UncoveredLong, 1.85), (F::UncoveredLongOpen, 1.85)])
                .lacks(&[F::UncoveredShort]),
        ],
    },
    Case {
        sentence: "매우 가벼운 중성미자(neutrino)가 지나간다.",
        candidates: &[
            term("중성미자")
                .has(&[F::OneWordForOne])
                .lacks(&[F::WordsSame, F::NounsFewer]),
            term("매우 가벼운 중성미자")
                .measures(&[(F::NounsMore, 1.0 / 3.0), (F::UncoveredLong, 1.45)])
                .lacks(&[
                    F::OneWordForOne,
                    F::WordsMoreBy2,
                    F::NounsMoreOpen,
                    F::UncoveredLongOpen,
                ]),
        ],
    },
    Case {
        sentence: "태양은 우리 은하(Milky Way)의 별이다.",
        candidates: &[
            term("우리 은하")
                .has(&[F::NamesSame])
                .lacks(&[F::OneWordForOne]),
            term("은하").lacks(&[F::NamesSame]),
        ],
    },
    Case {
        sentence: "나비 효과(butterfly effect)를 설명했다.",
        candidates: &[term("나비 효과").lacks(&[F::NamesSame, F::OneSyllable])],
    },
    Case {
        sentence: "큰 곰(bear)을 보았다.",
        candidates: &[
            term("곰").has(&[F::OneSyllable, F::OneWordForOne]),
            term("큰 곰").lacks(&[F::OneSyllable]),
        ],
    },
    Case {
        sentence: "고라니(학명: Hydropotes inermis)가 나타났다.",
        candidates: &[term("고라니").lacks(&[F::WordsFewerBy1, F::NounsFewer, F::UncoveredShort])],
    },
    Case {
        sentence: "‘푸른 대문(Quiet Silver Road Home)’을 불렀다.",
        candidates: &[term("푸른 대문").lacks(&[F::WordsFewerBy2, F::UncoveredShort])],
    },
    Case {
        sentence: "무인 점포(ATM)에서 돈을 찾았다.",
        candidates: &[term("무인 점포").lacks(&[F::WordsMoreBy1, F::NounsMore])],
    },
];

#[test]
fn what_a_candidate_holds() {
    check(CONTENTS);
}

#[test]
fn how_a_candidate_ends() {
    check(ENDING);
}

#[test]
fn how_long_a_candidate_is() {
    check(LENGTH);
}
