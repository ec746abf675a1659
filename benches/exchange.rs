//! How fast are glossaries of 200,000 concepts exported and imported?
//!
//! `cargo bench --bench exchange` prints a line for each format. Export and import are measured in a process of their own, from the
//! start of reading to the end of writing, so that their peak memory is their own; times are of this run and machine.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use yongeo::exchange::{Export, Format, Options, Reading, import};
use yongeo::glossary::{Sheet, take_in};

const CONCEPTS: usize = 200_000;
const FORMATS: [&str; 9] = [
    "csv", "json", "tbx", "tbx-v2", "tmx", "xlsx", "memoq", "omegat", "markdown",
];

fn main() {
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["export", format, folder] => write(format, Path::new(folder)),
        ["import", format, folder] => read(format, Path::new(folder)),
        _ => all(),
    }
}

fn all() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("glossary.csv"), glossary()).expect("a disk");
    let path = folder.path().display().to_string();
    println!("{CONCEPTS} concepts     MB    export s   MB at most    import s   MB at most");
    for format in FORMATS {
        for step in ["export", "import"] {
            let program = env::current_exe().expect("a path of its own");
            let status = Command::new(program).args([step, format, &path]).status();
            assert!(
                status.is_ok_and(|status| status.success()),
                "{step} {format}"
            );
        }
    }
}

/// Concepts with one to three Korean terms, as a glossary has that people have worked on.
fn glossary() -> String {
    let mut csv = "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain\n".to_owned();
    for number in 0..CONCEPTS {
        let syllable = |at: usize| char::from_u32(0xac00 + (at % 11_172) as u32).unwrap_or('가');
        let word: String = [number, number / 7, number / 83]
            .map(syllable)
            .iter()
            .collect();
        let row = |csv: &mut String, korean: &str, status: &str, note: &str| {
            writeln!(
                csv,
                "term-{number},term {number},{korean},term,en,{status},3,2,0.98,{note},컴퓨팅"
            )
            .expect("memory");
        };
        row(&mut csv, &word, "preferred", "");
        if number % 5 == 0 {
            row(&mut csv, &format!("{word} 체계"), "deprecated", "줄여 쓴다");
        }
    }
    csv
}

fn write(format: &str, folder: &Path) {
    let start = Instant::now();
    let sheet = Sheet::read(folder.join("glossary.csv")).expect("a glossary");
    let format = Format::named(format).expect("a format");
    let export = Export::plan(&sheet, format, Options::default(), &[]);
    let path = folder.join(format.name);
    let mut out = BufWriter::new(fs::File::create(&path).expect("a file"));
    export.write(&mut out).expect("a disk");
    out.flush().expect("a disk");
    drop(out);
    let seconds = start.elapsed().as_secs_f64();
    let size = fs::metadata(&path).expect("a file").len();
    print!(
        "{:<16} {:8.1} {seconds:11.2} {:12.0}",
        format.name,
        size as f64 / 1e6,
        peak()
    );
}

fn read(format: &str, folder: &Path) {
    let start = Instant::now();
    let bytes = fs::read(folder.join(format)).expect("a file");
    let Ok((imported, _)) = import(bytes, &Reading::default()) else {
        println!("    is only written");
        return;
    };
    let glossary = folder.join(format!("{format}.csv"));
    let taken = take_in(glossary, imported.into(), true, &mut |_| ()).expect("a glossary");
    println!(
        " {:11.2} {:12.0}   {} rows",
        start.elapsed().as_secs_f64(),
        peak(),
        taken.rows
    );
}

/// The most memory that this process has had, in MB; Linux tells it.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1e3)
}
