//! What a glossary does with evidence and with people's work, from outside: files before, files after.

mod deciding;
mod files;
mod lemma;
mod mining;
mod people;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use yongeo::Kind;
use yongeo::glossary::{Evidence, Glossary, Summary};

/// A document: its name, and `(offset, korean, english)` for each pair.
type Share = (&'static str, Vec<(usize, &'static str, &'static str)>);

fn evidence(document: &str, offset: usize, korean: &str, english: &str) -> Evidence {
    Evidence {
        document: document.to_owned(),
        offset,
        line: 1 + offset / 10,
        place: String::new(),
        korean: korean.to_owned(),
        english: english.to_owned(),
        kind: if english.chars().all(|c| c.is_ascii_uppercase()) {
            Kind::Abbreviation
        } else {
            Kind::Term
        },
        language: "en".to_owned(),
        confidence: 0.5 + (offset % 50) as f32 / 100.0,
        context: format!("이 글에서 말하는 {korean}({english}) 이야기"),
        undecided: None,
    }
}

/// The same where the aligner left something open: candidates with their scores, the last of which it takes
/// for the best.
fn open_evidence(
    document: &str,
    offset: usize,
    candidates: &[(f32, &str)],
    english: &str,
) -> Evidence {
    let cells: Vec<String> = candidates
        .iter()
        .map(|(score, korean)| format!("{score:.2} {korean}"))
        .collect();
    let (_, korean) = candidates[candidates.len() - 1];
    Evidence {
        undecided: format!("{offset:x}\t-2.00\t\t{}", cells.join("\t"))
            .parse()
            .ok(),
        ..evidence(document, offset, korean, english)
    }
}

fn share(name: &str, pairs: &[(usize, &str, &str)]) -> (String, Vec<Evidence>) {
    let evidence = pairs
        .iter()
        .map(|&(offset, korean, english)| evidence(name, offset, korean, english));
    (name.to_owned(), evidence.collect())
}

/// A glossary in a folder of its own.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("glossary.csv")
    }

    fn open(&self) -> Glossary {
        Glossary::open(self.path(), &mut |_| panic!("nobody else is here")).unwrap()
    }

    fn mine(&self, documents: Vec<(String, Vec<Evidence>)>) -> Summary {
        let mut glossary = self.open();
        let summary = glossary.mine(documents);
        glossary.save().unwrap();
        summary
    }

    fn mine_all(&self, shares: &[Share]) -> Summary {
        self.mine(
            shares
                .iter()
                .map(|(name, pairs)| share(name, pairs))
                .collect(),
        )
    }

    fn csv(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn ledger(&self) -> String {
        fs::read_to_string(self.0.path().join("glossary.evidence.csv")).unwrap()
    }

    fn write(&self, csv: &str) {
        fs::write(self.path(), csv).unwrap();
    }

    /// What a person does in an editor.
    fn replace(&self, from: &str, to: &str) {
        let csv = self.csv();
        assert_eq!(csv.matches(from).count(), 1, "{from:?} in\n{csv}");
        self.write(&csv.replace(from, to));
    }

    /// The rows without the header.
    fn rows(&self) -> Vec<String> {
        self.csv().lines().skip(1).map(str::to_owned).collect()
    }
}

fn consortium() -> Share {
    (
        "a.txt",
        vec![
            (10, "콘소시엄", "consortium"),
            (90, "콘소시엄", "Consortium"),
            (200, "클라우드", "cloud"),
        ],
    )
}
