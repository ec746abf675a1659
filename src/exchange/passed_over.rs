//! What of a file of concepts is passed over, or taken for something else: languages, data categories, statuses.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use super::status::{KNOWN, status};
use crate::glossary::{Status, quote};
use crate::report::count;

/// So many of a kind are named.
const NAMED: usize = 5;

/// What was met of it.
#[derive(Debug, Default)]
pub(super) struct PassedOver {
    languages: BTreeSet<String>,
    categories: BTreeMap<String, usize>,
    /// Statuses that are not known: where they stand, in bytes, with what they are in quotes.
    statuses: Places<(usize, String)>,
}

impl PassedOver {
    /// A language that is not read.
    pub(super) fn language(&mut self, code: &str) {
        if !self.languages.contains(code) {
            self.languages.insert(code.to_owned());
        }
    }

    /// A data category that is not read.
    pub(super) fn category(&mut self, name: &str) {
        match self.categories.get_mut(name) {
            Some(times) => *times += 1,
            None => {
                self.categories.insert(name.to_owned(), 1);
            }
        }
    }

    /// Takes in the status that an element says of a term, and which begins at this byte. One that is not known is named; the term is proposed
    /// then, unless another element says more.
    pub(super) fn status(&mut self, of: &mut Option<Status>, at: usize, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if let Some(known) = status(text) {
            *of = Some(known);
        } else {
            of.get_or_insert(Status::Proposed);
            self.statuses.count(|| (at, quote(text)));
        }
    }

    /// Takes in what a later portion of the file has.
    pub(super) fn extend(&mut self, later: Self) {
        self.languages.extend(later.languages);
        for (name, times) in later.categories {
            *self.categories.entry(name).or_default() += times;
        }
        self.statuses.extend(later.statuses);
    }

    /// In words; `line` tells on which line a byte is.
    pub(super) fn notes(self, mut line: impl FnMut(usize) -> usize) -> Vec<String> {
        let mut notes = Vec::new();
        let all = self.statuses.all();
        if all > 0 {
            let they_count = if all == 1 {
                "which counts"
            } else {
                "which count"
            };
            let lines = self
                .statuses
                .words("line", |(at, value)| format!("{} ({value})", line(*at)));
            notes.push(format!(
                "{} with a status that is not known, {they_count} as proposed: {lines} ({KNOWN})",
                count(all, "term"),
            ));
        }
        if !self.languages.is_empty() {
            let many = count(self.languages.len(), "other language");
            notes.push(format!("{many} passed over: {}", named(self.languages)));
        }
        if !self.categories.is_empty() {
            notes.push(format!("not read: {}", named(self.categories.into_keys())));
        }
        notes
    }
}

/// The first few of these, and how many more there are.
fn named(all: impl IntoIterator<Item = String, IntoIter: ExactSizeIterator>) -> String {
    let all = all.into_iter();
    let more = all.len().saturating_sub(NAMED);
    let named = all.take(NAMED).collect::<Vec<_>>().join(", ");
    match more {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_are_one_file() {
        let mut first = PassedOver::default();
        let (mut korean, mut english) = (None, Some(Status::Preferred));
        first.status(&mut korean, 3, "보강 필요");
        first.status(&mut english, 4, " 검토\n");
        assert_eq!(
            (korean, english),
            (Some(Status::Proposed), Some(Status::Preferred))
        );
        first.status(&mut korean, 5, "허용");
        first.status(&mut korean, 6, " ");
        assert_eq!(korean, Some(Status::Admitted));
        first.language("de");
        first.category("partOfSpeech");
        let mut later = PassedOver::default();
        for code in ["de", "fr", "ja", "la", "vi", "zh"] {
            later.language(code);
        }
        later.category("partOfSpeech");
        later.category("source");
        first.extend(later);
        assert_eq!(
            first.notes(|at| at),
            [
                "2 terms with a status that is not known, which count as proposed: lines 3 (\"보강 필요\"), 4 (\"검토\") (known are proposed, \
                 preferred, admitted, deprecated and rejected, or 제안, 우선, 허용, 금지 and 기각)",
                "6 other languages passed over: de, fr, ja, la, vi and 1 more",
                "not read: partOfSpeech, source",
            ]
        );
    }
}
