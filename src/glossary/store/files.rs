//! The two files of a glossary: how they are called, and what is read from them.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::glossary::atomic::open_elsewhere;
use crate::glossary::ledger::Ledger;
use crate::glossary::spreadsheet::losses;
use crate::glossary::strict::SAVE_AS_CSV;
use crate::glossary::table::Table;
use crate::glossary::version::Version;
use crate::{Error, Result};

/// The glossary from its bytes and the ledger from its file, empty where there are none, the ledger's version, and what is
/// lost in the glossary.
pub(super) fn read_both(
    path: &Path,
    table: Option<&[u8]>,
    ledger_path: &Path,
) -> Result<(Table, Ledger, Option<Version>, Vec<Error>)> {
    let (table, lines) = table
        .map(|bytes| Table::read(bytes, None))
        .transpose()
        .map_err(|error| error.in_file(path))?
        .unwrap_or_default();
    let (ledger, version) = match read_ledger(ledger_path)? {
        Some((ledger, version)) => (ledger, Some(version)),
        None => (Ledger::default(), None),
    };
    let losses = losses(&table, &lines, &ledger).into_iter();
    let losses = losses.map(|loss| loss.in_file(path)).collect();
    Ok((table, ledger, version, losses))
}

/// The ledger in a file and its version; `None` where there is no file.
pub(in crate::glossary) fn read_ledger(path: &Path) -> Result<Option<(Ledger, Version)>> {
    match fs::File::open(path) {
        Ok(file) => {
            let read = Ledger::read(file).map_err(|error| error.in_file(path))?;
            Ok(Some(read))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot_be_read(path, &error)),
    }
}

/// Refuses names that cannot be a glossary's, before anything is made beside such a file.
pub(in crate::glossary) fn check_name(path: &Path) -> Result<()> {
    if path.to_string_lossy().ends_with(".evidence.csv") {
        return Err(Error::new("is a ledger, not a glossary").in_file(path));
    }
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    if matches!(
        ending.to_str(),
        Some("xlsx" | "xlsm" | "xls" | "ods" | "numbers")
    ) {
        return Err(Error::new("is a spreadsheet; a glossary is a CSV file")
            .in_file(path)
            .hint(SAVE_AS_CSV));
    }
    Ok(())
}

pub(in crate::glossary) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot_be_read(path, &error)),
    }
}

fn cannot_be_read(path: &Path, error: &io::Error) -> Error {
    // Systems say this in different words, one as if somebody had locked the file.
    if path.is_dir() {
        let file = path.join("glossary.csv");
        return Error::new("is a folder, not a CSV file")
            .in_file(path)
            .hint(format!("name the file, such as {}", file.display()));
    }
    let refused = Error::new(format!("cannot be read: {error}")).in_file(path);
    match open_elsewhere(error, cfg!(windows)) {
        Some(hint) => refused.hint(hint),
        None => refused,
    }
}

/// Where the ledger of a glossary lies: `terms.evidence.csv` beside `terms.csv`, and `terms.txt.evidence.csv` beside
/// `terms.txt`.
#[must_use]
pub fn ledger_of(glossary: &Path) -> PathBuf {
    let is_csv = |extension: &OsStr| extension.eq_ignore_ascii_case("csv");
    if glossary.extension().is_some_and(is_csv) {
        glossary.with_extension("evidence.csv")
    } else {
        beside(glossary, ".evidence.csv")
    }
}

/// The path with something added to the file's name.
pub(in crate::glossary) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glossaries_of_two_endings_have_two_ledgers() {
        for (glossary, ledger) in [
            ("용어/terms.csv", "용어/terms.evidence.csv"),
            ("TERMS.CSV", "TERMS.evidence.csv"),
            ("terms.txt", "terms.txt.evidence.csv"),
        ] {
            assert_eq!(ledger_of(Path::new(glossary)), Path::new(ledger));
        }
    }
}
