//! Learns the tables of the aligner from data. `cargo xtask train` calls it.

mod transliteration;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["transliteration", list] => match std::fs::read_to_string(list) {
            Ok(text) => {
                print!("{}", transliteration::learn(&text));
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{list}: {error}");
                ExitCode::from(2)
            }
        },
        ["transliteration", "--evaluate", list] => {
            transliteration::evaluate(&std::fs::read_to_string(list).unwrap_or_default());
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!(
                "usage: yongeo-train transliteration LIST.tsv > src/align/transliteration.tsv"
            );
            ExitCode::from(2)
        }
    }
}
