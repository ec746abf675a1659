//! Decisions typed at the command line: the status of rows, and a note.
//!
//! Only the cells that are decided on are [written](super::in_place). To the ledger this is an edit like any other, which the
//! next mining takes up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::atomic::{follow, replace};
use super::changes::{Change, Fate};
use super::in_place::{COLUMNS, Cells, edited, without};
use super::lock::Lock;
use super::merge::{Unsettled, settled, unsettled};
use super::pattern::Selection;
use super::people::pair_of;
use super::row::{Row, Status};
use super::store::{beside, check_name, no_such_glossary, read_if_there};
use super::table::Table;
use crate::{Error, Result};

/// What is decided on rows.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The status they get.
    pub status: Status,
    /// The note they get, instead of the one they have.
    pub note: Option<String>,
    /// Where a Korean term becomes the preferred one of a concept that has another, make that one admitted.
    pub swap: bool,
}

/// What came of a decision.
#[derive(Debug)]
pub struct Outcome {
    /// The file (the target, if the path given was a symbolic link).
    pub path: PathBuf,
    /// How many rows were meant, changed or not.
    pub matched: usize,
    /// How many rows changed.
    pub changed: usize,
    /// The cells that changed, in the order of the file.
    pub changes: Vec<Change>,
    /// Patterns, as they were typed, that match no row.
    pub unmatched: Vec<String>,
}

/// Decides on the rows that are meant. Without `write` nothing is written, and no lock is taken; else the lock of mining
/// is held, and `waiting` called once if another process has it for longer than a second.
///
/// # Errors
///
/// There is no such file, or it can't be read, parsed or written; or a concept would get two preferred Korean terms. The
/// file is then as it was.
pub fn set(
    path: impl AsRef<Path>,
    selection: &Selection,
    decision: &Decision,
    write: bool,
    waiting: &mut dyn FnMut(&Path),
) -> Result<Outcome> {
    let path = follow(path.as_ref())?;
    check_name(&path)?;
    let missing = || no_such_glossary(&path);
    if !path.is_file() {
        return Err(missing());
    }
    let lock = write
        .then(|| Lock::take(beside(&path, ".lock"), waiting))
        .transpose()?;
    let bytes = read_if_there(&path)?.ok_or_else(missing)?;
    let (table, lines) = Table::read(&bytes, None).map_err(|error| error.in_file(&path))?;

    let exact = selection.to_the_letter(table.rows());
    let mut used = vec![false; selection.patterns.len()];
    let meant: Vec<usize> = table
        .rows()
        .enumerate()
        .filter(|&(_, row)| selection.matches(row, &exact, |number| used[number] = true))
        .map(|(at, _)| at)
        .collect();
    let in_conflict = |&&at: &&usize| table.row(&table.rows[at]).conflict().is_some();
    if let Some(&at) = meant.iter().find(in_conflict) {
        let row = table.row(&table.rows[at]);
        let waits = unsettled(table.rows())[at].unwrap_or(Unsettled::Versions);
        let what = match waits {
            Unsettled::Versions => "is in two versions that wait to be settled",
            Unsettled::Rivals => "is one of two preferred terms that wait to be settled",
            Unsettled::Deletion => "was deleted by one side, which waits to be settled",
        };
        return Err(
            Error::new(format!("{} = {} {what}", row.english(), row.korean()))
                .in_file(&path)
                .at(format!("line {}", lines[at]))
                .hint(format!("first, in the file: {}", waits.advice())),
        );
    }
    let mut edits = edits(&table, &meant, decision);
    if decision.status == Status::Preferred {
        give_way(&table, &lines, &meant, decision.swap, &mut edits)
            .map_err(|error| error.in_file(&path))?;
    }
    let changes = edits
        .iter()
        .flat_map(|(&at, cells)| changes(table.row(&table.rows[at]), cells))
        .collect();
    if write && !edits.is_empty() {
        let mut edited = edited(&bytes, &table, &edits).map_err(|error| error.in_file(&path))?;
        if let Some(at) = settled::column(&table) {
            edited = without(edited, at);
        }
        // The lock keeps miners out, not editors.
        if read_if_there(&path)?.as_deref() != Some(&bytes) {
            return Err(Error::new("was saved by somebody else just now")
                .in_file(&path)
                .hint("nothing was written; run the command again"));
        }
        replace(&path, &edited)?;
    }
    drop(lock);
    Ok(Outcome {
        path,
        matched: meant.len(),
        changed: edits.len(),
        changes,
        unmatched: selection
            .patterns
            .iter()
            .zip(used)
            .filter(|(_, used)| !used)
            .map(|(pattern, _)| pattern.as_str().to_owned())
            .collect(),
    })
}

/// The cells to be written, by row. What says already what it should is left alone.
fn edits(table: &Table, meant: &[usize], decision: &Decision) -> BTreeMap<usize, Cells> {
    let edit = |&at: &usize| {
        let row = table.row(&table.rows[at]);
        let note = decision.note.as_ref();
        let cells = Cells {
            status: Some(decision.status).filter(|&status| status != row.status()),
            note: note
                .filter(|note| note.as_str() != row.cell("note").unwrap_or_default())
                .cloned(),
        };
        (cells.status.is_some() || cells.note.is_some()).then_some((at, cells))
    };
    meant.iter().filter_map(edit).collect()
}

/// Sees to it that no concept gets a second preferred Korean term: the first gives way, or it is an error.
fn give_way(
    table: &Table,
    lines: &[usize],
    meant: &[usize],
    swap: bool,
    edits: &mut BTreeMap<usize, Cells>,
) -> Result<()> {
    let row = |at: usize| table.row(&table.rows[at]);
    // Of each concept the first row that is meant.
    let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
    for &at in meant {
        let concept = row(at).concept();
        let first = *chosen.entry(concept).or_insert(at);
        if pair_of(row(first)).korean != pair_of(row(at)).korean {
            return Err(Error::new(format!(
                "{} and {} cannot both be the preferred term of {concept}",
                row(first).korean(),
                row(at).korean(),
            ))
            .at(format!("lines {} and {}", lines[first], lines[at]))
            .hint("name one, to the letter: --korean TEXT"));
        }
    }
    for (at, rival) in table.rows().enumerate() {
        let Some(&first) = chosen.get(rival.concept()) else {
            continue;
        };
        if rival.status() != Status::Preferred
            || pair_of(rival).korean == pair_of(row(first)).korean
        {
            continue;
        }
        if !swap {
            return Err(Error::new(format!(
                "the preferred term of {} is {}",
                rival.concept(),
                rival.korean()
            ))
            .at(format!("line {}", lines[at]))
            .hint(format!(
                "--swap makes it admitted, and {} preferred",
                row(first).korean()
            )));
        }
        edits.entry(at).or_default().status = Some(Status::Admitted);
    }
    Ok(())
}

/// What is told of a row.
fn changes(row: Row<'_>, cells: &Cells) -> Vec<Change> {
    let old = |column| match column {
        "status" => row.status().as_str(),
        _ => row.cell(column).unwrap_or_default(),
    };
    let change = |column| {
        let new = cells.get(column)?;
        Some(Change::of(Fate::Changed, row, [column, old(column), new]))
    };
    COLUMNS.into_iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::cell_spans::{quoted, unquoted};
    use crate::glossary::example::{evidence, table};
    use crate::glossary::pattern::Pattern;
    use crate::glossary::spreadsheet::formula::guard;
    use crate::glossary::{Glossary, State};
    use proptest::prelude::*;
    use proptest::sample::select;
    use std::fs;

    fn decision(status: Status) -> Decision {
        Decision {
            status,
            note: None,
            swap: false,
        }
    }

    fn patterns(patterns: &[&str]) -> Selection {
        Selection {
            patterns: patterns.iter().map(|text| Pattern::new(text)).collect(),
            ..Selection::default()
        }
    }

    /// What a file holds after a decision.
    fn after(text: &str, selection: &Selection, decision: &Decision) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glossary.csv");
        fs::write(&path, text).unwrap();
        let done = set(&path, selection, decision, true, &mut |_| ());
        let now = fs::read_to_string(&path).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        match done {
            Ok(_) => Ok(now),
            Err(error) => {
                assert_eq!(now, text, "an error leaves the file as it was");
                Err(error)
            }
        }
    }

    #[test]
    fn only_the_cells_asked_for_change() {
        let text = "\u{feff}status,\"담당\",Korean,concept,english,note\r\n\
                    \"proposed\",김하늘,\"텐서\",tensor, tensor,\"줄 1\n줄 2\"\r\n\
                    ,,,,,\r\n\
                    Proposed ,,클라우드,cloud,\"cloud\",\r\n";
        let mut wanted = decision(Status::Preferred);
        wanted.note = Some("수학, 행렬의 일반화".into());
        assert_eq!(
            after(text, &patterns(&["tensor"]), &wanted).unwrap(),
            text.replace("\"proposed\"", "\"preferred\"")
                .replace("\"줄 1\n줄 2\"", "\"수학, 행렬의 일반화\"")
        );
        assert_eq!(
            after(text, &patterns(&["클라우드"]), &decision(Status::Rejected)).unwrap(),
            text.replace("Proposed ", "rejected")
        );
    }

    #[test]
    fn what_a_merge_left_is_settled_first() {
        let text = "concept,english,korean,status,conflict\n\
                    script,script,스크립트,preferred,ours: status\n\
                    script,script,스크립트,deprecated,theirs: status\n";
        let refused = after(text, &patterns(&["script"]), &decision(Status::Admitted));
        let said = refused.unwrap_err().to_string();
        assert!(
            said.contains("line 2: script = 스크립트 is in two versions"),
            "{said}"
        );
    }

    #[test]
    fn a_missing_column_is_added_at_the_end() {
        let text = "concept,english,korean\ntensor,tensor,텐서\ncloud,cloud,클라우드";
        let mut wanted = decision(Status::Admitted);
        wanted.note = Some("확인".into());
        assert_eq!(
            after(text, &patterns(&["cloud"]), &wanted).unwrap(),
            "concept,english,korean,status,note\ntensor,tensor,텐서,,\ncloud,cloud,클라우드,admitted,확인"
        );
    }

    #[test]
    fn what_is_so_already_is_left_alone() {
        let text = "concept,english,korean,status\ntensor,tensor,텐서, Preferred \ncloud,cloud,클라우드,\n";
        for (pattern, status) in [("텐서", Status::Preferred), ("cloud", Status::Proposed)] {
            assert_eq!(
                after(text, &patterns(&[pattern]), &decision(status)).unwrap(),
                text
            );
        }
    }

    const TWO: &str = "concept,english,korean,status\n\
                       weight,weight,가중치,preferred\n\
                       weight,weights,가중치,preferred\n\
                       weight,weight,웨이트,proposed\n";

    #[test]
    fn a_second_preferred_term_is_refused_or_swapped() {
        let error = after(TWO, &patterns(&["웨이트"]), &decision(Status::Preferred)).unwrap_err();
        let said = error.to_string();
        assert!(
            said.ends_with("line 2: the preferred term of weight is 가중치 (--swap makes it admitted, and 웨이트 preferred)"),
            "{said}"
        );
        let swap = Decision {
            swap: true,
            ..decision(Status::Preferred)
        };
        assert_eq!(
            after(TWO, &patterns(&["웨이트"]), &swap).unwrap(),
            TWO.replace("preferred", "admitted")
                .replace("proposed", "preferred")
        );
        let both = after(TWO, &patterns(&["weight"]), &swap).unwrap_err();
        assert!(
            both.to_string()
                .contains("lines 2 and 4: 가중치 and 웨이트 cannot both"),
            "{both}"
        );
        // The term that is preferred already may be so in another row.
        assert!(after(TWO, &patterns(&["가중치"]), &decision(Status::Preferred)).is_ok());
    }

    #[test]
    fn without_writing_it_tells_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glossary.csv");
        fs::write(&path, TWO).unwrap();
        let mut outcomes = [false, true].map(|write| {
            let selection = Selection {
                from: Some(Status::Proposed),
                ..patterns(&["웨*", "없음"])
            };
            let done = set(
                &path,
                &selection,
                &decision(Status::Deprecated),
                write,
                &mut |_| (),
            );
            (done.unwrap(), fs::read_to_string(&path).unwrap())
        });
        assert_eq!(outcomes[0].1, TWO);
        assert_ne!(outcomes[1].1, TWO);
        for (outcome, _) in &mut outcomes {
            assert_eq!(outcome.matched, 1);
            assert_eq!(outcome.unmatched, ["없음"]);
            let value = &outcome.changes[0];
            assert_eq!(
                (value.old.as_str(), value.new.as_str()),
                ("proposed", "deprecated")
            );
        }
    }

    #[test]
    fn to_the_ledger_it_is_an_edit_also_where_a_mining_was_interrupted() {
        let open = |path: &Path| Glossary::open(path, &mut |_| ()).unwrap();
        // As many writes as a mining gets done before it is killed.
        for writes in 0..=3 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("glossary.csv");
            let mut glossary = open(&path);
            glossary.mine(vec![
                ("a.txt".into(), vec![evidence("cloud", "클라우드")]),
                ("b.txt".into(), vec![evidence("fog", "포그")]),
            ]);
            glossary.save().unwrap();
            glossary.mine(vec![("a.txt".into(), vec![evidence("mist", "미스트")])]);
            glossary.save_steps(writes).unwrap();
            drop(glossary);

            set(
                &path,
                &patterns(&["fog"]),
                &decision(Status::Preferred),
                true,
                &mut |_| (),
            )
            .unwrap();
            let mut glossary = open(&path);
            assert_eq!(glossary.state(), State::Edited, "{writes}");
            glossary.mine(vec![("a.txt".into(), vec![evidence("mist", "미스트")])]);
            glossary.save().unwrap();
            assert_eq!(
                fs::read_to_string(&path).unwrap(),
                "concept,english,korean,kind,language,status,occurrences,documents,confidence,note\n\
                 fog,fog,포그,term,en,preferred,1,1,0.75,\n\
                 mist,mist,미스트,term,en,proposed,1,1,0.75,\n",
                "{writes}"
            );
        }
    }

    /// A cell as somebody may have written it.
    fn written() -> impl Strategy<Value = String> {
        ("[a가 ,\"\n]{0,4}x", any::<bool>())
            .prop_map(|(cell, always)| quoted(&cell, always).into_owned())
    }

    fn status() -> impl Strategy<Value = &'static str> {
        select(
            &[
                "proposed",
                " Preferred",
                "\"admitted\"",
                "",
                "rejected",
                "\"\"",
            ][..],
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_changes_but_the_cells_asked_for(
            rows in prop::collection::vec((written(), written(), written(), status(), written()), 1..6),
            picked in 0..6_usize,
            place in 0..5_usize,
            bom in any::<bool>(),
            end in select(&["\n", "\r\n", "\n\n", "\r"][..]),
            new in select(&[Status::Deprecated, Status::Rejected, Status::Proposed][..]),
            note in prop::option::of("[a가 ,\"\n]{0,5}"),
        ) {
            // The status stands anywhere among the columns.
            let line = |cells: [&str; 5]| {
                let mut cells = cells.to_vec();
                let status = cells.remove(3);
                cells.insert(place, status);
                cells.join(",") + end
            };
            let text = |status_of: &dyn Fn(usize) -> String, note_of: &dyn Fn(usize) -> String| {
                let mut text = if bom { "\u{feff}".to_owned() } else { String::new() };
                text += &line(["concept", "english", "korean", "status", "note"]);
                for (at, (concept, english, korean, ..)) in rows.iter().enumerate() {
                    text += &line([concept, english, korean, &status_of(at), &note_of(at)]);
                }
                text
            };
            let before = text(&|at| rows[at].3.to_owned(), &|at| rows[at].4.clone());
            prop_assume!(Table::parse(before.as_bytes()).is_ok());
            let at = picked.min(rows.len() - 1);
            let selection = Selection {
                concept: Some(unquoted(&rows[at].0).into_owned()),
                english: Some(unquoted(&rows[at].1).into_owned()),
                korean: Some(unquoted(&rows[at].2).into_owned()),
                ..Selection::default()
            };
            let asked = Decision { status: new, note: note.clone(), swap: false };
            let now = after(&before, &selection, &asked).unwrap();

            let table = table(&before);
            let is_meant: Vec<bool> = table.rows().map(|row| selection.matches(row, &[], |_| ())).collect();
            prop_assert!(is_meant[at]);
            let expected = text(
                &|at| {
                    let old = rows[at].3;
                    let is_so = table.row(&table.rows[at]).status() == new;
                    if is_meant[at] && !is_so { quoted(new.as_str(), old.starts_with('"')).into_owned() } else { old.to_owned() }
                },
                &|at| {
                    let old = &rows[at].4;
                    match &note {
                        Some(note) if is_meant[at] && *note != unquoted(old) => {
                            let note = if table.form.is_guarded() { guard(note) } else { note.into() };
                            quoted(&note, old.starts_with('"')).into_owned()
                        }
                        _ => old.clone(),
                    }
                },
            );
            prop_assert_eq!(now, expected);
        }
    }
}
