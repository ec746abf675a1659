//! The words around an occurrence, as a concordance (KWIC) shows them.

use memchr::{memchr, memmem, memrchr};

use crate::Occurrence;
use crate::notation::Notation;
use crate::source::floor_char_boundary;

/// Characters shown on either side of the pair.
const WIDTH: usize = 40;

/// How far inwards a cut moves, in characters, to fall between words.
const RAGGED: usize = 12;

/// The line around an occurrence: the pair, up to 40 characters on either side of it, white space
/// folded to single spaces. What a note says stands behind it. A pair that is broken over lines shows all lines it touches. Where the same words stand there
/// once more, only up to those, so that a reader knows which place is meant.
///
/// ```
/// use yongeo::{Document, Kind, Notation, Occurrence, report};
///
/// let text = "첫 문단.\n정보를 담은 텐서(tensor)를\t만든다.\n";
/// let at = text.find('(').unwrap();
/// let occurrence = Occurrence {
///     offset: at,
///     notation: Notation::Parentheses,
///     korean: at - "텐서".len()..at,
///     english: at + 1..at + 7,
///     kind: Kind::Term,
///     language: "en",
///     confidence: 0.9,
/// };
/// assert_eq!(report::context(text, &occurrence), "정보를 담은 텐서(tensor)를 만든다.");
/// ```
#[must_use]
pub fn context(text: &str, occurrence: &Occurrence) -> String {
    // A note stands elsewhere.
    if occurrence.notation == Notation::Footnote {
        let (start, end) = (occurrence.korean.start, occurrence.offset);
        let around = fold(&text[cut_before(text, start)..cut_after(text, end)]);
        return format!("{around} … {}", fold(&text[occurrence.english.clone()]));
    }
    let start = occurrence.korean.start.min(occurrence.english.start);
    let end = occurrence.korean.end.max(occurrence.english.end);
    let (before, after) = (cut_before(text, start), cut_after(text, end));
    // From the character before the parenthesis: where the term there starts may be open yet.
    let pair =
        &text.as_bytes()[floor_char_boundary(text, occurrence.offset.saturating_sub(1))..end];
    let earlier = memmem::rfind(&text.as_bytes()[before..start], pair);
    let later = memmem::find(&text.as_bytes()[end..after], pair);
    let before = earlier.map_or(before, |at| {
        past_word(text, before + at + pair.len(), start)
    });
    let after = later.map_or(after, |at| before_word(text, end, end + at));
    fold(&text[before..after])
}

/// Where the words that begin behind `from` do, up to `end`: what is left of the word there is no word.
fn past_word(text: &str, from: usize, end: usize) -> usize {
    let word = text[from..end].find(char::is_whitespace);
    word.map_or(end, |at| from + at)
}

/// Where the words that end before `to` do, from `start`.
fn before_word(text: &str, start: usize, to: usize) -> usize {
    let word = text[start..to].rfind(char::is_whitespace);
    word.map_or(start, |at| start + at)
}

/// Where the context of something that starts at `start` begins.
fn cut_before(text: &str, start: usize) -> usize {
    // No character is longer than four bytes, so a very long line is not searched to its beginning.
    let near = floor_char_boundary(text, start.saturating_sub(4 * (WIDTH + 1)));
    let line = memrchr(b'\n', &text.as_bytes()[near..start]).map_or(near, |at| near + at + 1);
    let before = &text[line..start];
    let Some((cut, _)) = before.char_indices().rev().nth(WIDTH - 1) else {
        return line;
    };
    if before[..cut]
        .chars()
        .next_back()
        .is_none_or(char::is_whitespace)
    {
        return line + cut;
    }
    let word = before[cut..]
        .char_indices()
        .take(RAGGED)
        .find(|(_, c)| c.is_whitespace());
    line + cut + word.map_or(0, |(at, _)| at)
}

/// Where the context of something that ends at `end` stops.
fn cut_after(text: &str, end: usize) -> usize {
    let near = floor_char_boundary(text, end + 4 * (WIDTH + 1));
    let line = memchr(b'\n', &text.as_bytes()[end..near]).map_or(near, |at| end + at);
    let after = &text[end..line];
    let Some((cut, next)) = after.char_indices().nth(WIDTH) else {
        return line;
    };
    if next.is_whitespace() {
        return end + cut;
    }
    let word = after[..cut]
        .char_indices()
        .rev()
        .take(RAGGED)
        .find(|(_, c)| c.is_whitespace());
    end + word.map_or(cut, |(at, _)| at)
}

/// Runs of white space as single spaces, none at the ends.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::record::tests::pair;

    fn around(text: &str, korean: &str, english: &str) -> String {
        context(text, &pair(text, korean, english))
    }

    #[test]
    fn what_a_note_says_stands_behind_the_line() {
        let text = "앞줄\n이 린터[^1]를 쓴다.\n뒷줄\n\n[^1]: linter\n";
        let mark = text.find('[').unwrap();
        let note = text.find("linter").unwrap();
        let occurrence = Occurrence {
            notation: Notation::Footnote,
            offset: mark,
            korean: mark - "린터".len()..mark,
            english: note..note + "linter".len(),
            ..pair("린터(linter)", "린터", "linter")
        };
        assert_eq!(context(text, &occurrence), "이 린터[^1]를 쓴다. … linter");
    }

    #[test]
    fn stays_in_its_line_and_folds_white_space() {
        let text = "제목\n  회전\t변환(rotation)을  먼저 적용한다.  \n다음 줄";
        assert_eq!(
            around(text, "회전\t변환", "rotation"),
            "회전 변환(rotation)을 먼저 적용한다."
        );
    }

    #[test]
    fn shows_both_lines_of_a_broken_pair() {
        let text = "앞줄\n데이터는 객체 저장소(object\nstorage)에 쌓인다.\n뒷줄";
        assert_eq!(
            around(text, "객체 저장소", "object\nstorage"),
            "데이터는 객체 저장소(object storage)에 쌓인다."
        );
    }

    #[test]
    fn cuts_long_lines_between_words() {
        let words = "가나다라 ".repeat(30);
        let text = format!("{words}텐서(tensor) {words}");
        let shown = around(&text, "텐서", "tensor");
        let (before, after) = shown.split_once("텐서(tensor)").unwrap();
        assert_eq!(before, "가나다라 ".repeat(8));
        assert_eq!(after, " 가나다라".repeat(7));
    }

    #[test]
    fn shows_the_pair_once() {
        let text = "이 텐서(tensor)는 저 텐서(tensor)를 담고, 새 텐서(tensor)가 된다.";
        let shown = |nth: usize| {
            let mut occurrence = pair(text, "텐서", "tensor");
            let first = text.find("텐서").unwrap();
            let (start, _) = text.match_indices("텐서").nth(nth).unwrap();
            let by = start - first;
            occurrence.offset += by;
            for range in [&mut occurrence.korean, &mut occurrence.english] {
                *range = range.start + by..range.end + by;
            }
            context(text, &occurrence)
        };
        assert_eq!(shown(0), "이 텐서(tensor)는 저");
        assert_eq!(shown(1), "저 텐서(tensor)를 담고, 새");
        assert_eq!(shown(2), "담고, 새 텐서(tensor)가 된다.");
    }

    #[test]
    fn cuts_a_line_without_spaces_anywhere() {
        let word = "가".repeat(500);
        let text = format!("{word}텐서(tensor){word}");
        let shown = around(&text, "텐서", "tensor");
        assert_eq!(
            shown.chars().count(),
            WIDTH + "텐서(tensor".chars().count() + WIDTH
        );
    }
}
