//! Is a word a noun with something behind it, or another word that begins alike?

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use super::entry::{Lookup, is_name_of_something};
use super::syllable::{L, LM, jamo, syllable};
use super::{Morpheme, Tag, Worker};

/// Answers kept by a thread. Words with terms in them come again and again.
const CACHE: usize = 65_536;

/// Whether words are what they look like, as far as a dictionary can tell; with what was asked before.
pub struct Nouns {
    worker: Worker,
    /// The last answer on each word, with what was asked.
    known: HashMap<Box<str>, (Question, bool)>,
    /// How many words were looked up in the dictionary, and how many of them were analysed.
    asked: usize,
    analysed: usize,
}

/// What is asked of a word: whether a noun ends at this byte, before a particle or a suffix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Particle(usize),
    Verb(usize),
    Suffix(usize),
}

impl Nouns {
    /// With a worker of one thread.
    #[must_use]
    pub fn new(worker: Worker) -> Self {
        Self {
            worker,
            known: HashMap::new(),
            asked: 0,
            analysed: 0,
        }
    }

    /// How many words were looked up since this was last called, each once; and how many of them were analysed, since the
    /// dictionary has words of several kinds that begin like them.
    pub fn take_counts(&mut self) -> (usize, usize) {
        (
            std::mem::take(&mut self.asked),
            std::mem::take(&mut self.analysed),
        )
    }

    /// Whether a word between spaces may be the noun of its first `end` bytes with particles, endings or a light verb behind it
    /// and nothing else: not if the dictionary has a longer noun that begins so (구조대 in 구조대로, 고양이 of 고양), nor if it
    /// reads the whole as something else (가지고 of 가지). Of a noun that it does not know it has nothing to say.
    ///
    /// The whole word is analysed only where words of several kinds begin so, or where it is `doubtful` for another reason.
    pub fn may_end_at(&mut self, word: &str, end: usize, doubtful: bool) -> bool {
        self.remembered(word, Question::Particle(end), |nouns| {
            nouns.look_up(word, end, doubtful, false)
        })
    }

    /// The same where what is behind the noun can only be a light verb: another word that is spelled like the noun has none (머지해야 is
    /// nothing of 멀다), but one that begins like them both may be meant (이상한 of 이상).
    pub fn may_take_verb(&mut self, word: &str, end: usize) -> bool {
        self.remembered(word, Question::Verb(end), |nouns| {
            nouns.look_up(word, end, false, true)
        })
    }

    /// Whether a word between spaces may be the noun of its first `end` bytes with a suffix and particles behind it: 서버용으로. Not if
    /// the dictionary has a longer noun that begins so (피고용인 of 피고). What an analysis makes of such words is a guess: 서용 of 텐서용
    /// is a word, too.
    pub fn may_take_suffix(&mut self, word: &str, end: usize) -> bool {
        self.remembered(word, Question::Suffix(end), |nouns| {
            let lookup = Lookup(&nouns.worker.segmenter.segmenter().dictionary);
            let mut all = lookup.beginnings(word, end);
            !all.any(|(at, tags)| at > end && is_name_of_something(tags))
        })
    }

    /// Whether a word is the stem of a verb: 찾.
    #[must_use]
    pub fn is_stem(&self, word: &str) -> bool {
        Lookup(&self.worker.segmenter.segmenter().dictionary).is_verb(word)
    }

    /// Whether a word is the form of a verb that stands before a noun: 풀 of 풀다, 셀 of 세다.
    #[must_use]
    pub fn is_before_noun(&self, word: &str) -> bool {
        Lookup(&self.worker.segmenter.segmenter().dictionary).is_before_noun(word)
    }

    /// Whether the dictionary lists a word as a noun.
    #[must_use]
    pub fn is_listed(&self, word: &str) -> bool {
        Lookup(&self.worker.segmenter.segmenter().dictionary).is_noun(word)
    }

    /// Whether the dictionary has a noun with which the word begins, and which ends within a range of it, in bytes.
    pub fn is_divided(&mut self, word: &str, within: Range<usize>) -> bool {
        self.asked += 1;
        let lookup = Lookup(&self.worker.segmenter.segmenter().dictionary);
        let mut all = lookup.beginnings(word, within.start);
        all.any(|(end, tags)| within.start < end && end < within.end && is_name_of_something(tags))
    }

    /// Where common nouns of the dictionary end with which a word begins, in bytes. Of names it has too many to tell by one that two words
    /// are written together.
    pub fn noun_ends(&mut self, word: &str) -> Vec<usize> {
        self.asked += 1;
        let lookup = Lookup(&self.worker.segmenter.segmenter().dictionary);
        let nouns = lookup.beginnings(word, 1);
        let nouns = nouns.filter(|(_, tags)| *tags == "NNG");
        nouns.map(|(end, _)| end).collect()
    }

    /// Whether a word with the ending 기, 음 or ㅁ is made of a verb: 쓰기 of 쓰다, 되돌림 of 되돌리다.
    pub fn is_of_verb(&mut self, word: &str) -> bool {
        self.asked += 1;
        let lookup = Lookup(&self.worker.segmenter.segmenter().dictionary);
        let mut stem = word.to_owned();
        let last = stem.pop();
        if !matches!(last, Some('기' | '음')) {
            let Some((initial, vowel, end)) = last.and_then(jamo) else {
                return false;
            };
            // 만듦 of 만들다.
            let end = if end == LM { L } else { 0 };
            stem.push(syllable(initial, vowel, end));
        }
        lookup.is_verb(&stem)
    }

    /// The answer on a word, which is asked for once.
    fn remembered(
        &mut self,
        word: &str,
        question: Question,
        ask: impl FnOnce(&mut Self) -> bool,
    ) -> bool {
        if let Some(&(at, answer)) = self.known.get(word)
            && at == question
        {
            return answer;
        }
        if self.known.len() >= CACHE {
            self.known.clear();
        }
        self.asked += 1;
        let answer = ask(self);
        self.known.insert(word.into(), (question, answer));
        answer
    }

    /// Whether some letters are two nouns, of which the second begins at letter `at`: 머신 and 러닝 in 머신러닝.
    pub fn parts_at(&mut self, letters: &[char], at: usize) -> bool {
        self.worker.word.clear();
        self.worker.word.extend(letters);
        let morphemes = self.worker.word();
        let ends = morphemes
            .iter()
            .any(|m| m.end as usize == at && m.last.is_nominal());
        let begins = morphemes
            .iter()
            .any(|m| m.start as usize == at && m.first.is_nominal());
        // 서 버 is no way to write 서버, whatever the dictionary makes of its syllables.
        ends && begins && letters.len() > 2
    }

    /// `before_verb`: nothing but a noun can stand there.
    fn look_up(&mut self, word: &str, end: usize, doubtful: bool, before_verb: bool) -> bool {
        let lookup = Lookup(&self.worker.segmenter.segmenter().dictionary);
        // Whether the noun is known, whether it is a word of another kind, and whether it or what begins with it is one.
        let (mut known, mut here, mut other) = (false, false, doubtful);
        for (at, tags) in lookup.beginnings(word, end) {
            match (at.cmp(&end), is_name_of_something(tags)) {
                (Ordering::Greater, true) => return false,
                (_, true) => known = true,
                (order, false) => {
                    here |= order == Ordering::Equal;
                    other |= !before_verb || order == Ordering::Greater;
                }
            }
        }
        if !known {
            // Of a noun that it does not have, whatever it reads there is a guess; but 다른 is none.
            return !(doubtful && here);
        }
        !other || self.is_read_apart(word, end)
    }

    /// Whether a noun ends there if the whole word is analysed.
    fn is_read_apart(&mut self, word: &str, end: usize) -> bool {
        self.analysed += 1;
        let border = word[..end].chars().count() as u32;
        self.worker.word.clear();
        self.worker.word.push_str(word);
        let morphemes = self.worker.word();
        let before = morphemes.iter().find(|m| m.end == border);
        let behind = morphemes.iter().find(|m| m.start == border);
        // Where no morpheme ends here, the word is one that the dictionary does not know, or knows as another.
        match (before, behind) {
            (Some(before), Some(behind)) => {
                // A suffix, but one that makes no other noun.
                let plural = behind.end == border + 1 && word[end..].starts_with('들');
                is_noun(*before) && (plural || !continues(*behind))
            }
            _ => false,
        }
    }
}

/// Whether a noun can end in it.
fn is_noun(morpheme: Morpheme) -> bool {
    morpheme.last.is_nominal()
}

/// Whether it goes on with the noun before it. Of one syllable the dictionary takes particles for nouns: 의 in 서버의.
fn continues(morpheme: Morpheme) -> bool {
    match morpheme.first {
        Tag::Suffix | Tag::Root => true,
        Tag::Noun | Tag::ProperNoun | Tag::Person | Tag::Place => morpheme.end - morpheme.start > 1,
        _ => false,
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use super::*;
    use crate::morphology::Analyser;

    #[test]
    fn what_is_no_noun_wears_no_particle_that_does_not_agree() {
        let mut nouns = Nouns::new(Analyser::new(None).unwrap().worker());
        assert!(!nouns.may_end_at("다른가", "다른".len(), true));
        assert!(nouns.may_end_at("쿠버네티스이", "쿠버네티스".len(), true));
    }

    #[test]
    fn a_noun_with_a_suffix_is_told_from_a_longer_noun() {
        let mut nouns = Nouns::new(Analyser::new(None).unwrap().worker());
        for (word, noun) in [
            ("서버용으로", "서버"),
            ("사용자별로", "사용자"),
            ("사용자님께서", "사용자"),
            ("쿠버네티스용", "쿠버네티스"),
            ("텐서용을", "텐서"),
        ] {
            assert!(nouns.may_take_suffix(word, noun.len()), "{word}");
        }
        for (word, noun) in [("피고용인", "피고"), ("시간에", "시"), ("인간형", "인")]
        {
            assert!(!nouns.may_take_suffix(word, noun.len()), "{word}");
        }
    }

    #[test]
    fn nouns_made_of_verbs_are_known() {
        let mut nouns = Nouns::new(Analyser::new(None).unwrap().worker());
        for word in ["되돌림", "쓰기", "묶음", "만듦"] {
            assert!(nouns.is_of_verb(word), "{word}");
        }
        for word in ["프로그램", "시스템", "복사기", "알고리즘", "기", "음"] {
            assert!(!nouns.is_of_verb(word), "{word}");
        }
    }

    #[test]
    fn nouns_at_the_beginning_of_a_word_are_known() {
        let mut nouns = Nouns::new(Analyser::new(None).unwrap().worker());
        assert!(nouns.noun_ends("서버를").contains(&"서버".len()));
        assert!(!nouns.noun_ends("를서버").contains(&"를서버".len()));
    }

    #[test]
    fn before_a_light_verb_stands_a_noun() {
        let mut nouns = Nouns::new(Analyser::new(None).unwrap().worker());
        for (word, noun, is_noun) in [
            ("머지해야", "머지", true),
            ("머지할", "머지", true),
            ("배포한", "배포", true),
            ("이상한", "이상", false),
            ("북극해야", "북극", false),
        ] {
            assert_eq!(nouns.may_take_verb(word, noun.len()), is_noun, "{word}");
        }
        assert!(!nouns.may_end_at("머지해야", "머지".len(), false));
    }

    fn ends(word: &str, noun: &str) -> bool {
        let mut nouns = Nouns::new(Analyser::new(None).unwrap().worker());
        let answer = nouns.may_end_at(word, noun.len(), false);
        assert_eq!(nouns.may_end_at(word, noun.len(), false), answer);
        assert_eq!(nouns.take_counts().0, 1);
        answer
    }

    #[test]
    fn a_noun_with_a_particle_is_told_from_a_longer_noun() {
        for (word, noun) in [
            ("서버가", "서버"),
            ("서버로", "서버"),
            ("버퍼의", "버퍼"),
            ("쿠버네티스가", "쿠버네티스"),
            ("쿠버네티스도", "쿠버네티스"),
            ("함수이다", "함수"),
            ("인증서들을", "인증서"),
            ("서버들이", "서버"),
            ("연구들에선", "연구"),
        ] {
            assert!(ends(word, noun), "{word}");
        }
        for (word, noun) in [
            ("구조대로", "구조"),
            ("고양이", "고양"),
            ("전문가", "전문"),
            ("정확도", "정확"),
            ("가지고", "가지"),
            ("제주도", "제주"),
            ("아들을", "아"),
        ] {
            assert!(!ends(word, noun), "{word}");
        }
    }
}
