//! Any bytes as a document of every format, and as an archive: no panic, what is masked lies in the text, every byte of it has a place in the
//! file, and what is written is read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yongeo::Document;
use yongeo::source::{Decoded, Format, Limits, Places, decode};

/// No more than this is unpacked.
const LIMITS: Limits = Limits {
    unpacked: 1 << 20,
    ratio: 100,
};

fuzz_target!(|bytes: &[u8]| {
    let Some((&which, bytes)) = bytes.split_first() else {
        return;
    };
    let format = Format::ALL[which as usize % Format::ALL.len()];
    let document = if format.is_packed() {
        Document::unpacked(format, "fuzz", bytes, LIMITS)
    } else {
        let Decoded::Text { text, .. } = decode(bytes.to_vec(), None) else {
            return;
        };
        Document::read_as(format, "fuzz", text)
    };
    if let Ok(document) = document {
        look(&document);
    }
});

fn look(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for mask in &document.masks {
        assert!(end <= mask.range.start, "masks overlap");
        assert!(text.get(mask.range.clone()).is_some());
        end = mask.range.end;
    }
    let mut places = Places::of(document);
    let is_text = (document.origin.as_ref()).is_none_or(|origin| origin.is_text());
    for (at, c) in text.char_indices() {
        places.position(at);
        if is_text {
            assert!(document.source().get(places.offset(at)..).is_some());
        }
        // A letter is replaced by another of its kind.
        if c == '가'
            && let Some(edited) = document.edited([(&(at..at + c.len_utf8()), "나")])
            && document.is_written()
        {
            assert_eq!(edited.text.len(), text.len());
        }
    }
}
