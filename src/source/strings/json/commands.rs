//! Which strings of JSON are for programs: commands, `"scripts": {"build": "…"}`, queries, data of a schema.

use std::ops::Range;

use crate::source::strings::program::Runs;
use crate::source::tie::Tie;

/// What is known of the strings up to one.
pub(super) struct Commands<'s> {
    source: &'s str,
    /// What the value of the last key is.
    runs: Runs,
    /// Where the last string ends in an object of commands by their names.
    entries: Option<usize>,
}

impl<'s> Commands<'s> {
    /// Before the first string of a text.
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            runs: Runs::Nothing,
            entries: None,
        }
    }

    /// Why the next string, which lies there without its quotes, is one, if it is. Keys are none.
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
            return self.runs.tie(written, is_item);
        }
        self.runs = match Runs::of(written) {
            Runs::Entries => {
                let value = behind.trim_start_matches([' ', '\t', '\r', '\n', ':']);
                self.entries = value.starts_with('{').then_some(string.end);
                Runs::Nothing
            }
            _ if self.entries.is_some() => Runs::Commands,
            runs => runs,
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
        let mut commands = Commands::new(json);
        let mut told = Vec::new();
        strings(json, false, &mut |range, is_key| {
            if commands.next(&range, is_key).is_some() {
                told.push(&json[range]);
            }
        });
        assert_eq!(told, ["c ${x}", "e", "i", "j", "각"]);
    }
}
