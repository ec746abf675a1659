//! Bytes become text.

use encoding_rs::{CoderResult, EUC_KR, UTF_8, UTF_16BE, UTF_16LE};

use super::encoding::{self, Encoding, Guess};
use super::position::Lines;

/// How many bytes at the top of a file tell whether it is a binary one.
const HEAD: usize = 0x2000;

/// What bytes turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// Text, without its byte order mark and otherwise unchanged.
    Text {
        /// The text.
        text: String,
        /// What a reader has to know about how it was decoded, if anything.
        note: Option<String>,
        /// What it was in.
        encoding: Encoding,
    },
    /// No text.
    Binary,
    /// Text, it seems, in an encoding that is not read unless asked for: the name of it.
    Foreign(&'static str),
}

impl Decoded {
    /// A text in UTF-8, all of which is valid.
    pub(super) fn utf8(text: String) -> Self {
        Self::Text {
            text,
            note: None,
            encoding: UTF_8.into(),
        }
    }
}

/// Decodes a whole file.
///
/// A byte order mark decides; then the encoding asked for; then UTF-8 if all of it is valid, and
/// otherwise what the bytes look most like: UTF-8 with broken places (they become U+FFFD), CP949,
/// or nothing that is read. Valid UTF-8 is not copied. Nothing is normalised: decomposed Hangul
/// stays decomposed.
#[must_use]
pub fn decode(mut bytes: Vec<u8>, encoding: Option<Encoding>) -> Decoded {
    if let Some((table, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        if table != UTF_8 {
            return by_table(&bytes[mark..], table);
        }
        bytes.drain(..mark);
        return utf8(bytes);
    }
    match encoding {
        Some(encoding) if encoding.is_utf8() => utf8(bytes),
        Some(encoding) => by_table(&bytes, encoding.table()),
        None if is_binary(&bytes) => Decoded::Binary,
        None => match String::from_utf8(bytes) {
            Ok(text) => Decoded::utf8(text),
            Err(error) => guessed(error.into_bytes()),
        },
    }
}

/// Whether a file that begins so is no text: a PDF, or one with NUL bytes (a stray one or two in
/// UTF-8 text are forgiven) that is not UTF-16 with a byte order mark.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return false;
    }
    let nuls = memchr::memchr_iter(0, head).count();
    let truncated_utf8 = || match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    head.starts_with(b"%PDF-") || nuls * 100 > head.len() || nuls > 0 && !truncated_utf8()
}

fn guessed(bytes: Vec<u8>) -> Decoded {
    // A binary file may begin with readable text; one byte in 256 of what follows is NUL.
    if memchr::memchr_iter(0, &bytes).count() * 1000 > bytes.len() {
        return Decoded::Binary;
    }
    match encoding::guess(&bytes) {
        Guess::Utf8 => utf8(bytes),
        Guess::Other(name) => Decoded::Foreign(name),
        Guess::Korean { rival } => {
            let decoded = by_table(&bytes, EUC_KR);
            match (decoded, rival) {
                (
                    Decoded::Text {
                        text,
                        note: None,
                        encoding,
                    },
                    Some(rival),
                ) => Decoded::Text {
                    text,
                    encoding,
                    note: Some(format!(
                        "read as CP949, but it may be {rival}; if so, say --encoding {}",
                        rival.to_ascii_lowercase()
                    )),
                },
                (decoded, _) => decoded,
            }
        }
    }
}

/// UTF-8 without a byte order mark, broken places replaced.
fn utf8(bytes: Vec<u8>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text_or_binary(text, None, UTF_8),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len() + 64);
    let (mut broken, mut first) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            if broken == 0 {
                first = text.len();
            }
            broken += chunk.invalid().len();
            text.push('\u{FFFD}');
        }
    }
    let note = replaced(&text, broken, "byte", "UTF-8", first);
    text_or_binary(text, Some(note), UTF_8)
}

/// Any other encoding, undecodable places replaced.
fn by_table(bytes: &[u8], table: &'static encoding_rs::Encoding) -> Decoded {
    // Three bytes of UTF-8 for the two of a syllable; left to itself the decoder reserves twice that.
    let mut text = String::with_capacity(bytes.len() / 2 * 3 + 64);
    let mut decoder = table.new_decoder_without_bom_handling();
    let (mut read, mut broken) = (0, false);
    loop {
        let (result, more, replaced) = decoder.decode_to_string(&bytes[read..], &mut text, true);
        read += more;
        broken |= replaced;
        match result {
            CoderResult::InputEmpty => break,
            CoderResult::OutputFull => text.reserve((bytes.len() - read) * 3 / 2 + 64),
        }
    }
    let name = match table {
        table if table == EUC_KR => "CP949",
        table if table == UTF_16LE || table == UTF_16BE => "UTF-16",
        table => table.name(),
    };
    let note = broken.then(|| {
        let count = text.matches('\u{FFFD}').count();
        let first = text.find('\u{FFFD}').unwrap_or(0);
        replaced(&text, count, "place", name, first)
    });
    text_or_binary(text, note, table)
}

/// Where the encoding was not in doubt, NUL characters still tell a binary file.
fn text_or_binary(
    text: String,
    note: Option<String>,
    table: &'static encoding_rs::Encoding,
) -> Decoded {
    if is_binary(text.as_bytes()) {
        Decoded::Binary
    } else {
        Decoded::Text {
            text,
            note,
            encoding: table.into(),
        }
    }
}

fn replaced(text: &str, count: usize, unit: &str, encoding: &str, first: usize) -> String {
    let at = Lines::new(text).position(first);
    let (plural, are) = if count == 1 { ("", "is") } else { ("s", "are") };
    let was = if count == 1 { "was" } else { "were" };
    format!(
        "{count} {unit}{plural} that {are} not {encoding} {was} replaced by U+FFFD, first at line {}, column {}",
        at.line, at.column
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SENTENCE: &str = "데이터베이스(database)를 사용한다.\n";

    fn text(bytes: &[u8]) -> (String, Option<String>) {
        match decode(bytes.to_vec(), None) {
            Decoded::Text { text, note, .. } => (text, note),
            other => panic!("{other:?}"),
        }
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_keeps_its_allocation() {
        let bytes = SENTENCE.as_bytes().to_vec();
        let before = bytes.as_ptr();
        let Decoded::Text { text, note, .. } = decode(bytes, None) else {
            panic!()
        };
        assert_eq!((text.as_str(), note), (SENTENCE, None));
        assert_eq!(text.as_ptr(), before);
    }

    #[test]
    fn byte_order_marks_are_dropped() {
        for bytes in [
            [b"\xEF\xBB\xBF", SENTENCE.as_bytes()].concat(),
            utf16(&format!("\u{FEFF}{SENTENCE}"), u16::to_le_bytes),
            utf16(&format!("\u{FEFF}{SENTENCE}"), u16::to_be_bytes),
        ] {
            assert_eq!(text(&bytes), (SENTENCE.to_owned(), None));
        }
    }

    #[test]
    fn cp949_is_found_even_in_a_short_text() {
        for sentence in [SENTENCE, "똠방각하", "뷁(bweg)"] {
            let (bytes, _, _) = EUC_KR.encode(sentence);
            assert_eq!(text(&bytes), (sentence.to_owned(), None));
        }
    }

    #[test]
    fn decomposed_hangul_stays_so() {
        let decomposed = "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}(Hangul)";
        assert_eq!(text(decomposed.as_bytes()), (decomposed.to_owned(), None));
    }

    #[test]
    fn a_few_broken_bytes_are_replaced_and_told() {
        let mut bytes = SENTENCE.repeat(3).into_bytes();
        bytes[SENTENCE.len()] = 0xFF;
        let (text, note) = text(&bytes);
        assert!(text.starts_with(SENTENCE));
        assert_eq!(
            note.unwrap(),
            "3 bytes that are not UTF-8 were replaced by U+FFFD, first at line 2, column 1"
        );
    }

    #[test]
    fn text_cut_within_a_character_is_still_utf8() {
        let bytes = &"데이터베이스".as_bytes()[..17];
        let (text, note) = text(bytes);
        assert_eq!(text, "데이터베이\u{FFFD}");
        assert!(note.unwrap().starts_with("2 bytes that are not UTF-8 were"));
    }

    #[test]
    fn an_odd_byte_behind_utf16_is_told() {
        let mut bytes = utf16("\u{FEFF}텐서", u16::to_le_bytes);
        bytes.push(0xAC);
        let (text, note) = text(&bytes);
        assert_eq!(text, "텐서\u{FFFD}");
        assert!(note.unwrap().starts_with("1 place that is not UTF-16 was"));
    }

    #[test]
    fn the_encoding_asked_for_is_taken_and_a_mark_is_stronger() {
        let cp949: Encoding = "cp949".parse().unwrap();
        let utf16le: Encoding = "utf-16le".parse().unwrap();
        let expected = |encoding| Decoded::Text {
            text: SENTENCE.to_owned(),
            note: None,
            encoding,
        };
        let marked_utf8 = Decoded::utf8(SENTENCE.to_owned());
        let (bytes, _, _) = EUC_KR.encode(SENTENCE);
        assert_eq!(decode(bytes.into_owned(), Some(cp949)), expected(cp949));
        let unmarked = utf16(SENTENCE, u16::to_le_bytes);
        assert_eq!(decode(unmarked, Some(utf16le)), expected(utf16le));
        let marked = [b"\xEF\xBB\xBF", SENTENCE.as_bytes()].concat();
        assert_eq!(decode(marked, Some(cp949)), marked_utf8);
    }

    #[test]
    fn binary_files_are_seen() {
        let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0";
        let mut late = b"readable header\n".repeat(1000);
        late.extend((0..=255_u8).cycle().take(100_000));
        for bytes in [
            &png[..],
            b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n",
            &utf16("mark missing", u16::to_le_bytes),
            b"\xFF\xFE\0\0\x41\0\0\0",
            &[b"\xEF\xBB\xBF".as_slice(), &[0; 40]].concat(),
            &late,
        ] {
            assert_eq!(decode(bytes.to_vec(), None), Decoded::Binary, "{bytes:?}");
        }
        let utf8: Encoding = "utf-8".parse().unwrap();
        assert_eq!(decode(png.to_vec(), Some(utf8)), Decoded::Binary);
    }

    #[test]
    fn a_stray_nul_makes_no_binary_file() {
        let stray = format!("{}\0{SENTENCE}", SENTENCE.repeat(5));
        assert_eq!(text(stray.as_bytes()), (stray, None));
    }

    #[test]
    fn other_encodings_are_named_not_guessed_into_korean() {
        let (bytes, _, _) =
            encoding_rs::SHIFT_JIS.encode("これは日本語のテキストです。データベース");
        assert_eq!(
            decode(bytes.into_owned(), None),
            Decoded::Foreign("Shift_JIS")
        );
    }

    #[test]
    fn mixed_script_says_what_else_it_may_be() {
        let sentence = "國際通貨基金(IMF)은 加盟國의 通貨를 管理한다";
        let (bytes, _, _) = EUC_KR.encode(sentence);
        let (text, note) = text(&bytes);
        assert_eq!(text, sentence);
        assert!(note.unwrap().contains("--encoding"));
    }

    #[test]
    fn text_that_grows_more_than_korean_is_whole() {
        let kana = "ｱ".repeat(5_000);
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&kana);
        let shift_jis: Encoding = "shift_jis".parse().unwrap();
        let expected = Decoded::Text {
            text: kana.clone(),
            note: None,
            encoding: shift_jis,
        };
        assert_eq!(decode(bytes.into_owned(), Some(shift_jis)), expected);
    }

    proptest! {
        #[test]
        fn any_bytes_do(bytes in prop::collection::vec(any::<u8>(), 0..300), label in prop::option::of(
            prop::sample::select(vec!["utf-8", "cp949", "utf-16le", "utf-16be", "shift_jis", "windows-1252"]))) {
            let encoding = label.map(|label| label.parse().unwrap());
            let _ = decode(bytes, encoding);
        }

        #[test]
        fn utf8_comes_out_as_it_went_in(sentence in "[가-힣a-z(). \n]{0,80}") {
            prop_assert_eq!(text(sentence.as_bytes()), (sentence, None));
        }
    }
}
