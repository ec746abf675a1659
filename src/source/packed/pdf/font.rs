//! Fonts: which characters the bytes of a string mean, and how wide each is (ISO 32000-1, 9.5 to 9.10).
//!
//! Korean PDFs have three sorts: numbers of glyphs with a map to Unicode (office programs), Unicode or code pages as such (`UniKS-UTF16-H`,
//! `KSCms-UHC-H`: Distiller, and programs that embed no fonts), and fonts of one byte (TeX, and subsets of `LibreOffice`).

use std::cell::RefCell;
use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding as Charset, GBK, SHIFT_JIS};
use lopdf::{Dictionary, Document as Pdf, Encoding, Object, Stream, dictionary};

use super::cmap::{CharacterMap, Ranges};

/// A font, as far as text needs it.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    /// What its codes mean, as the file says.
    meant: Option<CharacterMap>,
    /// Widths of its glyphs, in units of the font.
    widths: Ranges<f64>,
    /// The width of the others.
    width: f64,
    /// How much of the size a unit is.
    unit: f64,
    /// Whether it is written from top to bottom.
    pub(super) is_vertical: bool,
}

/// How its strings are cut.
#[derive(Debug)]
enum Codes {
    /// One byte is one glyph.
    Bytes(Box<[Option<char>; 256]>),
    /// Two bytes are the number of a glyph.
    Glyphs,
    /// As a map in the file says.
    Mapped(CharacterMap),
    /// UTF-16, most significant byte first.
    Utf16,
    /// A code page of one and two bytes.
    Charset(&'static Charset),
}

/// What is shown by one code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// The characters that it means; none where nobody knows.
    pub(super) meant: Vec<char>,
    /// How far the next one stands, in ems.
    pub(super) advance: f64,
    /// Whether it is a space that word spacing widens: one byte of 32.
    pub(super) is_space: bool,
}

impl Font {
    /// Reads it. What is broken or unknown in it is left out; streams in it are unpacked by `unpack`.
    pub(super) fn read(
        pdf: &Pdf,
        font: &Dictionary,
        unpack: &mut dyn FnMut(&Stream) -> Vec<u8>,
    ) -> Self {
        let meant = match get(pdf, font, b"ToUnicode") {
            Some(Object::Stream(stream)) => Some(CharacterMap::read(&unpack(stream))),
            _ => None,
        };
        if name(pdf, font, b"Subtype") != b"Type0" {
            return Self::simple(pdf, font, meant);
        }
        let encoding = get(pdf, font, b"Encoding");
        let called = encoding.and_then(|encoding| encoding.as_name().ok());
        let codes = match encoding {
            Some(Object::Stream(stream)) => Codes::Mapped(CharacterMap::read(&unpack(stream))),
            _ => codes(called.unwrap_or_default()),
        };
        let descendants = get(pdf, font, b"DescendantFonts").and_then(|it| it.as_array().ok());
        let descendant =
            descendants.and_then(|fonts| pdf.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        let number = |key| get(pdf, descendant?, key).and_then(number);
        let list = descendant.and_then(|font| get(pdf, font, b"W")?.as_array().ok());
        Self {
            codes,
            meant,
            widths: list.map_or_else(Ranges::default, |list| widths(pdf, list)),
            width: number(b"DW").unwrap_or(1000.0),
            unit: 0.001,
            is_vertical: called.is_some_and(|name| name.ends_with(b"-V")),
        }
    }

    /// A font whose codes are bytes.
    fn simple(pdf: &Pdf, font: &Dictionary, meant: Option<CharacterMap>) -> Self {
        let descriptor = get(pdf, font, b"FontDescriptor").and_then(|it| it.as_dict().ok());
        let missing = descriptor.and_then(|it| number(get(pdf, it, b"MissingWidth")?));
        let first = get(pdf, font, b"FirstChar").and_then(number).unwrap_or(0.0) as u32;
        let list = get(pdf, font, b"Widths").and_then(|it| it.as_array().ok());
        let width = |(at, width): (usize, &Object)| {
            let code = first.saturating_add(at as u32);
            Some((code, code, number(pdf.dereference(width).ok()?.1)?))
        };
        let list = list.map(|list| list.iter().take(256).enumerate().filter_map(width));
        let matrix = get(pdf, font, b"FontMatrix").and_then(|it| it.as_array().ok());
        let unit = matrix.and_then(|matrix| number(matrix.first()?));
        Self {
            codes: Codes::Bytes(Box::new(table(pdf, font))),
            meant,
            width: match list {
                Some(_) => missing.unwrap_or(0.0),
                // One of the fonts that every reader has. Half an em is near enough to tell words by.
                None => missing.filter(|&width| width > 0.0).unwrap_or(500.0),
            },
            widths: Ranges::new(list.into_iter().flatten().collect()),
            unit: unit.map_or(0.001, f64::abs),
            is_vertical: false,
        }
    }

    /// How much memory it takes, in entries.
    pub(super) fn len(&self) -> usize {
        let map = |map: &CharacterMap| map.len();
        let codes = match &self.codes {
            Codes::Mapped(codes) => codes.len(),
            _ => 64,
        };
        codes + self.widths.len() + self.meant.as_ref().map_or(0, map)
    }

    /// What the code at the beginning of a string shows, and how many bytes it has: at least one.
    pub(super) fn show(&self, bytes: &[u8]) -> (Shown, usize) {
        let pair = || u32::from(bytes[0]) << 8 | u32::from(*bytes.get(1).unwrap_or(&0));
        let ascii = |meant: &Option<Vec<char>>| {
            // In the collections of Adobe, glyph 1 is the space, and ASCII follows.
            let char = meant.as_deref().and_then(<[char]>::first).copied();
            char.filter(|char| (' '..='~').contains(char))
                .map(|char| char as u32 - 31)
        };
        let (code, length, glyph, own) = match &self.codes {
            Codes::Bytes(table) => {
                let own = table[usize::from(bytes[0])].map(|char| vec![char]);
                (u32::from(bytes[0]), 1, Some(u32::from(bytes[0])), own)
            }
            Codes::Glyphs => (pair(), 2, Some(pair()), None),
            Codes::Mapped(map) => {
                let (code, length) = map.code(bytes);
                (code, length, map.glyph(code).or(Some(code)), None)
            }
            Codes::Utf16 => {
                let length = if (0xd8..0xdc).contains(&bytes[0]) {
                    4
                } else {
                    2
                };
                let units = bytes.chunks(2).take(length / 2);
                let unit = units
                    .map(|pair| u16::from(pair[0]) << 8 | u16::from(*pair.get(1).unwrap_or(&0)));
                let own = Some(char::decode_utf16(unit).flatten().collect());
                (pair(), length, ascii(&own), own)
            }
            Codes::Charset(charset) => {
                let is_pair = bytes[0] >= 0x81 && bytes[0] != 0xff && bytes.len() > 1;
                let length = if is_pair { 2 } else { 1 };
                let (text, _) = charset.decode_without_bom_handling(&bytes[..length]);
                let own = Some(text.chars().collect());
                let code = if is_pair { pair() } else { u32::from(bytes[0]) };
                (code, length, ascii(&own), own)
            }
        };
        let meant = self.meant.as_ref().and_then(|map| map.characters(code));
        let width = glyph.and_then(|glyph| self.widths.get(glyph));
        let shown = Shown {
            meant: meant.or(own).unwrap_or_default(),
            advance: width.map_or(self.width, |(_, width)| *width) * self.unit,
            is_space: length == 1 && code == 32,
        };
        (shown, length.min(bytes.len()))
    }
}

/// The maps that every reader has (ISO 32000-1, table 118), as far as they are Unicode or a code page. The others are numbers of glyphs.
fn codes(name: &[u8]) -> Codes {
    let name = String::from_utf8_lossy(name);
    if name.contains("-UCS2") || name.contains("-UTF16") {
        return Codes::Utf16;
    }
    let charset = match name.split('-').next().unwrap_or_default() {
        "KSC" | "KSCms" | "KSCpc" => EUC_KR,
        "90ms" | "90msp" | "90pv" | "83pv" | "Ext" | "Add" => SHIFT_JIS,
        "EUC" => EUC_JP,
        "GB" | "GBK" | "GBKp" | "GBK2K" | "GBpc" => GBK,
        "B5pc" | "HKscs" | "ETen" | "ETenms" => BIG5,
        _ => return Codes::Glyphs,
    };
    Codes::Charset(charset)
}

/// The widths of glyphs (ISO 32000-1, 9.7.4.3): `c [w …]` or `first last w`.
fn widths(pdf: &Pdf, list: &[Object]) -> Ranges<f64> {
    let mut ranges = Vec::new();
    let mut rest = list.iter().take(1 << 17);
    let next = |object: &Object| pdf.dereference(object).map(|it| it.1.clone());
    while let Some(Ok(first)) = rest.next().map(next) {
        let Some(first) = number(&first).map(|first| first as u32) else {
            continue;
        };
        match rest.next().map(next) {
            Some(Ok(Object::Array(each))) => {
                let each = each.iter().take(1 << 16).filter_map(number).zip(first..);
                ranges.extend(each.map(|(width, code)| (code, code, width)));
            }
            Some(Ok(end)) => {
                let width = rest.next().and_then(|width| number(&next(width).ok()?));
                if let (Some(end), Some(width)) = (number(&end), width) {
                    ranges.push((first, end as u32, width));
                }
            }
            _ => break,
        }
    }
    Ranges::new(ranges)
}

/// What each byte means in a font of one byte.
fn table(pdf: &Pdf, font: &Dictionary) -> [Option<char>; 256] {
    let encoding = get(pdf, font, b"Encoding");
    let differences = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = match encoding {
        Some(Object::Name(name)) => name.as_slice(),
        Some(Object::Dictionary(dictionary)) => name(pdf, dictionary, b"BaseEncoding"),
        _ => b"",
    };
    let base = match base {
        b"WinAnsiEncoding" | b"MacRomanEncoding" | b"MacExpertEncoding" => base,
        _ if name(pdf, font, b"Subtype") == b"TrueType" => b"WinAnsiEncoding",
        _ => b"StandardEncoding",
    };
    let base = dictionary! { "Type" => "Font", "Encoding" => Object::Name(base.to_vec()) };
    let base = base.get_font_encoding(pdf);
    let mut table = [None; 256];
    for (code, meant) in (0..=u8::MAX).zip(&mut table) {
        let decoded = base.as_ref().ok().map(|base| base.bytes_to_string(&[code]));
        *meant = decoded.and_then(|text| text.ok()?.chars().next());
    }
    let list = differences.and_then(|it| get(pdf, it, b"Differences")?.as_array().ok());
    let mut code = 0_usize;
    for object in list.into_iter().flatten().take(1024) {
        match pdf.dereference(object).map(|it| it.1) {
            Ok(Object::Name(name)) => {
                if let Some(meant) = table.get_mut(code) {
                    *meant = glyph(name).or(*meant);
                }
                code += 1;
            }
            Ok(object) => code = number(object).map_or(code, |code| code as usize),
            Err(_) => {}
        }
    }
    table
}

thread_local! {
    /// The characters of names of glyphs that were looked up.
    static NAMED: RefCell<HashMap<Vec<u8>, Option<char>>> = RefCell::new(HashMap::new());
}

/// The character that a glyph is named after (Adobe Glyph List): `eacute`, `uniD150`, `a.alt`.
fn glyph(name: &[u8]) -> Option<char> {
    let end = name.iter().position(|&byte| byte == b'.' || byte == b'_');
    let name = &name[..end.filter(|&end| end > 0).unwrap_or(name.len())];
    let known = NAMED.with_borrow(|named| named.get(name).copied());
    known.unwrap_or_else(|| {
        let found = listed(name).or_else(|| numbered(name));
        NAMED.with_borrow_mut(|named| {
            if named.len() < 4096 {
                named.insert(name.to_vec(), found);
            }
        });
        found
    })
}

/// Asks the list of lopdf, which can be asked only by way of a font.
fn listed(name: &[u8]) -> Option<char> {
    let differences = vec![Object::Integer(0), Object::Name(name.to_vec())];
    let encoding = dictionary! { "Type" => "Encoding", "Differences" => differences };
    let font = dictionary! { "Type" => "Font", "Encoding" => encoding };
    let pdf = Pdf::new();
    let encoding = font.get_font_encoding(&pdf).ok()?;
    // An unknown name gives another encoding.
    let is_known = matches!(encoding, Encoding::Differences(_));
    let text = is_known.then(|| encoding.bytes_to_string(&[0]));
    text?.ok()?.chars().next()
}

/// A name that holds the number of its character.
fn numbered(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let digits = digits.get(..4.max(digits.len().min(6)))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// The value of a key, wherever it stands.
pub(super) fn get<'p>(pdf: &'p Pdf, dictionary: &'p Dictionary, key: &[u8]) -> Option<&'p Object> {
    Some(pdf.dereference(dictionary.get(key).ok()?).ok()?.1)
}

/// The name that a key has for its value; none where it has none.
pub(super) fn name<'p>(pdf: &'p Pdf, dictionary: &'p Dictionary, key: &[u8]) -> &'p [u8] {
    let found = get(pdf, dictionary, key);
    found
        .and_then(|name| name.as_name().ok())
        .unwrap_or_default()
}

/// A finite number.
pub(super) fn number(object: &Object) -> Option<f64> {
    let number = match object {
        Object::Integer(number) => *number as f64,
        Object::Real(number) => f64::from(*number),
        _ => return None,
    };
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(font: &Dictionary, mut bytes: &[u8]) -> (String, f64) {
        let pdf = Pdf::new();
        let font = Font::read(&pdf, font, &mut |stream| stream.content.clone());
        let (mut text, mut width) = (String::new(), 0.0);
        while !bytes.is_empty() {
            let (shown, length) = font.show(bytes);
            text.extend(shown.meant);
            width += shown.advance;
            bytes = &bytes[length..];
        }
        (text, width)
    }

    fn composite(encoding: &str) -> Dictionary {
        let widths: Vec<Object> = vec![
            1.into(),
            vec![250.into(), Object::Integer(300)].into(),
            34.into(),
            90.into(),
            500.into(),
        ];
        let descendant = dictionary! { "DW" => 920, "W" => widths };
        dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "Encoding" => encoding,
            "DescendantFonts" => vec![Object::Dictionary(descendant)],
        }
    }

    #[test]
    fn fonts_that_embed_nothing_are_read_by_their_code_page() {
        // 텐서 tensor: two syllables of 920 units, a space of 250, and six letters of 500.
        for (encoding, bytes) in [
            ("KSCms-UHC-H", &b"\xc5\xd9\xbc\xad tensor"[..]),
            ("UniKS-UTF16-H", b"\xd1\x50\xc1\x1c\0 \0t\0e\0n\0s\0o\0r"),
        ] {
            let (text, width) = text(&composite(encoding), bytes);
            assert_eq!(text, "텐서 tensor");
            assert!((width - 5.09).abs() < 1e-9, "{width}");
        }
        // Bytes that are left over are no reason to stop.
        assert_eq!(
            text(&composite("UniKS-UCS2-V"), b"\xd1\x50\xc1")
                .0
                .chars()
                .next(),
            Some('텐')
        );
    }

    #[test]
    fn fonts_of_one_byte_are_read_by_the_names_of_their_glyphs() {
        let differences: Vec<Object> = vec![
            65.into(),
            "eacute".into(),
            "uniD150".into(),
            "nobody".into(),
            "c.alt".into(),
        ];
        let font = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type1",
            "FirstChar" => 65,
            "Widths" => vec![Object::Integer(400), Object::Real(900.5)],
            "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => differences },
        };
        let (text, width) = text(&font, b"ABCD");
        assert_eq!(text, "é텐Cc");
        assert!((width - 1.3005).abs() < 1e-9, "{width}");
    }

    #[test]
    fn what_the_file_says_goes_before() {
        let map = Stream::new(
            Dictionary::new(),
            b"beginbfchar <0001> <D150> <41> <D150> endbfchar".to_vec(),
        );
        let mut font = composite("Identity-H");
        assert_eq!(text(&font, b"\0\x01").0, "");
        font.set("ToUnicode", map.clone());
        assert_eq!(text(&font, b"\0\x01").0, "텐");
        let mut font = dictionary! { "Subtype" => "TrueType" };
        font.set("ToUnicode", map);
        assert_eq!(text(&font, b"AB").0, "텐B");
    }
}
