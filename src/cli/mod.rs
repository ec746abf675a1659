//! The command line: clap's definitions, and one thin file per subcommand.
//!
//! Results go to standard output, everything else to standard error. What fails is said, the rest
//! is still done, and the [`Status`] tells at the end.

mod across;
mod check;
mod check_configuration;
mod check_diff;
mod check_documents;
mod check_fix;
mod check_terms;
mod completions;
mod definitions;
mod eval;
mod examples;
mod explain;
mod export;
mod extract;
mod forget;
mod formats;
mod import;
mod init;
mod inputs;
mod interrupt;
mod lint;
mod man;
mod merge;
mod messages;
mod mine;
mod ordered;
mod output;
mod overview;
mod progress;
mod report;
mod rules;
mod set;
mod show;
mod status;
mod which_glossary;

use std::panic;
use std::thread;

use clap::Parser;

use definitions::{Cli, Command};
pub use status::Status;

/// What stops a subcommand before its end.
#[derive(Debug)]
pub enum Stop {
    /// Something that was asked for could not be done.
    Failed(yongeo::Error),
    /// Standard output takes no more: a closed pipe is no failure of ours.
    Output(std::io::Error),
}

impl From<yongeo::Error> for Stop {
    fn from(error: yongeo::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// Parses the arguments and runs the subcommand.
pub fn run() -> Status {
    let cli = Cli::parse();
    // What is wrong with a PDF is said as an error of that file.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() != Some(yongeo::source::PDF_THREAD) {
            usual(panic);
        }
    }));
    cli.color.choice().write_global();
    if writes(&cli.command) {
        interrupt::watch();
    }
    let done = match &cli.command {
        Command::Extract(arguments) => extract::run(arguments),
        Command::Mine(arguments) => mine::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Formats => formats::run(),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Forget(arguments) => forget::run(arguments),
        Command::Status(arguments) => overview::run(arguments),
        Command::Set(arguments) => set::run(arguments),
        Command::Lint(arguments) => lint::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Eval(arguments) => eval::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    };
    match done {
        Ok(status) => status,
        Err(Stop::Failed(error)) => {
            messages::error(&error);
            Status::Failed
        }
        // As `head` closes it after ten lines: whoever reads has what they want.
        Err(Stop::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Status::Done,
        Err(Stop::Output(error)) => {
            let error = yongeo::Error::new(error.to_string()).in_file("standard output");
            messages::error(&error);
            Status::Failed
        }
    }
}

/// Whether files are written, of which some could be half there.
fn writes(command: &Command) -> bool {
    match command {
        Command::Check(arguments) => arguments.repair.fix,
        Command::Mine(_)
        | Command::Init(_)
        | Command::Forget(_)
        | Command::Set(_)
        | Command::Report(_)
        | Command::Merge(_)
        | Command::Export(_)
        | Command::Import(_) => true,
        _ => false,
    }
}
