//! What a word stands together with: its sentence, or in a table its row.

use std::ops::Range;

use crate::source::floor_char_boundary;

/// How far a sentence is followed on each side, in bytes. A line may have a hundred million.
const LONGEST: usize = 400;

/// Where a sentence or a row lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Context {
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// The cell with the word, where it is a row; otherwise the line with it, as far as it is in the range.
    pub(super) piece: Range<usize>,
    /// Whether it is a row of a table.
    pub(super) row: bool,
}

impl Context {
    /// That of a word. Lines that belong together are one paragraph; rows, headings and items of lists are by themselves.
    pub(super) fn of(text: &str, word: &Range<usize>) -> Self {
        let near = floor_char_boundary(text, word.start.saturating_sub(LONGEST))
            ..floor_char_boundary(text, word.end + LONGEST);
        let start = text[near.start..word.start].rfind('\n');
        let start = start.map_or(near.start, |at| near.start + at + 1);
        let end = text[word.end..near.end].find('\n');
        let end = end.map_or(near.end, |at| word.end + at);
        let line = start..end;
        if is_row(&text[line.clone()]) {
            let bar = |c| c == '|' || c == '\t';
            let before = text[start..word.start].rfind(bar);
            let after = text[word.end..end].find(bar);
            let piece =
                before.map_or(start, |at| start + at + 1)..after.map_or(end, |at| word.end + at);
            return Self {
                range: line,
                piece,
                row: true,
            };
        }
        let mut range = line.clone();
        while range.start > near.start && !begins_anew(&text[range.start..word.start]) {
            let before = &text[near.start..range.start - 1];
            let above = before
                .rfind('\n')
                .map_or(near.start, |at| near.start + at + 1);
            if is_apart(&text[above..range.start - 1]) {
                break;
            }
            range.start = above;
        }
        while range.end < near.end && !is_apart(&text[range.start..range.end]) {
            let after = &text[range.end + 1..near.end];
            let below = after.split('\n').next().unwrap_or_default();
            if begins_anew(below) || is_row(below) {
                break;
            }
            range.end += 1 + below.len();
        }
        let from = ends(&text[range.start..word.start]).last();
        range.start += from.unwrap_or(0);
        let to = ends(&text[word.end..range.end]).next();
        range.end = to.map_or(range.end, |to| word.end + to);
        let piece = line.start.max(range.start)..line.end.min(range.end);
        Self {
            range,
            piece,
            row: false,
        }
    }
}

/// Whether a line is a row: of Markdown, or with tabs between its cells.
fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') || line.contains(" | ") || line.contains('\t')
}

/// Whether a line does not go on with the one before it: it is empty, a heading, an item or a quotation.
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.is_empty()
        || line.starts_with(['#', '>'])
        || line
            .strip_prefix(['-', '*', '+', '·', '•'])
            .is_some_and(|rest| rest.starts_with(' '))
        || number.len() < line.len() && number.starts_with(['.', ')'])
}

/// Whether nothing goes on behind a line: it is empty, a heading or a row.
fn is_apart(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#') || is_row(line)
}

/// Where sentences end in a text, behind the space that follows them.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(|(at, c)| {
        if !matches!(c, '.' | '!' | '?' | '。') {
            return None;
        }
        // vs. and 1. end no sentence.
        let latin = |c: char| c.is_ascii_alphanumeric();
        if c == '.' && text[..at].ends_with(latin) {
            return None;
        }
        let rest = &text[at + c.len_utf8()..];
        let behind = rest.trim_start_matches(['"', '\'', '”', '’', ')', '」', '』', '*']);
        let space = behind.chars().next().filter(|c| c.is_whitespace())?;
        Some(text.len() - behind.len() + space.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (&str, &str, bool) {
        let start = text.find("유저").unwrap();
        let context = Context::of(text, &(start..start + "유저".len()));
        (&text[context.range], &text[context.piece], context.row)
    }

    #[test]
    fn sentences_and_rows_are_told_apart() {
        for (text, sentence, piece, row) in [
            (
                "앞 문장이다. 유저를 쓴다. 뒤 문장이다.",
                "유저를 쓴다. ",
                "유저를 쓴다. ",
                false,
            ),
            (
                "‘유저’는\n‘사용자’로\n쓴다.\n\n다음",
                "‘유저’는\n‘사용자’로\n쓴다.",
                "‘유저’는",
                false,
            ),
            (
                "- 앞\n- 유저 vs. 사용자\n- 뒤",
                "- 유저 vs. 사용자",
                "- 유저 vs. 사용자",
                false,
            ),
            ("# 유저\n사용자", "# 유저", "# 유저", false),
            (
                "앞\n| 유저 | 사용자 |\n뒤",
                "| 유저 | 사용자 |",
                " 유저 ",
                true,
            ),
            ("유저\tuser\n뒤", "유저\tuser", "유저", true),
        ] {
            assert_eq!(of(text), (sentence, piece, row), "{text}");
        }
    }

    #[test]
    fn a_long_line_is_followed_only_so_far() {
        let text = format!("{}유저{}", "가".repeat(1000), "나".repeat(1000));
        let length = of(&text).0.len();
        assert!(
            (2 * LONGEST..2 * LONGEST + 10).contains(&length),
            "{length}"
        );
    }
}
