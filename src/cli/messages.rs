//! What is said on standard error.

use std::fmt::Display;
use std::path::Path;

use anstyle::{AnsiColor, Style};

/// Something that was asked for could not be done.
pub fn error(error: &yongeo::Error) {
    labelled(AnsiColor::Red.on_default().bold(), "error", error);
}

/// Something a person may want to know, which changes nothing.
pub fn note(note: impl Display) {
    labelled(AnsiColor::Cyan.on_default(), "note", note);
}

/// Another process works on the glossary, and holds this lock.
pub fn waiting(lock: &Path) {
    note(format_args!(
        "waiting for another yongeo, which holds {}",
        lock.display()
    ));
}

/// What was done.
pub fn say(text: impl Display) {
    anstream::eprintln!("yongeo: {text}");
}

fn labelled(style: Style, word: &str, text: impl Display) {
    say(format_args!("{style}{word}:{style:#} {text}"));
}
