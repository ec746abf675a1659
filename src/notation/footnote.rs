//! Footnotes and endnotes that hold nothing but English: what a term is, out of the way of the sentence.

use super::shape::{Shape, core, is_behind_hangul, shape};
use super::{Notation, Prior, Side, Site};
use crate::Document;

/// Most notes are sentences; of those that hold a few English words, many name a source.
pub(super) const PRIOR: Prior = Prior {
    share: 0.5,
    weight: 2.0,
    together: 0.0,
};

/// Finds notes with nothing but English in them, at words in Hangul.
pub(super) fn find(document: &Document, sites: &mut Vec<Site>) {
    for note in &document.layout.notes {
        let english = core(document, note.text.clone());
        if shape(document, &english) == Shape::Latin && is_behind_hangul(&document.text, note.mark)
        {
            sites.push(Site {
                offset: note.mark,
                korean: Side::Before(note.mark),
                english,
                notation: Notation::Footnote,
                group: 2,
                prior: PRIOR,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_with_english_alone_may_say_what_a_term_is() {
        let text = "린터[^1]로 코드를 살피고, 말뭉치[^2]를 모은다.\n\n[^1]: linter\n[^2]: 2015년에 모은 것이다.\n";
        let mut sites = Vec::new();
        find(&Document::new("글.md", text), &mut sites);
        assert_eq!(sites.len(), 1);
        assert_eq!(&text[sites[0].english.clone()], "linter");
        assert_eq!(sites[0].offset, text.find("[^1]").unwrap());
    }
}
