//! Which encoding a text is in: what it says, what it shows, or what the user says.

use std::fmt;
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, SHIFT_JIS, UTF_8};

use crate::Error;

/// An encoding that a user names with `--encoding`: any label of the WHATWG Encoding Standard.
///
/// `euc-kr`, `ks_c_5601-1987` and the like all mean CP949, the superset of EUC-KR in actual use;
/// `cp949` and `uhc` are understood as well, since that is what editors call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    pub(super) fn table(self) -> &'static encoding_rs::Encoding {
        self.0
    }

    pub(super) fn is_utf8(self) -> bool {
        self.0 == UTF_8
    }

    /// The first character of a text that it has no place for.
    pub(crate) fn lacks(self, text: &str) -> Option<char> {
        let mut bytes = [0; 4];
        let mut chars = text.chars();
        chars.find(|c| self.0.encode(c.encode_utf8(&mut bytes)).2)
    }
}

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(label: &str) -> Result<Self, Error> {
        let label = label.trim();
        if ["cp949", "uhc", "ms949"]
            .iter()
            .any(|name| label.eq_ignore_ascii_case(name))
        {
            return Ok(Self(EUC_KR));
        }
        // Without "replacement": the standard knows ISO-2022-KR only as something to refuse.
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
            .map(Self)
            .ok_or_else(|| {
                Error::new(format!("unknown encoding {label:?}")).hint(
                    "for example utf-8, cp949, euc-kr, utf-16le, shift_jis, gbk or windows-1252",
                )
            })
    }
}

impl From<&'static encoding_rs::Encoding> for Encoding {
    fn from(table: &'static encoding_rs::Encoding) -> Self {
        Self(table)
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 == EUC_KR {
            "CP949"
        } else {
            self.0.name()
        })
    }
}

/// What bytes that are not wholly UTF-8 seem to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guess {
    /// UTF-8 with broken places.
    Utf8,
    /// CP949; if Chinese or Japanese could be meant as well, the name of that encoding.
    Korean { rival: Option<&'static str> },
    /// Another encoding, by its name.
    Other(&'static str),
}

/// Guesses the encoding of bytes that are not valid UTF-8 as a whole.
///
/// A UTF-8 Hangul syllable has three bytes that hardly ever follow each other so in CP949, where
/// their first byte begins a rare hanja (two-byte characters do: 트 is one); so a text that has
/// more of them than of broken places is broken UTF-8. CP949 is accepted without more ado when two
/// thirds of what is not ASCII are Hangul, next to nothing is undecodable, and the syllables are
/// mostly those that words are made of: the kana of `Shift_JIS` stand where CP949 has the others.
/// Only the rest (mixed script, other languages) goes to chardetng, which reads no more than 7 MB/s.
pub(crate) fn guess(bytes: &[u8]) -> Guess {
    let start = bytes
        .iter()
        .position(|b| !b.is_ascii())
        .unwrap_or(bytes.len());
    let sample = &bytes[start..bytes.len().min(start + 0x1_0000)];

    let (mut long, mut short, mut broken) = (0_usize, 0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        for c in chunk.valid().chars() {
            long += usize::from(c.len_utf8() > 2);
            short += usize::from(c.len_utf8() == 2);
        }
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if long + short / 4 >= broken.max(1) {
        return Guess::Utf8;
    }

    let (text, _) = EUC_KR.decode_without_bom_handling(sample);
    let syllables = hangul(&text);
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    let undecodable = text.chars().filter(|&c| c == '\u{FFFD}').count();
    let looks_korean = syllables * 3 >= wide * 2 && undecodable * 10 <= syllables;
    if looks_korean && 2 * rare(sample) <= syllables {
        return Guess::Korean { rival: None };
    }

    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample[..sample.len().min(0x2000)], false);
    if looks_korean {
        return match detector.guess(None, Utf8Detection::Deny) {
            sure if sure == SHIFT_JIS => Guess::Other(sure.name()),
            _ => Guess::Korean { rival: None },
        };
    }
    let korean = detector.guess(Some(b"kr"), Utf8Detection::Deny);
    if korean != EUC_KR || undecodable * 10 > wide {
        return Guess::Other(detector.guess(None, Utf8Detection::Deny).name());
    }
    let rival = detector.guess(None, Utf8Detection::Deny);
    Guess::Korean {
        rival: [GBK, BIG5, EUC_JP, SHIFT_JIS]
            .contains(&rival)
            .then(|| rival.name()),
    }
}

/// How many two-byte characters lie outside of KS X 1001, where CP949 has the 8,822 syllables that hardly
/// any word uses: either byte is below 0xA1.
fn rare(bytes: &[u8]) -> usize {
    let mut rare = 0;
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        if !lead.is_ascii()
            && let Some(&trail) = rest.next()
        {
            rare += usize::from(lead < 0xA1 || trail < 0xA1);
        }
    }
    rare
}

/// How many Hangul syllables and letters a text has.
fn hangul(text: &str) -> usize {
    text.chars()
        .filter(|c| matches!(c, '가'..='힣' | 'ㄱ'..='ㆎ' | '\u{1100}'..='\u{11FF}'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess_of(text: &str, encoding: &'static encoding_rs::Encoding) -> Guess {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{text}");
        guess(&bytes)
    }

    #[test]
    fn short_korean_is_korean() {
        for text in [
            "데이터베이스(database)를 사용한다",
            "가",
            "텐서(tensor)",
            "트리(tree)",
            "See 텐서 for details in the manual.",
            "뷁",
            "쌰(shya), 쌱(shyak), 햏(hyah)",
            "뷁과 똠방각하(ttombanggakha)",
            "“인용”과 ‘강조’를 가운뎃점(·)으로 나눈다",
        ] {
            assert_eq!(
                guess_of(text, EUC_KR),
                Guess::Korean { rival: None },
                "{text}"
            );
        }
    }

    #[test]
    fn mixed_script_is_korean_with_a_doubt() {
        let text = "國際通貨基金(IMF)은 加盟國의 通貨를 管理한다";
        assert!(matches!(
            guess_of(text, EUC_KR),
            Guess::Korean { rival: Some(_) }
        ));
    }

    #[test]
    fn other_languages_are_named() {
        for (text, encoding) in [
            ("データベース(database)の使い方を学ぶ", SHIFT_JIS),
            ("クラウド(cloud)", SHIFT_JIS),
            ("ひらがな", SHIFT_JIS),
            ("これは日本語のテキストです。データベース", SHIFT_JIS),
            ("これは日本語のテキストです。データベース", EUC_JP),
            ("Größe und Maß über Äpfel", encoding_rs::WINDOWS_1252),
            ("Le café était fermé à Noël", encoding_rs::WINDOWS_1252),
            ("Привет, как дела", encoding_rs::WINDOWS_1251),
        ] {
            assert_eq!(
                guess_of(text, encoding),
                Guess::Other(encoding.name()),
                "{text}"
            );
        }
    }

    #[test]
    fn broken_utf8_is_utf8() {
        let mut bytes = "데이터베이스(database)를 사용하는 방법을 설명한다"
            .as_bytes()
            .to_vec();
        bytes.pop();
        assert_eq!(guess(&bytes), Guess::Utf8);
        bytes.insert(6, 0xFF);
        assert_eq!(guess(&bytes), Guess::Utf8);
    }

    #[test]
    fn a_break_behind_the_sample_is_seen_as_utf8() {
        let mut bytes = "café ".repeat(20_000).into_bytes();
        bytes.push(0xFF);
        assert_eq!(guess(&bytes), Guess::Utf8);
    }

    #[test]
    fn labels() {
        for label in [
            "cp949",
            "CP949",
            "euc-kr",
            " EUC-KR ",
            "ks_c_5601-1987",
            "uhc",
        ] {
            assert_eq!(label.parse::<Encoding>().unwrap().to_string(), "CP949");
        }
        assert_eq!("utf8".parse::<Encoding>().unwrap().to_string(), "UTF-8");
        let lacks = |label: &str| label.parse::<Encoding>().unwrap().lacks("똠방 ❤😀");
        assert_eq!(
            ["cp949", "utf-8", "utf-16le"].map(lacks),
            [Some('❤'), None, None]
        );
        let error = "klingon".parse::<Encoding>().unwrap_err().to_string();
        assert!(
            error.contains("klingon") && error.contains("cp949"),
            "{error}"
        );
    }
}
