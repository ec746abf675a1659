//! How a glossary file is laid out: encoding, byte order mark, separator, line ends.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{EUC_KR, UTF_16BE, UTF_16LE};

use crate::glossary::columns::REQUIRED;
use crate::glossary::row::word;
use crate::glossary::strict::{SAVE_AS_CSV, not_utf8, place};
use crate::source::{Guess, guess};
use crate::{Error, Result};

const BOM: &str = "\u{feff}";

/// The separators that spreadsheets write, by the user's region or choice.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// How a glossary file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    encoding: Encoding,
    /// Between cells; one of [`SEPARATORS`].
    pub(crate) separator: u8,
    /// UTF-8 with a byte order mark, without which Excel shows Hangul garbled.
    pub(crate) bom: bool,
    /// `\r\n` at line ends, not `\n`.
    pub(crate) crlf: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// "유니코드 텍스트", with tabs.
    Utf16,
    /// "CSV(쉼표로 분리)" of a Korean Windows.
    Cp949,
    /// What "CSV(쉼표로 분리)" of a Windows without Korean leaves, perhaps: nothing but ASCII.
    Ascii,
}

impl Form {
    /// UTF-8, commas, `\n`: what git and editors like best.
    pub(in crate::glossary) const PLAIN: Self = Self {
        encoding: Encoding::Utf8,
        separator: b',',
        bom: false,
        crlf: false,
    };

    /// What Excel opens at a double click, and saves as "CSV UTF-8(쉼표로 분리)".
    pub(in crate::glossary) const EXCEL: Self = Self {
        bom: true,
        crlf: true,
        ..Self::PLAIN
    };

    /// The form in which a file that came in this one is written again: as it is, or what Excel opens where it is one
    /// that only spreadsheets write.
    pub(in crate::glossary) fn written(self) -> Self {
        if self.is_converted() {
            Self::EXCEL
        } else {
            Self {
                encoding: Encoding::Utf8,
                ..self
            }
        }
    }

    /// Whether the file is written in another encoding or with another separator than it came in.
    pub(in crate::glossary) fn is_converted(self) -> bool {
        matches!(self.encoding, Encoding::Utf16 | Encoding::Cp949) || self.separator != b','
    }

    /// Whether [formulas](super::formula) are marked in it.
    pub(crate) fn is_guarded(self) -> bool {
        self.written() == Self::EXCEL
    }

    /// Whether a spreadsheet may have written the file.
    pub(in crate::glossary) fn is_spreadsheets(self) -> bool {
        self.crlf || self.is_converted()
    }

    /// Whether the encoding lacks characters, for which Excel writes `?`.
    pub(in crate::glossary) fn lacks_characters(self) -> bool {
        self.encoding == Encoding::Cp949
            || self.encoding == Encoding::Ascii && self.is_spreadsheets()
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoding = match self.encoding {
            Encoding::Utf8 | Encoding::Ascii => "UTF-8",
            Encoding::Utf16 => "UTF-16",
            Encoding::Cp949 => "CP949",
        };
        let separator = match self.separator {
            b';' => "semicolons",
            b'\t' => "tabs",
            _ => "commas",
        };
        write!(f, "{encoding} with {separator}")
    }
}

/// A glossary file as text.
#[derive(Debug)]
pub(crate) struct Sheet<'b> {
    /// Without what is no cell: the byte order mark, a line that names the separator.
    pub(crate) text: Cow<'b, str>,
    pub(crate) form: Form,
    /// The line on which the text begins, counted from 1.
    pub(crate) first_line: usize,
}

/// Decodes a glossary file.
///
/// # Errors
///
/// It is a workbook, or in an encoding that is not read, or broken: with line and cell.
pub(crate) fn read(bytes: &[u8]) -> Result<Sheet<'_>> {
    let (mut text, encoding) = decode(bytes)?;
    let bom = text.starts_with(BOM);
    if bom {
        text = without_start(text, BOM.len());
    }
    let named = named_separator(&text);
    if let Some((_, length)) = named {
        text = without_start(text, length);
    }
    let separator = named.map_or_else(|| separator(&text), |(separator, _)| separator);
    let form = Form {
        encoding,
        separator,
        bom,
        crlf: ends_in_crlf(&text),
    };
    Ok(Sheet {
        text,
        form,
        first_line: 1 + usize::from(named.is_some()),
    })
}

/// The text with its byte order mark.
fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding)> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Error::new("is an Excel workbook or an archive").hint(SAVE_AS_CSV));
    }
    let (table, encoding) = if bytes.starts_with(b"\xff\xfe") {
        (UTF_16LE, Encoding::Utf16)
    } else if bytes.starts_with(b"\xfe\xff") {
        (UTF_16BE, Encoding::Utf16)
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => return Ok((text.into(), Encoding::Ascii)),
            Ok(text) => return Ok((text.into(), Encoding::Utf8)),
            Err(error) => match guess(bytes) {
                Guess::Korean { .. } => (EUC_KR, Encoding::Cp949),
                Guess::Utf8 => return Err(not_utf8(bytes, error.valid_up_to(), 1)),
                Guess::Other(name) => {
                    return Err(not_utf8(bytes, error.valid_up_to(), 1)
                        .hint(format!("it looks like {name}: {SAVE_AS_CSV}")));
                }
            },
        }
    };
    if let Some(text) = table.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok((text, encoding));
    }
    let (text, _) = table.decode_without_bom_handling(bytes);
    let before = &text[..text.find('\u{fffd}').unwrap_or(text.len())];
    let name = match encoding {
        Encoding::Cp949 => "neither UTF-8 nor CP949",
        _ => "broken UTF-16",
    };
    Err(Error::new(format!("is {name} here"))
        .at(place(before.as_bytes(), separator(&text), 1))
        .hint(SAVE_AS_CSV))
}

fn without_start(text: Cow<'_, str>, length: usize) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[length..]),
        Cow::Owned(mut text) => {
            text.drain(..length);
            Cow::Owned(text)
        }
    }
}

/// What a first line `sep=;` says, which Excel understands, and how long the line is with its end.
fn named_separator(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let said = line.trim_matches('"');
    let name = said
        .get(..4)
        .filter(|name| name.eq_ignore_ascii_case("sep="))?;
    let &[separator] = &said.as_bytes()[name.len()..] else {
        return None;
    };
    let end = match &text.as_bytes()[line.len()..] {
        [b'\r', b'\n', ..] => 2,
        [] => 0,
        _ => 1,
    };
    SEPARATORS
        .contains(&separator)
        .then_some((separator, line.len() + end))
}

/// The separator by which the header names most of the columns that must be there; a comma where it
/// is not clear.
fn separator(text: &str) -> u8 {
    let required = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let is_filled = |cell: &str| !cell.trim_matches([',', ';', '\t', ' ']).is_empty();
        let mut records = reader.records().map_while(std::result::Result::ok);
        let header = records.find(|record| record.iter().any(is_filled));
        let names: Vec<Cow<'_, str>> = header.iter().flatten().map(word).collect();
        REQUIRED
            .iter()
            .filter(|&&name| names.iter().any(|column| column == name))
            .count()
    };
    // Of equals the last is taken: the comma.
    let best = SEPARATORS.into_iter().rev().max_by_key(|&it| required(it));
    best.unwrap_or(b',')
}

/// Whether the first line end outside of quotes is `\r\n`; or `\r`, which Excel on a Mac once wrote.
fn ends_in_crlf(text: &str) -> bool {
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => return byte == b'\r',
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "concept,english,korean\n";

    fn form(text: &str) -> Form {
        read(text.as_bytes()).unwrap().form
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("{BOM}{text}")
            .encode_utf16()
            .flat_map(to_bytes)
            .collect()
    }

    #[test]
    fn knows_separators_by_the_header() {
        for (text, separator) in [
            ("concept,english,korean\n", b','),
            ("concept;english;korean\n", b';'),
            ("\"concept\"\tEnglish\t korean \n", b'\t'),
            (";;\r\nkorean;english;concept\r\n", b';'),
            ("concept;english\n", b';'),
            ("concept,english,korean,a;b;c\n", b','),
            ("", b','),
            ("아무 글이나;", b','),
        ] {
            assert_eq!(form(text).separator, separator, "{text:?}");
        }
    }

    #[test]
    fn takes_the_line_that_names_the_separator_off() {
        for (text, separator) in [
            ("sep=;\r\nconcept;english;korean\r\n", b';'),
            ("\u{feff}\"SEP=\t\"\nconcept;x\tenglish\tkorean\n", b'\t'),
            ("sep=,\rconcept,english,korean", b','),
        ] {
            let sheet = read(text.as_bytes()).unwrap();
            assert_eq!((sheet.form.separator, sheet.first_line), (separator, 2));
            assert!(sheet.text.starts_with("concept"), "{text:?}");
        }
        assert_eq!(read(b"sep=x\nconcept").unwrap().first_line, 1);
        assert_eq!(read(b"sep=;").unwrap().text, "");
    }

    #[test]
    fn marks_and_line_ends_are_kept_and_what_only_spreadsheets_write_becomes_what_excel_opens() {
        let bom = Form {
            bom: true,
            ..Form::PLAIN
        };
        let crlf = Form {
            crlf: true,
            ..Form::PLAIN
        };
        for (text, written) in [
            ("concept,english,korean\n가,나,다\n", Form::PLAIN),
            ("concept,english,korean", Form::PLAIN),
            ("\u{feff}concept,english,korean\n", bom),
            ("concept,english,korean\r\n", crlf),
            ("\u{feff}concept,english,korean\r\n가,나,다\n", Form::EXCEL),
            ("\u{feff}concept,english,korean\n가,나,다\r\n", bom),
            ("\u{feff}concept,english,korean\r가,나,다\r", Form::EXCEL),
            ("\"a\r\nb\",concept,english,korean\n", Form::PLAIN),
            ("concept;english;korean\n", Form::EXCEL),
        ] {
            assert_eq!(form(text).written(), written, "{text:?}");
        }
        assert!(Form::EXCEL.is_guarded());
        assert!(!bom.is_guarded() && !crlf.is_guarded() && !Form::PLAIN.is_guarded());
    }

    #[test]
    fn reads_what_excel_encodes() {
        let text = "concept\tenglish\tkorean\r\ncloud\tcloud\t클라우드\r\n";
        let (cp949, _, _) = EUC_KR.encode(text);
        for (bytes, name) in [
            (cp949.to_vec(), "CP949 with tabs"),
            (utf16(text, u16::to_le_bytes), "UTF-16 with tabs"),
            (utf16(text, u16::to_be_bytes), "UTF-16 with tabs"),
        ] {
            let sheet = read(&bytes).unwrap();
            assert_eq!(
                (sheet.text.as_ref(), sheet.form.to_string().as_str()),
                (text, name)
            );
            assert_eq!(sheet.form.written(), Form::EXCEL);
        }
    }

    #[test]
    fn what_is_broken_is_named_with_line_and_cell() {
        let mut odd = utf16(&format!("{HEADER}a,b,다"), u16::to_le_bytes);
        odd.pop();
        let korean = EUC_KR.encode("클라우드와 데이터를 다루는 사람들").0;
        let mut broken = [HEADER.as_bytes(), b"cloud,cloud,", &korean].concat();
        broken.extend(b"\nfog,\xff,x\n");
        let japanese = encoding_rs::SHIFT_JIS
            .encode("これは日本語のテキストです。データベース")
            .0;
        for (bytes, said) in [
            (odd, "line 2, cell 3: is broken UTF-16 here (save it as"),
            (
                broken,
                "line 3, cell 2: is neither UTF-8 nor CP949 here (save it as",
            ),
            (
                [HEADER.as_bytes(), b"a,b,", &japanese].concat(),
                "line 2, cell 3: is not UTF-8 (byte 0x82) (it looks like Shift_JIS: save it as",
            ),
            (
                [HEADER.as_bytes(), "a,b,클라우드".as_bytes(), b"\xff\n"].concat(),
                "line 2, cell 3: is not UTF-8 (byte 0xff) (save it as",
            ),
            (
                b"PK\x03\x04\xff".to_vec(),
                "is an Excel workbook or an archive (save it as",
            ),
            (
                b"\xd0\xcf\x11\xe0\xa1".to_vec(),
                "is an Excel workbook or an archive (save it as",
            ),
        ] {
            let error = read(&bytes).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
