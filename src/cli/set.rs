//! `yongeo set`

use std::io::{BufWriter, Write};

use yongeo::Error;
use yongeo::glossary::{Decision, Pattern, Selection, set};
use yongeo::report::{count, diff};

use super::definitions::Set;
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// Sets the status of the rows that are meant, and prints what changed.
pub fn run(arguments: &Set) -> Result<Status, Stop> {
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    let selection = Selection {
        patterns: arguments
            .patterns
            .iter()
            .map(|text| Pattern::new(text))
            .collect(),
        concept: arguments.concept.clone(),
        english: arguments.english.clone(),
        korean: arguments.korean.clone(),
        from: arguments.from,
    };
    let decision = Decision {
        status: arguments.status,
        note: arguments.note.clone(),
        swap: arguments.swap,
    };
    let outcome = set(
        &path,
        &selection,
        &decision,
        !arguments.dry_run,
        &mut messages::waiting,
    )?;
    let mut out = BufWriter::new(output::open());
    diff::write(&mut out, &outcome.changes, "", output::is_coloured())?;
    out.flush()?;

    let besides = match arguments.from {
        Some(status) => format!(" that is {status}"),
        None => String::new(),
    };
    let hint = "a pattern is a whole term or identifier: put * around a part of one";
    let place = path.display().to_string();
    for pattern in &outcome.unmatched {
        let error = Error::new(format!("no row{besides} matches {pattern:?}"));
        messages::error(&error.in_file(&place).hint(hint));
    }
    if outcome.matched == 0 && outcome.unmatched.is_empty() {
        let error = Error::new(format!("no such row{besides}"));
        messages::error(
            &error
                .in_file(&place)
                .hint("check --concept, --english and --korean"),
        );
    }
    messages::say(format_args!(
        "{place}: {} meant, {} {}",
        count(outcome.matched, "row"),
        outcome.changed,
        if arguments.dry_run {
            "would change"
        } else {
            "changed"
        }
    ));
    Ok(if outcome.matched == 0 || !outcome.unmatched.is_empty() {
        Status::Failed
    } else {
        Status::Done
    })
}
