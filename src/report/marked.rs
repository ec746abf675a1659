//! Which words of a context are the pair.
//!
//! The ledger keeps the pair and the words around it apart: the glossary spells a term without the line break, the
//! quotes and the emphasis that the text may have in it. So the terms are searched for as a reader does who sees neither
//! spaces nor case, and of several places the two that stand closest together are taken.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::glossary::Found;
use crate::variant::is_invisible;

/// Where the two terms stand in a context, in bytes; `None` for one that is not there as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked<'f> {
    /// The context.
    pub context: &'f str,
    /// The Korean term.
    pub korean: Option<Range<usize>>,
    /// The Latin-script term.
    pub english: Option<Range<usize>>,
}

impl<'f> Marked<'f> {
    /// Marks the pair of a place in its context.
    #[must_use]
    pub fn of(found: &'f Found) -> Self {
        let (pair, evidence) = (&found.pair, &found.evidence);
        Self::new(
            &evidence.context,
            [&pair.korean, &evidence.korean],
            [&pair.english, &evidence.english],
        )
    }

    /// Marks two terms in a context, each by the first of its spellings that is there.
    #[must_use]
    pub fn new(context: &'f str, korean: [&str; 2], english: [&str; 2]) -> Self {
        let letters = Letters::of(context);
        let first = |spellings: [&str; 2]| {
            let mut all = spellings.iter().map(|term| letters.find(term));
            all.find(|ranges| !ranges.is_empty()).unwrap_or_default()
        };
        let (koreans, englishes) = (first(korean), first(english));
        let middle = context.len() / 2;
        let off = |range: &Range<usize>| range.start.midpoint(range.end).abs_diff(middle);
        let gap = |k: &Range<usize>, e: &Range<usize>| {
            let (first, second) = if k.start < e.start { (k, e) } else { (e, k) };
            second.start.checked_sub(first.end)
        };
        let closest = koreans
            .iter()
            .flat_map(|k| englishes.iter().map(move |e| (k, e)))
            .filter_map(|(k, e)| Some((gap(k, e)?, off(k), k, e)))
            .min_by_key(|&(gap, off, ..)| (gap, off));
        if let Some((_, _, korean, english)) = closest {
            return Self {
                context,
                korean: Some(korean.clone()),
                english: Some(english.clone()),
            };
        }
        let korean = koreans.into_iter().min_by_key(off);
        let english = englishes.into_iter().min_by_key(off);
        Self {
            context,
            // One of them is all there is, or the one is within the other: AWS in AWS 람다.
            english: english.filter(|_| korean.is_none()),
            korean,
        }
    }
}

/// What a piece of a context is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Words around the pair.
    Plain,
    /// The Korean term, or a part of it.
    Korean,
    /// The Latin-script term, or a part of it.
    English,
}

impl<'f> Marked<'f> {
    /// A part of the context (bytes), piece by piece.
    pub fn pieces(&self, part: Range<usize>) -> impl Iterator<Item = (Piece, &'f str)> {
        let within = |range: &Option<Range<usize>>| match range {
            Some(range) => {
                range.start.clamp(part.start, part.end)..range.end.clamp(part.start, part.end)
            }
            None => part.end..part.end,
        };
        let mut marks = [
            (Piece::Korean, within(&self.korean)),
            (Piece::English, within(&self.english)),
        ];
        marks.sort_by_key(|(_, range)| range.start);
        let [(first, a), (second, b)] = marks;
        let context = self.context;
        [
            (Piece::Plain, part.start..a.start),
            (first, a.clone()),
            (Piece::Plain, a.end..b.start),
            (second, b.clone()),
            (Piece::Plain, b.end..part.end),
        ]
        .into_iter()
        .filter(|(_, range)| !range.is_empty())
        .map(move |(piece, range)| (piece, &context[range]))
    }
}

/// The letters of a text as they are compared: decomposed, in lower case, without spaces and what takes no room.
struct Letters {
    /// Each with the bytes of the character it comes from.
    letters: Vec<(char, Range<usize>)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let letters = text.char_indices().flat_map(|(at, c)| {
            let bytes = at..at + c.len_utf8();
            plain(c).map(move |letter| (letter, bytes.clone()))
        });
        Self {
            letters: letters.collect(),
        }
    }

    /// Where a term stands, in bytes.
    fn find(&self, term: &str) -> Vec<Range<usize>> {
        let term: Vec<char> = term.chars().flat_map(plain).collect();
        if term.is_empty() {
            return Vec::new();
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (at, window) in self.letters.windows(term.len()).enumerate() {
            if !window.iter().map(|(letter, _)| letter).eq(&term) {
                continue;
            }
            // 가 is no part of 각.
            let after = self.letters.get(at + term.len());
            if after.is_some_and(|(letter, _)| matches!(letter, '\u{1160}'..='\u{11ff}')) {
                continue;
            }
            let (start, end) = (window[0].1.start, window[term.len() - 1].1.end);
            if ranges.last().is_none_or(|last| last.end <= start) {
                ranges.push(start..end);
            }
        }
        ranges
    }
}

fn plain(c: char) -> impl Iterator<Item = char> {
    let seen = !c.is_whitespace() && !is_invisible(c);
    std::iter::once(c)
        .filter(move |_| seen)
        .nfkd()
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The context with `[Korean]` and `{English}` marked.
    fn marked(context: &str, korean: &str, english: &str) -> String {
        let marked = Marked::new(context, [korean, ""], [english, ""]);
        let mut shown = context.to_owned();
        let mut marks = Vec::new();
        for (range, signs) in [(marked.korean, ("[", "]")), (marked.english, ("{", "}"))] {
            if let Some(range) = range {
                marks.extend([(range.end, signs.1), (range.start, signs.0)]);
            }
        }
        marks.sort_by_key(|&(at, _)| std::cmp::Reverse(at));
        for (at, sign) in marks {
            shown.insert_str(at, sign);
        }
        shown
    }

    #[test]
    fn the_pair_is_found_as_a_reader_finds_it() {
        for (context, korean, english, shown) in [
            (
                "정보를 담은 텐서(tensor)를 만든다.",
                "텐서",
                "tensor",
                "정보를 담은 [텐서]({tensor})를 만든다.",
            ),
            // Which of several: the two that belong together.
            (
                "텐서는 배열이다. 텐서(tensor)는 tensor라고도 쓴다.",
                "텐서",
                "tensor",
                "텐서는 배열이다. [텐서]({tensor})는 tensor라고도 쓴다.",
            ),
            (
                "낮은 learning rate(학습률)로 시작한다.",
                "학습률",
                "learning rate",
                "낮은 {learning rate}([학습률])로 시작한다.",
            ),
            // Spaces, case and a word that a line break tore apart.
            (
                "고성능 컴퓨팅(High Performance Comput ing)을 쓴다.",
                "고성능컴퓨팅",
                "high performance computing",
                "[고성능 컴퓨팅]({High Performance Comput ing})을 쓴다.",
            ),
            (
                "서버리스 기반의 AWS 람다(AWS Lambda)를 부른다.",
                "AWS 람다",
                "AWS Lambda",
                "서버리스 기반의 [AWS 람다]({AWS Lambda})를 부른다.",
            ),
            ("강(Gang)과 가(Ga)", "가", "Ga", "강(Gang)과 [가]({Ga})"),
        ] {
            assert_eq!(marked(context, korean, english), shown);
        }
    }

    #[test]
    fn a_part_is_cut_within_a_mark_too() {
        let text = "담은 텐서(tensor)를 만든다.";
        let marked = Marked::new(text, ["텐서", ""], ["tensor", ""]);
        let pieces = |part| marked.pieces(part).collect::<Vec<_>>();
        let at = |text_before: &str| text.find(text_before).unwrap();
        assert_eq!(
            pieces(0..text.len()),
            [
                (Piece::Plain, "담은 "),
                (Piece::Korean, "텐서"),
                (Piece::Plain, "("),
                (Piece::English, "tensor"),
                (Piece::Plain, ")를 만든다."),
            ]
        );
        assert_eq!(
            pieces(at("서(")..at("sor)")),
            [
                (Piece::Korean, "서"),
                (Piece::Plain, "("),
                (Piece::English, "ten"),
            ]
        );
        assert_eq!(pieces(0..at("텐")), [(Piece::Plain, "담은 ")]);
        assert_eq!(pieces(at("만")..text.len()), [(Piece::Plain, "만든다.")]);
        assert_eq!(pieces(3..3), []);
    }

    #[test]
    fn decomposed_text_is_found_too() {
        let context: String = "이 텐서(tensor)는 작다.".nfd().collect();
        let shown = marked(&context, "텐서", "tensor");
        assert_eq!(
            shown.nfc().collect::<String>(),
            "이 [텐서]({tensor})는 작다."
        );
    }

    #[test]
    fn what_is_not_there_is_not_marked() {
        assert_eq!(marked("", "텐서", "tensor"), "");
        assert_eq!(marked("배열을 만든다.", "텐서", "tensor"), "배열을 만든다.");
        assert_eq!(
            marked("텐서를 만든다.", "텐서", "tensor"),
            "[텐서]를 만든다."
        );
        // Within one another: only the Korean term is sure.
        assert_eq!(
            marked("AWS 람다를 부른다.", "AWS 람다", "AWS"),
            "[AWS 람다]를 부른다."
        );
    }

    #[test]
    fn the_texts_own_spelling_is_the_second_choice() {
        let marked = Marked::new(
            "**격자 셈법**(grid-tally)을 쓴다.",
            ["격자 계산법", "격자 셈법"],
            ["grid tally", "grid-tally"],
        );
        assert_eq!(&marked.context[marked.korean.unwrap()], "격자 셈법");
        assert_eq!(&marked.context[marked.english.unwrap()], "grid-tally");
    }
}
