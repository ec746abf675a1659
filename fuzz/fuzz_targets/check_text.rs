//! Any bytes as a document that is checked with a small glossary, as plain text and as Markdown: no panic, everything found and every
//! edit slices the text, and what has been mended has nothing left to mend.

#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yongeo::check::{Checker, Fixes, RULES, Terms, mended};
use yongeo::config::Config;
use yongeo::glossary::Sheet;
use yongeo::source::{Decoded, decode};
use yongeo::{Document, Extractor, Level};

const GLOSSARY: &str = "\
concept,english,korean,status,reading,case,compounds
buffer,buffer,완충 공간,preferred,,,
buffer,buffer,버퍼,deprecated,,,
cpp,C++,C++,preferred,시플러스플러스,,
github,GitHub,GitHub,preferred,깃허브,yes,
lock,lock,잠금,preferred,,,
lock,lock,락,deprecated,,,
log,log,기록,preferred,,,
log,log,로그,deprecated,,,yes
machine-learning,machine learning,머신 러닝,preferred,,,
message,message,메시지,preferred,,,
message,message,메세지,proposed,,,
tensor,tensor,텐서,preferred,,,
tunnel,tunnel,터널,preferred,,,
tunnel,tunnel,굴길,deprecated,,,
";

/// How often a text is mended until nothing is left, as the command does it.
const ROUNDS: usize = 8;

/// With all rules on.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("terms.csv");
    fs::write(&path, GLOSSARY).expect("a file in it");
    let sheet = Sheet::read(&path).expect("a glossary");
    let config = RULES.iter().fold(Config::default(), |config, rule| {
        config.with_level(rule.name, rule.level.or(Some(Level::Warning)))
    });
    let extractor = Extractor::new(None).expect("the dictionary is built in");
    Checker::new(Terms::new(&[sheet], |_| true), extractor, config)
});

fuzz_target!(|bytes: &[u8]| {
    let Decoded::Text { text, .. } = decode(bytes.to_vec(), None) else {
        return;
    };
    for path in ["fuzz.txt", "fuzz.md"] {
        for which in [Fixes::Safe, Fixes::All] {
            mend(Document::new(path, text.as_str()), which);
        }
    }
});

fn mend(mut document: Document, which: Fixes) {
    for _ in 0..ROUNDS {
        let Some(text) = once(&document, which) else {
            return;
        };
        document = Document::new(document.path, text);
    }
    let again = once(&document, which);
    assert_eq!(again, None, "mended again: {:?}", document.text);
}

/// The text with what was found in it mended.
fn once(document: &Document, which: Fixes) -> Option<String> {
    let text = document.text.as_str();
    let checked = CHECKER.check(document);
    for (range, name) in &checked.unknown {
        assert_eq!(text.get(range.clone()), Some(&**name));
    }
    for one in &checked.diagnostics {
        assert!(text.get(one.range.clone()).is_some(), "{one:?}");
        let mut end = 0;
        for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(end <= edit.range.start, "edits overlap: {one:?}");
            assert!(text.get(edit.range.clone()).is_some(), "{one:?}");
            end = edit.range.end;
        }
    }
    mended(text, &checked.diagnostics, which).map(|mended| mended.text)
}
