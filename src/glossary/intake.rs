//! Rows from elsewhere, taken into a glossary: what another tool exported, or somebody keeps in a spreadsheet.
//!
//! To the glossary this is an edit like any other: it is [merged](super::merge) as the work of another person is, so nothing that
//! stands there is lost, and where both sides say something else, both stay and a person settles it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{folder_of, follow, replace};
use super::changes::{Change, changes};
use super::clean::tidy;
use super::columns::{COLUMNS, Columns, check_header};
use super::evidence::Pair;
use super::group::names;
use super::lock::Lock;
use super::merge::merged_without_base;
use super::people::pair_of;
use super::row::{Status, word};
use super::row_cells::RowCells;
use super::store::{beside, check_name, read_if_there};
use super::table::Table;
use crate::variant::english_key;
use crate::{Error, Kind, Result};

/// A row from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The identifier of its concept, where a glossary of ours gave it one; else nothing.
    pub concept: Box<str>,
    /// Rows of one number are one concept.
    pub entry: usize,
    /// The Korean term.
    pub korean: Box<str>,
    /// The English term.
    pub english: Box<str>,
    /// Other columns, with what they hold: many rows say the same.
    pub cells: Box<[(Cow<'static, str>, Arc<str>)]>,
}

/// What is to be taken in.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// Columns of a glossary that is begun, in their order; those that lack come behind. Empty for those of a new one.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Incoming>,
    /// Whether rows with the same English are one concept though they have different numbers.
    pub is_flat: bool,
    /// The status of rows of which nothing is said.
    pub status: Option<Status>,
}

/// What taking rows in came to.
#[derive(Debug)]
pub struct Taken {
    /// The file (the target, if the path given was a symbolic link).
    pub path: PathBuf,
    /// What would be different from before, cell by cell; nothing where it was written.
    pub changes: Vec<Change>,
    /// Rows that a person has to settle now, two versions of one counted once.
    pub conflicts: usize,
    /// Rows of the glossary now.
    pub rows: usize,
    /// Rows that came.
    pub came: usize,
    /// Of these the rows that wait for a person: a conflict of an earlier merge is not settled yet.
    pub waiting: usize,
    /// Whether the glossary was begun.
    pub begun: bool,
}

/// Takes rows into a glossary, or begins one. Without `write` nothing is written, and no lock is taken; else the lock of mining
/// is held, and `waiting` called once if another process has it for longer than a second.
///
/// # Errors
///
/// The glossary can't be read, parsed or written, or was changed meanwhile. The file is then as it was.
pub fn take_in(
    path: impl AsRef<Path>,
    intake: Intake,
    write: bool,
    waiting: &mut dyn FnMut(&Path),
) -> Result<Taken> {
    let path = follow(path.as_ref())?;
    check_name(&path)?;
    let folder = folder_of(&path);
    if write {
        fs::create_dir_all(folder).map_err(|error| {
            Error::new(format!("cannot create the folder: {error}")).in_file(folder)
        })?;
    }
    let lock = write
        .then(|| Lock::take(beside(&path, ".lock"), waiting))
        .transpose()?;
    let bytes = read_if_there(&path)?;
    let ours = match &bytes {
        Some(bytes) => Table::parse(bytes).map_err(|error| error.in_file(&path))?,
        None => Table::default(),
    };
    let came = intake.rows.len();
    let (theirs, waiting) = table(&ours, intake)?;
    let (merged, conflicts) = if ours.rows.is_empty() && bytes.is_none() {
        // Without one there is nobody to keep the order of columns for.
        (theirs, 0)
    } else {
        merged_without_base(&ours, &theirs)
    };
    let is_changed = bytes.is_none() || merged != ours;
    if write && is_changed {
        // The lock keeps miners out, not editors.
        if read_if_there(&path)? != bytes {
            return Err(Error::new("was saved by somebody else just now")
                .in_file(&path)
                .hint("nothing was written; run the command again"));
        }
        replace(&path, &merged.to_bytes())?;
    }
    drop(lock);
    Ok(Taken {
        path,
        // For people to look at: nobody looks at them of what is written.
        changes: if write {
            Vec::new()
        } else {
            changes(&ours, &merged)
        },
        conflicts,
        rows: merged.rows.len(),
        came,
        waiting,
        begun: bytes.is_none(),
    })
}

/// The rows as a glossary of their own, with the concepts of ours where these are the same; and how many are left out since a
/// person has yet to settle what ours says of them.
fn table(ours: &Table, mut intake: Intake) -> Result<(Table, usize)> {
    let known = Known::of(ours);
    name_concepts(&mut intake, &known);
    let header = header(&intake);
    check_header(&header)?;
    let mut table = Table::default().with_header(header);
    let names: Vec<String> = table
        .header()
        .iter()
        .map(|name| word(name).into_owned())
        .collect();
    let columns = table.columns;
    let mut waiting = 0;
    table.rows.reserve(intake.rows.len());
    for row in intake.rows {
        let mut cells = vec![Cow::Borrowed(""); names.len()];
        let key = (!known.rows.is_empty()).then(|| (row.concept.trim().to_owned(), pair(&row)));
        if key
            .as_ref()
            .is_some_and(|key| known.unsettled.contains(key))
        {
            waiting += 1;
            continue;
        }
        for (column, cell) in &row.cells {
            let name = word(column);
            if let Some(at) = names.iter().position(|known| *known == *name) {
                cells[at] = Cow::Borrowed(&**cell);
            }
        }
        let is_there = key.is_some_and(|key| known.rows.contains(&key));
        fill(&mut cells, columns, is_there, intake.status);
        cells[columns.concept] = Cow::Borrowed(&row.concept);
        cells[columns.english] = Cow::Borrowed(&row.english);
        cells[columns.korean] = Cow::Borrowed(&row.korean);
        table
            .rows
            .push(cells.iter().map(|cell| cell.trim()).collect::<RowCells>());
    }
    table.sort();
    join_same(&mut table);
    Ok((table, waiting))
}

/// A file may say a pair twice: what the first row leaves open the second may say.
fn join_same(table: &mut Table) {
    let columns = table.columns;
    let key = |cells: &RowCells| {
        [columns.concept, columns.english, columns.korean].map(|at| cells[at].to_owned())
    };
    let is_same = |a: &RowCells, b: &RowCells| {
        [columns.concept, columns.english, columns.korean]
            .iter()
            .all(|&at| a[at] == b[at])
    };
    if !table.rows.windows(2).any(|two| is_same(&two[0], &two[1])) {
        return;
    }
    let mut rows: Vec<RowCells> = Vec::with_capacity(table.rows.len());
    let mut before: Option<[String; 3]> = None;
    for cells in std::mem::take(&mut table.rows) {
        let own = key(&cells);
        match rows.last_mut() {
            Some(first) if before.as_ref() == Some(&own) => {
                let both = first.iter().zip(cells.iter());
                let both = both.map(|(one, other)| if one.is_empty() { other } else { one });
                *first = both.collect();
            }
            _ => rows.push(cells),
        }
        before = Some(own);
    }
    table.rows = rows;
}

/// What a row says that everybody says of a new row is no news of one that is there; a new one has it.
fn fill(cells: &mut [Cow<'_, str>], columns: Columns, is_there: bool, status: Option<Status>) {
    let says = |cells: &[Cow<'_, str>], at: usize, what: &str| word(&cells[at]) == what;
    let is_english = says(cells, columns.language, "") || says(cells, columns.language, "en");
    let usual = if is_english {
        Kind::Term
    } else {
        Kind::Foreign
    };
    if is_there {
        if says(cells, columns.kind, usual.as_str()) {
            cells[columns.kind] = "".into();
        }
        if is_english {
            cells[columns.language] = "".into();
        }
    } else {
        if says(cells, columns.language, "") {
            cells[columns.language] = "en".into();
        }
        if says(cells, columns.kind, "") {
            cells[columns.kind] = usual.as_str().into();
        }
    }
    if says(cells, columns.status, "") || says(cells, columns.status, "proposed") {
        cells[columns.status] = status.unwrap_or(Status::Proposed).as_str().into();
    }
}

fn header(intake: &Intake) -> Vec<String> {
    const PEOPLES: [&str; 6] = [
        "definition",
        "domain",
        "english_status",
        "reading",
        "case",
        "compounds",
    ];
    let mut header: Vec<String> = if intake.columns.is_empty() {
        COLUMNS.map(str::to_owned).into()
    } else {
        intake.columns.clone()
    };
    let mut names: BTreeSet<String> = header.iter().map(|name| word(name).into_owned()).collect();
    let mut new: Vec<String> = Vec::new();
    for required in &COLUMNS[..3] {
        if names.insert((*required).to_owned()) {
            header.push((*required).to_owned());
        }
    }
    for (column, _) in intake.rows.iter().flat_map(|row| &row.cells) {
        let name = word(column);
        if !names.contains(&*name) {
            names.insert(name.into_owned());
            new.push(column.trim().to_owned());
        }
    }
    // Those that we know in our order, others as they come.
    new.sort_by_key(|name| {
        PEOPLES
            .iter()
            .position(|known| *known == word(name))
            .unwrap_or(PEOPLES.len())
    });
    header.extend(new.into_iter().filter(|name| !name.is_empty()));
    header
}

/// What of a glossary tells where a row belongs.
struct Known {
    rows: HashSet<(String, Pair)>,
    /// Of these the ones that have a conflict.
    unsettled: HashSet<(String, Pair)>,
    pairs: HashMap<Pair, BTreeSet<String>>,
    english: HashMap<String, BTreeSet<String>>,
    concepts: BTreeSet<String>,
}

impl Known {
    fn of(ours: &Table) -> Self {
        let mut known = Self {
            rows: HashSet::new(),
            unsettled: HashSet::new(),
            pairs: HashMap::new(),
            english: HashMap::new(),
            concepts: BTreeSet::new(),
        };
        for row in ours.rows() {
            let pair = pair_of(row);
            let concept = row.concept().to_owned();
            known
                .english
                .entry(english_key(&pair.english))
                .or_default()
                .insert(concept.clone());
            known
                .pairs
                .entry(pair.clone())
                .or_default()
                .insert(concept.clone());
            known.concepts.insert(concept.clone());
            if row.conflict().is_some() {
                known.unsettled.insert((concept.clone(), pair.clone()));
            }
            known.rows.insert((concept, pair));
        }
        known
    }

    /// The concept that the rows of an entry are most likely about: with most of their pairs, then with most of their English terms,
    /// then the first.
    fn concept(&self, pairs: &[&Pair]) -> Option<String> {
        let mut votes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for pair in pairs {
            for concept in self.pairs.get(*pair).into_iter().flatten() {
                votes.entry(concept).or_default().0 += 1;
            }
            for concept in self
                .english
                .get(&english_key(&pair.english))
                .into_iter()
                .flatten()
            {
                votes.entry(concept).or_default().1 += 1;
            }
        }
        // Of equals the first: the order is turned round.
        let best = votes.into_iter().rev().max_by_key(|(_, votes)| *votes);
        best.map(|(concept, _)| concept.to_owned())
    }
}

fn pair(row: &Incoming) -> Pair {
    Pair {
        english: tidy(&row.english),
        korean: tidy(&row.korean),
    }
}

/// Gives each row without a concept the one of ours that it belongs to, else a new one.
fn name_concepts(intake: &mut Intake, known: &Known) {
    let nameless: Vec<usize> = (0..intake.rows.len())
        .filter(|&at| intake.rows[at].concept.trim().is_empty())
        .collect();
    if nameless.is_empty() {
        return;
    }
    let pairs: Vec<Pair> = nameless.iter().map(|&at| pair(&intake.rows[at])).collect();
    // Rows that are one concept, by the first of them.
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_english: HashMap<String, usize> = HashMap::new();
    let mut by_entry: HashMap<usize, usize> = HashMap::new();
    for (number, &at) in nameless.iter().enumerate() {
        let first = if intake.is_flat {
            *by_english
                .entry(english_key(&pairs[number].english))
                .or_insert(number)
        } else {
            *by_entry.entry(intake.rows[at].entry).or_insert(number)
        };
        groups.entry(first).or_default().push(number);
    }
    let mut taken = known.concepts.clone();
    let named = intake.rows.iter().map(|row| row.concept.trim());
    taken.extend(
        named
            .filter(|concept| !concept.is_empty())
            .map(str::to_owned),
    );
    let mut new = Vec::new();
    for members in groups.into_values() {
        let own: Vec<&Pair> = members.iter().map(|&number| &pairs[number]).collect();
        match known.concept(&own) {
            Some(concept) => {
                for number in members {
                    intake.rows[nameless[number]].concept = concept.as_str().into();
                }
            }
            None => new.push(members),
        }
    }
    for (members, name) in new.iter().zip(names(&pairs, &new, taken)) {
        for &number in members {
            intake.rows[nameless[number]].concept = name.as_str().into();
        }
    }
}
