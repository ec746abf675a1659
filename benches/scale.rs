//! How mining grows: with the number of terms, and with that of places in the ledger.
//!
//! `cargo bench --bench scale` prints two tables. Each line is measured in a process of its own, so that its peak memory is
//! its own; times are of this run and machine, what matters is how they grow.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use yongeo::Kind;
use yongeo::glossary::{Evidence, Glossary};

const TERMS: [usize; 4] = [1_000, 10_000, 100_000, 200_000];
const PLACES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

fn main() {
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["terms", count] => terms(count.parse().expect("a number")),
        ["write", count, folder] => write(count.parse().expect("a number"), Path::new(folder)),
        ["rewrite", folder] => rewrite(Path::new(folder)),
        _ => all(),
    }
}

/// Both tables.
fn all() {
    println!("merging   terms   seconds   MB at most   µs a term");
    for count in TERMS {
        own_process(&["terms", &count.to_string()]);
    }
    println!(
        "\nledger   places   MB file   read s   MB read   mine one document s   MB mined   save s   MB at most"
    );
    for count in PLACES {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().display().to_string();
        own_process(&["write", &count.to_string(), &path]);
        own_process(&["rewrite", &path]);
    }
}

fn own_process(arguments: &[&str]) {
    let program = env::current_exe().expect("a path of its own");
    let status = Command::new(program).args(arguments).status();
    assert!(status.is_ok_and(|status| status.success()), "{arguments:?}");
}

/// Groups so many distinct terms, a third of which are spellings of others.
fn terms(count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut glossary = open(folder.path());
    let evidence = (0..count).map(|at| place("a.txt", at, at)).collect();
    let start = Instant::now();
    glossary.mine(vec![("a.txt".to_owned(), evidence)]);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{count:>15} {seconds:>9.2} {:>12.0} {:>11.1}",
        peak(),
        1e6 * seconds / count as f64
    );
}

/// Writes a ledger of so many places, a hundred a document.
fn write(count: usize, folder: &Path) {
    let mut glossary = open(folder);
    let documents = (0..count.div_ceil(100)).map(|document| {
        let name = format!("docs/{document}.txt");
        // Few terms are frequent, many are rare.
        let places = (0..100).map(|at| {
            let number = document * 100 + at;
            place(
                &name,
                at,
                (number * 7919) % (1 + number / 4).min(1 + at * at * 5),
            )
        });
        (name.clone(), places.collect())
    });
    let documents = documents.collect();
    glossary.mine(documents);
    glossary.save().expect("written");
}

/// Reads a glossary and its ledger, mines one document anew, and saves.
fn rewrite(folder: &Path) {
    let bytes = |name: &str| fs::metadata(folder.join(name)).map_or(0, |file| file.len());
    let size = bytes("glossary.evidence.csv") as f64 / 1e6;
    let start = Instant::now();
    let mut glossary = open(folder);
    let read = start.elapsed().as_secs_f64();
    let (places, peak_read) = (glossary.occurrences(), peak());
    let changed = (0..50).map(|at| place("docs/1.txt", at, at + 3)).collect();
    let start = Instant::now();
    glossary.mine(vec![("docs/1.txt".to_owned(), changed)]);
    let (mined, peak_mined) = (start.elapsed().as_secs_f64(), peak());
    let start = Instant::now();
    glossary.save().expect("written");
    let saved = start.elapsed().as_secs_f64();
    println!(
        "{places:>15} {size:>9.1} {read:>8.2} {peak_read:>9.0} {mined:>21.2} {peak_mined:>10.0} {saved:>8.2} {:>12.0}",
        peak()
    );
}

fn open(folder: &Path) -> Glossary {
    Glossary::open(folder.join("glossary.csv"), &mut |_| ()).expect("opened")
}

/// One place of a made-up term.
fn place(document: &str, offset: usize, term: usize) -> Evidence {
    let (english, korean) = (english(term), korean(term));
    let context = format!(
        "{}에서 말하는 {korean}({english})에 관한 {} 이야기를 {}로 옮긴다",
        self::korean(term * 31 + offset),
        self::korean(offset * 17 + 5),
        self::korean(term + offset),
    );
    Evidence {
        document: document.to_owned(),
        offset: 80 * offset,
        line: offset + 1,
        place: String::new(),
        undecided: format!(
            "{:08x}\t-1.20\t-4.00\t0.40 {} {korean}\t3.10 {korean}",
            (term * 0x9e37 + offset) as u32,
            self::korean(offset + 3)
        )
        .parse()
        .ok(),
        korean,
        english,
        kind: Kind::Term,
        language: "en".to_owned(),
        confidence: 0.9,
        context,
    }
}

/// A made-up English term; every third is the plural or the capitalized spelling of the one before.
fn english(term: usize) -> String {
    let stem = term - term % 3 / 2;
    let word = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..3 {
            word.push(char::from(b"bdfgklmnprtvz"[number % 13]));
            number /= 13;
            word.push(char::from(b"aeiou"[number % 5]));
            number /= 5;
        }
        word
    };
    let name = format!("{} {}", word(stem), word(stem / 50 + 7));
    if stem == term { name } else { name + "s" }
}

/// A made-up Korean term, spelled otherwise where the English is.
fn korean(term: usize) -> String {
    let stem = term - term % 3 / 2;
    let vowel = if stem == term { 0 } else { 4 };
    let syllable = |number: usize| {
        let (initial, last) = (number % 19, number / 19 % 2 * 4);
        char::from_u32(0xac00 + (initial * 588 + vowel * 28 + last) as u32).unwrap_or('가')
    };
    [stem, stem / 38, stem / 1444, stem / 54872]
        .map(syllable)
        .into_iter()
        .collect()
}

/// The most memory that this process had, in MB; where the system does not tell, nothing.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1e3)
}
