//! What documents tell together, once each of them was checked.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use yongeo::Document;
use yongeo::check::{Checker, Diagnostic, Renderings};
use yongeo::report::diagnostic::{self, Writer};

use super::Stop;
use super::definitions::Reading;
use super::inputs::{self, Telling};

/// What is left of documents that were checked.
#[derive(Default)]
pub struct Left {
    renderings: Vec<Renderings>,
    /// Those that can't be read a second time, whole.
    kept: BTreeMap<String, Document>,
    /// The paths of those with diagnostics.
    faulty: HashSet<String>,
}

/// The document itself, if it can't be read a second time: standard input, or a pipe.
pub fn kept(document: &Document, is_stdin: bool) -> Option<Document> {
    let again = !is_stdin && Path::new(&document.path).is_file();
    (!again).then(|| document.clone())
}

impl Left {
    /// Adds what one more document leaves.
    pub fn add(&mut self, renderings: Renderings, kept: Option<Document>, faulty: bool) {
        if faulty {
            self.faulty.insert(renderings.path.clone());
        }
        if let Some(document) = kept {
            self.kept.insert(document.path.clone(), document);
        }
        self.renderings.push(renderings);
    }

    /// Holds the documents against each other, and writes what is wrong behind what was written of each alone: to wait for it with all of
    /// that would take the memory of all of it, and nobody would see anything before the last document is read. What `mend` puts right
    /// is left out.
    pub fn write<W: Write>(
        self,
        checker: &Checker,
        reading: &Reading,
        writer: &mut Writer<'_, W>,
        mut mend: impl FnMut(&Document, &[Diagnostic]) -> Option<(Document, Vec<Diagnostic>)>,
    ) -> Result<(), Stop> {
        self.held(checker, reading, |document, diagnostics, faulty| {
            let mended = mend(document, diagnostics);
            let (document, diagnostics) = match &mended {
                Some((document, left)) => (document, &**left),
                None => (document, diagnostics),
            };
            let annotated = diagnostic::Annotated {
                document,
                diagnostics,
            };
            Ok(writer.more(&annotated, faulty)?)
        })
    }

    /// Holds the documents against each other, and gives each one that something is wrong with then, whether there was
    /// before as well.
    pub fn held(
        self,
        checker: &Checker,
        reading: &Reading,
        mut take: impl FnMut(&Document, &[Diagnostic], bool) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let Self {
            renderings,
            kept,
            faulty,
        } = self;
        let paths: Vec<String> = renderings.iter().map(|one| one.path.clone()).collect();
        let across = checker.across(renderings);
        let mut counted = across.counted();
        if let Some(spellings) = across.spellings() {
            read_again(
                &paths,
                &kept,
                reading,
                |document| Some(spellings.count(document)),
                |mentions| {
                    counted.add(mentions);
                    Ok(())
                },
            )?;
        }
        let found: BTreeMap<String, _> = across
            .findings(&counted)
            .into_iter()
            .map(|found| (found.path().to_owned(), found))
            .collect();
        let paths: Vec<String> = found.keys().cloned().collect();
        read_again(
            &paths,
            &kept,
            reading,
            |document| {
                let diagnostics = found.get(&document.path)?.diagnostics(checker, document);
                Some((document.clone(), diagnostics))
            },
            |(document, diagnostics)| {
                let faulty = faulty.contains(&document.path);
                take(&document, &diagnostics, faulty)
            },
        )
    }
}

/// Reads documents that were read before: first those that were kept. One that has gone meanwhile is passed over.
fn read_again<T: Send>(
    paths: &[String],
    kept: &BTreeMap<String, Document>,
    reading: &Reading,
    work: impl Fn(&Document) -> Option<T> + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let (in_memory, files): (Vec<&String>, Vec<&String>) =
        paths.iter().partition(|path| kept.contains_key(*path));
    for path in in_memory {
        work(&kept[path]).map_or(Ok(()), &mut take)?;
    }
    let files: Vec<PathBuf> = files.into_iter().map(PathBuf::from).collect();
    inputs::read(
        &files,
        reading,
        Telling::Nothing,
        |document, give| {
            if let Some(made) = work(document) {
                give(made);
            }
        },
        take,
    )?;
    Ok(())
}
