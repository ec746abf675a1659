//! Where are the parentheses that could hold a gloss?
//!
//! Every byte of a document passes here once, so the search is a `memchr` over the raw bytes. What
//! comes out is a [`Parenthetical`] for each closed parenthesis that holds a Latin letter and
//! follows text; what the parenthesis says is for the [`gloss`](crate::gloss) room, and how far the
//! term before it reaches for [`align`](crate::align).

mod reach;
mod window;

use std::ops::Range;

use memchr::memchr2_iter;

use crate::source::{Document, Mask};

pub(crate) use reach::ends_line;
pub use window::{Break, Glyph, Window};

/// Longest parenthesis looked at, in bytes between the brackets. Longer ones are asides, and the
/// bound keeps unclosed brackets from costing more than this each.
pub const MAX_INNER: usize = 600;

/// A parenthesis in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parenthetical {
    /// Byte offset of the opening bracket, `(` or `（`.
    pub open: usize,
    /// The bytes between the brackets.
    pub inner: Range<usize>,
    /// It holds a Latin letter: it may be a gloss of Korean before it.
    pub latin: bool,
    /// It holds Hangul, and stands right behind a Latin letter or a digit: it may be a reversed gloss. Looked for on
    /// demand only.
    pub reversed: bool,
    /// It holds a Latin letter and stands right behind one: it may say what an abbreviation stands for. Looked for on
    /// demand only.
    pub expansion: bool,
}

impl Parenthetical {
    /// The character behind the closing bracket; `None` at the end of the document.
    #[must_use]
    pub fn behind(&self, document: &Document) -> Option<char> {
        document.text[self.inner.end..].chars().nth(1)
    }
}

/// The parentheses of a document that follow something and hold a Latin letter, in the order of the
/// text. A parenthesis within another comes after the outer one, as an item of its own.
pub fn parentheticals(document: &Document) -> impl Iterator<Item = Parenthetical> + '_ {
    scan(document, false)
}

/// The same, and if `both` those behind English that hold Hangul.
pub(crate) fn scan(document: &Document, both: bool) -> impl Iterator<Item = Parenthetical> + '_ {
    let bytes = document.text.as_bytes();
    let mut masks = Masks::new(&document.masks);
    memchr2_iter(b'(', FULL_WIDTH[0], bytes).filter_map(move |open| {
        let width = opening(&bytes[open..])?;
        let (close, latin) = matching(bytes, open + width)?;
        if !latin && !both {
            return None;
        }
        let inner = open + width..close;
        let latin_before = both && follows_latin(&bytes[..open]);
        let reversed = latin_before && holds_hangul(&bytes[inner.clone()]);
        if !latin && !reversed
            || masks.cover(open)
            || !follows_word(document, open)
            || is_link(bytes, open, &inner)
        {
            return None;
        }
        Some(Parenthetical {
            open,
            inner,
            latin,
            reversed,
            expansion: latin_before && latin,
        })
    })
}

/// Where any parenthesis opens, in bytes: also those that are passed over.
pub(crate) fn brackets(document: &Document) -> impl Iterator<Item = usize> + '_ {
    let bytes = document.text.as_bytes();
    memchr2_iter(b'(', FULL_WIDTH[0], bytes).filter(|&open| opening(&bytes[open..]).is_some())
}

/// First two bytes of the full-width brackets; the third is 0x88 for `（` and 0x89 for `）`.
const FULL_WIDTH: [u8; 2] = [0xEF, 0xBC];

/// Whether the parenthesis is the target of a link, in a text of any kind: right behind a square
/// bracket, without spaces, with a scheme, a path or the ending of a page.
fn is_link(bytes: &[u8], open: usize, inner: &Range<usize>) -> bool {
    let target = &bytes[inner.clone()];
    bytes[..open].ends_with(b"]")
        && !target.iter().any(u8::is_ascii_whitespace)
        && (target.iter().any(|b| b":/#".contains(b)) || target.ends_with(b".html"))
}

/// Width in bytes of the opening bracket at the start of `bytes`.
fn opening(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'(', ..] => Some(1),
        [0xEF, 0xBC, 0x88, ..] => Some(3),
        _ => None,
    }
}

/// Where the bracket opened before `from` closes, if it does so within [`MAX_INNER`] bytes and the
/// paragraph and nests no deeper than one level; and whether it holds a Latin letter.
fn matching(bytes: &[u8], from: usize) -> Option<(usize, bool)> {
    let mut depth = 0;
    let mut latin = false;
    let mut at = from;
    let end = bytes.len().min(from + MAX_INNER);
    while at < end {
        match bytes[at] {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some((at, latin)),
            b')' => depth -= 1,
            b'\n' | b'\r' if ends_line(bytes, at) && blank_line_follows(bytes, at) => return None,
            // The last range begins Latin letters with diacritics: U+00C0 to U+024F (C3 80 to C9 8F);
            // those from U+1E00 on (E1 B8) follow.
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9 => latin = true,
            0xE1 if matches!(bytes.get(at + 1), Some(0xB8..=0xBB)) => latin = true,
            0xEF if bytes.get(at + 1) == Some(&FULL_WIDTH[1]) => match bytes.get(at + 2) {
                Some(0x88) => depth += 1,
                Some(0x89) if depth == 0 => return Some((at, latin)),
                Some(0x89) => depth -= 1,
                // Full-width capitals Ａ to Ｚ.
                Some(0xA1..=0xBA) => latin = true,
                _ => {}
            },
            // Full-width small letters ａ to ｚ.
            0xEF if bytes.get(at + 1) == Some(&0xBD)
                && matches!(bytes.get(at + 2), Some(0x81..=0x9A)) =>
            {
                latin = true;
            }
            _ => {}
        }
        if depth > 1 {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether the line end at `at` is followed by a line without text: the end of a paragraph.
fn blank_line_follows(bytes: &[u8], at: usize) -> bool {
    bytes[at + 1..]
        .iter()
        .find(|b| !matches!(b, b' ' | b'\t'))
        .is_none_or(|b| matches!(b, b'\n' | b'\r'))
}

/// Whether a word stands before the bracket, with no more than spaces, quotes and markup between.
/// The cheap half of "has Hangul before it": in code most parentheses follow `=`, `,` or nothing.
fn follows_word(document: &Document, open: usize) -> bool {
    let from = open.saturating_sub(24);
    let mut before = document.text.as_bytes()[from..open].iter().enumerate();
    let is_around = |b: u8| {
        matches!(
            b,
            b' ' | b'\n' | b'\r' | b'\'' | b'"' | b'`' | b'*' | b'_' | b'~' | b']' | b'>' | b';'
        )
    };
    // A backslash, or the colon of a role in reStructuredText.
    let escapes = |at: usize, b: u8| matches!(b, b'\\' | b':') && document.is_masked(from + at);
    before
        .rfind(|(at, b)| !is_around(**b) && !escapes(*at, **b))
        .is_some_and(|(_, b)| b.is_ascii_alphanumeric() || !b.is_ascii() || b"+#.%!?)/".contains(b))
}

/// Whether a Latin letter or a digit stands at the end, quotes, markup and a space aside.
fn follows_latin(before: &[u8]) -> bool {
    let mut rest = &before[before.len().saturating_sub(24)..];
    loop {
        rest = match rest {
            // The last two lines: ’ and ”; 〉, 》, 」 and 』.
            [rest @ .., b' ' | b'\n' | b'\'' | b'"' | b'`' | b'*' | b'_']
            | [rest @ .., 0xE2, 0x80, 0x99 | 0x9D]
            | [rest @ .., 0xE3, 0x80, 0x89 | 0x8B | 0x8D | 0x8F] => rest,
            // The last pattern: letters with diacritics.
            [.., b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'#'] | [.., 0xC3..=0xC9, _] => {
                return true;
            }
            _ => return false,
        };
    }
}

/// Whether there is Hangul, by its leading bytes: the syllables lie between EA B0 and ED 9F, the
/// letters that decomposed text is made of at E1 84 to E1 87.
fn holds_hangul(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| {
        matches!(
            pair,
            [0xEA, 0xB0..=0xBF] | [0xEB | 0xEC, _] | [0xED, 0x80..=0x9F] | [0xE1, 0x84..=0x87]
        )
    })
}

/// Walks the masks of a document in step with ascending offsets.
struct Masks<'a> {
    rest: &'a [Mask],
}

impl<'a> Masks<'a> {
    fn new(masks: &'a [Mask]) -> Self {
        Self { rest: masks }
    }

    /// Whether the byte at `offset` lies in a mask. Offsets must not descend.
    fn cover(&mut self, offset: usize) -> bool {
        while let [first, rest @ ..] = self.rest {
            if first.range.end > offset {
                return first.range.start <= offset;
            }
            self.rest = rest;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MaskKind;

    fn inners(text: &str) -> Vec<String> {
        let document = Document::plain("t", text);
        parentheticals(&document)
            .map(|p| document.text[p.inner].to_string())
            .collect()
    }

    #[test]
    fn targets_of_links_are_passed_over() {
        assert!(inners("[색인](ref:db/Index)과 [차례](toc.html), [설정](docs/setup)").is_empty());
        assert_eq!(inners("[색인](database index)"), ["database index"]);
    }

    #[test]
    fn finds_parentheses_that_hold_latin_letters() {
        for (text, expected) in [
            ("클라우드(cloud)를 쓴다.", vec!["cloud"]),
            ("클라우드（cloud）를 쓴다.", vec!["cloud"]),
            ("클라우드（ｃｌｏｕｄ）를 쓴다.", vec!["ｃｌｏｕｄ"]),
            ("그는 1990년(당시 30세)에 떠났다.", vec![]),
            ("‘슬랙’ (Slack)을 쓴다.", vec!["Slack"]),
            (
                "인공지능(Artificial Intelligence (AI))",
                vec!["Artificial Intelligence (AI)", "AI"],
            ),
            ("(중앙정보국(CIA) 국장)", vec!["CIA"]),
            ("에콜(École)", vec!["École"]),
        ] {
            assert_eq!(inners(text), expected, "{text}");
        }
    }

    #[test]
    fn a_parenthesis_may_be_wrapped_but_not_cross_a_paragraph() {
        assert_eq!(inners("연합(European\nUnion)"), ["European\nUnion"]);
        assert_eq!(inners("연합(European\n\nUnion)"), [""; 0]);
        assert_eq!(inners("연합(European\r\n \r\nUnion)"), [""; 0]);
        assert_eq!(inners("연합(European\rUnion)"), ["European\rUnion"]);
        assert_eq!(inners("연합(European\r\rUnion)"), [""; 0]);
    }

    #[test]
    fn unclosed_and_deeply_nested_brackets_are_left_out() {
        assert_eq!(inners("연합(European Union"), [""; 0]);
        assert_eq!(inners("가(a(b(c)))"), ["b(c)", "c"]);
        assert_eq!(inners(&format!("가(a{})", "b".repeat(MAX_INNER))), [""; 0]);
    }

    #[test]
    fn what_parts_marks_from_words_is_nothing() {
        let found = |path, text: &str| {
            let document = Document::new(path, text);
            parentheticals(&document).count()
        };
        for (path, text, expected) in [
            ("글.rst", "**해시**\\ (hash)와 표\\ (table)", 2),
            ("글.rst", "`해시`:strong:\\ (hash)와 표: (table)", 1),
            ("글.md", "해시\\(hash\\)", 1),
            ("글.txt", "한글\\(abc\\)", 0),
        ] {
            assert_eq!(found(path, text), expected, "{text}");
        }
    }

    #[test]
    fn both_ways_finds_hangul_behind_english_too() {
        for (text, expected) in [
            (
                "overfitting(과적합)을 막는다.",
                vec![("과적합", false, true)],
            ),
            ("‘Redshift’ (레드시프트)", vec![("레드시프트", false, true)]),
            (
                "**C++**（시플러스플러스）",
                vec![("시플러스플러스", false, true)],
            ),
            (
                "GPU(\u{1100}\u{1173}\u{1105}\u{1162}픽 장치)",
                vec![("\u{1100}\u{1173}\u{1105}\u{1162}픽 장치", false, true)],
            ),
            ("VPC(가상망, VPN)", vec![("가상망, VPN", true, true)]),
            ("텐서(tensor)", vec![("tensor", true, false)]),
            ("그는 1990년(당시 30세)에 떠났다.", vec![]),
            ("x = (값)", vec![]),
            ("Kim(2020)", vec![]),
        ] {
            let document = Document::plain("t", text);
            let found: Vec<_> = scan(&document, true)
                .map(|p| (&text[p.inner], p.latin, p.reversed))
                .collect();
            assert_eq!(found, expected, "{text}");
            assert!(parentheticals(&document).all(|p| p.latin && !p.reversed));
        }
    }

    #[test]
    fn masked_brackets_are_not_seen() {
        let mut document = Document::plain("t", "함수 `f(x)` 와 복제(clone)");
        document.masks.push(Mask {
            range: 7..13,
            kind: MaskKind::Code,
        });
        let found: Vec<_> = parentheticals(&document).map(|p| p.inner).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(&document.text[found[0].clone()], "clone");
    }
}
