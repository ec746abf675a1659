//! Any bytes through decoding, scanning and reading glosses, as plain text and as Markdown: no panic, and every
//! position slices the text.

#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use yongeo::Document;
use yongeo::gloss;
use yongeo::scan::{Window, parentheticals};
use yongeo::source::{Decoded, decode};

fuzz_target!(|bytes: &[u8]| {
    let Decoded::Text { text, .. } = decode(bytes.to_vec(), None) else {
        return;
    };
    scan(&Document::new("fuzz.txt", text.as_str()));
    scan(&Document::new("fuzz.md", text));
});

fn scan(document: &Document) {
    let text = &document.text;
    let (mut before, mut inside, mut forms) = (Window::default(), Window::default(), Vec::new());
    let mut last = None;
    for found in parentheticals(document) {
        assert!(last < Some(found.open), "in the order of the text");
        last = Some(found.open);
        assert!(text[found.open..].starts_with(['(', '（']));
        assert!(text[found.inner.end..].starts_with([')', '）']));

        before.read_before(document, found.open);
        slices(&before, text, 0..found.open);
        inside.read(document, found.inner.clone());
        slices(&inside, text, found.inner.clone());

        if gloss::read(&inside, &mut forms).is_err() {
            assert!(forms.is_empty(), "forms of what is no gloss");
        } else {
            assert!(!forms.is_empty(), "a gloss without a form");
        }
        for form in &forms {
            assert!(!form.chars.is_empty(), "an empty form");
            let bytes = inside.bytes(form.chars.clone());
            assert!(!text[bytes].is_empty(), "a form of no text");
        }
    }
}

/// Every character of a window stands in `within`, behind the one before it.
fn slices(window: &Window, text: &str, within: Range<usize>) {
    let mut end = within.start;
    for glyph in window.glyphs() {
        let place = glyph.start as usize..glyph.end as usize;
        assert!(end <= place.start && place.end <= within.end, "{place:?}");
        assert!(text.get(place.clone()).is_some_and(|its| !its.is_empty()));
        end = place.end;
    }
}
