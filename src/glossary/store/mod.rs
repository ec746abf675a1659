//! Glossary and ledger on the disk.

mod documents;
mod shown;

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::corpus::Decider;
use crate::glossary::atomic::{folder_of, follow, open_elsewhere, replace, replace_with};
use crate::glossary::changes::{Change, changes_and_growth};
use crate::glossary::concept::Concept;
use crate::glossary::document_name::document_name;
use crate::glossary::fold::with_figures;
use crate::glossary::ledger::{Cells, Ledger, Lemmas, Replaced};
use crate::glossary::lemma::{self, Cite};
use crate::glossary::lock::Lock;
use crate::glossary::people::{self, State, baseline, is_persons, key};
use crate::glossary::row::Row;
use crate::glossary::spreadsheet::{Form, losses};
use crate::glossary::strict::{SAVE_AS_CSV, SAVE_FROM_EXCEL};
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
            return Err(Error::new("there is no such glossary")
                .in_file(glossary.path)
                .hint("`yongeo mine` creates one"));
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

    /// Writes ledger and glossary, each atomically. Files that would not change are not touched.
    ///
    /// # Errors
    ///
    /// The glossary was opened with [`read`](Self::read); a file can't be written; or somebody changed
    /// the glossary meanwhile so that it can't be read any more. What a person saved while it was being
    /// mined is taken up like any other edit.
    pub fn save(&mut self) -> Result<()> {
        self.save_steps(usize::MAX)
    }

    /// Saves, but stops after so many writes, as a killed process would.
    pub(in crate::glossary) fn save_steps(&mut self, steps: usize) -> Result<()> {
        if self.lock.is_none() {
            return Err(Error::new("was opened for reading only").in_file(&self.path));
        }
        self.take_up_edits()?;
        let came = self.on_disk.form;
        self.table.form = self.form.unwrap_or(came.written());
        let table_bytes = self.table.to_bytes();
        let mut left = steps;
        let changed = self.has_another_form();
        self.ledger.for_excel = self.table.form.is_guarded();
        self.ledger.generation = Some(self.table.fingerprint());
        if self.table_bytes.as_ref() != Some(&table_bytes) {
            self.ledger.replaced = Some(self.replaced());
            let announced = self.write_ledger(&mut left);
            self.ledger.replaced = None;
            announced?;
            if left > 0 {
                left -= 1;
                replace(&self.path, &table_bytes)?;
                self.table_bytes = Some(table_bytes);
            }
        }
        self.write_ledger(&mut left)?;
        self.on_disk = self.table.clone();
        self.lemmas = self.ledger.lemmas.clone();
        self.state = State::Current;
        if changed {
            self.notes
                .push(another_form(self.table.form).in_file(&self.path));
        }
        if came.is_converted() {
            let note = Error::new(format!("was {came}; is {} now", self.table.form));
            self.notes
                .push(note.in_file(&self.path).hint(SAVE_FROM_EXCEL));
        }
        Ok(())
    }

    /// Whether somebody has saved the glossary in another form than mining wrote it in, and nobody has said in which to
    /// write it. What had to be converted is said anyway.
    fn has_another_form(&self) -> bool {
        let is_known = self.ledger.generation.is_some() && self.state != State::Interrupted;
        let came = self.on_disk.form;
        is_known
            && self.form.is_none()
            && self.table_bytes.is_some()
            && !came.is_converted()
            && came.is_guarded() != self.ledger.for_excel
    }

    /// Writes the ledger if it is not as it is on the disk, and if there are writes `left`.
    fn write_ledger(&mut self, left: &mut usize) -> Result<()> {
        let version = Version::of_written(|out| self.ledger.write(out)).map_err(|error| {
            Error::new(error.to_string())
                .in_file(&self.ledger_path)
                .hint("nothing was written; run the command again")
        })?;
        if self.ledger_version != Some(version) && *left > 0 {
            *left -= 1;
            replace_with(&self.ledger_path, |out| self.ledger.write(out))?;
            self.ledger_version = Some(version);
        }
        Ok(())
    }

    /// Folds once more where a person has saved the glossary since it was read: mining can take minutes.
    /// The lock keeps miners out, not editors.
    fn take_up_edits(&mut self) -> Result<()> {
        let table_bytes = read_if_there(&self.path)?;
        if table_bytes == self.table_bytes {
            return Ok(());
        }
        let (table, mut ledger, version, notes) =
            read_both(&self.path, table_bytes.as_deref(), &self.ledger_path)?;
        if version != self.ledger_version {
            return Err(
                Error::new("was replaced, with its ledger, while it was being mined")
                    .in_file(&self.path)
                    .hint("nothing was written; run the command again"),
            );
        }
        let mined = std::mem::take(&mut self.ledger);
        take_stock(&table, &mut ledger);
        self.lemmas = ledger.lemmas.clone();
        self.ledger = Ledger {
            places: mined.places,
            contexts: mined.contexts,
            contents: mined.contents,
            ..ledger
        };
        self.table_bytes = table_bytes;
        self.on_disk = table;
        self.notes.extend(notes);
        self.fold();
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
            added_lemma: self.lemmas.added,
            rows: rows
                .map(|row| {
                    let cells = Cells {
                        kind: row.kind(),
                        language: row.language().to_owned(),
                        lemma: people::lemma(row),
                    };
                    (key(row), vec![cells])
                })
                .collect(),
        }
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

/// The form in which somebody has saved the glossary, and mining now writes it.
fn another_form(form: Form) -> Error {
    if form.is_guarded() {
        Error::new("was saved as Excel saves it, with a byte order mark and CRLF line ends, and stays so")
            .hint("good for a double click in Excel; `yongeo mine --for-excel=false` goes back to plain UTF-8")
    } else {
        Error::new("was saved without the byte order mark and line ends of Excel, and stays so")
            .hint(
                "good for git and editors; `yongeo mine --for-excel` goes back to what Excel opens",
            )
    }
}

/// Brings the ledger up to what people have done to the glossary.
fn take_stock(table: &Table, ledger: &mut Ledger) {
    ledger.baseline = baseline(table, ledger);
    let replaced = ledger.replaced.take();
    let added = ledger.lemmas.added || replaced.is_some_and(|old| old.added_lemma);
    ledger.lemmas.added = added && lemma::is_in_place(table);
}

/// The glossary from its bytes and the ledger from its file, empty where there are none, the ledger's version, and what is
/// lost in the glossary.
fn read_both(
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

/// A confidence as the ledger keeps it.
pub(in crate::glossary) fn thousandths(confidence: f32) -> f32 {
    if confidence.is_nan() {
        0.0
    } else {
        (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Status;
    use crate::glossary::example::evidence;
    use crate::glossary::share::Share;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Documents by number, each with its pairs.
    type Shares = Vec<(usize, Vec<(&'static str, &'static str)>)>;

    fn open(folder: &Path) -> Glossary {
        Glossary::open(folder.join("glossary.csv"), &mut |_| ())
            .unwrap()
            .citing(|korean| Some(korean.strip_suffix('는')?.to_owned() + "다"))
    }

    /// Mines, and is killed after so many writes (three are all).
    fn mine(folder: &Path, shares: &Shares, writes: usize) {
        let mut glossary = open(folder);
        let documents = shares.iter().map(|(number, pairs)| {
            let evidence = pairs
                .iter()
                .map(|&(english, korean)| evidence(english, korean));
            (format!("{number}.txt"), evidence.collect())
        });
        glossary.mine(documents.collect());
        glossary.save_steps(writes).unwrap();
    }

    fn files(folder: &Path) -> [String; 2] {
        ["glossary.csv", "glossary.evidence.csv"]
            .map(|name| fs::read_to_string(folder.join(name)).unwrap_or_default())
    }

    /// A person's edit of every row for which `pick` says so.
    fn edit(
        folder: &Path,
        mut pick: impl FnMut(usize) -> bool,
        mut change: impl FnMut(&mut [String]),
    ) {
        let path = folder.join("glossary.csv");
        let Ok(bytes) = fs::read(&path) else { return };
        let mut table = Table::parse(&bytes).unwrap();
        table
            .rows
            .iter_mut()
            .enumerate()
            .filter(|(at, _)| pick(*at))
            .for_each(|(_, cells)| change(cells));
        fs::write(path, table.to_bytes()).unwrap();
    }

    /// Before: cloud and fog. Then the text says cloud and mist.
    const BEFORE: [(&str, &str); 2] = [("cloud", "클라우드"), ("fog", "포그")];
    const AFTER: [(&str, &str); 2] = [("Cloud", "클라우드"), ("mist", "미스트")];

    #[test]
    fn killed_after_any_write_it_is_made_good_by_the_next_mining() {
        let clean = tempfile::tempdir().unwrap();
        mine(clean.path(), &vec![(1, AFTER.to_vec())], 3);
        for writes in 0..=3 {
            let folder = tempfile::tempdir().unwrap();
            mine(folder.path(), &vec![(1, BEFORE.to_vec())], 3);
            mine(folder.path(), &vec![(1, AFTER.to_vec())], writes);
            let found = open(folder.path()).state;
            assert_eq!(
                found,
                if writes == 1 {
                    State::Interrupted
                } else {
                    State::Current
                }
            );
            mine(folder.path(), &vec![(1, AFTER.to_vec())], 3);
            assert_eq!(
                files(folder.path()),
                files(clean.path()),
                "killed after {writes} writes"
            );
        }
    }

    #[test]
    fn a_column_that_a_killed_mining_was_to_add_or_take_away_is_minings() {
        let [nouns, predicates] =
            [("cloud", "클라우드"), ("shared", "함께 쓰는")].map(|pair| vec![(1, vec![pair])]);
        for (before, after) in [(&nouns, &predicates), (&predicates, &nouns)] {
            let clean = tempfile::tempdir().unwrap();
            mine(clean.path(), after, 3);
            for writes in 0..=3 {
                let folder = tempfile::tempdir().unwrap();
                mine(folder.path(), before, 3);
                mine(folder.path(), after, writes);
                mine(folder.path(), after, 3);
                assert_eq!(
                    files(folder.path()),
                    files(clean.path()),
                    "killed after {writes} writes"
                );
            }
        }
    }

    #[test]
    fn an_interrupted_mining_is_noticed_and_its_figures_are_new() {
        let folder = tempfile::tempdir().unwrap();
        mine(folder.path(), &vec![(1, BEFORE.to_vec())], 3);
        mine(folder.path(), &vec![(2, BEFORE.to_vec())], 1);
        let mut glossary = open(folder.path());
        let figures: Vec<_> = glossary
            .rows()
            .map(|row| (row.occurrences(), row.documents()))
            .collect();
        assert_eq!(figures, [(2, 2); 2]);
        let summary = glossary.mine(Vec::<Share>::new());
        assert!(summary.recovered);
        glossary.save().unwrap();
        assert!(!glossary.mine(Vec::<Share>::new()).recovered);
    }

    #[test]
    fn a_person_who_edits_what_a_killed_mining_left_loses_nothing_and_gains_no_stale_rows() {
        for writes in 0..=3 {
            let folder = tempfile::tempdir().unwrap();
            mine(
                folder.path(),
                &vec![(1, BEFORE.to_vec()), (2, vec![("rain", "비")])],
                3,
            );
            mine(folder.path(), &vec![(1, AFTER.to_vec())], writes);
            edit(
                folder.path(),
                |_| true,
                |cells| {
                    if cells[1] == "rain" {
                        cells[9] = "눈여겨볼 것".into();
                    }
                },
            );
            mine(folder.path(), &vec![(1, AFTER.to_vec())], 3);
            assert_eq!(
                files(folder.path())[0],
                "concept,english,korean,kind,language,status,occurrences,documents,confidence,note\n\
                 cloud,Cloud,클라우드,term,en,proposed,1,1,0.75,\n\
                 mist,mist,미스트,term,en,proposed,1,1,0.75,\n\
                 rain,rain,비,term,en,proposed,1,1,0.75,눈여겨볼 것\n",
                "killed after {writes} writes"
            );
            // Only where the person worked is anything tied down.
            let kept: Vec<_> = open(folder.path())
                .ledger
                .baseline
                .kept
                .into_values()
                .flatten()
                .collect();
            assert_eq!(kept, ["rain"], "killed after {writes} writes");
        }
    }

    fn shares() -> impl Strategy<Value = Shares> {
        let pair = (
            select(&["cloud", "Clouds", "fog", "data lake"][..]),
            select(&["클라우드", "포그", "함께 쓰는"][..]),
        );
        prop::collection::vec((0..3_usize, prop::collection::vec(pair, 0..4)), 0..3)
    }

    fn all(shares: &Shares) -> Shares {
        let of = |number| shares.iter().rev().find(|(other, _)| *other == number);
        (0..3)
            .map(|number| of(number).cloned().unwrap_or((number, Vec::new())))
            .collect()
    }

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

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn kills_leave_no_trace(
            first in shares(),
            noted in any::<u8>(),
            killed in prop::collection::vec((shares(), 0..4_usize), 1..5),
            last in shares(),
        ) {
            let [folder, clean] = [(); 2].map(|()| tempfile::tempdir().unwrap());
            for place in [&folder, &clean] {
                mine(place.path(), &first, 3);
                edit(place.path(), |at| noted >> (at % 8) & 1 == 1, |cells| cells[9] = "메모".into());
                // The edit is read before anything is killed.
                mine(place.path(), &first, 3);
            }
            for (shares, writes) in &killed {
                mine(folder.path(), shares, *writes);
            }
            for place in [&folder, &clean] {
                mine(place.path(), &all(&last), 3);
            }
            prop_assert_eq!(files(folder.path()), files(clean.path()));
        }

        #[test]
        fn kills_and_edits_leave_mining_its_rows_and_people_theirs(
            steps in prop::collection::vec((shares(), 0..4_usize, any::<u8>()), 1..6),
            last in shares(),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut decided = Vec::new();
            for (shares, writes, picked) in &steps {
                mine(folder.path(), shares, *writes);
                let pick = |at: usize| picked >> (at % 8) & 3 == 3;
                edit(folder.path(), pick, |cells| {
                    cells[5] = "admitted".into();
                    decided.push(cells[..3].to_vec());
                });
            }
            mine(folder.path(), &all(&last), 3);
            let glossary = open(folder.path());
            for row in glossary.rows() {
                prop_assert!(row.status() == Status::Admitted || row.occurrences() > 0, "{row:?}");
            }
            for cells in decided {
                prop_assert!(glossary.rows().any(|row| row.status() == Status::Admitted && row.cells[..3] == cells));
            }
        }
    }
}
