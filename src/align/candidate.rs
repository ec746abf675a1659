//! Where could the term begin and end?
//!
//! A term begins where a word, a quotation, markup or a morpheme does, or where something spells a
//! word of the form (the analyser cuts some terms wrongly); it ends at the parenthesis, or before
//! the particle that stands there.

use std::ops::Range;

use crate::morphology::{Morpheme, Tag};
use crate::scan::Glyph;

/// Longest term, in characters.
pub const LONGEST: usize = 40;

/// The right side of all candidates: where the term can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RightEdge {
    /// Behind the last character before closing quotes, markup and spaces.
    pub end: usize,
    /// The quotation mark that closes between the term and the parenthesis.
    pub closing: Option<char>,
}

/// Whether a character opens a quotation or markup, which is no part of a term.
#[must_use]
pub fn is_opening(c: char) -> bool {
    is_quotation_opening(c) || matches!(c, '<' | '[' | '(' | '≪' | '«' | '【' | '〔') || is_plain(c)
}

/// Whether a character closes a quotation or markup.
#[must_use]
pub fn is_closing(c: char) -> bool {
    is_quotation_closing(c) || matches!(c, '>' | ']' | '≫' | '»' | '】' | '〕') || is_plain(c)
}

fn is_quotation_opening(c: char) -> bool {
    matches!(c, '‘' | '“' | '《' | '〈' | '「' | '『')
}

fn is_quotation_closing(c: char) -> bool {
    matches!(c, '’' | '”' | '》' | '〉' | '」' | '』')
}

/// Marks that open and close alike.
fn is_plain(c: char) -> bool {
    is_quote(c) || matches!(c, '`' | '*' | '_' | '~')
}

/// Quotation marks among them.
fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '"' | '＂' | '＇')
}

/// The quotation marks before a parenthesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quotes {
    /// What opens the quotation that closes between the term and the parenthesis.
    pub closed: Option<usize>,
    /// What opens the quotation that the parenthesis stands in.
    pub open: Option<usize>,
    /// That quotation closes behind the parenthesis: ‘멸망의 피라미드(…)’.
    pub around: bool,
    /// All quotation marks, as bits from the first character looked at.
    pub marks: u64,
}

impl Quotes {
    /// The marks of a text up to where terms may end; `behind` is what follows the parenthesis.
    #[must_use]
    pub fn read(text: &[Glyph], edge: RightEdge, from: usize, behind: Option<char>) -> Self {
        let text = &text[..edge.end];
        let last = |mark: char| text.iter().rposition(|g| g.char == mark);
        let mut quotes = Self::default();
        if let Some(closing) = edge.closing {
            quotes.closed = last(opening_of(closing));
        } else {
            let curly = text
                .iter()
                .rposition(|g| is_quotation_opening(g.char) || is_quotation_closing(g.char))
                .filter(|&at| is_quotation_opening(text[at].char));
            let straight = || last(behind.filter(|c| matches!(c, '\'' | '"' | '`' | '*'))?);
            quotes.open = curly.or_else(straight);
            quotes.around = quotes.open.is_some_and(|at| {
                let closing = behind.filter(|&c| is_closing(c));
                closing.map(opening_of) == Some(text[at].char)
            });
        }
        for (at, glyph) in text[from..].iter().enumerate() {
            let c = glyph.char;
            let mark = is_quotation_opening(c)
                || is_quotation_closing(c)
                || matches!(c, '\'' | '"' | '`' | '*');
            quotes.marks |= u64::from(mark) << at;
        }
        quotes
    }
}

/// Bound nouns of one syllable that follow a modifying ending: 할 수, 한 것, 아는 바.
const BOUND_NOUNS: &str = "수것바줄데지때뿐채척듯터";

/// Where the text before a parenthesis ends, quotes, markup and spaces aside.
#[must_use]
pub fn right_edge(text: &[Glyph]) -> RightEdge {
    let mut edge = RightEdge {
        end: text.len(),
        closing: None,
    };
    while let Some(last) = edge.end.checked_sub(1).map(|i| text[i].char) {
        if matches!(last, '‘' | '“') {
            // Nothing is quoted between it and the parenthesis: typed for the one that closes.
            edge.closing = Some(if last == '‘' { '’' } else { '”' });
        } else if is_closing(last) {
            // Underscores belong to identifiers; single tildes to ranges.
            edge.closing = Some(last);
        } else if !matches!(last, ' ' | '™' | '®' | '©') {
            break;
        }
        edge.end -= 1;
    }
    edge
}

/// A term, in characters, with the quotation mark right before it or behind it of which it holds the other one: of 액세스 ‘토큰’, which begins and ends
/// without marks, the one that closes.
#[must_use]
pub fn with_quotes(text: &[Glyph], term: Range<usize>) -> Range<usize> {
    let within = &text[term.clone()];
    let is_latin = |at: usize| text.get(at).is_some_and(|g| g.char.is_ascii_alphabetic());
    // An apostrophe is none.
    let is_mark = |(at, glyph): &(usize, &Glyph), mark: char| {
        let at = term.start + at;
        glyph.char == mark && !(mark == '\'' && at > 0 && is_latin(at - 1) && is_latin(at + 1))
    };
    let count = |mark: char| {
        let all = within.iter().enumerate();
        all.filter(|one| is_mark(one, mark)).count()
    };
    let lacks = |open: char, close: char| match (count(open), count(close)) {
        (marks, _) if open == close => marks % 2 == 1,
        (opened, closed) => opened == closed + 1,
    };
    if let Some(close) = text.get(term.end).map(|g| g.char)
        && (is_quotation_closing(close) || is_quote(close))
        && lacks(opening_of(close), close)
    {
        return term.start..term.end + 1;
    }
    let before = term.start.checked_sub(1);
    if let Some(open) = before.map(|before| text[before].char)
        && let Some(close) = closing_of(open)
        && if open == close {
            lacks(open, close)
        } else {
            count(close) == count(open) + 1
        }
    {
        return term.start - 1..term.end;
    }
    term
}

/// Marks that open something, with those that close it.
const PAIRS: [(char, char); 12] = [
    ('‘', '’'),
    ('“', '”'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('<', '>'),
    ('[', ']'),
    ('≪', '≫'),
    ('«', '»'),
    ('【', '】'),
    ('〔', '〕'),
];

/// The mark that closes the quotation that `opening` opens.
fn closing_of(opening: char) -> Option<char> {
    if is_quote(opening) {
        return Some(opening);
    }
    let pair = PAIRS.iter().find(|(open, _)| *open == opening);
    pair.map(|(_, close)| *close)
        .filter(|close| is_quotation_closing(*close))
}

/// The mark that opens what `closing` closes.
#[must_use]
pub fn opening_of(closing: char) -> char {
    let pair = PAIRS.iter().find(|(_, close)| *close == closing);
    pair.map_or(closing, |(open, _)| *open)
}

/// Fills `starts` with the characters a term may begin at, in order. `links` are the beginnings of
/// stretches that spell something.
pub fn starts(
    text: &[Glyph],
    morphemes: &[Morpheme],
    links: impl Iterator<Item = usize>,
    edge: RightEdge,
    starts: &mut Vec<usize>,
) {
    starts.clear();
    let from = lowest(text, edge);
    for at in from..edge.end {
        let before = at.checked_sub(1).map(|i| text[i]);
        let begins = before.is_none_or(|b| !b.is_alphanumeric()) && text[at].is_alphanumeric();
        if begins {
            starts.push(at);
        }
    }
    let inside = |at: &usize| (from..edge.end).contains(at) && text[*at].is_alphanumeric();
    starts.extend(morphemes.iter().map(|m| m.start as usize).filter(inside));
    starts.extend(links.filter(inside));
    // Nothing begins between a modifying ending and the bound noun that it needs: 되돌릴 | 수 없는.
    // A word is analysed by itself, so a bound noun is known by its form.
    starts.retain(|&at| {
        let single = text.get(at + 1).is_none_or(|g| g.char == ' ');
        let bound = single && BOUND_NOUNS.contains(text[at].char);
        let next = morphemes.partition_point(|m| (m.start as usize) < at);
        let behind = next.checked_sub(1).map(|i| morphemes[i].last);
        // Nor before what that noun needs in turn: 되돌릴 수 | 없는.
        let word = |at: usize| match text[..at] {
            [.., space, noun, Glyph { char: ' ', .. }] if space.char == ' ' => Some(noun.char),
            _ => None,
        };
        let needed = matches!(text[at].char, '있' | '없') && word(at) == Some('수');
        !(bound && behind == Some(Tag::Adnominal) || needed)
    });
    starts.sort_unstable();
    starts.dedup();
}

/// The first character that a term may begin at: within reach, and not across a bracket.
#[must_use]
pub fn lowest(text: &[Glyph], edge: RightEdge) -> usize {
    let reach = edge.end.saturating_sub(LONGEST);
    let within = &text[reach..edge.end];
    // A bracket within the quotation that closes here belongs to the term: “인도(人道)를 …”(…).
    let opening = edge
        .closing
        .map(opening_of)
        .filter(|o| Some(*o) != edge.closing);
    let quoted = within.iter().rposition(|g| Some(g.char) == opening);
    within[..quoted.unwrap_or(within.len())]
        .iter()
        .rposition(|g| {
            matches!(
                g.char,
                '(' | ')' | '[' | ']' | '{' | '}' | '|' | '▲' | '△' | '◇' | '◆' | '■' | '●' | '※'
            )
        })
        .map_or(reach, |i| reach + i + 1)
}

/// Where the term may end: at the edge, or before the particles and endings that stand there.
/// At most three places, the longest first.
#[must_use]
pub fn ends(morphemes: &[Morpheme], edge: RightEdge) -> ([usize; 3], usize) {
    let mut ends = [edge.end; 3];
    let mut count = 1;
    for morpheme in morphemes.iter().rev() {
        if morpheme.end as usize > edge.end {
            continue;
        }
        let loose = morpheme.first.is_particle()
            || morpheme.first.is_ending()
            || matches!(morpheme.first, Tag::VerbSuffix | Tag::Adjective);
        if !loose || count == ends.len() || morpheme.end as usize != ends[count - 1] {
            break;
        }
        ends[count] = morpheme.start as usize;
        count += 1;
    }
    (ends, count)
}

/// Whether a range holds Hangul: a Korean term must.
#[must_use]
pub fn has_hangul(text: &[Glyph], range: Range<usize>) -> bool {
    text[range].iter().any(|g| ('가'..='힣').contains(&g.char))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    #[test]
    fn a_term_has_both_marks_of_a_quotation_or_none() {
        for (text, term, quoted) in [
            ("액세스 ‘토큰’", "액세스 ‘토큰", "액세스 ‘토큰’"),
            ("‘액세스 토큰’", "액세스 토큰", "액세스 토큰"),
            ("새 \"액세스\" 토큰", "액세스\" 토큰", "\"액세스\" 토큰"),
            ("새 '액세스' 토큰", "액세스' 토큰", "'액세스' 토큰"),
            ("‘새 액세스’ 토큰", "액세스’ 토큰", "액세스’ 토큰"),
            (
                "텔마 \"팻\" 라이언",
                "텔마 \"팻\" 라이언",
                "텔마 \"팻\" 라이언",
            ),
            ("'Moore's law'", "Moore's law", "Moore's law"),
            (
                "“virtual” currency",
                "virtual” currency",
                "“virtual” currency",
            ),
        ] {
            let window = Window::of(text);
            let at = text.find(term).unwrap();
            let start = text[..at].chars().count();
            let found = with_quotes(window.glyphs(), start..start + term.chars().count());
            let found: String = window.glyphs()[found].iter().map(|g| g.char).collect();
            assert_eq!(found, quoted);
        }
        let window = Window::of("‘무제‘");
        assert_eq!(right_edge(window.glyphs()).end, 3);
    }

    fn glyphs(text: &str) -> Vec<Glyph> {
        Window::of(text).glyphs().to_vec()
    }

    #[test]
    fn closing_quotes_and_markup_are_no_part_of_the_term() {
        for (text, end, closing) in [
            ("해시", 2, None),
            ("‘해시’", 3, Some('’')),
            ("**해시** ", 4, Some('*')),
            ("『해시』 ", 3, Some('』')),
            ("슬랙™ ", 2, None),
        ] {
            assert_eq!(
                right_edge(&glyphs(text)),
                RightEdge { end, closing },
                "{text}"
            );
        }
    }

    #[test]
    fn terms_begin_at_words_quotes_and_links() {
        let text = glyphs("새 ‘해시 함수’");
        let edge = right_edge(&text);
        let mut found = Vec::new();
        starts(&text, &[], [4].into_iter(), edge, &mut found);
        assert_eq!(found, [0, 3, 4, 6]);
    }

    #[test]
    fn no_term_reaches_across_a_bracket_that_is_not_quoted_with_it() {
        let text = glyphs("협약(협정) 새 기구");
        assert_eq!(lowest(&text, right_edge(&text)), 6);
        let text = glyphs("새 “상(賞)을 받은 책”");
        assert_eq!(lowest(&text, right_edge(&text)), 0);
    }

    #[test]
    fn quotation_marks_are_told_apart_by_where_they_close() {
        let quotes = |text: &str, behind: Option<char>| {
            let text = glyphs(text);
            Quotes::read(&text, right_edge(&text), 0, behind)
        };
        assert_eq!(quotes("그 ‘해시’", None).closed, Some(2));
        let open = quotes("그 ‘해시 함수", Some('의'));
        assert_eq!((open.open, open.around), (Some(2), false));
        let around = quotes("그 '해시 함수", Some('\''));
        assert_eq!((around.open, around.around), (Some(2), true));
        assert_eq!(around.marks, 1 << 2);
        assert_eq!(quotes("‘앞’ 해시", Some('.')).open, None);
    }

    #[test]
    fn nothing_begins_within_a_construction() {
        let text = glyphs("되돌릴 수 없는");
        let mut found = Vec::new();
        starts(&text, &[], [].into_iter(), right_edge(&text), &mut found);
        assert!(!found.contains(&6), "{found:?}");
    }
}
