//! Chores of the repository: `cargo xtask help`.

mod dictionary;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use workspace::Workspace;

const HELP: &str = "\
Chores of the yongeo repository

Usage: cargo xtask CHORE

Chores:
  dictionary  Provide the Korean dictionary that is built into yongeo
  help        Print this

The dictionary is fetched by pip (pinned by hash) the first time, then kept in `.dictionary/`.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["dictionary"] => dictionary::provide(&Workspace::here()),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!(
            "no such chore: {} (`cargo xtask help` lists them)",
            other.join(" ")
        ),
    }
}
