//! Nouns made of verbs, where they are verbs: 설정을 되돌림으로써, 파일을 쓰기 위해. With an object or an adverb before it, a verb keeps both, and
//! no other noun can take its place.

use std::ops::Range;

use super::place::Finder;
use crate::check::behind::hangul;
use crate::particle::{Final, Tail, TailKind, final_of};
use crate::source::floor_char_boundary;

/// How many words before the noun are looked at: 설정을 이전 상태로 빠르게 되돌림으로써.
const WORDS: usize = 5;

/// How far back they are looked for, in bytes.
const LONGEST: usize = 120;

/// Beginnings of words with which 기 makes a clause: 쓰기 위해, 쓰기 전에, 쓰기 쉽다.
const WITH_CLAUSES: [&str; 22] = [
    "위해", "위한", "위하", "전", "이전", "직전", "때문", "시작", "어렵", "어려", "쉽", "쉬",
    "힘들", "힘든", "좋", "편하", "편한", "편리", "바라", "바랍", "원하", "마련",
];

/// Adverbs that verbs have before them and nouns have not.
const ADVERBS: [&str; 12] = [
    "다시",
    "모두",
    "바로",
    "즉시",
    "미리",
    "먼저",
    "곧",
    "함께",
    "자주",
    "한꺼번에",
    "직접",
    "잘못",
];

/// Nouns made of words that are mostly adjectives, or verbs without an object.
const MEASURES: [&str; 6] = ["크기", "밝기", "굵기", "세기", "빠르기", "기울기"];

/// Beginnings of verbs before which 기 with 로 is a clause: 쓰기로 했다.
const DECIDING: [&str; 8] = ["했", "하", "한", "할", "합", "결정", "약속", "정하"];

/// Particles that a verb has behind it rather than a noun that is used beside a verb: 쓰기도 했다, 되돌림으로써.
const OF_VERBS: [&str; 10] = [
    "도",
    "는",
    "만",
    "에는",
    "보다",
    "보다는",
    "는커녕",
    "에",
    "으로써",
    "에도",
];

/// What may be the ending of a verb behind its stem, and a particle behind a noun.
const OF_STEMS: [&str; 5] = ["는", "며", "면", "고", "던"];

impl Finder<'_> {
    /// Whether a term is a verb where it stands, before its `tail`: it is made of one, and has an object before it. What the dictionary lists
    /// as a noun as well (이름 of 이르다) is one only where what is behind it says so.
    pub(super) fn is_verb(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        tail: Range<usize>,
    ) -> bool {
        let written = &text[start..end];
        let Some(ending) = nominal(written) else {
            return self.is_predicate(text, start..end, tail);
        };
        self.by_itself = false;
        let behind = &text[tail.end..];
        let tail = &text[tail];
        let next = behind.strip_prefix([' ', '\n']).unwrap_or_default();
        let starts = |words: &[&str]| words.iter().any(|word| next.starts_with(word));
        // 페이지를 새로 고침하면: the noun and 하다 are a verb together.
        if Tail::read(tail).is_some_and(|tail| tail.kind() == TailKind::LightVerb)
            || !self.has_object(&text[..start])
        {
            return false;
        }
        let is_clause = match ending {
            Nominal::Gi if tail.is_empty() => starts(&WITH_CLAUSES),
            Nominal::Gi if tail == "로" => starts(&DECIDING),
            _ => false,
        };
        // A noun before another one: 파일을 쓰기 모드로 연다.
        if tail.is_empty() && next.starts_with(char::is_alphanumeric) && !is_clause {
            return false;
        }
        let word = written.rsplit(' ').next().unwrap_or(written);
        let says_so = is_clause
            || OF_VERBS.contains(&tail)
            || tail.is_empty() && word == written && ends_sentence(behind);
        !MEASURES.contains(&word)
            && self.nouns.is_of_verb(word)
            && (says_so || !self.nouns.is_listed(word))
    }

    /// Whether a term is spelled like a form of a verb, and is one: 글자를 셀 때, where 셀 is no cell, or 자유를 누리는, where 누리 is no world.
    fn is_predicate(&mut self, text: &str, term: Range<usize>, tail: Range<usize>) -> bool {
        let written = &text[term.clone()];
        let behind = text[tail.end..].strip_prefix([' ', '\n']);
        let tail = &text[tail];
        if tail.is_empty() {
            let is_rieul = final_of(written) == Some(Final::Rieul);
            let is_one = is_rieul && written.chars().nth(1).is_none();
            if !is_one || !self.nouns.is_before_noun(written) {
                return false;
            }
            self.by_itself = false;
            return behind.is_some_and(|behind| {
                is_behind_verb(behind)
                    || takes_place_of_object(behind) && self.has_object(&text[..term.start])
            });
        }
        if !OF_STEMS.contains(&tail) || !self.nouns.is_stem(written) {
            return false;
        }
        self.by_itself = false;
        self.has_object(&text[..term.start])
    }

    /// Whether the words at the end of a text are the object of a verb behind them, with what else belongs to that verb.
    fn has_object(&mut self, before: &str) -> bool {
        let Some(before) = before.strip_suffix([' ', '\n']) else {
            return false;
        };
        let start = floor_char_boundary(before, before.len().saturating_sub(LONGEST));
        let mut adverb = false;
        for word in before[start..].rsplit([' ', '\n']).take(WORDS) {
            if let Some(noun) = word.strip_suffix(['을', '를']) {
                // 찾을 is what 찾다 has before a noun.
                return !noun.is_empty() && (word.ends_with('를') || !self.nouns.is_stem(noun));
            }
            let is_adverb = ADVERBS.contains(&word)
                || ["게", "히", "로", "에", "에서", "에게", "까지"]
                    .iter()
                    .any(|end| word.strip_suffix(end).is_some_and(|rest| !rest.is_empty()));
            // Before an adverb of place there may be a noun that belongs to it: 이전 상태로.
            if !(is_adverb || adverb && is_plain(word)) {
                return false;
            }
            adverb = true;
        }
        false
    }
}

/// Whether a text begins with a noun that only has a verb before it: 풀 때, but 풀 때문에; 셀 수 있다, but 셀 수를 센다.
fn is_behind_verb(text: &str) -> bool {
    let with = |noun: &str, next: &[&str]| {
        let rest = text.strip_prefix(noun);
        rest.is_some_and(|rest| next.iter().any(|next| rest.starts_with(next)))
    };
    text.strip_prefix('때')
        .is_some_and(|rest| !rest.starts_with('문'))
        || with(
            "수",
            &[
                " 있", " 없", "도 있", "도 없", "는 있", "는 없", "가 있", "가 없", "밖에",
            ],
        )
        || with("것", &["이다", "입", "인가", "인지", "으로 보"])
        || with(
            "줄",
            &[
                " 알", " 안", " 모", " 몰", "을 알", "을 모", "도 알", "도 모",
            ],
        )
        || with("뿐", &["이", "만", " 아"])
}

/// Whether a text begins with a noun that leaves no other verb to an object before it: with one that is an object itself, 압축을 풀 폴더를 고른다, or that
/// the sentence says something to be, 개수를 셀 도구이다. But 값을 셀 주소로 찾는다.
fn takes_place_of_object(text: &str) -> bool {
    let word = &text[..hangul(text)];
    let is_object = word.len() > '를'.len_utf8() && word.ends_with(['을', '를']);
    let copula = ["이다", "입니다", "이며", "이고", "이었다", "이라", "이므로"];
    is_object
        || copula
            .iter()
            .any(|copula| word.len() > copula.len() && word.ends_with(copula))
}

/// Whether a line or a sentence ends before a text.
fn ends_sentence(behind: &str) -> bool {
    behind.trim_start_matches(['*', '_', ' ']).is_empty()
        || behind.starts_with(['.', ',', '\n', '\r', ')', '*', '!', '?'])
}

/// The two endings that make nouns of verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nominal {
    /// ㅁ, 음.
    Eum,
    /// 기.
    Gi,
}

/// The ending with which a word may be made of a verb.
fn nominal(word: &str) -> Option<Nominal> {
    let last = word.chars().next_back()?;
    match last {
        '기' => Some(Nominal::Gi),
        // With ㅁ or ㄻ.
        '가'..='힣' if matches!((u32::from(last) - u32::from('가')) % 28, 10 | 16) => {
            Some(Nominal::Eum)
        }
        _ => None,
    }
}

/// Whether a word may be the noun before another one: no ending, no particle, no sign.
fn is_plain(word: &str) -> bool {
    const ENDS: [char; 20] = [
        '은', '는', '이', '가', '의', '고', '며', '면', '서', '도', '만', '와', '과', '한', '된',
        '할', '될', '던', '다', '인',
    ];
    hangul(word) == word.len() && !word.is_empty() && !word.ends_with(ENDS)
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::find::place::tests::found;

    const ROWS: &str =
        "1,rollback,되돌림,\n2,write,쓰기,\n3,bundle,묶음,\n4,program,프로그램,\n5,size,크기,\n";

    #[test]
    fn a_noun_made_of_a_verb_with_an_object_is_a_verb() {
        for text in [
            "설정을 되돌림으로써 장애를 막는다.",
            "설정을 이전 상태로 되돌림에 따라 값이 달라진다.",
            "설정을 빠르게 되돌림.",
            "표를 다시 묶음으로써 크기를 줄인다.",
            "파일을 쓰기 위해 연다.",
            "파일을 쓰기 전에 닫는다.",
            "파일을 쓰기로 했다.",
            "오래된 값을 쓰기도 한다.",
        ] {
            let all = found(ROWS, text);
            let verbs = all.iter().filter(|hit| !hit.starts_with("크기"));
            assert_eq!(verbs.count(), 0, "{text}: {all:?}");
        }
    }

    #[test]
    fn without_one_it_is_a_noun() {
        for (text, term) in [
            ("되돌림으로써 장애를 막는다.", "되돌림+으로써"),
            ("설정을 지우고 되돌림을 누른다.", "되돌림+을"),
            ("설정을 되돌림 단추로 고친다.", "되돌림+"),
            ("파일을 쓰기 모드로 연다.", "쓰기+"),
            ("설정을 프로그램으로 바꾼다.", "프로그램+으로"),
            ("표를 크기로 나눈다.", "크기+로"),
            ("값을 담은 묶음을 만든다.", "묶음+을"),
            ("값을 쓰기(라이트)로 넘긴다.", "쓰기+"),
            ("설정을 되돌림하면 값이 바뀐다.", "되돌림+하면"),
            ("나중에 찾을 묶음이 많다.", "묶음+이"),
            ("값을 크기 64로 줄인다.", "크기+"),
            ("표를 묶음·낱장으로 나눈다.", "묶음+"),
        ] {
            assert_eq!(found(ROWS, text), [term], "{text}");
        }
    }

    #[test]
    fn what_is_spelled_like_a_verb_may_be_one() {
        const ROWS: &str = "1,cell,셀,\n2,pool,풀,\n3,web,누리,\n";
        for text in [
            "글자 수를 셀 때 쓴다.",
            "셀 수 없이 많다.",
            "문제를 풀 줄 안다.",
            "압축을 풀 수 있다.",
            "압축을 풀 폴더를 고른다.",
            "글자 수를 셀 도구이다.",
            "문제를 빠르게 풀 방법을 찾는다.",
            "자유를 누리는 사람이 많다.",
            "인기를 누리며 자란다.",
        ] {
            assert_eq!(found(ROWS, text), [""; 0], "{text}");
        }
        for (text, term) in [
            ("셀 병합을 푼다.", "셀+"),
            ("셀 수를 센다.", "셀+"),
            ("빈 셀 때문에 느리다.", "셀+"),
            ("스레드를 풀 안에서 돌린다.", "풀+"),
            ("풀 수가 모자란다.", "풀+"),
            ("값을 셀 주소로 찾는다.", "셀+"),
            ("연결을 풀 크기에 맞춘다.", "풀+"),
            ("풀 크기를 바꾼다.", "풀+"),
            ("온 누리는 넓다.", "누리+는"),
        ] {
            assert_eq!(found(ROWS, text), [term], "{text}");
        }
    }
}
