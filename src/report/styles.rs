//! How text for people is coloured.

use anstyle::{AnsiColor, Style};

use crate::Level;

/// The styles; plain where there are no colours.
#[derive(Clone, Copy)]
pub(super) struct Styles {
    /// What stands above others: a path, a sentence.
    pub head: Style,
    /// A Korean term.
    pub term: Style,
    /// The English of a term in its text.
    pub gloss: Style,
    /// What is looked at second.
    pub faint: Style,
    /// What must be put right.
    pub error: Style,
    /// What should be put right.
    pub warning: Style,
}

impl Styles {
    pub fn new(coloured: bool) -> Self {
        let plain = Style::new();
        if !coloured {
            return Self {
                head: plain,
                term: plain,
                gloss: plain,
                faint: plain,
                error: plain,
                warning: plain,
            };
        }
        Self {
            head: AnsiColor::Magenta.on_default(),
            term: plain.bold(),
            gloss: AnsiColor::Cyan.on_default(),
            faint: plain.dimmed(),
            error: AnsiColor::Red.on_default().bold(),
            warning: AnsiColor::Yellow.on_default(),
        }
    }

    /// That of a level.
    pub fn of(&self, level: Level) -> Style {
        match level {
            Level::Error => self.error,
            Level::Warning => self.warning,
            Level::Info => self.faint,
        }
    }
}
