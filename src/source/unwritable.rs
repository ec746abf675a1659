//! Why a file has no room for words.

use std::fmt;

/// Why words can't be written at a place of a file, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unwritable(pub(super) &'static str);

impl Unwritable {
    /// What readers see there is put together by their programs.
    pub(super) const NOWHERE: Self = Self("not all of these words stand in the file itself");
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
