//! The progress bar of long work.

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is over sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Bytes done, shown on standard error if that is a terminal and the work takes long.
pub struct Progress {
    started: Instant,
    wanted: Cell<bool>,
    bar: ProgressBar,
}

impl Progress {
    /// Over so many bytes. `quiet`: results are scrolling by on the same terminal, so no bar.
    pub fn new(total: u64, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        Self {
            started: Instant::now(),
            wanted: Cell::new(!quiet && io::stderr().is_terminal()),
            bar,
        }
    }

    /// So many more bytes are done.
    pub fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
        self.tick();
    }

    /// Time has passed.
    pub fn tick(&self) {
        if self.wanted.get() && self.started.elapsed() > PATIENCE {
            self.wanted.set(false);
            let style = ProgressStyle::with_template(
                "{bar:30} {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec} {eta}",
            );
            self.bar.set_style(style.expect("the template is sound"));
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.tick();
    }

    /// Runs something that writes to standard error, the bar out of its way.
    pub fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
