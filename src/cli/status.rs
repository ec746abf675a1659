//! Exit statuses.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Everything was done: 0.
    #[default]
    Done,
    /// It was done, and something is left for a person: 1.
    Left,
    /// Something that was asked for by name could not be done: 2.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => ExitCode::SUCCESS,
            Status::Left => ExitCode::from(1),
            Status::Failed => ExitCode::from(2),
        }
    }
}
