//! Where a text is no JSON: what a file that was cut off, or mended by hand, has too little of.

use super::{comment, is_before_colon};
use crate::source::strings::quoted;

/// A place at which a text is no JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Where it is, in bytes of the text.
    pub(super) at: usize,
    /// What is wrong there.
    pub(super) why: String,
    /// Whether not even the first thing in the text is JSON, which may be something else then.
    pub(super) is_foreign: bool,
}

/// What is open, and what has come in it.
#[derive(Default)]
struct Scan {
    /// The brackets that are open, the outermost first.
    open: Vec<u8>,
    /// Whether a value, or a key, has come behind the last comma.
    has_value: bool,
    /// Whether a colon has come between the two.
    has_colon: bool,
}

/// The first flaw of a text. It may hold several values one behind the other, as lines of JSON do, and has no flaw in what many programs read and write
/// beside the standard (RFC 8259): comments, commas too many, keys that are words without quotes, `NaN`.
pub(super) fn flaw(text: &str) -> Option<Flaw> {
    let bytes = text.as_bytes();
    let mut scan = Scan::default();
    let mut at = 0;
    let mut is_begun = false;
    // The last string.
    let mut string = 0..0;
    while let Some(&byte) = bytes.get(at) {
        let mut end = at + 1;
        let step = match byte {
            // The last stands before each value of a sequence (RFC 7464).
            b' ' | b'\t' | b'\n' | b'\r' | 0x1e => {
                at = end;
                continue;
            }
            b'{' | b'[' => scan.open(byte),
            b'}' | b']' => scan.close(byte),
            b',' => scan.comma(),
            b':' => scan.colon(),
            b'"' => {
                let close = quoted::end(text, end);
                end = (close + 1).min(text.len());
                if close == text.len() {
                    Err("the string that begins here never ends".to_owned())
                } else {
                    let step = scan.value();
                    if step.is_ok() {
                        string = at..close;
                    }
                    step
                }
            }
            _ => {
                if let Some(length) = comment(&text[at..]) {
                    at += length;
                    continue;
                }
                end = at + word(&text[at..]);
                scan.word(&text[at..end], &text[end..])
            }
        };
        if let Err(why) = step {
            // Without its end, a string goes on to the beginning of the next one.
            let is_across = text[string.clone()].contains(['\n', '\r']);
            let (at, why) = if is_across {
                let across = "the string that begins here does not end on its line";
                (string.start, across.to_owned())
            } else {
                (at, why)
            };
            let is_foreign = !is_begun;
            return Some(Flaw {
                at,
                why,
                is_foreign,
            });
        }
        is_begun = true;
        at = end;
    }
    let is_whole = scan.open.is_empty();
    (!is_whole).then(|| Flaw {
        at: text.trim_ascii_end().len(),
        why: "it ends before all is closed that is open in it".to_owned(),
        is_foreign: false,
    })
}

type Step = Result<(), String>;

impl Scan {
    fn is_in_object(&self) -> bool {
        self.open.last() == Some(&b'{')
    }

    /// A value begins, or a key.
    fn value(&mut self) -> Step {
        if self.has_value && !self.open.is_empty() {
            return Err("a comma is missing before what begins here".to_owned());
        }
        self.has_value = true;
        Ok(())
    }

    fn word(&mut self, word: &str, behind: &str) -> Step {
        let is_key =
            || self.is_in_object() && !self.has_colon && is_word(word) && is_before_colon(behind);
        let is_value = || matches!(word, "true" | "false" | "null" | "NaN" | "Infinity");
        if is_number(word) || is_value() || is_key() {
            return self.value();
        }
        let printable = word.chars().filter(|c| !c.is_control());
        let mut shown: String = printable.take(SHOWN).collect();
        if shown.len() < word.len() {
            shown.push('…');
        }
        Err(if word.starts_with('\'') {
            format!("{shown} is not between double quotes")
        } else {
            format!("{shown} is no value of it")
        })
    }

    fn open(&mut self, bracket: u8) -> Step {
        if self.is_in_object() && !self.has_colon && !self.has_value {
            return Err("a key is missing before what begins here".to_owned());
        }
        self.value()?;
        self.open.push(bracket);
        (self.has_value, self.has_colon) = (false, false);
        Ok(())
    }

    fn close(&mut self, bracket: u8) -> Step {
        self.member()?;
        let opened = self.open.pop();
        let (own, other) = if bracket == b'}' {
            ('}', '{')
        } else {
            (']', '[')
        };
        match opened {
            Some(opened) if char::from(opened) == other => {}
            Some(opened) => {
                let opened = char::from(opened);
                return Err(format!("{own} stands where {opened} is to be closed"));
            }
            None => return Err(format!("{own} closes nothing")),
        }
        self.has_value = true;
        self.has_colon = self.is_in_object();
        Ok(())
    }

    fn comma(&mut self) -> Step {
        self.member()?;
        (self.has_value, self.has_colon) = (false, false);
        Ok(())
    }

    fn colon(&mut self) -> Step {
        if !self.is_in_object() || !self.has_value || self.has_colon {
            return Err("a colon stands here without a key before it".to_owned());
        }
        (self.has_value, self.has_colon) = (false, true);
        Ok(())
    }

    /// What is between commas has ended.
    fn member(&self) -> Step {
        if self.is_in_object() && self.has_value != self.has_colon {
            return Err("the key before this has no value".to_owned());
        }
        Ok(())
    }
}

/// So many characters of what is no JSON are shown.
const SHOWN: usize = 20;

/// How many bytes what is neither string nor bracket has that a text begins with.
fn word(text: &str) -> usize {
    let behind = text.as_bytes()[1..].iter();
    let length = behind.take_while(|byte| !ENDS[usize::from(**byte)]).count();
    length + 1
}

/// Before which bytes a word ends.
const ENDS: [bool; 256] = table(b" \t\n\r\x0c,:{}[]\"/");

/// What numbers are written with, those in hexadecimal digits as well: JSON5, section 6.
const OF_NUMBERS: [bool; 256] =
    table(b"+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

/// Which bytes are among these. Lists of numbers are long, and to ask byte by byte takes ten times as long.
const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && (word.bytes()).all(|byte| OF_NUMBERS[usize::from(byte)])
}

/// Whether a key may do without quotes: JSON5, section 3, of letters of ASCII.
fn is_word(word: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"_$".contains(&byte);
    word.bytes().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_read_beside_the_standard_is_no_flaw() {
        for json in [
            "",
            " \n",
            "1",
            "\"말뭉치\"",
            "{\"가\": {\"나\": [1, -2.5e+3, true, null, \"\"]}, \"다\": []}",
            "{\"가\": 1}\n{\"나\": 2}\n[3]\n",
            "// 설정\n{\n  a: \"말뭉치\", /* 둘 */ b_1 : [NaN, Infinity,],\n  \"c\": 0x1f,\n}\n",
            "{\"가\": 1/* 하나 */, \"나\": true// 둘\n, c/* 셋 */: null}//",
            "[,,]",
            "\u{1e}{\"가\": 1}\n\u{1e}[-Infinity]\n",
            "{\"가\": \"한 줄\n두 줄\"}",
        ] {
            assert_eq!(flaw(json), None, "{json}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(flaw(&deep), None);
    }

    #[test]
    fn what_is_cut_off_or_lacks_something_is_found_where_that_is() {
        for (json, before, why) in [
            (
                "{\"가\": \"나\"\n \"다\": 1}",
                "{\"가\": \"나\"\n ",
                "a comma is missing before",
            ),
            ("[1 2]", "[1 ", "a comma is missing before"),
            ("[{} {}]", "[{} ", "a comma is missing before"),
            (
                "{\"가\": [1, 2",
                "{\"가\": [1, 2",
                "it ends before all is closed",
            ),
            ("{\"가\": \n\n", "{\"가\":", "it ends before all is closed"),
            (
                "[\"가\", \"나",
                "[\"가\", ",
                "the string that begins here never ends",
            ),
            (
                "{\"가\": \"나,\n\"다\": \"라\"}",
                "{\"가\": ",
                "the string that begins here does not end on its line",
            ),
            ("{\"가\"}", "{\"가\"", "the key before this has no value"),
            (
                "{\"가\": , \"나\": 1}",
                "{\"가\": ",
                "the key before this has no value",
            ),
            (
                "[\"가\": 1]",
                "[\"가\"",
                "a colon stands here without a key",
            ),
            (
                "{\"가\": \"나\": 1}",
                "{\"가\": \"나\"",
                "a colon stands here without a key",
            ),
            ("{[1]}", "{", "a key is missing before"),
            (
                "{\"가\": [1}",
                "{\"가\": [1",
                "} stands where [ is to be closed",
            ),
            ("{}}", "{}", "} closes nothing"),
            ("{'가': 1}", "{", "'가' is not between double quotes"),
            ("{\"가\": None}", "{\"가\": ", "None is no value of it"),
            ("{\"가\": 말뭉치}", "{\"가\": ", "말뭉치 is no value of it"),
        ] {
            let found = flaw(json).unwrap();
            assert_eq!(&json[..found.at], before, "{json}");
            assert!(found.why.starts_with(why), "{json}: {}", found.why);
            assert!(!found.is_foreign, "{json}");
        }
        for text in [
            "말뭉치: 값",
            "<html>",
            "\"말뭉치를 모은다",
            "module.exports = {}",
        ] {
            assert!(flaw(text).unwrap().is_foreign, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_another_reader_takes_has_no_flaw(text in r#"([\[\]{}:, ]|"[가-힣n]{0,2}"|1|null){0,12}"#) {
            if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
                proptest::prop_assert_eq!(flaw(&text), None);
            }
        }

        #[test]
        fn what_other_writers_write_has_none_until_it_is_cut(texts in proptest::collection::vec("\\PC{0,9}", 1..4), cut in 0.0..1.0) {
            let json = serde_json::json!({"가": texts, "나": {"다": texts}}).to_string();
            proptest::prop_assert_eq!(flaw(&json), None);
            let at = crate::source::floor_char_boundary(&json, (json.len() as f64 * cut) as usize);
            proptest::prop_assert_eq!(flaw(&json[..at]).is_some(), at > 0);
        }
    }
}
