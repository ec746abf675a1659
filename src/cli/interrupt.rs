//! Ctrl-C, and what else asks the program to end.

/// For commands that write files. From now on, whoever interrupts the program finds every file as it was or as it was to be, and nothing that is half written beside it. The program
/// ends as it would have without this, so that shells see why.
#[cfg(unix)]
pub fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Without a handler a file may be left over, and nothing else is worse.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let _nothing_else_is_written = yongeo::glossary::atomic::abandon();
            // It ends the program; where it can't, so does the status that shells give for it.
            let _ = emulate_default_handler(signal);
            std::process::exit(128 + signal);
        }
    });
}

/// Elsewhere nothing is left over but a hidden file.
#[cfg(not(unix))]
pub fn watch() {}
