//! Which documents are no longer where they were mined.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::glossary::atomic::folder_of;
use crate::glossary::document_name::path_of;
use crate::source;

/// Looks where documents were. What is in an archive is looked up once.
pub(in crate::glossary) struct Gone<'g> {
    folder: &'g Path,
    archives: HashMap<PathBuf, Option<HashSet<String>>>,
}

impl<'g> Gone<'g> {
    /// Documents that a glossary at this path names.
    pub(in crate::glossary) fn from(glossary: &'g Path) -> Self {
        Self {
            folder: folder_of(glossary),
            archives: HashMap::new(),
        }
    }

    /// Whether a document is gone. Standard input never is.
    pub(in crate::glossary) fn has(&mut self, document: &str) -> bool {
        document != "-"
            && path_of(document, self.folder).is_none()
            && !self.is_in_an_archive(document)
    }

    /// Whether it lies in an archive, or in one within one: that there is as long as the outer one has it. One that can't be read may have
    /// anything.
    fn is_in_an_archive(&mut self, document: &str) -> bool {
        let mut parts = document.match_indices('/');
        let found = parts.find_map(|(at, _)| {
            let file = path_of(&document[..at], self.folder)?;
            file.is_file().then_some((file, &document[at + 1..]))
        });
        let Some((file, member)) = found else {
            return false;
        };
        let names = self
            .archives
            .entry(file)
            .or_insert_with_key(|file| source::names_in(file));
        names.as_ref().is_none_or(|names| {
            let mut ends = member.match_indices('/').map(|(at, _)| at);
            names.contains(member) || ends.any(|end| names.contains(&member[..end]))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::*;

    #[test]
    fn what_was_taken_out_of_an_archive_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, members: &[&str]| {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            let mut zip = zip::ZipWriter::new(file);
            let options = zip::write::SimpleFileOptions::default();
            zip.add_directory("부록/", options).unwrap();
            for member in members {
                zip.start_file(*member, options).unwrap();
                zip.write_all("텐서(tensor)".as_bytes()).unwrap();
            }
            zip.finish().unwrap();
        };
        write("글.zip", &["가.txt", "부록/나.txt", "안.zip"]);
        fs::write(folder.path().join("깨진.zip"), "zip").unwrap();
        let glossary = folder.path().join("glossary.csv");
        let mut gone = Gone::from(&glossary);
        for (document, expected) in [
            ("-", false),
            ("글.zip/가.txt", false),
            ("글.zip/부록/나.txt", false),
            ("글.zip/안.zip/다.txt", false),
            ("깨진.zip/가.txt", false),
            ("글.zip/라.txt", true),
            ("글.zip/부록/라.txt", true),
            ("없음.zip/가.txt", true),
            ("없음.txt", true),
        ] {
            assert_eq!(gone.has(document), expected, "{document}");
        }
    }
}
