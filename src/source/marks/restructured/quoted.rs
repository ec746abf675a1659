//! What stands between backquotes in reStructuredText: literals, and texts that may have a role. Both may go on in the next lines of a paragraph.

use std::ops::Range;

use super::block::begins_item;
use crate::source::floor_char_boundary;

/// How far the end of what does not end in its line is looked for in the next ones, in bytes.
const LONGEST: usize = 1000;

/// What stands between backquotes.
pub(super) struct Quoted {
    /// Without them, in bytes of the text.
    pub(super) inside: Range<usize>,
    /// Whether it is a literal: two stand on either side.
    pub(super) is_literal: bool,
}

impl Quoted {
    /// With its backquotes.
    pub(super) fn whole(&self) -> Range<usize> {
        let width = 1 + usize::from(self.is_literal);
        self.inside.start - width..self.inside.end + width
    }

    /// All of a paragraph, in order.
    pub(super) fn all(text: &str, paragraph: &Range<usize>) -> Vec<Self> {
        let mut all = Vec::new();
        let mut at = paragraph.start;
        // Where the line ends, which is looked for once however many backquotes are in it.
        let mut line_end = paragraph.start;
        while let Some(found) = text[at..paragraph.end].find('`') {
            let open = at + found;
            let is_literal = text[open..].starts_with("``");
            let before = &text[at..open];
            let escapes = before.len() - before.trim_end_matches('\\').len();
            if !is_literal && escapes % 2 == 1 {
                at = open + 1;
                continue;
            }
            let begin = open + 1 + usize::from(is_literal);
            if line_end < begin {
                let line = text[begin..paragraph.end].find('\n');
                line_end = line.map_or(paragraph.end, |length| begin + length);
            }
            let mark = &text[open..begin];
            let end = text[begin..line_end]
                .find(mark)
                .map(|length| begin + length);
            let Some(end) = end.or_else(|| later_end(text, begin, line_end..paragraph.end, mark))
            else {
                at = line_end;
                continue;
            };
            at = end + mark.len();
            if begin < end {
                all.push(Self {
                    inside: begin..end,
                    is_literal,
                });
            }
        }
        all
    }

    /// Whether one of these, which are in order, holds a byte.
    pub(super) fn hold(all: &[Self], at: usize) -> bool {
        let next = all.partition_point(|one| one.inside.end <= at);
        all.get(next).is_some_and(|one| one.inside.start <= at)
    }
}

/// Where what has no end in its line ends in those behind it, as the specification has it ("Inline markup recognition rules"): no white space
/// stands behind its beginning or before its end.
fn later_end(text: &str, begin: usize, later: Range<usize>, mark: &str) -> Option<usize> {
    if text[begin..].starts_with(char::is_whitespace) {
        return None;
    }
    let near = floor_char_boundary(text, later.end.min(later.start + LONGEST));
    let ends = |&(at, _): &(usize, &str)| !text[..later.start + at].ends_with(char::is_whitespace);
    let (at, _) = text[later.start..near].match_indices(mark).find(ends)?;
    let end = later.start + at;
    // Another literal has begun before.
    let is_other = mark == "`" && (text[end + 1..].starts_with('`') || text[..end].ends_with('`'));
    (!is_other).then_some(end)
}

/// The paragraphs of a text, as its lines of prose are read.
#[derive(Default)]
pub(super) struct Paragraphs {
    all: Vec<Range<usize>>,
    /// How far in the lines are at least of the one that is open.
    depth: Option<usize>,
}

impl Paragraphs {
    /// Takes in a line, or what of it is prose. What is not so deep in begins another one.
    pub(super) fn take(&mut self, text: &str, line: Range<usize>, depth: usize) {
        let goes_on = self.depth.is_some_and(|begin| depth >= begin)
            && !begins_item(text[line.clone()].trim_start());
        match self.all.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = line.end,
            None => self.begin(line, depth),
        }
    }

    /// One begins with what is prose of a line, and goes on in those so deep in.
    pub(super) fn begin(&mut self, line: Range<usize>, depth: usize) {
        self.all.push(line);
        self.depth = Some(depth);
    }

    /// What is open ends.
    pub(super) fn end(&mut self) {
        self.depth = None;
    }

    /// All of them.
    pub(super) fn finish(self) -> Vec<Range<usize>> {
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_ends_in_its_line_or_later() {
        for (text, expected) in [
            ("`셸`과 ``버퍼`` ` 뒤", &["셸", "버퍼"][..]),
            ("`긴\n  글`과 ``다른\n글``", &["긴\n  글", "다른\n글"]),
            ("` 키와\n`셸`", &["셸"]),
            ("`키\n `셸` 뒤", &["키\n `셸"]),
            ("`키\n``셸``", &["셸"]),
            ("\\`키와 `셸`, \\\\`값`", &["셸", "값"]),
            ("```` `셸`", &["셸"]),
        ] {
            let quoted = Quoted::all(text, &(0..text.len()));
            let inside: Vec<&str> = quoted.iter().map(|one| &text[one.inside.clone()]).collect();
            assert_eq!(inside, expected, "{text}");
            for one in &quoted {
                assert!(Quoted::hold(&quoted, one.inside.start));
                assert!(!Quoted::hold(&quoted, one.whole().end));
            }
        }
    }

    #[test]
    fn what_does_not_end_takes_no_endless_time() {
        const MANY: usize = 200_000;
        for (text, count) in [
            ("`가\n".repeat(MANY), 0),
            // In one line
            ("쉘 ".to_owned() + &"`a `".repeat(MANY), MANY),
            ("`가 <b".repeat(MANY), MANY / 2),
        ] {
            let quoted = Quoted::all(&text, &(0..text.len()));
            assert_eq!(quoted.len(), count, "{}", &text[..8]);
        }
    }
}
