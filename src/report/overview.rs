//! How a glossary stands: text for people, one JSON object for programs.

use std::io;

use serde_json::{Map, Value, json};

use super::json_lines;
use super::styles::Styles;
use super::{count, diff, table};
use crate::glossary::{Change, Committed, Overview, Since, State};

/// Writes what a person wants to know at a glance. Of documents that changed or are gone, and of each sort of rows that are new
/// since the last commit, `examples` are shown.
pub fn write_text(
    out: &mut impl io::Write,
    path: &str,
    overview: &Overview,
    committed: Option<&Committed>,
    examples: usize,
    coloured: bool,
) -> io::Result<()> {
    let Styles { head, .. } = Styles::new(coloured);
    writeln!(
        out,
        "{head}{path}{head:#}: {} in {}\n",
        count(overview.rows, "row"),
        count(overview.concepts, "concept")
    )?;
    let row = |name: &str, number: usize| [name.to_owned(), number.to_string()];
    let statuses = overview
        .statuses
        .map(|(status, rows)| row(status.as_str(), rows));
    let kinds = overview.kinds.map(|(kind, rows)| row(kind.as_str(), rows));
    table::write(out, ["status", "rows"], &[statuses.to_vec()])?;
    writeln!(out)?;
    table::write(out, ["kind", "rows"], &[kinds.to_vec()])?;
    if overview.conflicts > 0 {
        writeln!(
            out,
            "\n{} with a conflict that nobody has settled (column conflict)",
            count(overview.conflicts, "row")
        )?;
    }
    writeln!(
        out,
        "\nledger: {}, {}",
        count(overview.documents, "document"),
        count(overview.places, "place")
    )?;
    writeln!(out, "figures: {}", standing(overview))?;
    write_changed(out, &overview.changed, examples)?;
    write_missing(out, overview, examples)?;
    match committed {
        None => Ok(()),
        Some(Committed::Never) => writeln!(
            out,
            "\ngit: this file is not committed yet; once it is, the rows that are new since are listed here"
        ),
        Some(Committed::Unreadable) => writeln!(
            out,
            "\ngit: the last commit has a file of this name that is no glossary; commit it to see here what is new since"
        ),
        Some(Committed::Since(since)) => write_since(out, since, examples, coloured),
    }
}

fn write_changed(out: &mut impl io::Write, changed: &[String], examples: usize) -> io::Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let verb = if changed.len() == 1 { "has" } else { "have" };
    let documents = count(changed.len(), "document");
    writeln!(out, "\n{documents} {verb} changed since the last mining:")?;
    for name in changed.iter().take(examples) {
        writeln!(out, "  {name}")?;
    }
    write_more(out, "  ", changed.len(), examples)?;
    writeln!(out, "`yongeo mine PATH` takes in what is there now")
}

/// How many more there are than the examples shown, where any are.
fn write_more(
    out: &mut impl io::Write,
    indent: &str,
    all: usize,
    examples: usize,
) -> io::Result<()> {
    if all > examples && examples > 0 {
        writeln!(out, "{indent}and {} more", all - examples)?;
    }
    Ok(())
}

fn write_missing(out: &mut impl io::Write, overview: &Overview, examples: usize) -> io::Result<()> {
    if overview.missing.is_empty() {
        return Ok(());
    }
    let verbs = match overview.missing.len() {
        1 => "is no longer there, and still counts",
        _ => "are no longer there, and still count",
    };
    let documents = count(overview.missing.len(), "document");
    writeln!(out, "\n{documents} of the ledger {verbs}:")?;
    for (name, places) in overview.missing.iter().take(examples) {
        writeln!(out, "  {name} ({})", count(*places, "place"))?;
    }
    write_more(out, "  ", overview.missing.len(), examples)?;
    // All at once are seldom deleted.
    if overview.missing.len() > 1 && overview.missing.len() == overview.documents {
        writeln!(
            out,
            "if the glossary was moved, mine them where they are: they are known by their text"
        )?;
    }
    writeln!(
        out,
        "`yongeo forget --missing` takes what is gone out of the figures"
    )
}

fn write_since(
    out: &mut impl io::Write,
    since: &Since,
    examples: usize,
    coloured: bool,
) -> io::Result<()> {
    let parts = [
        ("added", &since.added),
        ("removed", &since.removed),
        ("with another status", &since.decided),
    ];
    if parts.iter().all(|(_, changes)| changes.is_empty()) {
        return writeln!(
            out,
            "\nsince the last commit: no row came, went or was decided on"
        );
    }
    writeln!(out, "\nsince the last commit:")?;
    for (what, rows) in parts.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        writeln!(out, "  {} {what}", count(rows.len(), "row"))?;
        diff::write(out, &rows[..rows.len().min(examples)], "    ", coloured)?;
        write_more(out, "    ", rows.len(), examples)?;
    }
    Ok(())
}

/// Whether the figures are up to date with the ledger.
fn standing(overview: &Overview) -> &'static str {
    match (overview.state, overview.has_its_figures) {
        (None, _) => "there is no ledger, so every row counts as yours; `yongeo mine` begins one",
        (Some(State::Interrupted), _) => {
            "out of date, since a mining was interrupted; the next `yongeo mine` computes them anew"
        }
        (Some(State::Edited), false) => {
            "out of date, since rows were edited after the last mining; the next `yongeo mine` computes them anew"
        }
        (Some(State::Edited), true) => {
            "up to date with the last mining; rows were edited since: nothing to do, the next one keeps what was written"
        }
        (Some(State::Current), _) => "up to date with the last mining",
    }
}

/// Writes the same as one JSON object, with all rows that are new since the last commit.
pub fn write_json(
    out: &mut impl io::Write,
    path: &str,
    overview: &Overview,
    committed: Option<&Committed>,
) -> io::Result<()> {
    let statuses = overview.statuses.iter();
    let kinds = overview.kinds.iter();
    let state = overview.state.map(|state| match state {
        State::Current => "current",
        State::Interrupted => "interrupted",
        State::Edited => "edited",
    });
    let missing = overview.missing.iter();
    let object = json!({
        "path": path,
        "concepts": overview.concepts,
        "rows": overview.rows,
        "statuses": statuses.map(|(name, rows)| (name.to_string(), (*rows).into())).collect::<Map<_, _>>(),
        "kinds": kinds.map(|(name, rows)| (name.to_string(), (*rows).into())).collect::<Map<_, _>>(),
        "conflicts": overview.conflicts,
        "documents": overview.documents,
        "places": overview.places,
        "state": state,
        "up_to_date": overview.state.is_some() && overview.has_its_figures,
        "missing": missing
            .map(|(document, places)| json!({"document": document, "places": places}))
            .collect::<Vec<_>>(),
        "changed": overview.changed,
        "since_commit": committed.map(since),
    });
    json_lines::write(out, &object)
}

fn since(committed: &Committed) -> Value {
    let rows = |changes: &[Change]| {
        changes
            .iter()
            .map(|change| {
                let mut row = json!({
                    "concept": change.concept,
                    "english": change.english,
                    "korean": change.korean,
                });
                if !change.column.is_empty() {
                    row["old"] = change.old.as_str().into();
                    row["new"] = change.new.as_str().into();
                }
                row
            })
            .collect::<Vec<_>>()
    };
    match committed {
        Committed::Never => json!("not in the last commit"),
        Committed::Unreadable => json!("no glossary in the last commit"),
        Committed::Since(since) => json!({
            "added": rows(&since.added),
            "removed": rows(&since.removed),
            "decided": rows(&since.decided),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::glossary::{Fate, Status};

    fn overview() -> Overview {
        Overview {
            concepts: 1,
            rows: 12,
            statuses: [
                (Status::Proposed, 10),
                (Status::Preferred, 1),
                (Status::Admitted, 0),
                (Status::Deprecated, 1),
                (Status::Rejected, 0),
            ],
            kinds: [
                (Kind::Term, 11),
                (Kind::Abbreviation, 1),
                (Kind::Foreign, 0),
            ],
            conflicts: 2,
            state: Some(State::Edited),
            has_its_figures: true,
            documents: 2,
            places: 20,
            missing: vec![("../문서/옛글.txt".to_owned(), 1)],
            changed: vec!["../문서/새글.txt".to_owned(), "../문서/초고.txt".to_owned()],
        }
    }

    #[test]
    fn lines_up_and_says_what_to_do() {
        let change = Change {
            fate: Fate::Added,
            concept: "fog".into(),
            english: "fog".into(),
            korean: "포그".into(),
            column: String::new(),
            old: String::new(),
            new: String::new(),
        };
        let since = Committed::Since(Since {
            added: vec![change; 3],
            ..Since::default()
        });
        let mut out = Vec::new();
        write_text(&mut out, "terms.csv", &overview(), Some(&since), 1, false).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\
terms.csv: 12 rows in 1 concept

status      rows
──────────  ────
proposed      10
preferred      1
admitted       0
deprecated     1
rejected       0

kind          rows
────────────  ────
term            11
abbreviation     1
foreign          0

2 rows with a conflict that nobody has settled (column conflict)

ledger: 2 documents, 20 places
figures: up to date with the last mining; rows were edited since: nothing to do, the next one keeps what was written

2 documents have changed since the last mining:
  ../문서/새글.txt
  and 1 more
`yongeo mine PATH` takes in what is there now

1 document of the ledger is no longer there, and still counts:
  ../문서/옛글.txt (1 place)
`yongeo forget --missing` takes what is gone out of the figures

since the last commit:
  3 rows added
    + fog  fog = 포그
    and 2 more
"
        );
    }

    #[test]
    fn json_is_one_object() {
        let mut out = Vec::new();
        let since = Committed::Since(Since::default());
        write_json(&mut out, "terms.csv", &overview(), Some(&since)).unwrap();
        let object: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(object["statuses"]["proposed"], 10);
        assert_eq!(object["kinds"]["abbreviation"], 1);
        assert_eq!(object["missing"][0]["document"], "../문서/옛글.txt");
        assert_eq!(object["changed"][1], "../문서/초고.txt");
        assert_eq!(object["state"], "edited");
        assert_eq!(object["since_commit"]["added"], json!([]));
    }

    #[test]
    fn without_a_ledger_nothing_is_up_to_date() {
        let overview = Overview {
            state: None,
            ..overview()
        };
        assert!(standing(&overview).starts_with("there is no ledger"));
    }
}
