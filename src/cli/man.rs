//! `yongeo man`

use std::fs;
use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man as Page;
use yongeo::Error;

use super::definitions::{Cli, Man};
use super::{Status, Stop, output};

/// Prints the manual page of the program, or writes those of all subcommands into a folder.
pub fn run(arguments: &Man) -> Result<Status, Stop> {
    // A page on `yongeo help` helps nobody.
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    if let Some(folder) = &arguments.output {
        let subcommands = command.get_subcommands();
        fs::create_dir_all(folder)
            .and_then(|()| {
                std::iter::once(&command)
                    .chain(subcommands)
                    .try_for_each(|command| {
                        let name = Page::new(command.clone()).get_filename();
                        fs::write(folder.join(name), page(command)?)
                    })
            })
            .map_err(|error| Error::new(error.to_string()).in_file(folder))?;
    } else {
        output::print(&page(&command)?)?;
    }
    Ok(Status::Done)
}

/// The manual page of a command. Its examples keep their lines, which `clap_mangen` would fill, and its
/// synopsis is the usage of `--help`: `clap_mangen` would leave out what options take.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let after = command.get_after_help().map(ToString::to_string);
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let mut page = Vec::new();
    Page::new(
        command
            .clone()
            .after_help(None::<&str>)
            .override_usage(usage),
    )
    .source(concat!("yongeo ", env!("CARGO_PKG_VERSION")))
    .render(&mut page)?;
    if let Some(after) = after {
        page.extend_from_slice(b".SH EXAMPLES\n.nf\n");
        for line in after.lines().filter(|&line| line != "Examples:") {
            // To roff, a line that begins so is a command, and a bare hyphen may become a dash.
            let line = line.replace('\\', "\\e").replace('-', "\\-");
            let guard = if line.starts_with(['.', '\'']) {
                "\\&"
            } else {
                ""
            };
            page.extend_from_slice(format!("{guard}{line}\n").as_bytes());
        }
        page.extend_from_slice(b".fi\n");
    }
    Ok(page)
}
