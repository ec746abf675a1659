//! A glossary as whoever uses its terms reads it: the file alone, without the ledger beside it.

use std::path::{Path, PathBuf};

use super::atomic::follow;
use super::concept::Concept;
use super::row::{Row, word};
use super::store::{check_name, no_such_glossary, read_if_there};
use super::table::Table;
use crate::Result;

/// The concepts of a glossary file, as it is.
#[derive(Debug)]
pub struct Sheet {
    path: PathBuf,
    table: Table,
}

impl Sheet {
    /// Reads a glossary; nothing is locked.
    ///
    /// # Errors
    ///
    /// There is no such file, or it can't be read or parsed.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = follow(path.as_ref())?;
        check_name(&path)?;
        let Some(bytes) = read_if_there(&path)? else {
            return Err(no_such_glossary(&path));
        };
        let mut table = Table::parse(&bytes).map_err(|error| error.in_file(&path))?;
        table.sort();
        Ok(Self { path, table })
    }

    /// The concepts, sorted by identifier.
    pub fn concepts(&self) -> impl Iterator<Item = Concept<'_>> {
        Concept::all(&self.table)
    }

    /// The rows, sorted by concept, English and Korean.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.table.rows()
    }

    /// Whether it has a column of this name.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.table.column(column).is_some()
    }

    /// The cells of a column, row by row; none where there is no such column.
    pub(crate) fn cells(&self, column: &str) -> impl Iterator<Item = &str> {
        let column = self.table.column(column).into_iter();
        column.flat_map(|at| self.table.rows.iter().map(move |cells| &cells[at]))
    }

    /// The names of its columns, in small letters, in the order in which they stand; those behind them that mining writes
    /// and the file lacks.
    pub fn columns(&self) -> impl Iterator<Item = String> {
        let header = self.table.header.iter();
        header.map(|column| word(column).into_owned())
    }

    /// The names of its columns as they are written, and behind them those that mining writes and the file lacks.
    #[must_use]
    pub fn header(&self) -> &[String] {
        self.table.header()
    }

    /// Where it lies (the target, if the path given was a symbolic link).
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn rows_of_a_concept_come_together_wherever_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        fs::write(
            &path,
            "concept,english,korean\nshell,shell,셸\nbuffer,buffer,버퍼\nshell,shell,쉘\n",
        )
        .unwrap();
        let sheet = Sheet::read(&path).unwrap();
        let concepts: Vec<_> = sheet
            .concepts()
            .map(|concept| (concept.id().to_owned(), concept.rows().len()))
            .collect();
        assert_eq!(
            concepts,
            [("buffer".to_owned(), 1), ("shell".to_owned(), 2)]
        );
        assert!(Sheet::read(folder.path().join("none.csv")).is_err());
    }
}
