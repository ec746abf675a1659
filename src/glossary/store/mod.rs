//! Glossary and ledger on the disk.

mod documents;
mod evidence;
mod files;
pub(in crate::glossary) mod gone;
mod save;

pub use files::ledger_of;
pub(super) use files::{beside, check_name, read_if_there, read_ledger};

use files::read_both;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::Decider;
use crate::glossary::atomic::{folder_of, follow};
use crate::glossary::changes::{Change, changes_and_growth};
use crate::glossary::concept::Concept;
use crate::glossary::document_name::document_name;
use crate::glossary::fold::with_figures;
use crate::glossary::ledger::{Ledger, Lemmas};
use crate::glossary::lemma::{self, Cite};
use crate::glossary::lock::Lock;
use crate::glossary::people::{State, baseline};
use crate::glossary::row::Row;
use crate::glossary::spreadsheet::Form;
use crate::glossary::swapped::{self, swapped};
use crate::glossary::table::Table;
use crate::glossary::version::Version;
use crate::{Error, Result};

/// A glossary and its ledger, read into memory.
pub struct Glossary {
    path: PathBuf,
    ledger_path: PathBuf,
    /// Held while mining; `None` where the glossary is only read.
    lock: Option<Lock>,
    /// The files as they were read or last written.
    table_bytes: Option<Vec<u8>>,
    ledger_version: Option<Version>,
    /// What `table_bytes` holds.
    on_disk: Table,
    /// What mining wrote into its column `lemma`.
    lemmas: Lemmas,
    table: Table,
    ledger: Ledger,
    state: State,
    /// The form to write from now on; `None` for the file's own.
    form: Option<Form>,
    /// What a person should know of the file.
    notes: Vec<Error>,
    lexicon: Box<dyn Fn(&str) -> bool + Send + Sync>,
    cite: Option<Box<Cite>>,
    decider: Decider,
}

impl Glossary {
    /// Opens the glossary for mining; it, its ledger and its folder need not exist yet.
    ///
    /// Takes the lock file beside the glossary and holds it until the value is dropped. Where another
    /// process has it, waits; after a second `waiting` is called once with the lock file's path.
    ///
    /// # Errors
    ///
    /// The glossary or its ledger can't be read or parsed (it is left as it was), its header names English and Korean the
    /// wrong way round, or the lock can't be taken.
    pub fn open(path: impl AsRef<Path>, waiting: &mut dyn FnMut(&Path)) -> Result<Self> {
        let path = follow(path.as_ref())?;
        check_name(&path)?;
        let folder = folder_of(&path);
        fs::create_dir_all(folder).map_err(|error| {
            Error::new(format!("cannot create the folder: {error}")).in_file(folder)
        })?;
        let lock = Lock::take(beside(&path, ".lock"), waiting)?;
        Self::load(path, Some(lock))?.in_order()
    }

    /// The same for a glossary that is there: none is begun.
    ///
    /// # Errors
    ///
    /// There is no such file; or as [`open`](Self::open).
    pub fn open_existing(path: impl AsRef<Path>, waiting: &mut dyn FnMut(&Path)) -> Result<Self> {
        let path = path.as_ref();
        if follow(path)?.exists() {
            Self::open(path, waiting)
        } else {
            Err(no_such_glossary(path))
        }
    }

    /// Reads the glossary without locking it; [`save`](Self::save) is refused.
    ///
    /// # Errors
    ///
    /// There is no such file, or it or its ledger can't be read or parsed.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = follow(path.as_ref())?;
        check_name(&path)?;
        let mut glossary = Self::load(path, None)?;
        glossary.notes.extend(glossary.is_swapped());
        if glossary.table_bytes.is_none() {
            return Err(no_such_glossary(&glossary.path));
        }
        Ok(glossary)
    }

    /// Reads the glossary, or begins one in memory, to see what mining would change: nothing is locked, and
    /// [`save`](Self::save) is refused.
    ///
    /// # Errors
    ///
    /// It or its ledger is there and can't be read or parsed, or its header names English and Korean the wrong way round.
    pub fn preview(path: impl AsRef<Path>) -> Result<Self> {
        let path = follow(path.as_ref())?;
        check_name(&path)?;
        Self::load(path, None)?.in_order()
    }

    /// Refuses to write where English and Korean are mistaken for each other: every pair would come a second time.
    fn in_order(self) -> Result<Self> {
        match self.is_swapped() {
            Some(error) => Err(error),
            None => Ok(self),
        }
    }

    fn is_swapped(&self) -> Option<Error> {
        let reason = swapped(self.on_disk.rows())?;
        let error = Error::new(reason).in_file(&self.path);
        Some(error.hint(swapped::HINT))
    }

    fn load(path: PathBuf, lock: Option<Lock>) -> Result<Self> {
        let ledger_path = ledger_of(&path);
        let table_bytes = read_if_there(&path)?;
        let (on_disk, mut ledger, ledger_version, mut notes) =
            read_both(&path, table_bytes.as_deref(), &ledger_path)?;
        let people = &ledger.baseline;
        if on_disk.rows.is_empty() && !(people.kept.is_empty() && people.typed.is_empty()) {
            let lost = "has no rows, but its ledger knows of rows that people worked on";
            notes.push(Error::new(lost).in_file(&path).hint(
                "if that was no intention, restore it from git or a backup: what mining writes now are proposals",
            ));
        }
        let state = State::of(&on_disk, &ledger);
        let mut table = match state {
            State::Current => on_disk.clone(),
            State::Interrupted | State::Edited => with_figures(&on_disk, &ledger.places),
        };
        table.sort();
        take_stock(&on_disk, &mut ledger);
        Ok(Self {
            path,
            ledger_path,
            lock,
            table_bytes,
            ledger_version,
            on_disk,
            lemmas: ledger.lemmas.clone(),
            table,
            ledger,
            state,
            form: None,
            notes,
            lexicon: Box::new(|_| false),
            cite: None,
            decider: Decider::default(),
        })
    }

    /// Gives mining the words of a lexicon (in lower case), by which it knows that `Comput ing` is
    /// `Computing`. Without one it knows only the words of the documents mined.
    #[must_use]
    pub fn knowing(mut self, lexicon: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        self.lexicon = Box::new(lexicon);
        self
    }

    /// Says whether the glossary is written for Excel from now on: UTF-8 with a byte order mark and `\r\n`, so that it is
    /// opened right at a double click, and with what Excel would run as a formula [marked](super::spreadsheet::formula).
    /// Otherwise it is plain UTF-8 with `\n`. The file remembers: without this it is written as it was.
    pub fn set_for_excel(&mut self, for_excel: bool) {
        self.form = Some(if for_excel { Form::EXCEL } else { Form::PLAIN });
    }

    /// What a person should know of the file, in the words of an error, though none is one: cells that Excel took for
    /// something else, characters that were lost, an encoding or separator that [`save`](Self::save) changed. Each is
    /// told once.
    pub fn take_notes(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.notes)
    }

    /// Gives mining the citation forms of Korean terms, for the column `lemma`: 열거할 수 없다 of 열거할 수 없습니다,
    /// none of a noun. Without them the lemmas that are there stay as they are, and new terms have none.
    #[must_use]
    pub fn citing(
        mut self,
        lemma: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.cite = Some(Box::new(lemma));
        self
    }

    /// The name by which the ledger knows a document: its path with `/`, relative to the folder of
    /// the glossary, composed (NFC). Standard input, `-`, keeps its name.
    pub fn document_name(&self, document: impl AsRef<Path>) -> String {
        document_name(document.as_ref(), folder_of(&self.path))
    }

    /// What mining has changed and [`save`](Self::save) would write, row by row, with how often the pairs are found.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        changes_and_growth(&self.on_disk, &self.table)
    }

    /// The rows, sorted by concept, English and Korean.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.table.rows()
    }

    /// The rows by concept, in the order of [`rows`](Self::rows).
    pub fn concepts(&self) -> impl Iterator<Item = Concept<'_>> {
        Concept::all(&self.table)
    }

    /// The ledger.
    pub(in crate::glossary) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How the glossary relates to its ledger.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Whether the figures on the disk are those that follow from the ledger.
    pub(in crate::glossary) fn has_its_figures(&self) -> bool {
        let mut sorted = self.on_disk.clone();
        sorted.sort();
        sorted == self.table
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
            .field("places", &self.ledger.places.len())
            .finish_non_exhaustive()
    }
}

pub(super) fn no_such_glossary(path: &Path) -> Error {
    Error::new("there is no such glossary")
        .in_file(path)
        .hint("check the path; `yongeo mine --glossary FILE PATH` begins one")
}

/// Brings the ledger up to what people have done to the glossary.
fn take_stock(table: &Table, ledger: &mut Ledger) {
    ledger.baseline = baseline(table, ledger);
    let replaced = ledger.replaced.take();
    let added = ledger.lemmas.added || replaced.is_some_and(|old| old.added_lemma);
    ledger.lemmas.added = added && lemma::is_in_place(table);
}
