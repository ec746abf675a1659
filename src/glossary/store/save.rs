//! Writing a glossary and its ledger, so that whoever is interrupted loses nothing.

use super::files::{read_both, read_if_there};
use super::{Glossary, take_stock};
use crate::glossary::atomic::{replace, replace_with};
use crate::glossary::ledger::{Cells, Ledger, Replaced};
use crate::glossary::people::{self, State, is_persons, key};
use crate::glossary::spreadsheet::Form;
use crate::glossary::strict::SAVE_FROM_EXCEL;
use crate::glossary::version::Version;
use crate::{Error, Result};

impl Glossary {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Status;
    use crate::glossary::example::evidence;
    use crate::glossary::row_cells::RowCells;
    use crate::glossary::share::Share;
    use crate::glossary::table::Table;
    use proptest::prelude::*;
    use proptest::sample::select;
    use std::fs;
    use std::path::Path;

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
        mut change: impl FnMut(&mut RowCells),
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
                    if &cells[1] == "rain" {
                        cells.set(9, "눈여겨볼 것");
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
                edit(place.path(), |at| noted >> (at % 8) & 1 == 1, |cells| cells.set(9, "메모"));
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
                    cells.set(5, "admitted");
                    decided.push(cells.iter().take(3).collect::<RowCells>());
                });
            }
            mine(folder.path(), &all(&last), 3);
            let glossary = open(folder.path());
            for row in glossary.rows() {
                prop_assert!(row.status() == Status::Admitted || row.occurrences() > 0, "{row:?}");
            }
            for cells in decided {
                prop_assert!(glossary.rows().any(|row| row.status() == Status::Admitted && row.cells.iter().take(3).eq(cells.iter())));
            }
        }
    }
}
