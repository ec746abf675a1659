//! Any bytes as a glossary: it is refused and left as it was, or mined into without losing what people decided.

#![no_main]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use yongeo::glossary::{Evidence, Glossary, Status};
use yongeo::{Kind, Result};

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("glossary.csv");
    fs::write(&path, bytes).expect("a file in it");
    match mine(&path) {
        Err(_) => assert_eq!(read(&path), bytes, "refused, and yet changed"),
        Ok(decided) => {
            let once = read(&path);
            let again = mine(&path).expect("what mining wrote can be read");
            assert_eq!(again, decided, "lost or changed what people decided");
            assert_eq!(read(&path), once, "the same document changed it again");
        }
    }
});

/// Mines a document of one gloss into the glossary; gives the rows that people had decided about before.
fn mine(path: &Path) -> Result<BTreeSet<[String; 4]>> {
    let mut glossary = Glossary::open(path, &mut |_| {})?;
    let decided = glossary
        .rows()
        .filter(|row| row.status() != Status::Proposed)
        .map(|row| {
            let status = format!("{:?}", row.status());
            [row.concept(), row.english(), row.korean(), &status].map(str::to_owned)
        })
        .collect();
    let evidence = Evidence {
        document: "tensor.txt".into(),
        offset: 6,
        line: 1,
        place: String::new(),
        korean: "텐서".into(),
        english: "tensor".into(),
        kind: Kind::Term,
        language: "en".into(),
        confidence: 0.5,
        context: "텐서(tensor)는 배열을 일반화한 것이다.".into(),
        undecided: None,
    };
    glossary.mine(vec![("tensor.txt".into(), vec![evidence])]);
    glossary.save()?;
    Ok(decided)
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("the glossary is there")
}
