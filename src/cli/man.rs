//! `yongeo man`

use std::fs;

use clap::CommandFactory;
use yongeo::Error;

use super::definitions::{Cli, Man};
use super::{Status, Stop, output};

/// Prints the manual page of the program, or writes those of all subcommands into a folder.
pub fn run(arguments: &Man) -> Result<Status, Stop> {
    let command = Cli::command();
    if let Some(folder) = &arguments.output {
        fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .map_err(|error| Error::new(error.to_string()).in_file(folder))?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        output::print(&page)?;
    }
    Ok(Status::Done)
}
