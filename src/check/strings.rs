//! Texts that the file has in another form than readers see: strings in several lines, escapes, tags and marks in the middle of words.

use std::ops::Range;

use rayon::prelude::*;

use super::checker::Checker;
use super::diagnostic::{Edit, Fix};
use super::find::Hit;
use super::inline;
use crate::Document;
use crate::source::{Format, Segment, Visible, line};

/// The longest translation that is looked at as a whole, in bytes.
const LONGEST: usize = 1 << 13;

/// Texts that one thread takes at a time.
const BATCH: usize = 256;

fn is_written_otherwise(segment: &Segment) -> bool {
    !segment.target.masks.is_empty() && segment.target.range.len() <= LONGEST
}

/// The terms of a document, with those of translations as readers see them in place of those that the file has, and with those that
/// something unseen is in the middle of.
pub(super) fn find(document: &Document, checker: &Checker, hits: Vec<Hit>) -> Vec<Hit> {
    if document.segments.is_empty() {
        let lines = inline::lines(document);
        let line = |line: &Range<usize>| inline::seen(document, line.clone());
        let mut cut = found(checker, &lines, line);
        cut.retain(|hit| inline::is_cut(document, &hit.range));
        let places: Vec<_> = cut.iter().map(|hit| hit.range.clone()).collect();
        return instead(hits, &places, cut);
    }
    let all = document
        .segments
        .iter()
        .map(|one| (one, is_written_otherwise(one)));
    let strings: Vec<_> = all.filter_map(|(one, is)| is.then_some(one)).collect();
    let seen = |one: &&Segment| Visible::of(&document.text, &one.target);
    let hits_of_strings = found(checker, &strings, seen);
    let places: Vec<_> = strings.iter().map(|one| one.target.range.clone()).collect();
    instead(hits, &places, hits_of_strings)
}

/// The terms of texts as readers see them, in bytes of the file.
fn found<T: Sync>(checker: &Checker, texts: &[T], seen: impl Fn(&T) -> Visible + Sync) -> Vec<Hit> {
    let found: Vec<Vec<Hit>> = texts
        .par_chunks(BATCH)
        .map(|some| {
            checker.with_finder(checker.terms(), Format::OTHER, |finder| {
                let mut found = Vec::new();
                for text in some {
                    let seen = seen(text);
                    let from = found.len();
                    finder.find(&seen.text, &[], 0..seen.text.len(), &mut found);
                    let own = found[from..].iter_mut();
                    own.for_each(|hit| *hit = in_file(&seen, hit));
                }
                found
            })
        })
        .collect();
    found.concat()
}

/// Terms with others in place of those that have anything in these places, which are sorted and apart.
fn instead(mut hits: Vec<Hit>, places: &[Range<usize>], others: Vec<Hit>) -> Vec<Hit> {
    if places.is_empty() {
        return hits;
    }
    hits.retain(|hit| {
        let next = places.partition_point(|place| place.end <= hit.range.start);
        (places.get(next)).is_none_or(|place| hit.range.end <= place.start)
    });
    hits.extend(others);
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

/// The text around a term as it is seen, and the term in it; `None` where the file has it as it is seen.
pub(super) fn seen(document: &Document, hit: &Hit) -> Option<(Visible, Hit)> {
    let seen = match document.segment_of(hit.range.start) {
        Some(segment) => {
            is_written_otherwise(segment).then(|| Visible::of(&document.text, &segment.target))
        }
        None => (inline::is_cut(document, &hit.range) || inline::is_followed(document, hit))
            .then(|| line(&document.text, hit.range.start))
            .flatten()
            .map(|line| inline::seen(document, line)),
    }?;
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

/// A fix of what is seen, in bytes of the file: what is not seen stays, and the new words stand where the old ones begin.
///
/// # Errors
///
/// A value would be lost by it, or marks would be left around nothing.
pub(super) fn fix_in_file(
    document: &Document,
    seen: &Visible,
    fix: &Fix,
) -> Result<Fix, &'static str> {
    let mut edits = Vec::with_capacity(fix.edits.len());
    for edit in &fix.edits {
        let stretches = seen.stretches(&edit.range);
        let stretches = stretches.ok_or("a value or an end of a line stands among the words")?;
        let words = std::iter::once(&*edit.text).chain(std::iter::repeat(""));
        for (range, words) in stretches.into_iter().zip(words) {
            if words.is_empty() && inline::is_marked_off(document, &range) {
                return Err(
                    "marks of emphasis would be left around nothing: the words are partly in them",
                );
            }
            edits.push(Edit {
                range,
                text: words.to_owned(),
            });
        }
    }
    Ok(Fix { edits, ..*fix })
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
                "\"\"\n\"먼저 완충 공간\"\n\"을 비운다.\"",
                None,
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
