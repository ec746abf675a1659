//! How a candidate gives the letters of an acronym.

use super::case::{Case, check, term};
use crate::align::feature::Feature as F;

/// Acronyms.
pub const CASES: &[Case] = &[
    Case {
        sentence: "우주인은 낡은 국제 우주 정거장(ISS)에 머물렀다.",
        candidates: &[
            term("정거장")
                .has(&[F::AcronymWords1])
                .measures(&[(F::AcronymNounsFewer, 0.5)])
                .lacks(&[
                    F::AcronymWords2,
                    F::AcronymNounsMore,
                    F::AcronymBeginsAll,
                    F::AcronymAllExplained,
                ]),
            term("우주 정거장")
                .has(&[F::AcronymWords2])
                .measures(&[(F::AcronymNounsFewer, 0.25)])
                .lacks(&[F::AcronymWords1, F::AcronymWords3]),
            term("국제 우주 정거장")
                .has(&[
                    F::AcronymWords3,
                    F::AcronymExplained,
                    F::AcronymAllExplained,
                    F::AcronymKoreanExplained,
                    F::AcronymBegins,
                    F::AcronymBeginsAll,
                ])
                .lacks(&[
                    F::AcronymWords4,
                    F::AcronymNounsFewer,
                    F::AcronymNounsMore,
                    F::AcronymKoreanUnexplained,
                    F::AcronymMoreLeft,
                ]),
            term("낡은 국제 우주 정거장")
                .has(&[F::AcronymWords4])
                .lacks(&[F::AcronymWordsMore, F::AcronymBegins, F::AcronymBeginsAll]),
            term("우주인은 낡은 국제 우주 정거장")
                .has(&[F::AcronymWordsMore])
                .lacks(&[F::AcronymWords4]),
        ],
    },
    Case {
        sentence: "한미 자유무역협정(FTA)이 맺어졌다.",
        candidates: &[
            term("자유무역협정")
                .has(&[F::AcronymNamed, F::AcronymExplained])
                .lacks(&[F::AcronymMoreLeft]),
            term("무역협정")
                .measures(&[(F::AcronymMoreLeft, 1.0 / 3.0)])
                .lacks(&[F::AcronymNamed, F::AcronymAllExplained]),
            term("한미 자유무역협정")
                .has(&[F::AcronymAllExplained])
                .measures(&[
                    (F::AcronymNounsMore, 1.0 / 6.0),
                    (F::AcronymKoreanUnexplained, 0.25),
                    (F::AcronymKoreanExplained, 0.75),
                ])
                .lacks(&[F::AcronymNamed, F::AcronymBegins]),
        ],
    },
    Case {
        sentence: "정부는 무인 점포(ATM)를 늘린다.",
        candidates: &[term("점포").lacks(&[F::AcronymExplained, F::AcronymKoreanExplained])],
    },
    Case {
        sentence: "그는 첫 월드 와이드 웹(WWW) 서버를 켰다.",
        candidates: &[
            term("월드 와이드 웹")
                .has(&[
                    F::AcronymInitials,
                    F::AcronymAllInitials,
                    F::AcronymFirstInitial,
                ])
                .lacks(&[F::AcronymSpelled]),
            term("첫 월드 와이드 웹")
                .measures(&[(F::AcronymInitials, 0.75)])
                .lacks(&[F::AcronymAllInitials, F::AcronymFirstInitial]),
        ],
    },
    Case {
        sentence: "국제 우주 정거장(ISS)에 머물렀다.",
        candidates: &[term("국제 우주 정거장").lacks(&[
            F::AcronymInitials,
            F::AcronymAllInitials,
            F::AcronymFirstInitial,
        ])],
    },
    Case {
        sentence: "밭에 비료(NPK)를 준다.",
        candidates: &[
            term("비료").measures(&[(F::AcronymSyllablesFewer, 0.25)]),
            term("밭에 비료").lacks(&[F::AcronymSyllablesFewer]),
        ],
    },
    Case {
        sentence: "에이아이(AI) 시대가 왔다.",
        candidates: &[term("에이아이").has(&[F::AcronymSpelled])],
    },
    Case {
        sentence: "인공지능(AI) 시대가 왔다.",
        candidates: &[term("인공지능").lacks(&[F::AcronymSpelled])],
    },
    Case {
        sentence: "부산 환경공단(BECO)이 조사했다.",
        candidates: &[
            term("환경공단")
                .has(&[F::AcronymAfterPlace])
                .lacks(&[F::AcronymFirstPlace]),
            term("부산 환경공단")
                .has(&[F::AcronymFirstPlace])
                .lacks(&[F::AcronymAfterPlace]),
        ],
    },
];

#[test]
fn how_a_candidate_gives_the_letters() {
    check(CASES);
}
