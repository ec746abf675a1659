//! How words are written within a format.

use std::borrow::Cow;

/// A way in which words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// As they are.
    Plain,
    /// Between the tags of XML or HTML.
    Xml,
    /// In a string of JSON, or one in double quotes of YAML or of Apple's `.strings`.
    Quoted,
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
        ] {
            assert_eq!(writing.write(words).as_deref(), written);
        }
    }
}
