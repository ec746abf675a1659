//! What is new since the last commit of the glossary, where git keeps it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::process::{Command, Stdio};

use super::atomic::folder_of;
use super::changes::{Change, Fate};
use super::row::Status;
use super::store::Glossary;
use super::table::Table;

/// How git knows the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Committed {
    /// It lies in a work tree, and the last commit does not have it.
    Never,
    /// The last commit has a file that is no glossary (any more).
    Unreadable,
    /// The last commit has it.
    Since(Since),
}

/// The rows that are not as the last commit has them. A row is one of a concept, an English and a Korean term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Rows that came.
    pub added: Vec<Change>,
    /// Rows that went.
    pub removed: Vec<Change>,
    /// Rows with another status, by the column `status`.
    pub decided: Vec<Change>,
}

impl Glossary {
    /// What is new since the last commit (`HEAD`). `None` where the glossary lies in no work tree of git, or there is no
    /// git.
    #[must_use]
    pub fn committed(&self) -> Option<Committed> {
        let folder = folder_of(self.path());
        let git = |arguments: &[OsString]| {
            let run = Command::new("git")
                .arg("-C")
                .arg(folder)
                .args(arguments)
                .stdin(Stdio::null())
                .stderr(Stdio::null())
                .output();
            run.ok()
                .filter(|output| output.status.success())
                .map(|output| output.stdout)
        };
        let inside = git(&["rev-parse".into(), "--is-inside-work-tree".into()])?;
        if inside.trim_ascii() != b"true" {
            return None;
        }
        let mut object = OsString::from("HEAD:./");
        object.push(self.path().file_name()?);
        let Some(bytes) = git(&["show".into(), object]) else {
            return Some(Committed::Never);
        };
        Some(match Table::read(&bytes, Some(&mut Vec::new())) {
            Ok((old, _)) => Committed::Since(Since::between(&old, self)),
            Err(_) => Committed::Unreadable,
        })
    }
}

impl Since {
    fn between(old: &Table, new: &Glossary) -> Self {
        let mut since = Self::default();
        let mut before: BTreeMap<[&str; 3], (Status, bool)> = old
            .rows()
            .map(|row| {
                (
                    [row.concept(), row.english(), row.korean()],
                    (row.status(), false),
                )
            })
            .collect();
        for row in new.rows() {
            match before.get_mut(&[row.concept(), row.english(), row.korean()]) {
                Some((status, seen)) => {
                    *seen = true;
                    if *status != row.status() {
                        let cells = ["status", status.as_str(), row.status().as_str()];
                        since.decided.push(Change::of(Fate::Changed, row, cells));
                    }
                }
                None => since.added.push(Change::of(Fate::Added, row, [""; 3])),
            }
        }
        let gone = old.rows().filter(|row| {
            let key = [row.concept(), row.english(), row.korean()];
            before.get(&key).is_some_and(|(_, seen)| !seen)
        });
        since.removed = gone
            .map(|row| Change::of(Fate::Removed, row, [""; 3]))
            .collect();
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::example::table;
    use std::fs;

    #[test]
    fn rows_that_came_went_and_were_decided_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glossary.csv");
        fs::write(
            &path,
            "concept,english,korean,status\n\
             cloud,cloud,클라우드,preferred\n\
             fog,fog,포그,\n\
             mist,mist,미스트,\n",
        )
        .unwrap();
        let new = Glossary::read(&path).unwrap();
        let old = table(
            "concept,english,korean,status\n\
             cloud,cloud,클라우드,proposed\n\
             mist,mist,안개,\n\
             fog,fog,포그,proposed\n",
        );
        let since = Since::between(&old, &new);
        let koreans = |changes: &[Change]| -> Vec<String> {
            changes.iter().map(|change| change.korean.clone()).collect()
        };
        assert_eq!(koreans(&since.added), ["미스트"]);
        assert_eq!(koreans(&since.removed), ["안개"]);
        assert_eq!(koreans(&since.decided), ["클라우드"]);
        assert_eq!(since.decided[0].old, "proposed");
        assert_eq!(since.decided[0].new, "preferred");
    }
}
