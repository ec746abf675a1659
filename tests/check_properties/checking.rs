//! What is found: in its place, and the same with any number of threads.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rayon::ThreadPoolBuilder;
use yongeo::Document;

use crate::text::document;
use crate::{CHECKER, cases};

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn everything_found_and_every_edit_lies_in_the_text(document in document()) {
        let text = &document.text;
        let checked = CHECKER.check(&document);
        for (range, name) in &checked.unknown {
            prop_assert_eq!(text.get(range.clone()), Some(&**name));
        }
        let mut last = 0;
        for one in &checked.diagnostics {
            prop_assert!(text.get(one.range.clone()).is_some_and(|words| !words.is_empty()), "{one:?}");
            prop_assert!(last <= one.range.start, "in the order of the text: {one:?}");
            last = one.range.start;
            prop_assert!(!one.message.contains(['\n', '\r']), "{one:?}");
            let Some(fix) = &one.fix else { continue };
            prop_assert!(!fix.edits.is_empty(), "{one:?}");
            let mut end = 0;
            for edit in &fix.edits {
                prop_assert!(end <= edit.range.start, "{one:?}");
                let old = text.get(edit.range.clone());
                prop_assert!(old.is_some_and(|old| old != edit.text), "{one:?}");
                end = edit.range.end;
            }
        }
    }

    /// But for a parenthesis that goes: what is in it may be code.
    #[test]
    fn nothing_is_edited_in_what_is_no_prose(document in document()) {
        for one in CHECKER.check(&document).diagnostics {
            for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
                let mut all = document.masks.iter().map(|mask| &mask.range);
                let mask = all.find(|mask| mask.start < edit.range.end && edit.range.start < mask.end);
                prop_assert!(mask.is_none() || one.rule == "repeated-gloss", "{:?} {one:?}", mask);
            }
        }
    }
}

/// Large enough to be checked in parts, and so never many, however many cases are asked for.
#[test]
fn any_number_of_threads_finds_the_same() {
    let config = ProptestConfig {
        cases: 2,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let parts = prop::collection::vec(document(), 60..80);
    let same = TestRunner::new(config).run(&parts, |parts| {
        let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        let text = text.join("\n\n");
        let document = Document::new("글.md", text.repeat(300_000 / text.len() + 1));
        let found = [1, 3].map(|threads| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build();
            pool.unwrap()
                .install(|| CHECKER.check(&document).diagnostics)
        });
        prop_assert!(found[0] == found[1]);
        Ok(())
    });
    same.unwrap();
}
