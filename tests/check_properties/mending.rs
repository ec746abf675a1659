//! What mending leaves: nothing to mend, and the rest of the text as it was.

use proptest::prelude::*;
use yongeo::Document;
use yongeo::check::{Diagnostic, Fixes, mended};

use crate::text::document;
use crate::{CHECKER, cases};

/// As often as the command looks at a document again.
const ROUNDS: usize = 8;

/// The text once everything is mended that may be.
fn mend(document: &Document, which: Fixes) -> Document {
    let mut document = document.clone();
    for _ in 0..ROUNDS {
        let found = CHECKER.check(&document).diagnostics;
        let Some(mended) = mended(&document.text, &found, which) else {
            break;
        };
        document = Document::new(document.path, mended.text);
    }
    document
}

/// Every stretch of a text between edits.
fn kept<'t>(text: &'t str, found: &[Diagnostic]) -> Vec<&'t str> {
    let fixes = found.iter().filter_map(|one| one.fix.as_ref());
    let mut edits: Vec<_> = fixes
        .flat_map(|fix| &fix.edits)
        .map(|edit| &edit.range)
        .collect();
    edits.sort_by_key(|range| (range.start, range.end));
    let mut kept = Vec::new();
    let mut at = 0;
    for range in edits {
        if at <= range.start {
            kept.push(&text[at..range.start]);
        }
        at = at.max(range.end);
    }
    kept.push(&text[at..]);
    kept
}

fn which() -> impl Strategy<Value = Fixes> {
    prop_oneof![Just(Fixes::Safe), Just(Fixes::All)]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn mending_leaves_nothing_that_it_would_mend(document in document(), which in which()) {
        let mended_once = mend(&document, which);
        let left = CHECKER.check(&mended_once).diagnostics;
        let again = mended(&mended_once.text, &left, which);
        prop_assert!(again.is_none(), "{:?}\nonce: {:?}\nagain: {:?}", document.text, mended_once.text, again);
    }

    #[test]
    fn the_text_around_the_edits_stays(document in document(), which in which()) {
        let found = CHECKER.check(&document).diagnostics;
        let Some(mended) = mended(&document.text, &found, which) else { return Ok(()) };
        let mended = mended.text;
        let kept = kept(&document.text, &found);
        let (first, last) = (kept[0], kept[kept.len() - 1]);
        prop_assert!(mended.starts_with(first) && mended.ends_with(last), "{mended:?}");
        let mut rest = mended.as_str();
        for stretch in kept {
            let at = rest.find(stretch);
            prop_assert!(at.is_some(), "{stretch:?} is no more in {mended:?}");
            rest = &rest[at.unwrap_or(0) + stretch.len()..];
        }
    }
}
