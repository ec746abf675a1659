//! Glossary and ledger on the disk.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::atomic::{folder_of, follow, replace};
use super::evidence::{Evidence, Found, Pair};
use super::fold::{Summary, compare, fold, with_figures};
use super::ledger::{Ledger, Replaced};
use super::lock::Lock;
use super::people::{State, baseline, is_persons, pair_of};
use super::row::Row;
use super::table::Table;
use crate::{Error, Result};

/// A glossary and its ledger, read into memory.
pub struct Glossary {
    path: PathBuf,
    ledger_path: PathBuf,
    /// Held while mining; `None` where the glossary is only read.
    lock: Option<Lock>,
    /// The files as they were read or last written.
    table_bytes: Option<Vec<u8>>,
    ledger_bytes: Option<Vec<u8>>,
    /// What `table_bytes` holds.
    on_disk: Table,
    table: Table,
    ledger: Ledger,
    state: State,
    lexicon: Box<dyn Fn(&str) -> bool + Send + Sync>,
}

impl Glossary {
    /// Opens the glossary for mining; it, its ledger and its folder need not exist yet.
    ///
    /// Takes the lock file beside the glossary and holds it until the value is dropped. Where another
    /// process has it, waits; after a second `waiting` is called once with the lock file's path.
    ///
    /// # Errors
    ///
    /// The glossary or its ledger can't be read or parsed (it is left as it was), or the lock can't
    /// be taken.
    pub fn open(path: impl AsRef<Path>, waiting: &mut dyn FnMut(&Path)) -> Result<Self> {
        let path = follow(path.as_ref())?;
        let folder = folder_of(&path);
        fs::create_dir_all(folder).map_err(|error| {
            Error::new(format!("cannot create the folder: {error}")).in_file(folder)
        })?;
        let lock = Lock::take(beside(&path, ".lock"), waiting)?;
        Self::load(path, Some(lock))
    }

    /// Reads the glossary without locking it; [`save`](Self::save) is refused.
    ///
    /// # Errors
    ///
    /// There is no such file, or it or its ledger can't be read or parsed.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = follow(path.as_ref())?;
        let glossary = Self::load(path, None)?;
        if glossary.table_bytes.is_none() {
            return Err(Error::new("there is no such glossary")
                .in_file(glossary.path)
                .hint("`yongeo mine` creates one"));
        }
        Ok(glossary)
    }

    fn load(path: PathBuf, lock: Option<Lock>) -> Result<Self> {
        let ledger_path = path.with_extension("evidence.csv");
        if path.to_string_lossy().ends_with(".evidence.csv") {
            return Err(Error::new("is a ledger, not a glossary").in_file(path));
        }
        let table_bytes = read_if_there(&path)?;
        let on_disk = match &table_bytes {
            Some(bytes) => Table::parse(bytes).map_err(|error| error.in_file(&path))?,
            None => Table::default(),
        };
        let ledger_bytes = read_if_there(&ledger_path)?;
        let mut ledger = match &ledger_bytes {
            Some(bytes) => Ledger::parse(bytes).map_err(|error| error.in_file(&ledger_path))?,
            None => Ledger::default(),
        };
        let state = State::of(&on_disk, &ledger);
        let table = match state {
            State::Current => on_disk.clone(),
            State::Interrupted | State::Edited => with_figures(&on_disk, &ledger.found),
        };
        ledger.baseline = baseline(&on_disk, &ledger);
        ledger.replaced = None;
        Ok(Self {
            path,
            ledger_path,
            lock,
            table_bytes,
            ledger_bytes,
            on_disk,
            table,
            ledger,
            state,
            lexicon: Box::new(|_| false),
        })
    }

    /// Gives mining the words of a lexicon (in lower case), by which it knows that `Comput ing` is
    /// `Computing`. Without one it knows only the words of the documents mined.
    #[must_use]
    pub fn knowing(mut self, lexicon: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        self.lexicon = Box::new(lexicon);
        self
    }

    /// The name by which the ledger knows a document: its path with `/`, relative to the folder of
    /// the glossary, composed (NFC). Standard input, `-`, keeps its name.
    pub fn document_name(&self, document: impl AsRef<Path>) -> String {
        let document = document.as_ref();
        if document == Path::new("-") {
            return "-".to_owned();
        }
        relative(&real(document), &real(folder_of(&self.path)))
            .nfc()
            .collect()
    }

    /// Replaces the share of each document named by what was found in it now, possibly nothing.
    /// Documents that are not named keep theirs. Nothing is written before [`save`](Self::save).
    ///
    /// The evidence counts for the document it is handed over with, whatever document it names.
    pub fn mine(&mut self, documents: Vec<(String, Vec<Evidence>)>) -> Summary {
        let before = self.table.clone();
        let mut named: Vec<&str> = documents.iter().map(|(name, _)| name.as_str()).collect();
        named.sort_unstable();
        self.ledger.found.retain(|one| {
            named
                .binary_search(&one.evidence.document.as_str())
                .is_err()
        });
        for (document, evidence) in documents {
            self.ledger
                .found
                .extend(evidence.into_iter().map(|evidence| Found {
                    evidence: Evidence {
                        document: document.clone(),
                        confidence: thousandths(evidence.confidence),
                        ..evidence
                    },
                    pair: Pair {
                        english: String::new(),
                        korean: String::new(),
                    },
                    concept: String::new(),
                }));
        }
        self.table = fold(
            &self.on_disk,
            &self.ledger.baseline,
            &mut self.ledger.found,
            &self.lexicon,
        );
        Summary {
            recovered: self.state == State::Interrupted,
            ..compare(&before, &self.table)
        }
    }

    /// Writes ledger and glossary, each atomically. Files that would not change are not touched.
    ///
    /// # Errors
    ///
    /// The glossary was opened with [`read`](Self::read); a file can't be written; or somebody saved
    /// the glossary while it was being mined: their work stays, and the mining has to be repeated.
    pub fn save(&mut self) -> Result<()> {
        self.save_steps(usize::MAX)
    }

    /// Saves, but stops after so many writes, as a killed process would.
    fn save_steps(&mut self, steps: usize) -> Result<()> {
        if self.lock.is_none() {
            return Err(Error::new("was opened for reading only").in_file(&self.path));
        }
        if read_if_there(&self.path)? != self.table_bytes {
            return Err(
                Error::new("was changed by another program while it was being mined")
                    .in_file(&self.path)
                    .hint("nothing was written; run the command again"),
            );
        }
        let table_bytes = self.table.to_bytes();
        let mut left = steps;
        let mut write = |path: &Path, old: &mut Option<Vec<u8>>, new: Vec<u8>| {
            if old.as_ref() != Some(&new) && left > 0 {
                left -= 1;
                replace(path, &new)?;
                *old = Some(new);
            }
            Ok(())
        };
        self.ledger.generation = Some(self.table.fingerprint());
        if self.table_bytes.as_ref() != Some(&table_bytes) {
            self.ledger.replaced = Some(self.replaced());
            let announced = self.ledger.to_bytes();
            self.ledger.replaced = None;
            write(&self.ledger_path, &mut self.ledger_bytes, announced)?;
            write(&self.path, &mut self.table_bytes, table_bytes)?;
        }
        write(
            &self.ledger_path,
            &mut self.ledger_bytes,
            self.ledger.to_bytes(),
        )?;
        self.on_disk = self.table.clone();
        self.state = State::Current;
        Ok(())
    }

    /// What the next mining must know of the glossary on the disk should this one be interrupted.
    fn replaced(&self) -> Replaced {
        let rows = self
            .on_disk
            .rows()
            .filter(|&row| !is_persons(row, &self.ledger.baseline));
        Replaced {
            generation: self.on_disk.fingerprint(),
            rows: rows
                .map(|row| {
                    let key = (row.concept().to_owned(), pair_of(row));
                    (key, (row.kind(), row.language().to_owned()))
                })
                .collect(),
        }
    }

    /// The rows, sorted by concept, English and Korean.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.table.rows()
    }

    /// The evidence in the ledger with the pair it counts for, sorted by document and offset.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.ledger.found.iter()
    }

    /// Where the glossary lies (the target, if the path given was a symbolic link).
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where its ledger lies.
    #[must_use]
    pub fn ledger_path(&self) -> &Path {
        &self.ledger_path
    }
}

impl fmt::Debug for Glossary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Glossary")
            .field("path", &self.path)
            .field("state", &self.state)
            .field("rows", &self.table.rows.len())
            .field("places", &self.ledger.found.len())
            .finish_non_exhaustive()
    }
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(format!("cannot read: {error}")).in_file(path)),
    }
}

/// The path with something added to the file's name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The path without symbolic links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) if parent != absolute => real(parent).join(name),
        _ => absolute,
    }
}

/// The path as seen from a folder, with `/`. Both are real paths.
fn relative(path: &Path, folder: &Path) -> String {
    let (path, folder): (Vec<_>, Vec<_>) =
        (path.components().collect(), folder.components().collect());
    let common = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    // On another drive there is no way from here to there.
    let up = if common == 0 {
        0
    } else {
        folder.len() - common
    };
    let down = path[common..].iter().map(|part| match part {
        Component::RootDir => String::new(),
        part => part.as_os_str().to_string_lossy().into_owned(),
    });
    let parts: Vec<String> = std::iter::repeat_n("..".to_owned(), up)
        .chain(down)
        .collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

/// A confidence as the ledger keeps it.
fn thousandths(confidence: f32) -> f32 {
    if confidence.is_nan() {
        0.0
    } else {
        (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
    }
}
