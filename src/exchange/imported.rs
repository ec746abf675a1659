//! What a file says, before it meets a glossary.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::element::Element;
use super::entry::Entry;
use super::lacking::Lacking;
use super::passed_over::PassedOver;
pub use crate::glossary::Incoming as ImportedRow;
use crate::glossary::{COLUMNS, Intake, PEOPLES};
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
        let mut passed = PassedOver::default();
        let mut lacking = Lacking::default();
        self.rows
            .reserve(portions.iter().map(|portion| portion.rows.len()).sum());
        for portion in portions {
            self.rows.extend(portion.rows);
            passed.extend(portion.passed);
            lacking.extend(portion.lacking);
        }
        let mut lines = Lines::new(text);
        let mut line = |at: usize| lines.position(at).line;
        self.notes.extend(passed.notes(&mut line));
        let place = |(at, name): &(usize, String)| match (line(*at), &**name) {
            (line, "") => line.to_string(),
            (line, name) => format!("{line} ({name})"),
        };
        self.notes.extend(lacking.notes("concept", "line", place));
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
    pub(super) passed: PassedOver,
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

/// The rows of a concept. What a row has where nothing is said is left out, but for a status that the file says.
pub(super) fn rows<'e>(
    number: usize,
    entry: &'e Entry<'_>,
    same: &'e mut Same,
) -> impl Iterator<Item = ImportedRow> + use<'e> {
    let usual =
        |column: &str, cell: &str| matches!((column, cell), ("kind", "term") | ("language", "en"));
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
                .filter(|(column, cell)| match *column {
                    "status" => told.is_status_said || cell != "proposed",
                    _ => !(is_english && usual(column, cell)),
                })
                .map(|(column, cell)| (known(column), same.share(&cell)))
                .collect(),
        }
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
                "1 term with a status that is not known, which counts as proposed: line 2 (\"보강 필요\") (known are proposed, preferred, admitted, \
              deprecated and rejected, or 제안, 우선, 허용, 금지 and 기각)"
            ]
        );
        assert_eq!(&*imported.rows[0].cells[0].1, "proposed");
    }

    #[test]
    fn of_multiterm_as_well() {
        let field = |status: &str| {
            format!("<descripGrp><descrip type=\"상태\">{status}</descrip></descripGrp>")
        };
        let group = |language: &str, term: &str, fields: &str| {
            format!(
                "<languageGrp><language lang=\"{language}\"/><termGrp><term>{term}</term>\n{fields}</termGrp></languageGrp>"
            )
        };
        let xml = format!(
            "<mtf><conceptGrp>{}{}</conceptGrp><conceptGrp>{}{}</conceptGrp></mtf>",
            group("KO", "셸", &field("보강 필요")),
            group("EN", "shell", ""),
            // What is known stays.
            group("KO", "커널", &[field("우선"), field("재검토")].concat()),
            group("EN", "kernel", &field("검토중")),
        );
        let (imported, _) = import(xml.into_bytes(), &Reading::default()).unwrap();
        let statuses = imported.rows.iter().map(|row| {
            let cells = row.cells.iter();
            cells
                .map(|(column, cell)| (&**column, &**cell))
                .collect::<Vec<_>>()
        });
        assert_eq!(
            statuses.collect::<Vec<_>>(),
            [[("status", "proposed")], [("status", "preferred")]]
        );
        assert_eq!(
            imported.notes,
            [
                "2 terms with a status that is not known, which count as proposed: lines 2 (\"보강 필요\"), 4 (\"재검토\") (known are proposed, \
                 preferred, admitted, deprecated and rejected, or 제안, 우선, 허용, 금지 and 기각)"
            ]
        );
    }
}
