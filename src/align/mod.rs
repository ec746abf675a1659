//! Which Korean words does a form render?
//!
//! Every place where the term could begin is a [`candidate`]; so is "it renders nothing". For each,
//! [`feature`] says what is to be seen: how much of both sides [`link`]s cover (sound by
//! [`transliteration`], meaning by the [`lexicon`](crate::lexicon), copies), what stands at the edge, how long both sides are. [`weights`] turn
//! that into a score, and the scores into probabilities (a log-linear model over the candidates of
//! one parenthesis), which [`calibration`] corrects. [`explain`] tells what decided.
//!
//! Glosses the other way round, English before and Korean in the parenthesis, are for [`reversed`].

pub mod acronym;
pub mod calibration;
pub mod candidate;
pub mod expansion;
pub mod explain;
pub mod feature;
pub mod jamo;
pub mod letter;
pub mod link;
pub mod reversed;
pub mod transliteration;
pub mod weights;

use std::ops::Range;

use crate::choice::{self, Candidate, Choice, Gloss};
use crate::gloss::{Form, Place, Shape};
use crate::lexicon::{Knowledge, Lexicons};
use crate::morphology::Morpheme;
use crate::notation::Notation;
use crate::scan::{Glyph, Window};
use crate::variant::Numeronym;
use acronym::Acronym;
use calibration::Calibration;
use candidate::{Quotes, RightEdge};
use feature::{COUNT, Setting, Values};
use link::{Links, Source};
use transliteration::Table;
use weights::Weights;

/// The knowledge that aligning takes. One for all threads.
pub struct Aligner {
    table: Table,
    lexicons: Lexicons,
    weights: Weights,
    calibration: Calibration,
}

/// A parenthesis and what stands around it.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// The text before the parenthesis.
    pub left: &'a Window,
    /// Its morphemes.
    pub morphemes: &'a [Morpheme],
    /// The text inside.
    pub inner: &'a Window,
    /// The character that follows the closing bracket.
    pub behind: Option<char>,
}

/// What one thread reuses from one parenthesis to the next.
#[derive(Default)]
pub struct Scratch {
    links: Links,
    acronym: Acronym,
    starts: Vec<usize>,
    scored: Vec<Scored>,
}

impl Scratch {
    fn look_up_in(&mut self, lexicons: Lexicons) {
        self.links.lexicons = lexicons;
        self.acronym.initials = lexicons.initials;
    }

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
    /// Which of the forms it is the sound of, as bits.
    heard: u16,
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
        let weights = include_str!("weights.tsv");
        Self {
            table: Table::read(include_str!("transliteration.tsv")),
            lexicons: Lexicons::default(),
            weights: Weights::read(weights),
            calibration: Calibration::read(weights),
        }
    }

    /// The weights in use.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The same with other weights, and confidences as they give them.
    #[must_use]
    pub fn with_weights(self, weights: Weights) -> Self {
        Self {
            weights,
            calibration: Calibration::default(),
            ..self
        }
    }

    /// The same with another calibration of the confidences.
    #[must_use]
    pub fn with_calibration(self, calibration: Calibration) -> Self {
        Self {
            calibration,
            ..self
        }
    }

    /// The same without a source of knowledge: to measure what the source adds.
    #[must_use]
    pub fn without(mut self, source: Knowledge) -> Self {
        match source {
            Knowledge::Transliteration => self.table = Table::read(""),
            source => self.lexicons.leave_out(source),
        }
        self
    }

    /// Weighs for the forms of a parenthesis which Korean they may render, and adds a choice for each group of
    /// forms that give the same thing. None is added where "renders nothing" is beyond doubt.
    pub fn weigh(
        &self,
        offset: usize,
        passage: Passage,
        forms: &[Form],
        scratch: &mut Scratch,
        choices: &mut Vec<Choice>,
    ) {
        let Some(frame) = self.frame(passage, scratch) else {
            return;
        };
        for group in groups(forms) {
            choices.extend(self.weigh_group(offset, &frame, &forms[group], scratch));
        }
    }

    /// Weighs the forms of one group, which give the same thing: for each candidate the scores of all
    /// of them are added.
    fn weigh_group(
        &self,
        offset: usize,
        frame: &Frame,
        forms: &[Form],
        scratch: &mut Scratch,
    ) -> Option<Choice> {
        let mut scored = std::mem::take(&mut scratch.scored);
        scored.clear();
        let mut none = 0.0;
        for (index, form) in forms.iter().enumerate() {
            none += self.score(frame, form, index, scratch, &mut scored, |_, _| {});
        }
        let choice = choice(offset, frame, forms, &scored, none);
        scratch.scored = scored;
        choice
    }

    /// Adds the scores of a form to those of its group, whose first form (`index` 0) lists the
    /// candidates. Gives the score of "renders nothing". `see` is shown what [`Self::look`] visits.
    fn score(
        &self,
        frame: &Frame,
        form: &Form,
        index: usize,
        scratch: &mut Scratch,
        scored: &mut Vec<Scored>,
        mut see: impl FnMut(Option<&Range<usize>>, &Values),
    ) -> f32 {
        let mut none = 0.0;
        let mut at = 0;
        let fresh = index == 0;
        self.look(frame, form, fresh, scratch, |chars, values| {
            see(chars.as_ref(), values);
            let score = self.weights.score(values);
            match chars {
                None => none = score,
                Some(chars) if fresh => scored.push(Scored {
                    start: chars.start,
                    end: chars.end,
                    score,
                    heard: 0,
                }),
                Some(_) => {
                    scored[at].score += score;
                    at += 1;
                }
            }
        });
        for candidate in scored {
            let heard = is_heard(frame, form, candidate, &scratch.links);
            candidate.heard |= u16::from(heard) << index;
        }
        none
    }

    /// Calls `visit` with the values of "renders nothing" (`None`) and then of every candidate, in a
    /// fixed order. `fresh` finds the places where candidates begin anew; the further forms of a
    /// group take those of the first.
    fn look(
        &self,
        frame: &Frame,
        form: &Form,
        fresh: bool,
        scratch: &mut Scratch,
        mut visit: impl FnMut(Option<Range<usize>>, &Values),
    ) {
        self.read_form(frame, form, scratch);
        if fresh {
            Self::starts(frame, scratch);
        }
        let setting = Setting {
            passage: frame.passage,
            form,
            links: &scratch.links,
            acronym: &scratch.acronym,
            edge: frame.edge,
            from: frame.from,
            quotes: frame.quotes,
        };
        let mut values = [0.0; COUNT];
        setting.none(&mut values);
        visit(None, &values);
        let (ends, count) = candidate::ends(frame.passage.morphemes, frame.edge);
        for &end in &ends[..count] {
            for &start in scratch.starts.iter().filter(|&&s| s < end) {
                if candidate::has_hangul(frame.passage.left.glyphs(), start..end)
                    && !setting.strands_object(start, end)
                {
                    setting.candidate(start, end, &mut values);
                    visit(Some(start..end), &values);
                }
            }
        }
    }

    fn read_form(&self, frame: &Frame, form: &Form, scratch: &mut Scratch) {
        let (from, end) = (frame.from, frame.edge.end);
        let korean = frame.passage.left.glyphs();
        let text = &frame.passage.inner.glyphs()[form.chars.clone()];
        scratch
            .links
            .read_form(&self.table, &korean[..end], from, text, form.chars.start);
        if form.shape == Shape::Acronym {
            scratch
                .acronym
                .read(text, korean, frame.passage.morphemes, from, end);
        }
    }

    fn starts(frame: &Frame, scratch: &mut Scratch) {
        let links = scratch
            .links
            .links
            .iter()
            .filter(|l| l.strength > 0.3 && l.source != Source::Affix)
            .map(|l| l.start);
        candidate::starts(
            frame.passage.left.glyphs(),
            frame.passage.morphemes,
            links,
            frame.edge,
            &mut scratch.starts,
        );
    }

    /// All candidates of one form with their values, "renders nothing" first: what the trainer
    /// learns from. Empty if nothing Korean stands before the parenthesis.
    pub fn examples(&self, passage: Passage, form: &Form, scratch: &mut Scratch) -> Vec<Example> {
        let Some(frame) = self.frame(passage, scratch) else {
            return Vec::new();
        };
        let mut examples = Vec::new();
        self.look(&frame, form, true, scratch, |chars, values| {
            examples.push(Example {
                chars,
                values: *values,
            });
        });
        examples
    }
}

/// A passage, and where in it a term may lie.
struct Frame<'a> {
    passage: Passage<'a>,
    /// Where the candidates end.
    edge: RightEdge,
    /// First character looked at.
    from: usize,
    /// The quotation marks up to there.
    quotes: Quotes,
}

impl Aligner {
    /// `None` if nothing Korean stands before the parenthesis; else its words are read into the links.
    fn frame<'a>(&self, passage: Passage<'a>, scratch: &mut Scratch) -> Option<Frame<'a>> {
        scratch.look_up_in(self.lexicons);
        let text = passage.left.glyphs();
        let (edge, from) = bounds(text)?;
        scratch
            .links
            .read_korean(&text[..edge.end], passage.morphemes, from);
        Some(Frame {
            quotes: Quotes::read(text, edge, from, passage.behind),
            passage,
            edge,
            from,
        })
    }
}

/// Whether anything Korean stands right before a parenthesis, so that there may be a term for it to render.
#[must_use]
pub fn may_end_in_term(left: &Window) -> bool {
    bounds(left.glyphs()).is_some()
}

/// Where candidates end in the text before a parenthesis, and the first character looked at; `None` if nothing there is Korean.
fn bounds(text: &[Glyph]) -> Option<(RightEdge, usize)> {
    let edge = candidate::right_edge(text);
    let from = candidate::lowest(text, edge);
    let is_korean = from < edge.end && candidate::has_hangul(text, from..edge.end);
    is_korean.then_some((edge, from))
}

/// The forms by what they give: those that give the same thing are decided together, one term with
/// all its forms.
fn groups(forms: &[Form]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut first = 0;
    std::iter::from_fn(move || {
        let others = forms.get(first + 1..)?;
        let more = others
            .iter()
            .take_while(|form| form.place == Place::Second)
            .count();
        let group = first..first + 1 + more;
        first = group.end;
        Some(group)
    })
}

/// What may be decided of forms that give the same thing: the candidates that are worth keeping, unless none
/// is.
fn choice(
    offset: usize,
    frame: &Frame,
    forms: &[Form],
    scored: &[Scored],
    none: f32,
) -> Option<Choice> {
    let left = frame.passage.left;
    let least = choice::least(scored.iter().map(|s| s.score), none);
    let kept = |s: &&Scored| s.score > least;
    if !scored.iter().any(|s| kept(&s)) {
        return None;
    }
    let rest: f32 = scored
        .iter()
        .filter(|s| !kept(s))
        .map(|s| s.score.exp())
        .sum();
    let candidates = scored.iter().filter(kept).map(|s| {
        let term = candidate::with_quotes(left.glyphs(), s.start..s.end);
        Candidate {
            korean: left.bytes(term.clone()),
            text: left.plain(term),
            score: choice::hundredths(s.score),
            heard: s.heard,
        }
    });
    Some(Choice {
        offset,
        notation: Notation::Parentheses,
        forms: forms.iter().map(|form| gloss(frame, form)).collect(),
        candidates: candidates.collect(),
        none: choice::hundredths(none),
        rest: choice::hundredths(rest.ln()),
        habit: 1.0,
        surroundings: surroundings(&left.glyphs()[..frame.edge.end]),
    })
}

/// A form as it stands in the text.
fn gloss(frame: &Frame, form: &Form) -> Gloss {
    let inner = frame.passage.inner;
    let english = &inner.glyphs()[form.chars.clone()];
    let quoted = candidate::with_quotes(inner.glyphs(), form.chars.clone());
    Gloss {
        english: inner.bytes(quoted.clone()),
        text: text(&inner.glyphs()[quoted]),
        language: form.language,
        acronym: form.shape == Shape::Acronym || is_numeronym(english),
    }
}

fn is_numeronym(form: &[Glyph]) -> bool {
    Numeronym::read(form.iter().map(|glyph| glyph.char)).is_some()
}

fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|g| g.char).collect()
}

/// Whether a candidate is the sound of a form, whose links these are: 사드 of THAAD, and not of what THAAD stands for.
fn is_heard(frame: &Frame, form: &Form, scored: &Scored, links: &Links) -> bool {
    let korean = &frame.passage.left.glyphs()[scored.start..scored.end];
    let english = &frame.passage.inner.glyphs()[form.chars.clone()];
    spoken(links, scored) || letter::spelled(korean, english)
}

/// A hash (FNV-1a) of the last letters before a parenthesis: a sentence that is quoted twice stands at one place.
fn surroundings(text: &[Glyph]) -> u32 {
    const LETTERS: usize = 24;
    let letters = text.iter().rev().filter(|g| g.is_alphanumeric());
    letters.take(LETTERS).fold(0x811c_9dc5, |hash: u32, glyph| {
        (hash ^ u32::from(glyph.char)).wrapping_mul(0x0100_0193)
    })
}

/// Whether a term is the sound of the form from end to end: one stretch spells all of it, or the
/// first word of the form stands at its beginning and the last at its end (사스코로나바이러스-2 for
/// SARS-CoV-2).
fn spoken(links: &Links, best: &Scored) -> bool {
    let heard = |word: usize| {
        links.links.iter().filter(move |l| {
            l.word == word
                && match l.source {
                    Source::Sound => l.strength > 0.3,
                    Source::Copy => true,
                    _ => false,
                }
        })
    };
    let last = links.words.len().saturating_sub(1);
    heard(0).any(|l| l.start == best.start && (last > 0 || l.end == best.end))
        && heard(last).any(|l| l.end == best.end && (last > 0 || l.start == best.start))
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
        (
            "영상은 콘텐츠 딜리버리 네트워크(CDN, content delivery network)를 거쳐 나간다.",
            &[
                "콘텐츠 딜리버리 네트워크 = CDN, abbreviation",
                "콘텐츠 딜리버리 네트워크 = content delivery network, term",
            ],
        ),
        (
            "정부는 사드(THAAD, Terminal High Altitude Area Defense) 배치를 검토했다.",
            &[
                "사드 = THAAD, term",
                "사드 = Terminal High Altitude Area Defense, term",
            ],
        ),
        (
            "새 판에서는 화면 글의 현지화(l10n, localization)까지 마쳤다.",
            &["현지화 = l10n, abbreviation", "현지화 = localization, term"],
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
            "재귀 함수는 하위 호출(subcall)의 결과를 모은다.",
            &["하위 호출 = subcall, term"],
        ),
        (
            "정부는 핵확산 금지 조약(NPT, nuclear nonproliferation treaty)을 지지한다.",
            &[
                "핵확산 금지 조약 = NPT, abbreviation",
                "핵확산 금지 조약 = nuclear nonproliferation treaty, term",
            ],
        ),
        (
            "두 나라의 케이팝(K-pop) 팬들이 함께 노래했다.",
            &["케이팝 = K-pop, term"],
        ),
        (
            "기자는 ‘침묵의 나선(spiral of silence)’ 이론을 소개했다.",
            &["침묵의 나선 = spiral of silence, term"],
        ),
        (
            "이 함수는 배열을 얕은 복사(shallow copy)로 돌려준다.",
            &["얕은 복사 = shallow copy, term"],
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

    /// Sentences that give other pairs than they should, with those they give.
    pub fn wrong(extractor: &Extractor, sentences: &[(&str, &[&str])]) -> Vec<String> {
        let found = |sentence: &str| -> Vec<String> {
            let occurrences = extractor.extract(&Document::plain("t", sentence));
            occurrences
                .into_iter()
                .map(|o| {
                    let (korean, english) = (&sentence[o.korean], &sentence[o.english]);
                    format!("{korean} = {english}, {}", o.kind)
                })
                .collect()
        };
        sentences
            .iter()
            .map(|&(sentence, expected)| (sentence, found(sentence), expected))
            .filter(|(_, found, expected)| found != expected)
            .map(|(sentence, found, _)| format!("{sentence}\n  {found:?}"))
            .collect()
    }

    #[test]
    fn sentences_give_their_pairs() {
        let extractor = Extractor::new(None).expect("the built-in dictionary");
        assert_eq!(wrong(&extractor, SENTENCES), [""; 0]);
    }
}
