//! What the strings of JSON are used for: which are commands, `"scripts": {"build": "…"}`, queries, or data of a schema.

use std::ops::Range;

use crate::source::strings::program::Use;
use crate::source::tie::Tie;

/// What is known of the strings up to one.
pub(super) struct Uses<'s> {
    source: &'s str,
    /// What the value of the last key is.
    used: Use,
    /// Where the last string ends in an object of commands by their names.
    entries: Option<usize>,
}

impl<'s> Uses<'s> {
    /// Before the first string of a text.
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            used: Use::Nothing,
            entries: None,
        }
    }

    /// Why the next string, which lies there without its quotes, is for programs, if it is. Keys are not.
    pub(super) fn next(&mut self, string: &Range<usize>, is_key: bool) -> Option<Tie> {
        let before = &self.source[..string.start - 1];
        // What is broken may end with a string.
        let behind = self.source.get(string.end + 1..).unwrap_or_default();
        // No object lies in one of commands by their names.
        let is_inside = |end: &usize| !before.get(end + 1..).unwrap_or_default().contains('}');
        self.entries = self.entries.filter(is_inside).map(|_| string.end);
        let written = &self.source[string.clone()];
        if !is_key {
            let is_item = !before.trim_ascii_end().ends_with(':');
            return self.used.tie(written, is_item);
        }
        self.used = match Use::of(written) {
            Use::Entries => {
                let value = behind.trim_start_matches([' ', '\t', '\r', '\n', ':']);
                self.entries = value.starts_with('{').then_some(string.end);
                Use::Nothing
            }
            _ if self.entries.is_some() => Use::Commands,
            used => used,
        };
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::strings;
    use super::*;

    #[test]
    fn commands_are_told() {
        let json = r#"{"name": "a", "scripts": {"b": "c ${x}", "d": ["e"]}, "f": "g",
            "h": [{"run": "i", "args": ["j", "각"]}], "k": "l"}"#;
        let mut uses = Uses::new(json);
        let mut told = Vec::new();
        strings(json, false, &mut |range, is_key| {
            if uses.next(&range, is_key).is_some() {
                told.push(&json[range]);
            }
        });
        assert_eq!(told, ["c ${x}", "e", "i", "j", "각"]);
    }
}
