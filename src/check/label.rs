//! Fixes in words by which something else is found.

use super::diagnostic::Diagnostic;
use super::kept::{has_safe, keep};
use crate::Document;
use crate::source::labels;

/// Makes the fixes unsafe that would lead a link, a reference or an attribute nowhere.
pub(super) fn keep_found(document: &Document, diagnostics: &mut [Diagnostic]) {
    if has_safe(diagnostics) {
        let why = "something else in the document is found by these words";
        keep(labels(document), diagnostics, why);
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn names_stay_and_other_words_are_mended() {
        for (file, text, after) in [
            (
                "글.md",
                "[버퍼]를 비운다. 버퍼를 [버퍼](a.md)에 둔다.\n\n[버퍼]: a.md\n",
                "[버퍼]를 비운다. 완충 공간을 [완충 공간](a.md)에 둔다.\n\n[버퍼]: a.md\n",
            ),
            (
                "글.rst",
                "`버퍼`_\\ 를 비우고 :term:`버퍼`\\ 를 채운다. 버퍼를 비운다.\n\n.. _버퍼:\n",
                "`버퍼`_\\ 를 비우고 :term:`버퍼`\\ 를 채운다. 완충 공간을 비운다.\n\n.. _버퍼:\n",
            ),
            (
                "글.adoc",
                ":버퍼: 서버\n\n{버퍼}를 쓴다. 버퍼를 비운다.\n",
                ":버퍼: 서버\n\n{버퍼}를 쓴다. 완충 공간을 비운다.\n",
            ),
        ] {
            let (told, mended) = told_of(EXAMPLE, "forbidden-term", file, text);
            assert!(told.len() > 1, "{file}");
            assert_eq!(mended, after);
        }
    }
}
