//! How words are written within a format.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Unwritable;

/// What stands for a thing among words that is none of them, as Unicode has it: no letter, and no space.
pub(super) const OBJECT: &str = "\u{fffc}";

/// A way in which words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// As they are.
    Plain,
    /// Between the tags of XML or HTML.
    Xml,
    /// In a section of XML in which all characters stand for themselves.
    Cdata,
    /// In a string of Android's resources.
    Android,
    /// In such a section there.
    AndroidCdata,
    /// In the value of an attribute between quotes.
    Attribute,
    /// In one without quotes, as HTML has it.
    UnquotedAttribute,
    /// In a string of JSON, or one in double quotes of YAML or of Apple's `.strings`.
    Quoted,
    /// The same in a file in which all that is not ASCII is escaped.
    AsciiQuoted,
    /// In a string in single quotes of YAML.
    SingleQuoted,
    /// In a scalar of YAML without quotes.
    Bare,
    /// On a line, or on several of which no more may come.
    Line,
    /// In a line of SRT, where nothing stands for a sign that begins a tag.
    Cue,
    /// In the text of LaTeX.
    Latex,
    /// In a value of `.properties`.
    Property,
    /// The same in a file in which all that is not ASCII is escaped.
    AsciiProperty,
}

impl Writing {
    /// Words as they are written; `None` where they can't be.
    pub(super) fn write(self, words: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Plain => Some(Cow::Borrowed(words)),
            Self::Xml => Some(escaped(words, |c| match c {
                '&' => Some("&amp;"),
                '<' => Some("&lt;"),
                '>' => Some("&gt;"),
                _ => None,
            })),
            Self::Cdata => (!words.contains("]]>")).then_some(Cow::Borrowed(words)),
            Self::Android => Self::Xml
                .write(words)
                .map(|words| escaped(&words, android).into_owned().into()),
            Self::AndroidCdata => (!words.contains("]]>")).then(|| escaped(words, android)),
            Self::Attribute => Some(escaped(words, |c| match c {
                '&' => Some("&amp;"),
                '<' => Some("&lt;"),
                '"' => Some("&quot;"),
                '\'' => Some("&#39;"),
                _ => None,
            })),
            Self::UnquotedAttribute => (!words
                .contains(|c: char| c.is_ascii_whitespace() || "\"'=<>`".contains(c)))
            .then(|| escaped(words, |c| (c == '&').then_some("&amp;"))),
            Self::SingleQuoted => (!words.contains(|c: char| c < ' '))
                .then(|| escaped(words, |c| (c == '\'').then_some("''"))),
            // Of what else YAML reads otherwise, that depends on what stands beside it; these may part the items of a list.
            Self::Bare => (!words.contains(|c: char| c < ' ' || "{}[],".contains(c)))
                .then_some(Cow::Borrowed(words)),
            Self::Line => (!words.contains(['\n', '\r'])).then_some(Cow::Borrowed(words)),
            Self::Cue => (!words.contains(['\n', '\r', '<', '{'])).then_some(Cow::Borrowed(words)),
            Self::Latex => (!words.contains(['\\', '{', '}', '~', '^', '\n'])).then(|| {
                escaped(words, |c| match c {
                    '%' => Some("\\%"),
                    '$' => Some("\\$"),
                    '&' => Some("\\&"),
                    '#' => Some("\\#"),
                    '_' => Some("\\_"),
                    _ => None,
                })
            }),
            Self::Property => Some(escaped(words, property)),
            Self::AsciiProperty => Some(ascii(&escaped(words, property)).into()),
            // Characters beyond the basic plane are two escapes in JSON, and one in YAML.
            Self::AsciiQuoted => (!words.contains(|c| c > '\u{ffff}'))
                .then(|| Self::Quoted.write(words))?
                .map(|words| ascii(&words).into()),
            Self::Quoted => (!words.contains(|c: char| c < ' ')).then(|| {
                escaped(words, |c| match c {
                    '"' => Some("\\\""),
                    '\\' => Some("\\\\"),
                    _ => None,
                })
            }),
        }
    }
}

impl Writing {
    /// Whether all that is written in a place is still a text, as what `was` there is: a scalar of YAML without quotes may be a number, a truth or nothing
    /// (YAML 1.2.2, section 10.3.2, and "Boolean Language-Independent Type" of YAML 1.1), begin with what is none, or have a key or a comment in it (section
    /// 7.3.3).
    pub(super) fn is_text(self, was: &str, all: &str) -> bool {
        if self != Self::Bare {
            return true;
        }
        let all = all.trim();
        // At the beginning of a line only these begin or end a document.
        let is_marker = |sign: &str| all.starts_with(sign) && !was.trim_start().starts_with(sign);
        let begins_otherwise = matches!(all, "-" | "?")
            || all.starts_with("- ")
            || all.starts_with("? ")
            || all.starts_with(|c| "#&*!|>%@`'\"".contains(c))
            || is_marker("---")
            || is_marker("...");
        let is_parted = |(at, sign): (usize, &str)| {
            if sign == "#" {
                all[..at].ends_with(char::is_whitespace)
            } else {
                let behind = &all[at + sign.len()..];
                behind.is_empty() || behind.starts_with(char::is_whitespace)
            }
        };
        let is_parted = all.match_indices(['#', ':']).any(is_parted);
        let is_one = |words: &[&str]| words.iter().any(|word| all.eq_ignore_ascii_case(word));
        let is_value = is_one(&[
            "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
        ]) || is_one(&[".inf", "-.inf", "+.inf", ".nan"]);
        let is_number = all.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
            && all.contains(|c: char| c.is_ascii_digit())
            && all
                .chars()
                .all(|c| c.is_ascii_hexdigit() || "+-._:xoTZ ".contains(c));
        !begins_otherwise && !is_parted && !is_value && !is_number
    }

    /// Why there are words that can't be written so.
    pub(super) fn why_not(self) -> Unwritable {
        Unwritable(match self {
            Self::Bare => {
                "without quotes, YAML would read something else: put quotes around the value"
            }
            Self::UnquotedAttribute => {
                "without quotes, HTML would read something else: put quotes around the attribute"
            }
            Self::Cue => "subtitles would read a tag in it",
            Self::Latex => "LaTeX would read a command in it: write it by hand",
            Self::Cdata | Self::AndroidCdata => "it would end the section of CDATA",
            Self::Plain
            | Self::Xml
            | Self::Android
            | Self::Attribute
            | Self::Quoted
            | Self::AsciiQuoted
            | Self::SingleQuoted
            | Self::Line
            | Self::Property
            | Self::AsciiProperty => "the string would be another one: write it by hand",
        })
    }
}

/// Words in which `\uac00` stands for what is not ASCII.
fn ascii(words: &str) -> String {
    let mut written = String::with_capacity(words.len() * 2);
    for unit in words.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => written.push(char::from(byte)),
            _ => {
                written.push_str("\\u");
                let _ = write!(written, "{unit:04x}");
            }
        }
    }
    written
}

/// At signs and question marks count at the beginning only, which a piece does not know.
fn android(c: char) -> Option<&'static str> {
    match c {
        '\\' => Some("\\\\"),
        '\'' => Some("\\'"),
        '"' => Some("\\\""),
        '@' => Some("\\@"),
        '?' => Some("\\?"),
        '\n' => Some("\\n"),
        _ => None,
    }
}

fn property(c: char) -> Option<&'static str> {
    match c {
        '\\' => Some("\\\\"),
        '\n' => Some("\\n"),
        '\r' => Some("\\r"),
        '\t' => Some("\\t"),
        _ => None,
    }
}

fn escaped(words: &str, escape: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if !words.contains(|c| escape(c).is_some()) {
        return Cow::Borrowed(words);
    }
    let mut written = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match escape(c) {
            Some(escape) => written.push_str(escape),
            None => written.push(c),
        }
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_reads_otherwise_is_escaped() {
        for (writing, words, written) in [
            (Writing::Plain, "R&D \"연구\"", Some("R&D \"연구\"")),
            (Writing::Xml, "R&D <연구>", Some("R&amp;D &lt;연구&gt;")),
            (Writing::Quoted, "\"연구\" \\", Some("\\\"연구\\\" \\\\")),
            (Writing::Quoted, "두\n줄", None),
            (Writing::AsciiQuoted, "\"가\"", Some("\\\"\\uac00\\\"")),
            (Writing::AsciiQuoted, "😀", None),
            (Writing::Cdata, "R&D <연구>", Some("R&D <연구>")),
            (Writing::Cdata, "연구]]>", None),
            (
                Writing::Attribute,
                "R&D \"연구\"",
                Some("R&amp;D &quot;연구&quot;"),
            ),
            (Writing::UnquotedAttribute, "R&D", Some("R&amp;D")),
            (Writing::UnquotedAttribute, "연구 개발", None),
        ] {
            assert_eq!(writing.write(words).as_deref(), written);
        }
    }
}
