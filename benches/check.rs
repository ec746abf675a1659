//! How fast is checking, with glossaries of 2,000 and of 50,000 concepts, and what do programs need that look for less?
//!
//! `cargo bench --bench check -- FOLDER` checks the text files of a folder. The concepts are made from the word lists of
//! `src/lexicon`, so that a text meets them about as often as it meets words: each English word is a concept, its first Korean
//! word is preferred and the others are admitted. Times are the best of five runs, taken in turns; what a program prints is thrown
//! away. `rg -F -f` is given all Korean terms and finds the lines that hold one; `typos` looks for misspelt English. They
//! are left out where they are missing. Mining alone is the part of checking that `unknown-term` needs, on the same threads. Other
//! work on the machine makes the figures worthless.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use yongeo::check::{Checker, Terms};
use yongeo::config::Config;
use yongeo::glossary::Sheet;
use yongeo::{Document, Extractor};

const CONCEPTS: [usize; 2] = [2_000, 50_000];
const RUNS: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|word| word != "--bench");
    let Some(texts) = arguments.next().map(PathBuf::from) else {
        println!("left out: it needs a folder of texts (`cargo bench --bench check -- FOLDER`)");
        return;
    };
    let paths = text_files(&texts);
    let documents: Vec<Document> = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("UTF-8");
            Document::new(path.display().to_string(), text)
        })
        .collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!(
        "{:.1} MB of text, {} threads; the load was {}\n",
        megabytes(bytes),
        rayon::current_num_threads(),
        load().unwrap_or_else(|| "not told".to_owned()),
    );
    let folder = tempfile::tempdir().expect("a folder");
    for count in CONCEPTS {
        let (glossary, terms) = write(folder.path(), count);
        within(&glossary, &documents, bytes);
        beside(&glossary, &terms, &paths, bytes);
    }
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The load of the machine over the last minute.
fn load() -> Option<String> {
    let told = fs::read_to_string("/proc/loadavg").ok()?;
    told.split(' ').next().map(str::to_owned)
}

fn text_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of texts");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
        .collect();
    paths.sort();
    paths
}

/// English words with their Korean ones.
fn words() -> Vec<(String, Vec<String>)> {
    let list = |text: &'static str| text.lines().filter_map(|line| line.split_once('\t'));
    // Words stand between spaces, with `_` for spaces of their own, and some have a weight behind `:`.
    let word = |word: &str| word.split(':').next().unwrap_or_default().replace('_', " ");
    let words = |words: &str| -> Vec<String> {
        let words = words.split(' ').map(word);
        words.filter(|word| !word.is_empty()).collect()
    };
    let english = [
        include_str!("../src/lexicon/curated.tsv"),
        include_str!("../src/lexicon/learned.tsv"),
        include_str!("../src/lexicon/acronyms.tsv"),
    ];
    let english = english.into_iter().flat_map(list);
    let english = english.map(|(english, koreans)| (english.to_owned(), words(koreans)));
    // This one is by its Korean names.
    let countries = list(include_str!("../src/lexicon/countries.tsv"))
        .filter_map(|(korean, english)| Some((words(english).pop()?, vec![korean.to_owned()])));
    english
        .chain(countries)
        .filter(|(english, koreans)| {
            !english.starts_with('-') && !english.ends_with('-') && !koreans.is_empty()
        })
        .collect()
}

/// A glossary of so many concepts, and a file with its Korean terms, a line each.
fn write(folder: &Path, concepts: usize) -> (PathBuf, PathBuf) {
    let mut words = words();
    words.sort();
    words.dedup_by(|a, b| a.0 == b.0);
    assert!(words.len() >= concepts, "there are {} only", words.len());
    let [glossary, list] = ["csv", "txt"].map(|suffix| folder.join(format!("{concepts}.{suffix}")));
    let mut csv = csv::Writer::from_path(&glossary).expect("a file");
    csv.write_record(["concept", "english", "korean", "status"])
        .expect("a file");
    let mut terms = HashSet::new();
    for number in 0..concepts {
        let (english, koreans) = &words[number * words.len() / concepts];
        for (at, korean) in koreans.iter().enumerate() {
            let status = if at == 0 { "preferred" } else { "admitted" };
            csv.write_record([&number.to_string(), english, korean, status])
                .expect("a file");
            terms.insert(korean.as_str());
        }
    }
    let mut terms: Vec<&str> = terms.into_iter().collect();
    terms.sort_unstable();
    csv.flush().expect("a file");
    fs::write(&list, terms.join("\n")).expect("a file");
    (glossary, list)
}

/// What loading and checking take without the program around them.
fn within(glossary: &Path, documents: &[Document], bytes: usize) {
    let load = best(|| {
        let sheet = Sheet::read(glossary).expect("a glossary");
        Terms::new(&[sheet], |_| true).concepts()
    });
    let terms = Terms::new(&[Sheet::read(glossary).expect("a glossary")], |_| true);
    let concepts = terms.concepts();
    let extractor = Extractor::new(None).expect("a dictionary");
    let mining = best(|| {
        let pairs = documents.iter().map(|one| extractor.extract(one).len());
        pairs.sum::<usize>()
    });
    let checker = Checker::new(terms, extractor, Config::default());
    let [mut found, mut diagnostics] = [0; 2];
    let seconds = best(|| {
        [found, diagnostics] = [0; 2];
        for document in documents {
            let one = checker.check(document);
            found += one.terms;
            diagnostics += one.diagnostics.len();
        }
    });
    println!("{concepts} concepts");
    println!(
        "  loading the glossary, ms                   {:9.1}",
        load * 1e3
    );
    println!("  terms found                                {found:9}");
    // Over all runs, since what was asked once is known in the next.
    let share = |count: usize| 100.0 * count as f64 / found.max(1) as f64;
    println!(
        "  of them looked up in the dictionary, %     {:9.2}",
        share(checker.looked_up())
    );
    println!(
        "  of them analysed, %                        {:9.2}",
        share(checker.analysed())
    );
    println!("  diagnostics                                {diagnostics:9}");
    println!(
        "  checking alone, MB/s                       {:9.1}",
        megabytes(bytes) / seconds
    );
    println!(
        "  mining alone, MB/s                         {:9.1}",
        megabytes(bytes) / mining
    );
    println!(
        "  a term, µs                                 {:9.2}",
        1e6 * seconds / found.max(1) as f64
    );
}

/// The program beside others, each whole: started, the glossary read, the texts read, everything printed.
fn beside(glossary: &Path, terms: &Path, texts: &[PathBuf], bytes: usize) {
    let mut check = Command::new(env!("CARGO_BIN_EXE_yongeo"));
    check.args(["check", "--format", "jsonl", "--glossary"]);
    check.arg(glossary).args(texts);
    let mut rg = Command::new("rg");
    rg.args(["-F", "-f"]).arg(terms).args(texts);
    let mut typos = Command::new("typos");
    typos.args(["--format", "json"]).args(texts);
    let mut all = [("yongeo check", check), ("rg -F -f", rg), ("typos", typos)];
    let mut times = [f64::INFINITY; 3];
    for _ in 0..RUNS {
        for ((name, command), time) in all.iter_mut().zip(&mut times) {
            *time = time.min(seconds_of(name, command));
        }
    }
    for ((name, _), time) in all.iter().zip(times) {
        if time.is_finite() {
            println!(
                "  {name:<36} MB/s  {:9.1}   time of yongeo / its time {:6.2}",
                megabytes(bytes) / time,
                times[0] / time
            );
        } else {
            println!("  {name:<36} is not installed");
        }
    }
    println!();
}

/// The seconds that a command takes; without end where there is none.
fn seconds_of(name: &str, command: &mut Command) -> f64 {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let Ok(status) = command.status() else {
        return f64::INFINITY;
    };
    // All of them say with 1 or 2 that they found something.
    assert!(
        status.code().is_some_and(|code| code <= 2),
        "{name}: {status}"
    );
    start.elapsed().as_secs_f64()
}

fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}
