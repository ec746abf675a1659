//! What decided on a parenthesis, as plain values: for people who ask, and for finding out what the
//! aligner gets wrong.
//!
//! The candidates are weighed by the very code that decides, so that the best one here is what is
//! extracted.

use std::ops::Range;

use super::acronym::Account;
use super::calibration::Calibration;
use super::feature::{NAMES, Values};
use super::link::Link;
use super::{Aligner, Frame, Passage, Scored, Scratch, gloss, groups};
use crate::choice;
use crate::gloss::{Form, NoGloss, Shape};
use crate::morphology::Morpheme;
use crate::{Document, Kind};

/// What decided on one parenthesis. Ranges count characters of `left` or of `inner`.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Byte offset of the opening bracket in the document.
    pub offset: usize,
    /// The text before the parenthesis as the aligner sees it: composed, half-width, on one line.
    pub left: String,
    /// The text inside, seen likewise.
    pub inner: String,
    /// The morphemes of `left`.
    pub morphemes: Vec<Morpheme>,
    /// What the parenthesis is.
    pub reading: Reading,
}

impl Explanation {
    /// A parenthesis that is not looked at.
    pub(crate) fn passed_over(document: &Document, open: usize) -> Self {
        let rest = &document.text[open..];
        let inner = rest.find([')', '）']).map_or("", |close| &rest[..close]);
        Self {
            offset: open,
            left: String::new(),
            inner: inner.chars().skip(1).collect(),
            morphemes: Vec::new(),
            reading: Reading::PassedOver,
        }
    }
}

/// What a parenthesis is.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// It is not looked at: without a Latin letter, not closed, or with no word before it.
    PassedOver,
    /// It is no gloss by what stands in it.
    NoGloss(NoGloss),
    /// It may be one: what was decided on each form, or on several that give the same thing.
    Gloss(Vec<Decision>),
}

/// What was decided on a form, or on several that give the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The forms and what links them to the Korean.
    pub forms: Vec<Evidence>,
    /// All candidates, best first, "renders nothing" among them. Empty if nothing Korean stands
    /// before the parenthesis.
    pub candidates: Vec<Candidate>,
}

impl Decision {
    /// The Korean term; none if the forms render nothing.
    #[must_use]
    pub fn term(&self) -> Option<&Range<usize>> {
        self.candidates.first()?.chars.as_ref()
    }
}

/// A form and what links it to the Korean.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The form.
    pub form: Form,
    /// Its words, in characters of the parenthesis.
    pub words: Vec<Range<usize>>,
    /// Which stretches of Korean go with which words.
    pub links: Vec<Link>,
    /// How the best Korean candidate gives the letters of an acronym.
    pub account: Option<Account>,
    /// How the form relates to the term, if it renders one.
    pub kind: Option<Kind>,
}

/// A candidate and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Where it lies; none for "renders nothing".
    pub chars: Option<Range<usize>>,
    /// The sum of its features, weighted, to two decimals.
    pub score: f32,
    /// Its probability among all candidates, 0 to 1. That of the best one is calibrated; the others
    /// share the rest as their scores say.
    pub probability: f32,
    /// The features that are not 0, form by form.
    pub features: Vec<Weighed>,
}

/// The value of a feature and what it weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// Index of the form among those of the decision.
    pub form: usize,
    /// Name of the feature.
    pub name: &'static str,
    /// Its value.
    pub value: f32,
    /// Its weight.
    pub weight: f32,
}

impl Weighed {
    /// What it adds to the score.
    #[must_use]
    pub fn product(&self) -> f32 {
        self.value * self.weight
    }
}

impl Aligner {
    /// What decides for the forms of a parenthesis which Korean they render.
    pub fn explain(
        &self,
        passage: Passage,
        forms: &[Form],
        scratch: &mut Scratch,
    ) -> Vec<Decision> {
        let Some(frame) = self.frame(passage, scratch) else {
            return Vec::new();
        };
        groups(forms)
            .map(|group| self.explain_group(&frame, &forms[group], scratch))
            .collect()
    }

    fn explain_group(&self, frame: &Frame, forms: &[Form], scratch: &mut Scratch) -> Decision {
        let mut scored = Vec::new();
        let mut none = 0.0;
        // "Renders nothing" first, then as in `scored`.
        let mut features: Vec<Vec<Weighed>> = Vec::new();
        let mut evidence = Vec::new();
        let mut accounts: Vec<Vec<Account>> = Vec::new();
        for (index, form) in forms.iter().enumerate() {
            let mut at = 0;
            let see = |_: Option<&Range<usize>>, values: &Values| {
                if features.len() == at {
                    features.push(Vec::new());
                }
                features[at].extend(self.weighed(index, values));
                at += 1;
            };
            none += self.score(frame, form, index, scratch, &mut scored, see);
            let account = |s: &Scored| scratch.acronym.account(s.start);
            accounts.push(match form.shape {
                Shape::Acronym => scored.iter().map(account).collect(),
                _ => Vec::new(),
            });
            evidence.push(Evidence {
                form: form.clone(),
                words: scratch
                    .links
                    .words
                    .iter()
                    .map(|w| w.chars.clone())
                    .collect(),
                links: scratch.links.links.clone(),
                account: None,
                kind: None,
            });
        }
        // As a choice keeps them.
        none = choice::hundredths(none);
        for candidate in &mut scored {
            candidate.score = choice::hundredths(candidate.score);
        }
        let points: Vec<f32> = scored.iter().map(|s| s.score).collect();
        if let Some(at) = choice::highest(&points) {
            for (evidence, accounts) in evidence.iter_mut().zip(&accounts) {
                evidence.account = accounts.get(at).copied();
            }
            if points[at] > none {
                let heard = scored[at].heard;
                for (index, evidence) in evidence.iter_mut().enumerate() {
                    let form = gloss(frame, &evidence.form);
                    evidence.kind = Some(form.kind(heard >> index & 1 == 1));
                }
            }
        }
        Decision {
            forms: evidence,
            candidates: candidates(self.calibration, &scored, none, features),
        }
    }

    /// The features of a form that are not 0.
    fn weighed(&self, form: usize, values: &Values) -> impl Iterator<Item = Weighed> {
        let weights = self.weights.0.iter().zip(NAMES);
        values
            .iter()
            .zip(weights)
            .filter(|(value, _)| **value != 0.0)
            .map(move |(&value, (&weight, &name))| Weighed {
                form,
                name,
                value,
                weight,
            })
    }
}

/// The candidates with their probabilities, best first. `features` begins with those of "renders
/// nothing", which wins where it scores as high as the best other one.
fn candidates(
    calibration: Calibration,
    scored: &[Scored],
    none: f32,
    features: Vec<Vec<Weighed>>,
) -> Vec<Candidate> {
    let all =
        std::iter::once((None, none)).chain(scored.iter().map(|s| (Some(s.start..s.end), s.score)));
    let mut candidates: Vec<Candidate> = all
        .zip(features)
        .map(|((chars, score), features)| Candidate {
            chars,
            score,
            probability: 0.0,
            features,
        })
        .collect();
    // Stable: of those that share a score the first stays first.
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let Some(top) = candidates.first().map(|first| first.score) else {
        return candidates;
    };
    let points: Vec<f32> = scored.iter().map(|s| s.score).collect();
    let sure = choice::best(&points, none, f32::NEG_INFINITY, calibration).map_or_else(
        || {
            let others: f32 = points.iter().map(|score| (score - none).exp()).sum();
            calibration.probability(-others.ln())
        },
        |(_, sure)| sure,
    );
    let others: f32 = candidates[1..].iter().map(|c| (c.score - top).exp()).sum();
    for candidate in &mut candidates[1..] {
        candidate.probability = (1.0 - sure) * (candidate.score - top).exp() / others;
    }
    candidates[0].probability = sure;
    candidates
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use super::*;
    use crate::{Extractor, Occurrence};

    /// Glosses of every sort: single ones, two forms of one term, two parentheses, forms that
    /// render nothing, inflected words, particles before the parenthesis, other languages.
    const SENTENCES: &[&str] = &[
        "이 강의는 확률 과정(stochastic process)의 기초를 다룬다.",
        "정부는 내년부터 탄소 국경세(carbon border tax)를 도입하기로 했다.",
        "국제통화기금(IMF)은 올해 성장률 전망치를 낮췄다.",
        "연구진은 자기공명영상(MRI, magnetic resonance imaging) 자료를 분석했다.",
        "세계보건기구(World Health Organization, WHO)가 지침을 발표했다.",
        "그는 프랑스 소설가 마르셀 프루스트(Marcel Proust)를 가장 좋아한다.",
        "변수는 선언된(declared) 뒤에야 쓸 수 있다.",
        "이 메서드는 값을 바꿀 수 없습니다(immutable).",
        "‘블록체인(blockchain)’과 ‘분산 원장(distributed ledger)’은 같은 말이 아니다.",
        "회의는 서울(Zoom)에서 동시에 열렸다.",
        "호수의 둘레는 약 12km(7.5 miles)이다.",
        "앞선 연구(Kim et al., 2019)와 결과가 다르다.",
        "은행나무(학명: Ginkgo biloba)는 가을에 노랗게 물든다.",
        "독일 연방의회(독일어: Deutscher Bundestag)가 법안을 통과시켰다.",
        "설정 파일(config.yaml)을 열어 포트 번호를 고친다.",
        "서버는 GET 요청(request)을 받으면 응답(response)을 돌려준다.",
        "유럽연합(EU) 집행위원회는 일반 개인정보 보호법(GDPR)을 어긴 회사에 과징금을 물렸다.",
        "그 식당(맛집)은 늘 붐빈다.",
        "Kubernetes(쿠버네티스)로 배포한다.",
    ];

    /// Offset, Korean, English, kind, and confidence in thousandths.
    type Pair = (usize, String, String, Kind, u32);

    fn thousandths(share: f32) -> u32 {
        (share * 1000.0).round() as u32
    }

    fn explained(explanations: &[Explanation]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for explanation in explanations {
            let Reading::Gloss(decisions) = &explanation.reading else {
                continue;
            };
            let slice = |text: &str, chars: &Range<usize>| -> String {
                text.chars().skip(chars.start).take(chars.len()).collect()
            };
            for decision in decisions {
                for evidence in &decision.forms {
                    let Some(term) = decision.term() else {
                        assert_eq!(evidence.kind, None);
                        continue;
                    };
                    pairs.push((
                        explanation.offset,
                        slice(&explanation.left, term),
                        slice(&explanation.inner, &evidence.form.chars),
                        evidence.kind.expect("a form of a term has a kind"),
                        thousandths(decision.candidates[0].probability),
                    ));
                }
            }
        }
        pairs
    }

    #[test]
    fn the_best_candidate_is_what_is_extracted() {
        let extractor = Extractor::new(None).expect("the built-in dictionary");
        let mut several = 0;
        for sentence in SENTENCES {
            let document = Document::plain("t", *sentence);
            let extracted: Vec<Pair> = extractor
                .extract(&document)
                .into_iter()
                .map(|o: Occurrence| {
                    (
                        o.offset,
                        sentence[o.korean].to_owned(),
                        sentence[o.english].to_owned(),
                        o.kind,
                        thousandths(o.confidence),
                    )
                })
                .collect();
            let explanations = extractor.explain(&document);
            assert_eq!(
                explanations.len(),
                sentence.matches('(').count(),
                "{sentence}"
            );
            assert_eq!(explained(&explanations), extracted, "{sentence}");
            several += usize::from(extracted.len() > 1);
        }
        assert!(several >= 4, "sentences with several pairs: {several}");
    }

    #[test]
    fn features_add_up_and_probabilities_share_one() {
        let extractor = Extractor::new(None).expect("the built-in dictionary");
        for sentence in SENTENCES {
            for explanation in extractor.explain(&Document::plain("t", *sentence)) {
                let Reading::Gloss(decisions) = explanation.reading else {
                    continue;
                };
                for decision in decisions {
                    let all: f32 = decision.candidates.iter().map(|c| c.probability).sum();
                    assert!((all - 1.0).abs() < 1e-4, "{sentence}: {all}");
                    let none = decision.candidates.iter().filter(|c| c.chars.is_none());
                    assert_eq!(none.count(), 1, "{sentence}");
                    for pair in decision.candidates.windows(2) {
                        assert!(pair[0].score >= pair[1].score, "{sentence}");
                    }
                    for candidate in &decision.candidates {
                        let sum: f32 = candidate.features.iter().map(Weighed::product).sum();
                        // Scores are kept to two decimals.
                        assert!((sum - candidate.score).abs() < 0.005 + 1e-4, "{sentence}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_gloss_says_why() {
        let extractor = Extractor::new(None).expect("the built-in dictionary");
        for (sentence, reading) in [
            ("그 식당(맛집)은 늘 붐빈다.", Reading::PassedOver),
            (
                "설정 파일(config.yaml)을 연다.",
                Reading::NoGloss(NoGloss::FileName),
            ),
            (
                "한라산(1,947m)은 제주도에 있다.",
                Reading::NoGloss(NoGloss::Amount),
            ),
            (
                "앞선 연구(Kim et al., 2019)와 결과가 다르다.",
                Reading::NoGloss(NoGloss::Citation),
            ),
            ("GPU (graphics processing unit)", Reading::Gloss(Vec::new())),
        ] {
            let explanations = extractor.explain(&Document::plain("t", sentence));
            let [one] = &explanations[..] else {
                panic!("{sentence}: {explanations:?}");
            };
            assert_eq!(one.reading, reading, "{sentence}");
        }
        let open = extractor.explain(&Document::plain("t", "괄호(bracket를 닫지 않았다."));
        assert_eq!(open[0].reading, Reading::PassedOver);
    }
}
