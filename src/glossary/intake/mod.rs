//! Rows from elsewhere, taken into a glossary: what another tool exported, or somebody keeps in a spreadsheet.
//!
//! To the glossary this is an edit like any other: it is [merged](super::merge) as the work of another person is, so nothing that
//! stands there is lost, and where both sides say something else, both stay and a person settles it.

mod again;
mod first;
mod joined;
mod known;
mod rows;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{folder_of, follow, replace};
use super::changes::{Change, Fate, changes};
use super::clean::tidy;
use super::columns::{COLUMNS, PEOPLES, REQUIRED};
use super::evidence::Pair;
use super::group::names;
use super::lock::Lock;
use super::merge::{Conflicts, Prefer, Rivals};
use super::row::{Status, word};
use super::store::{beside, check_name, read_if_there};
use super::swapped::swapped;
use super::table::Table;
use crate::variant::english_key;
use crate::{Error, Result};

use joined::{Joined, joined, joined_as};
use known::Known;
use rows::{Said, news, said};

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
    /// Whether rows with the same English are one concept though they have different numbers; so are those that are joined by a third.
    pub is_flat: bool,
    /// The status of rows of which nothing is said; of a concept one Korean term is preferred, the first, and the others are admitted.
    pub status: Option<Status>,
    /// Which side is right where both say something else, where a person has said so.
    pub prefer: Option<Prefer>,
}

/// What taking rows in came to.
#[derive(Debug)]
pub struct Taken {
    /// The file (the target, if the path given was a symbolic link).
    pub path: PathBuf,
    /// What is different from before, cell by cell; nothing where the glossary was begun and written.
    pub changes: Vec<Change>,
    /// Rows that a person has to settle now, two versions of one counted once, and two preferred terms of a concept once.
    pub conflicts: usize,
    /// Of these the preferred terms.
    pub rivals: Vec<Rivals>,
    /// Rows of the glossary now.
    pub rows: usize,
    /// Rows that came.
    pub came: usize,
    /// Of these the rows that wait for a person: a conflict of an earlier merge is not settled yet.
    pub waiting: usize,
    /// Pairs that the file has twice and says different things of: the first counts.
    pub contradicted: Vec<Pair>,
    /// Korean terms that are admitted, since another one of their concept is preferred, where the file's terms were all to be.
    pub second: usize,
    /// Rows that are new.
    pub added: usize,
    /// Rows that say more, or something else, than before.
    pub changed: usize,
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
    let (came, prefer, status) = (intake.rows.len(), intake.prefer, intake.status);
    let Said {
        table: said,
        contradicted,
        second,
    } = said(&Known::of(&ours), intake)?;
    if let Some(reason) = swapped(said.rows()) {
        return Err(Error::new(reason)
            .hint("--map says which column is which: --map korean=NAME --map english=NAME"));
    }
    let Joined {
        table: merged,
        conflicts,
        waiting: unsettled,
    } = if ours.rows.is_empty() && bytes.is_none() {
        // Without one there is nobody to keep the order of columns for.
        let (table, waiting) = news(&Known::of(&ours), said, status);
        Joined {
            table,
            conflicts: Conflicts::default(),
            waiting,
        }
    } else {
        match prefer {
            Some(side) => joined_as(&ours, said, status, side),
            None => joined(&ours, said, status),
        }
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
    // Of a glossary that is begun everything is new.
    let begun = bytes.is_none();
    let changes = if begun && write {
        Vec::new()
    } else {
        changes(&ours, &merged)
    };
    let [new, other] = [Fate::Added, Fate::Changed].map(|fate| rows_of(&changes, fate));
    Ok(Taken {
        path,
        added: if begun { merged.rows.len() } else { new },
        changed: other,
        changes,
        conflicts: conflicts.count,
        rivals: conflicts.rivals,
        rows: merged.rows.len(),
        came,
        waiting: unsettled,
        contradicted,
        second,
        begun,
    })
}

/// How many rows met this fate: the cells of one come one after the other.
fn rows_of(changes: &[Change], fate: Fate) -> usize {
    let row = |change: &Change| {
        [
            change.concept.clone(),
            change.english.clone(),
            change.korean.clone(),
        ]
    };
    let mut rows: Vec<[String; 3]> = changes
        .iter()
        .filter(|change| change.fate == fate)
        .map(row)
        .collect();
    rows.dedup();
    rows.len()
}

fn header(intake: &Intake) -> Vec<String> {
    let mut header: Vec<String> = if intake.columns.is_empty() {
        COLUMNS.map(str::to_owned).into()
    } else {
        intake.columns.clone()
    };
    let mut names: BTreeSet<String> = header.iter().map(|name| word(name).into_owned()).collect();
    let mut new: Vec<String> = Vec::new();
    for required in REQUIRED {
        if names.insert(required.to_owned()) {
            header.push(required.to_owned());
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

fn pair(row: &Incoming) -> Pair {
    Pair {
        english: tidy(&row.english),
        korean: tidy(&row.korean),
    }
}

/// The first of those that one was joined to; the way there is made shorter.
fn root(joined: &mut [usize], mut one: usize) -> usize {
    while joined[one] != one {
        joined[one] = joined[joined[one]];
        one = joined[one];
    }
    one
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
    // What each was joined to, which is never a later one: a row of several English terms joins all that have one of them.
    let mut joined: Vec<usize> = Vec::with_capacity(nameless.len());
    for (number, &at) in nameless.iter().enumerate() {
        joined.push(number);
        let mut join = |other: usize| {
            let [one, other] = [number, other].map(|number| root(&mut joined, number));
            joined[one.max(other)] = one.min(other);
        };
        join(*by_entry.entry(intake.rows[at].entry).or_insert(number));
        if intake.is_flat {
            let key = english_key(&pairs[number].english);
            join(*by_english.entry(key).or_insert(number));
        }
    }
    for number in 0..nameless.len() {
        let first = root(&mut joined, number);
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
