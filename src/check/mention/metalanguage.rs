//! Words that are said of words.

use crate::particle::Tail;

/// Nouns for words, spellings and names.
const NOUNS: [&str; 26] = [
    "말",
    "낱말",
    "단어",
    "어휘",
    "용어",
    "표현",
    "표기",
    "표기법",
    "명칭",
    "이름",
    "호칭",
    "별칭",
    "외래어",
    "외국어",
    "번역어",
    "대역어",
    "역어",
    "순화어",
    "동의어",
    "유의어",
    "약어",
    "준말",
    "줄임말",
    "철자",
    "오기",
    "오타",
];

/// Beginnings of verbs that say how something is written or called.
const WRITING: [&str; 46] = [
    "쓰", "쓴", "써", "썼", "쓸", "씁", "적는", "적은", "적어", "적었", "적힌", "적혀", "적습",
    "적고", "적던", "바꾸", "바꾼", "바꿔", "바꿨", "바꿀", "바꿉", "고치", "고친", "고쳐", "고쳤",
    "고칠", "고칩", "옮기", "옮긴", "옮겨", "옮겼", "부르", "부른", "불러", "불렀", "통일", "표기",
    "번역", "순화", "수정", "대체", "교체", "변경", "표현", "다듬", "음차",
];

/// Of these, with some more, those that quote a word, behind 라고.
const QUOTING: [&str; 26] = [
    "쓰", "쓴", "써", "썼", "쓸", "씁", "적는", "적은", "적어", "적었", "적힌", "적혀", "적습",
    "적고", "적던", "옮기", "옮긴", "옮겨", "옮겼", "표기", "번역", "음차", "발음", "입력", "검색",
    "표시",
];

/// Those that do so behind 로 as well: what is put down so is no use of the thing.
const SPELLING: [&str; 7] = ["표기", "음차", "발음", "적힌", "적혀", "적는", "적었"];

/// Verbs before 지 않다 and 지 말다 that forbid a word.
const USING: [&str; 7] = [
    "쓰지",
    "적지",
    "사용하지",
    "표기하지",
    "표현하지",
    "부르지",
    "번역하지",
];

/// Whether a word is such a noun, with particles or without.
pub(super) fn is_linguistic(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    NOUNS.iter().any(|noun| {
        let rest = word.strip_prefix(noun);
        let rest = rest.map(|rest| rest.trim_start_matches(|c: char| !c.is_alphanumeric()));
        rest.is_some_and(|rest| rest.is_empty() || Tail::read(rest).is_some())
    })
}

/// Whether some words have such a noun among them. 말 behind 지 is a verb: 넣지 말 것.
pub(super) fn speaks_of_words(text: &str) -> bool {
    let mut before = "";
    text.split_whitespace().any(|word| {
        let verb = word.starts_with('말') && before.ends_with('지');
        before = word;
        !verb && is_linguistic(word)
    })
}

/// Whether some words forbid one: 쓰지 않는다, 사용하지 말 것, 피한다.
pub(super) fn forbids(text: &str) -> bool {
    let mut before = "";
    text.split_whitespace().any(|word| {
        let denied = word.starts_with(['않', '말', '마', '못']) && USING.contains(&before);
        before = word;
        denied
            || ["피하", "피한", "삼가", "지양"]
                .iter()
                .any(|verb| word.starts_with(verb))
    })
}

/// Whether some words say how something is written, behind 로 or 으로.
pub(super) fn writes(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.any(|word| WRITING.iter().any(|verb| word.starts_with(verb)))
}

/// Whether one of the first words quotes what stands before them, behind 라고: 흔히 썼다, 적힌.
pub(super) fn quotes(text: &str) -> bool {
    let mut words = text.split_whitespace().take(BETWEEN);
    words.any(|word| QUOTING.iter().any(|verb| word.starts_with(verb)))
}

/// Whether the first word, or the one behind an adverb, says that something is spelled so, behind 로: 표기한다, 잘못 적힌.
pub(super) fn spells(text: &str) -> bool {
    let mut words = text.split_whitespace().take(2);
    words.any(|word| SPELLING.iter().any(|verb| word.starts_with(verb)))
}

/// How many words may stand before the verb.
const BETWEEN: usize = 3;

/// Whether a word sets one thing against another: 대신, 아니라, 말고, 보다.
pub(super) fn contrasts(word: &str) -> bool {
    let all = ["대신", "아니라", "아니고", "아닌", "말고", "보다", "보단"];
    all.iter().any(|one| word.starts_with(one))
}

/// Whether a word calls something right or wrong: 맞다, 틀리다, 옳다, 잘못, 올바르다.
pub(super) fn judges(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let all = [
        "맞다", "맞는", "맞고", "맞음", "틀리", "틀린", "틀림", "옳", "잘못", "올바", "바른",
    ];
    all.iter().any(|one| word.starts_with(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_for_words_are_words_of_their_own() {
        for word in [
            "말",
            "말은",
            "단어를",
            "표기다.",
            "외래어입니다",
            "‘용어’가",
        ] {
            assert!(is_linguistic(word), "{word}");
        }
        for word in ["정말", "말린", "단어장", "용어집을", "표기판", ""] {
            assert!(!is_linguistic(word), "{word}");
        }
        assert!(!speaks_of_words("넣지 말 것"));
    }

    #[test]
    fn verbs_of_writing_forbid_and_prescribe() {
        assert!(forbids("는 쓰지 않는다") && forbids("를 사용하지 말 것") && forbids("는 피한다"));
        assert!(!forbids("는 넣지 않는다") && !forbids("를 사용한다"));
        assert!(writes(" 쓴다") && writes(" 모두 통일한다") && !writes(" 나아간다"));
        assert!(quotes(" 잘못 썼으나") && quotes(" 적힌 곳") && !quotes(" 부른다"));
        assert!(spells(" 표기한다") && spells(" 잘못 적힌 곳") && !spells(" 쓴다"));
    }
}
