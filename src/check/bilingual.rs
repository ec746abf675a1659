//! What is found in a bilingual file, as its format and its translator want it.

use super::diagnostic::Diagnostic;
use super::rule::BETWEEN;
use crate::Document;
use crate::source::{Format, writable};

/// Drops what is wrong in the source alone, which is not the translator's to change, and writes the fixes as the format has
/// it. One that cannot be written is none.
pub(super) fn settle(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if document.segments.is_empty() && document.sources.is_empty() {
        return;
    }
    diagnostics.retain(|one| BETWEEN.contains(&one.rule) || !document.is_source(one.range.start));
    for diagnostic in diagnostics {
        let Some(fix) = &mut diagnostic.fix else {
            continue;
        };
        let written = fix.edits.iter_mut().try_for_each(|edit| {
            let text = writable(document, edit.range.start, &edit.text)?.into_owned();
            edit.text = text;
            Some(())
        });
        if written.is_none() {
            diagnostic.refuse(if document.format == Format::TABLE {
                "without quotes it would be more than one cell: put quotes around the cell"
            } else {
                "it would end the section of CDATA"
            });
        }
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn a_source_is_not_the_translators_however_its_hangul_is_written() {
        let source = "텐서(tensor)을 더한다.";
        for source in [source.to_owned(), source.nfd().collect()] {
            let text = format!(
                "<xliff version=\"1.2\"><file source-language=\"ko\" target-language=\"en\"><body>\
                 <trans-unit id=\"1\"><source>{source}</source></trans-unit></body></file></xliff>"
            );
            let (told, after) = told_of(EXAMPLE, "wrong-particle", "글.xlf", &text);
            assert_eq!((told, after), (vec![], text));
        }
    }

    #[test]
    fn no_tag_goes_with_the_words_around_it() {
        let xliff = |target: &str| {
            format!(
                "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body><trans-unit id=\"1\">\
                 <source>Study it.</source><target>{target}</target></trans-unit></body></file></xliff>"
            )
        };
        for (target, right) in [
            (
                "머신 러닝(machine <g id=\"1\">lear ning</g>)을 배운다.",
                None,
            ),
            (
                "머신 러닝(machine lear ning)을 <g id=\"1\">배운다</g>.",
                Some("머신 러닝(machine learning)을 <g id=\"1\">배운다</g>."),
            ),
        ] {
            let (_, after) = told_of(EXAMPLE, "broken-gloss", "글.xlf", &xliff(target));
            assert_eq!(after, xliff(right.unwrap_or(target)));
        }
    }
}
