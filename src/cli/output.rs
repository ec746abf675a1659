//! Standard output: whether it is a terminal, whether it is coloured.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

/// Whether a person is looking at standard output.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether results are to be coloured: as `--color`, `NO_COLOR` and the like say, else on terminals only.
pub fn is_coloured() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Standard output for bytes that are coloured already, or not at all.
pub fn open() -> AutoStream<StdoutLock<'static>> {
    let stdout = io::stdout().lock();
    if is_coloured() {
        AutoStream::always(stdout)
    } else {
        // Passes bytes through: nothing to be stripped was put in.
        AutoStream::always_ansi(stdout)
    }
}

/// Prints a whole text.
pub fn print(text: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(open());
    out.write_all(text)?;
    out.flush()
}

/// How many columns a line has: as `COLUMNS` says, else the terminal; 100 where there is none.
pub fn width() -> usize {
    let told = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    told.filter(|&columns| columns > 0).unwrap_or_else(|| {
        terminal_size::terminal_size_of(io::stdout())
            .map_or(100, |(terminal_size::Width(columns), _)| columns.into())
    })
}
