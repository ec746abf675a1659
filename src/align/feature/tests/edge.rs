//! What stands at the left edge of a candidate.

use super::case::{Case, check, term};
use crate::align::feature::Feature as F;

/// What stands before a candidate.
pub const LEFT_CONTEXT: &[Case] = &[
    Case {
        sentence: "철새(migratory bird)가 돌아왔다.",
        candidates: &[term("철새").has(&[F::AfterStart]).lacks(&[F::AfterCut])],
    },
    // A row of a table in plain text. Without blanks the window reaches farther than terms do.
    Case {
        sentence: "구분                                                        경사 하강법(gradient descent)",
        candidates: &[term("경사 하강법")
            .has(&[F::AfterCut])
            .lacks(&[F::AfterStart])],
    },
    Case {
        sentence: "시인은 ‘윤슬(sun glitter)’이라는 낱말을 아꼈다.",
        candidates: &[term("윤슬")
            .has(&[F::AfterOpening])
            .lacks(&[F::AfterParticle, F::InsideWordAfterSign])],
    },
    Case {
        sentence: "외국어로서의 한국어 교육(Korean language education)을 전공했다.",
        candidates: &[
            term("한국어 교육")
                .has(&[F::AfterPossessive])
                .lacks(&[F::AfterParticle]),
            term("외국어로서의 한국어 교육")
                .has(&[F::AfterStart])
                .lacks(&[F::AfterPossessive]),
        ],
    },
    Case {
        sentence: "소설과 서사시(epic)를 함께 읽는다.",
        candidates: &[
            term("서사시")
                .has(&[F::AfterConjunctive])
                .lacks(&[F::AfterParticle]),
            term("소설과 서사시").lacks(&[F::AfterConjunctive]),
        ],
    },
    Case {
        sentence: "농부는 밭에 퇴비(compost)를 뿌렸다.",
        candidates: &[
            term("퇴비").has(&[F::AfterParticle]).lacks(&[F::AfterNoun]),
            term("밭에 퇴비").has(&[F::AfterParticle]),
        ],
    },
    Case {
        sentence: "별이 태어나는 성운(nebula)을 찍었다.",
        candidates: &[
            term("성운")
                .has(&[F::AfterAdnominal])
                .lacks(&[F::AfterSubject, F::AfterEnding]),
            term("태어나는 성운")
                .has(&[F::AfterSubject])
                .lacks(&[F::AfterAdnominal, F::AfterParticle]),
            term("는 성운")
                .has(&[F::InsideWord])
                .lacks(&[F::InsideMorpheme, F::InsideWordAfterNoun]),
        ],
    },
    Case {
        sentence: "빛을 모으는 오목 거울(concave mirror)을 쓴다.",
        candidates: &[
            term("모으는 오목 거울")
                .has(&[F::AfterObject])
                .lacks(&[F::AfterParticle]),
            term("오목 거울").lacks(&[F::AfterObject]),
        ],
    },
    Case {
        sentence: "반죽을 치대고 발효(fermentation)를 기다린다.",
        candidates: &[term("발효")
            .has(&[F::AfterEnding])
            .lacks(&[F::AfterAdnominal])],
    },
    Case {
        sentence: "겨울 농한기(off-season)에는 쉰다.",
        candidates: &[term("농한기")
            .has(&[F::AfterNoun])
            .lacks(&[F::AfterProperNoun, F::AfterPlace])],
    },
    Case {
        sentence: "삼성전자 주주총회(general meeting)가 열렸다.",
        candidates: &[term("주주총회")
            .has(&[F::AfterProperNoun])
            .lacks(&[F::AfterNoun])],
    },
    Case {
        sentence: "이순신 장군(admiral)의 일기가 남아 있다.",
        candidates: &[term("장군")
            .has(&[F::AfterPerson])
            .lacks(&[F::AfterProperNoun])],
    },
    Case {
        sentence: "부산 국제영화제(international film festival)가 열린다.",
        candidates: &[term("국제영화제")
            .has(&[F::AfterPlace])
            .lacks(&[F::AfterProperNoun])],
    },
    Case {
        sentence: "2018 평창 동계올림픽(Winter Olympics)이 끝났다.",
        candidates: &[term("평창 동계올림픽")
            .has(&[F::AfterNumber])
            .lacks(&[F::AfterForeign])],
    },
    Case {
        sentence: "백금은 널리 쓰이는 촉매(catalyst)이다.",
        candidates: &[
            term("쓰이는 촉매").has(&[F::AfterAdverb]),
            term("촉매").lacks(&[F::AfterAdverb]),
        ],
    },
    Case {
        sentence: "온갖 향신료(spice)를 넣는다.",
        candidates: &[
            term("향신료")
                .has(&[F::AfterDeterminer])
                .lacks(&[F::AfterAdverb, F::AfterAdnominal]),
            term("온갖 향신료").lacks(&[F::AfterDeterminer]),
        ],
    },
    Case {
        sentence: "첫째, 산화 환원 반응(redox reaction)이 일어난다.",
        candidates: &[term("산화 환원 반응")
            .has(&[F::AfterSign])
            .lacks(&[F::AfterNumber, F::AfterOpening])],
    },
    Case {
        sentence: "회사는 AI 가속기(accelerator)를 만든다.",
        candidates: &[
            term("가속기")
                .has(&[F::AfterForeign])
                .lacks(&[F::AfterNoun]),
            term("AI 가속기").lacks(&[F::AfterForeign]),
        ],
    },
    Case {
        sentence: "故 김환기 화백(painter)의 그림이다.",
        candidates: &[
            term("김환기 화백")
                .has(&[F::AfterHanja])
                .lacks(&[F::AfterPerson]),
            term("화백").has(&[F::AfterPerson]).lacks(&[F::AfterHanja]),
        ],
    },
    Case {
        sentence: "해 질 무렵 노을(sunset glow)이 붉다.",
        candidates: &[
            term("노을")
                .has(&[F::AfterBoundNoun])
                .lacks(&[F::AfterNoun]),
            term("무렵 노을")
                .has(&[F::AfterNoun])
                .lacks(&[F::AfterBoundNoun]),
        ],
    },
    Case {
        sentence: "태양은 우리 은하(Milky Way)의 별이다.",
        candidates: &[
            term("은하").has(&[F::AfterPronoun]).lacks(&[F::AfterNoun]),
            term("우리 은하").lacks(&[F::AfterPronoun]),
        ],
    },
    // A bare stem stands before a space only in clipped words, or where the analyser errs.
    Case {
        sentence: "개발자는 복붙 코드(copied code)를 지웠다.",
        candidates: &[
            term("코드").has(&[F::AfterVerb]).lacks(&[F::AfterEnding]),
            term("복붙 코드").lacks(&[F::AfterVerb]),
        ],
    },
    Case {
        sentence: "퀴노아 샐러드(quinoa salad)를 먹었다.",
        candidates: &[
            term("샐러드")
                .has(&[F::AfterUnknown])
                .lacks(&[F::AfterNoun]),
            term("퀴노아 샐러드").lacks(&[F::AfterUnknown]),
        ],
    },
    Case {
        sentence: "다양성 지수(diversity index)를 잰다.",
        candidates: &[
            term("지수").has(&[F::AfterSuffix]).lacks(&[F::AfterNoun]),
            term("다양성 지수").lacks(&[F::AfterSuffix]),
        ],
    },
    Case {
        sentence: "헌법재판소(Constitutional Court)가 결정한다.",
        candidates: &[
            term("재판소")
                .has(&[F::InsideWordAfterNoun])
                .lacks(&[F::AfterNoun, F::InsideMorpheme]),
            term("헌법재판소").lacks(&[F::InsideWordAfterNoun]),
        ],
    },
    Case {
        sentence: "비선형 계획법(nonlinear programming)을 배운다.",
        candidates: &[
            term("선형 계획법")
                .has(&[F::InsideWordAfterPrefix])
                .lacks(&[F::InsideWordAfterNoun]),
            term("비선형 계획법").lacks(&[F::InsideWordAfterPrefix]),
        ],
    },
    Case {
        sentence: "연극·무용 축제(dance festival)가 열렸다.",
        candidates: &[
            term("무용 축제")
                .has(&[F::InsideWordAfterSign])
                .lacks(&[F::AfterSign]),
            term("연극·무용 축제").lacks(&[F::InsideWordAfterSign]),
        ],
    },
    Case {
        sentence: "AI반도체(semiconductor) 시장이 커진다.",
        candidates: &[
            term("반도체")
                .has(&[F::InsideWordAfterForeign])
                .lacks(&[F::AfterForeign, F::InsideWord]),
            term("도체")
                .has(&[F::InsideMorpheme, F::InsideWord])
                .lacks(&[F::InsideWordAfterNoun]),
            term("AI반도체").lacks(&[F::InsideWordAfterForeign, F::InsideMorpheme]),
        ],
    },
    Case {
        sentence: "3차원 인쇄(printing) 기술이다.",
        candidates: &[term("차원 인쇄").has(&[F::InsideWordAfterForeign])],
    },
];

/// What it begins with.
pub const BEGINNING: &[Case] = &[
    Case {
        sentence: "백금은 널리 쓰이는 촉매(catalyst)이다.",
        candidates: &[
            term("널리 쓰이는 촉매")
                .has(&[F::FirstAdverb])
                .lacks(&[F::FirstVerb, F::CoveredNoun]),
            term("쓰이는 촉매")
                .has(&[F::FirstVerb])
                .lacks(&[F::FirstAdverb, F::CoveredNoun]),
            term("는 촉매").has(&[F::FirstLoose]).lacks(&[F::FirstVerb]),
            term("촉매")
                .has(&[F::FirstNoun, F::CoveredNoun])
                .lacks(&[F::FirstLoose]),
        ],
    },
    Case {
        sentence: "오목 거울(concave mirror)에 비친다.",
        candidates: &[term("오목 거울")
            .has(&[F::FirstAdverb])
            .lacks(&[F::CoveredNoun])],
    },
    Case {
        sentence: "삼성전자 주주총회(general meeting)가 열렸다.",
        candidates: &[
            term("삼성전자 주주총회")
                .has(&[F::FirstProperNoun])
                .lacks(&[F::FirstNoun, F::FirstPerson, F::FirstPlace]),
            term("주주총회").lacks(&[F::FirstProperNoun]),
        ],
    },
    Case {
        sentence: "뉴턴 역학(Newtonian mechanics)을 배운다.",
        candidates: &[term("뉴턴 역학")
            .has(&[F::FirstPerson, F::CoveredNoun])
            .lacks(&[F::FirstPersonUncovered])],
    },
    Case {
        sentence: "이순신 장군(admiral)의 일기가 남아 있다.",
        candidates: &[
            term("이순신 장군")
                .has(&[F::FirstPerson, F::FirstPersonUncovered])
                .lacks(&[F::CoveredNoun]),
            term("장군").lacks(&[F::FirstPerson]),
        ],
    },
    Case {
        sentence: "나일강 유역(Nile basin)에 산다.",
        candidates: &[term("나일강 유역")
            .has(&[F::FirstPlace, F::CoveredNoun])
            .lacks(&[F::FirstPlaceUncovered])],
    },
    Case {
        sentence: "부산 국제영화제(international film festival)가 열린다.",
        candidates: &[
            term("부산 국제영화제")
                .has(&[F::FirstPlace, F::FirstPlaceUncovered])
                .lacks(&[F::CoveredNoun]),
            term("국제영화제").lacks(&[F::FirstPlace]),
        ],
    },
    Case {
        sentence: "비선형 계획법(nonlinear programming)을 배운다.",
        candidates: &[
            term("비선형 계획법")
                .has(&[F::FirstPrefix])
                .lacks(&[F::FirstNoun]),
            term("선형 계획법")
                .has(&[F::FirstNoun])
                .lacks(&[F::FirstPrefix]),
        ],
    },
    Case {
        sentence: "복잡계 과학(complexity science)을 연구한다.",
        candidates: &[
            term("복잡계 과학")
                .has(&[F::FirstRoot])
                .lacks(&[F::FirstNoun]),
            term("계 과학").has(&[F::FirstLoose]).lacks(&[F::FirstRoot]),
        ],
    },
    Case {
        sentence: "온갖 향신료(spice)를 넣는다.",
        candidates: &[
            term("온갖 향신료")
                .has(&[F::FirstDeterminer])
                .lacks(&[F::FirstNoun, F::FirstAdverb]),
            term("향신료").lacks(&[F::FirstDeterminer]),
        ],
    },
    Case {
        sentence: "정부는 5개년 계획(five-year plan)을 세웠다.",
        candidates: &[
            term("5개년 계획")
                .has(&[F::FirstNumber])
                .lacks(&[F::FirstForeign]),
            term("개년 계획")
                .has(&[F::FirstBoundNoun])
                .lacks(&[F::FirstNumber, F::FirstNoun]),
            term("계획").lacks(&[F::FirstBoundNoun]),
        ],
    },
    Case {
        sentence: "회사는 AI 가속기(accelerator)를 만든다.",
        candidates: &[term("AI 가속기")
            .has(&[F::FirstForeign])
            .lacks(&[F::FirstNoun, F::FirstUnknown])],
    },
    Case {
        sentence: "故 김환기 화백(painter)의 그림이다.",
        candidates: &[term("故 김환기 화백")
            .has(&[F::FirstForeign])
            .lacks(&[F::FirstNoun])],
    },
    Case {
        sentence: "태양은 우리 은하(Milky Way)의 별이다.",
        candidates: &[
            term("우리 은하")
                .has(&[F::FirstPronoun])
                .lacks(&[F::FirstNoun]),
            term("은하").has(&[F::FirstNoun]).lacks(&[F::FirstPronoun]),
        ],
    },
    Case {
        sentence: "퀴노아 샐러드(quinoa salad)를 먹었다.",
        candidates: &[term("퀴노아 샐러드")
            .has(&[F::FirstUnknown])
            .lacks(&[F::FirstNoun, F::FirstForeign])],
    },
];

/// Quotation marks.
pub const QUOTATION: &[Case] = &[
    Case {
        sentence: "그는 ‘나비 효과’(butterfly effect)를 설명했다.",
        candidates: &[
            term("나비 효과").has(&[F::QuoteMatched]).lacks(&[
                F::QuoteMissed,
                F::QuoteCrossed,
                F::QuoteAroundMatched,
            ]),
            term("효과")
                .has(&[F::QuoteMissed])
                .lacks(&[F::QuoteMatched, F::QuoteCrossed]),
            term("그는 ‘나비 효과")
                .has(&[F::QuoteMissed, F::QuoteCrossed])
                .lacks(&[F::QuoteMatched]),
        ],
    },
    Case {
        sentence: "그는 ‘나비 효과(butterfly effect)’를 설명했다.",
        candidates: &[
            term("나비 효과").has(&[F::QuoteAroundMatched]).lacks(&[
                F::QuoteAroundMissed,
                F::QuoteMatched,
                F::QuoteOpenMatched,
            ]),
            term("효과")
                .has(&[F::QuoteAroundMissed])
                .lacks(&[F::QuoteAroundMatched, F::QuoteOpenMissed]),
        ],
    },
    Case {
        sentence: "그는 ‘나비 효과(butterfly effect) 입문’을 썼다.",
        candidates: &[
            term("나비 효과")
                .has(&[F::QuoteOpenMatched])
                .lacks(&[F::QuoteOpenMissed, F::QuoteAroundMatched]),
            term("효과")
                .has(&[F::QuoteOpenMissed])
                .lacks(&[F::QuoteOpenMatched, F::QuoteAroundMissed]),
        ],
    },
    Case {
        sentence: "그는 나비 효과(butterfly effect)를 설명했다.",
        candidates: &[term("나비 효과").lacks(&[
            F::QuoteMatched,
            F::QuoteMissed,
            F::QuoteCrossed,
            F::QuoteOpenMatched,
            F::QuoteOpenMissed,
            F::QuoteAroundMatched,
            F::QuoteAroundMissed,
        ])],
    },
];

#[test]
fn what_stands_before_a_candidate() {
    check(LEFT_CONTEXT);
}

#[test]
fn what_a_candidate_begins_with() {
    check(BEGINNING);
}

#[test]
fn how_a_candidate_lies_in_a_quotation() {
    check(QUOTATION);
}
