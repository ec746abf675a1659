//! Character maps: how many bytes a code has, which glyph it shows, and which characters it means (ISO 32000-1, 9.7.5 and 9.10.3).

use super::token::{Token, Tokens};

/// More entries than a map of two bytes can need are not read.
const MOST: usize = 1 << 17;

/// More characters than any ligature has are not read.
const LONGEST: usize = 32;

/// What codes stand for, by ranges of them.
#[derive(Debug)]
pub(super) struct Ranges<T>(Vec<(u32, u32, T)>);

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ranges<T> {
    /// A range is two codes, both in it, and what it stands for. Of two that hold a code, the one that begins behind the other counts.
    pub(super) fn new(mut ranges: Vec<(u32, u32, T)>) -> Self {
        ranges.sort_by_key(|range| range.0);
        Self(ranges)
    }

    /// What a code stands for, and how far in its range it is.
    pub(super) fn get(&self, code: u32) -> Option<(u32, &T)> {
        let behind = self.0.partition_point(|range| range.0 <= code);
        // Ranges overlap in broken maps only.
        let mut before = self.0[..behind].iter().rev().take(16);
        let range = before.find(|range| code <= range.1)?;
        Some((code - range.0, &range.2))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A character map.
#[derive(Debug, Default)]
pub(super) struct CharacterMap {
    /// How many bytes codes have, with the first and the last of that length.
    lengths: Vec<(usize, u32, u32)>,
    /// The UTF-16 that a code means; the last unit grows with the code.
    meant: Ranges<Box<[u16]>>,
    /// The numbers of the glyphs.
    glyphs: Ranges<u32>,
}

impl CharacterMap {
    /// Reads it; what is broken in it is left out.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut lengths: Vec<(usize, u32, u32)> = Vec::new();
        let mut meant: Vec<(u32, u32, Box<[u16]>)> = Vec::new();
        let mut glyphs: Vec<(u32, u32, u32)> = Vec::new();
        let mut tokens = Tokens::new(bytes);
        while let Some(token) = tokens.next() {
            let Token::Word(word) = token else { continue };
            while let Some(from) = tokens_of(word, &mut tokens) {
                if lengths.len() + meant.len() + glyphs.len() > MOST {
                    break;
                }
                let first = code(&from);
                match word {
                    b"begincodespacerange" => {
                        let Some(to) = tokens.next().and_then(Token::bytes) else {
                            break;
                        };
                        lengths.push((from.len(), first, code(&to)));
                    }
                    b"beginbfchar" => match tokens.next() {
                        Some(Token::Word(_)) | None => break,
                        Some(to) => meant.push((first, first, units(to))),
                    },
                    b"beginbfrange" => {
                        let Some(last) = tokens.next().and_then(Token::bytes) else {
                            break;
                        };
                        let last = code(&last);
                        match tokens.next() {
                            Some(Token::Open) => {
                                let each = tokens.by_ref();
                                let each = each.take_while(|&token| token != Token::Close);
                                for (code, to) in (u64::from(first)..).zip(each) {
                                    if code <= u64::from(last) && meant.len() < MOST {
                                        meant.push((code as u32, code as u32, units(to)));
                                    }
                                }
                            }
                            Some(Token::Word(_)) | None => break,
                            Some(to) => meant.push((first, last, units(to))),
                        }
                    }
                    b"begincidchar" => match tokens.next().and_then(Token::number) {
                        Some(glyph) => glyphs.push((first, first, glyph as u32)),
                        None => break,
                    },
                    _ => {
                        let last = tokens.next().and_then(Token::bytes);
                        let glyph = tokens.next().and_then(Token::number);
                        let (Some(last), Some(glyph)) = (last, glyph) else {
                            break;
                        };
                        glyphs.push((first, code(&last), glyph as u32));
                    }
                }
            }
        }
        meant.retain(|(_, _, units)| !units.is_empty());
        Self {
            lengths,
            meant: Ranges::new(meant),
            glyphs: Ranges::new(glyphs),
        }
    }

    /// How much memory it takes, in entries.
    pub(super) fn len(&self) -> usize {
        self.lengths.len() + self.meant.len() + self.glyphs.len()
    }

    /// The code at the beginning of a string, and how many bytes it has.
    pub(super) fn code(&self, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=bytes.len().min(4) {
            let found = code(&bytes[..length]);
            let is_whole = |&(of, first, last): &(usize, u32, u32)| {
                of == length && (first..=last).contains(&found)
            };
            if self.lengths.iter().take(64).any(is_whole) {
                return (found, length);
            }
        }
        // What is in no range is as long as most are.
        let length = self.lengths.first().map_or(2, |range| range.0);
        let length = length.clamp(1, bytes.len().clamp(1, 4));
        (code(&bytes[..length.min(bytes.len())]), length)
    }

    /// The number of the glyph that a code shows.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let (offset, first) = self.glyphs.get(code)?;
        Some(first.wrapping_add(offset))
    }

    /// The characters that a code means.
    pub(super) fn characters(&self, code: u32) -> Option<Vec<char>> {
        let (offset, units) = self.meant.get(code)?;
        let last = units.len() - 1;
        let unit = |(at, &unit): (usize, &u16)| match at {
            _ if at == last => unit.wrapping_add(offset as u16),
            _ => unit,
        };
        let units = units.iter().enumerate().map(unit);
        Some(char::decode_utf16(units).flatten().collect())
    }
}

/// The first string of the next entry of a section; none at its end, and in what is no section.
fn tokens_of(word: &[u8], tokens: &mut Tokens<'_>) -> Option<Vec<u8>> {
    let sections: [&[u8]; 5] = [
        b"begincodespacerange",
        b"beginbfchar",
        b"beginbfrange",
        b"begincidchar",
        b"begincidrange",
    ];
    if !sections.contains(&word) {
        return None;
    }
    tokens.next()?.bytes().map(std::borrow::Cow::into_owned)
}

fn code(bytes: &[u8]) -> u32 {
    let digit = |code: u32, &byte: &u8| code << 8 | u32::from(byte);
    bytes.iter().fold(0, digit)
}

fn units(token: Token<'_>) -> Box<[u16]> {
    let bytes = token.bytes().unwrap_or_default();
    let unit = |pair: &[u8]| match *pair {
        [high, low] => u16::from(high) << 8 | u16::from(low),
        // Some write one byte for what is ASCII.
        _ => u16::from(pair[0]),
    };
    bytes.chunks(2).take(LONGEST).map(unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_mean_what_the_map_says() {
        let map = CharacterMap::read(
            b"1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
            2 beginbfchar <01> <D150> <8001> <00660066> endbfchar
            3 beginbfrange <02> <04> <AC00> <8002> <8003> [<D150> <C11C>] <8010> <8011> <D83DDE00>
            endbfrange 1 begincidrange <8000> <80FF> 500 endcidrange",
        );
        assert_eq!(map.code(b"\x01\x80\x01"), (1, 1));
        assert_eq!(map.code(b"\x80\x01"), (0x8001, 2));
        let text = |code| map.characters(code).map(String::from_iter);
        for (code, meant) in [
            (1, "텐"),
            (0x8001, "ff"),
            (2, "가"),
            (4, "갂"),
            (0x8003, "서"),
            (0x8011, "😁"),
        ] {
            assert_eq!(text(code).as_deref(), Some(meant));
        }
        assert_eq!(text(5), None);
        assert_eq!(map.glyph(0x8003), Some(503));
    }

    #[test]
    fn broken_maps_are_read_as_far_as_they_go() {
        for map in [
            "beginbfchar <01>",
            "beginbfrange <01> <02>",
            "beginbfrange <01> <FFFFFFFF> <AC00> endbfrange",
            "beginbfchar <01> <AC00> endbfchar begincidchar",
            "beginbfrange <02> <01> [",
        ] {
            let map = CharacterMap::read(map.as_bytes());
            assert!(map.characters(1).is_none_or(|meant| meant == ['가']));
            assert_eq!(map.code(b""), (0, 1));
        }
    }
}
