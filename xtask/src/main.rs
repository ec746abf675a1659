//! Chores of the repository: `cargo xtask help`.

mod dictionary;
mod fuzz;
mod interop;
mod train;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};

use workspace::{Workspace, run};

const HELP: &str = "\
Chores of the yongeo repository

Usage: cargo xtask CHORE

Chores:
  demo                Mine seeds/ into glossary/glossary.csv and show the glossary
  test [ARGS]         Run all tests; ARGS go to `cargo test`
  test --interop      Let other programs (OmegaT, LibreOffice, translate-toolkit, jing) read what
                      `yongeo export` writes; installs them where it can
  dictionary          Only provide the Korean dictionary, which the others do by themselves
  train TABLE [DATA]  Learn a table of the aligner anew: transliteration LIST, lexicon [PARALLEL],
                      weights [--texts FOLDER] GOLD...; `weights --cross-validate GOLD [MORE...]`
                      and `transliteration --evaluate LIST` measure, `figures FOLDER GOLD [MORE...]`
                      puts what was measured into docs/alignment.md
  fuzz [--seconds N] [TARGET...]
                      Feed made-up input to these fuzz targets, or all of them, a minute each
                      unless told
  help                Print this

The dictionary is fetched with pip (pinned by hash) the first time and then kept in .dictionary/.
";

/// How long each fuzz target runs unless told.
const FUZZ_SECONDS: u32 = 60;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match Chore::parse(&arguments).and_then(|chore| chore.run(&Workspace::here())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// What can be asked for.
#[derive(Debug, PartialEq, Eq)]
enum Chore<'a> {
    Help,
    Dictionary,
    Test(&'a [&'a str]),
    Interop,
    Demo,
    Train(&'a [&'a str]),
    Fuzz {
        seconds: u32,
        targets: &'a [&'a str],
    },
}

impl<'a> Chore<'a> {
    fn parse(arguments: &'a [&'a str]) -> Result<Self> {
        Ok(match arguments {
            [] | ["help" | "--help" | "-h"] => Self::Help,
            ["dictionary"] => Self::Dictionary,
            ["test", "--interop"] => Self::Interop,
            ["test", its_own @ ..] => Self::Test(its_own),
            ["demo"] => Self::Demo,
            ["train", its_own @ ..] => Self::Train(its_own),
            ["fuzz", "--seconds", seconds, targets @ ..] => match seconds.parse() {
                Ok(seconds) if seconds > 0 => Self::Fuzz { seconds, targets },
                _ => bail!("--seconds takes a whole number above 0, not {seconds}"),
            },
            ["fuzz", targets @ ..] if targets.iter().any(|one| one.starts_with('-')) => {
                bail!("fuzz [--seconds N] [TARGET...], in this order")
            }
            ["fuzz", targets @ ..] => Self::Fuzz {
                seconds: FUZZ_SECONDS,
                targets,
            },
            other => bail!(
                "no such chore: {} (`cargo xtask help` lists them)",
                other.join(" ")
            ),
        })
    }

    fn run(self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::Help => print!("{HELP}"),
            Self::Dictionary => dictionary::provide(workspace)?,
            Self::Test(its_own) => {
                dictionary::provide(workspace)?;
                run(workspace
                    .cargo()
                    .args(["test", "--workspace"])
                    .args(its_own))?;
            }
            Self::Interop => {
                dictionary::provide(workspace)?;
                interop::run_all(workspace)?;
            }
            Self::Demo => {
                dictionary::provide(workspace)?;
                let mut mine = workspace.cargo();
                mine.args(["run", "--release", "--package", "yongeo", "--"]);
                // Named, so that it is begun where somebody has deleted it.
                let glossary = Path::new("glossary").join("glossary.csv");
                mine.args(["mine", "--print", "--glossary"]).arg(&glossary);
                run(mine.arg("seeds"))?;
                let glossary = workspace.root().join(glossary);
                println!("\nThe glossary: {}", glossary.display());
            }
            Self::Train(its_own) => {
                dictionary::provide(workspace)?;
                train::run(workspace, its_own)?;
            }
            Self::Fuzz { seconds, targets } => {
                dictionary::provide(workspace)?;
                fuzz::run_all(workspace, seconds, targets)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chore_of_the_help_is_known() {
        for line in HELP.lines() {
            // Two spaces, the chore's name, then either its arguments or at least two spaces.
            let Some(chore) = line.strip_prefix("  ") else {
                continue;
            };
            if chore.starts_with(' ') {
                continue;
            }
            let name = chore.split(' ').next().unwrap_or_default();
            assert!(Chore::parse(&[name]).is_ok(), "{name}");
        }
    }

    #[test]
    fn arguments_are_understood() {
        for (arguments, chore) in [
            (&[][..], Chore::Help),
            (&["test"], Chore::Test(&[])),
            (&["test", "-p", "xtask"], Chore::Test(&["-p", "xtask"])),
            (&["test", "--interop"], Chore::Interop),
            (
                &["fuzz"],
                Chore::Fuzz {
                    seconds: 60,
                    targets: &[],
                },
            ),
            (
                &["fuzz", "--seconds", "5", "read_parts"],
                Chore::Fuzz {
                    seconds: 5,
                    targets: &["read_parts"],
                },
            ),
        ] {
            assert_eq!(Chore::parse(arguments).expect("a chore"), chore);
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let reason = |arguments: &[&str]| {
            Chore::parse(arguments)
                .expect_err("not a chore")
                .to_string()
        };
        assert!(reason(&["tset"]).starts_with("no such chore: tset ("));
        assert!(reason(&["demo", "now"]).starts_with("no such chore: demo now ("));
        assert!(reason(&["fuzz", "--seconds", "0"]).ends_with("not 0"));
        assert!(reason(&["fuzz", "--seconds", "long"]).ends_with("not long"));
        for arguments in [
            &["fuzz", "--seconds"][..],
            &["fuzz", "read_parts", "--seconds", "5"],
        ] {
            assert!(reason(arguments).starts_with("fuzz [--seconds N]"));
        }
    }
}
