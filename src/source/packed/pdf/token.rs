//! The words in which a page is drawn, and in which the tables of its fonts are written (ISO 32000-1, 7.2 and 7.8.2): read where they stand, so that
//! a page takes no memory but its own.

use std::borrow::Cow;

/// A word of a content stream or a character map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'c> {
    /// A number.
    Number(f64),
    /// A name, without its slash.
    Name(&'c [u8]),
    /// A string in parentheses, as it is written.
    Literal(&'c [u8]),
    /// A string in hexadecimal digits.
    Hex(&'c [u8]),
    /// `[`
    Open,
    /// `]`
    Close,
    /// An operator, or a word such as `true`.
    Word(&'c [u8]),
}

impl<'c> Token<'c> {
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn name(self) -> Option<&'c [u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The bytes that a string stands for.
    pub(super) fn bytes(self) -> Option<Cow<'c, [u8]>> {
        match self {
            Self::Literal(written) => Some(literal(written)),
            Self::Hex(written) => {
                let digits = written.iter().filter_map(|&b| char::from(b).to_digit(16));
                let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
                let byte = |pair: &[u8]| pair[0] << 4 | pair.get(1).unwrap_or(&0);
                Some(Cow::Owned(digits.chunks(2).map(byte).collect()))
            }
            _ => None,
        }
    }
}

/// What a string in parentheses stands for: `\n`, `\(`, `\053`, and line ends that are none.
fn literal(written: &[u8]) -> Cow<'_, [u8]> {
    if !written.contains(&b'\\') && !written.contains(&b'\r') {
        return Cow::Borrowed(written);
    }
    let mut bytes = Vec::with_capacity(written.len());
    let mut at = 0;
    while let Some(&byte) = written.get(at) {
        at += 1;
        if byte == b'\r' {
            bytes.push(b'\n');
            at += usize::from(written.get(at) == Some(&b'\n'));
            continue;
        }
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let Some(&escaped) = written.get(at) else {
            break;
        };
        at += 1;
        match escaped {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\n' => {}
            b'\r' => at += usize::from(written.get(at) == Some(&b'\n')),
            b'0'..=b'7' => {
                let mut value = u32::from(escaped - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = written.get(at) else {
                        break;
                    };
                    value = value * 8 + u32::from(digit - b'0');
                    at += 1;
                }
                bytes.push(value as u8);
            }
            other => bytes.push(other),
        }
    }
    Cow::Owned(bytes)
}

/// Reads the words of a stream, one by one.
#[derive(Debug)]
pub(super) struct Tokens<'c> {
    bytes: &'c [u8],
    at: usize,
    /// How many words may be hidden in comments that went by.
    hidden: usize,
}

impl<'c> Tokens<'c> {
    pub(super) fn new(bytes: &'c [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            hidden: 0,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes from here to the first of which this is not true.
    fn take(&mut self, is: impl Fn(u8) -> bool) -> &'c [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|&byte| !is(byte));
        let taken = &rest[..length.unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    /// Goes behind the picture whose data begin here, behind `ID`: to the next `EI` that stands alone and has no binary data behind it.
    pub(super) fn skip_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let is_end = |&at: &usize| {
            let behind = &rest[at + 2..];
            let is_alone = behind.first().is_none_or(|&byte| is_space(byte));
            let before = at.checked_sub(1).map(|at| rest[at]);
            let text = |&byte: &u8| (b' '..0x7f).contains(&byte) || is_space(byte) && byte != 0;
            is_alone && before.is_none_or(is_space) && behind.iter().take(12).all(text)
        };
        let end = memchr::memmem::find_iter(rest, b"EI").find(is_end);
        self.at += end.map_or(rest.len(), |at| at + 2);
    }
}

/// How many words the objects of a file are at most; streams are left out. The objects that are read take some three hundred bytes each.
///
/// A table of places says where objects begin, and may say that one begins within a string, a comment or a stream. What could be one there is
/// counted, too.
pub(super) fn count(bytes: &[u8], most: usize) -> usize {
    let mut tokens = Tokens::new(bytes);
    let mut count = 0;
    while let Some(token) = tokens.next() {
        count += 1;
        match token {
            Token::Literal(text) | Token::Hex(text) => count += hidden(text),
            Token::Word(b"stream") => {
                let rest = &bytes[tokens.at..];
                let end = memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len());
                tokens.at += end;
                count += hidden(&rest[..end]);
            }
            _ => {}
        }
        if count > most {
            break;
        }
    }
    count + tokens.hidden
}

/// How many words may stand behind the beginning of an object within what is none.
fn hidden(bytes: &[u8]) -> usize {
    let object = memchr::memmem::find(bytes, b" obj");
    object.map_or(0, |at| Tokens::new(&bytes[at..]).count())
}

impl<'c> Iterator for Tokens<'c> {
    type Item = Token<'c>;

    fn next(&mut self) -> Option<Token<'c>> {
        loop {
            self.take(is_space);
            let start = self.at;
            let byte = self.peek()?;
            self.at += 1;
            return Some(match byte {
                b'%' => {
                    let comment = self.take(|byte| !matches!(byte, b'\n' | b'\r'));
                    self.hidden += hidden(comment);
                    continue;
                }
                b'[' => Token::Open,
                b']' => Token::Close,
                b'/' => Token::Name(self.take(|byte| !is_space(byte) && !is_delimiter(byte))),
                b'(' => {
                    let mut depth = 1_usize;
                    while depth > 0 {
                        self.take(|byte| !matches!(byte, b'(' | b')' | b'\\'));
                        match self.peek() {
                            Some(b'(') => depth += 1,
                            Some(b')') => depth -= 1,
                            Some(_) => self.at += 1,
                            None => break,
                        }
                        self.at = (self.at + 1).min(self.bytes.len());
                    }
                    let end = self.at;
                    let end = if depth == 0 { end - 1 } else { end };
                    Token::Literal(&self.bytes[start + 1..end])
                }
                // Dictionaries are told apart by nobody here.
                b'<' if self.peek() == Some(b'<') => {
                    self.at += 1;
                    continue;
                }
                b'<' => {
                    let digits = self.take(|byte| byte != b'>');
                    self.at = (self.at + 1).min(self.bytes.len());
                    Token::Hex(digits)
                }
                _ if is_delimiter(byte) => continue,
                _ => {
                    self.at = start;
                    let word = self.take(|byte| !is_space(byte) && !is_delimiter(byte));
                    number(word).map_or(Token::Word(word), Token::Number)
                }
            });
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// A number as PDF writes them: no exponent, and signs in number that some programs write.
fn number(word: &[u8]) -> Option<f64> {
    let mut digits = word;
    let mut sign = 1.0;
    while let [first @ (b'+' | b'-'), rest @ ..] = digits {
        if *first == b'-' {
            sign = -1.0;
        }
        digits = rest;
    }
    let (mut value, mut unit, mut any) = (0.0_f64, None, false);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                any = true;
                let digit = f64::from(byte - b'0');
                match &mut unit {
                    None => value = value * 10.0 + digit,
                    Some(unit) => {
                        *unit /= 10.0;
                        value += digit * *unit;
                    }
                }
            }
            b'.' if unit.is_none() => unit = Some(1.0),
            // `12-34` is 12 to readers.
            b'-' if any => break,
            _ => return None,
        }
    }
    (any || unit.is_some()).then_some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let page = b"q 1 0 0 -1.5 .5 --3 cm% a (comment\n/F1 12 Tf[(a\\(b(c)\\051)-20<4 1>]TJ\n/P<</MCID 0>>BDC T* ' \" true";
        let found: Vec<Token<'_>> = Tokens::new(page).collect();
        assert_eq!(
            found,
            [
                Token::Word(b"q"),
                Token::Number(1.0),
                Token::Number(0.0),
                Token::Number(0.0),
                Token::Number(-1.5),
                Token::Number(0.5),
                Token::Number(-3.0),
                Token::Word(b"cm"),
                Token::Name(b"F1"),
                Token::Number(12.0),
                Token::Word(b"Tf"),
                Token::Open,
                Token::Literal(b"a\\(b(c)\\051"),
                Token::Number(-20.0),
                Token::Hex(b"4 1"),
                Token::Close,
                Token::Word(b"TJ"),
                Token::Name(b"P"),
                Token::Name(b"MCID"),
                Token::Number(0.0),
                Token::Word(b"BDC"),
                Token::Word(b"T*"),
                Token::Word(b"'"),
                Token::Word(b"\""),
                Token::Word(b"true"),
            ]
        );
        assert_eq!(found[12].bytes().as_deref(), Some(&b"a(b(c))"[..]));
        assert_eq!(found[14].bytes().as_deref(), Some(&b"A"[..]));
    }

    #[test]
    fn words_of_objects_are_counted_wherever_they_hide() {
        for (file, words) in [
            ("1 0 obj [0 0 (a b c)] endobj", 9),
            (
                "1 0 obj <</Length 9>> stream\n0 0 0 0 0\nendstream endobj",
                8,
            ),
            // Each of these can be read as an object of three numbers.
            ("(1 0 obj [0 0 0])", 7),
            ("% 1 0 obj [0 0 0]\n", 6),
            ("stream 1 0 obj [0 0 0] endstream", 8),
        ] {
            assert_eq!(count(file.as_bytes(), 100), words, "{file}");
        }
        assert!(count("0 ".repeat(1000).as_bytes(), 10) < 20);
    }

    #[test]
    fn strings_end_with_the_stream() {
        for (page, bytes) in [
            (&b"(a\\"[..], &b"a"[..]),
            (b"(a(b)", b"a(b)"),
            (b"<414", b"A@"),
            (b"(a\\\r\nb\\1019\r\n)", b"abA9\n"),
        ] {
            let token = Tokens::new(page).next().unwrap();
            assert_eq!(token.bytes().as_deref(), Some(bytes));
        }
    }

    #[test]
    fn pictures_within_a_page_are_no_words() {
        let mut tokens = Tokens::new(b"BI /W 1 ID \x80( EI \x01\x02 [ EI Q BT");
        assert_eq!(
            tokens.find(|&token| token == Token::Word(b"ID")),
            Some(Token::Word(b"ID"))
        );
        tokens.skip_image();
        let rest: Vec<Token<'_>> = tokens.collect();
        assert_eq!(rest, [Token::Word(b"Q"), Token::Word(b"BT")]);
    }
}
