//! `yongeo merge`

use std::io::{BufWriter, Write};
use std::path::Path;

use yongeo::glossary::merge::{Merged, MergedGlossary, MergedLedger, merge};
use yongeo::glossary::{Row, atomic, ledger_of};
use yongeo::report::{count, diff};

use super::definitions::Merge;
use super::{Status, Stop, messages, output};

/// How many rows with conflicts are named one by one.
const NAMED: usize = 10;

/// Merges two glossaries or two ledgers, or shows what merging would change.
pub fn run(arguments: &Merge) -> Result<Status, Stop> {
    let merged = merge(
        &arguments.ours,
        &arguments.theirs,
        arguments.base.as_deref(),
    )?;
    // The result comes before what is said of it, so that nothing is said of a file that was not written.
    match (&arguments.output, &merged) {
        (Some(path), _) => atomic::replace(path, &merged.to_bytes())?,
        (None, Merged::Glossary(merged)) if arguments.dry_run => {
            let mut out = BufWriter::new(output::open());
            diff::write(&mut out, &merged.changes(), "", output::is_coloured())?;
            out.flush()?;
        }
        (None, Merged::Ledger(_)) if arguments.dry_run => {
            messages::note("these are ledgers: what people read is in the glossaries beside them");
        }
        (None, _) => output::print(&merged.to_bytes())?,
    }
    Ok(match &merged {
        Merged::Glossary(merged) => {
            if let Some(path) = &arguments.output {
                mention_ledgers(arguments, path);
            }
            say_what_is_left(arguments, merged)
        }
        Merged::Ledger(merged) => {
            say_what_to_mine(merged);
            Status::Done
        }
    })
}

fn say_what_is_left(arguments: &Merge, merged: &MergedGlossary) -> Status {
    for (path, rows) in [&arguments.ours, &arguments.theirs]
        .into_iter()
        .zip(merged.unsettled)
    {
        if rows > 0 {
            messages::note(format_args!(
                "{}: {} with a conflict of an earlier merge that nobody has settled",
                path.display(),
                count(rows, "row"),
            ));
        }
    }
    let left: Vec<Row<'_>> = merged.to_settle().collect();
    if left.is_empty() {
        return Status::Done;
    }
    messages::say(format_args!(
        "{}; {} to settle, which the column conflict marks: {}",
        count(merged.conflicts, "conflict"),
        count(left.len(), "row"),
        merged.advice(),
    ));
    for row in left.iter().take(NAMED) {
        let mark = row.conflict().unwrap_or_default();
        messages::say(format_args!(
            "  {}: {} = {}: {mark}",
            row.concept(),
            row.english(),
            row.korean()
        ));
    }
    if left.len() > NAMED {
        messages::say(format_args!("  and {} more", left.len() - NAMED));
    }
    Status::Left
}

/// By its ledger mining knows its own rows. git hands ledgers over by themselves; people may forget them.
fn mention_ledgers(arguments: &Merge, merged: &Path) {
    let ledgers = [arguments.ours.as_path(), &arguments.theirs, merged].map(ledger_of);
    // Without it, what one side has forgotten would come back.
    let base = arguments
        .base
        .as_deref()
        .map(ledger_of)
        .filter(|base| base.is_file());
    let base = base.map_or_else(String::new, |base| format!(" --base {}", base.display()));
    let [ours, theirs, merged] = ledgers.each_ref().map(|path| path.display());
    if ledgers[0].is_file() && ledgers[1].is_file() && ledgers[0] != ledgers[1] {
        messages::note(format_args!(
            "before you mine, merge the ledgers as well: yongeo merge {ours} {theirs}{base} --output {merged}"
        ));
    }
}

fn say_what_to_mine(merged: &MergedLedger) {
    for document in &merged.mined_by_both {
        messages::note(format_args!(
            "{document} was mined differently on both sides: mine it again"
        ));
    }
}
