//! Where the repository lies, and running commands in it so that a reader sees what runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The repository.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The repository that this program was built in.
    pub(crate) fn here() -> Self {
        let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self {
            root: crate_folder.parent().unwrap_or(crate_folder).to_path_buf(),
        }
    }

    /// The folder that holds the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A command that will run at the repository's root.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo that started this program, so that a `+toolchain` holds for what it starts in turn. What it told this program
    /// of its own package is not passed on: build scripts (ring's) look at those variables, and everything behind them would be
    /// built anew each time a chore and a person build in turn.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = self.command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                cargo.env_remove(&*name);
            }
        }
        cargo
    }
}

/// Runs the command where people see it, after saying which one; what it prints is its own affair.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = command_line(command);
    eprintln!("$ {line}");
    let status = command
        .status()
        .with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs the command silently and gives what it wrote to standard output.
pub(crate) fn output_of(command: &mut Command) -> Result<Vec<u8>> {
    let line = command_line(command);
    let output = command
        .output()
        .with_context(|| format!("`{line}` could not be started"))?;
    if !output.status.success() {
        bail!(
            "`{line}` failed ({}):\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    Ok(output.stdout)
}

/// The command as a person would type it.
fn command_line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

#[cfg(test)]
mod tests {
    use std::process::Stdio;

    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        let manifest = std::fs::read_to_string(Workspace::here().root().join("Cargo.toml"))
            .expect("the workspace's manifest");
        assert!(manifest.contains("[workspace]"), "{manifest}");
    }

    #[test]
    fn a_chore_builds_what_a_person_builds() {
        let cargo = Workspace::here().cargo();
        let is_gone = |name: &str| cargo.get_envs().any(|it| it == (name.as_ref(), None));
        assert!(is_gone("CARGO_PKG_NAME") && is_gone("CARGO_MANIFEST_DIR"));
    }

    #[test]
    fn a_failing_command_is_named_with_its_own_words() {
        let error = output_of(Workspace::here().cargo().arg("no-such-subcommand"))
            .expect_err("cargo knows no such subcommand")
            .to_string();
        assert!(
            error.starts_with("`cargo no-such-subcommand` failed"),
            "{error}"
        );
        assert!(error.contains("no such command"), "{error}");
    }

    #[test]
    fn a_command_that_is_watched_fails_with_its_name() {
        let mut rustc = Workspace::here().command("rustc");
        let error = run(rustc.arg("no-such-file.rs").stderr(Stdio::null()))
            .expect_err("there is no such file")
            .to_string();
        assert!(
            error.starts_with("`rustc no-such-file.rs` failed"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = output_of(&mut Command::new("no-such-program-anywhere"))
            .expect_err("there is no such program")
            .to_string();
        assert_eq!(error, "`no-such-program-anywhere` could not be started");
    }
}
