//! The `yongeo` command: parse arguments, run, exit status.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
