//! Any bytes as an archive or a compressed file, with whatever documents lie in it: no panic, and no more comes out than may. The first line of an
//! input is the name of the file.

#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use yongeo::source::{Input, Reader, Reading};
use yongeo_fuzz::{LIMITS, look, named};

fuzz_target!(|input: &[u8]| {
    let Some((name, bytes)) = named(input) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    fs::write(&file, bytes).expect("a file in it");
    let input = Input {
        name: name.to_owned(),
        file: Some(file),
        named: true,
    };
    let mut size = 0;
    Reader::default()
        .with_limits(LIMITS)
        .each(&input, &mut |read| {
            if let Ok(Reading::Document { document, .. }) = read {
                size += document.source().len() as u64;
                look(&document, None);
            }
        });
    // Text of other encodings than UTF-8 grows by less than three.
    assert!(size <= 3 * 16 * LIMITS.unpacked, "{size} bytes");
});
