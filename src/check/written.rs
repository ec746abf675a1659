//! Fixes that a file has no room for.

use super::diagnostic::Diagnostic;
use crate::Document;

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
    if let Some(encoding) = document.encoding {
        for one in &mut *diagnostics {
            let edits = one.fix.iter().flat_map(|fix| &fix.edits);
            if let Some(c) = edits.clone().find_map(|edit| encoding.lacks(&edit.text)) {
                let code = u32::from(c);
                one.fix = None;
                one.add_note(format!(
                    "{encoding}, in which the file is, has no \"{c}\" (U+{code:04X}): save it as UTF-8"
                ));
            }
        }
    }
    let Some(origin) = &document.origin else {
        return;
    };
    for one in diagnostics {
        let edits = one.fix.iter().flat_map(|fix| &fix.edits);
        let mut rewrites =
            edits.map(|edit| origin.rewrite(&document.text, &edit.range, &edit.text));
        if rewrites.any(|rewrite| rewrite.is_none()) {
            one.fix = None;
        }
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn a_comment_of_the_file_speaks_however_its_hangul_is_written() {
        let page = "<p>버퍼를 비운다.</p> <!-- yongeo-disable-line -->\n<p>버퍼를 채운다.</p>\n";
        for page in [page.to_owned(), page.nfd().collect()] {
            let (told, _) = told_of(EXAMPLE, "forbidden-term", "글.html", &page);
            assert_eq!(told.len(), 1);
        }
    }

    #[test]
    fn what_a_format_has_no_room_for_is_told_and_stays() {
        let cue = "1\n00:00:01,000 --> 00:00:02,000\n버퍼를 비운다.\n";
        let glossary = EXAMPLE.replace("완충 공간", "완충 <공간>");
        let (told, after) = told_of(&glossary, "forbidden-term", "글.srt", cue);
        assert_eq!((told.len(), &*after), (1, cue));
    }
}
