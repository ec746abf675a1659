//! Translations that the file has in another form than readers see: strings in several lines, escapes, tags.

use rayon::prelude::*;

use super::checker::Checker;
use super::diagnostic::Fix;
use super::find::Hit;
use crate::Document;
use crate::source::{Format, Segment, Visible};

/// The longest translation that is looked at as a whole, in bytes.
const LONGEST: usize = 1 << 13;

/// Translations that one thread takes at a time.
const BATCH: usize = 256;

fn is_written_otherwise(segment: &Segment) -> bool {
    !segment.target.masks.is_empty() && segment.target.range.len() <= LONGEST
}

/// The terms of a document, with those of a catalogue's strings as readers see them in place of those that the lines have.
pub(super) fn find(document: &Document, checker: &Checker, hits: Vec<Hit>) -> Vec<Hit> {
    if document.format != Format::PO {
        return hits;
    }
    let all = document.segments.iter();
    let strings: Vec<&Segment> = all.filter(|one| is_written_otherwise(one)).collect();
    let found: Vec<Vec<Hit>> = strings
        .par_chunks(BATCH)
        .map(|some| {
            checker.with_finder(checker.terms(), |finder| {
                let mut found = Vec::new();
                for segment in some {
                    let seen = Visible::of(&document.text, &segment.target);
                    let from = found.len();
                    finder.find(&seen.text, &[], 0..seen.text.len(), &mut found);
                    found[from..]
                        .iter_mut()
                        .for_each(|hit| *hit = in_file(&seen, hit));
                }
                found
            })
        })
        .collect();
    let mut hits = hits;
    hits.retain(|hit| {
        let at = hit.range.start;
        let after = strings.partition_point(|one| one.target.range.start <= at);
        let before = after.checked_sub(1).map(|before| strings[before]);
        before.is_none_or(|one| one.target.range.end <= at)
    });
    hits.extend(found.into_iter().flatten());
    hits.sort_by_key(|hit| hit.range.start);
    hits
}

/// A term of what is seen, in bytes of the file.
pub(super) fn in_file(seen: &Visible, hit: &Hit) -> Hit {
    let range = seen.in_file(&hit.range);
    let tail = if hit.tail.is_empty() {
        range.end..range.end
    } else {
        seen.in_file(&hit.tail)
    };
    Hit {
        range,
        tail,
        ..hit.clone()
    }
}

/// The translation with a term, as it is seen, and the term in it; `None` where the file has it as it is seen.
pub(super) fn seen(document: &Document, hit: &Hit) -> Option<(Visible, Hit)> {
    let segment = document.segment_of(hit.range.start)?;
    if !is_written_otherwise(segment) {
        return None;
    }
    let seen = Visible::of(&document.text, &segment.target);
    let range = seen.seen(&hit.range)?;
    let tail = if hit.tail.is_empty() {
        range.end..range.end
    } else {
        seen.seen(&hit.tail)?
    };
    let there = Hit {
        range,
        tail,
        ..hit.clone()
    };
    Some((seen, there))
}

/// A fix of what is seen, in bytes of the file. `None` where tags, escapes or values would be lost by it; not safe where lines of a string
/// become one.
pub(super) fn fix_in_file(document: &Document, seen: &Visible, mut fix: Fix) -> Option<Fix> {
    for edit in &mut fix.edits {
        let range = seen.in_file(&edit.range);
        let there = &document.text[range.clone()];
        let words = &seen.text[edit.range.clone()];
        if there != words {
            // Quotes that are not escaped only end lines, and begin the next ones.
            let pieces = there.split('"').step_by(2);
            if document.format != Format::PO || pieces.collect::<String>() != words {
                return None;
            }
            fix.safe = false;
        }
        edit.range = range;
    }
    Some(fix)
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::{checker, told_of};
    use crate::check::{Diagnostic, Fixes, mended};
    use crate::{Document, Error};

    const HEAD: &str = "msgid \"\"\nmsgstr \"Language: ko\\n\"\n\nmsgid \"Empty it.\"\n";

    /// What is wrong with a translation, and the translation with fixes made.
    fn checked(strings: &str, which: Fixes) -> (Vec<Diagnostic>, String) {
        let text = format!("{HEAD}msgstr {strings}\n");
        let document = Document::read("글.po", &*text).unwrap();
        let found = checker(EXAMPLE).check(&document).diagnostics;
        let after = mended(&text, &found, which).map_or(text, |mended| mended.text);
        let sound: Result<_, Error> = Document::read("글.po", &*after);
        assert!(sound.is_ok(), "{after}");
        let start = HEAD.len() + "msgstr ".len();
        (found, after[start..].trim_end().to_owned())
    }

    #[test]
    fn terms_are_found_as_readers_see_them() {
        for (strings, safe, all) in [
            (
                "\"버퍼\\n\"\n\"큐를 비운다.\"",
                "\"완충 공간\\n\"\n\"큐를 비운다.\"",
                None,
            ),
            (
                "\"버퍼\"\n\"를 비운다.\"",
                "\"완충 공간\"\n\"을 비운다.\"",
                None,
            ),
            (
                "\"\\\"버퍼\\\"를 비운다.\"",
                "\"\\\"완충 공간\\\"을 비운다.\"",
                None,
            ),
            (
                "\"\"\n\"먼저 버\"\n\"퍼를 비운다.\"",
                "\"\"\n\"먼저 버\"\n\"퍼를 비운다.\"",
                Some("\"\"\n\"먼저 완충 공간을 비운다.\""),
            ),
            (
                "\"\\\"버퍼\\\"라는 말은 쓰지 \"\n\"않는다.\"",
                "\"\\\"버퍼\\\"라는 말은 쓰지 \"\n\"않는다.\"",
                Some("\"\\\"완충 공간\\\"이라는 말은 쓰지 \"\n\"않는다.\""),
            ),
        ] {
            let (found, after) = checked(strings, Fixes::Safe);
            assert_eq!(found.len(), 1, "{strings}");
            assert!(found[0].message.starts_with("\"버퍼\" is"), "{found:?}");
            assert_eq!(after, safe);
            assert_eq!(checked(strings, Fixes::All).1, all.unwrap_or(safe));
        }
        let (found, _) = checked("\"C:\\\\버퍼\\\\new를 연다.\"", Fixes::All);
        assert_eq!(found, []);
    }

    #[test]
    fn a_particle_is_found_behind_a_tag() {
        let text = "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body>\
            <trans-unit id=\"1\"><source>Empty it.</source><target><g id=\"1\">버퍼</g>를 비운다.</target>\
            </trans-unit></body></file></xliff>";
        let (told, after) = told_of(EXAMPLE, "forbidden-term", "글.xlf", text);
        assert_eq!(told.len(), 1);
        assert!(after.contains(">완충 공간</g>을 비운다."), "{after}");
    }
}
