//! `yongeo completions`

use clap::CommandFactory;

use super::definitions::{Cli, Completions};
use super::{Status, Stop, output};

/// Prints the completion script of a shell.
pub fn run(arguments: &Completions) -> Result<Status, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "yongeo", &mut script);
    output::print(&script)?;
    Ok(Status::Done)
}
