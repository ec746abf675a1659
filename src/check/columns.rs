//! The columns that people may add to a glossary, and that checking goes by.

use crate::glossary::{PEOPLES, Sheet};

/// All that are known but what a term means, which is for people only.
pub(super) fn added() -> impl Iterator<Item = &'static str> {
    PEOPLES.into_iter().filter(|column| *column != "definition")
}

/// Columns of a glossary that nobody reads, each with the one that is most probably meant and is not there: `stauts`, and `status`.
#[must_use]
pub fn misspelt_columns(sheet: &Sheet) -> Vec<(String, &'static str)> {
    let known = || added().chain(["status"]);
    sheet
        .columns()
        .filter(|column| !known().any(|known| known == *column))
        .filter_map(|column| {
            let near = known().find(|known| is_near(&column, known));
            near.filter(|known| !is_filled(sheet, known))
                .map(|known| (column, known))
        })
        .collect()
}

/// Whether a column is there and says something: that of the status is there in any case once the glossary is read, and calls all rows
/// proposed.
fn is_filled(sheet: &Sheet, column: &str) -> bool {
    let mut cells = sheet.cells(column);
    cells.any(|cell| !matches!(cell.trim(), "" | "proposed"))
}

/// Whether a name differs from a known one by a slip: a letter or two, but not the first, as in `case` and `base`.
fn is_near(name: &str, known: &str) -> bool {
    let most = known.len().div_ceil(6);
    name.as_bytes().first() == known.as_bytes().first()
        && strsim::damerau_levenshtein(name, known) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_misspelt_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        let of = |header: &str| {
            let empty = ",".repeat(header.matches(',').count() - 1);
            let row = format!("buffer,buffer,버퍼,preferred{empty}");
            std::fs::write(&path, format!("concept,english,korean{header}\n{row}\n")).unwrap();
            let sheet = Sheet::read(&path).unwrap();
            let told = misspelt_columns(&sheet);
            let told = told
                .iter()
                .map(|(column, known)| format!("{column} {known}"));
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            of(",Stauts,compunds,readings,englishstatus,doman"),
            [
                "stauts status",
                "compunds compounds",
                "readings reading",
                "englishstatus english_status",
                "doman domain"
            ]
        );
        assert_eq!(of(",status,statuses,base,source,담당,note,reader"), [""; 0]);
    }
}
