//! Which English words does the Korean in a parenthesis render?
//!
//! The reversed gloss, `Amazon Redshift(아마존 레드시프트)`: the right edge of the English is the
//! parenthesis, its left edge is not marked, as with the Korean of an ordinary one. Candidates begin at
//! each word of the Latin run; the [`link`](super::link)s of that run with the Korean, and for an
//! acronym its [letters](super::acronym), say how much of both sides goes together. The rest decides: Korean
//! that nothing explains, while all the English is explained, is an aside (넷플릭스 제공); unexplained
//! words on both sides may well be each other's rendering.

use std::ops::Range;

use super::candidate;
use super::letter;
use super::link::{Link, Links};
use super::{Aligner, Scratch, Source};
use crate::gloss::{Form, Shape, reversed};
use crate::morphology::{Morpheme, Tag};
use crate::occurrence::Kind;
use crate::scan::{Glyph, Window};

/// Most words of the English.
const WORDS: usize = 8;
/// Longest English, in characters.
const LONGEST: usize = 56;

/// English before a parenthesis and the Korean in it that renders it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversed {
    /// The English, in characters of the window before the parenthesis.
    pub english: Range<usize>,
    /// The Korean, in characters of the window of the parenthesis.
    pub korean: Range<usize>,
    /// ISO 639 code of the English.
    pub language: &'static str,
    /// How the two relate.
    pub kind: Kind,
    /// Probability that this is right, 0 to 1.
    pub confidence: f32,
}

/// What is to be seen of a candidate: its features with their weights, fitted to parentheses of news and
/// technical prose that were read one by one.
#[derive(Clone, Copy)]
#[repr(usize)]
enum Feature {
    /// Always 1.
    Bias,
    /// The share of the Korean that goes with English, and the other way round.
    KoreanCovered,
    EnglishCovered,
    /// By how much one share exceeds the other.
    KoreanAhead,
    EnglishAhead,
    /// Particles, endings or adverbs in Korean that is not explained: 0 or 1.
    LooseClause,
    /// Korean that is not explained ends in no noun: 0 or 1.
    LooseEnd,
    /// A number in Korean that is not explained: 0 or 1.
    LooseNumber,
    /// The English is an acronym: 0 or 1. The next three are 0 if it is none.
    Acronym,
    /// The share of the letters that are explained, and of the Korean that gives them.
    LettersExplained,
    LettersCovered,
    /// The length of the Korean, from -1 (none) to 1 (eight syllables and more).
    Syllables,
    /// How much the two differ in their numbers of words: the logarithm of the ratio.
    WordRatio,
    /// No Hangul stands before the English: a foreign sentence, or code. 0 or 1.
    ForeignText,
}

const WEIGHTS: [(Feature, f32); 14] = [
    (Feature::Bias, -0.8),
    (Feature::KoreanCovered, 5.0),
    (Feature::EnglishCovered, 2.1),
    (Feature::KoreanAhead, -1.0),
    (Feature::EnglishAhead, -2.8),
    (Feature::LooseClause, -1.3),
    (Feature::LooseEnd, -1.7),
    (Feature::LooseNumber, -3.0),
    (Feature::Acronym, -0.1),
    (Feature::LettersExplained, 2.3),
    (Feature::LettersCovered, 1.0),
    (Feature::Syllables, 2.0),
    (Feature::WordRatio, -0.9),
    (Feature::ForeignText, -0.6),
];

/// The values of all features of a candidate.
#[derive(Default)]
struct Values([f32; WEIGHTS.len()]);

impl Values {
    fn set(&mut self, feature: Feature, value: f32) {
        self.0[feature as usize] = value;
    }

    fn score(&self) -> f32 {
        let products = WEIGHTS
            .iter()
            .map(|&(f, weight)| self.0[f as usize] * weight);
        products.sum()
    }
}

impl Aligner {
    /// Finds the English that the Korean in a parenthesis renders. `korean` holds the stretches that may
    /// render it, `morphemes` those of the whole parenthesis. `found` is cleared first.
    pub fn align_reversed(
        &self,
        left: &Window,
        inner: &Window,
        korean: &[Range<usize>],
        morphemes: &[Morpheme],
        scratch: &mut Scratch,
        found: &mut Vec<Reversed>,
    ) {
        found.clear();
        let Some(run) = Run::read(left.glyphs()) else {
            return;
        };
        scratch.look_up_in(self.lexicons);
        for whole in korean {
            let before = found.len();
            found.extend(self.best(left, &run, inner, whole.clone(), morphemes, scratch));
            if found.len() > before {
                continue;
            }
            for part in reversed::parts(inner.glyphs(), whole.clone()) {
                if part.len() >= 2 && part != *whole {
                    found.extend(self.best(left, &run, inner, part, morphemes, scratch));
                }
            }
        }
        // Two renderings of one term, or there is something wrong.
        if found.iter().any(|one| one.english != found[0].english) {
            found.retain(|one| one.confidence > 0.9);
        }
    }

    /// The likeliest English for one stretch of Korean, if it is likelier than none.
    fn best(
        &self,
        left: &Window,
        run: &Run,
        inner: &Window,
        korean: Range<usize>,
        morphemes: &[Morpheme],
        scratch: &mut Scratch,
    ) -> Option<Reversed> {
        let text = &inner.glyphs()[..korean.end];
        let within =
            |m: &&Morpheme| m.start as usize >= korean.start && m.end as usize <= korean.end;
        scratch.links.read_korean(text, morphemes, korean.start);
        scratch.links.read_form(
            &self.table,
            text,
            korean.start,
            &left.glyphs()[run.chars.clone()],
            run.chars.start,
        );
        let mut best: Option<(f32, Form)> = None;
        for &start in &run.starts[..run.count] {
            let Some(form) = reversed::form(left, start..run.chars.end) else {
                continue;
            };
            let setting = Setting {
                left: left.glyphs(),
                text,
                korean: korean.clone(),
                links: &scratch.links,
            };
            if setting.only_mentions(start) {
                continue;
            }
            let mut cover = setting.cover(start);
            if form.shape == Shape::Acronym {
                let letters = &left.glyphs()[form.chars.clone()];
                // 씨유 for CU.
                if letter::spelled(&text[korean.clone()], letters) {
                    cover = Cover {
                        korean: 1.0,
                        english: 1.0,
                        chars: u64::MAX,
                    };
                }
            }
            let mut values = setting.values(&form, &cover, morphemes.iter().filter(within));
            if form.shape == Shape::Acronym
                && scratch
                    .links
                    .words
                    .last()
                    .is_some_and(|w| w.chars.start <= start)
            {
                scratch.acronym.read(
                    &left.glyphs()[form.chars.clone()],
                    text,
                    morphemes,
                    korean.start,
                    korean.end,
                );
                let account = scratch.acronym.account(korean.start);
                let letters = f32::from(account.letters) / scratch.acronym.len().max(1) as f32;
                values.set(Feature::Acronym, 1.0);
                values.set(Feature::LettersExplained, letters);
                values.set(
                    Feature::LettersCovered,
                    f32::from(account.covered) / korean.len() as f32,
                );
                values.set(
                    Feature::Syllables,
                    (syllables(&text[korean.clone()]).min(8) as f32 - 4.0) / 4.0,
                );
            }
            let score = values.score();
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, form));
            }
        }
        let (score, form) = best?;
        let spoken = scratch.links.links.iter().any(|l| {
            l.source == Source::Sound
                && l.start == korean.start
                && l.end == korean.end
                && l.strength > 0.3
        });
        (score > 0.0).then(|| Reversed {
            english: form.chars.clone(),
            korean,
            language: form.language,
            kind: Kind::of(form.language, form.shape == Shape::Acronym, spoken),
            confidence: 1.0 / (1.0 + (-score).exp()),
        })
    }
}

/// The Latin words before a parenthesis, and where English may begin in them.
struct Run {
    chars: Range<usize>,
    /// From the last word to the first.
    starts: [usize; WORDS],
    count: usize,
}

impl Run {
    fn read(text: &[Glyph]) -> Option<Self> {
        let edge = candidate::right_edge(text);
        let belongs = |g: &Glyph| {
            g.char != 'ª' && g.char != 'º' && g.char.is_alphanumeric() && (g.char as u32) < 0x250
                || " -.&+#'’/_".contains(g.char)
        };
        let lowest = edge.end.saturating_sub(LONGEST);
        let mut start = text[lowest..edge.end]
            .iter()
            .rposition(|g| !belongs(g))
            .map_or(lowest, |at| lowest + at + 1);
        // Quoted: all that is quoted, and nothing else. A quotation that begins before the run holds
        // Korean, too.
        let quote = edge.closing.filter(|c| !"*_~`".contains(*c));
        if let Some(quote) = quote {
            let open = candidate::opening_of(quote);
            start = text[..edge.end].iter().rposition(|g| g.char == open)? + 1;
        }
        let mut run = Self {
            chars: start..edge.end,
            starts: [0; WORDS],
            count: 0,
        };
        for at in (start..edge.end).rev() {
            let before = at.checked_sub(1).map(|i| text[i].char);
            // A word that begins with Hangul (두산DST) is a Korean one.
            let begins = text[at].char.is_alphanumeric()
                && before.is_none_or(|b| !b.is_alphanumeric() && !"-.&+#'’/_".contains(b));
            if begins && (quote.is_none() || at == start) {
                if run.count == WORDS {
                    break;
                }
                run.starts[run.count] = at;
                run.count += 1;
            }
        }
        run.chars.start = *run.starts[..run.count].last()?;
        text[run.chars.clone()].iter().all(belongs).then_some(run)
    }
}

/// How much of both sides goes together.
struct Cover {
    /// Share of the Korean, 0 to 1.
    korean: f32,
    /// Share of the English.
    english: f32,
    /// The characters of the Korean that are explained, as bits from its beginning.
    chars: u64,
}

struct Setting<'a> {
    left: &'a [Glyph],
    text: &'a [Glyph],
    korean: Range<usize>,
    links: &'a Links,
}

impl Setting<'_> {
    /// The links of the words from `start` on, the strongest first, without overlaps on either side.
    fn cover(&self, start: usize) -> Cover {
        let words = &self.links.words;
        let first = words.iter().take_while(|w| w.chars.start < start).count();
        let (mut chars, mut taken) = (0_u64, 0_u64);
        let (mut korean, mut english) = (0.0, 0.0);
        let bits = |range: Range<usize>| {
            range.fold(0_u64, |bits, at| {
                bits | 1_u64.checked_shl(at as u32).unwrap_or(0)
            })
        };
        loop {
            let best = self
                .links
                .links
                .iter()
                .filter(|l| l.word >= first && l.source != Source::Affix)
                .map(|l| {
                    let stretch = bits(l.start - self.korean.start..l.end - self.korean.start);
                    (l, stretch, bits(l.word..l.upto))
                })
                .filter(|(_, stretch, words)| chars & stretch == 0 && taken & words == 0)
                .max_by(|(a, ..), (b, ..)| self.worth(a).total_cmp(&self.worth(b)));
            let Some((link, stretch, those)) = best else {
                break;
            };
            chars |= stretch;
            taken |= those;
            let strength = link.strength.sqrt();
            korean += strength * self.seen(link.start..link.end) as f32;
            english += strength
                * (link.word..link.upto)
                    .map(|w| self.links.weight(w))
                    .sum::<f32>();
        }
        let all: f32 = (first..words.len()).map(|w| self.links.weight(w)).sum();
        Cover {
            korean: korean / self.seen(self.korean.clone()).max(1) as f32,
            english: english / all.max(1.0),
            chars,
        }
    }

    /// Whether all the English stands in the Korean as it is: that says something about it (출력 URL),
    /// it renders nothing.
    fn only_mentions(&self, start: usize) -> bool {
        let words = self.links.words.iter().enumerate();
        let mut words = words.filter(|(_, word)| word.chars.start >= start && !word.function);
        words.all(|(index, word)| {
            let whole = |l: &Link| {
                l.word == index && l.source == Source::Copy && l.end - l.start == word.chars.len()
            };
            self.links.links.iter().any(whole)
        })
    }

    /// What a link counts among those it overlaps with: its length, and less if it begins in one word
    /// and ends within the next.
    fn worth(&self, link: &Link) -> f32 {
        let stretch = &self.text[link.start..link.end];
        let next = self.text.get(link.end).map(|g| g.char);
        let torn = stretch.iter().any(|g| g.char == ' ') && next.is_some_and(char::is_alphanumeric);
        link.strength * stretch.len() as f32 * if torn { 0.4 } else { 1.0 }
    }

    /// Characters that count: no spaces, no signs.
    fn seen(&self, chars: Range<usize>) -> usize {
        self.text[chars]
            .iter()
            .filter(|g| g.char.is_alphanumeric())
            .count()
    }

    fn values<'m>(
        &self,
        form: &Form,
        cover: &Cover,
        morphemes: impl Iterator<Item = &'m Morpheme>,
    ) -> Values {
        let loose = |at: usize| {
            cover.chars
                & 1_u64
                    .checked_shl((at - self.korean.start) as u32)
                    .unwrap_or(0)
                == 0
        };
        let (mut clause, mut last) = (0.0, None);
        for morpheme in morphemes {
            last = Some(morpheme);
            let unexplained = loose(morpheme.start as usize);
            let marks = |tag: Tag| {
                matches!(
                    tag,
                    Tag::Object
                        | Tag::Subject
                        | Tag::Particle
                        | Tag::Ending
                        | Tag::Adverb
                        | Tag::Pronoun
                        | Tag::Adnominal
                )
            };
            if unexplained && (marks(morpheme.first) || marks(morpheme.last)) {
                clause = 1.0;
            }
        }
        let ends = last.is_some_and(|m| loose(m.start as usize) && !m.last.is_nominal());
        let number =
            (self.korean.clone()).any(|at| self.text[at].char.is_ascii_digit() && loose(at));
        let words = |text: &[Glyph]| {
            text.split(|g| g.char == ' ')
                .filter(|w| !w.is_empty())
                .count() as f32
        };
        let (k, e) = (cover.korean.min(1.0), cover.english.min(1.0));
        let english = &self.left[form.chars.clone()];
        let korean = &self.text[self.korean.clone()];
        let mut values = Values::default();
        values.set(Feature::Bias, 1.0);
        values.set(Feature::KoreanCovered, k);
        values.set(Feature::EnglishCovered, e);
        values.set(Feature::KoreanAhead, (k - e).max(0.0));
        values.set(Feature::EnglishAhead, (e - k).max(0.0));
        values.set(Feature::LooseClause, clause);
        values.set(Feature::LooseEnd, f32::from(ends));
        values.set(Feature::LooseNumber, f32::from(number));
        values.set(
            Feature::WordRatio,
            (words(english) / words(korean)).ln().abs(),
        );
        let hangul = self.left.iter().any(|g| ('가'..='힣').contains(&g.char));
        values.set(Feature::ForeignText, f32::from(!hangul));
        values
    }
}

fn syllables(text: &[Glyph]) -> usize {
    text.iter()
        .filter(|g| ('가'..='힣').contains(&g.char))
        .count()
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::Extractor;
    use crate::align::tests::wrong;

    /// Sentences and the pairs in them, as `Korean = English, kind`.
    const SENTENCES: &[(&str, &[&str])] = &[
        (
            "분석 자료는 모두 Amazon Redshift(아마존 레드시프트)에 쌓는다.",
            &["아마존 레드시프트 = Amazon Redshift, term"],
        ),
        (
            "학습에는 GPU(그래픽 처리 장치)가 여러 장 필요하다.",
            &["그래픽 처리 장치 = GPU, abbreviation"],
        ),
        (
            "사내 서버를 최근 Windows 10 Microsoft Azure(마이크로소프트 애저)로 옮겼다.",
            &["마이크로소프트 애저 = Microsoft Azure, term"],
        ),
        (
            "In this team we use Amazon Redshift(아마존 레드시프트) every day.",
            &["아마존 레드시프트 = Amazon Redshift, term"],
        ),
        (
            "그 논문은 ‘machine learning’(기계 학습)의 역사를 다룬다.",
            &["기계 학습 = machine learning, term"],
        ),
        (
            "두 나라는 FTA(자유무역협정)를 맺었다.",
            &["자유무역협정 = FTA, abbreviation"],
        ),
        (
            "발표는 Ada Lovelace(에이다 러브레이스, 1815~1852)의 이야기로 시작했다.",
            &["에이다 러브레이스 = Ada Lovelace, term"],
        ),
        (
            "편의점 CU(씨유)가 새 도시락을 내놓았다.",
            &["씨유 = CU, term"],
        ),
        (
            "정부는 R&D(연구·개발) 예산을 늘리기로 했다.",
            &["연구·개발 = R&D, abbreviation"],
        ),
        // Ordinary glosses stay what they are, also behind Latin letters.
        (
            "함수는 AWS 람다(AWS Lambda)로 돌린다.",
            &["AWS 람다 = AWS Lambda, term"],
        ),
        // Asides.
        ("이 계약은 AWS(이하 회사)와 고객이 맺는다.", &[]),
        ("행사에는 Slack(미국 기업)도 참여했다.", &[]),
        ("먼저 Python(버전 3 이상)을 설치한다.", &[]),
        ("가을에는 새 iPhone(출시 예정)이 나온다.", &[]),
        ("한국 IBM(대표 김민수)은 실적을 발표했다.", &[]),
        ("사진은 Netflix(넷플릭스 제공)가 공개했다.", &[]),
        ("기본값은 출력 URL(목록 화면의 URL)이다.", &[]),
        ("피의자 A(37·무직)씨를 조사하고 있다.", &[]),
        ("이곳에서 300km(약 190마일) 떨어져 있다.", &[]),
        ("다음 줄은 print(\"안녕하세요\")를 부른다.", &[]),
        ("참가자는 두산DST(한빛전자)를 둘러보았다.", &[]),
    ];

    #[test]
    fn sentences_give_their_pairs() {
        let extractor = Extractor::new(None)
            .expect("the built-in dictionary")
            .with_reversed(true);
        assert_eq!(wrong(&extractor, SENTENCES), [""; 0]);
    }
}
