//! What is said on standard error.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

/// Something that was asked for could not be done.
pub fn error(error: &yongeo::Error) {
    say(AnsiColor::Red.on_default().bold(), "error", error);
}

/// Something a person may want to know, which changes nothing.
pub fn note(note: impl Display) {
    say(AnsiColor::Cyan.on_default(), "note", note);
}

fn say(style: Style, word: &str, text: impl Display) {
    anstream::eprintln!("yongeo: {style}{word}:{style:#} {text}");
}
