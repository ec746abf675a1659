//! How much something that was found matters.

use std::fmt;

/// How much a finding matters, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It must not stay: a glossary that contradicts itself, a term that was decided against.
    Error,
    /// Most probably a mistake.
    Warning,
    /// Worth a look; changes no exit status.
    Info,
}

impl Level {
    /// The word: `error`, `warning`, `info`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
