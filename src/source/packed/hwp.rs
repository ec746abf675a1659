//! Documents of Hancom before HWPX: HWP 5, records in a compound file («한글 문서 파일 형식 5.0», revision 1.3).
//!
//! The crates for HWP (hwpers, unhwp) build whole documents, with their layout or as Markdown, and bring a hundred crates along; here only the
//! text of the records is needed, with the notes and tables in it, and the place of each.

use std::collections::VecDeque;
use std::io::{Cursor, Read};

use cfb::CompoundFile;
use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::flow::{Flow, Run};
use super::package::{Limits, Parts, locked, too_large};
use crate::source::Document;
use crate::source::layout::Edge;
use crate::source::origin::put_together;
use crate::{Error, Result};

/// The text of a paragraph, of the records.
const PARA_TEXT: u32 = 0x10 + 51;
/// The head of a control: a table, a note, a box.
const CTRL_HEADER: u32 = 0x10 + 55;

/// The head of what holds paragraphs: a cell, a caption, a note.
const LIST_HEADER: u32 = 0x10 + 56;
/// The properties of a table. Its cells come behind it, its caption before.
const TABLE: u32 = 0x10 + 61;

/// Memos of a section, which stand behind its last paragraph.
const MEMO_LIST: u32 = 0x10 + 77;

/// Marks in the text that is taken out: where the place changes.
const PLACE: char = '\u{1}';
/// Where something of a table or a note begins or ends: on a line of its own, with what it is.
const EDGE: char = '\u{2}';
/// Around the number of a note, where its mark stands.
const MARK: char = '\u{3}';

/// Takes the text of all sections out.
pub(in crate::source) fn unpack_hwp(bytes: &[u8], limits: Limits) -> Result<Parts> {
    if bytes.starts_with(b"HWP Document File V") {
        return Err(Error::new("is a document of 한글 97 or older")
            .hint("open it in 한글, and save it as HWPX"));
    }
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    let mut header = [0; 40];
    let mut stream = file
        .open_stream("/FileHeader")
        .map_err(|_| Error::new("is not a document of 한글"))?;
    stream.read_exact(&mut header).map_err(broken)?;
    drop(stream);
    if !header.starts_with(b"HWP Document File") {
        return Err(Error::new("is not a document of 한글"));
    }
    let flags = u32::from_le_bytes([header[36], header[37], header[38], header[39]]);
    if flags & 0b10 != 0 {
        return Err(locked());
    }
    if flags & 0b100 != 0 {
        return Err(Error::new(
            "is a document for distribution (배포용 문서), whose text is encrypted",
        )
        .hint("ask for the document itself"));
    }
    let is_compressed = flags & 1 != 0;
    let mut left = limits.of(bytes, 1);
    let mut parts = Parts::default();
    for number in 0.. {
        let name = format!("/BodyText/Section{number}");
        if !file.is_stream(&name) {
            break;
        }
        let mut packed = Vec::new();
        let mut stream = file.open_stream(&name).map_err(broken)?;
        let at = name.trim_start_matches('/');
        stream
            .read_to_end(&mut packed)
            .map_err(|error| broken(error).at(at))?;
        let mut records = Vec::new();
        let reader: Box<dyn Read> = match &*packed {
            _ if !is_compressed => Box::new(&*packed),
            // Some programs put a head before it.
            [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => Box::new(ZlibDecoder::new(&*packed)),
            _ => Box::new(DeflateDecoder::new(&*packed)),
        };
        let read = reader.take(left + 1).read_to_end(&mut records);
        read.map_err(|error| broken(error).at(at))?;
        left = left
            .checked_sub(records.len() as u64)
            .ok_or_else(|| too_large(limits.of(bytes, 1)))?;
        parts.push(at, &text(&records));
    }
    Ok(parts)
}

/// The text of the records of a section: a paragraph on each line.
fn text(records: &[u8]) -> String {
    let mut section = Section::default();
    let mut rest = records;
    while let Some((head, behind)) = rest.split_first_chunk::<4>() {
        let head = u32::from_le_bytes(*head);
        let (tag, level) = (head & 0x3ff, head >> 10 & 0x3ff);
        let (size, behind) = match (head >> 20, behind.split_first_chunk::<4>()) {
            (0xfff, Some((size, behind))) => (u32::from_le_bytes(*size) as usize, behind),
            (size, _) => (size as usize, behind),
        };
        let (data, next) = behind.split_at(size.min(behind.len()));
        rest = next;
        section.take(tag, level, data);
    }
    section.finish()
}

/// A section as its records are read. `'r` is theirs.
#[derive(Default)]
struct Section<'r> {
    text: String,
    /// Controls that the paragraphs stand in, by their levels, with what people call the place, and whether nobody sees it or one around it.
    open: Vec<(u32, &'static str, bool)>,
    /// The tables and notes among them, by their levels.
    laid: Vec<(u32, Laid<'r>)>,
    /// What the paragraphs that are open have marks of, by their levels.
    anchors: Vec<(u32, Anchors)>,
    /// How many marks of notes there were.
    notes: usize,
    /// Words with others above them, and where they stand in the text.
    words: Vec<(usize, String)>,
}

impl<'r> Section<'r> {
    /// Takes in a record.
    fn take(&mut self, tag: u32, level: u32, data: &'r [u8]) {
        while self.open.pop_if(|(begun, ..)| *begun >= level).is_some() {}
        while let Some((_, ended)) = self.laid.pop_if(|(begun, _)| *begun >= level) {
            ended.end(&mut self.text);
        }
        let is_hidden = self.open.last().is_some_and(|(.., is_hidden)| *is_hidden);
        let table = self.laid.last_mut();
        let table = table.and_then(|(begun, laid)| match laid {
            Laid::Table { row, is_begun } if *begun + 1 == level => Some((row, is_begun)),
            _ => None,
        });
        match (tag, table) {
            (CTRL_HEADER, _) => self.control(level, data, is_hidden),
            // All that is deeper than the paragraphs of the section itself.
            (MEMO_LIST, _) => self.open.push((0, "hidden", true)),
            (TABLE, Some((_, is_begun))) => *is_begun = true,
            (LIST_HEADER, Some((row, true))) => {
                // Behind eight bytes that all lists have stand the numbers of the column and of the row.
                let here = data.get(10..12);
                if *row != here {
                    *row = here;
                    edge(&mut self.text, "row");
                }
                edge(&mut self.text, "cell");
            }
            (PARA_TEXT, _) => {
                while self.anchors.pop_if(|(begun, _)| *begun >= level).is_some() {}
                if is_hidden {
                    return;
                }
                self.text.push(PLACE);
                let place = self.open.last().map_or("", |(_, place, _)| place);
                self.text.push_str(place);
                self.text.push(PLACE);
                let anchors = paragraph(data, &mut self.text, &mut self.notes);
                self.anchors.push((level, anchors));
                self.text.push('\n');
            }
            _ => {}
        }
    }

    /// A control begins. Identifiers have their letters in the order of a number in memory.
    fn control(&mut self, level: u32, data: &[u8], is_hidden: bool) {
        let paragraph = self
            .anchors
            .binary_search_by_key(&level, |(begun, _)| *begun);
        let anchors = paragraph.ok().map(|at| &mut self.anchors[at].1);
        let place = match data.get(..4) {
            Some(b"  nf") => "footnote",
            Some(b"  ne") => "endnote",
            Some(b"daeh") => "header",
            Some(b"toof") => "footer",
            Some(b"tmct") => "hidden",
            Some(b"tudt") => {
                if let Some(at) = anchors.and_then(|anchors| anchors.words.pop_front()) {
                    self.words.push((at, glossed(&data[4..])));
                }
                return;
            }
            Some(b" lbt") if !is_hidden => {
                edge(&mut self.text, "table");
                self.laid.push((level, Laid::TABLE));
                return;
            }
            _ => return,
        };
        if place.ends_with("note")
            && !is_hidden
            && let Some(number) = anchors.and_then(|anchors| anchors.notes.pop_front())
        {
            edge(&mut self.text, &number.to_string());
            self.laid.push((level, Laid::Note));
        }
        self.open
            .push((level, place, is_hidden || place == "hidden"));
    }

    /// The text, with the words in their places.
    fn finish(mut self) -> String {
        while let Some((_, ended)) = self.laid.pop() {
            ended.end(&mut self.text);
        }
        self.words.sort_by_key(|(at, _)| *at);
        let mut whole = String::with_capacity(self.text.len());
        let mut done = 0;
        for (at, words) in self.words {
            whole.push_str(&self.text[done..at]);
            whole.push_str(&words);
            done = at;
        }
        whole.push_str(&self.text[done..]);
        whole
    }
}

/// A table or a note that is open.
enum Laid<'r> {
    Table {
        /// The number of the row, as two bytes.
        row: Option<&'r [u8]>,
        /// Whether its properties were there, so that cells follow.
        is_begun: bool,
    },
    Note,
}

impl Laid<'_> {
    /// A table of which nothing is read yet.
    const TABLE: Self = Self::Table {
        row: None,
        is_begun: false,
    };

    fn end(self, text: &mut String) {
        let what = match self {
            Self::Table { .. } => "end table",
            Self::Note => "end note",
        };
        edge(text, what);
    }
}

/// Writes a line that says what begins or ends here.
fn edge(text: &mut String, what: &str) {
    text.push(EDGE);
    text.push_str(what);
    text.push('\n');
}

/// What stands in a paragraph only by its mark; the controls come behind it in the same order.
#[derive(Default)]
struct Anchors {
    /// Where in the text words stand that have others above them (덧말).
    words: VecDeque<usize>,
    /// The numbers of its notes.
    notes: VecDeque<usize>,
}

/// The words of a 덧말 with those above or below them in parentheses: two texts, before each of which stands how many units of UTF-16 it has (4.3.10.13 of the
/// format).
fn glossed(data: &[u8]) -> String {
    let mut rest = data;
    let mut next = || {
        let (length, behind) = rest.split_first_chunk::<2>()?;
        let length = 2 * usize::from(u16::from_le_bytes(*length));
        let text = behind.get(..length)?;
        rest = &behind[length..];
        let text = String::from_utf16_lossy(&units(text));
        Some(text.replace(char::is_control, " "))
    };
    let mut words = next().unwrap_or_default();
    if let Some(above) = next().filter(|above| !above.trim().is_empty()) {
        words.push('(');
        words.push_str(above.trim());
        words.push(')');
    }
    words
}

fn units(data: &[u8]) -> Vec<u16> {
    let units = data.as_chunks::<2>().0.iter();
    units.map(|unit| u16::from_le_bytes(*unit)).collect()
}

/// Adds the characters of a paragraph, which are UTF-16 with controls between them: table 6 of the format. `notes` counts the marks of notes.
fn paragraph(data: &[u8], text: &mut String, notes: &mut usize) -> Anchors {
    let units = units(data);
    let mut anchors = Anchors::default();
    let mut at = 0;
    let mut run = Vec::new();
    let flush = |run: &mut Vec<u16>, text: &mut String| {
        text.push_str(&String::from_utf16_lossy(run));
        run.clear();
    };
    while let Some(&unit) = units.get(at) {
        at += 1;
        match unit {
            9 => {
                run.push(u16::from(b' '));
                at += 7;
            }
            10 | 30 | 31 => run.push(u16::from(b' ')),
            24 => run.push(u16::from(b'-')),
            0 | 13 | 25..=29 => {}
            // 덧말, told from what else has this mark by the identifier of its control.
            23 if units.get(at..at + 2) == Some(&[0x7574, 0x7464]) => {
                flush(&mut run, text);
                anchors.words.push_back(text.len());
                at += 7;
            }
            17 => {
                flush(&mut run, text);
                *notes += 1;
                anchors.notes.push_back(*notes);
                text.push(MARK);
                text.push_str(&notes.to_string());
                text.push(MARK);
                at += 7;
            }
            // What else is anchored here takes eight units.
            1..=31 => at += 7,
            unit => run.push(unit),
        }
    }
    flush(&mut run, text);
    anchors
}

/// Reads it.
pub(in crate::source) fn read_hwp(document: &mut Document) -> Result<()> {
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let mut at = 0;
        for line in source.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.trim_end_matches('\n');
            if let Some(what) = line.strip_prefix(EDGE) {
                match what {
                    "table" => flow.edge(Edge::Table),
                    "row" => flow.edge(Edge::Row),
                    "cell" => flow.edge(Edge::Cell),
                    "end table" => flow.edge(Edge::EndTable),
                    "end note" => flow.end_note(),
                    number => flow.begin_note(number),
                }
                continue;
            }
            let Some((place, text)) = line
                .strip_prefix(PLACE)
                .and_then(|line| line.split_once(PLACE))
            else {
                continue;
            };
            flow.place(place);
            flow.begin();
            let mut begin = start + line.len() - text.len();
            for (number, piece) in text.split(MARK).enumerate() {
                // Between two marks stands the number of a note.
                if number % 2 == 1 {
                    flow.run(Run::Mark(piece.into()));
                } else {
                    flow.text(begin..begin + piece.len());
                }
                begin += piece.len() + MARK.len_utf8();
            }
            flow.end();
        }
        Ok(())
    })
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(format!("is broken: {error}")).hint("open it in 한글, and save it again")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;
    use crate::source::Format;

    fn record(tag: u32, level: u32, data: &[u8]) -> Vec<u8> {
        let head = tag | level << 10 | (data.len() as u32) << 20;
        [&head.to_le_bytes()[..], data].concat()
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// A document of one section.
    fn hwp(flags: u32, section: &[u8]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut header = b"HWP Document File".to_vec();
        header.resize(32, 0);
        header.extend(0x0500_0300_u32.to_le_bytes());
        header.extend(flags.to_le_bytes());
        header.resize(256, 0);
        file.create_stream("/FileHeader")
            .unwrap()
            .write_all(&header)
            .unwrap();
        file.create_storage("/BodyText").unwrap();
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(section).unwrap();
        let packed = packed.finish().unwrap();
        let section = if flags & 1 == 1 { &packed } else { section };
        file.create_stream("/BodyText/Section0")
            .unwrap()
            .write_all(section)
            .unwrap();
        file.into_inner().into_inner()
    }

    fn section() -> Vec<u8> {
        let anchor = |code: u16| {
            [code, 0, 0, 0, 0, 0, 0, code]
                .map(u16::to_le_bytes)
                .concat()
        };
        let body = [
            utf16("텐서"),
            anchor(17),
            utf16("(tensor)를"),
            anchor(9),
            utf16("쓴다.\r"),
        ]
        .concat();
        [
            record(PARA_TEXT, 1, &body),
            record(CTRL_HEADER, 1, b"  nf"),
            record(PARA_TEXT, 3, &utf16("형태소(morpheme)\r")),
            record(PARA_TEXT, 1, &utf16("둘째\u{1e}줄\r")),
        ]
        .concat()
    }

    fn read(bytes: &[u8]) -> Result<Document> {
        Document::unpacked(Format::HWP, "글.hwp", bytes, Limits::default())
    }

    #[test]
    fn paragraphs_are_read_and_controls_are_not() {
        for flags in [0, 1] {
            let document = read(&hwp(flags, &section())).unwrap();
            assert_eq!(
                document.text,
                "텐서(tensor)를 쓴다.\n\n형태소(morpheme)\n\n둘째 줄"
            );
            let at = document.text.find("형태소").unwrap();
            assert_eq!(document.origin.unwrap().place(at), Some("footnote"));
        }
    }

    #[test]
    fn words_above_others_are_read_behind_them() {
        let anchor = |id: &[u8; 4]| {
            let mark = 23_u16.to_le_bytes();
            [&mark[..], id, &[0; 8], &mark].concat()
        };
        let words = |main: &str, above: &str| {
            let text = |text: &str| {
                let units = utf16(text);
                [&(units.len() as u16 / 2).to_le_bytes()[..], &units].concat()
            };
            [b"tudt".to_vec(), text(main), text(above), vec![0; 20]].concat()
        };
        let body = [
            utf16("코드는 "),
            anchor(b"tudt"),
            utf16("로 검사하고 "),
            anchor(b"pmct"),
            anchor(b"tudt"),
            utf16("에서 고른다.\r"),
        ];
        let section = [
            record(PARA_TEXT, 1, &body.concat()),
            record(CTRL_HEADER, 1, &words("린터", "Linter")),
            record(CTRL_HEADER, 1, b"  nf"),
            record(
                PARA_TEXT,
                3,
                &[anchor(b"tudt"), utf16("도 쓴다.\r")].concat(),
            ),
            record(CTRL_HEADER, 3, &words("형태소", "morpheme")),
            record(CTRL_HEADER, 1, &words("말뭉치", "")),
            // More than there are anchors, and one that is cut.
            record(CTRL_HEADER, 1, &words("꾸러미", "package")),
            record(CTRL_HEADER, 1, b"tudt\x09\0"),
            record(MEMO_LIST, 1, &[0; 4]),
            record(PARA_TEXT, 2, &utf16("용어를 확인할 것\r")),
        ];
        assert_eq!(
            read(&hwp(1, &section.concat())).unwrap().text,
            "코드는 린터(Linter)로 검사하고 말뭉치에서 고른다.\n\n형태소(morpheme)도 쓴다."
        );
    }

    #[test]
    fn tables_and_notes_are_laid_out() {
        let cell = |column: u16, row: u16, text: &str| {
            let address = [column, row, 1, 1].map(u16::to_le_bytes).concat();
            let head = [&[1, 0, 0, 0, 0, 0, 0, 0], &address[..]].concat();
            let paragraph = record(PARA_TEXT, 3, &utf16(&format!("{text}\r")));
            [record(LIST_HEADER, 2, &head), paragraph].concat()
        };
        let anchor = |code: u16| [&[code][..], &[0; 6], &[code]].concat();
        let anchor = |code: u16| anchor(code).into_iter().flat_map(u16::to_le_bytes);
        let body: Vec<u8> = (utf16("앞의 말뭉치").into_iter())
            .chain(anchor(17))
            .chain(utf16("를 쓴다."))
            .chain(anchor(11))
            .chain(utf16("\r"))
            .collect();
        let section = [
            record(PARA_TEXT, 1, &body),
            record(CTRL_HEADER, 1, b"  nf"),
            record(LIST_HEADER, 2, &[0; 16]),
            record(PARA_TEXT, 3, &utf16("corpus\r")),
            record(CTRL_HEADER, 1, b" lbt"),
            record(LIST_HEADER, 2, &[0; 16]),
            record(PARA_TEXT, 3, &utf16("표 1. 용어\r")),
            record(TABLE, 2, &[0; 16]),
            cell(0, 0, "용어"),
            cell(1, 0, "원어"),
            cell(0, 1, "린터"),
            cell(1, 1, "linter"),
            record(PARA_TEXT, 1, &utf16("뒤의 글이다.\r")),
        ];
        let document = read(&hwp(1, &section.concat())).unwrap();
        let text = &document.text;
        assert_eq!(
            *text,
            "앞의 말뭉치를 쓴다.\n\ncorpus\n\n표 1. 용어\n\n용어\n\n원어\n\n린터\n\nlinter\n\n뒤의 글이다."
        );
        let rows = document.layout.tables.iter().flat_map(|table| &table.rows);
        let rows: Vec<Vec<&str>> = rows
            .map(|row| row.iter().map(|cell| &text[cell.clone()]).collect())
            .collect();
        assert_eq!(rows, [["용어", "원어"], ["린터", "linter"]]);
        let note = &document.layout.notes[0];
        assert!(text[..note.mark].ends_with("말뭉치"));
        assert_eq!(&text[note.text.clone()], "corpus");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (bytes, reason) in [
            (hwp(0b11, &section()), "is protected by a password"),
            (hwp(0b101, &section()), "배포용 문서"),
            (hwp(0, &section())[..600].to_vec(), "is broken"),
            (
                hwp(1, &section()).iter().map(|byte| byte ^ 1).collect(),
                "is broken",
            ),
            (b"HWP Document File V3.00 \x1a".to_vec(), "한글 97"),
            (b"\xd0\xcf\x11\xe0".to_vec(), "is broken"),
        ] {
            let error = read(&bytes).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
        // A section that is cut, or zeros.
        for section in [&section()[..7], &[0; 64], &[0xff; 9]] {
            assert!(read(&hwp(0, section)).is_ok());
        }
    }
}
