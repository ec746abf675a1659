//! What a file says, before it meets a glossary.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::element::Element;
use super::entry::Entry;
use super::lacking::Lacking;
use super::status::{KNOWN, shortened, status};
pub use crate::glossary::Incoming as ImportedRow;
use crate::glossary::{COLUMNS, Intake, PEOPLES, Status};
use crate::report::count;
use crate::source::Lines;

/// The terms of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Columns in the order in which the file has them, where it is one of ours; else none.
    pub columns: Vec<String>,
    /// Its pairs.
    pub rows: Vec<ImportedRow>,
    /// Whether it knows no concepts: rows with the same English are one then.
    pub is_flat: bool,
    /// What was passed over, in words for a person.
    pub notes: Vec<String>,
}

impl Imported {
    /// Takes in what portions of a file with this text gave, in their order.
    pub(super) fn extend(&mut self, portions: Vec<Portion>, text: &str) {
        let mut languages = Languages::default();
        let mut lacking = Lacking::default();
        self.rows
            .reserve(portions.iter().map(|portion| portion.rows.len()).sum());
        for portion in portions {
            self.rows.extend(portion.rows);
            languages.extend(portion.languages);
            lacking.extend(portion.lacking);
        }
        let mut lines = Lines::new(text);
        let (statuses, all) = std::mem::take(&mut languages.statuses);
        let statuses = statuses.into_iter();
        let statuses =
            statuses.map(|(at, value)| format!("{} ({value:?})", lines.position(at).line));
        self.notes
            .extend(statuses_passed(&statuses.collect::<Vec<_>>(), all));
        let mut place = |(at, name): (usize, String)| {
            let line = lines.position(at).line;
            if name.is_empty() {
                line.to_string()
            } else {
                format!("{line} ({name})")
            }
        };
        let [others, categories] = languages.notes();
        self.notes.extend(others);
        self.notes
            .extend(lacking.notes("concept", "line", &mut place));
        self.notes.extend(categories);
    }
}

impl From<Imported> for Intake {
    fn from(imported: Imported) -> Self {
        Self {
            columns: imported.columns,
            rows: imported.rows,
            is_flat: imported.is_flat,
            ..Self::default()
        }
    }
}

/// What a portion of a file gives.
#[derive(Debug, Default)]
pub(super) struct Portion {
    rows: Vec<ImportedRow>,
    same: Same,
    pub(super) languages: Languages,
    /// Concepts without a pair: where they begin, in bytes, and their names.
    lacking: Lacking<(usize, String)>,
}

impl Portion {
    /// Takes in the concept of an element, or remembers that it gives no pair.
    pub(super) fn take(
        &mut self,
        number: usize,
        entry: &Entry<'_>,
        element: &Element<'_>,
        name: impl FnOnce() -> String,
    ) {
        let before = self.rows.len();
        self.rows.extend(rows(number, entry, &mut self.same));
        if self.rows.len() == before {
            let has = [&entry.korean, &entry.english].map(|terms| !terms.is_empty());
            self.lacking.count(has, || (element.begin, name()));
        }
    }
}

/// Cells that were met: figures, subjects and statuses are the same in many rows, and are kept once.
#[derive(Debug, Default)]
pub(super) struct Same(HashSet<Arc<str>>);

impl Same {
    /// The text, of which there may be one already.
    pub(super) fn share(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// The rows of a concept. What a row has where nothing is said is left out.
pub(super) fn rows<'e>(
    number: usize,
    entry: &'e Entry<'_>,
    same: &'e mut Same,
) -> impl Iterator<Item = ImportedRow> + use<'e> {
    let usual = |column: &str, cell: &str| {
        matches!(
            (column, cell),
            ("status", "proposed") | ("kind", "term") | ("language", "en")
        )
    };
    entry.rows().into_iter().map(move |told| {
        let is_english = !told
            .cells
            .iter()
            .any(|(column, cell)| *column == "language" && cell != "en");
        let cells = told.cells.into_iter();
        ImportedRow {
            concept: (*entry.id).into(),
            entry: number,
            korean: told.korean.into(),
            english: told.english.into(),
            cells: cells
                .filter(|(column, cell)| {
                    !(usual(column, cell) && (is_english || *column == "status"))
                })
                .map(|(column, cell)| (known(column), same.share(&cell)))
                .collect(),
        }
    })
}

/// In words: statuses that are not known, at these places, and how many they are in all.
fn statuses_passed(places: &[String], all: usize) -> Option<String> {
    let more = match all - places.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let terms = count(all, "term");
    let s = if all == 1 { "" } else { "s" };
    (all > 0).then(|| {
        format!(
            "{terms} with a status that is not known, which is passed over: line{s} {}{more} ({KNOWN})",
            places.join(", ")
        )
    })
}

/// The name of a column, of which the usual ones need no memory.
pub(super) fn known(column: &str) -> Cow<'static, str> {
    let mut known = COLUMNS.into_iter().chain(["lemma"]).chain(PEOPLES);
    match known.find(|known| *known == column) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(column.to_owned()),
    }
}

/// What of a file with many languages, data categories and statuses is passed over.
#[derive(Debug, Default)]
pub(super) struct Languages {
    others: BTreeSet<String>,
    categories: BTreeMap<String, usize>,
    /// Statuses that are not known: where some of them stand, in bytes, with what they are; and how many there are.
    statuses: (Vec<(usize, String)>, usize),
}

/// So many of a kind are named.
const NAMED: usize = 5;

impl Languages {
    /// A language that is not read.
    pub(super) fn pass_over(&mut self, code: &str) {
        if !self.others.contains(code) {
            self.others.insert(code.to_owned());
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

    /// The status that an element means which begins at this byte. One that is not known is named.
    pub(super) fn status(&mut self, at: usize, text: &str) -> Option<Status> {
        let status = status(text);
        if status.is_none() && !text.trim().is_empty() {
            let (places, all) = &mut self.statuses;
            *all += 1;
            if places.len() < NAMED {
                places.push((at, shortened(text.trim())));
            }
        }
        status
    }

    /// Takes in what a later portion of the file has.
    fn extend(&mut self, later: Self) {
        let (places, all) = later.statuses;
        let free = NAMED.saturating_sub(self.statuses.0.len());
        self.statuses.0.extend(places.into_iter().take(free));
        self.statuses.1 += all;
        self.others.extend(later.others);
        for (name, times) in later.categories {
            *self.categories.entry(name).or_default() += times;
        }
    }

    /// In words: the languages, and the data categories.
    fn notes(self) -> [Option<String>; 2] {
        let some = |all: Vec<String>| {
            let named = all.iter().take(NAMED);
            let named = named.map(String::as_str).collect::<Vec<_>>().join(", ");
            match all.len().saturating_sub(NAMED) {
                0 => named,
                more => format!("{named} and {more} more"),
            }
        };
        let others = (!self.others.is_empty()).then(|| {
            let many = count(self.others.len(), "other language");
            format!(
                "{many} passed over: {}",
                some(self.others.into_iter().collect())
            )
        });
        let categories = (!self.categories.is_empty())
            .then(|| format!("not read: {}", some(self.categories.into_keys().collect())));
        [others, categories]
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Reading, import};

    #[test]
    fn statuses_that_nobody_knows_are_named_with_their_lines() {
        let term = |language: &str, term: &str, status: &str| {
            format!(
                "<langSet xml:lang=\"{language}\"><tig><term>{term}</term>\n<termNote type=\"administrativeStatus\">{status}</termNote></tig></langSet>"
            )
        };
        let (korean, english) = (
            term("ko", "셸", "보강 필요"),
            term("en", "shell", "preferredTerm-admn-sts"),
        );
        let tbx = format!(
            "<martif><text><body><termEntry>{korean}{english}</termEntry></body></text></martif>"
        );
        let (imported, _) = import(tbx.into_bytes(), &Reading::default()).unwrap();
        assert_eq!(imported.rows.len(), 1);
        assert_eq!(
            imported.notes,
            [
                "1 term with a status that is not known, which is passed over: line 2 (\"보강 필요\") (known are proposed, preferred, admitted, \
              deprecated and rejected, or 제안, 우선, 허용, 금지 and 기각)"
            ]
        );
    }
}
