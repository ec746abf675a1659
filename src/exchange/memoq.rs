//! A term base of memoQ: CSV with a row for each concept, and three columns for each of its terms.
//!
//! What memoQ calls Korean in a header is not documented; `Korean` and `English` are to be assigned to the languages in its dialog, unless `--codes`
//! gives the names that an export of the term base has.

use std::io::Write;

use super::cell::one_line;
use super::delimited::Table;
use super::direction::Codes;
use super::entry::{Entry, Term, joined};
use super::export::Export;
use super::format::{Carries, DEPRECATED, Deprecated, Format, Layout, Limits};
use crate::Result;
use crate::glossary::{Status, is_yes};

/// A row for each concept.
pub(super) const MEMOQ: Format = Format {
    name: "memoq",
    names_languages: true,
    about: "memoQ: CSV with a row for each concept",
    extension: "csv",
    carries: Carries::Only(&[DEPRECATED, "domain", "definition", "note", "case"]),
    layout: Layout::Concepts,
    deprecated: Deprecated::Marked,
    codes: ["Korean", "English"],
    limits: Limits {
        // Wildcards, of which it is not documented how they are escaped.
        signs: &['*', '|'],
        ..Limits::NONE
    },
    write,
    hint: Some(languages),
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let entries = || {
        export
            .concepts
            .iter()
            .map(|concept| Entry::of(concept, export.header))
    };
    let most = entries().fold([0, 0], |most, entry| {
        [
            most[0].max(entry.korean.len()),
            most[1].max(entry.english.len()),
        ]
    });
    let mut table = Table::new(out, b',');
    let mut header: Vec<String> = ["Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note"]
        .map(str::to_owned)
        .into();
    for (code, most) in [&export.codes.korean, &export.codes.english]
        .into_iter()
        .zip(most)
    {
        header.push(format!("{code}_Def"));
        for _ in 0..most {
            header.extend([code, "Term_Info", "Term_Example"].map(str::to_owned));
        }
    }
    table.row(&header)?;
    for (number, (entry, concept)) in (1..).zip(entries().zip(&export.concepts)) {
        let case = concept
            .rows()
            .iter()
            .any(|row| is_yes(row.cell("case").unwrap_or_default().trim()));
        let notes = entry.korean.iter().flat_map(|term| &term.notes);
        let mut cells = vec![
            number.to_string(),
            one_line(&joined(&entry.domains)).into_owned(),
            String::new(),
            one_line(&joined(notes)).into_owned(),
        ];
        // The definition is said once, in the language that comes first.
        let definitions = [
            one_line(&joined(&entry.definitions)).into_owned(),
            String::new(),
        ];
        let languages = [&entry.korean, &entry.english].into_iter().zip(most);
        for ((terms, most), definition) in languages.zip(definitions) {
            cells.push(definition);
            for at in 0..most {
                let told = |term: &Term<'_>| [one_line(&term.text).into_owned(), info(term, case)];
                cells.extend(terms.get(at).map(told).unwrap_or_default());
                cells.push(String::new());
            }
        }
        table.row(&cells)?;
    }
    table.end()
}

/// How memoQ is to match a term, and whether it is forbidden. Empty stands for what it does by itself.
fn info(term: &Term<'_>, case: bool) -> String {
    let matching = if case {
        "CaseSense;HalfPrefix"
    } else {
        "CasePermissive;HalfPrefix"
    };
    match (term.status, case) {
        (Some(Status::Deprecated), _) => format!("{matching};NonTerm"),
        (_, true) => matching.to_owned(),
        (_, false) => String::new(),
    }
}

/// What the dialog asks for.
fn languages(export: &Export<'_>) -> String {
    let Codes { korean, english } = &export.codes;
    format!(
        "where memoQ does not know them, assign the columns {korean} and {english} to their languages in its dialog"
    )
}
