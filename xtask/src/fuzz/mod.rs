//! Running the fuzz targets with cargo-fuzz, on the stable toolchain and without installing anything globally.

mod corpus;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::workspace::{Workspace, run};

/// The version that `fuzz/` was tried with.
const CARGO_FUZZ: &str = "0.13.2";
/// An input that takes longer than this (seconds) counts as a failure.
const TIMEOUT: u32 = 10;

/// How much memory a target may take, in MB.
const MEMORY: u32 = 2048;

/// Runs these targets, or all if none is named, for so many seconds each, starting from real files; stops at the first failure.
pub(crate) fn run_all(workspace: &Workspace, seconds: u32, named: &[&str]) -> Result<()> {
    let mut targets = targets(workspace)?;
    if let Some(unknown) = named
        .iter()
        .find(|name| !targets.iter().any(|it| it == *name))
    {
        bail!(
            "no such fuzz target: {unknown} (there are {})",
            targets.join(", ")
        );
    }
    targets.retain(|target| named.is_empty() || named.contains(&&**target));
    let cargo_fuzz = provide_cargo_fuzz(workspace)?;
    let build = workspace.root().join("target").join("fuzz");
    for target in targets {
        let corpus = build.join("corpus").join(&target);
        let made = build.join("samples").join(&target);
        for folder in [&corpus, &made] {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        let mut fuzz = workspace.command(&cargo_fuzz.to_string_lossy());
        // Sanitizers and coverage are unstable flags, which the stable compiler takes when told so.
        fuzz.env("RUSTC_BOOTSTRAP", "1");
        fuzz.args(["run", &target]);
        fuzz.arg("--target-dir").arg(build.join("build"));
        // New inputs go into the first folder; the others are only read.
        fuzz.arg(&corpus);
        fuzz.args(corpus::samples(workspace.root(), &target, &made)?);
        fuzz.args(["--", &format!("-max_total_time={seconds}")]);
        fuzz.arg(format!("-timeout={TIMEOUT}"));
        fuzz.arg(format!("-rss_limit_mb={MEMORY}"));
        // Not every new input, but how many there were.
        fuzz.args(["-verbosity=0", "-print_final_stats=1"]);
        run(&mut fuzz)?;
    }
    Ok(())
}

/// One target a file in `fuzz/fuzz_targets`, in the order of their names.
fn targets(workspace: &Workspace) -> Result<Vec<String>> {
    let folder = workspace.root().join("fuzz").join("fuzz_targets");
    let mut targets = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "rs")
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            targets.push(name.to_owned());
        }
    }
    if targets.is_empty() {
        bail!("{}: no fuzz targets", folder.display());
    }
    targets.sort();
    Ok(targets)
}

/// The path of cargo-fuzz, which is installed under `target/` if it is not there.
fn provide_cargo_fuzz(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.root().join("target").join("tools");
    let cargo_fuzz = tools
        .join("bin")
        .join("cargo-fuzz")
        .with_extension(std::env::consts::EXE_EXTENSION);
    if !cargo_fuzz.is_file() {
        let mut install = workspace.cargo();
        install.args(["install", "cargo-fuzz", "--version", CARGO_FUZZ, "--locked"]);
        run(install.arg("--root").arg(tools))?;
    }
    Ok(cargo_fuzz)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_a_binary_of_the_fuzz_crate() {
        let workspace = Workspace::here();
        let manifest = workspace.root().join("fuzz").join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).expect("the fuzz crate's manifest");
        for target in targets(&workspace).expect("there are targets") {
            assert!(
                manifest.contains(&format!("name = \"{target}\"")),
                "{target}"
            );
        }
    }
}
