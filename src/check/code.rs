//! Code: nothing in it is edited.

use super::diagnostic::{Diagnostic, Fix};
use super::rule::PARTICLE;
use crate::Document;

/// Drops fixes that would edit what is no prose, and what is said of particles there: `은` in code is no particle of the word before it. What of a
/// bilingual file is prose, its format knows.
pub(super) fn settle(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if document.masks.is_empty() || !document.segments.is_empty() {
        return;
    }
    // A parenthesis that goes takes the code in it along.
    let is_inside = |at: usize| {
        let mask = document.mask_at(at);
        mask.is_some_and(|mask| mask.range.start < at)
    };
    let edits_code = |fix: &Fix| {
        let mut edits = fix.edits.iter().map(|edit| &edit.range);
        edits.any(|range| is_inside(range.start) || is_inside(range.end))
    };
    diagnostics.retain_mut(|one| {
        if one.fix.as_ref().is_some_and(edits_code) {
            one.refuse("it reaches into code");
            return one.rule != PARTICLE;
        }
        true
    });
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::{all_of, told_of};

    #[test]
    fn no_particle_is_mended_in_code() {
        for text in [
            "조사를 텐서`을`처럼 적는다.\n",
            "텐서(tensor)`을`이라고 적는다.\n",
            "앞의 `긴\n값` 텐서`을`은 둘이다.\n",
            "PDF`를을`은 틀린 말이다.\n",
            "텐서\n\n    을 찍는다\n",
            "`텐서` 값과 `을 찍는다` 함수\n",
            "<b>텐서</b>`을`\n",
        ] {
            let (told, after) = told_of(EXAMPLE, "wrong-particle", "글.md", text);
            assert_eq!((told, &*after), (vec![], text));
        }
        let (_, after) = told_of(EXAMPLE, "wrong-particle", "글.md", "`텐서` 을 찍는다.\n");
        assert_eq!(after, "`텐서`를 찍는다.\n");
    }

    #[test]
    fn english_in_code_stays() {
        let text = "머신 러닝(`machine lear ning`)을 배운다.\n";
        let (told, after) = told_of(EXAMPLE, "broken-gloss", "글.md", text);
        assert_eq!((told.len(), &*after), (1, text));
    }

    #[test]
    fn a_word_is_replaced_and_code_behind_it_stays() {
        let text = "조사를 버퍼`를`처럼 붙인다.\n";
        let (told, after) = all_of(EXAMPLE, "글.md", text);
        assert_eq!((told, &*after), (vec!["forbidden-term"], text));
    }
}
