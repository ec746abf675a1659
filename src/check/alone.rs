//! Particles that stand alone, apart from their words. Most of them are no other word; of the others, what stands around them tells.

use std::ops::Range;

use super::behind::hangul;
use super::find::is_section;
use crate::particle::{Final, Tail, TailKind, final_of};
use crate::source::floor_char_boundary;

/// Particles and forms of the copula that stand for no other word when they stand alone.
pub(super) const ALONE: [&str; 36] = [
    "은",
    "는",
    "을",
    "를",
    "의",
    "에",
    "에는",
    "에서",
    "에서는",
    "에서도",
    "에도",
    "에게",
    "에게는",
    "에게서",
    "와",
    "와의",
    "로",
    "로는",
    "으로",
    "으로는",
    "까지",
    "까지는",
    "부터",
    "부터는",
    "처럼",
    "께서",
    "께서는",
    "라고",
    "라는",
    "이라고",
    "이라는",
    "입니다",
    "입니까",
    "이다",
    "였다",
    "이었다",
];

/// Those of them that may be words of their own behind a noun, so that they have to agree to be particles: 은 is silver, and 와 "come".
pub(super) const OTHER_WORDS: [&str; 5] = ["은", "와", "로", "으로", "에도"];

/// What the forms of particles and of the copula begin with that change with the word before them, are longer than one syllable, and are the beginning
/// of no other word. 라면, 이란 and 여야 are such words: noodles, Iran, the parties of a parliament.
const LONGER: [&str; 17] = [
    "으로",
    "로부터",
    "로서",
    "로써",
    "로는",
    "로의",
    "와의",
    "와는",
    "이라",
    "이나",
    "이며",
    "이든",
    "이었",
    "라고",
    "라는",
    "라며",
    "였",
];

/// The particle behind one space, where it can be nothing else: in the files of office programs the end of a line and a tab are spaces as well. Of what
/// may be another word, 회사 와 놀았다, a space before it says that it is one.
pub(super) fn behind_space(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..].strip_prefix(' ')?;
    let start = end + 1;
    let run = start..start + hangul(rest);
    (is_no_other_word(&text[run.clone()]) && goes_on(&text[run.end..])).then_some(run)
}

/// Whether a word that stands alone is a particle, or a form of the copula, and no other word.
fn is_no_other_word(word: &str) -> bool {
    let is_single = ALONE.contains(&word) && !OTHER_WORDS.contains(&word);
    let is_longer = || word == "며" || LONGER.iter().any(|begin| word.starts_with(begin));
    is_single || is_longer() && Tail::read(word).is_some()
}

/// Whether what stands behind a break, and reads as a particle, is the one of the word that ends at `end`, for sure. The text goes on behind it: what stands
/// alone on its line may be an item of a list.
pub(super) fn is_sure(text: &str, end: usize, particle: &Range<usize>) -> bool {
    let written = &text[particle.clone()];
    let (word, behind) = (&text[..end], &text[particle.end..]);
    if !goes_on(behind) {
        return false;
    }
    if is_no_other_word(written) {
        return true;
    }
    let fits = agrees(word, written);
    let is_particle = match written {
        "은" | "로" | "과의" | "과는" => fits,
        "와" => fits && !comes(behind) && !is_verb(next_word(behind).0),
        "과" => fits && !is_section(behind),
        "이" | "가" => belongs(text, particle, word) && (fits || is_settled(behind)),
        _ => false,
    };
    is_particle && !is_heading(word)
}

/// Whether what stands behind a break may be the particle of the word before it, and would be another one behind other words.
pub(super) fn may_change(text: &str, end: usize, particle: &Range<usize>) -> bool {
    let Some(tail) = Tail::read(&text[particle.clone()]) else {
        return false;
    };
    let is_one = |end| tail.agrees(end);
    let is_fixed = [Final::Vowel, Final::Rieul, Final::Consonant]
        .into_iter()
        .all(is_one);
    let before = final_of(&text[..end]);
    !is_fixed && before.is_none_or(is_one)
}

/// Whether a word ends before this, and the text goes on on the same line.
fn goes_on(behind: &str) -> bool {
    let rest = behind.trim_start_matches([' ', '\t']);
    let Some(next) = rest.chars().next() else {
        return false;
    };
    let is_parted = rest.len() < behind.len() && !matches!(next, '\n' | '\r');
    is_parted || ",.?!:;…)<&”’」』》〉".contains(next)
}

/// Whether the next word is a predicate, and none that may say what "this" thing is or does: 이 생성된 파일, 이 서버다.
fn is_settled(behind: &str) -> bool {
    let (next, behind) = next_word(behind);
    let ends_sentence = behind.starts_with(['.', '!', '?']);
    next.starts_with(['없', '있']) || next.starts_with("아니") || ends_sentence && is_verb(next)
}

/// Whether a word ends as no noun with the copula does: 넘친다, 줄었다, 넘칩니다.
fn is_verb(word: &str) -> bool {
    let final_consonant = |c: char| {
        ('가'..='힣')
            .contains(&c)
            .then(|| (u32::from(c) - u32::from('가')) % 28)
    };
    let stem = word
        .strip_suffix("니다")
        .or_else(|| word.strip_suffix('다'));
    let last = stem.and_then(|stem| stem.chars().next_back());
    let last = last.filter(|last| *last != '입').and_then(final_consonant);
    // ㄴ and ㅆ before 다, ㅂ before 니다.
    matches!(
        (word.ends_with("니다"), last),
        (false, Some(4 | 20)) | (true, Some(17))
    )
}

/// Longer lines are no headings, in bytes.
const LONGEST_HEADING: usize = 400;

/// Whether the last line of a text is a heading, behind which no sentence goes on.
fn is_heading(before: &str) -> bool {
    let near = floor_char_boundary(before, before.len().saturating_sub(LONGEST_HEADING));
    let line = before[near..].rfind('\n');
    let line = line.map_or(&before[near..], |at| &before[near + at + 1..]);
    line.starts_with('#') || line.starts_with("==")
}

/// Whether what stands alone can only be a particle of the word before it.
pub(super) fn belongs(text: &str, particle: &Range<usize>, word: &str) -> bool {
    let written = &text[particle.clone()];
    if ALONE.contains(&written) {
        return true;
    }
    // 이 may be "this", and 가 "go".
    if !matches!(written, "이" | "가") {
        return false;
    }
    let (next, behind) = next_word(&text[particle.end..]);
    let Some(end) = final_of(word) else {
        return false;
    };
    is_predicate(next, behind)
        || written == "가" && end == Final::Vowel && !next.is_empty() && !goes(next)
}

/// The word of Hangul behind a space or the end of a line, and what stands behind it.
fn next_word(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    rest.split_at(hangul(rest))
}

/// Whether a word is a verb or an adjective for sure: before one stands no "this".
fn is_predicate(word: &str, behind: &str) -> bool {
    let sentence = behind.starts_with(['.', '!', '?']);
    let is_final = || word.ends_with(['다', '요', '까']) && word.chars().nth(2).is_some();
    let mut borders = word.char_indices().skip(2).map(|(at, _)| at);
    word.starts_with(['없', '있'])
        || word.starts_with("아니")
        || sentence && is_final()
        || borders.any(|at| {
            Tail::read(&word[at..])
                .is_some_and(|tail| tail.kind() == TailKind::LightVerb && !tail.may_end_noun())
        })
}

/// Whether 와 is a verb before these words: 와 보다, 와 있다, 와 주다, 와 달라.
pub(super) fn comes(behind: &str) -> bool {
    let next = behind.trim_start();
    goes(next) || next.starts_with("달")
}

/// Whether 가 is a verb before this word: 가 보다, 가 있다, 가 주다, 가 버리다.
fn goes(next: &str) -> bool {
    next.starts_with([
        '보', '본', '볼', '봐', '봤', '봄', '있', '주', '준', '줄', '줘', '줬', '버',
    ])
}

/// Whether a particle goes with a word as it is.
pub(super) fn agrees(word: &str, particle: &str) -> bool {
    match (final_of(word), Tail::read(particle)) {
        (Some(end), Some(tail)) => tail.agrees(end),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_told_from_words() {
        for (text, is) in [
            ("버퍼\n를 비운다.", true),
            ("공간\n를 비운다.", true),
            ("버퍼\n는, 그러나", true),
            ("공간\n로부터 읽는다.", true),
            ("창\n은 작다.", true),
            ("창\n이 없다.", true),
            ("창\n이 열리면 닫는다.", false),
            ("토큰\n이 만료되면 다시 받는다.", true),
            ("버퍼\n가 갑자기 넘친다.", true),
            ("버퍼\n이 없으면 느리다.", true),
            ("공간\n가 줄었습니다.", true),
            ("공간\n가 넘친다.", true),
            ("버퍼\n이 문서입니다.", false),
            ("버퍼\n와 큐", true),
            ("서버\n와 보면 안다.", false),
            ("회사\n와 놀았다.", false),
            ("버퍼\n이라크 사람", false),
            ("창\n과 탭", true),
            ("창\n과 학생", false),
            // Words of their own: this, silver, go, raw, noodles, Iran.
            ("버퍼\n이 함수는 느리다.", false),
            ("토큰\n이 함수는 느리다.", false),
            ("버퍼\n이 생성된 파일은 크다.", false),
            ("버퍼\n이 서버다.", false),
            ("버퍼\n은 원자 번호가 47이다.", false),
            ("공간\n가 보면 안다.", false),
            ("공간\n로 데이터를 쓴다.", false),
            ("버퍼\n라면 한 그릇", false),
            ("버퍼\n이란 핵 협상", false),
            // What stands alone on its line may be an item of a list.
            ("버퍼\n를\n을", false),
            ("버퍼\n를", false),
            ("## 금\n은 값보다 비싸다.", false),
        ] {
            let line = text.find('\n').unwrap();
            let start = line + 1;
            let particle = start..start + hangul(&text[start..]);
            assert_eq!(is_sure(text, line, &particle), is, "{text}");
        }
    }

    #[test]
    fn what_may_be_a_particle_is_one_that_agrees() {
        for (text, may) in [
            ("창\n이 함수는 느리다.", true),
            ("버퍼\n이 함수는 느리다.", false),
            ("버퍼\n라면 한 그릇", true),
            ("버퍼\n에서 읽는다.", false),
            ("버퍼\n다시 읽는다.", false),
        ] {
            let line = text.find('\n').unwrap();
            let particle = line + 1..line + 1 + hangul(&text[line + 1..]);
            assert_eq!(may_change(text, line, &particle), may, "{text}");
        }
    }

    #[test]
    fn behind_a_space_only_what_is_no_other_word_is_one() {
        for (text, is) in [
            ("버퍼 를 비운다.", true),
            ("버퍼 에서 읽는다.", true),
            ("버퍼 으로부터 읽는다.", true),
            ("회사 와 놀았다.", false),
            ("황금 은 구리 철", false),
            ("버퍼 로 간다.", false),
            ("버퍼 이 없다.", false),
        ] {
            let end = text.find(' ').unwrap();
            assert_eq!(behind_space(text, end).is_some(), is, "{text}");
        }
    }
}
