//! A term held against the one that is preferred to it: 유저 대신 사용자를 쓴다, 디렉토리 → 디렉터리.

use std::ops::Range;

use super::context::Context;
use super::metalanguage::{contrasts, forbids, judges, speaks_of_words, writes};
use super::{is_emphasis, is_opening, is_quote};
use crate::check::behind::hangul;
use crate::check::find::{Hit, script};
use crate::particle::Tail;

/// Words between two terms that make them two of one kind.
const JOINING: [&str; 11] = [
    "또는",
    "혹은",
    "및",
    "즉",
    "곧",
    "그리고",
    "내지",
    "대",
    "vs",
    "or",
    "and",
];

/// Particles that do the same.
const PAIRING: [&str; 11] = [
    "",
    "와",
    "과",
    "나",
    "이나",
    "랑",
    "이랑",
    "하고",
    "보다",
    "보다는",
    "말고",
];

/// Signs between a term and what is to be written instead.
const ARROWS: [&str; 10] = ["→", "⇒", "⟶", "➜", "➡", "↔", "←", "->", "=>", "⇨"];

/// Whether the term to use `instead` stands in the same sentence or row in such a way that the two are compared. In a row it is another cell;
/// in a sentence a sign or a word says so, or nothing else is between them.
pub(super) fn is_beside(text: &str, hit: &Hit, instead: &str, context: &Context) -> bool {
    let whole = &text[context.range.clone()];
    let found = whole.match_indices(instead).filter_map(|(at, _)| {
        let start = context.range.start + at;
        let range = start..start + instead.len();
        let apart = range.end <= hit.range.start || hit.range.end <= range.start;
        (apart && is_whole(&text[..context.range.end], &range)).then_some(range)
    });
    let mut said = None;
    for other in found {
        if context.row && !(context.piece.start <= other.start && other.end <= context.piece.end) {
            return true;
        }
        let said = *said.get_or_insert_with(|| {
            speaks_of_words(whole) || forbids(whole) || whole.split_whitespace().any(judges)
        });
        if said || are_compared(text, &hit.range, &other, context.range.end) {
            return true;
        }
    }
    false
}

/// Whether a stretch is a word of its own, but for particles.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let last = text[..range.start].chars().next_back().and_then(script);
    let first = text[range.start..].chars().next().and_then(script);
    let behind = &text[range.end..];
    let run = &behind[..hangul(behind)];
    (last.is_none() || last != first) && (run.is_empty() || Tail::read(run).is_some())
}

/// Whether two terms of a sentence that ends at `end` are held against each other.
fn are_compared(text: &str, one: &Range<usize>, other: &Range<usize>, end: usize) -> bool {
    let (first, second) = if one.start < other.start {
        (one, other)
    } else {
        (other, one)
    };
    let between = &text[first.end..second.start];
    if ARROWS.iter().any(|arrow| between.contains(arrow)) || are_side_by_side(between) {
        return true;
    }
    let rest = text.get(second.end..end).unwrap_or_default();
    let all = [between, rest];
    if all
        .iter()
        .any(|words| words.split_whitespace().any(contrasts))
    {
        return true;
    }
    // ‘유저’는 ‘사용자’로 쓴다, 사용자를 유저로 적었다.
    let becomes = all.iter().any(|words| {
        let words = words.trim_start_matches(is_opening);
        let words = words
            .strip_prefix("으로")
            .or_else(|| words.strip_prefix('로'));
        words.is_some_and(writes)
    });
    becomes || is_quoted(text, first) && is_quoted(text, second)
}

/// Whether nothing stands between two terms but signs, English, and what joins them.
fn are_side_by_side(between: &str) -> bool {
    let run = hangul(between);
    let (particle, rest) = between.split_at(run);
    if contrasts(particle) || particle.is_empty() && contrasts(rest.trim_start()) {
        return true;
    }
    let rest = without_tags(rest);
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !is_opening(c);
    let words = || {
        rest.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let joined = PAIRING.contains(&particle) || rest.contains(is_sign) || words().next().is_some();
    joined && words().all(|word| JOINING.contains(&word) || word.is_ascii())
}

/// A text without the tags in it.
fn without_tags(text: &str) -> String {
    let mut inside = false;
    let kept = text.chars().filter(|&c| {
        inside |= c == '<';
        let kept = !inside;
        inside &= c != '>';
        kept
    });
    kept.collect()
}

fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(is_emphasis);
    let behind = text[range.end..].trim_start_matches(is_emphasis);
    before.ends_with(is_quote) && behind.starts_with(is_quote)
}

#[cfg(test)]
mod tests {
    use super::super::tests::mentioned;

    #[test]
    fn terms_that_are_compared_are_told() {
        for text in [
            "‘디렉토리’는 ‘디렉터리’로 쓴다.",
            "디렉토리 → 디렉터리",
            "디렉토리(directory) -> 디렉터리",
            "유저 대신 사용자를 쓴다.",
            "사용자 대신 유저를 쓰는 곳이 있다.",
            "유저가 아니라 사용자다.",
            "유저보다 사용자가 낫다.",
            "유저는 모두 사용자로 통일한다.",
            "유저 / 사용자",
            "사용자(유저)를 추가한다.",
            "유저(사용자)를 추가한다.",
            "유저, 즉 사용자를 추가한다.",
            "사용자와 유저를 함께 쓴다.",
            "틀림: 디렉토리, 맞음: 디렉터리",
            "디렉터리와 디렉토리는 같은 말이다.",
            "‘디렉토리’인지 ‘디렉터리’인지 모르겠다.",
            "사용자를 쓰고 유저는 쓰지 않는다.",
            "| 유저 | user | 사용자 |",
            "<td>유저</td><td>사용자</td>",
            "유저\t사용자",
        ] {
            assert!(mentioned(text), "{text}");
        }
    }

    #[test]
    fn terms_that_only_meet_are_not() {
        for text in [
            "유저가 사용자를 추가한다.",
            "유저를 지우고 사용자를 추가한다.",
            "유저를 추가한다. 사용자 대신 쓴다.",
            "| 유저를 지우고 사용자를 추가한다 | 회원 |",
            "유저를 추가한다.\n\n→ 사용자",
            "디렉토리에 디렉터리음을 둔다.",
        ] {
            assert!(!mentioned(text), "{text}");
        }
    }
}
