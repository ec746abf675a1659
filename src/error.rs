//! The one error type: what could not be done, where, why, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, told to a person: the file, the place in it, the reason and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    path: Option<PathBuf>,
    place: Option<String>,
    reason: String,
    hint: Option<String>,
}

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that says only why.
    pub fn new(reason: impl Into<String>) -> Self {
        Self {
            path: None,
            place: None,
            reason: reason.into(),
            hint: None,
        }
    }

    /// The same error, about this file.
    #[must_use]
    pub fn in_file(mut self, path: impl AsRef<Path>) -> Self {
        self.path = Some(path.as_ref().to_path_buf());
        self
    }

    /// The same error, at this place of its file (`row 3, column english`).
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The same error, with this hint if it has none yet.
    pub(crate) fn or_hint(mut self, hint: &str) -> Self {
        self.hint.get_or_insert_with(|| hint.to_owned());
        self
    }

    /// The same error, with what the reader can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.reason)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_file_place_reason_and_what_to_do() {
        let error = Error::new("두 번째 열이 비어 있습니다")
            .in_file("glossary.csv")
            .at("row 3")
            .hint("fill it or delete the row");
        assert_eq!(
            error.to_string(),
            "glossary.csv: row 3: 두 번째 열이 비어 있습니다 (fill it or delete the row)"
        );
    }
}
