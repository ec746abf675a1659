//! How much of both sides the links of a candidate cover.

use super::case::{Case, check, term};
use crate::align::feature::Feature as F;

/// Which parts of the two sides are linked.
pub const SIDES: &[Case] = &[
    Case {
        sentence: "오목 거울(concave mirror)에 비친다.",
        candidates: &[
            term("오목 거울")
                .has(&[
                    F::FormCovered,
                    F::FormAllCovered,
                    F::KoreanCovered,
                    F::MeaningCovered,
                    F::BeginsWithLink,
                    F::BeginsWithMeaning,
                    F::EndsWithLink,
                ])
                .lacks(&[
                    F::FormUncoveredWords,
                    F::KoreanUncovered,
                    F::LeadUncovered,
                    F::LinkLeftOut,
                    F::NothingLinked,
                    F::WholeInOneLink,
                ]),
            term("거울")
                .has(&[F::LinkLeftOut])
                .measures(&[(F::FormCovered, 6.0 / 13.0), (F::FormUncoveredWords, 0.25)])
                .lacks(&[F::FormAllCovered, F::KoreanUncovered]),
        ],
    },
    Case {
        sentence: "별이 태어나는 성운(nebula)을 찍었다.",
        candidates: &[
            term("성운")
                .has(&[F::WholeInOneLink])
                .lacks(&[F::LeadUncovered]),
            term("태어나는 성운")
                .has(&[F::EndsWithLink])
                .measures(&[
                    (F::KoreanCovered, 1.0 / 3.0),
                    (F::MeaningCovered, 1.0 / 3.0),
                    (F::KoreanUncovered, 0.5),
                    (F::LeadUncovered, 2.0 / 3.0),
                ])
                .lacks(&[
                    F::BeginsWithLink,
                    F::BeginsWithMeaning,
                    F::WholeInOneLink,
                    F::LinkLeftOut,
                ]),
        ],
    },
    Case {
        sentence: "찻집(Blue Door)에서 만났다.",
        candidates: &[term("찻집")
            .has(&[F::NothingLinked])
            .measures(&[(F::FormUncoveredWords, 0.5)])
            .lacks(&[
                F::FormCovered,
                F::FormAllCovered,
                F::KoreanCovered,
                F::MeaningCovered,
                F::EndsWithLink,
            ])],
    },
    Case {
        sentence: "벽에는 고래 그림(Blue Whale)이 걸렸다.",
        candidates: &[term("고래 그림")
            .has(&[F::BeginsWithLink])
            .measures(&[(F::KoreanUncovered, 0.25)])
            .lacks(&[F::EndsWithLink, F::LeadUncovered])],
    },
    Case {
        sentence: "슈베르트(Schubert)가 곡을 썼다.",
        candidates: &[term("슈베르트")
            .has(&[F::KoreanCovered, F::BeginsWithLink])
            .lacks(&[F::BeginsWithMeaning, F::MeaningCovered])],
    },
    Case {
        sentence: "비선형 계획법(nonlinear programming)을 배운다.",
        candidates: &[
            term("선형 계획법")
                .measures(&[(F::AffixLeftOut, 0.7)])
                .lacks(&[F::LinkLeftOut]),
            term("비선형 계획법").lacks(&[F::AffixLeftOut]),
        ],
    },
];

/// Latin letters and digits of the Korean side.
pub const COPIES: &[Case] = &[
    Case {
        sentence: "비타민 C(vitamin C)가 많다.",
        candidates: &[term("비타민 C")
            .has(&[F::ForeignCopied])
            .lacks(&[F::ForeignNotCopied, F::DigitsNotCopied])],
    },
    Case {
        sentence: "코로나19(COVID-19)가 번졌다.",
        candidates: &[term("코로나19")
            .has(&[F::ForeignCopied])
            .lacks(&[F::DigitsNotCopied])],
    },
    Case {
        sentence: "회사는 AI 가속기(accelerator)를 만든다.",
        candidates: &[
            term("AI 가속기")
                .has(&[F::ForeignNotCopied])
                .lacks(&[F::ForeignCopied, F::DigitsNotCopied]),
            term("가속기").lacks(&[F::ForeignNotCopied]),
        ],
    },
    Case {
        sentence: "2018 평창 동계올림픽(Winter Olympics)이 끝났다.",
        candidates: &[
            term("2018 평창 동계올림픽")
                .has(&[F::DigitsNotCopied])
                .lacks(&[F::ForeignNotCopied, F::ForeignCopied]),
            term("평창 동계올림픽").lacks(&[F::DigitsNotCopied]),
        ],
    },
];

/// A first word that nothing links.
pub const FIRST_WORD: &[Case] = &[
    Case {
        sentence: "매우 가벼운 중성미자(neutrino)가 지나간다.",
        candidates: &[
            term("매우 가벼운 중성미자")
                .has(&[F::FirstWordUncovered, F::FirstWordUncoveredFormDone])
                .lacks(&[F::OnlyFirstWordUncovered]),
            term("가벼운 중성미자")
                .has(&[F::FirstWordUncovered, F::OnlyFirstWordUncovered])
                .lacks(&[
                    F::OnlyFirstWordUncoveredPlace,
                    F::FirstPlaceUncoveredFormDone,
                ]),
            term("중성미자").lacks(&[F::FirstWordUncovered, F::FirstWordUncoveredFormDone]),
        ],
    },
    Case {
        sentence: "부산 국제영화제(international film festival)가 열린다.",
        candidates: &[term("부산 국제영화제").has(&[
            F::OnlyFirstWordUncovered,
            F::OnlyFirstWordUncoveredPlace,
            F::FirstWordUncoveredFormDone,
            F::FirstPlaceUncoveredFormDone,
        ])],
    },
    Case {
        sentence: "부산 영화제(international film festival)가 열린다.",
        candidates: &[term("부산 영화제")
            .has(&[F::FirstWordUncovered, F::OnlyFirstWordUncoveredPlace])
            .lacks(&[
                F::FirstWordUncoveredFormDone,
                F::FirstPlaceUncoveredFormDone,
            ])],
    },
];

/// Words that have an English of their own.
pub const KNOWN: &[Case] = &[
    Case {
        sentence: "바다 위 등대(lighthouse)가 보인다.",
        candidates: &[
            term("바다 위 등대")
                .has(&[F::FirstKnownUncovered])
                .measures(&[(F::KnownUncovered, 1.0 / 3.0)])
                .lacks(&[F::FirstUnknownUncovered]),
            term("등대").lacks(&[F::KnownUncovered, F::FirstKnownUncovered]),
        ],
    },
    Case {
        sentence: "김환기 화백(painter)의 그림이다.",
        candidates: &[term("김환기 화백")
            .has(&[F::FirstUnknownUncovered])
            .lacks(&[F::FirstKnownUncovered, F::KnownUncovered])],
    },
];

#[test]
fn which_parts_of_both_sides_are_linked() {
    check(SIDES);
}

#[test]
fn which_letters_and_digits_are_copied() {
    check(COPIES);
}

#[test]
fn when_nothing_links_the_first_word() {
    check(FIRST_WORD);
}

#[test]
fn which_words_have_an_english_of_their_own() {
    check(KNOWN);
}
