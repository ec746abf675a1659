//! A YAML text as its parser sees it: words that stand beside one another are one character, since nothing in them is structure.
//!
//! The parser goes by characters, asks for each several times what it is, and copies it. Of Korean sentences it is told a few characters each.

use std::cell::{Cell, RefCell};

use saphyr_parser::Input;

/// How many bytes at `at` are one character for the parser: a character, or words without a mark that means anything to YAML.
///
/// Words begin behind a space or an end of a line, or a quotation mark there, with what is the same to YAML whatever follows: so none of them is in an
/// escape or in the name of an anchor, of which the parser needs every character.
#[inline]
fn unit(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(&first) = bytes.get(at) else {
        return 0;
    };
    if BEGINS[first as usize] && is_apart(&bytes[..at], first) {
        return words(bytes, at) - at;
    }
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// The character at a byte, and how many bytes it has with those that it stands for. Most are of ASCII, and stand for themselves.
#[inline]
fn look(text: &str, at: usize) -> (Option<char>, usize) {
    match text.as_bytes().get(at) {
        Some(&first) if first.is_ascii() && !BEGINS[first as usize] => (Some(first.into()), 1),
        _ => (text[at..].chars().next(), unit(text, at)),
    }
}

/// Whether a word that begins with `first` may begin behind these bytes.
fn is_apart(before: &[u8], first: u8) -> bool {
    let is_space = |byte: u8| matches!(byte, b' ' | b'\n');
    match *before {
        // `...` ends a document there, and a version has dots.
        [.., b'\n'] => first != b'.',
        [.., b' '] => !first.is_ascii_digit() || !before.trim_ascii_end().ends_with(b"%YAML"),
        [.., space, b'"' | b'\''] => is_space(space),
        _ => false,
    }
}

/// Where the words end that begin at a byte: before what may be structure, a second space, or `#` behind one. Nothing else behind a space means anything
/// within a scalar or a comment.
fn words(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(many) = bytes.get(end..).and_then(<[u8]>::first_chunk)
        && !has_end(many)
    {
        end += MANY;
    }
    let goes_on = |at: usize| match bytes.get(at) {
        Some(b' ') => !matches!(bytes.get(at + 1), None | Some(b' ' | b'#')),
        Some(&byte) => !is_structure(byte),
        None => false,
    };
    while goes_on(end) {
        end += 1;
    }
    end - usize::from(bytes[end - 1] == b' ')
}

/// So many bytes are looked at at once.
const MANY: usize = 16;

/// Whether words may end in some bytes, but the last of them.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are compared at once"
)]
fn has_end(bytes: &[u8; MANY + 1]) -> bool {
    let (all, next) = (&bytes[..MANY], &bytes[1..]);
    let ends = |(&byte, &next): (&u8, &u8)| {
        (byte != b' ') & is_structure(byte) | (byte == b' ') & ((next == b' ') | (next == b'#'))
    };
    all.iter()
        .zip(next)
        .map(ends)
        .fold(false, |any, one| any | one)
}

/// Whether a byte may be structure within words: what is not of ASCII is not, and of ASCII what means nothing to YAML, or something at the beginning of a
/// word only (YAML 1.2.2, sections 5.3 and 7.3.3).
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are compared at once"
)]
const fn is_structure(byte: u8) -> bool {
    (byte <= b' ')
        | (byte == b':')
        | (byte == b',')
        | (byte == b'[')
        | (byte == b']')
        | (byte == b'{')
        | (byte == b'}')
        | (byte == b'"')
        | (byte == b'\'')
        | (byte == b'\\')
        | (byte == 0x7f)
        | (byte == BYTE_ORDER_MARK)
}

/// With which bytes words may begin: those that mean the same to YAML whatever follows, which `-` and the like do not.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let first = byte as u8;
        begins[byte] = first >= 0xc0 && first != BYTE_ORDER_MARK
            || first.is_ascii_alphanumeric()
            || matches!(
                first,
                b'(' | b')'
                    | b'/'
                    | b'='
                    | b'+'
                    | b'~'
                    | b'$'
                    | b';'
                    | b'<'
                    | b'^'
                    | b'_'
                    | b'.'
                    | b'`'
                    | b'@'
                    | b'#'
            );
        byte += 1;
    }
    begins
};

/// The first byte of a byte order mark, which ends a document. What else begins so stands by itself.
const BYTE_ORDER_MARK: u8 = 0xef;

/// The text, for the parser.
pub(super) struct Units<'t> {
    text: &'t str,
    at: usize,
    /// The character at `at`, none at the end.
    here: Option<char>,
    /// How many bytes it has, with those that it stands for.
    unit: usize,
    ahead: usize,
    places: &'t Places,
}

impl<'t> Units<'t> {
    /// The text, of whose characters the places are told.
    pub(super) fn new(text: &'t str, places: &'t Places) -> Self {
        let (here, unit) = look(text, 0);
        Self {
            text,
            at: 0,
            here,
            unit,
            ahead: 0,
            places,
        }
    }
}

impl Input for Units<'_> {
    #[inline]
    fn lookahead(&mut self, count: usize) {
        self.ahead = self.ahead.max(count);
    }

    #[inline]
    fn buflen(&self) -> usize {
        self.ahead
    }

    #[inline]
    fn bufmaxlen(&self) -> usize {
        16
    }

    fn raw_read_ch(&mut self) -> char {
        let c = self.peek();
        self.skip();
        c
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        let c = self.peek_opt()?;
        let is_text = !matches!(c, '\n' | '\r' | '\0' | '\u{feff}');
        is_text.then(|| self.raw_read_ch())
    }

    #[inline]
    fn skip(&mut self) {
        if self.unit > 0 {
            self.at += self.unit;
            self.places.pass(self.unit, self.at);
        }
        (self.here, self.unit) = look(self.text, self.at);
    }

    fn skip_n(&mut self, count: usize) {
        for _ in 0..count {
            self.skip();
        }
    }

    #[inline]
    fn peek(&self) -> char {
        self.here.unwrap_or('\0')
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        if n == 0 {
            return self.peek();
        }
        let mut at = self.at + self.unit;
        for _ in 1..n {
            at += unit(self.text, at);
        }
        self.text[at..].chars().next().unwrap_or('\0')
    }

    #[inline]
    fn peek_opt(&self) -> Option<char> {
        self.here
    }
}

/// Where the characters lie that the parser has come to, by its numbers for them. Numbers are asked for in ascending order; what lies before is forgotten.
pub(super) struct Places {
    /// How many characters the parser has passed.
    passed: Cell<usize>,
    /// The numbers of characters and their bytes: the first one, and each behind one that has more than a byte.
    steps: RefCell<Vec<(u32, u32)>>,
}

impl Places {
    pub(super) fn new() -> Self {
        Self {
            passed: Cell::new(0),
            steps: RefCell::new(vec![(0, 0)]),
        }
    }

    /// A character of so many bytes is passed, and this byte is reached.
    fn pass(&self, bytes: usize, reached: usize) {
        let passed = self.passed.get() + 1;
        self.passed.set(passed);
        if bytes > 1 {
            let mut steps = self.steps.borrow_mut();
            steps.push((passed as u32, reached as u32));
        }
    }

    /// The byte at which a character begins; none of one that is forgotten, or that the parser did not come to.
    pub(super) fn byte(&self, character: usize) -> Option<usize> {
        if character > self.passed.get() {
            return None;
        }
        let mut steps = self.steps.borrow_mut();
        let behind = steps.partition_point(|&(number, _)| number as usize <= character);
        steps.drain(..behind.checked_sub(1)?);
        let &(number, byte) = steps.first()?;
        Some(byte as usize + character - number as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use saphyr_parser::{Event, Parser};

    use super::*;

    /// What the parser finds, and where it begins and ends.
    type Found = (String, Option<usize>, Option<usize>);

    /// What the parser finds, with where scalars stand in bytes; nothing where it is no YAML. Of scalars their style, not their text.
    fn events<I: Input>(
        parser: Parser<'_, I>,
        byte: impl Fn(usize) -> Option<usize>,
    ) -> Option<Vec<Found>> {
        let mut events = Vec::new();
        for event in parser {
            let (event, span) = event.ok()?;
            events.push(match event {
                Event::Scalar(text, style, anchor, tag) if !text.is_empty() => (
                    format!("{style:?} {anchor} {}", tag.is_some()),
                    Some(byte(span.start.index()).unwrap()),
                    Some(byte(span.end.index()).unwrap()),
                ),
                event => (format!("{event:?}"), None, None),
            });
        }
        Some(events)
    }

    const PIECES: [&str; 82] = [
        " 1.2",
        "1",
        " ### 가",
        " ...",
        " - 나",
        " -",
        " *a b",
        " &a b",
        " ! b",
        " | ",
        " % a",
        "@가 `나` ",
        " \"가 나",
        " '다\" 라'",
        "/ =",
        "$x",
        "~ ",
        "<<: ",
        "abc ",
        " d",
        "e f: ",
        "%YAML 1.2\n",
        "%TAG !e! tag:a b\n",
        "!e!a ",
        "\u{2028}",
        "\u{ffee}",
        "é",
        "가-",
        "가*",
        "#",
        "%",
        "@",
        "`",
        "漢字, ",
        "가",
        "나다",
        "말뭉치(corpus)를 ",
        "R",
        "b1",
        "(",
        ")",
        ".",
        "...",
        "---",
        "-",
        "- ",
        " ",
        "  ",
        "    ",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\t",
        ":",
        ": ",
        "? ",
        ",",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\\",
        "\\n",
        "\\uac00",
        "#",
        " # ",
        "|",
        ">-",
        "|\n  ",
        "&",
        "&가 ",
        "*가",
        "!",
        "!t ",
        "%YAML ",
        "\u{feff}",
        "\u{85}",
        "😀",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn words_taken_together_change_nothing(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24)) {
            let text = pieces.concat();
            for value in super::super::values(&text).unwrap_or_default() {
                prop_assert!(text.get(value.range.clone()).is_some(), "{:?} {:?}", value.range, value.style);
            }
            if super::super::odd_directive(&text).is_some() {
                return Ok(());
            }
            let characters: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let places = Places::new();
            prop_assert_eq!(
                events(Parser::new(Units::new(&text, &places)), |index| places.byte(index)),
                events(Parser::new_from_str(&text), |index| characters.get(index).copied())
            );
        }
    }

    #[test]
    fn words_are_one_character() {
        for (text, first) in [
            (" 말뭉치를", "말뭉치를"),
            (" 말뭉치(corpus)를 모은다. # 뒤", "말뭉치(corpus)를 모은다."),
            (" 말-뭉#치!: 값", "말-뭉#치!"),
            (" 말, 값", "말"),
            (" é:", "é"),
            (" a말 b", "a말 b"),
            (" 3개 - 값", "3개 - 값"),
            (" # 말뭉치 #1", "# 말뭉치"),
            (" - 말", "-"),
            ("\n...", "."),
            ("\\n 말", "n"),
            ("&말뭉치", "말"),
            (" \u{feff}말", "\u{feff}"),
            (" /말/뭉치: 값", "/말/뭉치"),
            (" ", ""),
        ] {
            assert_eq!(&text[1..=unit(text, 1)], first);
        }
        assert_eq!(unit("%YAML  1.2", 7), 1);
    }
}
