//! The columns of a glossary: which it has, and where.

use std::collections::HashSet;

use super::row::word;
use crate::{Error, Result};

/// Columns of a new glossary, in this order. All but `note` are added where a file lacks them; of `lemma`, see
/// [`lemma`](super::lemma).
pub(crate) const COLUMNS: [&str; 10] = [
    "concept",
    "english",
    "korean",
    "kind",
    "language",
    "status",
    "occurrences",
    "documents",
    "confidence",
    "note",
];
/// Columns that people may add and that we know, in the order in which rows from elsewhere add them.
pub(crate) const PEOPLES: [&str; 6] = [
    "definition",
    "domain",
    "english_status",
    "reading",
    "case",
    "compounds",
];
/// The columns that must be there.
pub(super) const REQUIRED: [&str; 3] = [COLUMNS[0], COLUMNS[1], COLUMNS[2]];

/// Where mining's columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) concept: usize,
    pub(super) english: usize,
    pub(super) korean: usize,
    pub(super) kind: usize,
    pub(super) language: usize,
    pub(super) status: usize,
    pub(super) occurrences: usize,
    pub(super) documents: usize,
    pub(super) confidence: usize,
    /// Not every glossary has this one.
    pub(super) lemma: Option<usize>,
}

impl Columns {
    /// Whether mining writes this column.
    pub(super) fn is_minings(self, at: usize) -> bool {
        [
            self.concept,
            self.english,
            self.korean,
            self.kind,
            self.language,
            self.status,
            self.occurrences,
            self.documents,
            self.confidence,
        ]
        .contains(&at)
            || self.lemma == Some(at)
    }
}

/// Adds the columns that mining writes and the header lacks, and says where all are.
pub(super) fn complete(header: &mut Vec<String>) -> Columns {
    let lemma = header.iter().position(|column| word(column) == "lemma");
    let mut find = |name: &str| {
        header
            .iter()
            .position(|column| word(column) == name)
            .unwrap_or_else(|| {
                header.push(name.to_owned());
                header.len() - 1
            })
    };
    Columns {
        concept: find("concept"),
        english: find("english"),
        korean: find("korean"),
        kind: find("kind"),
        language: find("language"),
        status: find("status"),
        occurrences: find("occurrences"),
        documents: find("documents"),
        confidence: find("confidence"),
        lemma,
    }
}

/// Refuses a header that lacks a column that must be there, or has one twice.
pub(super) fn check_header(header: &[String]) -> Result<()> {
    let names: Vec<String> = header.iter().map(|name| word(name).into_owned()).collect();
    for required in REQUIRED {
        if !names.iter().any(|name| name == required) {
            return Err(Error::new(format!("no column {required}")).hint(
                "the first line names the columns; concept, english and korean are required",
            ));
        }
    }
    let mut seen = HashSet::new();
    // Spreadsheets leave nameless columns behind; those may be several.
    match names
        .iter()
        .find(|name| !name.is_empty() && !seen.insert(name.as_str()))
    {
        Some(twice) => Err(Error::new(format!("two columns are called {twice}"))
            .hint("rename or delete one of them")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(columns: &str) -> Vec<String> {
        columns.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_found_by_name_and_those_that_lack_come_behind() {
        let mut header = header("Korean,담당, CONCEPT ,lemma,english,status");
        let columns = complete(&mut header);
        assert_eq!(
            (columns.korean, columns.concept, columns.lemma, columns.kind),
            (0, 2, Some(3), 6)
        );
        assert_eq!(
            header[6..],
            ["kind", "language", "occurrences", "documents", "confidence"]
        );
        let peoples: Vec<usize> = (0..header.len())
            .filter(|&at| !columns.is_minings(at))
            .collect();
        assert_eq!(peoples, [1]);
    }

    #[test]
    fn a_header_names_what_must_be_there_once() {
        for (columns, said) in [
            ("concept,english", Some("no column korean")),
            (
                "concept,english,korean,note, Note",
                Some("two columns are called note"),
            ),
            ("Korean,english,concept,,", None),
        ] {
            let error = check_header(&header(columns)).err();
            let error = error.map(|error| error.to_string());
            assert_eq!(error.is_some(), said.is_some(), "{columns}: {error:?}");
            assert!(
                error
                    .unwrap_or_default()
                    .starts_with(said.unwrap_or_default())
            );
        }
    }
}
