//! Any bytes as a document of any format: no panic, what is masked lies in the text, every byte of it has a place in the file, and what is written is
//! read again. The first line of an input is the name of the file, which says its format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yongeo::Document;
use yongeo::source::{Decoded, Format, decode};
use yongeo_fuzz::{LIMITS, look, named};

fuzz_target!(|input: &[u8]| {
    let Some((name, bytes)) = named(input) else {
        return;
    };
    let format = Format::of(name);
    if format.is_packed() {
        if let Ok(document) = Document::unpacked(format, name, bytes, LIMITS) {
            look(&document, Some(bytes));
        }
        return;
    }
    let Decoded::Text { text, .. } = decode(bytes.to_vec(), None) else {
        return;
    };
    if let Ok(document) = Document::read_as(format, name, text) {
        look(&document, None);
    }
});
