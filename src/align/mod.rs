//! Which Korean words does a form render?
//!
//! Every place where the term could begin is a [`candidate`]; so is "it renders nothing". For each,
//! [`feature`] says what is to be seen: how much of both sides [`link`]s cover (sound by
//! [`transliteration`], copies), what stands at the edge, how long both sides are. [`weights`] turn
//! that into a score, and the scores into probabilities (a log-linear model over the candidates of
//! one parenthesis). A lexicon will be one more kind of link.

pub mod acronym;
pub mod candidate;
pub mod feature;
pub mod jamo;
pub mod lexicon;
pub mod link;
pub mod transliteration;
pub mod weights;

use std::ops::Range;

use crate::gloss::{Form, Place, Shape};
use crate::morphology::Morpheme;
use crate::occurrence::Kind;
use crate::scan::Window;
use acronym::Acronym;
use candidate::RightEdge;
use feature::{COUNT, Setting, Values};
use link::Links;
use transliteration::Table;
use weights::Weights;

/// The knowledge that aligning takes. One for all threads.
pub struct Aligner {
    table: Table,
    weights: Weights,
}

/// What one thread reuses from one parenthesis to the next.
#[derive(Default)]
pub struct Scratch {
    links: Links,
    acronym: Acronym,
    starts: Vec<usize>,
    scored: Vec<Scored>,
    values: Vec<f32>,
}

impl Scratch {
    /// The links of the form that was read last.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.links
    }
}

/// A candidate with its score.
#[derive(Debug, Clone, Copy)]
struct Scored {
    start: usize,
    end: usize,
    score: f32,
}

/// A form and the Korean that it renders.
#[derive(Debug, Clone, PartialEq)]
pub struct Aligned {
    /// Index of the form.
    pub form: usize,
    /// The Korean term, in characters of the window before the parenthesis.
    pub chars: Range<usize>,
    /// How the two relate.
    pub kind: Kind,
    /// Probability of this candidate among all, 0 to 1.
    pub confidence: f32,
}

/// One candidate of a form as the trainer sees it: where it lies (`None` for "renders nothing") and
/// the values of its features.
pub struct Example {
    /// The candidate, in characters of the window before the parenthesis.
    pub chars: Option<Range<usize>>,
    /// The values of all features.
    pub values: Values,
}

impl Default for Aligner {
    fn default() -> Self {
        Self::new()
    }
}

impl Aligner {
    /// The aligner with the tables that are built in.
    #[must_use]
    pub fn new() -> Self {
        Self::with_weights(Weights::read(include_str!("weights.tsv")))
    }

    /// The weights in use.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The same with other weights.
    #[must_use]
    pub fn with_weights(weights: Weights) -> Self {
        Self {
            table: Table::read(include_str!("transliteration.tsv")),
            weights,
        }
    }

    /// Decides for the forms of a parenthesis which Korean they render. `aligned` is cleared first;
    /// forms that render nothing are not in it.
    pub fn align(
        &self,
        left: &Window,
        morphemes: &[Morpheme],
        inner: &Window,
        forms: &[Form],
        scratch: &mut Scratch,
        aligned: &mut Vec<Aligned>,
    ) {
        aligned.clear();
        let edge = candidate::right_edge(left.glyphs());
        let from = candidate::lowest(left.glyphs(), edge);
        if edge.end <= from || !candidate::has_hangul(left.glyphs(), from..edge.end) {
            return;
        }
        scratch
            .links
            .read_korean(&left.glyphs()[..edge.end], morphemes, from);
        // Forms that give the same thing are decided together: one term, both its forms.
        let mut first = 0;
        while first < forms.len() {
            let mut behind = first + 1;
            while behind < forms.len() && forms[behind].place == Place::Second {
                behind += 1;
            }
            self.decide(
                left,
                morphemes,
                inner,
                forms,
                first..behind,
                (edge, from),
                scratch,
                aligned,
            );
            first = behind;
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the inner step of `align`, with what it has at hand"
    )]
    fn decide(
        &self,
        left: &Window,
        morphemes: &[Morpheme],
        inner: &Window,
        forms: &[Form],
        group: Range<usize>,
        (edge, from): (RightEdge, usize),
        scratch: &mut Scratch,
        aligned: &mut Vec<Aligned>,
    ) {
        scratch.scored.clear();
        let mut none = 0.0;
        for index in group.clone() {
            let form = &forms[index];
            self.read_form(left, morphemes, inner, form, (from, edge.end), scratch);
            if index == group.start {
                Self::starts(left, morphemes, edge, scratch);
            }
            let setting = Setting {
                left,
                morphemes,
                inner,
                form,
                links: &scratch.links,
                acronym: &scratch.acronym,
                edge,
                from,
            };
            scratch.values.resize(COUNT, 0.0);
            let mut values = [0.0; COUNT];
            setting.none(&mut values);
            none += self.weights.score(&values);
            let mut at = 0;
            each_candidate(left, morphemes, edge, &scratch.starts, |start, end| {
                setting.candidate(start, end, &mut values);
                feature::copies(&setting, start, end, &mut values);
                let score = self.weights.score(&values);
                if index == group.start {
                    scratch.scored.push(Scored { start, end, score });
                } else if let Some(scored) = scratch.scored.get_mut(at) {
                    scored.score += score;
                }
                at += 1;
            });
        }
        let Some(best) = scratch
            .scored
            .iter()
            .copied()
            .reduce(|a, b| if b.score > a.score { b } else { a })
        else {
            return;
        };
        if best.score <= none {
            return;
        }
        let total: f32 = scratch
            .scored
            .iter()
            .map(|s| (s.score - best.score).exp())
            .sum::<f32>()
            + (none - best.score).exp();
        for index in group {
            let form = &forms[index];
            aligned.push(Aligned {
                form: index,
                chars: best.start..best.end,
                kind: kind(form, spoken(&scratch.links, &best)),
                confidence: 1.0 / total,
            });
        }
    }

    fn read_form(
        &self,
        left: &Window,
        morphemes: &[Morpheme],
        inner: &Window,
        form: &Form,
        (from, end): (usize, usize),
        scratch: &mut Scratch,
    ) {
        let text = &inner.glyphs()[form.chars.clone()];
        scratch.links.read_form(
            &self.table,
            &left.glyphs()[..end],
            from,
            text,
            form.chars.start,
        );
        if form.shape == Shape::Acronym {
            scratch
                .acronym
                .read(text, left.glyphs(), morphemes, from, end);
        }
    }

    fn starts(left: &Window, morphemes: &[Morpheme], edge: RightEdge, scratch: &mut Scratch) {
        let links = scratch
            .links
            .links
            .iter()
            .filter(|l| l.strength > 0.3 && l.source != link::Source::Affix)
            .map(|l| l.start);
        candidate::starts(left.glyphs(), morphemes, links, edge, &mut scratch.starts);
    }

    /// All candidates of one form with their values, "renders nothing" first: what the trainer
    /// learns from. Empty if nothing Korean stands before the parenthesis.
    pub fn examples(
        &self,
        left: &Window,
        morphemes: &[Morpheme],
        inner: &Window,
        form: &Form,
        scratch: &mut Scratch,
    ) -> Vec<Example> {
        let edge = candidate::right_edge(left.glyphs());
        let from = candidate::lowest(left.glyphs(), edge);
        if edge.end <= from || !candidate::has_hangul(left.glyphs(), from..edge.end) {
            return Vec::new();
        }
        scratch
            .links
            .read_korean(&left.glyphs()[..edge.end], morphemes, from);
        self.read_form(left, morphemes, inner, form, (from, edge.end), scratch);
        Self::starts(left, morphemes, edge, scratch);
        let setting = Setting {
            left,
            morphemes,
            inner,
            form,
            links: &scratch.links,
            acronym: &scratch.acronym,
            edge,
            from,
        };
        let mut values = [0.0; COUNT];
        setting.none(&mut values);
        let mut examples = vec![Example {
            chars: None,
            values,
        }];
        each_candidate(left, morphemes, edge, &scratch.starts, |start, end| {
            setting.candidate(start, end, &mut values);
            feature::copies(&setting, start, end, &mut values);
            examples.push(Example {
                chars: Some(start..end),
                values,
            });
        });
        examples
    }
}

/// Calls `visit` with every candidate, in a fixed order.
fn each_candidate(
    left: &Window,
    morphemes: &[Morpheme],
    edge: RightEdge,
    starts: &[usize],
    mut visit: impl FnMut(usize, usize),
) {
    let (ends, count) = candidate::ends(morphemes, edge);
    for &end in &ends[..count] {
        for &start in starts.iter().filter(|&&s| s < end) {
            if candidate::has_hangul(left.glyphs(), start..end) {
                visit(start, end);
            }
        }
    }
}

/// Whether a term is the sound of the form from end to end: one stretch spells all of it, or the
/// first word of the form stands at its beginning and the last at its end (사스코로나바이러스-2 for
/// SARS-CoV-2).
fn spoken(links: &Links, best: &Scored) -> bool {
    let heard = |word: usize| {
        links.links.iter().filter(move |l| {
            l.word == word
                && match l.source {
                    link::Source::Sound => l.strength > 0.3,
                    link::Source::Copy => true,
                    _ => false,
                }
        })
    };
    let last = links.words.len().saturating_sub(1);
    heard(0).any(|l| l.start == best.start && (last > 0 || l.end == best.end))
        && heard(last).any(|l| l.end == best.end && (last > 0 || l.start == best.start))
}

/// The kind of a pair: by language, then by shape; an acronym that is spoken as a word (나토 for
/// NATO) is no abbreviation of the Korean.
fn kind(form: &Form, spoken: bool) -> Kind {
    if form.language != "en" {
        Kind::Foreign
    } else if form.shape == Shape::Acronym && !spoken {
        Kind::Abbreviation
    } else {
        Kind::Term
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::{Document, Extractor};

    /// Sentences and the pairs in them, as `Korean = English, kind`.
    const SENTENCES: &[(&str, &[&str])] = &[
        (
            "캘리포니아주는 미국 환경보호청(Environmental Protection Agency)과 협의했다.",
            &["환경보호청 = Environmental Protection Agency, term"],
        ),
        (
            "방위사업청은 고고도 미사일 방어 체계(THAAD, Terminal High Altitude Area Defense)의 배치를 검토했다.",
            &[
                "고고도 미사일 방어 체계 = THAAD, abbreviation",
                "고고도 미사일 방어 체계 = Terminal High Altitude Area Defense, term",
            ],
        ),
        (
            "이 값은 한번 정하면 열거할 수 없습니다(non-enumerable).",
            &["열거할 수 없습니다 = non-enumerable, term"],
        ),
        (
            "이 방식을 고안한 존 F. 베일리(John F. Bailey)는 수학자였다.",
            &["존 F. 베일리 = John F. Bailey, term"],
        ),
        ("자료는 데이터레이크(공유데이터환경)에 모은다.", &[]),
        ("이 규칙은 이미 알려져 있다(Schiller 2003, 21쪽).", &[]),
        ("한라산(1,947m)은 제주도에 있다.", &[]),
        (
            "아이들은 ‘아마존 차임(Amazon Chime)’으로 수업을 들었다.",
            &["아마존 차임 = Amazon Chime, term"],
        ),
        (
            "회사는 **머신러닝(machine learning)** 모델을 쓴다.",
            &["머신러닝 = machine learning, term"],
        ),
        (
            "이는 차등 개인정보 보호(differential privacy)라고 부른다.",
            &["차등 개인정보 보호 = differential privacy, term"],
        ),
        (
            "정부는 자유무역협정(FTA)을 맺었다.",
            &["자유무역협정 = FTA, abbreviation"],
        ),
        (
            "이 팀은 컨볼루션 신경망(CNN)을 학습했다.",
            &["컨볼루션 신경망 = CNN, abbreviation"],
        ),
        (
            "학습된(trained) 모델을 내려받는다.",
            &["학습된 = trained, term"],
        ),
        (
            "그는 프랑스 파리의 루브르 박물관(프랑스어: Musée du Louvre)에 갔다.",
            &["루브르 박물관 = Musée du Louvre, foreign"],
        ),
    ];

    #[test]
    fn sentences_give_their_pairs() {
        let extractor = Extractor::new(None).expect("the built-in dictionary");
        for (sentence, expected) in SENTENCES {
            let document = Document::plain("t", *sentence);
            let found: Vec<String> = extractor
                .extract(&document)
                .into_iter()
                .map(|o| {
                    let (korean, english) = (&sentence[o.korean], &sentence[o.english]);
                    format!("{korean} = {english}, {}", o.kind)
                })
                .collect();
            assert_eq!(&found, expected, "{sentence}");
        }
    }
}
