//! PO: the catalogues of gettext.
//!
//! An entry that is marked fuzzy, or has no translation, says nothing; nor does an obsolete one (`#~`). Of plural forms each is held
//! against the source in the singular.

use std::ops::Range;

use super::inline::{self, Escapes};
use super::{Half, Language, Unit};
use crate::source::{Mask, MaskKind};
use crate::{Error, Result};

/// What a string belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keyword {
    Context,
    Id,
    Plural,
    Translation,
}

/// A string in as many pieces as it has lines: what stands between the quotes of each.
type Pieces = Vec<Range<usize>>;

/// An entry being read.
#[derive(Debug, Default)]
struct Entry {
    fuzzy: bool,
    context: Pieces,
    id: Pieces,
    translations: Vec<Pieces>,
    /// What the last string belongs to.
    last: Option<Keyword>,
}

/// The entries of a catalogue; each translation of one with plural forms by itself.
pub(super) fn read(text: &str) -> Result<Vec<Unit>> {
    let mut units = Vec::new();
    let mut languages = (None, None);
    let mut entry = Entry::default();
    let mut fuzzy = false;
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let line = line.trim();
        let broken = |reason: &str| {
            Error::new(reason)
                .at(format!("line {number}"))
                .hint("msgfmt --check names all that is wrong with a catalogue")
        };
        if line.is_empty() {
            continue;
        }
        if let Some(comment) = line.strip_prefix('#') {
            // A comment behind a translation belongs to the next entry.
            let flags = comment.strip_prefix(',').unwrap_or_default();
            fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            continue;
        }
        let string = line.find('"').unwrap_or(line.len());
        let word = line[..string].trim_end();
        let keyword = match word {
            "" => entry.last,
            "msgctxt" => Some(Keyword::Context),
            "msgid" => Some(Keyword::Id),
            "msgid_plural" => Some(Keyword::Plural),
            _ if is_translation(word) => Some(Keyword::Translation),
            _ => {
                return Err(broken(
                    "is neither a comment, nor a keyword of PO, nor a string",
                ));
            }
        };
        let keyword = keyword.ok_or_else(|| broken("is a string that belongs to no keyword"))?;
        let inner = inner(&line[string..])
            .ok_or_else(|| broken("has no string that ends where the line does"))?;
        let piece = at + string + 1..at + string + 1 + inner.len();
        if !word.is_empty() {
            let after_translation = entry.last == Some(Keyword::Translation);
            match keyword {
                Keyword::Context | Keyword::Id if after_translation || entry.last.is_none() => {
                    close(text, &entry, &mut languages, &mut units);
                    entry = Entry {
                        fuzzy,
                        ..Entry::default()
                    };
                    fuzzy = false;
                }
                Keyword::Translation if entry.id.is_empty() => {
                    return Err(broken("is a translation of nothing: no msgid is before it"));
                }
                _ => {}
            }
            if keyword == Keyword::Translation {
                entry.translations.push(Vec::new());
            }
        }
        entry.last = Some(keyword);
        match keyword {
            Keyword::Context => entry.context.push(piece),
            Keyword::Id => entry.id.push(piece),
            Keyword::Plural => {}
            Keyword::Translation => entry
                .translations
                .last_mut()
                .into_iter()
                .for_each(|pieces| pieces.push(piece.clone())),
        }
    }
    close(text, &entry, &mut languages, &mut units);
    Ok(units)
}

/// Adds the units of an entry. The one without an original is the header, and says the languages.
fn close(
    text: &str,
    entry: &Entry,
    languages: &mut (Option<Language>, Option<Language>),
    units: &mut Vec<Unit>,
) {
    let is_header = entry.context.is_empty() && entry.id.iter().all(Range::is_empty);
    for pieces in &entry.translations {
        if is_header {
            let said = |key: &str| {
                let mut lines = pieces.iter().map(|piece| &text[piece.clone()]);
                let value = lines.find_map(|line| line.strip_prefix(key))?;
                Language::of_code(value.trim_end_matches("\\n"))
            };
            *languages = (said("X-Source-Language:"), said("Language:"));
            continue;
        }
        let (Some(source), Some(target)) = (
            half(text, &entry.id, languages.0),
            half(text, pieces, languages.1),
        ) else {
            continue;
        };
        let context = entry.context.iter().map(|piece| &text[piece.clone()]);
        let context = context.collect::<String>();
        units.push(Unit {
            id: Some(context).filter(|context| !context.is_empty()),
            source,
            target,
            settled: !entry.fuzzy,
        });
    }
}

/// A string with what joins its lines masked.
fn half(text: &str, pieces: &[Range<usize>], language: Option<Language>) -> Option<Half> {
    let range = pieces.first()?.start..pieces.last()?.end;
    let mut masks: Vec<Mask> = Vec::new();
    let mut at = range.start;
    for piece in pieces {
        if at < piece.start {
            masks.push(Mask {
                range: at..piece.start,
                kind: MaskKind::Invisible,
            });
        }
        inline::mask(text, piece.clone(), Escapes::Backslash, &mut masks);
        at = piece.end;
    }
    Some(Half {
        range,
        masks,
        language,
    })
}

/// What stands in a string that is all of a line.
fn inner(string: &str) -> Option<&str> {
    let inner = string.strip_prefix('"')?.strip_suffix('"')?;
    let mut escaped = false;
    for c in inner.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return None,
            _ => {}
        }
    }
    (!escaped).then_some(inner)
}

/// `msgstr`, or `msgstr[0]`.
fn is_translation(word: &str) -> bool {
    let number = word.strip_prefix("msgstr");
    number.is_some_and(|number| {
        let inner = number
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        number.is_empty() || inner.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::bilingual::tests::seen;

    const HEADER: &str =
        "msgid \"\"\nmsgstr \"\"\n\"Language: ko_KR\\n\"\n\"X-Generator: Poedit\\n\"\n\n";

    #[test]
    fn entries_are_read_line_by_line() {
        let po = format!(
            "{HEADER}# 옮긴이의 말\n#: a.c:1\nmsgctxt \"menu\"\nmsgid \"Empty the \"\n  \"buffer\"\nmsgstr \"\"\n\"\\\"버퍼\\\" \"\n\"비우기\"\n\n\
            #, c-format, fuzzy\nmsgid \"Save\"\nmsgstr \"열기\"\nmsgid \"Open\"\nmsgstr \"\"\n\n\
            msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"파일 %d개\"\nmsgstr[1] \"파일들 %d개\"\n#~ msgid \"Old\"\n#~ msgstr \"옛것\"\n"
        );
        for po in [po.clone(), po.replace('\n', "\r\n")] {
            let units = read(&po).unwrap();
            assert_eq!(units[0].target.language, Some(Language::Korean));
            assert_eq!(
                seen(&po, units),
                [
                    ("menu", "Empty the buffer", "\"버퍼\" 비우기", true),
                    ("", "Save", "열기", false),
                    ("", "Open", "", true),
                    ("", "\u{fffc} file", "파일 \u{fffc}개", true),
                    ("", "\u{fffc} file", "파일들 \u{fffc}개", true),
                ]
            );
        }
    }

    #[test]
    fn broken_catalogues_are_told_with_the_line() {
        for (po, line, reason) in [
            (
                "msgid \"a\"\nmsgstr \"가\n",
                "line 2",
                "no string that ends",
            ),
            (
                "msgid \"a\"\nmsgstr \"가 \" 나\"\n",
                "line 2",
                "no string that ends",
            ),
            ("msgstr \"가\"\n", "line 1", "translation of nothing"),
            ("\"가\"\n", "line 1", "belongs to no keyword"),
            (
                "msgid \"a\"\nmsgstr \"가\"\n<<<<<<< ours\n",
                "line 3",
                "is neither a comment",
            ),
        ] {
            let error = read(po).unwrap_err().to_string();
            assert!(error.contains(line) && error.contains(reason), "{error}");
        }
    }
}
