//! Marks that call a spelling right or wrong: 디렉토리(×), ❌ 디렉토리, ~~디렉토리~~.

use std::ops::Range;

use super::context::Context;
use super::is_opening;

/// Signs that call something wrong, and such that call it right.
const WRONG: [&str; 7] = ["❌", "❎", "✗", "✘", "✕", "✖", "🚫"];
const RIGHT: [&str; 5] = ["✅", "✓", "✔", "☑", "⭕"];

/// Signs and letters that do so in parentheses.
const CROSSES: [&str; 4] = ["×", "⨯", "X", "x"];
const CIRCLES: [&str; 4] = ["○", "◯", "O", "o"];

/// Whether a mark stands right at a word, or one that calls it wrong at the line or cell that it is in. What calls a line right may as well
/// begin an item: ✅, ○.
pub(super) fn is_marked(text: &str, word: &Range<usize>, context: &Context) -> bool {
    let before = &text[..word.start];
    let behind = text.get(word.end..context.range.end).unwrap_or_default();
    if before.ends_with("~~") && behind.starts_with("~~") {
        return true;
    }
    let behind = behind.trim_start_matches(|c| c == ' ' || is_opening(c));
    let any = |text: &str| [&WRONG[..], &RIGHT].iter().any(|signs| begins(text, signs));
    if any(behind) {
        return true;
    }
    let inner = behind.strip_prefix(['(', '（', '[']);
    let inner = inner.and_then(|inner| inner.split([')', '）', ']']).next());
    let is_letter = |inner: &str| CROSSES.contains(&inner) || CIRCLES.contains(&inner);
    if inner.is_some_and(|inner| is_letter(inner.trim()) || any(inner.trim_start())) {
        return true;
    }
    let piece = text[context.piece.clone()].trim_matches(|c: char| c.is_whitespace() || c == '|');
    let piece = piece.trim_start_matches(['-', '*', '+', '>', ' ', '|']);
    let last = piece.rsplit_once(' ').map_or("", |(_, last)| last);
    let (first, rest) = piece.split_at(piece.find([' ', ':']).unwrap_or(0));
    // A letter at the beginning of a line may be a name: X 축.
    let letter = CROSSES.contains(&first) && (!first.is_ascii() || rest.starts_with(':'));
    letter || begins(piece, &WRONG) || CROSSES.contains(&last) || begins(last, &WRONG)
}

fn begins(text: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| text.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::super::tests::mentioned;

    #[test]
    fn marks_are_seen() {
        for text in [
            "디렉토리(×)",
            "디렉토리(X) 디렉터리(O)",
            "‘디렉토리’ [×]",
            "디렉토리 ✗, 디렉터리 ✓",
            "- ❌ 유저를 추가한다.",
            "❌️ 유저를 추가한다.",
            "× 유저를 추가한다.",
            "X: 유저를 추가한다.",
            "| 유저를 추가한다 X | 회원 |",
            "~~유저~~ 회원을 추가한다.",
        ] {
            assert!(mentioned(text), "{text}");
        }
        for text in [
            "유저(x, y)를 추가한다.",
            "X 유저를 추가한다.",
            "- [x] 유저를 추가한다.",
            "유저 × 3을 센다.",
            "유저(O2)를 추가한다.",
            "✅ 유저를 추가한다.",
            "○ 유저를 추가한다.",
        ] {
            assert!(!mentioned(text), "{text}");
        }
    }
}
