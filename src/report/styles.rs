//! How text for people is coloured.

use anstyle::{AnsiColor, Style};

/// The three styles; plain where there are no colours.
#[derive(Clone, Copy)]
pub(super) struct Styles {
    /// What stands above others: a path, a sentence.
    pub head: Style,
    /// A Korean term.
    pub term: Style,
    /// What is looked at second.
    pub faint: Style,
}

impl Styles {
    pub fn new(coloured: bool) -> Self {
        let plain = Style::new();
        if !coloured {
            return Self {
                head: plain,
                term: plain,
                faint: plain,
            };
        }
        Self {
            head: AnsiColor::Magenta.on_default(),
            term: plain.bold(),
            faint: plain.dimmed(),
        }
    }
}
