//! Glossary and ledger on the disk.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{folder_of, follow, replace};
use super::concept::Concept;
use super::document_name::document_name;
use super::evidence::{Evidence, Found, Pair};
use super::fold::{Summary, compare, fold, with_figures};
use super::ledger::{Ledger, Replaced};
use super::lock::Lock;
use super::people::{State, baseline, is_persons, pair_of};
use super::row::Row;
use super::strict::SAVE_AS_CSV;
use super::table::Table;
use crate::corpus::Decider;
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
    /// The glossary or its ledger can't be read or parsed (it is left as it was), or the lock can't
    /// be taken.
    pub fn open(path: impl AsRef<Path>, waiting: &mut dyn FnMut(&Path)) -> Result<Self> {
        let path = follow(path.as_ref())?;
        check_name(&path)?;
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
        check_name(&path)?;
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
        let table_bytes = read_if_there(&path)?;
        let ledger_bytes = read_if_there(&ledger_path)?;
        let (on_disk, mut ledger) = parse(
            &path,
            table_bytes.as_deref(),
            &ledger_path,
            ledger_bytes.as_deref(),
        )?;
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

    /// The name by which the ledger knows a document: its path with `/`, relative to the folder of
    /// the glossary, composed (NFC). Standard input, `-`, keeps its name.
    pub fn document_name(&self, document: impl AsRef<Path>) -> String {
        document_name(document.as_ref(), folder_of(&self.path))
    }

    /// Replaces the share of each document named by what was found in it now, possibly nothing.
    /// Documents that are not named keep theirs. Nothing is written before [`save`](Self::save).
    ///
    /// The evidence counts for the document it is handed over with, whatever document it names.
    pub fn mine(&mut self, documents: Vec<(String, Vec<Evidence>)>) -> Summary {
        let before = self.table.clone();
        let named: BTreeSet<String> = documents.iter().map(|(name, _)| name.clone()).collect();
        let is_named = |one: &Found| named.contains(&one.evidence.document);
        self.ledger.found.retain(|one| !is_named(one));
        for (document, evidence) in documents {
            self.ledger
                .found
                .extend(evidence.into_iter().map(|evidence| Found {
                    evidence: Evidence {
                        document: document.clone(),
                        confidence: thousandths(evidence.confidence),
                        ..evidence
                    },
                    pair: Pair::default(),
                    concept: String::new(),
                }));
        }
        self.table = fold(
            &self.on_disk,
            &self.ledger.baseline,
            &mut self.ledger.found,
            &self.decider,
            self.lexicon.as_ref(),
        );
        let found = self.ledger.found.iter();
        Summary {
            recovered: self.state == State::Interrupted,
            pairs: found.filter(|one| one.counts() && is_named(one)).count(),
            ..compare(&before, &self.table)
        }
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
    pub(super) fn save_steps(&mut self, steps: usize) -> Result<()> {
        if self.lock.is_none() {
            return Err(Error::new("was opened for reading only").in_file(&self.path));
        }
        self.take_up_edits()?;
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

    /// Folds once more where a person has saved the glossary since it was read: mining can take minutes.
    /// The lock keeps miners out, not editors.
    fn take_up_edits(&mut self) -> Result<()> {
        let table_bytes = read_if_there(&self.path)?;
        if table_bytes == self.table_bytes {
            return Ok(());
        }
        if read_if_there(&self.ledger_path)? != self.ledger_bytes {
            return Err(
                Error::new("was replaced, with its ledger, while it was being mined")
                    .in_file(&self.path)
                    .hint("nothing was written; run the command again"),
            );
        }
        let found = std::mem::take(&mut self.ledger.found);
        let (table, ledger) = parse(
            &self.path,
            table_bytes.as_deref(),
            &self.ledger_path,
            self.ledger_bytes.as_deref(),
        )?;
        self.ledger = Ledger {
            baseline: baseline(&table, &ledger),
            found,
            ..Ledger::default()
        };
        self.table_bytes = table_bytes;
        self.on_disk = table;
        self.table = fold(
            &self.on_disk,
            &self.ledger.baseline,
            &mut self.ledger.found,
            &self.decider,
            self.lexicon.as_ref(),
        );
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

    /// The rows by concept, in the order of [`rows`](Self::rows).
    pub fn concepts(&self) -> impl Iterator<Item = Concept<'_>> {
        let mut rows = self.rows().peekable();
        std::iter::from_fn(move || {
            let first = rows.next()?;
            let mut members = vec![first];
            while let Some(row) = rows.next_if(|row| row.concept() == first.concept()) {
                members.push(row);
            }
            Some(Concept::of(members))
        })
    }

    /// The evidence in the ledger with the pair it counts for, sorted by document and offset.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.ledger.found.iter().filter(|found| found.counts())
    }

    /// The ledger.
    pub(super) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How the glossary relates to its ledger.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Whether the figures on the disk are those that follow from the ledger.
    pub(super) fn has_its_figures(&self) -> bool {
        self.on_disk == self.table
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

/// Glossary and ledger from their bytes; empty where there are none.
fn parse(
    path: &Path,
    table: Option<&[u8]>,
    ledger_path: &Path,
    ledger: Option<&[u8]>,
) -> Result<(Table, Ledger)> {
    let table = table
        .map(Table::parse)
        .transpose()
        .map_err(|error| error.in_file(path))?;
    let ledger = ledger
        .map(Ledger::parse)
        .transpose()
        .map_err(|error| error.in_file(ledger_path))?;
    Ok((table.unwrap_or_default(), ledger.unwrap_or_default()))
}

/// Refuses names that cannot be a glossary's, before anything is made beside such a file.
pub(super) fn check_name(path: &Path) -> Result<()> {
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

pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(format!("cannot be read: {error}")).in_file(path)),
    }
}

/// The path with something added to the file's name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A confidence as the ledger keeps it.
pub(super) fn thousandths(confidence: f32) -> f32 {
    if confidence.is_nan() {
        0.0
    } else {
        (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::glossary::Status;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Documents by number, each with its pairs.
    type Shares = Vec<(usize, Vec<(&'static str, &'static str)>)>;

    fn open(folder: &Path) -> Glossary {
        Glossary::open(folder.join("glossary.csv"), &mut |_| ()).unwrap()
    }

    /// Mines, and is killed after so many writes (three are all).
    fn mine(folder: &Path, shares: &Shares, writes: usize) {
        let mut glossary = open(folder);
        let documents = shares.iter().map(|(number, pairs)| {
            let evidence = pairs.iter().map(|&(english, korean)| Evidence {
                document: String::new(),
                offset: 1,
                line: 1,
                korean: korean.into(),
                english: english.into(),
                kind: Kind::Term,
                language: "en".into(),
                confidence: 0.75,
                context: String::new(),
                undecided: None,
            });
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
    fn an_interrupted_mining_is_noticed_and_its_figures_are_new() {
        let folder = tempfile::tempdir().unwrap();
        mine(folder.path(), &vec![(1, BEFORE.to_vec())], 3);
        mine(folder.path(), &vec![(2, BEFORE.to_vec())], 1);
        let mut glossary = open(folder.path());
        assert!(
            glossary
                .rows()
                .all(|row| (row.occurrences(), row.documents()) == (2, 2))
        );
        let summary = glossary.mine(Vec::new());
        assert!(summary.recovered);
        glossary.save().unwrap();
        assert!(!glossary.mine(Vec::new()).recovered);
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
            select(&["클라우드", "포그", "호수"][..]),
        );
        prop::collection::vec((0..3_usize, prop::collection::vec(pair, 0..4)), 0..3)
    }

    fn all(shares: &Shares) -> Shares {
        let of = |number| shares.iter().rev().find(|(other, _)| *other == number);
        (0..3)
            .map(|number| of(number).cloned().unwrap_or((number, Vec::new())))
            .collect()
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
