//! Fixes that a file has no room for, or that would leave something in it around nothing.

use std::ops::Range;

use super::diagnostic::Diagnostic;
use crate::Document;
use crate::source::{Origin, Rewrite};

/// Drops all fixes of a file that can't be written; how many there would have been.
pub(super) fn withhold(document: &Document, diagnostics: &mut [Diagnostic]) -> usize {
    if document.is_written() {
        return 0;
    }
    let fixes = diagnostics.iter_mut().filter_map(|one| one.fix.take());
    fixes.count()
}

/// Drops the fixes that the format has no room for, or the encoding: that one is named, since another one would do.
pub(super) fn settle(document: &Document, diagnostics: &mut [Diagnostic]) {
    // There all of them are withheld.
    if !document.is_written() {
        return;
    }
    if let Some(encoding) = document.encoding {
        for one in &mut *diagnostics {
            let edits = one.fix.iter().flat_map(|fix| &fix.edits);
            if let Some(c) = edits.clone().find_map(|edit| encoding.lacks(&edit.text)) {
                let code = u32::from(c);
                one.refuse(format!(
                    "{encoding}, in which the file is, has no \"{c}\" (U+{code:04X}): save it as UTF-8"
                ));
            }
        }
    }
    let Some(origin) = &document.origin else {
        for one in diagnostics {
            let edits = one.fix.iter().flat_map(|fix| &fix.edits);
            let edits = edits.map(|edit| (&edit.range, &*edit.text));
            if empties_tags(&document.text, edits) {
                one.doubt(EMPTIED);
            }
        }
        return;
    };
    for one in diagnostics {
        let edits = one.fix.iter().flat_map(|fix| &fix.edits);
        let rewrites: Result<Vec<_>, _> = edits
            .map(|edit| origin.rewrite(&document.text, &edit.range, &edit.text))
            .collect();
        match rewrites {
            Ok(rewrites) => {
                if let Some(why) = rewrites.iter().find_map(|one| loss(origin, one)) {
                    one.doubt(why);
                }
            }
            Err(why) => one.refuse(why),
        }
    }
}

/// What would be lost if an edit of words with something between them were made so in the file.
fn loss(origin: &Origin, rewrites: &[Rewrite]) -> Option<&'static str> {
    if let Some(how) = origin.uses(rewrites) {
        return Some(how);
    }
    let source = origin.source();
    if rewrites
        .windows(2)
        .any(|two| is_tracked(source.get(two[0].0.end..two[1].0.start).unwrap_or_default()))
    {
        return Some("a part of the words is a tracked change");
    }
    // In what office programs write, words are in pieces for many reasons.
    let rewrites = rewrites.iter().map(|(range, new)| (range, &**new));
    (origin.is_text() && empties_tags(source, rewrites)).then_some(EMPTIED)
}

const EMPTIED: &str = "tags would be left around nothing: the words are partly in them";

/// What begins and ends an element of a format, each as far as it stands beside the words in it: tags, those that are written as text in strings, the paired
/// codes of XLIFF and TMX, commands of LaTeX, links of Markdown.
const AROUND: [(&str, &str); 8] = [
    (">", "</"),
    ("&gt;", "&lt;/"),
    (">", "<ept"),
    (">", "<ex "),
    (">", "<ec "),
    ("{", "}"),
    ("[", "]("),
    ("[", "]["),
];

/// Whether edits, of which the first one holds the new words, take all of the words out of an element. It says something of them, a link or a style, and
/// where new words have none of it only a person can tell which of them it is about.
fn empties_tags<'e>(text: &str, edits: impl Iterator<Item = (&'e Range<usize>, &'e str)>) -> bool {
    edits.skip(1).any(|(range, new)| {
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let is_around =
            |(open, close): &(&str, &str)| before.ends_with(open) && behind.starts_with(close);
        new.is_empty() && AROUND.iter().any(is_around)
    })
}

/// Elements in which tracked changes begin and end: of Word (ECMA-376, part 1, 17.13.5), of `OpenDocument` (part 3, 5.5) and of 한글.
const CHANGES: [&str; 11] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "change",
    "change-start",
    "change-end",
    "insertBegin",
    "insertEnd",
    "deleteBegin",
    "deleteEnd",
];

/// Whether a tracked change begins or ends in a stretch of markup.
fn is_tracked(markup: &str) -> bool {
    let mut tags = markup.split('<').skip(1);
    tags.any(|tag| {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        let name = &tag[..end.unwrap_or(tag.len())];
        let local = name.rsplit(':').next().unwrap_or(name);
        CHANGES.contains(&local)
    })
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use crate::Document;
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::{checker, told_of};
    use crate::check::{Fixes, mended};
    use crate::source::Format;

    #[test]
    fn a_comment_of_the_file_speaks_however_its_hangul_is_written() {
        let page = "<p>버퍼를 비운다.</p> <!-- yongeo-disable-line -->\n<p>버퍼를 채운다.</p>\n";
        for page in [page.to_owned(), page.nfd().collect()] {
            let (told, _) = told_of(EXAMPLE, "forbidden-term", "글.html", &page);
            assert_eq!(told.len(), 1);
        }
    }

    #[test]
    fn what_cannot_be_written_has_no_fixes_however_its_hangul_is_written() {
        for text in [
            "버퍼를 비운다.\n".to_owned(),
            "버퍼를 비운다.\n".nfd().collect(),
        ] {
            let mut document = Document::new("글.md", text);
            document.sealed = true;
            let checked = checker(EXAMPLE).check(&document);
            assert_eq!((checked.diagnostics.len(), checked.withheld), (1, 1));
            assert_eq!(checked.diagnostics[0].fix, None);
        }
        let switched = "버퍼를 비운다. <!-- yongeo-disable-line -->\n";
        let mut document = Document::new("글.md", switched);
        document.sealed = true;
        let checked = checker(EXAMPLE).check(&document);
        assert_eq!((checked.diagnostics.len(), checked.withheld), (0, 0));
    }

    #[test]
    fn what_a_format_has_no_room_for_is_told_and_stays() {
        let cue = "1\n00:00:01,000 --> 00:00:02,000\n버퍼를 비운다.\n";
        let glossary = EXAMPLE.replace("완충 공간", "완충 <공간>");
        let (told, after) = told_of(&glossary, "forbidden-term", "글.srt", cue);
        assert_eq!((told.len(), &*after), (1, cue));
    }

    #[test]
    fn no_element_loses_all_its_words() {
        let xliff = |target: &str| {
            format!(
                "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body><trans-unit id=\"1\">\
                 <source>Empty it.</source><target>{target}</target></trans-unit></body></file></xliff>"
            )
        };
        let po = |target: &str| format!("msgid \"Empty it.\"\nmsgstr \"{target}\"\n");
        for (file, text, after) in [
            ("글.md", "버<b>퍼</b>를 비운다.\n".to_owned(), None),
            (
                "글.md",
                "버<b>퍼를</b> 비운다.\n".to_owned(),
                Some("완충 공간<b>을</b> 비운다.\n".to_owned()),
            ),
            (
                "글.md",
                "<b>버</b>퍼를 비운다.\n".to_owned(),
                Some("<b>완충 공간</b>을 비운다.\n".to_owned()),
            ),
            (
                "글.md",
                "<i>큰 버</i>퍼를 비운다.\n".to_owned(),
                Some("<i>큰 완충 공간</i>을 비운다.\n".to_owned()),
            ),
            ("글.xlf", xliff("버<g id=\"1\">퍼</g>를 비운다."), None),
            (
                "글.xlf",
                xliff("버<bpt id=\"1\"/>퍼<ept id=\"1\"/>를 비운다."),
                None,
            ),
            ("글.xlf", xliff("버&lt;b&gt;퍼&lt;/b&gt;를 비운다."), None),
            (
                "글.xlf",
                xliff("<g id=\"1\">버퍼</g>를 비운다."),
                Some(xliff("<g id=\"1\">완충 공간</g>을 비운다.")),
            ),
            ("글.po", po("버<b>퍼</b>를 비운다."), None),
        ] {
            let (told, mended) = told_of(EXAMPLE, "forbidden-term", file, &text);
            assert_eq!((told.len(), &mended), (1, after.as_ref().unwrap_or(&text)));
        }
    }

    #[test]
    fn what_would_be_lost_in_the_file_is_left_to_people() {
        let tracked = "a part of the words is a tracked change";
        let empty = "tags would be left around nothing";
        let inserted = |before: &str, inside: &str| {
            format!(
                "<w:document><w:p><w:r><w:t>{before}</w:t></w:r><w:del><w:r><w:delText>은</w:delText></w:r></w:del>\
                 <w:ins><w:r><w:t>{inside}</w:t></w:r></w:ins><w:r><w:t> 작다.</w:t></w:r></w:p></w:document>"
            )
        };
        for (format, text, after, why) in [
            (
                Format::DOCX,
                inserted("버퍼", "는"),
                Some(inserted("완충 공간", "은")),
                None,
            ),
            (Format::DOCX, inserted("버", "퍼는"), None, Some(tracked)),
            (
                Format::ODF,
                "<text:p>버퍼<text:change/><text:change-start/>는<text:change-end/> 작다.</text:p>".to_owned(),
                Some(
                    "<text:p>완충 공간<text:change/><text:change-start/>은<text:change-end/> 작다.</text:p>".to_owned(),
                ),
                None,
            ),
            (
                Format::ODF,
                "<text:p>버<text:change-start/>퍼<text:change-end/>는 작다.</text:p>".to_owned(),
                None,
                Some(tracked),
            ),
            (Format::HTML, "<p>버<b>퍼</b>는 작다.</p>".to_owned(), None, Some(empty)),
        ] {
            let document = if format == Format::HTML {
                Document::read_as(format, "글.html", text).unwrap()
            } else {
                Document::of_part(format, &text)
            };
            let found = checker(EXAMPLE).check(&document).diagnostics;
            let [one] = &*found else { panic!("{found:?}") };
            let note = one.note.as_deref().unwrap();
            assert_eq!(note.contains("not safe to mend: "), why.is_some(), "{note}");
            assert!(note.contains(why.unwrap_or_default()), "{note}");
            let mended = mended(&document.text, &found, Fixes::Safe);
            let mended = mended.and_then(|mended| document.edited(mended.edits()));
            assert_eq!(mended.map(|mended| mended.source().to_owned()), after);
        }
    }

    #[test]
    fn why_nothing_is_mended_is_told() {
        let list = EXAMPLE.replace("완충 공간", "\"완충, 공간\"");
        let key = EXAMPLE.replace("완충 공간", "완충: 공간 #1");
        let part = EXAMPLE.replace("완충 공간", "완충 {공간}");
        for (glossary, file, text, why) in [
            (
                &*list,
                "글.csv",
                "en,ko\nbuffer,버퍼\n",
                "put quotes around the cell",
            ),
            (
                &key,
                "글.yaml",
                "a: 버퍼\nb: [버퍼]\n",
                "put quotes around the value",
            ),
            (&key, "글.md", "---\ntitle: 버퍼\n---\n", "front matter"),
            (
                &part,
                "글.srt",
                "1\n00:00:01,000 --> 00:00:02,000\n버퍼\n",
                "subtitles",
            ),
            (&part, "글.tex", "버퍼\n", "LaTeX"),
            (
                EXAMPLE,
                "글.html",
                "<p><img alt=버퍼></p>",
                "put quotes around the attribute",
            ),
            (
                EXAMPLE,
                "글.md",
                "버**퍼**는 작다.\n",
                "emphasis would be left around nothing",
            ),
        ] {
            let document = Document::read(file, text).unwrap();
            let mut found = checker(glossary).check(&document).diagnostics;
            found.retain(|one| one.rule == "forbidden-term");
            assert!(!found.is_empty(), "{text}");
            for one in found {
                let note = one.note.unwrap();
                let (_, told) = note
                    .split_once("; not mended: ")
                    .unwrap_or_else(|| panic!("{note}"));
                assert!(told.contains(why), "{told}");
                assert_eq!(one.fix, None);
            }
        }
    }

    #[test]
    fn commands_stay_and_texts_are_mended() {
        for (file, text, after) in [
            (
                "글.yml",
                "jobs:\n  a:\n    name: 버퍼를 비운다\n    steps:\n      - run: |\n          echo \"버퍼를 비운다\" > 버퍼.txt\n        name: 버퍼 정리\n",
                "jobs:\n  a:\n    name: 완충 공간을 비운다\n    steps:\n      - run: |\n          echo \"버퍼를 비운다\" > 버퍼.txt\n        name: 완충 공간 정리\n",
            ),
            (
                "글.yml",
                "test:\n  script:\n    - echo 버퍼\n    - [rm, 버퍼]\n  variables:\n    title: 버퍼\n  args: {title: 버퍼}\n",
                "test:\n  script:\n    - echo 버퍼\n    - [rm, 버퍼]\n  variables:\n    title: 완충 공간\n  args: {title: 완충 공간}\n",
            ),
            (
                "글.yml",
                "data:\n  a.sh: |\n    #!/bin/sh\n    echo 버퍼\n  run: 버퍼 비우기\n\"command\": mv 버퍼 옛것\n",
                "data:\n  a.sh: |\n    #!/bin/sh\n    echo 버퍼\n  run: 완충 공간 비우기\n\"command\": mv 버퍼 옛것\n",
            ),
            (
                "글.json",
                "{\"name\": \"버퍼\", \"scripts\": {\"a\": \"echo ${x} 버퍼\", \"b\": \"echo 버퍼\"}, \"c\": {\"args\": [\"-n\", \"버퍼\"], \"d\": \"API 버퍼\"}}",
                "{\"name\": \"완충 공간\", \"scripts\": {\"a\": \"echo ${x} 버퍼\", \"b\": \"echo 버퍼\"}, \"c\": {\"args\": [\"-n\", \"버퍼\"], \"d\": \"API 완충 공간\"}}",
            ),
        ] {
            let (told, mended) = told_of(EXAMPLE, "forbidden-term", file, text);
            assert!(told.len() > 2, "{text}");
            assert_eq!(mended, after);
        }
    }
}
